"""Doing: an entry is begun, an act is done with one or with many marked ones. One transaction, all or nothing."""

from collections.abc import Mapping
from datetime import datetime
from typing import NamedTuple

from rmdesk.desk import guarding
from rmdesk.desk.access import use_case
from rmdesk.desk.complaints.workdays import CALENDAR
from rmdesk.desk.desk import Desk
from rmdesk.desk.guarding import Proof
from rmdesk.desk.registers.around import actor_of, around, client_of, entry_by, register_of, thresholds
from rmdesk.desk.registers.forms import ABOUT, REASON
from rmdesk.desk.registers.making import Drawing, drawing, make
from rmdesk.desk.registers.offering import may_begin, started
from rmdesk.desk.registers.reading_answers import Typed, read
from rmdesk.desk.registers.seeing import seen
from rmdesk.desk.registers.subjects import BRANCH, about_of, person_named
from rmdesk.desk.registers.views import Done, Faulty, faulty
from rmdesk.domain import trust_facts
from rmdesk.domain.refusal import Refusal, Refused, refuse, refused
from rmdesk.domain.registers import entry as folding
from rmdesk.domain.registers.act import AMEND, VOID
from rmdesk.domain.registers.definition import Register
from rmdesk.domain.registers.doing import acting, beginning
from rmdesk.domain.registers.entry import Entry
from rmdesk.domain.registers.facts import About, EntryActed, EntryBegun, EntryPrivate, Follows
from rmdesk.domain.registers.following import follows
from rmdesk.domain.registers.judging import Around, Attempt, judge
from rmdesk.domain.staff import STAFF_ROLES, Staff

_BY_PROOF = frozenset({"REGISTER.second", "REGISTER.same"})


class _Ready(NamedTuple):
    """An act against which nothing stands: with its answers, what stands around, and who agreed."""

    register: Register
    attempt: Attempt
    typed: Typed
    stands: Around
    second: Staff | None


@use_case("registers.work")
def begin(
    desk: Desk,
    register_id: str,
    typed: Mapping[str, str],
    *,
    act: str = "",
    parent_id: str = "",
    proof: Proof | None = None,
    draft_id: str = "",
) -> Done | Refused:
    """Begin an entry of a register. `typed`: field → what was typed, "about" among them where it is about something;
    `act` "": the one that begins entries."""
    register = register_of(desk, register_id)
    if isinstance(register, Refused):
        return register
    key = act or next(iter(register.beginning), "")
    away = may_begin(desk, register, key, parent_id)
    if away is not None:
        return away
    about = _about(desk, register, typed)
    if isinstance(about, Refused):
        return faulty({ABOUT: about.reasons[0]})
    ready = _ready(desk, register, key, None, about, parent_id, typed, 0, proof)
    if not isinstance(ready, _Ready):
        return ready
    with desk.transaction():
        entry, made, found = _record_begun(desk, register, ready.attempt, ready.typed, ready.stands)
        _agreed(desk, ready, entry)
        desk.store.drafts.delete(draft_id)
    starts = started(desk, register, entry, key)
    return Done(entry.id, entry.no, entry.version, made, () if found is None else found.left_out, starts)


@use_case("registers.work")
def do(
    desk: Desk,
    which: str,
    act: str,
    seen_version: int,
    typed: Mapping[str, str],
    *,
    proof: Proof | None = None,
    draft_id: str = "",
) -> Done | Refused:
    """An act on an entry, whose version on the screen was `seen_version`. INPUT.stale when it has changed since."""
    found = seen(desk, which)
    if isinstance(found, Refused):
        return found
    register, entry = found.register, found.entry
    if act not in register.act and act not in (AMEND, VOID):
        return refused("INPUT.choice", given=act[:40], allowed=", ".join(register.act))
    ready = _ready(desk, register, act, entry, entry.about, entry.parent_id, typed, seen_version, proof)
    if not isinstance(ready, _Ready):
        return ready
    with desk.transaction():
        after, made, drawn = _record_acted(desk, ready, entry)
        desk.store.drafts.delete(draft_id)
    starts = started(desk, register, after, act)
    return Done(after.id, after.no, after.version, made, () if drawn is None else drawn.left_out, starts)


@use_case("registers.work")
def do_marked(
    desk: Desk, marked: tuple[tuple[str, int], ...], act: str, typed: Mapping[str, str], *, proof: Proof | None = None
) -> Done | Refused:
    """One act with the same answers on many entries of one register: (id, version on the screen) each. One fact each,
    one transaction; when one of them is refused, none is done, and the refusal names it."""
    ready: list[tuple[Entry, _Ready]] = []
    for which, version in dict(marked).items():
        found = seen(desk, which)
        if isinstance(found, Refused):
            return found
        register = found.register
        if act not in register.act or not register.act[act].marked:
            return refused("REGISTER.marked", register_act=f"{register.id}.act.{act}", no=found.entry.no)
        one = _ready(desk, register, act, found.entry, found.entry.about, found.entry.parent_id, typed, version, proof)
        if isinstance(one, Faulty):
            return one
        if isinstance(one, Refused):
            return Refused(reasons=(*one.reasons, refuse("REGISTER.of", no=found.entry.no)))
        ready.append((found.entry, one))
    if not ready:
        return refused("INPUT.required")
    with desk.transaction():
        after = [_record_acted(desk, one, entry)[0] for entry, one in ready]
    return Done(after[0].id, after[0].no, after[0].version, entries=len(after))


def _record_begun(
    desk: Desk, register: Register, attempt: Attempt, typed: Typed, stands: Around
) -> tuple[Entry, int, Drawing | None]:
    entry_id = desk.new_id()
    bare: EntryBegun = beginning(
        register,
        attempt.model_copy(update={"answers": typed.plain}),
        entry_id=entry_id,
        no=_no(desk, register, attempt.parent_id),
        client_id=client_of(desk, attempt.about),
        on=desk.today(),
    )
    entry = folding.begun(bare, desk.actor.login, desk.sure_now())
    found = _drawing(desk, register, attempt.act, entry)
    drawn = None if found is None else found.drawn
    desk.record(bare.model_copy(update={"follows": _follows(desk, register, entry, stands), "drawn": drawn}), entry_id)
    _keep_apart(desk, entry_id, {}, typed)
    return entry, _make(desk, register, attempt.act, entry, found), found


def _record_acted(desk: Desk, ready: _Ready, entry: Entry) -> tuple[Entry, int, Drawing | None]:
    register, attempt = ready.register, ready.attempt.model_copy(update={"answers": ready.typed.plain})
    second = "" if ready.second is None else ready.second.login
    bare: EntryActed = acting(register, entry, attempt, on=desk.today(), second=second)
    after = folding.acted(entry, bare, desk.actor.login, desk.sure_now())
    found = _drawing(desk, register, attempt.act, after)
    drawn = None if found is None else found.drawn
    follow = _follows(desk, register, after, ready.stands)
    desk.record(bare.model_copy(update={"follows": follow, "drawn": drawn}), entry.id)
    _keep_apart(desk, entry.id, entry.values, ready.typed)
    _agreed(desk, ready, after)
    return after, _make(desk, register, attempt.act, after, found), found


def _drawing(desk: Desk, register: Register, act: str, entry: Entry) -> Drawing | None:
    parts = register.act[act].parts if act in register.act else None
    return None if parts is None else drawing(desk, entry, parts)


def _make(desk: Desk, register: Register, act: str, entry: Entry, found: Drawing | None) -> int:
    parts = register.act[act].parts if act in register.act else None
    return 0 if parts is None or found is None else make(desk, entry, parts, found.chosen, _part)


def _part(desk: Desk, register: Register, attempt: Attempt, typed: Typed, stands: Around) -> Entry:
    return _record_begun(desk, register, attempt, typed, stands)[0]


def _agreed(desk: Desk, ready: _Ready, entry: Entry) -> None:
    """The second person's consent is a fact of that person's own."""
    if ready.second is not None:
        agreed = trust_facts.SecondPersonAgreed(act="registers.work", about=entry.id)
        desk.record_as(ready.second, agreed, entry.id)


def _keep_apart(desk: Desk, entry_id: str, standing: Mapping[str, str], typed: Typed) -> None:
    """Answers about a third person stand in a fact with a subject of its own, so that they can be forgotten alone."""
    for file in typed.files:
        desk.store.attachments.put(file)
    if typed.private:
        kept = desk.store.get("entry_private", entry_id)
        before = {} if kept is None else {key: standing[key] for key in typed.personal if key in standing}
        desk.record(EntryPrivate(entry_id=entry_id, values={**before, **typed.private}), f"private:{entry_id}")


def _follows(desk: Desk, register: Register, entry: Entry, stands: Around) -> Follows:
    zone = desk.local(desk.now()).tzinfo
    assert zone is not None  # `local` gives aware instants
    return follows(register, entry, CALENDAR, zone, stands.paths, thresholds(desk))


def _about(desk: Desk, register: Register, typed: Mapping[str, str]) -> About | Refused:
    if register.about == (BRANCH,):
        return About(kind=BRANCH)
    return about_of(desk, register, typed.get(ABOUT, ""))


def _ready(
    desk: Desk,
    register: Register,
    act: str,
    entry: Entry | None,
    about: About,
    parent_id: str,
    given: Mapping[str, str],
    version: int,
    proof: Proof | None,
) -> _Ready | Refused:
    """Read the answers, judge the act, then ask for the proof: nobody types a password for what is refused anyway."""
    answers = {key: value for key, value in given.items() if key not in (ABOUT, REASON)}
    empty = Attempt(act=act, entry=entry, about=about, parent_id=parent_id, seen=version, reason=given.get(REASON, ""))
    early = judge(register, empty, actor_of(desk.actor), around(desk, register, entry, about, parent_id))
    barred = tuple(one for one in early if one.case in _BEFORE_ANSWERS)
    if barred:
        return Refused(reasons=_worded(desk, barred))
    typed = read(desk, register, act, entry, about, parent_id, answers)
    if isinstance(typed, Faulty):
        return typed
    stands = around(desk, register, entry, about, parent_id, typed.all)
    attempt = empty.model_copy(update={"answers": typed.all})
    against = judge(register, attempt, actor_of(desk.actor), stands)
    reasons = tuple(one for one in against if one.case not in _BY_PROOF)
    if reasons:
        return Refused(reasons=_worded(desk, reasons))
    second = _proven(desk, register, attempt, stands, proof)
    return second if isinstance(second, Refused) else _Ready(register, attempt, typed, stands, second)


_BEFORE_ANSWERS = frozenset({"INPUT.stale", "REGISTER.state", "REGISTER.roles", "REGISTER.not_by", "DATA-07.reason"})


def _proven(
    desk: Desk, register: Register, attempt: Attempt, stands: Around, proof: Proof | None
) -> Staff | Refused | None:
    """Who agreed beside the person at the desk; None where nobody else must."""
    asked = register.act[attempt.act].proof if attempt.act in register.act else "none"
    if asked == "none":
        return None
    if asked == "password":
        if proof is None or not proof.password:
            return refused("DATA-08.again", act="registers.work")
        guarding.own_key(desk, proof.password, "proof")
        return None
    if proof is None or not (proof.login and proof.password):
        against = judge(register, attempt, actor_of(desk.actor), stands)
        return Refused(reasons=tuple(one for one in against if one.case in _BY_PROOF))
    proven = guarding.anybody(desk, proof, "registers.work", STAFF_ROLES)
    if isinstance(proven, Refused):
        return proven
    against = judge(register, attempt, actor_of(desk.actor), stands, actor_of(proven.person))
    return Refused(reasons=_worded(desk, against)) if against else proven.person


def _worded(desk: Desk, reasons: tuple[Refusal, ...]) -> tuple[Refusal, ...]:
    """People by their names, instants in the branch's zone."""
    return tuple(one.model_copy(update={"saw": _saw(desk, one.saw)}) for one in reasons)


def _saw(desk: Desk, saw: Mapping[str, str]) -> dict[str, str]:
    told = dict(saw)
    if "person" in told:
        told["person"] = person_named(desk, told["person"])
    if "at" in told:
        told["at"] = f"{desk.local(datetime.fromisoformat(told['at'])):%Y-%m-%d %H:%M}"
    return told


def _no(desk: Desk, register: Register, parent_id: str) -> str:
    """RK-0001, EV-2026-0001 where the register counts by year; a part is counted under its whole: NT-2026-0001/2."""
    whole = entry_by(desk, parent_id) if parent_id else None
    if whole is not None:
        return desk.next_part_no(whole.no)
    return desk.next_no(register.number, desk.today().year if register.yearly else None)
