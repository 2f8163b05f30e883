"""The auditor of the tests is no fool: take any predecessor out of the journal, and it says so."""

import pytest

from rmdesk.desk.desk import Desk
from rmdesk.domain.ranking import Wish
from support.audit import Audit, Line, lines
from support.clock import Clock
from support.people import product
from support.walk import assessed, put_on, register, start

ESSENTIAL = [
    "assessment.taken/1",
    "sale.opinion_given/2",
    "sale.product_chosen/1",
    "sale.item_acknowledged/1",
    "sale.understanding_tested/1",
    "sale.recording_noted/1",
    "paper.printed/1",
    "sale.papers_returned/1",
]


@pytest.fixture
def journal(desk: Desk, clock: Clock) -> list[Line]:
    """The journal of one sale in good order, filed."""
    put_on(desk, product())
    client = register(desk)
    clock.forward(minutes=1)
    assessed(desk, client)
    walk = start(desk, clock, client).match(Wish(goal="growth")).choose("W-01").tell().understand().record()
    walk.print().take_back().countersign().archive()
    return lines(desk.store.entries())


def test_a_sale_in_order_has_no_finding(desk: Desk, journal: list[Line]) -> None:
    """Otherwise the auditor cries wolf."""
    assert Audit(journal, desk.pack).run() == []


@pytest.mark.parametrize("kind", ESSENTIAL)
def test_each_missing_predecessor_is_found(desk: Desk, journal: list[Line], kind: str) -> None:
    """Each single fact of the kind, not only all of them."""
    for missing in [line for line in journal if line.kind == kind]:
        assert Audit([line for line in journal if line != missing], desk.pack).run(), missing


@pytest.mark.parametrize("kind", [*ESSENTIAL[1:], "sale.countersigned/1"])
def test_each_act_that_comes_too_early_is_found(desk: Desk, journal: list[Line], kind: str) -> None:
    """The same facts in another order: the act happened before the assessment."""
    moved = next(line for line in journal if line.kind == kind)
    early = Line(2, journal[0].at, moved.actor, moved.kind, moved.says)
    rest = [line for line in journal if line != moved]
    opened = next(line for line in rest if line.kind == "sale.opened/1")
    mixed = [
        Line(1, opened.at, opened.actor, opened.kind, opened.says),
        early,
        *(line for line in rest if line != opened),
    ]
    assert Audit(mixed, desk.pack).run()


@pytest.mark.parametrize(
    "kind", ["client.changed/1", "client.change_reported/1", "shelf.regraded/1", "shelf.status_changed/1"]
)
def test_what_changed_before_the_signature_is_found(desk: Desk, journal: list[Line], kind: str) -> None:
    """The client or the product was another when the manager signed."""
    says = {
        "client_id": next(line for line in journal if line.kind == "sale.opened/1").says["client_id"],
        "code": "W-01",
        "issuer_level": "R5",
        "bank_level": "R5",
        "status": "suspended",
    }
    at = next(index for index, line in enumerate(journal) if line.kind == "sale.countersigned/1")
    signed = journal[at]
    slipped = Line(signed.seq - 1, signed.at, "demo", kind, says)
    assert Audit([*journal[:at], slipped, *journal[at:]], desk.pack).run()


@pytest.mark.parametrize(
    "kind", ["sale.product_chosen/1", "sale.item_acknowledged/1", "sale.papers_returned/1", "sale.opinion_given/2"]
)
def test_what_happens_after_the_signature_is_found(desk: Desk, journal: list[Line], kind: str) -> None:
    """And so is anything at all after the archive."""
    again = next(line for line in journal if line.kind == kind)
    assert Audit([*journal, Line(9999, again.at, again.actor, kind, again.says)], desk.pack).run()


def test_a_review_by_the_same_person_is_found(desk: Desk, journal: list[Line]) -> None:
    """SALE-13."""
    signed = next(line for line in journal if line.kind == "sale.countersigned/1")
    due = Line(signed.seq, signed.at, signed.actor, signed.kind, {**signed.says, "review": "R4"})
    unreviewed = [due if line == signed else line for line in journal]
    assert Audit(unreviewed, desk.pack).run()
    at = unreviewed.index(due) + 1
    for by, found in (("demo", True), ("reviewer", False)):
        review = Line(due.seq, due.at, by, "sale.reviewed/1", {"sale_id": due.says["sale_id"]})
        assert bool(Audit([*unreviewed[:at], review, *unreviewed[at:]], desk.pack).run()) == found
