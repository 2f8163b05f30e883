"""The list of cooperating institutions: who is stopped there stops all products at once (SALE-16)."""

from decimal import Decimal

from rmdesk.desk import matching, selling
from rmdesk.desk.desk import Desk
from rmdesk.desk.shelf import institutions
from rmdesk.desk.shelf import products as shelf
from support.clock import Clock
from support.desks import codes, done
from support.people import insurance, product, staff, text
from support.walk import assessed, put_on, register, start

ISSUER = "示例理财公司"


def test_a_recall_stops_every_product_and_a_sale_under_way(desk: Desk, clock: Clock) -> None:
    """Head office calls an institution back at noon: what was matched in the morning is not sold in the afternoon."""
    put_on(desk, product(self_issued=False, approved=True), insurance(), product(code="W-02"))
    client = register(desk)
    assessed(desk, client)
    walk = start(desk, clock, client).match()
    assert done(institutions.state(desk, (ISSUER,), "suspended", "总行〔2026〕1号")) == 1
    assert codes(selling.choose(desk, walk.id, "W-01", Decimal(20_000))) == ["SALE-16.suspended"]
    matched = done(matching.match(desk, client.id))
    assert [one.code for one, _ in matched.offered] == ["W-02"]
    done(institutions.state(desk, (ISSUER,), "admitted", "恢复合作"))
    walk.match().choose("W-01")


def test_whose_products_nobody_admitted_stands_first_in_the_list(desk: Desk) -> None:
    """After an import the keeper sees at once which institutions are still to be admitted; it is one act for all."""
    for number, name in enumerate(("远山", "近水", "远山")):
        one = product(code=f"W-{number}", issuer=text(name), self_issued=False, approved=True)
        done(shelf.put_on(desk, one))
    done(institutions.state(desk, ("尚无产品",), "admitted", "名单"))
    found = done(institutions.listed(desk))
    assert [(one.name, one.institution is None, one.products) for one in found] == [
        ("近水", True, 1),
        ("远山", True, 2),
        ("尚无产品", False, 0),
    ]
    assert done(institutions.state(desk, ("远山", "近水", "远山"), "admitted", "名单")) == 2
    assert done(institutions.state(desk, ("远山",), "admitted", "名单")) == 0, "nothing changed, nothing is written"


def test_the_list_is_kept_by_the_product_keeper_with_a_reason(desk: Desk) -> None:
    """Who sells does not admit whom he sells for; an unexplained recall cannot be looked into later."""
    assert codes(institutions.state(desk, (ISSUER,), "admitted", " ")) == ["INPUT.required"]
    assert codes(institutions.state(desk, ("  ",), "admitted", "x")) == ["INPUT.required"]
    assert codes(institutions.state(desk, (ISSUER,), "ended", "x")) == ["INPUT.unknown"]
    desk.actor = staff("manager", "manager")
    assert codes(institutions.state(desk, (ISSUER,), "admitted", "x")) == ["DATA-08.role"]
