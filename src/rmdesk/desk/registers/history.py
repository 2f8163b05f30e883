"""What was done with an entry, in the words of the definition that each act was done under."""

from rmdesk.desk.desk import Desk
from rmdesk.desk.registers.definitions import as_of
from rmdesk.desk.registers.seeing import Found
from rmdesk.desk.registers.views import Passed
from rmdesk.desk.registers.wording import Words
from rmdesk.domain.base import Text
from rmdesk.domain.registers.act import AMEND, VOID
from rmdesk.domain.registers.definition import Register
from rmdesk.domain.registers.entry import Done, Entry


def history_of(desk: Desk, found: Found) -> tuple[Passed, ...]:
    """Every act, the latest first, without what stays hidden from the reader."""
    words = {one.definition: Words(desk, as_of(desk, found.register, one.definition)) for one in found.entry.done}
    return tuple(_one(desk, words[one.definition], one, found) for one in reversed(found.entry.done))


def act_label(desk: Desk, register: Register, act: str) -> Text:
    """What an act is called, also a built-in one."""
    own = register.text_of("act", act)
    return desk.pack.label_text("entry_act", act) if act in (VOID, AMEND) or own is None else own


def drawn_of(entry: Entry) -> Done | None:
    """The last act that drew parts."""
    return next((one for one in reversed(entry.done) if one.drawn is not None), None)


def _one(desk: Desk, words: Words, done: Done, found: Found) -> Passed:
    answers = ((key, value) for key, value in done.values.items() if value and key not in found.hidden)
    return Passed(
        label=act_label(desk, words.register, done.act),
        at=done.at,
        by=words.person(done.by),
        answers=tuple(one for key, value in answers for one in words.each(key, value, found.entry.client_id)),
        second=words.person(done.second) if done.second else "",
        reason=words.masked(done.reason, found.entry.client_id),
        act=done.act,
        by_login=done.by,
        second_login=done.second or "",
    )
