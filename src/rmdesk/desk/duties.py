"""Follow-up: what the branch still owes, and by when (DESK-07)."""

from datetime import date, timedelta

from rmdesk.desk import book
from rmdesk.desk.access import use_case
from rmdesk.desk.desk import Desk
from rmdesk.domain import facts
from rmdesk.domain.assessment import Assessment
from rmdesk.domain.calendar import add_months
from rmdesk.domain.client import Client, valid_until
from rmdesk.domain.duty import Duty, DutyKind
from rmdesk.domain.refusal import Refused, refused


@use_case("duties.read")
def due(desk: Desk, until: date | None = None) -> tuple[Duty, ...] | Refused:
    """Open duties that are due by `until` (today when not given), the earliest first."""
    mine, login = _of_book(desk)
    return _open(desk, f"due <= ?{mine} ORDER BY due, id", ((until or desk.today()).isoformat(), *login))


@use_case("duties.read")
def of_client(desk: Desk, client_id: str) -> tuple[Duty, ...] | Refused:
    """A client's open duties, the earliest first."""
    mine, login = _of_book(desk)
    return _open(desk, f"client_id = ?{mine} ORDER BY due, id", (client_id, *login))


@use_case("duties.work")
def settle(desk: Desk, duty_id: str, note: str) -> Refused | None:
    """A duty was done; `note` says how it went."""
    mine, login = _of_book(desk)
    found = _open(desk, f"id = ?{mine}", (duty_id, *login))
    if not found:
        return refused("INPUT.unknown", what="duty", given=duty_id)
    with desk.transaction():
        desk.record(facts.DutyDone(duty_id=duty_id, note=note.strip(), at=desk.now()), duty_id)
        if found[0].kind == "aml_review":  # yearly: the one that was made is the start of the next (KYC-05)
            create(desk, "aml_review", "KYC-05", found[0].client_id, _next_aml_review(desk))
    return None


def create(
    desk: Desk, kind: DutyKind, rule: str, client_id: str, on: date, *, journey_id: str | None = None, about: str = ""
) -> None:
    """Record a new duty. For use cases, inside their transaction."""
    duty = Duty(id=desk.new_id(), kind=kind, rule=rule, client_id=client_id, journey_id=journey_id, due=on, about=about)
    desk.record(facts.DutyCreated(duty=duty), duty.id)


def replace(desk: Desk, kind: DutyKind, rule: str, client_id: str, on: date | None, *, about: str = "") -> None:
    """One open duty of a kind per client: an older one falls away; `on` None leaves none."""
    for old in _open(desk, "client_id = ? AND kind = ?", (client_id, kind)):
        if old.due == on:
            return
        desk.record(facts.DutyDone(duty_id=old.id, note="", at=desk.now()), old.id)
    if on is not None:
        create(desk, kind, rule, client_id, on, about=about)


def settle_journey(desk: Desk, journey_id: str, kind: DutyKind) -> None:
    """A journey's duties of a kind are done. For use cases."""
    for duty in _open(desk, "journey_id = ? AND kind = ?", (journey_id, kind)):
        desk.record(facts.DutyDone(duty_id=duty.id, note="", at=desk.now()), duty.id)


def watch_client(desk: Desk, client: Client, *, graded: bool = True) -> None:
    """Remember when the ID runs out (KYC-06) and when the highest AML grade is reviewed (KYC-05).

    `graded`: the AML grade was given just now. Otherwise its review stays where it stands: no other change of the file
    may push it out.
    """
    limits, last = desk.thresholds(), client.id_valid_until
    on = None if last is None else last - timedelta(limits.id_remind_days)
    replace(desk, "id_expiry", "KYC-06", client.id, on, about="" if last is None else last.isoformat())
    if client.profile.get("aml_grade") != "high":
        replace(desk, "aml_review", "KYC-05", client.id, None)
    elif graded or not _open(desk, "client_id = ? AND kind = 'aml_review'", (client.id,)):
        replace(desk, "aml_review", "KYC-05", client.id, _next_aml_review(desk))


def _next_aml_review(desk: Desk) -> date:
    return add_months(desk.today(), desk.thresholds().aml_review_months)


def watch_assessment(desk: Desk, assessment: Assessment) -> None:
    """Remember to reassess before the assessment runs out (SUIT-20)."""
    limits = desk.thresholds()
    last = valid_until(assessment.on, limits)
    on = last - timedelta(limits.reassess_remind_days)
    replace(desk, "reassess", "SUIT-20", assessment.client_id, on, about=last.isoformat())


def _of_book(desk: Desk) -> tuple[str, tuple[str, ...]]:
    """The condition that leaves a manager the duties of the own book, and its parameters."""
    login = book.owner(desk)
    return (" AND client_id IN (SELECT id FROM client WHERE manager = ?)", (login,)) if login else ("", ())


def _open(desk: Desk, where: str, params: tuple[str, ...]) -> tuple[Duty, ...]:
    rows = desk.store.query(f"SELECT doc FROM duty WHERE done = 0 AND {where}", params)
    return tuple(Duty.model_validate_json(row["doc"]) for row in rows)
