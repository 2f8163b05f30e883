"""What a client pays each year for policies of other companies counts like what was sold here (SUIT-03)."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from rmdesk.desk import matching
from rmdesk.desk.archive import client_copy
from rmdesk.desk.desk import Desk
from rmdesk.desk.holdings import keeping, seeing
from rmdesk.desk.holdings.summary import summary
from rmdesk.desk.shelf import keeping as shelf
from rmdesk.domain.client import Client
from rmdesk.domain.holdings import Holding, redeemed
from rmdesk.domain.portfolio import position
from rmdesk.domain.ranking import Wish
from rmdesk.domain.refusal import Faulty
from rmdesk.faces.sale.looks import Looks
from support.clock import Clock
from support.desks import codes, done, rested
from support.people import DAY, LEVELS, insurance, product
from support.walk import assessed, put_on, register, start

ELSEWHERE = {"product": "X-9", "name": "虚构安心年金", "family": "insurance", "issuer": "虚构人寿", "amount": "90000"}
TOLD = {**ELSEWHERE, "payment": "yearly", "premium": "130000", "years_left": "2"}


@pytest.fixture
def client(desk: Desk) -> Client:
    """A family with 320,000 a year and 4,000,000, and a policy of ours with yearly premiums."""
    put_on(desk, insurance(code="I-90", design="traditional", premium="yearly", pay_years=3, step=Decimal(1)))
    found = register(desk, financial_assets="4000000", family_income_yearly="320000", insurance_budget="")
    assessed(desk, found, "C5")
    return found


def _verdict(desk: Desk, client: Client, amount: int) -> tuple[list[dict[str, str]], list[str]]:
    found = done(matching.match(desk, client.id, Wish(amount=Decimal(amount))))
    reasons = [reason.saw for _, one in found.withheld for reason in one.reasons if reason.rule == "SUIT-03"]
    warned = [one.code for _, verdict in found.offered for one in verdict.warnings]
    return reasons, [one for one in warned if one.startswith("SUIT-03")]


def test_a_premium_paid_elsewhere_takes_its_part_of_the_income(desk: Desk, client: Client) -> None:
    """130,000 of the 160,000 that a year may carry go elsewhere: 30,000 are left, and 30,001 is too much."""
    assert _verdict(desk, client, 160_000) == ([], [])
    done(keeping.add(desk, client.id, TOLD))
    assert _verdict(desk, client, 30_000) == ([], [])
    (saw,), _ = _verdict(desk, client, 30_001)
    assert (saw["held"], saw["total"], saw["limit"]) == ("130000", "160001", "160000.00")


def test_terms_that_nobody_confirmed_say_nothing_of_a_policy(desk: Desk, client: Client) -> None:
    """A list that does not say how a policy is paid fills in "at once": ten premiums would count as one."""
    unsaid = ("insurance_design", "premium", "pay_years")
    put_on(desk, insurance(code="I-91", design="traditional", premium="single", pay_years=1, unconfirmed=unsaid))
    noted = done(keeping.add(desk, client.id, {"product": "I-91", "amount": "130000"}))
    _, warned = _verdict(desk, client, 30_000)
    assert "SUIT-03.untold" in warned
    said = {"payment": "yearly", "premium": "130000", "years_left": "9"}
    done(keeping.change(desk, noted.id, said, "客户出示保单"))
    (saw,), warned = _verdict(desk, client, 30_001)
    assert (saw["held"], saw["total"]) == ("130000", "160001")
    assert done(seeing.of_client(desk, client.id)).bound == Decimal(1_300_000)


def test_premiums_to_come_bind_means(desk: Desk, client: Client) -> None:
    """90,000 paid in and two premiums of 130,000 to come: 350,000 are bound, not 90,000."""
    done(keeping.add(desk, client.id, TOLD))
    assert done(seeing.of_client(desk, client.id)).bound == Decimal(350_000)


@pytest.mark.parametrize(
    ("said", "unknown"),
    [
        ({}, True),
        ({"payment": "yearly"}, True),
        ({"premium": "30000"}, True),
        ({"years_left": "3"}, True),
        ({"premium": "30000", "years_left": "3"}, False),
        ({"premium": "30000", "bound": "300000"}, False),
        ({"payment": "single"}, False),
        ({"payment": "yearly", "years_left": "0"}, False),
    ],
)
def test_what_nobody_knows_of_a_policy_is_said_not_taken_for_nothing(
    desk: Desk, client: Client, said: dict[str, str], unknown: bool
) -> None:
    """A policy without its premium would count as one that costs nothing, and nobody would ask."""
    done(keeping.add(desk, client.id, {**ELSEWHERE, **said}))
    _, warned = _verdict(desk, client, 20_000)
    assert ("SUIT-03.untold" in warned) is unknown
    held = done(seeing.of_client(desk, client.id))
    assert held.portfolio.untold == (("X-9",) if unknown else ())
    assert any("X-9" in line and "SUIT-03" in line for line in summary(held, "zh")) is unknown


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"payment": "single", "premium": "1"}, "premium"),
        ({"payment": "single", "years_left": "1"}, "years_left"),
        ({"premium": "-1"}, "premium"),
        ({"payment": "yearly", "premium": "0", "years_left": "3"}, "premium"),
        ({"product": "I-90", "payment": "single"}, "payment"),
        ({"years_left": "101"}, "years_left"),
        ({"years_left": "bald"}, "years_left"),
        ({"family": "wealth", "premium": "1"}, "premium"),
        ({"payment": "monthly"}, "payment"),
    ],
)
def test_what_contradicts_itself_is_refused_at_its_field(
    desk: Desk, client: Client, said: dict[str, str], field: str
) -> None:
    """A fund with premiums, a single premium that comes each year, or one of nothing is a slip that would move a limit;
    so is another way of paying than the shelf says of the same policy."""
    answer = keeping.add(desk, client.id, {**ELSEWHERE, **said})
    assert isinstance(answer, Faulty)
    assert set(answer.fields) == {field}


def test_a_premium_is_mended_and_handed_out(desk: Desk, client: Client) -> None:
    """The client's own copy says what is kept; without a reason nothing is mended."""
    one = done(keeping.add(desk, client.id, TOLD))
    assert codes(keeping.change(desk, one.id, {"premium": "140000"}, " ")) == ["INPUT.required"]
    done(keeping.change(desk, one.id, {"premium": "140000", "years_left": "0"}, "客户出示保单"))
    mended = done(keeping.get(desk, one.id))
    assert (mended.premium, mended.years_left) == (Decimal(140_000), 0)
    assert done(seeing.of_client(desk, client.id)).portfolio.premiums == 0, "paid up"
    assert {"payment", "premium", "years_left"} <= client_copy._OF_HOLDING


def _held(**over: object) -> Holding:
    given = {"id": "h", "client_id": "k", "code": "X", "family": "insurance", "amount": "1000", "as_of": DAY}
    return Holding.model_validate({**given, "source": "typed", "payment": "yearly", **over})


def test_premiums_end_when_the_years_are_over() -> None:
    """Three years to come on the day it was noted are over three years later, and a part paid back adds none."""
    one = _held(premium="300", years_left=3)
    third = date(DAY.year + 3, DAY.month, DAY.day)
    assert one.commitment == Decimal(1900)
    for day, left in ((DAY, 3), (third - timedelta(days=1), 1), (third, 0)):
        assert one.years_left_on(day) == left
        assert position(one, None, LEVELS, day, insured=("insurance",)).premium == (300 if left else 0)
    after = redeemed(one, Decimal(400), Decimal(0), third - timedelta(days=1))
    assert isinstance(after, Holding)
    assert after.years_left == 1


def test_what_was_said_goes_before_the_shelf() -> None:
    """The amount of a policy of ours that a list brought is its worth, which tells no premium."""
    ours = insurance(code="X", premium="yearly", pay_years=10)
    listed = position(_held(payment=None), ours, LEVELS, DAY)
    assert (listed.premium, listed.untold) == (Decimal(100), True)
    told = position(_held(premium="400", years_left=9), ours, LEVELS, DAY)
    assert (told.premium, told.untold) == (Decimal(400), False)
    assert not position(_held(payment=None), insurance(code="X", premium="single"), LEVELS, DAY).untold


def test_terms_that_were_confirmed_stand_above_how_a_policy_was_said_to_be_paid() -> None:
    """Called paid at once while the shelf did not say, it would ask for nothing also once the terms are confirmed."""
    ours = insurance(code="X", premium="yearly", pay_years=10)
    assert position(_held(payment="single"), ours, LEVELS, DAY).premium == Decimal(100)


@pytest.mark.parametrize(("ago", "counts"), [(0, True), (29, True), (30, False)])
def test_single_premiums_of_a_month_are_one_sum(desk: Desk, client: Client, ago: int, counts: bool) -> None:
    """SUIT-26: what is more than four incomes was paid for two policies, and no statement was asked for either."""
    once = {"premium": "single", "pay_years": 1, "bank_level": "R2", "issuer_level": "R2", "step": Decimal(1)}
    for code in ("I-92", "I-93"):
        put_on(desk, insurance(code=code, **once))
    begun = (desk.today() - timedelta(ago)).isoformat()
    done(keeping.add(desk, client.id, {**ELSEWHERE, "amount": "640000", "payment": "single", "begun_on": begun}))
    done(keeping.add(desk, client.id, {"product": "I-93", "amount": "640001", "begun_on": begun}))
    done(keeping.add(desk, client.id, {"product": "I-90", "amount": "10000", "begun_on": begun}))
    found = {one.code: verdict.needs for one, verdict in done(matching.match(desk, client.id, Wish())).offered}
    assert ("insurance_statement" in found["I-92"]) is counts


def test_what_the_keeper_alone_says_of_a_policy_frees_no_sale_unseen(desk: Desk, clock: Clock, client: Client) -> None:
    """SUIT-03: of a policy of which no list said how it is paid the keeper confirmed 趸交, the warning went, and nobody
    looked. What a month has stood is no news."""
    unsaid = ("insurance_design", "premium", "pay_years")
    put_on(desk, product(), insurance(code="I-91", premium="single", pay_years=1, unconfirmed=unsaid))
    done(keeping.add(desk, client.id, {"product": "I-91", "amount": "130000"}))

    def review() -> str:
        return start(desk, clock, client).match().choose("W-01").view.context.demands.review

    assert review() == ""
    done(
        shelf.confirm(
            desk,
            "I-91",
            {"premium": "趸交", "pay_years": "1", "insurance_design": "传统型", "worst_case": "退保损失部分本金"},
        )
    )
    assert review() == "raised"
    looks = Looks(desk, start(desk, clock, client).match().choose("W-01").view, "zh").outstanding()
    assert [one.texts[0] for one in looks if one.key == "untold:I-91"] == ["I-91 的交费新近才有人说明"]
    rested(desk, clock, days=desk.thresholds().means_fresh_days)
    assert review() == ""
