"""Who was never assessed, or refuses information, buys what fits everybody and nothing else (SUIT-24, SUIT-27)."""

from decimal import Decimal

import pytest

from rmdesk.desk import checking, matching, selling
from rmdesk.desk.audit.gaps import gaps
from rmdesk.desk.desk import Desk
from rmdesk.desk.proving.sales_then import wrong_sales
from support.audit import Audit, lines
from support.clock import Clock
from support.desks import codes, done, rested
from support.people import product
from support.walk import assessed, put_on, register, start


@pytest.mark.parametrize("refused", ["no", "yes"])
def test_a_deposit_is_sold_to_who_was_never_assessed(desk: Desk, clock: Clock, refused: str) -> None:
    """If it fails, nobody opens a savings account before a risk questionnaire, or wealth products go without one."""
    put_on(desk, product(), product(code="D-01", family="deposit", regime="none", issuer_level=None, bank_level=None))
    client = register(desk, info_refused=refused)
    found = done(matching.match(desk, client.id))
    assert [one.code for one, _ in found.offered] == ["D-01"]
    walk = start(desk, clock, client).match()
    unfit = ["SUIT-20.none", "SUIT-27"] if refused == "yes" else ["SUIT-20.none"]
    assert codes(selling.choose(desk, walk.id, "W-01", Decimal(20_000))) == unfit
    walk.choose("D-01")
    assert walk.view.status.current == "disclose"
    walk.tell().understand().print().take_back().countersign().archive()
    assert {one.kind for one in walk.view.sale.printed}.isdisjoint({"questionnaire", "opinion"})
    assert Audit(lines(desk.store.entries()), desk.pack).run() == []
    assert done(checking.verify(desk, replay=True)).ok
    assert list(wrong_sales(desk)) == []
    assert gaps(desk, walk.view.sale)["match"] == ()


def test_an_assessment_taken_meanwhile_leaves_a_deposit_as_it_was_told(desk: Desk, clock: Clock) -> None:
    """If it fails, a client who is assessed for a second product hears of his deposit twice (SUIT-24)."""
    put_on(desk, product(), product(code="D-01", family="deposit", regime="none", issuer_level=None, bank_level=None))
    client = register(desk)
    deposit = start(desk, clock, client).match().choose("D-01").tell().understand()
    assessed(desk, client)
    clock.forward(minutes=1)
    assert codes(selling.choose(desk, deposit.id, "W-01", Decimal(20_000))) == ["SALE-01.opinion"]
    deposit.print().take_back().countersign().archive()
    assert gaps(desk, deposit.view.sale)["match"] == ()


def test_who_must_be_assessed_again_may_take_a_deposit_instead(desk: Desk, clock: Clock) -> None:
    """If it fails, a client whose assessment no longer serves is held at the questionnaire (SUIT-20, SUIT-24)."""
    put_on(desk, product(), product(code="D-01", family="deposit", regime="none", issuer_level=None, bank_level=None))
    client = register(desk)
    assessed(desk, client)
    clock.forward(minutes=1)
    walk = start(desk, clock, client).match().choose("W-01")
    rested(desk, clock, days=400)
    steps = [walk.view.status.current]
    assert codes(selling.items(desk, walk.id)) == ["SALE-01.step", "SUIT-20.expired"]
    walk.match().choose("D-01")
    assert [*steps, walk.view.status.current] == ["assess", "disclose"]
