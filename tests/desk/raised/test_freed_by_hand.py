"""What somebody strikes out, lessens or calls something else frees no means unseen (SUIT-03)."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from decimal import Decimal

import pytest

from desk.raised.means import ELSEWHERE, HELD, LESS, MORE, POLICY, SECOND, edited, ended, lessened, noted_as, waits
from rmdesk.desk import confirming, people, selling
from rmdesk.desk.desk import Desk
from rmdesk.desk.freeing import freed_by
from rmdesk.desk.holdings import keeping, rates
from rmdesk.desk.holdings.portfolio import portfolio
from rmdesk.desk.sale import reviewing
from rmdesk.desk.shelf import keeping as shelf_keeping
from rmdesk.domain.client import Client
from rmdesk.domain.holdings import Holding
from rmdesk.faces.sale.looks import Looks
from support.clock import Clock
from support.desks import COST, PASSWORD, codes, done, rested
from support.memory import differences
from support.people import insurance, product, staff
from support.walk import assessed, put_on, register, start


def _redeemed(desk: Desk, holding: Holding) -> None:
    done(keeping.redeem(desk, holding.id))


@pytest.mark.parametrize("way", [ended, lessened, _redeemed], ids=lambda one: one.__name__.strip("_"))
def test_a_sale_on_means_that_were_freed_by_hand_waits_for_a_second_person(
    branch: Desk, clock: Clock, way: Callable[[Desk, Holding], None]
) -> None:
    """Whoever sells would else strike out what stands in the way, and sell the same minute."""
    client = register(branch, financial_assets=LESS)
    assessed(branch, client)
    way(branch, done(keeping.add(branch, client.id, HELD)))
    walk = waits(branch, clock, client)
    seen = {one.key: one.texts for one in Looks(branch, walk.view, "zh").lines()}
    assert "390,000.00" in seen["eased:W-01"][1], "the reviewer reads what it was"
    assert differences(branch.store) == []


SAID_OTHERWISE = {
    "matured": (ELSEWHERE, {"maturity": "2026-11-01"}),
    "a deposit": (ELSEWHERE, {"family": "deposit"}),
    "of small coin": (ELSEWHERE, {"currency": "JPY"}),
    "another product": (
        {"product": "W-01", "amount": "200000"},
        {"product": "X-9", "name": "他行", "family": "wealth"},
    ),
    "paid once": (POLICY, {"payment": "single", "premium": "", "years_left": ""}),
    "paid up": (POLICY, {"years_left": "0"}),
    "of long ago": (POLICY, {"as_of": "2016-01-02"}),
}


@pytest.mark.parametrize("how", SAID_OTHERWISE)
def test_a_holding_that_is_said_to_be_something_else_frees_nothing_unseen(branch: Desk, clock: Clock, how: str) -> None:
    """It binds as much and counts for nothing: who sells would else rename what stands in the way (SUIT-03)."""
    held, said = SAID_OTHERWISE[how]
    bought = "I-01" if held is POLICY else "W-01"
    put_on(branch, insurance(bank_level="R2", issuer_level="R2", minimum=Decimal(10000), step=Decimal(1000)))
    client = register(branch, financial_assets="9000000" if held is POLICY else "500000", family_income_yearly="300000")
    assessed(branch, client)
    branch.actor = staff("keeper", "product_keeper")
    done(rates.enter(branch, "JPY", Decimal("0.05"), branch.today(), "示例牌价"))
    branch.actor = staff("demo", "manager")
    noted = done(keeping.add(branch, client.id, held))
    amount = {"I-01": Decimal(100_000), "W-01": Decimal(240_000 if how == "another product" else 200_000)}[bought]
    refused = selling.choose(branch, start(branch, clock, client).match().id, bought, amount)
    assert {code.partition(".")[0] for code in codes(refused)} == {"SUIT-03"}
    done(keeping.change(branch, noted.id, said, "录错"))
    walk = start(branch, clock, client).match().choose(bought, amount)
    assert walk.view.context.demands.review == "raised"
    walk.tell().understand().record().print().take_back().countersign()
    assert "SALE-13.review" in codes(confirming.archive(branch, walk.id))
    assert differences(branch.store) == []


def test_what_is_heavy_between_two_acts_of_a_day_hides_nowhere(branch: Desk, clock: Clock) -> None:
    """Noted small, made large, made small, touched once more: the day's first and last states are both small."""
    client = register(branch, financial_assets="500000")
    assessed(branch, client)
    noted = done(keeping.add(branch, client.id, {**ELSEWHERE, "amount": "10", "family": "deposit"}))
    for said in ({"family": "wealth", "amount": "390000"}, {"amount": "1"}, {"begun_on": "2026-01-05"}):
        done(keeping.change(branch, noted.id, said, "录错"))
    walk = start(branch, clock, client).match().choose("W-01", Decimal(200_000))
    assert walk.view.context.demands.review == "raised"


@pytest.mark.parametrize("days", [0, 2])
def test_two_holdings_that_were_heavy_at_different_acts_hide_nowhere(branch: Desk, clock: Clock, days: int) -> None:
    """Each looks small beside the other's small state; what may have been held at once is what counts (SUIT-03)."""
    client = register(branch, financial_assets="500000")
    assessed(branch, client)
    other = noted_as(branch, client, {"product": "X-2", "amount": "240000"})
    noted_as(branch, client, {"amount": "10"}, {"amount": "5"}, {"amount": "200000"}, {"amount": "1"})
    clock.forward(days=days)
    for said in ({"amount": "1"}, {"begun_on": "2026-01-05"}):
        done(keeping.change(branch, other.id, said, "录错"))
    walk = start(branch, clock, client).match().choose("W-01", Decimal(100_000))
    assert walk.view.context.demands.review == "raised"


def test_a_maturity_that_is_typed_ahead_frees_nothing_when_it_comes(branch: Desk, clock: Clock) -> None:
    """Typed five weeks before, it would be forgotten on the day on which it frees."""
    client = register(branch, financial_assets="500000")
    assessed(branch, client)
    noted_as(branch, client, {}, {"maturity": (branch.today() + timedelta(35)).isoformat()})
    rested(branch, clock, days=37)
    walk = start(branch, clock, client).match().choose("W-01", Decimal(200_000))
    assert walk.view.context.demands.review == "raised"
    rested(branch, clock, days=40)
    later = start(branch, clock, client).match().choose("W-01", Decimal(200_000))
    assert later.view.context.demands.review == ""


def test_a_maturity_that_was_typed_ahead_counts_also_once_it_was_ended(branch: Desk, clock: Clock) -> None:
    """Ended before the typed day, it would be forgotten with that day; and who typed it reviews no sale on it."""
    client = register(branch, financial_assets="500000")
    assessed(branch, client)
    noted = noted_as(branch, client, {}, {"maturity": (branch.today() + timedelta(35)).isoformat()})
    rested(branch, clock, days=20)
    ended(branch, noted)
    rested(branch, clock, days=18)
    walk = start(branch, clock, client).match().choose("W-01", Decimal(200_000))
    assert walk.view.context.demands.review == "raised"
    rested(branch, clock, days=15)
    assert branch.actor.login in freed_by(branch, client.id)


AGO: tuple[tuple[Mapping[str, str], str, Callable[[Desk], Mapping[str, str]], Mapping[str, str]], ...] = (
    (ELSEWHERE, "W-01", lambda desk: {"maturity": f"{desk.today() + timedelta(35)}"}, {"maturity": "2026-01-01"}),
    (
        {**POLICY, "years_left": "9"},
        "I-01",
        lambda desk: {"years_left": "1", "as_of": f"{desk.today() + timedelta(35 - 365)}"},
        {"as_of": "2022-01-01"},
    ),
)


@pytest.mark.parametrize(("held", "code", "ahead", "ago"), AGO, ids=["maturity", "last premium"])
def test_an_end_that_came_is_not_said_to_be_of_long_ago(
    branch: Desk,
    clock: Clock,
    held: Mapping[str, str],
    code: str,
    ahead: Callable[[Desk], Mapping[str, str]],
    ago: Mapping[str, str],
) -> None:
    """Typed five weeks ahead and, once it came, typed again as of long ago, it freed what it had bound."""
    put_on(branch, insurance(bank_level="R2", issuer_level="R2", minimum=Decimal(10000), step=Decimal(1000)))
    client = register(branch, financial_assets="9000000" if code == "I-01" else "500000", family_income_yearly="300000")
    assessed(branch, client)
    noted = noted_as(branch, client, held, ahead(branch))
    rested(branch, clock, days=37)
    done(keeping.change(branch, noted.id, ago, "录错"))
    walk = start(branch, clock, client).match().choose(code, Decimal(100_000 if code == "I-01" else 200_000))
    assert walk.view.context.demands.review == "raised"
    assert branch.actor.login in freed_by(branch, client.id)


def _by_hand(desk: Desk, client: Client) -> None:
    ended(desk, done(keeping.add(desk, client.id, HELD)))


def _by_figure(desk: Desk, client: Client) -> None:
    edited(desk, client, financial_assets=MORE)


@pytest.mark.parametrize(("way", "amount"), [(_by_hand, 300_000), (_by_figure, 1_000_000)])
def test_who_freed_the_means_reviews_no_sale_on_them(
    branch: Desk, clock: Clock, way: Callable[[Desk, Client], None], amount: int
) -> None:
    """SALE-13: a colleague strikes out what stood in the way, and reviews the sale himself: nobody else looks."""
    done(people.add(branch, staff("both", "manager", "reviewer"), SECOND, PASSWORD, COST))
    client = register(branch, financial_assets=LESS)
    assessed(branch, client)
    seller, branch.actor = branch.actor, staff("both", "manager", "reviewer", "compliance")
    way(branch, client)
    branch.actor = seller
    small = start(branch, clock, client).match().choose("W-01", Decimal(10_000)).tell().understand().record()
    small.print().take_back().countersign()
    assert {one.login for one in done(reviewing.reviewers(branch, small.id))} == {"second", "both"}
    walk = start(branch, clock, client).match().choose("W-01", Decimal(amount)).tell().understand().record()
    walk.print().take_back().countersign()
    assert codes(reviewing.review(branch, walk.id, "both", SECOND)) == ["SUIT-03.freed"]
    assert codes(reviewing.send_back(branch, walk.id, "match", "重来", "both", SECOND)) == ["SUIT-03.freed"]
    assert {one.login for one in done(reviewing.reviewers(branch, walk.id))} == {"second"}
    done(reviewing.review(branch, walk.id, "second", SECOND))


def test_terms_confirmed_against_what_was_noted_free_nothing_unseen(branch: Desk, clock: Clock) -> None:
    """100,000 a year for nine more years, as the client's policy says, were nothing once the keeper confirmed a single
    premium, and another 100,000 a year were sold by one person."""
    unsaid = ("insurance_design", "premium", "pay_years")
    put_on(branch, insurance(bank_level="R2", issuer_level="R2", minimum=Decimal(10000), step=Decimal(1000)))
    put_on(branch, insurance(code="I-91", design="traditional", premium="single", pay_years=1, unconfirmed=unsaid))
    client = register(branch, financial_assets="9000000", family_income_yearly="300000")
    assessed(branch, client)
    told = {"payment": "yearly", "premium": "100000", "years_left": "9"}
    noted = done(keeping.add(branch, client.id, {"product": "I-91", "amount": "100000", **told}))
    walk = start(branch, clock, client).match()
    assert "SUIT-03.income_held" in codes(selling.choose(branch, walk.id, "I-01", Decimal(100_000)))
    branch.actor = staff("keeper", "product_keeper")
    said = {"premium": "趸交", "pay_years": "1", "insurance_design": "传统型", "worst_case": "退保时可能损失部分本金"}
    done(shelf_keeping.confirm(branch, "I-91", said))
    branch.actor = staff("demo", "manager")
    walk.choose("I-01", Decimal(100_000))
    assert walk.view.context.demands.review == "raised"
    assert {one.key for one in Looks(branch, walk.view, "en").outstanding()} >= {"eased:premiums"}
    done(keeping.change(branch, noted.id, {"payment": "single", "premium": "", "years_left": ""}, "以货架为准"))
    assert walk.view.context.demands.review == "raised", "who sells says so alone"
    clock.forward(days=31)
    assert portfolio(branch, client.id, branch.today()).states == (), "after a month it is as the shelf says"


def test_the_maturity_that_the_shelf_says_is_filled_in_without_a_review(branch: Desk) -> None:
    """What had matured by its own terms asked for a reviewer for a month more."""
    ends = branch.today() + timedelta(35)
    put_on(branch, product(code="W-902", maturity=ends, term_days=35))
    client = register(branch, financial_assets=LESS)
    assessed(branch, client)
    for code, day in (("W-902", ends), ("W-902", ends - timedelta(1))):
        noted = done(keeping.add(branch, client.id, {"product": code, "amount": "390000", "maturity": ""}))
        done(keeping.change(branch, noted.id, {"maturity": day.isoformat()}, "补录"))
        held = done(keeping.get(branch, noted.id))
        assert bool(held.eased) is (day != ends)
        done(keeping.end(branch, noted.id, "录错"))
