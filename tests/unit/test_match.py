"""Every rule of the match: once that it withholds, with its id and both values, and once that it does not."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from rmdesk.domain.client import Client, Profile, Qualification
from rmdesk.domain.match import Basis, Offered, Withheld, insurance_reasons, match, match_all, needs, qualified
from rmdesk.domain.product import Product
from rmdesk.domain.staff import Certificate, Exam, Staff
from support.people import (
    DAY,
    LIMITS,
    TRAINED,
    assessment,
    basis,
    client,
    insurance,
    organisation_profile,
    person_around,
    person_profile,
    private,
    product,
)

VERIFIED = Qualification(verified_on=date(2026, 10, 1), evidence="资产证明")
RICH = {"net_financial_assets": "3000000", "experience_years": "2"}
CHILD = person_profile(date(2012, 1, 1), **person_around("guardian", consent="yes"))


def _reasons(product: Product, basis: Basis) -> dict[str, dict[str, str]]:
    verdict = match(product, basis)
    assert isinstance(verdict, Withheld), "offered"
    return {reason.case: reason.saw for reason in verdict.reasons}


def _offered(product: Product, basis: Basis) -> Offered:
    verdict = match(product, basis)
    assert isinstance(verdict, Offered), verdict
    return verdict


def _investor(**over: str) -> Client:
    return client(person_profile(**{**RICH, **over}), qualification=VERIFIED)


def _seller(*families: str, until: date = date(2030, 1, 1)) -> Staff:
    held = Certificate.model_validate({"families": families, "number": "T-2", "expires_on": until})
    return Staff(login="m", name="测试销售", roles=("manager",), certificates=(held,), training=(TRAINED,))


@pytest.mark.parametrize("client_rank", range(1, 6))
@pytest.mark.parametrize("product_rank", range(1, 6))
def test_suit_02_every_pair_of_levels(client_rank: int, product_rank: int) -> None:
    """A product above the client's level is withheld, one at it or below is not; nobody insists on it."""
    one = product(issuer_level=f"R{product_rank}", bank_level=f"R{product_rank}")
    given = basis(assessed=f"C{client_rank}")
    if product_rank <= client_rank:
        _offered(one, given)
        return
    verdict = match(one, given)
    assert isinstance(verdict, Withheld)
    assert not verdict.insistable
    assert _reasons(one, given) == {"SUIT-02": {"product_level": f"R{product_rank}", "client_level": f"C{client_rank}"}}


def test_suit_03_half_of_the_financial_assets_is_the_limit() -> None:
    """One yuan more than the share is beyond the client's means."""
    of = client(person_profile(financial_assets="400000"))
    _offered(product(step=Decimal(1)), basis(of, amount=Decimal(200_000)))
    assert _reasons(product(step=Decimal(1)), basis(of, amount=Decimal(200_001))) == {
        "SUIT-03": {"amount": "200001", "limit": "200000.00"}
    }


def test_suit_03_holds_the_least_amount_when_none_was_named() -> None:
    """A product whose very minimum is beyond the means is not offered either."""
    of = client(person_profile(financial_assets="19999"))
    assert _reasons(product(), basis(of)) == {"SUIT-03": {"amount": "10000", "limit": "9999.50"}}
    _offered(product(), basis(client(person_profile(financial_assets="20000"))))


def test_suit_03_nothing_known_of_the_assets_is_no_means() -> None:
    """Whoever says nothing of his assets is not taken for rich."""
    assert "SUIT-03" in _reasons(product(), basis(client(person_profile(financial_assets=""))))


def test_suit_08_a_certificate_for_another_family_is_none() -> None:
    """The seller must hold the qualification of that product type."""
    _offered(product(), basis(seller=_seller("wealth")))
    assert _reasons(product(), basis(seller=_seller("fund"))) == {"SUIT-08": {"family": "wealth", "seller": "测试销售"}}


def test_suit_08_an_expired_certificate_is_none() -> None:
    """It holds to its last day included."""
    _offered(product(), basis(seller=_seller("wealth", until=DAY)))
    yesterday = DAY - timedelta(1)
    assert _reasons(product(), basis(seller=_seller("wealth", until=yesterday))) == {
        "SUIT-08.expired": {"family": "wealth", "expired_on": yesterday.isoformat()}
    }


def test_suit_08_deposits_need_no_certificate() -> None:
    """Everybody at the counter takes deposits."""
    deposit = product(family="deposit", regime="none", issuer_level=None, bank_level=None)
    _offered(deposit, basis(seller=_seller("fund")))


def test_desk_15_no_recommending_without_training() -> None:
    """Eight hours of compliance training, counted to the day; hours of another kind are none. Deposits need neither."""
    deposit = product(family="deposit", regime="none", issuer_level=None, bank_level=None)
    for lacking, hours in (
        ({"hours": Decimal("7.5")}, "7.5"),
        ({"kind": "product"}, "0"),
        ({"on": DAY + timedelta(1)}, "0"),
    ):
        trained = TRAINED.model_copy(update=lacking)
        seller = _seller("wealth", "deposit").model_copy(update={"training": (trained,)})
        assert _reasons(product(), basis(seller=seller)) == {"DESK-15.training": {"hours": hours, "required": "8"}}
        _offered(deposit, basis(seller=seller))
    half = TRAINED.model_copy(update={"hours": Decimal(4)})
    _offered(product(), basis(seller=_seller("wealth").model_copy(update={"training": (half, half)})))


@pytest.mark.parametrize(
    ("subject", "passed", "stops"),
    [("compliance", False, True), ("wealth", False, True), ("fund", False, False), ("compliance", True, False)],
)
def test_desk_15_a_failed_exam_stops_until_it_is_passed(subject: Any, passed: bool, stops: bool) -> None:
    """The latest of a subject counts; an exam on another family does not."""
    last = Exam(subject=subject, on=DAY, passed=passed)
    earlier = Exam(subject=subject, on=DAY - timedelta(9), passed=not passed)
    given = basis(seller=_seller("wealth").model_copy(update={"exams": (last, earlier)}))
    if stops:
        assert _reasons(product(), given) == {"DESK-15.exam": {"subject": subject, "on": DAY.isoformat()}}
    else:
        _offered(product(), given)


def test_suit_11_no_capacity_no_sale() -> None:
    """A child of seven buys nothing, not even a deposit; nor does an adult who was declared without capacity."""
    deposit = product(family="deposit", regime="none", issuer_level=None, bank_level=None)
    seven = person_profile(date(2019, 11, 20), **person_around("guardian", consent="yes"))
    assert _reasons(deposit, basis(client(seven))) == {"SUIT-11.none": {"age": "7"}}
    declared = client(person_profile(capacity="none"))
    assert _reasons(deposit, basis(declared)) == {"SUIT-11.declared": {}}
    _offered(deposit, basis())


def test_suit_11_a_minor_gets_the_lowest_level_only() -> None:
    """With the guardian's consent; R2 is withheld though the assessment would reach it."""
    low = product(issuer_level="R1", bank_level="R1")
    assert "guardian_consent" in _offered(low, basis(client(CHILD))).needs
    assert _reasons(product(), basis(client(CHILD))) == {"SUIT-11.limited": {"product_level": "R2", "reach": "R1"}}


@pytest.mark.parametrize("lack", ["consent", "name", "id_number", "id_type", "id_valid_until", "phone"])
def test_suit_11_a_consent_of_an_unknown_guardian_is_none(lack: str) -> None:
    """Somebody must have consented, and it must be known who."""
    low = product(issuer_level="R1", bank_level="R1")
    assert _reasons(low, basis(client(CHILD | {f"guardian.1.{lack}": ""}))) == {"SUIT-11.guardian": {"age": "14"}}


def test_suit_13_the_higher_of_both_ratings_counts() -> None:
    """Whichever of them it is."""
    for levels in ({"issuer_level": "R4", "bank_level": "R2"}, {"issuer_level": "R2", "bank_level": "R4"}):
        assert _reasons(product(**levels), basis())["SUIT-02"]["product_level"] == "R4"
        _offered(product(**levels), basis(assessed="C4"))


def test_suit_13_an_unrated_product_is_not_offered() -> None:
    """Nobody knows what it fits."""
    assert _reasons(product(issuer_level=None, bank_level=None), basis()) == {"SUIT-13": {"product": "W-01"}}
    _offered(product(issuer_level=None, bank_level="R2"), basis())


def test_suit_17_a_professional_institution_needs_no_assessment() -> None:
    """And no level stops it; an ordinary company is assessed like everybody."""
    expert = client(organisation_profile(org_kind="professional"))
    _offered(product(issuer_level="R5"), basis(expert, None))
    assert set(_reasons(product(), basis(client(organisation_profile()), None))) == {"SUIT-20.none"}


def test_suit_19_an_unconfirmed_change_of_level_stops_the_sale() -> None:
    """The client must know of the new level first."""
    changed = assessment("C3", previous_level="C2")
    assert _reasons(product(), basis(assessed=changed)) == {"SUIT-19": {"was": "C2", "now": "C3"}}
    _offered(product(), basis(assessed=changed.model_copy(update={"confirmed_at": changed.taken_at})))
    _offered(product(), basis(assessed=assessment("C3", previous_level="C3")))


def test_suit_20_no_assessment_or_an_old_one() -> None:
    """No sale before an assessment, and none after a year."""
    assert _reasons(product(), basis(assessed=None)) == {"SUIT-20.none": {}}
    assert _reasons(product(), basis(assessed=assessment(on=date(2025, 11, 20)))) == {
        "SUIT-20.expired": {"assessed_on": "2025-11-20", "valid_until": "2026-11-20"}
    }
    _offered(product(), basis(assessed=assessment(on=date(2025, 11, 21))))
    assert "SUIT-20.none" in _reasons(product(), basis(assessed=assessment(on=DAY + timedelta(1))))


@pytest.mark.parametrize(("seconds_after", "case"), [(-1, None), (0, "SUIT-20.changed"), (1, "SUIT-20.changed")])
def test_suit_20_a_reported_change_ends_the_assessment(seconds_after: int, case: str | None) -> None:
    """What is reported in the very instant of the assessment was not in it."""
    taken = assessment()
    of = client(change_reported_at=taken.taken_at + timedelta(seconds=seconds_after))
    if case is None:
        _offered(product(), basis(of, taken))
    else:
        assert set(_reasons(product(), basis(of, taken))) == {case}


def test_suit_21_private_products_are_for_the_verified() -> None:
    """The figures alone are not enough, somebody must have seen the evidence; nor is the evidence without figures."""
    _offered(private(), basis(_investor(), "C5"))
    unverified = client(person_profile(**RICH))
    assert _reasons(private(), basis(unverified, "C5")) == {"SUIT-21": {}}
    later = client(
        person_profile(**RICH), qualification=Qualification(verified_on=DAY + timedelta(1), evidence="资产证明")
    )
    assert "SUIT-21" in _reasons(private(), basis(later, "C5"))
    poor = client(person_profile(), qualification=VERIFIED)
    assert set(_reasons(private(), basis(poor, "C5"))) == {"SALE-06.means"}


def test_suit_21_a_private_product_of_unknown_kind_is_private() -> None:
    """A slip of the product keeper must not open it to everybody; it is held to the strictest minimum."""
    one = private(private_kind=None, minimum=Decimal(100))
    assert {"SUIT-21", "SALE-06.means"} <= set(_reasons(one, basis(assessed="C5")))
    assert _reasons(one, basis(_investor(), "C5", amount=Decimal(999_999)))["SALE-07"]["minimum"] == "1000000"


@pytest.mark.parametrize("family", ["deposit", "bond"])
def test_suit_24_deposits_and_government_bonds_need_no_match(family: str) -> None:
    """Neither a level nor an assessment nor a share of the assets."""
    one = product(family=family, regime="none", issuer_level=None, bank_level=None)
    _offered(one, basis(client(person_profile(financial_assets="1")), None, amount=Decimal(10_000)))


@pytest.mark.parametrize("family", ["fund", "insurance", "wealth", "structured", "trust", "derivative", "private"])
def test_suit_24_no_other_family_escapes_by_its_regime(family: str) -> None:
    """Regime "none" on a fund would switch every suitability rule off."""
    one = product(family=family, regime="none", issuer_level="R5")
    assert "SUIT-02" in _reasons(one, basis())
    assert "SUIT-20.none" in _reasons(one, basis(assessed=None))


def test_suit_25_only_insurance_that_merely_does_not_fit_may_be_insisted_on() -> None:
    """Any other reason beside it, and the client's wish does not help."""
    above = insurance(issuer_level="R4", design="traditional")
    verdict = match(above, basis())
    assert isinstance(verdict, Withheld)
    assert verdict.insistable
    assert _reasons(above, basis()) == {"SUIT-25": {"product_level": "R4", "client_level": "C3"}}
    poor = match(above, basis(client(person_profile(financial_assets="100"))))
    assert isinstance(poor, Withheld)
    assert not poor.insistable
    unrated = match(insurance(issuer_level=None, bank_level=None), basis())
    assert isinstance(unrated, Withheld)
    assert not unrated.insistable
    old = match(above, basis(assessed=assessment(on=date(2020, 1, 1))))
    assert isinstance(old, Withheld)
    assert not old.insistable


@pytest.mark.parametrize(
    ("over", "amount", "budget", "born", "found"),
    [
        ({"premium": "single", "pay_years": 1}, 1_200_000, "", 1980, ()),
        ({"premium": "single", "pay_years": 1}, 1_200_001, "", 1980, ("single",)),
        ({"premium": "yearly"}, 60_000, "", 1980, ()),
        ({"premium": "yearly"}, 60_001, "", 1980, ("yearly",)),
        ({"premium": "yearly", "pay_years": 10}, 1000, "", 1962, ()),  # 64 + 10
        ({"premium": "yearly", "pay_years": 10}, 1000, "", 1961, ("age",)),  # 65 + 10
        ({"premium": "single", "pay_years": 1}, 1000, "", 1952, ("age",)),  # 74 + 1
        ({"premium": "yearly"}, 14_999, "10000", 1980, ()),
        ({"premium": "yearly"}, 15_000, "10000", 1980, ("budget",)),
        ({"design": "traditional"}, 9_000_000, "1", 1940, ()),
        ({"design": "universal"}, 60_001, "40000", 1961, ("yearly", "age", "budget")),
        ({"design": "unit_linked"}, 60_001, "", 1980, ("yearly",)),
        ({"design": "variable"}, 60_001, "", 1980, ("yearly",)),
    ],
)
def test_suit_26_which_premiums_want_a_signed_statement(
    over: dict[str, Any], amount: int, budget: str, born: int, found: tuple[str, ...]
) -> None:
    """4 × the family's yearly income, 20% of it, pay years and age from 75, 150% of the budget."""
    of = client(person_profile(date(born, 11, 21), insurance_budget=budget))
    one, given = insurance(**over), basis(of, amount=Decimal(amount))
    assert insurance_reasons(one, given) == found
    assert ("insurance_statement" in needs(one, given)) == bool(found)


def test_suit_27_who_refuses_information_is_not_sold_to() -> None:
    """And the outcome says so."""
    assert _reasons(product(), basis(client(person_profile(info_refused="yes")))) == {"SUIT-27": {}}


@pytest.mark.parametrize(
    ("over", "case"),
    [
        ({"experience_years": "2", "net_financial_assets": "3000000", "financial_assets": "1"}, None),
        ({"experience_years": "2", "financial_assets": "5000000"}, None),
        ({"experience_years": "2", "income_3y": "400000"}, None),
        ({"experience_years": "1", "net_financial_assets": "9000000"}, "SALE-06.experience"),
        ({"experience_years": "", "income_3y": "900000"}, "SALE-06.experience"),
        (
            {
                "experience_years": "9",
                "net_financial_assets": "2999999.99",
                "financial_assets": "4999999",
                "income_3y": "399999",
            },
            "SALE-06.means",
        ),
        ({"experience_years": "9"}, "SALE-06.means"),
    ],
)
def test_sale_06_a_person_qualifies_by_experience_and_one_of_three_figures(over: Profile, case: str | None) -> None:
    """ "以上" includes the number itself."""
    found = qualified(client(person_profile(**over)), LIMITS)
    assert (None if found is None else found.case) == case


@pytest.mark.parametrize(("net", "enough"), [("10000000", True), ("9999999.99", False), ("", False)])
def test_sale_06_an_organisation_qualifies_by_net_assets(net: str, enough: bool) -> None:
    """From ten million on."""
    found = qualified(client(organisation_profile(net_assets=net)), LIMITS)
    assert (None if found is None else found.case) == (None if enough else "SALE-06.organisation")


@pytest.mark.parametrize(
    ("kind", "least"),
    [("fixed_income", 300_000), ("mixed", 400_000), ("equity", 1_000_000), ("derivative", 1_000_000)],
)
def test_sale_07_each_private_kind_has_its_minimum(kind: str, least: int) -> None:
    """A product's own lower minimum does not undercut it; a higher one counts."""
    one, of = private(private_kind=kind, minimum=Decimal(100_000)), _investor(financial_assets="9000000")
    _offered(one, basis(of, "C5", amount=Decimal(least)))
    short = Decimal(least - 10_000)
    assert _reasons(one, basis(of, "C5", amount=short)) == {"SALE-07": {"amount": str(short), "minimum": str(least)}}
    dear = private(private_kind=kind, minimum=Decimal(2_000_000))
    assert _reasons(dear, basis(of, "C5", amount=Decimal(1_500_000)))["SALE-07"]["minimum"] == "2000000"


def test_sale_10_a_distributed_product_must_be_on_the_approved_list() -> None:
    """Own products need no such approval."""
    assert _reasons(product(self_issued=False, approved=False), basis()) == {"SALE-10": {"product": "W-01"}}
    _offered(product(self_issued=False, approved=True), basis())


@pytest.mark.parametrize(
    ("over", "case"),
    [
        ({"status": "suspended"}, "DESK-03.suspended"),
        ({"status": "ended"}, "DESK-03.withdrawn"),
        ({"ends_on": DAY - timedelta(1)}, "DESK-03.ended"),
        ({"ends_on": DAY}, None),
        ({"listed_on": DAY}, None),
        ({"listed_on": DAY + timedelta(1)}, "DESK-03.not_yet"),
    ],
)
def test_desk_03_only_what_is_on_the_shelf_today(over: dict[str, Any], case: str | None) -> None:
    """From the day of listing to the last day on sale, both included."""
    if case is None:
        _offered(product(**over), basis())
    else:
        assert set(_reasons(product(**over), basis())) == {case}


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
    given = basis(amount=Decimal(amount))
    if case is None:
        _offered(product(), given)
    else:
        assert set(_reasons(product(), given)) == {case}


def test_kyc_03_the_unidentified_are_not_served() -> None:
    """Not even with a deposit."""
    deposit = product(family="deposit", regime="none", issuer_level=None, bank_level=None)
    assert _reasons(deposit, basis(client(person_profile(phone="", address="")))) == {
        "KYC-01": {"fields": "address, phone"},
        "KYC-03": {"client": "测试甲"},
    }
    firm = client(organisation_profile() | {"representative.1.phone": ""})
    assert _reasons(deposit, basis(firm))["KYC-02"] == {"fields": "representative.1.phone"}


def test_kyc_04_an_agent_without_a_mandate_buys_nothing() -> None:
    """The agent who lacks it is named."""
    agents = person_around("agent", mandate="yes") | person_around("agent", 2, name="无权者", mandate="no")
    assert _reasons(product(), basis(client(person_profile(has_agent="yes", **agents)))) == {
        "KYC-04": {"agent": "无权者"}
    }
    _offered(product(), basis(client(person_profile(has_agent="yes", **person_around("agent", mandate="yes")))))
    _offered(product(), basis(client(person_profile(has_agent="no", **agents))))


def test_kyc_06_an_expired_id_blocks_after_the_grace_and_is_to_be_renewed_within() -> None:
    """Within the grace the sale goes on, and asks for the renewal."""
    within = client(person_profile(id_valid_until=(DAY - timedelta(90)).isoformat()))
    assert "id_renewal" in _offered(product(), basis(within)).needs
    beyond = DAY - timedelta(91)
    assert _reasons(product(), basis(client(person_profile(id_valid_until=beyond.isoformat())))) == {
        "KYC-06": {"valid_until": beyond.isoformat(), "grace_until": (DAY - timedelta(1)).isoformat()}
    }


def test_data_01_no_sale_before_the_notice() -> None:
    """The personal-information notice comes first."""
    assert _reasons(product(), basis(client(person_profile(notice_given="no")))) == {"DATA-01": {}}


@pytest.mark.parametrize(
    ("born", "level", "due"),
    [
        (date(1961, 11, 21), "R4", True),
        (date(1961, 11, 21), "R5", True),
        (date(1961, 11, 21), "R3", False),
        (date(1961, 11, 22), "R4", False),  # 65 only tomorrow
    ],
)
def test_suit_10_special_care_from_65_and_from_r4(born: date, level: str, due: bool) -> None:
    """65 is "65 and over"; the higher rating decides here as well."""
    given = basis(client(person_profile(born)), "C5")
    assert ("special_care" in _offered(product(issuer_level="R1", bank_level=level), given).needs) == due


def test_sale_09_a_sale_to_a_person_is_recorded_a_deposit_and_a_company_are_not() -> None:
    """Which families are recorded is the pack's."""
    assert "recording" in _offered(product(), basis()).needs
    assert "recording" not in _offered(product(), basis(client(organisation_profile()))).needs
    deposit = product(family="deposit", regime="none", issuer_level=None, bank_level=None)
    assert "recording" not in _offered(deposit, basis()).needs


def test_every_reason_is_listed_not_only_the_first() -> None:
    """SUIT-28: a client who mends one thing must not meet the next refusal only then."""
    of = client(person_profile(notice_given="no", info_refused="yes", financial_assets="1"))
    one = product(issuer_level="R5", self_issued=False, status="suspended", listed_on=DAY + timedelta(9))
    found = match(one, basis(of, assessment(on=date(2020, 1, 1)), _seller("fund"), amount=Decimal(5)))
    assert isinstance(found, Withheld)
    assert {reason.case for reason in found.reasons} == {
        "DATA-01", "DESK-03.minimum", "DESK-03.not_yet", "DESK-03.suspended", "SALE-10", "SUIT-02", "SUIT-03",
        "SUIT-08", "SUIT-20.expired", "SUIT-27",
    }  # fmt: skip


def test_there_is_one_verdict_for_every_product_in_order() -> None:
    """SUIT-28: none is forgotten."""
    shelf = (product(code="Z"), product(code="A", issuer_level="R5"), private())
    assert [verdict.code for verdict in match_all(shelf, basis())] == ["Z", "A", "P-01"]
