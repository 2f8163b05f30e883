"""From what somebody wants to do to what may be done: answers read, the act judged, parts found."""

from collections.abc import Mapping
from typing import NamedTuple

from rmdesk.desk.desk import Desk
from rmdesk.desk.people_rows import person_of
from rmdesk.desk.registers.around import actor_of, around, client_of
from rmdesk.desk.registers.forms import ABOUT, REASON
from rmdesk.desk.registers.making import Drawing, drawing
from rmdesk.desk.registers.reading_answers import Typed, read
from rmdesk.desk.registers.seeing import may_see
from rmdesk.desk.registers.subjects import worded
from rmdesk.desk.registers.views import faulty
from rmdesk.domain.refusal import StopError, passed, refuse, stop_if
from rmdesk.domain.registers import entry as folding
from rmdesk.domain.registers.act_facts import acting, beginning
from rmdesk.domain.registers.definition import Register
from rmdesk.domain.registers.entry import Entry
from rmdesk.domain.registers.facts import About, EntryActed, EntryBegun
from rmdesk.domain.registers.judging import Around, Attempt, judge

BY_PROOF = frozenset({"REGISTER.second", "REGISTER.same"})
"""What stands against an act until somebody else has agreed."""


class Ready(NamedTuple):
    """An act against which nothing stands: with its answers, what stands around, the entry as it will be (without what
    only recording it gives), and the subjects of its parts."""

    register: Register
    attempt: Attempt
    typed: Typed
    stands: Around
    after: Entry
    found: Drawing | None

    @property
    def entry(self) -> Entry:
        """The entry that the act is done on; a beginning one has none."""
        assert self.attempt.entry is not None
        return self.attempt.entry


def begun_fact(desk: Desk, register: Register, attempt: Attempt, typed: Typed, entry_id: str, no: str) -> EntryBegun:
    plain = attempt.model_copy(update={"answers": typed.plain})
    client_id = client_of(desk, attempt.about, attempt.parent_id)
    return beginning(register, plain, entry_id=entry_id, no=no, client_id=client_id, on=desk.today())


def acted_fact(
    desk: Desk, register: Register, entry: Entry, attempt: Attempt, typed: Typed, second: str = ""
) -> EntryActed:
    plain = attempt.model_copy(update={"answers": typed.plain})
    return acting(register, entry, plain, on=desk.today(), second=second)


def ready_for(
    desk: Desk,
    register: Register,
    act: str,
    entry: Entry | None,
    about: About,
    parent_id: str,
    given: Mapping[str, str],
    version: int,
) -> Ready:
    """Read the answers and judge the act. The proof comes last: nobody types a password for what is refused anyway."""
    answers = {key: value for key, value in given.items() if key not in (ABOUT, REASON)}
    empty = Attempt(act=act, entry=entry, about=about, parent_id=parent_id, seen=version, reason=given.get(REASON, ""))
    early = judge(register, empty, actor_of(desk.actor), around(desk, register, entry, about, parent_id))
    stop_if(*worded(desk, tuple(one for one in early if one.code in _BEFORE_ANSWERS)))
    typed = passed(read(desk, register, act, entry, about, parent_id, answers))
    stands = around(desk, register, entry, about, parent_id, typed.all)
    attempt = empty.model_copy(update={"answers": typed.all})
    against = judge(register, attempt, actor_of(desk.actor), stands)
    stop_if(*worded(desk, tuple(one for one in against if one.code not in BY_PROOF)))
    after = _after(desk, register, attempt, typed, entry)
    _check_readers(desk, register, after, typed)
    return Ready(register, attempt, typed, stands, after, _drawing(desk, register, act, after))


def _after(desk: Desk, register: Register, attempt: Attempt, typed: Typed, entry: Entry | None) -> Entry:
    """The entry as it will be."""
    if entry is None:
        fact = begun_fact(desk, register, attempt, typed, "", "")
        return folding.begun(fact, desk.actor.login, desk.sure_now())
    return folding.acted(entry, acted_fact(desk, register, entry, attempt, typed), desk.actor.login, desk.sure_now())


def _check_readers(desk: Desk, register: Register, after: Entry, typed: Typed) -> None:
    """Nobody is made responsible for what that person may not read; whom it is hidden from is named all the same."""
    shut = {name for one in register.narrow for name in one.except_}
    for key, value in typed.plain.items():
        if register.field[key].kind != "person" or key in shut:
            continue
        for login in filter(None, value.split(",")):
            person = person_of(desk.store, login)
            if person is not None and not may_see(desk, register, after, person):
                named = {"person": person.name, "register_key": f"{register.id}.field.{key}"}
                raise StopError(faulty({key: refuse("REGISTER.reader", **named)}))


def _drawing(desk: Desk, register: Register, act: str, after: Entry) -> Drawing | None:
    """The subjects of the parts that an act makes; a sample of nothing is none."""
    parts = register.act[act].parts if act in register.act else None
    if parts is None:
        return None
    found = drawing(desk, after, parts)
    if parts.sample and not found.chosen:
        reason = refuse("REGISTER.empty", register_act=f"{register.id}.act.{act}")
        stop_if(reason.model_copy(update={"rule": register.rule}))
    return found


_BEFORE_ANSWERS = frozenset(
    {"INPUT.stale", "REGISTER.state", "REGISTER.roles", "REGISTER.not_by", "REGISTER.void", "REGISTER.reason"}
)
