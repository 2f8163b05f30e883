"""Every way by which the figures that a sale leans on rise is one raise, which a second person looks at (SUIT-03)."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest

from desk.raised.means import LESS, MORE, OTHER, PASSPORT, SECOND, edited
from rmdesk.desk import confirming, linking, people
from rmdesk.desk.desk import Desk
from rmdesk.desk.guarding import Proof
from rmdesk.desk.sale import reviewing
from rmdesk.domain.client import Client
from rmdesk.domain.client_changes import raised_beside
from rmdesk.domain.refusal import Refused
from rmdesk.faces.sale.looks import Looks
from support.clock import Clock
from support.desks import COST, PASSWORD, codes, done
from support.memory import differences
from support.people import DAY, person_profile, private, product, staff
from support.people import client as person_client
from support.walk import assessed, put_on, qualify, register, start

AMOUNT = Decimal(1_000_000)


def _corrected(desk: Desk) -> Client:
    return edited(desk, register(desk, financial_assets=LESS), financial_assets=MORE)


def _opened_again(desk: Desk) -> Client:
    """A second file of the same number, opened with more."""
    old, new = register(desk, financial_assets=LESS), register(desk, phone="13900000002", financial_assets=MORE)
    assert old.id != new.id
    return new


def _linked(desk: Desk) -> Client:
    """The file with more bears another number, so that only two people find out that it is one person."""
    old = register(desk, financial_assets=LESS)
    new = register(desk, **OTHER, financial_assets=MORE)
    assert new.raised == ()
    return done(linking.link(desk, old.no, new.no, "重复建档", "证件一致", Proof(SECOND, "second")))


def _renumbered(desk: Desk) -> Client:
    """Opened under another number, and mended to the one that an older file bears."""
    old = register(desk, financial_assets=LESS)
    new = register(desk, **OTHER, financial_assets=MORE)
    same = {key: old.profile[key] for key in ("id_type", "id_number")}
    return edited(desk, new, **same)


def _raised_there(desk: Desk) -> Client:
    """Raised in the other file first, so that both say the same when they are linked."""
    old = edited(desk, register(desk, financial_assets=LESS), financial_assets=MORE)
    new = register(desk, **OTHER, financial_assets=MORE)
    return done(linking.link(desk, old.no, new.no, "重复建档", "证件一致", Proof(SECOND, "second")))


def _opened_by_passport(desk: Desk) -> Client:
    """A second file of the same name, birth date and phone, under the number of another document."""
    register(desk, financial_assets=LESS)
    return register(desk, **PASSPORT, financial_assets=MORE)


def _opened_with_another_phone(desk: Desk) -> Client:
    """A second file that the desk itself calls likely the same person's, by name and birth date."""
    register(desk, financial_assets=LESS)
    return register(desk, **PASSPORT, phone="13900000003", financial_assets=MORE)


def _opened_with_the_phone_of_before(desk: Desk) -> Client:
    """The older file had this phone till somebody typed another, and the birth date was mistyped."""
    edited(desk, register(desk, financial_assets=LESS), phone="13900000003")
    return register(desk, date(1981, 3, 5), **PASSPORT, financial_assets=MORE)


def _phone_told(desk: Desk) -> Client:
    """Opened with another phone, which is mended to the one of the older file."""
    old = register(desk, financial_assets=LESS)
    new = register(desk, date(1971, 8, 24), **PASSPORT, phone="13900000003", financial_assets=MORE)
    assert new.raised == ()
    return edited(desk, new, phone=old.profile["phone"])


WAYS = (
    _corrected,
    _opened_again,
    _linked,
    _renumbered,
    _raised_there,
    _opened_by_passport,
    _opened_with_another_phone,
    _opened_with_the_phone_of_before,
    _phone_told,
)


@pytest.mark.parametrize("way", WAYS, ids=lambda one: one.__name__.strip("_"))
def test_a_sale_on_risen_means_waits_for_a_second_person(
    branch: Desk, clock: Clock, way: Callable[[Desk], Client]
) -> None:
    """Whoever sells would else open a second file, write nine millions into it, and sell the same minute."""
    client = way(branch)
    assessed(branch, client)
    walk = start(branch, clock, client).match().choose("W-01", AMOUNT).tell().understand().record()
    walk.print().take_back().countersign()
    assert walk.view.sale.review == "raised"
    assert "SALE-13.review" in codes(confirming.archive(branch, walk.id))
    seen = {one.key: one.texts for one in Looks(branch, walk.view, "zh").lines()}
    assert "800,000.00" in seen["raised:financial_assets"][1], "the reviewer reads what it was"
    assert not isinstance(reviewing.review(branch, walk.id, "second", SECOND), Refused)
    assert differences(branch.store) == []


@pytest.mark.parametrize("way", WAYS, ids=lambda one: one.__name__.strip("_"))
def test_what_the_lower_means_allow_asks_nobody(branch: Desk, clock: Clock, way: Callable[[Desk], Client]) -> None:
    """A reviewer who is asked about every sale looks at none."""
    client = way(branch)
    assessed(branch, client)
    assert start(branch, clock, client).match().choose("W-01", Decimal(100_000)).view.context.demands.review == ""


def test_a_review_of_its_kind_says_also_that_means_rose(branch: Desk, clock: Clock) -> None:
    """A private sale is reviewed anyway: the reviewer would not be asked to look at the figures (SALE-13)."""
    put_on(branch, product(code="W-04", bank_level="R4", issuer_level="R4"))
    client = edited(branch, register(branch, financial_assets=LESS), financial_assets=MORE)
    assessed(branch, client, "C5")
    small = start(branch, clock, client).match().choose("W-04", Decimal(10_000))
    assert small.view.context.demands.review == "R4"
    walk = start(branch, clock, client).match().choose("W-04", AMOUNT).tell().understand().record()
    walk.print().take_back().countersign()
    assert walk.view.sale.review == "R4, raised"
    said = branch.pack.say(Looks(branch, walk.view, "en").why, "en").text
    assert "SUIT-03" in said


def test_years_that_make_a_qualified_investor_are_looked_at(branch: Desk, clock: Clock) -> None:
    """SALE-06: verified by two people, and without the years; who sells would else type them in."""
    put_on(branch, private(family="wealth", bank_level="R2", issuer_level="R2", minimum=Decimal(1_000_000)))
    client = register(branch, financial_assets=MORE, net_financial_assets=MORE, experience_years="9")
    assessed(branch, client)
    done(people.add(branch, staff("officer", "compliance"), PASSWORD, PASSWORD, COST))
    client = qualify(branch, client, "qualified", "officer")
    client = edited(branch, client, experience_years="1")
    client = edited(branch, client, experience_years="9")
    walk = start(branch, clock, client).match().choose("P-01", Decimal(1_000_000))
    assert walk.view.context.demands.review == "raised"
    assert {one.key for one in Looks(branch, walk.view, "en").outstanding()} >= {"raised:experience_years"}
    other = register(branch, **OTHER, financial_assets=MORE, net_financial_assets="", experience_years="9")
    assessed(branch, other)
    other = qualify(branch, other, "qualified", "officer")
    other = edited(branch, other, financial_assets="2000000")
    other = edited(branch, other, net_financial_assets=MORE)
    walk = start(branch, clock, other).match().choose("P-01", Decimal(1_000_000))
    assert walk.view.context.demands.review == "raised", "what nobody verified carries no sale alone"


def test_a_file_with_less_raises_nothing(branch: Desk) -> None:
    """Beside it the other means fell: limits are held against what is worked with."""
    register(branch, financial_assets=MORE)
    assert register(branch, phone="13900000002", financial_assets=LESS).raised == ()


def test_what_one_file_does_not_say_yet_is_held_against_the_other() -> None:
    """Linked while it says nothing, filled in the day after: the budget of the other file would be forgotten."""
    said = person_client(person_profile(insurance_budget="10000", financial_assets=LESS), id="a")
    unsaid = person_client(person_profile(insurance_budget="", financial_assets=MORE), id="b")
    found = {one.key: one.before for one in raised_beside(unsaid, (said,), DAY)}
    assert found == {"financial_assets": Decimal(LESS), "insurance_budget": Decimal(10_000)}
