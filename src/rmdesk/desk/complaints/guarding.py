"""The doors to a case: every use case that takes one goes through here. Nobody with an interest passes (COMP-04), and
nobody overwrites what another has just changed."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from functools import wraps
from typing import Any, Concatenate, Final, ParamSpec, TypeVar, cast

from rmdesk.desk.access import ROLES_OF, use_case
from rmdesk.desk.complaints.reading import CaseView, counted_cases, found, opened, view_again
from rmdesk.desk.complaints.standing import lates
from rmdesk.desk.concern import Matter, concerned, stop_concerned
from rmdesk.desk.desk import Desk
from rmdesk.desk.guarding import Proof, asked, prove, second_person
from rmdesk.desk.people_rows import person_of
from rmdesk.domain import complaint_facts as facts
from rmdesk.domain.clocks import When
from rmdesk.domain.complaint import Case, Lateness
from rmdesk.domain.complaint_acts import Act, may
from rmdesk.domain.complaint_times import untimely
from rmdesk.domain.people import Person
from rmdesk.domain.refusal import Refusal, Refused, stop, stop_if

P = ParamSpec("P")
T = TypeVar("T")
Reader = Callable[Concatenate[Desk, Case, P], T]
OpenReader = Callable[Concatenate[Desk, str, P], T | Refused]
OpenWorker = Callable[Concatenate[Desk, str, int, P], T | Refused]

CORRECT = "complaints.correct"
"""The sensitive act that it is to take back what was recorded of a case: whom it concerns, that it is a major one, that
the complainant was told too late."""
_DONE: Final[Mapping[Act, type[facts.CaseFact]]] = {
    "answer": facts.CaseAnswered,
    "report_major": facts.MajorReported,
}
"""Acts whose fact alone says what file shows when it was done."""
DOORS: dict[str, Callable[..., Any]] = {}
"""Every use case that takes a case, by module and name."""


def reads_case(act: str) -> Callable[[Reader[P, T]], OpenReader[P, T]]:
    """A use case that looks at one case, named by id or number. It is handed the case itself."""

    def guard(function: Reader[P, T]) -> OpenReader[P, T]:
        @use_case(act)
        @wraps(function)
        def entered(desk: Desk, which: str, /, *args: P.args, **kwargs: P.kwargs) -> T:
            case = opened(desk, which)
            return function(desk, case, *args, **kwargs)

        DOORS[f"{function.__module__}.{function.__name__}"] = entered
        return entered

    return guard


def works_on_case(doing: Act, act: str = "complaints.work") -> Callable[[Reader[P, T]], OpenWorker[P, T]]:
    """A use case that changes one case. Its caller names the version that was on the screen (`case.version`): when
    somebody else has changed the case meanwhile, nothing is done (INPUT.stale)."""

    def guard(function: Reader[P, T]) -> OpenWorker[P, T]:
        @use_case(act)
        @wraps(function)
        def entered(desk: Desk, which: str, seen: int, /, *args: P.args, **kwargs: P.kwargs) -> T:
            case = opened(desk, which)
            if case.version != seen:
                at = f"{desk.local(case.touched_at):%Y-%m-%d %H:%M}"
                stop("INPUT.stale", person=name_of(desk, case.touched_by), at=at)
            stop_if(may(doing, case))
            stop_concerned(desk, f"case.{doing}", Matter(case=case), desk.actor.login)
            lates = _lates(desk, case, doing)
            if not lates:
                return function(desk, case, *args, **kwargs)
            with desk.transaction():
                done = function(desk, case, *args, **kwargs)
                return _late_stays_late(desk, case, doing, lates, done)

        DOORS[f"{function.__module__}.{function.__name__}"] = entered
        return entered

    return guard


def _lates(desk: Desk, case: Case, doing: Act) -> tuple[Lateness, ...]:
    """What had passed before the act. An answer may be told later than it was given where the case itself was recorded
    only after the promise had ended."""
    return _shown(desk, case, case.recorded_at if doing == "answer" else None)


def _shown(
    desk: Desk, case: Case, but_before: datetime | None = None, *, provisional: bool = True
) -> tuple[Lateness, ...]:
    """Every date that is seen to have passed now; of a case whose registration was corrected also as it was first
    taken."""
    counts = (case, *case.as_first_taken)
    at = desk.now()
    found = (lates(desk, each, at, but_before=but_before, provisional=provisional) for each in counts)
    return tuple(one for each in found for one in each)


def _late_stays_late(desk: Desk, case: Case, doing: Act, before: tuple[Lateness, ...], done: T) -> T:
    """A date that had passed before the act, and would not show after it, or not for as long, is kept with the case;
    not where a file and a second person show that what was due had been done, or the case had ended, before it
    (COMP-11)."""
    after = found(desk, case.id)
    if after.version == case.version or _is_shown(desk, after, doing):
        return done
    still = (*after.lates, *_shown(desk, after))
    gone = [one for one in dict.fromkeys(before) if not any(_shows(each, one) for each in still)]
    for one in gone:
        desk.record(facts.LatenessKept(case_id=case.id, lateness=one), case.id)
    if gone and isinstance(done, CaseView) and done.case.id == case.id:
        return cast("T", view_again(desk, case.id))
    return done


@contextmanager
def days_counted_anew(desk: Desk) -> Iterator[None]:
    """A promise that was missed by the working days as they were is kept with its case, where by those that are taken
    here it would not have been; not one that was said to be provisional (COMP-17). For use cases, inside their
    transaction."""

    def seen() -> dict[str, tuple[Lateness, ...]]:
        return {one.id: (*one.lates, *_shown(desk, one, provisional=False)) for one in counted_cases(desk)}

    before = seen()
    yield
    desk.calendar_changed()
    after = seen()
    for case_id, missed in before.items():
        for one in dict.fromkeys(missed):
            if one not in after[case_id]:
                desk.record(facts.LatenessKept(case_id=case_id, lateness=one), case_id)


def _is_shown(desk: Desk, after: Case, doing: Act) -> bool:
    """Whether a file shows when the act was done."""
    if doing in _DONE:
        *_, last = desk.store.entries(subject=after.id, kind=_DONE[doing].kind)
        return isinstance(last.fact, facts.CaseAnswered | facts.MajorReported) and bool(last.fact.evidence)
    ended = None if after.ending is None else after.ending.told
    notice = {"tell": after.notice, "tell_recheck": after.recheck_notice}.get(doing, ended)
    return notice is not None and bool(notice.evidence)


def _shows(each: Lateness, one: Lateness) -> bool:
    """Whether `each` says of the same date that it passed; of one of the law, for as long."""
    same = (each.rule, each.due, each.legal, each.report) == (one.rule, one.due, one.legal, one.report)
    return same and (each.until >= one.until or one.report or not one.legal)


def stop_untimely(desk: Desk, case: Case, doing: Act, when: When) -> None:
    """End the use case where `doing` cannot have happened at `when` (UTC, or a day of the branch). For use cases."""
    stop_if(untimely(case, doing, when, desk.now(), desk.local))


def agreed(desk: Desk, case: Case, act: str, proof: Proof | None, joins: Case | None = None) -> str:
    """The login of the second person who agrees to `act`, whom neither the case nor one that it `joins` concerns
    (COMP-04); "" where the form pack asks for nobody else. StoreError passes to the use case's guard."""
    wanted = asked(desk, act)
    if wanted.demand != "second_person":
        prove(desk, act, proof, case.id)
        return ""
    if proof is None or not (proof.login and proof.password):
        stop("DATA-08.second", act=act, roles=", ".join(wanted.roles))
    person = second_person(desk, proof, act, wanted.roles).person
    stop_concerned(desk, f"second.{act}", Matter(case=case, joins=joins), person.login)
    return person.login


def let_go(desk: Desk, case: Case, after: Case, proof: Proof | None, joins: Case | None = None) -> str:
    """The login of whoever agrees that `after` concerns somebody less than `case` did: nobody is taken out of a case
    about himself by one person, who may owe him something (COMP-04); "" where nobody is. For use cases."""
    return agreed(desk, case, CORRECT, proof, joins or after) if frees(case, after) else ""


def frees(case: Case, after: Case) -> bool:
    """Whether somebody whom the case concerned would be no party to it any more. For use cases."""
    return not case.parties <= after.parties


def barred(desk: Desk, case: Case, act: str) -> dict[str, Refusal]:
    """Login → why this person may not agree to `act` in this case: nobody is asked who is refused (COMP-04). For
    faces."""
    return concerned(desk, f"second.{act}", Matter(case=case))


def approver(desk: Desk, case: Case, proof: Proof) -> Person:
    """The second person who approves, by the own password; not the one at the desk, and without an interest.

    Which roles may, the table of sensitive acts says, within those that approve at all. Guessing waits as at the
    unlock. StoreError passes to the use case's guard.
    """
    allowed = tuple(sorted(ROLES_OF["complaints.approve"].intersection(asked(desk, "complaints.extend").roles)))
    if not (proof.login and proof.password):
        stop("DATA-08.second", act="complaints.extend", roles=", ".join(allowed))
    person = second_person(desk, proof, "complaints.extend", allowed).person
    stop_concerned(desk, "second.complaints.extend", Matter(case=case), person.login)
    return person


def name_of(desk: Desk, login: str) -> str:
    """Somebody's name by login; the login of whoever is not known any more."""
    person = person_of(desk.store, login)
    return login if person is None else person.name
