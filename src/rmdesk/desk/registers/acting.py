"""Doing: an entry is begun, an act is done with one or with many marked ones. One transaction, all or nothing."""

from collections.abc import Mapping

from rmdesk.desk.access import use_case
from rmdesk.desk.desk import Desk
from rmdesk.desk.dues import client_dues
from rmdesk.desk.guarding import Proof
from rmdesk.desk.registers.around import entry_by, register_of, thresholds
from rmdesk.desk.registers.forms import ABOUT
from rmdesk.desk.registers.making import Drawing, make
from rmdesk.desk.registers.offering import barred, started
from rmdesk.desk.registers.preparing import Ready, acted_fact, begun_fact, ready_for
from rmdesk.desk.registers.private import forget, keep, private_of, without_private
from rmdesk.desk.registers.proving import proven
from rmdesk.desk.registers.reading_answers import Typed
from rmdesk.desk.registers.seeing import Found, seen
from rmdesk.desk.registers.sources import Subject
from rmdesk.desk.registers.subjects import BRANCH, about_of
from rmdesk.desk.registers.views import Done, Faulty, faulty
from rmdesk.domain import people_facts
from rmdesk.domain.people import Person
from rmdesk.domain.refusal import Refusal, Refused, StopError, passed, refuse, stop, stop_if
from rmdesk.domain.registers import entry as folding
from rmdesk.domain.registers.act import AMEND, VOID
from rmdesk.domain.registers.conditions import failing
from rmdesk.domain.registers.definition import Register
from rmdesk.domain.registers.entry import Entry
from rmdesk.domain.registers.facts import About, Follows
from rmdesk.domain.registers.following import follows
from rmdesk.domain.registers.judging import Around, Attempt, unique_keys


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
) -> Done:
    """Begin an entry of a register. `typed`: field → what was typed, "about" among them where it is about something;
    `act` "": the one that begins entries."""
    register = register_of(desk, register_id)
    key = act or next(iter(register.beginning), "")
    stop_if(*barred(desk, register, key, parent_id))
    about = _about(desk, register, typed)
    ready = ready_for(desk, register, key, None, about, parent_id, typed, 0)
    second = proven(desk, (ready,), proof)
    with desk.transaction():
        entry = _record_begun(desk, register, ready.attempt, ready.typed, ready.stands, ready.found)
        made = _also(desk, ready, second, entry)
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
) -> Done:
    """An act on an entry, whose version on the screen was `seen_version`. INPUT.stale when it has changed since."""
    entry = passed(seen(desk, which)).entry
    register = register_of(desk, entry.register_id)
    if act not in register.act and act not in (AMEND, VOID):
        stop("INPUT.choice", given=act[:40], allowed=", ".join(register.act))
    ready = ready_for(desk, register, act, entry, entry.about, entry.parent_id, typed, seen_version)
    second = proven(desk, (ready,), proof)
    with desk.transaction():
        after = _record_acted(desk, ready, second)
        made = _also(desk, ready, second, after)
        desk.store.drafts.delete(draft_id)
    _let_go(desk, ready)
    return _done(desk, ready, after, made)


@use_case("registers.work")
def do_marked(
    desk: Desk, marked: tuple[tuple[str, int], ...], act: str, typed: Mapping[str, str], *, proof: Proof | None = None
) -> Done:
    """One act with the same answers on many entries of one register: (id, version on the screen) each. One fact each,
    one transaction; when one of them is refused, none is done, and the refusal names it."""
    judged: dict[str, Ready] = {}
    for which, version in marked:
        found = passed(seen(desk, which))
        judged[found.entry.id] = _marked(desk, found, act, typed, version)
    ready = tuple(judged.values())
    if not ready:
        stop("INPUT.required")
    stop_if(_shared(ready))
    second = proven(desk, ready, proof)
    with desk.transaction():
        after = [_record_acted(desk, one, second) for one in ready]
        for entry, one in zip(after, ready, strict=True):
            _also(desk, one, second, entry)
    _let_go(desk, ready[0])
    prints = tuple(one for entry in after for one in _prints(ready[0], entry))
    return Done(after[0].id, after[0].no, after[0].version, entries=len(after), prints=prints)


def _marked(desk: Desk, found: Found, act: str, typed: Mapping[str, str], version: int) -> Ready:
    """One of the marked ones made ready. A refusal says which one it is; a fault of the form is that of all."""
    register, entry = found.register, found.entry
    try:
        if act not in register.act or not register.act[act].marked:
            stop("REGISTER.marked", register_act=f"{register.id}.act.{act}", no=entry.no)
        return ready_for(desk, register, act, entry, entry.about, entry.parent_id, typed, version)
    except StopError as stopped:
        if isinstance(stopped.refused, Faulty):
            raise
        which = refuse("REGISTER.of", no=entry.no)
        raise StopError(Refused(reasons=(*stopped.refused.reasons, which))) from stopped


def _shared(ready: tuple[Ready, ...]) -> Refusal | None:
    """What no two entries may share is not given to two of the marked ones either."""
    given = set[str]()
    for one in ready:
        entry, register = one.entry, one.register
        keys = unique_keys(register, entry.about, entry.parent_id, one.attempt.values)
        if given.intersection(keys):
            named = ", ".join(f"{register.id}.field.{key}" for row in register.unique for key in row)
            return refuse("REGISTER.unique", register_key=named)
        given.update(keys)
    return None


def _record_begun(
    desk: Desk, register: Register, attempt: Attempt, typed: Typed, stands: Around, found: Drawing | None = None
) -> Entry:
    fact = begun_fact(desk, register, attempt, typed, desk.new_id(), _no(desk, register, attempt.parent_id))
    entry = folding.begun(fact, desk.actor.login, desk.sure_now())
    drawn = None if found is None else found.drawn
    follow = _follows(desk, register, entry, stands)
    desk.record(fact.model_copy(update={"follows": follow, "drawn": drawn}), entry.id)
    _keep_apart(desk, entry.id, typed)
    return entry


def _record_acted(desk: Desk, ready: Ready, agreed: Person | None) -> Entry:
    """What follows of an entry is worked out without what is kept apart: nothing of that may stand in its own fact."""
    entry, second = without_private(desk, ready.entry), "" if agreed is None else agreed.login
    fact = acted_fact(desk, ready.register, entry, ready.attempt, ready.typed, second)
    after = folding.acted(entry, fact, desk.actor.login, desk.sure_now())
    drawn = None if ready.found is None else ready.found.drawn
    follow = _follows(desk, ready.register, after, ready.stands)
    desk.record(fact.model_copy(update={"follows": follow, "drawn": drawn}), entry.id)
    _keep_apart(desk, entry.id, ready.typed)
    return after


def _also(desk: Desk, ready: Ready, second: Person | None, entry: Entry) -> int:
    """What comes with the act: the second person's consent as a fact of that person's own, what it forgets, and parts
    in bulk. How many parts were made."""
    if second is not None:
        agreed = people_facts.SecondPersonAgreed(act="registers.work", about=entry.id)
        desk.record_as(second, agreed, entry.id)
    act = ready.register.act.get(ready.attempt.act)
    if act is None:
        return 0
    forget(desk, entry.id, act)
    if act.parts is None or ready.found is None:
        return 0
    made = make(desk, entry, act.parts, ready.found.chosen, _record_begun)
    _take_over(desk, entry, act.parts.each, ready.found.chosen)
    return made


def _take_over(desk: Desk, entry: Entry, source: str, chosen: tuple[Subject, ...]) -> None:
    """Once each holder is listed, telling him is the notice's due, and no longer the one that the new level made."""
    if source == "holders" and entry.values.get("event") == "regrade":
        for one in chosen:
            client_dues.hand_on(desk, "level_changed", one.about.id, entry.about.id, entry.no)


def _done(desk: Desk, ready: Ready, entry: Entry, made: int) -> Done:
    left_out = () if ready.found is None else ready.found.left_out
    starts = started(desk, ready.register, entry, ready.attempt.act)
    return Done(entry.id, entry.no, entry.version, made, left_out, starts, prints=_prints(ready, entry))


def _prints(ready: Ready, entry: Entry) -> tuple[tuple[str, str], ...]:
    act = ready.register.act.get(ready.attempt.act)
    prints = None if act is None else act.prints
    if prints is None or failing(prints.when, entry.values) is not None:
        return ()
    return ((entry.id, prints.paper),)


def _keep_apart(desk: Desk, entry_id: str, typed: Typed) -> None:
    """Answers about a third person stand in a fact with a subject of its own, so that they can be forgotten alone."""
    for file in typed.files:
        desk.store.attachments.put(file)
    if typed.private:
        keep(desk, entry_id, {**private_of(desk, entry_id), **typed.private})


def _let_go(desk: Desk, ready: Ready) -> None:
    """No page of the file keeps what an act forgot."""
    if ready.attempt.act in ready.register.act and ready.register.act[ready.attempt.act].forgets:
        desk.store.forget_erased()


def _follows(desk: Desk, register: Register, entry: Entry, stands: Around) -> Follows:
    zone = desk.local(desk.now()).tzinfo
    assert zone is not None  # `local` gives aware instants
    return follows(register, entry, desk.calendar, zone, stands.paths, thresholds(desk))


def _about(desk: Desk, register: Register, typed: Mapping[str, str]) -> About:
    if register.about in ((), (BRANCH,)):
        return About(kind=BRANCH)
    about = about_of(desk, register, typed.get(ABOUT, ""))
    if isinstance(about, Refusal):
        raise StopError(faulty({ABOUT: about}))
    return about


def _no(desk: Desk, register: Register, parent_id: str) -> str:
    """RK-0001, EV-2026-0001 where the register counts by year; a part is counted under its whole: NT-2026-0001/2."""
    whole = entry_by(desk, parent_id) if parent_id else None
    if whole is not None:
        return desk.next_part_no(whole.no)
    return desk.next_no(register.number, desk.today().year if register.yearly else None)
