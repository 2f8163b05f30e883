"""A level that changes is told to whoever holds the product, and a sale under way stops at it (SUIT-14)."""

from datetime import date
from decimal import Decimal

from rmdesk.desk import sales, selling
from rmdesk.desk.desk import Desk
from rmdesk.desk.dues import client_dues, ending
from rmdesk.desk.guarding import Proof
from rmdesk.desk.registers import acting
from rmdesk.desk.shelf import holders
from rmdesk.desk.shelf import products as shelf
from rmdesk.domain.refusal import Refused
from support.clock import Clock
from support.desks import codes, done, rested
from support.people import product, staff
from support.registers import SECRET, at, people, second, was_done
from support.walk import Walk, assessed, put_on, register, start

ME = Proof(SECRET)


def _sold(desk: Desk, clock: Clock, **over: str) -> Walk:
    """A countersigned sale of W-01."""
    client = register(desk, **over)
    assessed(desk, client)
    walk = start(desk, clock, client).match().choose("W-01").tell().understand().record()
    return walk.print().take_back().countersign()


def _told(desk: Desk, client_id: str) -> list[tuple[date, str]]:
    found = done(client_dues.of_client(desk, client_id))
    return [(due.on, due.about) for due in found if due.kind == "level_changed"]


def test_a_changed_level_is_told_to_every_holder_today(desk: Desk, clock: Clock) -> None:
    """SUIT-14: filed or not, and the due says whether the product still fits; who did not buy is not bothered."""
    put_on(desk, product())
    filed = _sold(desk, clock).archive().view.sale.client_id
    signed = _sold(desk, clock, phone="13800000002").view.sale.client_id
    other = register(desk, phone="13800000003").id
    gone = start(desk, clock, register(desk, phone="13800000004"))
    done(sales.abandon(desk, gone.id, "客户放弃"))
    done(shelf.regrade(desk, "w-01", "R4", "R3", "年度重新评级"))
    for holder in (filed, signed):
        assert _told(desk, holder) == [(desk.today(), "W-01 R2 → R4 > C3")]
    assert _told(desk, other) == []
    assert _told(desk, gone.view.sale.client_id) == []
    assert {one.client_id for one in done(holders.holders(desk, "W-01")).holders} == {filed, signed}


def test_a_rating_that_changes_nothing_is_told_to_nobody(desk: Desk, clock: Clock) -> None:
    """The higher of both counts, and it did not move."""
    put_on(desk, product())
    holder = _sold(desk, clock).view.sale.client_id
    done(shelf.regrade(desk, "W-01", "R1", "R2", "复核"))
    assert _told(desk, holder) == []
    people(desk)
    done(shelf.regrade(desk, "W-01", "R1", "R1", "复核", second("reviewer")))
    assert _told(desk, holder) == [(desk.today(), "W-01 R2 → R1")]


def test_a_new_version_with_another_level_is_told_as_well(desk: Desk, clock: Clock) -> None:
    """A level does not change unnoticed by listing the product anew."""
    put_on(desk, product())
    holder = _sold(desk, clock).view.sale.client_id
    put_on(desk, product(bank_level="R5"))
    assert _told(desk, holder) == [(desk.today(), "W-01 R2 → R5 > C3")]


def test_a_sale_under_way_stops_at_the_new_level(desk: Desk, clock: Clock) -> None:
    """SUIT-14: the client chose another risk; even where it still fits, he is told and chooses again."""
    put_on(desk, product())
    client = register(desk)
    assessed(desk, client)
    walk = start(desk, clock, client).match().choose("W-01").tell()
    done(shelf.regrade(desk, "W-01", "R3", "R3", "重新评级"))
    answer = selling.items(desk, walk.id)
    assert codes(answer) == ["SALE-01.step", "SUIT-14"]
    assert isinstance(answer, Refused)
    assert answer.reasons[1].saw == {"was": "R2", "now": "R3"}
    walk.choose("W-01").tell().understand()


def test_a_holder_whose_assessment_expired_is_not_called_suitable(desk: Desk, clock: Clock) -> None:
    """SUIT-20: his file and every sale say expired; the list of holders said suitable, and nobody asked him again."""
    put_on(desk, product(term_days=720))
    _sold(desk, clock)
    rested(desk, clock, days=364)
    assert [one.fit for one in done(holders.holders(desk, "W-01")).holders] == ["fits"]
    rested(desk, clock, days=3)
    found = done(holders.holders(desk, "W-01"))
    assert (found.holders[0].fit, found.unfit, found.expired) == ("expired", 0, 1)


def test_holders_who_no_longer_fit_come_first_and_one_notice_waits(desk: Desk, clock: Clock) -> None:
    """SUIT-14: raised at nine, everybody who holds it is listed, and compliance only has to release the notice; from
    then on its own dues stand for telling each of them, and nobody is called twice."""
    put_on(desk, product())
    people(desk)
    first, other = (_sold(desk, clock, phone=f"1380000000{at}").view.sale for at in (2, 3))
    assert [one.fit for one in done(holders.holders(desk, "W-01")).holders] == ["fits", "fits"]
    assert done(holders.holders(desk, "W-01")).expired == 0
    done(shelf.regrade(desk, "W-01", "R4", "R4", "重新评级"))
    found = done(holders.holders(desk, "w-01"))
    assert [(one.client_id, one.fit, one.amount) for one in found.holders] == [
        (first.client_id, "above", Decimal(20_000)),
        (other.client_id, "above", Decimal(20_000)),
    ]
    assert found.unfit == 2
    ((_, no),) = found.notices
    assert _told(desk, first.client_id) != []
    due = next(one for one in done(client_dues.of_client(desk, first.client_id)) if one.kind == "level_changed")
    ticked = ending.settle(desk, f"client:{due.id}", "办了")
    assert codes(ticked) == ["DESK-07.there"], "a note told nobody that the level rose"
    released = acting.do(at(desk, "compliance"), no, "release", 1, {"holders_on": desk.today().isoformat()}, proof=ME)
    assert was_done(released).made == 2
    desk.actor = staff("demo")
    assert _told(desk, first.client_id) == _told(desk, other.client_id) == []
    desk.actor = staff("someone", "manager")
    assert done(holders.holders(desk, "W-01")).holders == (), "of the own book alone"
    keeper = holders.holders(at(desk, "product_keeper"), "W-01")
    assert all("*" in one.name for one in done(keeper).holders), "who rates products needs no names"
