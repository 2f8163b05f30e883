"""From an act that may be done to the fact that says so: with everything in it that folding needs."""

from datetime import date

from rmdesk.domain.registers.act import AMEND, VOID
from rmdesk.domain.registers.definition import Register
from rmdesk.domain.registers.entry import Entry
from rmdesk.domain.registers.facts import Drawn, EntryActed, EntryBegun
from rmdesk.domain.registers.judging import Attempt


def beginning(
    register: Register,
    attempt: Attempt,
    *,
    entry_id: str,
    no: str,
    client_id: str,
    on: date,
    drawn: Drawn | None = None,
) -> EntryBegun:
    """The fact of a beginning act that was judged."""
    act = register.act[attempt.act]
    return EntryBegun(
        entry_id=entry_id,
        register_id=register.id,
        no=no,
        about=attempt.about,
        client_id=client_id,
        parent_id=attempt.parent_id,
        act=attempt.act,
        on=on,
        definition=register.digest,
        values=_given(attempt),
        state=act.to,
        ended=act.to in register.ends,
        logged=_logged(register, attempt),
        drawn=drawn,
    )


def acting(
    register: Register, entry: Entry, attempt: Attempt, *, on: date, second: str = "", drawn: Drawn | None = None
) -> EntryActed:
    """The fact of an act that was judged. Voiding ends the entry where it stands."""
    plain = attempt.act in {VOID, AMEND}
    state = entry.state if plain else register.act[attempt.act].to or entry.state
    return EntryActed(
        entry_id=entry.id,
        act=attempt.act,
        seen=entry.version,
        on=on,
        definition=register.digest,
        values=attempt.answers,
        state=state,
        ended=attempt.act == VOID or state in register.ends,
        logged=_logged(register, attempt),
        second=second,
        reason=attempt.reason,
        renamed=register.renames,
        drawn=drawn,
    )


def _given(attempt: Attempt) -> dict[str, str]:
    """A new entry has nothing that an empty answer could take back."""
    return {key: value for key, value in attempt.answers.items() if value}


def _logged(register: Register, attempt: Attempt) -> tuple[str, ...]:
    fields = register.field
    return tuple(key for key in attempt.answers if key in fields and fields[key].log)
