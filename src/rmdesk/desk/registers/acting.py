"""Doing: an entry is begun, an act is done with one or with many marked ones. One transaction, all or nothing."""

from collections.abc import Mapping

from rmdesk.desk.access import use_case
from rmdesk.desk.complaints.workdays import CALENDAR
from rmdesk.desk.desk import Desk
from rmdesk.desk.guarding import Proof
from rmdesk.desk.registers.around import entry_by, register_of, thresholds
from rmdesk.desk.registers.forms import ABOUT
from rmdesk.desk.registers.making import Drawing, make
from rmdesk.desk.registers.offering import may_begin, started
from rmdesk.desk.registers.preparing import Ready, acted_fact, begun_fact, ready_for
from rmdesk.desk.registers.reading_answers import Typed
from rmdesk.desk.registers.seeing import seen
from rmdesk.desk.registers.subjects import BRANCH, about_of
from rmdesk.desk.registers.views import Done, Faulty, faulty
from rmdesk.domain import trust_facts
from rmdesk.domain.refusal import Refused, refuse, refused
from rmdesk.domain.registers import entry as folding
from rmdesk.domain.registers.act import AMEND, VOID
from rmdesk.domain.registers.definition import Register
from rmdesk.domain.registers.entry import Entry
from rmdesk.domain.registers.facts import About, EntryPrivate, Follows
from rmdesk.domain.registers.following import follows
from rmdesk.domain.registers.judging import Around, Attempt


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
    ready = ready_for(desk, register, key, None, about, parent_id, typed, 0, proof)
    if not isinstance(ready, Ready):
        return ready
    with desk.transaction():
        entry = _record_begun(desk, register, ready.attempt, ready.typed, ready.stands, ready.found)
        made = _also(desk, ready, entry)
        desk.store.drafts.delete(draft_id)
    return _done(desk, ready, entry, made)


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
    ready = ready_for(desk, register, act, entry, entry.about, entry.parent_id, typed, seen_version, proof)
    if not isinstance(ready, Ready):
        return ready
    with desk.transaction():
        after = _record_acted(desk, ready, entry)
        made = _also(desk, ready, after)
        desk.store.drafts.delete(draft_id)
    return _done(desk, ready, after, made)


@use_case("registers.work")
def do_marked(
    desk: Desk, marked: tuple[tuple[str, int], ...], act: str, typed: Mapping[str, str], *, proof: Proof | None = None
) -> Done | Refused:
    """One act with the same answers on many entries of one register: (id, version on the screen) each. One fact each,
    one transaction; when one of them is refused, none is done, and the refusal names it."""
    ready: list[tuple[Entry, Ready]] = []
    for which, version in dict(marked).items():
        found = seen(desk, which)
        if isinstance(found, Refused):
            return found
        register, entry = found.register, found.entry
        if act not in register.act or not register.act[act].marked:
            return refused("REGISTER.marked", register_act=f"{register.id}.act.{act}", no=entry.no)
        one = ready_for(desk, register, act, entry, entry.about, entry.parent_id, typed, version, proof)
        if isinstance(one, Faulty):
            return one
        if isinstance(one, Refused):
            return Refused(reasons=(*one.reasons, refuse("REGISTER.of", no=entry.no)))
        ready.append((entry, one))
    if not ready:
        return refused("INPUT.required")
    with desk.transaction():
        after = [_record_acted(desk, one, entry) for entry, one in ready]
        for entry, (_, one) in zip(after, ready, strict=True):
            _also(desk, one, entry)
    return Done(after[0].id, after[0].no, after[0].version, entries=len(after))


def _record_begun(
    desk: Desk, register: Register, attempt: Attempt, typed: Typed, stands: Around, found: Drawing | None = None
) -> Entry:
    fact = begun_fact(desk, register, attempt, typed, desk.new_id(), _no(desk, register, attempt.parent_id))
    entry = folding.begun(fact, desk.actor.login, desk.sure_now())
    drawn = None if found is None else found.drawn
    follow = _follows(desk, register, entry, stands)
    desk.record(fact.model_copy(update={"follows": follow, "drawn": drawn}), entry.id)
    _keep_apart(desk, entry.id, {}, typed)
    return entry


def _record_acted(desk: Desk, ready: Ready, entry: Entry) -> Entry:
    second = "" if ready.second is None else ready.second.login
    fact = acted_fact(desk, ready.register, entry, ready.attempt, ready.typed, second)
    after = folding.acted(entry, fact, desk.actor.login, desk.sure_now())
    drawn = None if ready.found is None else ready.found.drawn
    follow = _follows(desk, ready.register, after, ready.stands)
    desk.record(fact.model_copy(update={"follows": follow, "drawn": drawn}), entry.id)
    _keep_apart(desk, entry.id, entry.values, ready.typed)
    return after


def _also(desk: Desk, ready: Ready, entry: Entry) -> int:
    """What comes with the act: the second person's consent as a fact of that person's own, and parts in bulk. How many
    parts were made."""
    if ready.second is not None:
        agreed = trust_facts.SecondPersonAgreed(act="registers.work", about=entry.id)
        desk.record_as(ready.second, agreed, entry.id)
    act = ready.register.act.get(ready.attempt.act)
    if act is None or act.parts is None or ready.found is None:
        return 0
    return make(desk, entry, act.parts, ready.found.chosen, _record_begun)


def _done(desk: Desk, ready: Ready, entry: Entry, made: int) -> Done:
    left_out = () if ready.found is None else ready.found.left_out
    starts = started(desk, ready.register, entry, ready.attempt.act)
    return Done(entry.id, entry.no, entry.version, made, left_out, starts)


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


def _no(desk: Desk, register: Register, parent_id: str) -> str:
    """RK-0001, EV-2026-0001 where the register counts by year; a part is counted under its whole: NT-2026-0001/2."""
    whole = entry_by(desk, parent_id) if parent_id else None
    if whole is not None:
        return desk.next_part_no(whole.no)
    return desk.next_no(register.number, desk.today().year if register.yearly else None)
