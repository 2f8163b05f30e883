"""What a client holds is noted, mended, redeemed and ended as facts; what is sold here is held by itself."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from rmdesk.desk import clients, matching, sales, selling
from rmdesk.desk.desk import Desk
from rmdesk.desk.holdings import keeping, rates, seeing
from rmdesk.domain.holdings import Holding
from rmdesk.domain.ranking import Wish
from rmdesk.domain.refusal import Faulty
from support.clock import Clock
from support.desks import codes, done
from support.memory import differences
from support.people import product
from support.walk import AMOUNT, assessed, put_on, register, start

TYPED = {"product": "W-01", "amount": "5万", "begun_on": "2026-03-05", "note": "他行"}


def _holder(desk: Desk, **profile: str) -> str:
    put_on(desk, product(), product(code="W-02"), product(code="U-01", currency="USD", minimum=Decimal(1000)))
    client = register(desk, **profile)
    assessed(desk, client)
    return client.id


def test_a_countersigned_sale_is_held_and_an_abandoned_one_is_not(desk: Desk, clock: Clock) -> None:
    """Without it the next purchase is judged as if the client had bought nothing (SUIT-03)."""
    client = _holder(desk)
    walk = start(desk, clock, done(clients.get(desk, client))).match().choose("W-01")
    assert done(seeing.of_client(desk, client)).lines == ()
    walk.tell().understand().record().print().take_back().countersign()
    (line,) = done(seeing.of_client(desk, client)).lines
    one = line.holding
    assert (one.code, one.amount, one.source, one.note, one.begun_on) == (
        "W-01", AMOUNT, "sale", walk.view.sale.no, desk.today(),
    )  # fmt: skip
    assert walk.view.status.missing["confirm"] == (), "the sale is not held against itself"
    done(sales.abandon(desk, walk.id, "客户在冷静期内取消"))
    assert done(seeing.of_client(desk, client)).lines == ()
    assert differences(desk.store) == []


def test_what_was_sold_counts_in_the_next_match(desk: Desk, clock: Clock) -> None:
    """100,000 sold and 1.95 million more offered of one product: together beyond half of four million."""
    client = _holder(desk)
    start(desk, clock, done(clients.get(desk, client))).match().choose(
        "W-01", Decimal(100_000)
    ).tell().understand().record().print().take_back().countersign()
    found = done(matching.match(desk, client, Wish(amount=Decimal(1_950_000))))
    reasons = {one.code: [reason.code for reason in verdict.reasons] for one, verdict in found.withheld}
    assert reasons["W-01"] == ["SUIT-03.held"]
    assert "W-02" not in reasons
    (why,) = next(verdict for one, verdict in found.withheld if one.code == "W-01").reasons
    assert why.saw == {"amount": "1950000", "held": "100000", "total": "2050000", "limit": "2000000.00"}


def test_everything_held_together_leaves_less_room(desk: Desk) -> None:
    """Six hundred thousand each in many products may be more than there is, though none is too much by itself."""
    client = _holder(desk)
    for number in range(3):
        texts = {"product": f"X-{number}", "name": "他行理财", "family": "wealth", "amount": "1200000"}
        done(keeping.add(desk, client, texts))
    found = done(matching.match(desk, client, Wish(amount=Decimal(500_000))))
    reasons = {one.code: [reason.code for reason in verdict.reasons] for one, verdict in found.withheld}
    assert reasons["W-01"] == ["SUIT-03.total"]
    assert done(matching.match(desk, client, Wish(amount=Decimal(400_000)))).offered


def test_typed_changed_redeemed_ended(desk: Desk) -> None:
    """Each with its figures before and after; what is over is over."""
    client = _holder(desk)
    one = done(keeping.add(desk, client, TYPED))
    assert (one.amount, one.source, one.name) == (Decimal(50_000), "typed", "示例理财")
    mended = done(keeping.change(desk, one.id, {"amount": "60000"}, "对账单更正"))
    assert mended.amount == 60_000
    rest = done(keeping.redeem(desk, one.id, Decimal(20_000)))
    assert (rest.amount, rest.state) == (Decimal(40_000), "held")
    assert codes(keeping.redeem(desk, one.id, Decimal(40_001))) == ["DESK-01.more"]
    gone = done(keeping.redeem(desk, one.id))
    assert (gone.state, gone.ended_on) == ("ended", desk.today())
    assert codes(keeping.redeem(desk, one.id)) == ["DESK-01.ended"]
    other = done(keeping.add(desk, client, TYPED))
    assert done(keeping.end(desk, other.id, "转至他行")).state == "ended"
    assert done(seeing.of_client(desk, client)).bound == 0
    assert differences(desk.store) == []


@pytest.mark.parametrize(
    ("texts", "wrong"),
    [
        ({}, dict.fromkeys(("product", "amount", "name", "family"), "INPUT.required")),
        ({**TYPED, "amount": "-5"}, {"amount": "INPUT.amount"}),
        ({**TYPED, "currency": "XXX"}, {"currency": "INPUT.choice"}),
        ({**TYPED, "currency": "USD"}, {"currency": "INPUT.choice"}),
        ({**TYPED, "begun_on": "2027-03-05"}, {"begun_on": "INPUT.late"}),
        ({**TYPED, "maturity": "2025-01-31"}, {"maturity": "INPUT.period"}),
        ({**TYPED, "state": "ended"}, {"state": "INPUT.choice"}),
        ({**TYPED, "colour": "red"}, {"colour": "INPUT.not_asked"}),
    ],
)  # fmt: skip
def test_each_field_that_is_wrong_is_named(desk: Desk, texts: dict[str, str], wrong: dict[str, str]) -> None:
    """A teller mends the field and not the whole form."""
    answer = keeping.add(desk, _holder(desk), texts)
    assert isinstance(answer, Faulty)
    assert {key: one.code for key, one in answer.fields.items()} == wrong


def test_what_is_frozen_is_not_redeemed(desk: Desk) -> None:
    """Frozen by a court or pledged: it is not the client's to take back."""
    one = done(keeping.add(desk, _holder(desk), {**TYPED, "state": "frozen"}))
    assert codes(keeping.redeem(desk, one.id)) == ["DESK-01.frozen"]


def test_a_private_holding_is_not_split(desk: Desk) -> None:
    """SUIT-30: half a private holding would undercut its minimum."""
    client = _holder(desk)
    put_on(desk, product(code="P-01", family="private", regime="securities", private_kind="equity", issuer_level="R5"))
    one = done(keeping.add(desk, client, {"product": "P-01", "amount": "1500000"}))
    assert codes(keeping.redeem(desk, one.id, Decimal(600_000))) == ["SUIT-30.left"]
    assert done(keeping.redeem(desk, one.id, Decimal(500_000))).amount == 1_000_000
    assert done(keeping.redeem(desk, one.id)).state == "ended"


def test_foreign_money_wants_a_rate_with_day_and_source(desk: Desk) -> None:
    """A limit in yuan that nobody can count is no limit: the match says what to do, and then counts."""
    client = _holder(desk)
    usd = {"product": "U-01", "amount": "1000"}
    why = _withheld(desk, client, Decimal(100_000), "U-01")
    assert why == ["SUIT-03.rate"]
    assert codes(rates.enter(desk, "CNY", Decimal(1), desk.today(), "x")) == ["INPUT.choice"]
    assert codes(rates.enter(desk, "USD", Decimal("7.1"), desk.today() + timedelta(1), "x")) == ["INPUT.future"]
    assert codes(rates.enter(desk, "USD", Decimal("7.1"), desk.today(), " ")) == ["INPUT.required"]
    done(rates.enter(desk, "usd", Decimal("7.1"), desk.today(), "外汇牌价"))
    assert _withheld(desk, client, Decimal(100_000), "U-01") == []
    done(keeping.add(desk, client, usd))
    found = done(seeing.of_client(desk, client))
    assert (found.bound, found.lines[0].yuan) == (Decimal("7100.00"), Decimal("7100.00"))
    assert [one.rate for one in done(rates.rates(desk))] == [Decimal("7.1")]
    assert _withheld(desk, client, Decimal(1_999_000), "U-01") == ["SUIT-03.held"]


def test_an_old_rate_counts_no_more(desk: Desk) -> None:
    """A year-old rate would let a limit drift with the market."""
    client = _holder(desk)
    done(rates.enter(desk, "USD", Decimal("7.1"), desk.today() - timedelta(31), "外汇牌价"))
    assert _withheld(desk, client, Decimal(100_000), "U-01") == ["SUIT-03.rate"]


def test_a_holding_that_matured_is_held_no_more(desk: Desk) -> None:
    """What was paid back at its maturity is free again."""
    client = _holder(desk)
    one = done(keeping.add(desk, client, {**TYPED, "maturity": "2026-03-06"}))
    found = done(seeing.of_client(desk, client))
    assert (found.bound, found.lines[0].held) == (Decimal(0), False)
    assert one.held_on(date(2026, 3, 6))


def test_the_amount_in_a_sale_is_the_products_own(desk: Desk, clock: Clock) -> None:
    """USD 10,000 are not CNY 10,000: minimum and step are the product's, the limit is in yuan."""
    client = _holder(desk, financial_assets="100000")
    done(rates.enter(desk, "USD", Decimal("7.1"), desk.today(), "外汇牌价"))
    walk = start(desk, clock, done(clients.get(desk, client))).match()
    assert codes(selling.choose(desk, walk.id, "U-01", Decimal(999))) == ["DESK-03.minimum"]
    assert codes(selling.choose(desk, walk.id, "U-01", Decimal(8_000))) == ["SUIT-03"]
    done(selling.choose(desk, walk.id, "U-01", Decimal(7_000)))
    assert walk.view.status.missing["match"] == ()


def _withheld(desk: Desk, client: str, amount: Decimal, code: str) -> list[str]:
    found = done(matching.match(desk, client, Wish(amount=amount)))
    return [reason.code for one, verdict in found.withheld if one.code == code for reason in verdict.reasons]


def test_a_holding_is_a_value_with_its_way_back() -> None:
    """It goes through the journal and comes back the same."""
    one = Holding(
        id="h",
        client_id="c",
        code="W",
        amount=Decimal("1.50"),
        as_of=date(2026, 1, 1),
        source="import",
        cost=Decimal(1),
    )
    assert Holding.model_validate_json(one.model_dump_json()) == one


@pytest.mark.parametrize("ends", [date(2027, 12, 2), None], ids=["its maturity", "its term"])
def test_a_holding_and_its_reminder_end_on_one_day(desk: Desk, clock: Clock, ends: date | None) -> None:
    """DESK-07: what was sold before its value date matures with the product; a reminder of another day calls a client
    to the branch for nothing."""
    put_on(desk, product(term_days=365, liquidity="at_maturity", value_date=date(2026, 12, 2), maturity=ends))
    client = register(desk)
    assessed(desk, client)
    walk = start(desk, clock, client).match().choose("W-01")
    walk.tell().understand().record().print().take_back().countersign().archive()
    (row,) = desk.store.query("SELECT on_day FROM due WHERE kind = 'maturity'")
    held = done(seeing.of_client(desk, client.id)).lines[0].holding
    assert date.fromisoformat(row["on_day"]) == held.maturity == date(2027, 12, 2)


def test_without_a_value_date_the_term_runs_from_the_purchase(desk: Desk, clock: Clock) -> None:
    """DESK-07: a client whose product ends would hear nothing of it."""
    put_on(desk, product(term_days=365, liquidity="at_maturity"))
    client = register(desk)
    assessed(desk, client)
    start(desk, clock, client).match().choose(
        "W-01"
    ).tell().understand().record().print().take_back().countersign().archive()
    (row,) = desk.store.query("SELECT on_day FROM due WHERE kind = 'maturity'")
    assert date.fromisoformat(row["on_day"]) == desk.today() + timedelta(365)
