"""A day, an instant or a person inside a fact of today that are other than its own: `verify --rules` names them."""

from datetime import timedelta

import pytest

from complaints.kit import taken
from rmdesk.desk import checking
from rmdesk.desk.desk import Desk
from rmdesk.domain import facts
from rmdesk.domain.complaint_facts import CaseClosed
from rmdesk.domain.fact import Fact
from support.clock import Clock
from support.desks import done
from support.people import product
from support.walk import assessed, put_on, register, start


def _appended(desk: Desk, fact: Fact, subject: str) -> set[str]:
    desk.store.append(fact, actor="demo", subject=subject, at=desk.now())
    return {one.what for one in done(checking.rules(desk)).faults if one.fact == desk.store.head().seq}


@pytest.mark.parametrize(
    ("days", "minutes", "by", "wanted"),
    [(0, 0, "demo", set()), (-400, 0, "demo", {"time"}), (0, 5, "demo", {"time"}), (0, 0, "li", {"actor"})],
)
def test_an_assessment_of_another_day_or_person_is_named(
    desk: Desk, clock: Clock, days: int, minutes: int, by: str, wanted: set[str]
) -> None:
    """SUIT-20, DATA-08: one that ran out would serve again; one would stand in the name of whoever may assess."""
    client = register(desk)
    was = assessed(desk, client)
    clock.forward(minutes=5)
    at = desk.now() + timedelta(minutes=minutes)
    said = {"id": "x", "on": was.on + timedelta(days), "taken_at": at, "by": by, "previous_level": was.level}
    again = was.model_copy(update={**said, "confirmed_at": None})
    assert _appended(desk, facts.AssessmentTaken(assessment=again), client.id) == wanted


def test_a_signature_and_a_close_of_another_day_are_named(desk: Desk, clock: Clock) -> None:
    """SALE-13, COMP-07: what was bought would be held since a day before, and a late close would be a timely one."""
    put_on(desk, product())
    client = register(desk)
    clock.forward(minutes=5)
    assessed(desk, client)
    walk = start(desk, clock, client).match().choose("W-01").tell().understand().record().print().take_back()
    sale, case, before = walk.view.sale, taken(desk).case, desk.today() - timedelta(1)
    assert _appended(desk, facts.Countersigned(sale_id=sale.id, on=before), sale.id) == {"time"}
    assert _appended(desk, CaseClosed(case_id=case.id, on=desk.today(), note="x"), case.id) == set()
    assert _appended(desk, CaseClosed(case_id=case.id, on=before, note="x"), case.id) == {"time"}
