"""Corrective actions: cause, action, owner, date, check of effect; causes that come up again (COMP-14)."""

from collections import Counter
from datetime import date, timedelta
from typing import NamedTuple

from rmdesk.desk.access import use_case
from rmdesk.desk.complaints.guarding import stop_untimely, works_on_case
from rmdesk.desk.complaints.reading import CaseView, all_cases, everybody, hidden, view_again
from rmdesk.desk.complaints.texts import read_texts, required
from rmdesk.desk.desk import Desk
from rmdesk.domain import complaint_facts as facts
from rmdesk.domain.complaint import Case, CorrectiveAction
from rmdesk.domain.refusal import passed_at, stop


class Repeated(NamedTuple):
    """A cause that came up `times` times within the pack's days, for one product ("" where none is named)."""

    cause: str
    product: str
    times: int
    latest: date
    cases: tuple[str, ...]  # ids that the person at the desk may open


@works_on_case("corrective_action")
def set_action(
    desk: Desk, case: Case, *, cause: str, action: str, owner: str = "", due: date | None = None,
    check_on: date | None = None,
) -> CaseView:  # fmt: skip
    """Keep the root cause, the corrective action, its owner (a login), until when, and the day on which its effect is
    checked (the pack's days after `due` when not given), as far as they are known."""
    if check_on is None and due is not None:
        check_on = due + timedelta(desk.pack.complaints.effect_days)
    plan = CorrectiveAction(cause=cause, action=action, owner=owner, due=due, check_on=check_on)
    texts = read_texts(desk, plan)
    person = everybody(desk).get(owner)
    if owner and (person is None or not person.active):
        stop("INPUT.unknown", what="person", given=owner)
    if person is not None and case.concerns(person.login):
        stop("COMP-04.person", person=person.name)
    if due is not None:
        stop_untimely(desk, case, "corrective_action", due)
    if due is not None and check_on is not None and check_on < due:
        stop("COMP-14.order", due=due, check_on=check_on)
    desk.record(facts.CorrectiveActionSet(case_id=case.id, corrective_action=plan.model_copy(update=texts)), case.id)
    return view_again(desk, case.id)


@works_on_case("check_effect")
def check_effect(desk: Desk, case: Case, effect: str, *, effective: bool) -> CaseView:
    """Somebody looked whether the action worked, not before the day that was set for it."""
    if case.corrective_action.missing():
        stop("COMP-14.none")
    if case.corrective_action.check_on is not None and desk.today() < case.corrective_action.check_on:
        stop("COMP-14.early", check_on=case.corrective_action.check_on)
    said = passed_at("effect", required(desk, "effect", effect))
    desk.record(facts.EffectChecked(case_id=case.id, effective=effective, effect=said), case.id)
    return view_again(desk, case.id)


@use_case("complaints.read")
def repeated(desk: Desk, on: date | None = None) -> tuple[Repeated, ...]:
    """Causes with as many complaints as the pack names, or more, in the days up to `on` (today), the most first."""
    return repeats_among(desk, tuple(all_cases(desk)), on or desk.today())


def repeats_among(desk: Desk, cases: tuple[Case, ...], on: date) -> tuple[Repeated, ...]:
    """`repeated` over given cases. For use cases."""
    limits = desk.pack.complaints.repeats
    groups: dict[tuple[str, str], list[Case]] = {}
    for case in cases:
        day = desk.local(case.received_at).date()
        counts = case.type == "complaint" and case.labels.cause and case.state not in ("merged", "declined")
        if counts and on - timedelta(limits.days) < day <= on:
            groups.setdefault((case.labels.cause, case.about.product or ""), []).append(case)
    size = Counter({key: len(found) for key, found in groups.items()})
    return tuple(_repeated(desk, key, groups[key]) for key, count in size.most_common() if count >= limits.count)


def _repeated(desk: Desk, key: tuple[str, str], found: list[Case]) -> Repeated:
    latest = max(desk.local(case.received_at).date() for case in found)
    mine = tuple(case.id for case in found if not hidden(desk, case))
    return Repeated(key[0], key[1], len(found), latest, mine)
