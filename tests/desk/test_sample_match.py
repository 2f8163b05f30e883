"""Must hold for the whole sample: every client × product × age class × date, held against the rule book.

Nothing that is offered breaks a rule, nothing is withheld without a reason, each reason is true, and no product is
left without a verdict (SUIT-01, SUIT-04, SUIT-28).
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

import pytest

from rmdesk.desk import assess, clients, matching
from rmdesk.desk.assessment import standing
from rmdesk.desk.desk import Desk
from rmdesk.desk.holdings.portfolio import portfolio
from rmdesk.desk.shelf import institutions
from rmdesk.desk.shelf import products as shelf
from rmdesk.domain.assessment import Assessment
from rmdesk.domain.calendar import add_months
from rmdesk.domain.client import Client, Qualification
from rmdesk.domain.institutions import State
from rmdesk.domain.match import MatchInput, Offered, match_all
from rmdesk.domain.product import Product
from rmdesk.domain.ranking import Wish
from rmdesk.domain.refusal_codes import REFUSAL_CODES
from support.desks import done
from support.held import Ledger, ledger
from support.oracle import Sale, broken, due
from support.sampled import copied
from support.tiers import also, longer

# "as is", and every age at which a rule changes its mind, by what the file says of it
AGES: dict[str, tuple[int, dict[str, str]] | None] = {
    "as is": None,
    "7": (7, {}),
    "8": (8, {}),
    "16, earning": (16, {"own_earnings": "yes"}),
    "17": (17, {"own_earnings": "no"}),
    "18": (18, {}),
    "64": (64, {}),
    "65": (65, {}),
}


class Sample(NamedTuple):
    """The sample desk, and what stands in it."""

    desk: Desk
    clients: tuple[Client, ...]
    products: tuple[Product, ...]
    assessments: dict[str, tuple[Assessment, ...]]
    listed: dict[str, State]
    ledger: Ledger

    def assessed(self, client: Client, day: date) -> Assessment | None:
        """The client's last assessment by `day`."""
        return next((one for one in self.assessments[client.id] if one.on <= day), None)


@pytest.fixture(scope="module")
def sample(built_sample: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sample]:
    """The whole sample."""
    desk = copied(built_sample, tmp_path_factory.mktemp("sample") / "desk")
    lines = done(clients.page(desk, limit=1000))
    everybody = tuple(clients.require(desk, line.id) for line in lines)
    taken = {one.id: done(assess.history(desk, one.id)) for one in everybody}
    yield Sample(desk, everybody, shelf.shelf(desk), taken, dict(institutions.states(desk)), ledger(desk))
    desk.close()


def _aged(client: Client, to: str, today: date) -> Client | None:
    """The client at another age; None for who has none."""
    wanted = AGES[to]
    if wanted is None:
        return client
    if client.kind != "person":
        return None
    born = add_months(today, -12 * wanted[0])
    seen = Qualification(verified_on=today, valid_until=today + timedelta(300), evidence="工资流水")
    profile = {**client.profile, "born": born.isoformat(), **wanted[1]}
    return client.model_copy(update={"profile": profile, "earner": seen})


def _days(client: Client, assessment: Assessment | None, today: date) -> set[date]:
    """Today, a year on, and the edges of what runs out for this client."""
    days = {today, today + timedelta(365)}
    if assessment is not None:
        days |= {add_months(assessment.on, 12), add_months(assessment.on, 12) + timedelta(1)}
    if client.id_valid_until is not None:
        days |= {client.id_valid_until + timedelta(90), client.id_valid_until + timedelta(91)}
    return days


def _held_against_the_rule_book(sample: Sample, client: Client, day: date, amount: Decimal | None) -> int:
    """One client on one day: every product has a verdict, and each verdict is right. Returns how many are offered."""
    assessed, limits = sample.assessed(client, day), sample.desk.pack.thresholds_on(day)
    match_input = MatchInput(
        client=client,
        assessment=assessed,
        seller=sample.desk.actor,
        day=day,
        levels=sample.desk.pack.levels,
        thresholds=limits,
        amount=amount,
        institutions=sample.listed,
        uncertified=sample.desk.pack.families.uncertified,
        portfolio=portfolio(sample.desk, client.id, day),
    )
    held, rated = sample.ledger.of(client.id, day)
    premiums = sample.ledger.premiums(client.id, day)
    verdicts = match_all(sample.products, match_input)
    assert [verdict.code for verdict in verdicts] == [product.code for product in sample.products]
    for product, verdict in zip(sample.products, verdicts, strict=True):
        case = Sale(client, product, assessed, sample.desk.actor, day, amount, limits, listed=sample.listed)
        sale = replace(case, held=held, rated=rated, premiums=premiums, singles=sample.ledger.singles(client.id, day))
        rules = broken(sale)
        where = f"{client.name} {product.code} {day}"
        if isinstance(verdict, Offered):
            assert not rules, where
            assert set(verdict.needs) == due(sale), where
        else:
            assert {reason.rule for reason in verdict.reasons} == rules, where
            assert all(set(reason.saw) == set(REFUSAL_CODES[reason.code]) for reason in verdict.reasons), where
            assert verdict.insistable == (rules == {"SUIT-25"}), where
    return sum(isinstance(verdict, Offered) for verdict in verdicts)


@longer
@pytest.mark.parametrize("age", ["as is", *(also(age) for age in AGES if AGES[age])])
def test_every_client_product_and_day_at_every_age(sample: Sample, age: str) -> None:
    """The oracle and the match agree on every single one; at another age than their own on every other client."""
    today, offered = sample.desk.today(), 0
    others = sample.clients[list(AGES).index(age) % 2 :: 2]
    for one in sample.clients if AGES[age] is None else others:
        client = _aged(one, age, today)
        for day in _days(one, sample.assessed(one, today), today) if client is not None else ():
            assert client is not None
            offered += _held_against_the_rule_book(sample, client, day, None)
    assert offered > 0, "nothing is ever offered at this age: the test would prove nothing"


@longer
@pytest.mark.parametrize("amount", ["123456.78", *map(also, ("0.01", "10000", "1000000"))])
def test_every_client_and_product_for_an_amount(sample: Sample, amount: str) -> None:
    """Minimum, step, means and the private minimum."""
    today = sample.desk.today()
    for client in sample.clients:
        _held_against_the_rule_book(sample, client, today, Decimal(amount))


def test_what_clients_hold_is_counted_alike(sample: Sample) -> None:
    """SUIT-03: the sample holds something to count, in several products and in yuan; both countings give the same."""
    today, holders = sample.desk.today(), 0
    for client in sample.clients:
        counted = portfolio(sample.desk, client.id, today)
        held, rated = sample.ledger.of(client.id, today)
        assert counted.bound == sum((worth for _, worth in held), Decimal(0)), client.name
        assert counted.premiums == sample.ledger.premiums(client.id, today), client.name
        assert (not counted.unrated) == rated
        holders += len(held) > 1
    assert holders > 1


def test_both_lists_of_the_desk_hold_every_product_once(sample: Sample) -> None:
    """SUIT-28: what the screen shows is all there is."""
    codes = sorted(product.code for product in sample.products)
    for client in sample.clients:
        found = done(matching.match(sample.desk, client.id))
        shown = [product.code for product, _ in (*found.offered, *found.withheld)]
        assert sorted(shown) == codes
        assert all(verdict.reasons for _, verdict in found.withheld)


def test_private_products_are_not_named_to_the_unqualified(sample: Sample) -> None:
    """SUIT-21: counted, not named."""
    private = {product.code for product in sample.products if product.private}
    for client in sample.clients:
        found = done(matching.match(sample.desk, client.id))
        named = {product.code for product, _ in (*found.offered, *found.named())}
        if client.qualification is None:
            assert not private & named
            assert found.unnamed == len(private)


@longer
@pytest.mark.parametrize(
    "wish",
    [
        Wish(goal="growth", horizon="1y_3y"),
        also(Wish()),
        also(Wish(goal="preserve", liquidity="daily", horizon="under_6m")),
    ],
)
def test_the_order_of_the_list_does_not_move_with_commissions(sample: Sample, wish: Wish) -> None:
    """SUIT-29: turned upside down, and the same for all."""
    today = sample.desk.today()
    most = max(product.commission for product in sample.products)
    shelves = [
        tuple(one.model_copy(update={"commission": most - one.commission}) for one in sample.products),
        tuple(one.model_copy(update={"commission": Decimal(0)}) for one in sample.products),
        sample.products[::-1],
    ]
    for client in sample.clients:
        match_input = standing.match_input(sample.desk, client, today)
        expected = [
            product.code for product, _ in matching.split(sample.desk, sample.products, match_input, wish).offered
        ]
        for other in shelves:
            found = matching.split(sample.desk, other, match_input, wish)
            assert [product.code for product, _ in found.offered] == expected
