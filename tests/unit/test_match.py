"""Every rule of the match: once that it withholds, with its id and both values, and once that it does not.

The shelf and its sellers, private products and insurance stand in files of their own."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from rmdesk.domain.client import Profile
from rmdesk.domain.client_standing import acting_standing, client_standing
from rmdesk.domain.match import Withheld, match, match_all
from support.people import (
    DAY,
    LIMITS,
    assessment,
    client,
    match_input,
    organisation_profile,
    person_around,
    person_profile,
    private,
    product,
)
from unit.matching import VERIFIED, offered, reasons, seller_of

CHILD = person_profile(date(2012, 1, 1), **person_around("guardian", consent="yes"))


@pytest.mark.parametrize("client_rank", range(1, 6))
@pytest.mark.parametrize("product_rank", range(1, 6))
def test_suit_02_every_pair_of_levels(client_rank: int, product_rank: int) -> None:
    """A product above the client's level is withheld, one at it or below is not; nobody insists on it."""
    one = product(issuer_level=f"R{product_rank}", bank_level=f"R{product_rank}")
    given = match_input(assessed=f"C{client_rank}")
    if product_rank <= client_rank:
        offered(one, given)
        return
    verdict = match(one, given)
    assert isinstance(verdict, Withheld)
    assert not verdict.insistable
    assert reasons(one, given) == {"SUIT-02": {"product_level": f"R{product_rank}", "client_level": f"C{client_rank}"}}


def test_suit_03_half_of_the_financial_assets_is_the_limit() -> None:
    """One yuan more than the share is beyond the client's means."""
    of = client(person_profile(financial_assets="400000"))
    offered(product(step=Decimal(1)), match_input(of, amount=Decimal(200_000)))
    assert reasons(product(step=Decimal(1)), match_input(of, amount=Decimal(200_001))) == {
        "SUIT-03": {"amount": "200001", "limit": "200000.00"}
    }


def test_suit_03_holds_the_least_amount_when_none_was_named() -> None:
    """A product whose very minimum is beyond the means is not offered either."""
    of = client(person_profile(financial_assets="19999"))
    assert reasons(product(), match_input(of)) == {"SUIT-03": {"amount": "10000", "limit": "9999.50"}}
    offered(product(), match_input(client(person_profile(financial_assets="20000"))))


def test_suit_03_nothing_known_of_the_assets_is_no_means() -> None:
    """Whoever says nothing of his assets is not taken for rich."""
    assert "SUIT-03" in reasons(product(), match_input(client(person_profile(financial_assets=""))))


def test_suit_11_no_capacity_no_sale() -> None:
    """A child of seven buys nothing, not even a deposit; nor does an adult who was declared without capacity."""
    deposit = product(family="deposit", regime="none", issuer_level=None, bank_level=None)
    seven = person_profile(date(2019, 11, 20), **person_around("guardian", consent="yes"))
    assert reasons(deposit, match_input(client(seven))) == {"SUIT-11.none": {"age": "7"}}
    declared = client(person_profile(capacity="none"))
    assert reasons(deposit, match_input(declared)) == {"SUIT-11.declared": {}}
    offered(deposit, match_input())


def test_suit_11_a_minor_gets_the_lowest_level_only() -> None:
    """With the guardian's consent; R2 is withheld though the assessment would reach it."""
    low = product(issuer_level="R1", bank_level="R1")
    assert "guardian_consent" in offered(low, match_input(client(CHILD))).needs
    assert reasons(product(), match_input(client(CHILD))) == {"SUIT-11.limited": {"product_level": "R2", "reach": "R1"}}


@pytest.mark.parametrize("lack", ["consent", "name", "id_number", "id_type", "id_valid_until", "phone"])
def test_suit_11_a_consent_of_an_unknown_guardian_is_none(lack: str) -> None:
    """Somebody must have consented, and it must be known who."""
    low = product(issuer_level="R1", bank_level="R1")
    assert reasons(low, match_input(client(CHILD | {f"guardian.1.{lack}": ""}))) == {"SUIT-11.guardian": {"age": "14"}}


def test_what_was_worked_out_of_a_client_is_not_kept_for_another() -> None:
    """An input copied for another client, day or assessment judges that one, not the one it was copied from."""
    grown, one = match_input(assessed="C3"), product(issuer_level="R3", bank_level="R3")
    offered(one, grown)
    child = grown.model_copy(update={"client": client(CHILD)})
    assert "SUIT-11.limited" in reasons(one, child)
    offered(one, child.model_copy(update={"client": grown.client}))
    careful = grown.model_copy(update={"assessment": assessment("C2")})
    assert "SUIT-02" in reasons(one, careful)
    late = grown.model_copy(update={"day": grown.day + timedelta(days=5000)})
    assert "SUIT-20.expired" in reasons(one, late)


def test_suit_13_the_higher_of_both_ratings_counts() -> None:
    """Whichever of them it is."""
    for levels in ({"issuer_level": "R4", "bank_level": "R2"}, {"issuer_level": "R2", "bank_level": "R4"}):
        assert reasons(product(**levels), match_input())["SUIT-02"]["product_level"] == "R4"
        offered(product(**levels), match_input(assessed="C4"))


def test_suit_13_an_unrated_product_is_not_offered() -> None:
    """Nobody knows what it fits."""
    assert reasons(product(issuer_level=None, bank_level=None), match_input()) == {"SUIT-13": {"product": "W-01"}}
    offered(product(issuer_level=None, bank_level="R2"), match_input())


def test_suit_17_a_professional_institution_needs_no_assessment() -> None:
    """And no level stops it; an ordinary company is assessed like everybody."""
    claimed = client(organisation_profile(org_kind="professional"))
    assert "SUIT-20.none" in reasons(product(issuer_level="R5"), match_input(claimed, None)), "a tick opens nothing"
    expert = claimed.model_copy(update={"licence": VERIFIED})
    offered(product(issuer_level="R5"), match_input(expert, None))
    lapsed = VERIFIED.model_copy(update={"valid_until": DAY - timedelta(1)})
    assert "SUIT-20.none" in reasons(product(), match_input(claimed.model_copy(update={"licence": lapsed}), None))
    assert set(reasons(product(), match_input(client(organisation_profile()), None))) == {"SUIT-20.none"}


def test_suit_19_an_unconfirmed_change_of_level_stops_the_sale() -> None:
    """The client must know of the new level first."""
    changed = assessment("C3", previous_level="C2")
    assert reasons(product(), match_input(assessed=changed)) == {"SUIT-19": {"was": "C2", "now": "C3"}}
    offered(product(), match_input(assessed=changed.model_copy(update={"confirmed_at": changed.taken_at})))
    offered(product(), match_input(assessed=assessment("C3", previous_level="C3")))


def test_suit_20_no_assessment_or_an_old_one() -> None:
    """No sale before an assessment, and none after a year."""
    assert reasons(product(), match_input(assessed=None)) == {"SUIT-20.none": {}}
    assert reasons(product(), match_input(assessed=assessment(on=date(2025, 11, 20)))) == {
        "SUIT-20.expired": {"assessed_on": "2025-11-20", "valid_until": "2026-11-20"}
    }
    offered(product(), match_input(assessed=assessment(on=date(2025, 11, 21))))
    assert "SUIT-20.none" in reasons(product(), match_input(assessed=assessment(on=DAY + timedelta(1))))


@pytest.mark.parametrize(("seconds_after", "case"), [(-1, None), (0, "SUIT-20.changed"), (1, "SUIT-20.changed")])
def test_suit_20_a_reported_change_ends_the_assessment(seconds_after: int, case: str | None) -> None:
    """What is reported in the very instant of the assessment was not in it."""
    taken = assessment()
    of = client(change_reported_at=taken.taken_at + timedelta(seconds=seconds_after))
    if case is None:
        offered(product(), match_input(of, taken))
    else:
        assert set(reasons(product(), match_input(of, taken))) == {case}


@pytest.mark.parametrize("family", ["deposit", "bond"])
def test_suit_24_deposits_and_government_bonds_need_no_match(family: str) -> None:
    """Neither a level nor an assessment nor a share of the assets."""
    one = product(family=family, regime="none", issuer_level=None, bank_level=None)
    offered(one, match_input(client(person_profile(financial_assets="1")), None, amount=Decimal(10_000)))


def test_suit_27_who_refuses_information_is_sold_nothing_that_must_fit() -> None:
    """And the outcome says so; what needs no match is for everybody who is identified (SUIT-24, KYC-03)."""
    refusing = person_profile(info_refused="yes")
    assert reasons(product(), match_input(client(refusing))) == {"SUIT-27": {}}
    assert set(reasons(product(), match_input(client(refusing), None))) == {"SUIT-20.none", "SUIT-27"}
    for family in ("deposit", "bond"):
        plain = product(family=family, regime="none", issuer_level=None, bank_level=None)
        offered(plain, match_input(client(refusing), None))
        assert "KYC-03" in reasons(plain, match_input(client({**refusing, "phone": ""}), None))
        assert "DATA-01" in reasons(plain, match_input(client({**refusing, "notice_given": "no"}), None))


def test_kyc_03_the_unidentified_are_not_served() -> None:
    """Not even with a deposit."""
    deposit = product(family="deposit", regime="none", issuer_level=None, bank_level=None)
    assert reasons(deposit, match_input(client(person_profile(phone="", address="")))) == {
        "KYC-01": {"fields": "address, phone"},
        "KYC-03": {"client": "测试甲"},
    }
    firm = client(organisation_profile() | {"representative.1.phone": ""})
    assert reasons(deposit, match_input(firm))["KYC-02"] == {"fields": "representative.1.phone"}


def test_kyc_04_an_agent_without_a_mandate_buys_nothing() -> None:
    """The agent who lacks it is named."""
    agents = person_around("agent", mandate="yes") | person_around("agent", 2, name="无权者", mandate="no")
    assert reasons(product(), match_input(client(person_profile(has_agent="yes", **agents)))) == {
        "KYC-04": {"agent": "无权者"}
    }
    offered(product(), match_input(client(person_profile(has_agent="yes", **person_around("agent", mandate="yes")))))
    offered(product(), match_input(client(person_profile(has_agent="no", **agents))))


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"mandate_on": ""}, "KYC-04.undated"),
        ({"mandate_until": (DAY - timedelta(1)).isoformat()}, "KYC-04.over"),
        ({"mandate_until": DAY.isoformat()}, ""),
        ({"mandate_until": "long"}, ""),
    ],
)
def test_kyc_04_a_mandate_has_a_date_and_runs(more: dict[str, str], code: str) -> None:
    """A tick alone, or last year's paper, lets a stranger buy in the client's name."""
    agent = person_around("agent", mandate="yes") | {f"agent.1.{key}": value for key, value in more.items()}
    given = match_input(client(person_profile(has_agent="yes", **agent)))
    if code:
        assert set(reasons(product(), given)) == {code}
    else:
        offered(product(), given)


def test_kyc_06_an_expired_id_blocks_after_the_grace_and_is_to_be_renewed_within() -> None:
    """Within the grace the sale goes on, and asks for the renewal."""
    within = client(person_profile(id_valid_until=(DAY - timedelta(90)).isoformat()))
    assert "id_renewal" in offered(product(), match_input(within)).needs
    beyond = DAY - timedelta(91)
    assert reasons(product(), match_input(client(person_profile(id_valid_until=beyond.isoformat())))) == {
        "KYC-06": {"valid_until": beyond.isoformat(), "grace_until": (DAY - timedelta(1)).isoformat()}
    }


def test_data_01_no_sale_before_the_notice() -> None:
    """The personal-information notice comes first."""
    assert reasons(product(), match_input(client(person_profile(notice_given="no")))) == {"DATA-01": {}}


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
    given = match_input(client(person_profile(born)), "C5")
    assert ("special_care" in offered(product(issuer_level="R1", bank_level=level), given).needs) == due


def test_sale_09_a_sale_to_a_person_is_recorded_a_deposit_and_a_company_are_not() -> None:
    """Which families are recorded is the pack's."""
    assert "recording" in offered(product(), match_input()).needs
    assert "recording" not in offered(product(), match_input(client(organisation_profile()))).needs
    deposit = product(family="deposit", regime="none", issuer_level=None, bank_level=None)
    assert "recording" not in offered(deposit, match_input()).needs


def test_sale_09_a_distributed_bond_is_recorded_and_a_savings_bond_is_not() -> None:
    """A bank's bond on which the paper calls the bank 代销机构 went without 双录: only 国债 may."""
    assert "recording" in offered(product(family="bond"), match_input()).needs
    savings = product(family="bond", regime="none", issuer_level=None, bank_level=None)
    assert "recording" not in offered(savings, match_input()).needs


def test_every_reason_is_listed_not_only_the_first() -> None:
    """SUIT-28: a client who mends one thing must not meet the next refusal only then."""
    of = client(person_profile(notice_given="no", info_refused="yes", financial_assets="1"))
    one = product(issuer_level="R5", self_issued=False, status="suspended", listed_on=DAY + timedelta(9))
    found = match(
        one, match_input(of, assessment(on=date(2020, 1, 1)), seller_of("fund"), amount=Decimal(5), institutions={})
    )
    assert isinstance(found, Withheld)
    assert {reason.code for reason in found.reasons} == {
        "DATA-01", "DESK-03.minimum", "DESK-03.not_yet", "DESK-03.suspended", "SALE-10", "SALE-16",
        "SUIT-02", "SUIT-03", "SUIT-08", "SUIT-20.expired", "SUIT-27",
    }  # fmt: skip


def test_there_is_one_verdict_for_every_product_in_order() -> None:
    """SUIT-28: none is forgotten."""
    shelf = (product(code="Z"), product(code="A", issuer_level="R5"), private())
    assert [verdict.code for verdict in match_all(shelf, match_input())] == ["Z", "A", "P-01"]


def test_no_pack_lets_a_product_above_the_level_through() -> None:
    """A pack in which C2 reaches R5 was adopted once: with equal scales the rank alone is the limit (SUIT-02)."""
    given = match_input(assessed="C2")
    loosened = tuple(level.model_copy(update={"reach": 5}) for level in given.levels.client)
    loose = given.model_copy(update={"levels": given.levels.model_copy(update={"client": loosened})})
    risky = product(issuer_level="R3", bank_level="R3")
    assert set(reasons(risky, loose)) == {"SUIT-02"}


@pytest.mark.parametrize(
    ("role", "of"),
    [
        ("agent", person_profile(has_agent="yes")),
        ("representative", organisation_profile()),
        ("guardian", person_profile(capacity="limited")),
    ],
)
def test_kyc_06_an_expired_id_of_whoever_acts_stops_the_sale_after_the_grace(role: str, of: Profile) -> None:
    """An agent, a legal representative, a guardian: their documents are looked at like the client's own."""
    more = {"mandate": "yes"} if role == "agent" else {"consent": "yes"}
    for days, stops in ((-1, False), (LIMITS.id_grace_days, False), (LIMITS.id_grace_days + 1, True)):
        last = DAY - timedelta(days)
        acts = person_around(role, 1, id_valid_until=last.isoformat(), **more)
        found = acting_standing(client(of | acts), DAY, LIMITS)
        assert [one.code for one in found] == (
            ["KYC-06.acting"] if stops else ["KYC-06.acting_grace"] if days > 0 else []
        )
        standing = client_standing(client(of | acts), DAY, LIMITS)
        assert ("KYC-06.acting" in {one.code for one in standing}) == stops
        assert all(one.saw["fields"] == f"{role}.1.id_valid_until" for one in found if one.code == "KYC-06.acting")
