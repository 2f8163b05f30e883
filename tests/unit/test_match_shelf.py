"""The match: who sells, and what stands on the shelf (SUIT-08, DESK-03, DESK-15, SALE-10)."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from rmdesk.domain.match import MatchInput
from rmdesk.domain.people import Certificate, Exam
from support.people import (
    DAY,
    TRAINED,
    client,
    insurance,
    match_input,
    organisation_profile,
    product,
)
from unit.matching import offered, reasons, seller_of


@pytest.mark.parametrize(("kind", "others"), [("person", "organisation"), ("organisation", "person")])
def test_a_product_for_one_kind_of_client_is_offered_to_no_other(kind: str, others: str) -> None:
    """DESK-03: a savings bond was offered to a company. Without a kind named it is for all."""
    of = {"person": client(), "organisation": client(organisation_profile())}
    treasury = {"issuer_level": None, "bank_level": None, "family": "bond", "regime": "none"}
    offered(product(**treasury, client_kind=kind), match_input(of[kind]))
    assert reasons(product(**treasury, client_kind=kind), match_input(of[others])) == {f"DESK-03.{kind}": {}}
    offered(product(**treasury), match_input(of[others]))


def test_suit_08_a_certificate_for_another_family_is_none() -> None:
    """The seller must hold the qualification of that product type."""
    offered(product(), match_input(seller=seller_of("wealth")))
    assert reasons(product(), match_input(seller=seller_of("fund"))) == {
        "SUIT-08": {"family": "wealth", "seller": "测试销售"}
    }


def test_suit_08_an_expired_certificate_is_none() -> None:
    """It holds to its last day included."""
    offered(product(), match_input(seller=seller_of("wealth", until=DAY)))
    yesterday = DAY - timedelta(1)
    assert reasons(product(), match_input(seller=seller_of("wealth", until=yesterday))) == {
        "SUIT-08.expired": {"family": "wealth", "expired_on": yesterday.isoformat()}
    }


def test_suit_08_deposits_need_no_certificate() -> None:
    """Everybody at the counter takes deposits."""
    deposit = product(family="deposit", regime="none", issuer_level=None, bank_level=None)
    offered(deposit, match_input(seller=seller_of("fund")))


def test_suit_31_a_right_to_sell_insurance_is_for_its_classes() -> None:
    """Somebody who may sell plain policies alone recommends none that is linked to investments."""
    linked = {"design": "unit_linked", "premium": "yearly", "pay_years": 10, "licence": "investing"}
    sold = insurance(insurance=linked)

    def by(*held: Certificate) -> MatchInput:
        return match_input(seller=seller_of().model_copy(update={"certificates": held}))

    plain = Certificate(families=("insurance",), number="T-1", expires_on=DAY, classes=("ordinary",))
    linking = plain.model_copy(update={"classes": ("investing",)})
    over = linking.model_copy(update={"expires_on": DAY - timedelta(1)})
    assert reasons(sold, by(plain, over)) == {"SUIT-31": {"licence": "investing", "seller": "测试销售"}}
    offered(sold, by(plain, linking))
    assert list(reasons(sold, by(over))) == ["SUIT-08.expired"]


def test_desk_15_no_recommending_without_training() -> None:
    """Eight hours of compliance training, counted to the day; hours of another kind are none. Deposits need neither."""
    deposit = product(family="deposit", regime="none", issuer_level=None, bank_level=None)
    for lacking, hours in (
        ({"hours": Decimal("7.5")}, "7.5"),
        ({"kind": "product"}, "0"),
        ({"on": DAY + timedelta(1)}, "0"),
    ):
        trained = TRAINED.model_copy(update=lacking)
        seller = seller_of("wealth", "deposit").model_copy(update={"training": (trained,)})
        assert reasons(product(), match_input(seller=seller)) == {"DESK-15.training": {"hours": hours, "required": "8"}}
        offered(deposit, match_input(seller=seller))
    half = TRAINED.model_copy(update={"hours": Decimal(4)})
    offered(product(), match_input(seller=seller_of("wealth").model_copy(update={"training": (half, half)})))


@pytest.mark.parametrize(
    ("subject", "passed", "stops"),
    [("compliance", False, True), ("wealth", False, True), ("fund", False, False), ("compliance", True, False)],
)
def test_desk_15_a_failed_exam_stops_until_it_is_passed(subject: Any, passed: bool, stops: bool) -> None:
    """The latest of a subject counts; an exam on another family does not."""
    last = Exam(subject=subject, on=DAY, passed=passed)
    earlier = Exam(subject=subject, on=DAY - timedelta(9), passed=not passed)
    given = match_input(seller=seller_of("wealth").model_copy(update={"exams": (last, earlier)}))
    if stops:
        assert reasons(product(), given) == {"DESK-15.exam": {"subject": subject, "on": DAY.isoformat()}}
    else:
        offered(product(), given)


def test_sale_10_a_distributed_product_must_be_on_the_approved_list() -> None:
    """Own products need no such approval."""
    assert reasons(product(self_issued=False, approved=False), match_input()) == {"SALE-10": {"product": "W-01"}}
    offered(product(self_issued=False, approved=True), match_input())


@pytest.mark.parametrize(
    ("listed", "case"),
    [
        ({}, "SALE-16"),
        ({"示例理财公司": "suspended"}, "SALE-16.suspended"),
        ({"示例理财公司": "ended"}, "SALE-16.ended"),
    ],
)
def test_an_institution_that_is_stopped_stops_all_its_products(listed: dict[str, str], case: str) -> None:
    """SALE-16: nobody goes through two hundred products when head office calls one institution back."""
    given = match_input(institutions=listed)
    saw = {"institution": "示例理财公司"}
    assert reasons(product(self_issued=False, approved=True), given) == {case: saw}
    offered(product(), given)
    treasury = {"issuer_level": None, "bank_level": None, "family": "bond", "regime": "none"}
    offered(product(self_issued=False, approved=True, **treasury), given)


@pytest.mark.parametrize(
    ("over", "case"),
    [
        ({"status": "suspended"}, "DESK-03.suspended"),
        ({"status": "suspended", "unconfirmed": ("unread",)}, "DESK-03.unconfirmed"),
        ({"status": "ended"}, "DESK-03.withdrawn"),
        ({"ends_on": DAY - timedelta(1)}, "DESK-03.ended"),
        ({"ends_on": DAY}, None),
        ({"maturity": DAY}, "DESK-03.matured"),
        ({"maturity": DAY + timedelta(1)}, None),
        ({"listed_on": DAY}, None),
        ({"listed_on": DAY + timedelta(1)}, "DESK-03.not_yet"),
    ],
)
def test_desk_03_only_what_is_on_the_shelf_today(over: dict[str, Any], case: str | None) -> None:
    """From the day of listing to the last day on sale, both included."""
    if case is None:
        offered(product(**over), match_input())
    else:
        assert set(reasons(product(**over), match_input())) == {case}


@pytest.mark.parametrize(
    ("amount", "case"),
    [
        ("9999", "DESK-03.minimum"),
        ("10000", None),
        ("10500", "DESK-03.step"),
        ("11000", None),
        ("10000.01", "DESK-03.step"),
    ],
)
def test_desk_03_minimum_and_step(amount: str, case: str | None) -> None:
    """An order that the product's terms do not allow is not taken."""
    given = match_input(amount=Decimal(amount))
    if case is None:
        offered(product(), given)
    else:
        assert set(reasons(product(), given)) == {case}
