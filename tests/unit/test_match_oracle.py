"""Generated clients, products, assessments and days against the rule book: nothing offered breaks a rule, nothing is
withheld without a reason, and each reason is true (SUIT-01, SUIT-04, SUIT-28)."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from hypothesis import event, given, settings
from hypothesis import strategies as st

from rmdesk.domain.assessment import Assessment
from rmdesk.domain.client import Client, Qualification
from rmdesk.domain.institutions import State
from rmdesk.domain.match import MatchInput, Offered, match
from rmdesk.domain.people import Certificate, Person
from rmdesk.domain.portfolio import Portfolio, Position
from rmdesk.domain.product import LIQUIDITIES, Product
from rmdesk.domain.rates import Rate
from rmdesk.domain.refusal_codes import REFUSAL_CODES
from support.families import FAMILIES, UNCERTIFIED
from support.oracle import Sale, broken, due, up
from support.people import (
    CLASSES,
    DAY,
    LEVELS,
    LIMITS,
    NOW,
    TRAINED,
    assessment,
    client,
    organisation_profile,
    person_around,
    person_profile,
    product,
)
from support.tiers import exhaustive

LEVEL = st.sampled_from(["R1", "R2", "R3", "R4", "R5"])
# Mostly what changes nothing, so that single causes are seen too and not only heaps of them.
RARELY = st.sampled_from([False] * 6 + [True])


_UNTIL = ["", "long", DAY.isoformat(), (DAY - timedelta(1)).isoformat()]


@st.composite
def people(draw: st.DrawFn) -> Client:
    """A person of any age, with or without a guardian, an agent, a valid ID, means."""
    age = draw(st.sampled_from([3, 7, 8, 12, 16, 17, 18, 40, 50, 60, 64, 65, 74, 80]))
    days = draw(st.sampled_from([0, 1, 200]))
    profile = person_profile(date(DAY.year - age, DAY.month, DAY.day) + timedelta(days))
    around = person_around("guardian", consent=draw(st.sampled_from(["yes", "yes", "no"])))
    choices: dict[str, st.SearchStrategy[str]] = {
        "capacity": st.sampled_from([*["by_age"] * 8, "limited", "none"]),
        "own_earnings": st.sampled_from(["", "yes", "no"]),
        "financial_assets": st.sampled_from(["", "20000", "600000", "4000000", *["9000000"] * 5]),
        "net_financial_assets": st.sampled_from(["", "2999999", "3000000"]),
        "income_3y": st.sampled_from(["", "399999", "400000"]),
        "experience_years": st.sampled_from(["", "1", "2", "30"]),
        "family_income_yearly": st.sampled_from(["", "50000", "300000"]),
        "insurance_budget": st.sampled_from(["", "", "1000", "40000"]),
    }
    profile |= {key: draw(values) for key, values in choices.items()}
    profile |= draw(st.sampled_from([dict[str, str](), around, around | {"guardian.1.name": ""}]))
    profile |= draw(_troubles("id_valid_until"))
    return _known(draw, profile)


@st.composite
def organisations(draw: st.DrawFn) -> Client:
    """A company, or a professional institution."""
    profile = organisation_profile(
        org_kind=draw(st.sampled_from(["company", "institution", "professional"])),
        net_assets=draw(st.sampled_from(["", "9999999.99", "10000000"])),
        financial_assets=draw(st.sampled_from(["", "600000", "90000000"])),
        income_yearly=draw(st.sampled_from(["", "19999.99", "5000000"])),
    )
    return _known(draw, profile | draw(_troubles("licence_valid_until")))


@st.composite
def _troubles(draw: st.DrawFn, validity: str) -> dict[str, str]:
    """What may be wrong with any file, each rarely."""
    found: dict[str, str] = {}
    if draw(RARELY):
        found |= {validity: (DAY - timedelta(draw(st.sampled_from([-1, 0, 1, 90, 91])))).isoformat()}
    if draw(RARELY):
        mandate, until = draw(st.sampled_from(["yes", "yes", "no", ""])), draw(st.sampled_from(_UNTIL))
        found |= person_around("agent", mandate=mandate, mandate_until=until)
        found |= draw(st.sampled_from([dict[str, str](), {"agent.1.mandate_on": ""}]))
        found["has_agent"] = draw(st.sampled_from(["yes", "no"]))
    for key, value in (("phone", ""), ("address", ""), ("notice_given", "no"), ("info_refused", "yes")):
        if draw(RARELY):
            found[key] = value
    return found


def _known(draw: st.DrawFn, profile: dict[str, str]) -> Client:
    return client(
        profile,
        change_reported_at=draw(st.sampled_from([NOW - timedelta(400), NOW])) if draw(RARELY) else None,
        qualification=draw(_verified()),
        licence=draw(_verified()),
        earner=draw(_verified()),
    )


@st.composite
def _verified(draw: st.DrawFn) -> Qualification | None:
    """Verified or not, from before today or tomorrow on, until today, yesterday or next year."""
    on = draw(st.none() | st.sampled_from([DAY - timedelta(9), DAY, DAY + timedelta(1)]))
    until = draw(st.sampled_from([DAY - timedelta(1), DAY, DAY + timedelta(300)]))
    return None if on is None else Qualification(verified_on=on, valid_until=until, evidence="资产证明")


@st.composite
def products(draw: st.DrawFn) -> Product:
    """A product of any family and regime, rated or not, on the shelf or not, with coherent terms or not."""
    family = draw(st.sampled_from(FAMILIES))
    usual = {"deposit": "none", "insurance": "insurance", "private": "securities"}.get(family, "bank")
    regimes = ["bank", "securities", "insurance", *(["none"] if family in ("deposit", "bond") else [])]
    insured = {
        "design": draw(st.sampled_from(["traditional", "participating", "universal", "unit_linked", "variable"])),
        "premium": draw(st.sampled_from(["single", "yearly"])),
        "pay_years": draw(st.sampled_from([1, 10, 30])),
        "licence": draw(st.sampled_from([*CLASSES, ""])),
    }
    kinds = st.sampled_from(["fixed_income", "mixed", "equity", "derivative"])
    rated = draw(st.sampled_from([True] * 9 + [False]))
    trouble: dict[str, Any] = draw(
        st.sampled_from(
            [{}] * 8
            + [{"status": "suspended"}, {"status": "ended"}, {"ends_on": DAY}, {"ends_on": DAY - timedelta(1)}]
            + [{"listed_on": DAY}, {"listed_on": DAY + timedelta(1)}]
            + [{"client_kind": "person"}, {"client_kind": "organisation"}]
        )
    )
    return product(
        family=family,
        regime=draw(st.sampled_from(regimes)) if draw(RARELY) else usual,
        self_issued=not draw(RARELY),
        approved=draw(st.booleans()),
        issuer_level=draw(LEVEL | st.none()) if rated else None,
        bank_level=draw(LEVEL) if rated else None,
        minimum=Decimal(draw(st.sampled_from([1, 10_000, 300_000, 2_000_000]))),
        step=Decimal(draw(st.sampled_from(["1", "1000", "0.01"]))),
        liquidity=draw(st.sampled_from(LIQUIDITIES)),
        private_kind=draw(kinds) if family == "private" else (draw(kinds) if draw(RARELY) else None),
        insurance=insured if family == "insurance" else None,
        currency=draw(st.sampled_from(["CNY", "CNY", "CNY", "USD"])),
        **trouble,
    )


@st.composite
def assessments(draw: st.DrawFn) -> Assessment | None:
    """None, or one of any level and age, its change of level confirmed or not."""
    if draw(RARELY):
        return None
    usual = st.sampled_from([date(2025, 11, 21), date(2026, 3, 5), DAY])
    on = draw(st.sampled_from([date(2025, 11, 20), DAY + timedelta(1)])) if draw(RARELY) else draw(usual)
    one = assessment(draw(st.sampled_from(["C1", "C2", "C3", "C4", "C5", "C5"])), on)
    previous = draw(st.sampled_from([None, None, None, "C1", "C3"]))
    confirmed = draw(st.sampled_from([None, one.taken_at]))
    return one.model_copy(update={"previous_level": previous, "confirmed_at": confirmed})


@st.composite
def sellers(draw: st.DrawFn) -> Person:
    """Somebody with certificates for some families, in force or not."""
    held = draw(st.sampled_from([("fund", "wealth"), ()])) if draw(RARELY) else FAMILIES
    until = DAY - timedelta(1) if draw(RARELY) else draw(st.sampled_from([date(2030, 1, 1), DAY]))
    classes = draw(st.sampled_from([("ordinary",), ()])) if draw(RARELY) else CLASSES
    certificate = Certificate.model_validate(
        {"families": held, "number": "T-1", "expires_on": until, "classes": classes}
    )
    trained, exams = TRAINED, tuple[dict[str, object], ...]()
    if draw(RARELY):
        lacking: dict[str, Any] = draw(st.sampled_from([{"hours": Decimal("7.5")}, {"on": DAY + timedelta(1)}]))
        trained = TRAINED.model_copy(update=lacking)
    if draw(RARELY):
        subjects, days = st.sampled_from(["compliance", "fund", "wealth"]), st.integers(-3, 3)
        taken = draw(st.lists(st.tuples(subjects, days, st.booleans()), max_size=4, unique_by=lambda one: one[1]))
        exams = tuple({"subject": what, "on": DAY + timedelta(at), "passed": ok} for what, at, ok in taken)
    values = {"login": "m", "name": "测试销售", "roles": ("manager",), "certificates": (certificate,)}
    return Person.model_validate({**values, "training": (trained,), "exams": exams})


@st.composite
def holdings(draw: st.DrawFn) -> tuple[Position, ...]:
    """What is held already: of the same product or another, in yuan or dollars, exposure or not, rarely much."""
    found = []
    for code in draw(st.lists(st.sampled_from(["W-01", "W-01", "W-99", "D-01"]), max_size=3)):
        worth = Decimal(draw(st.sampled_from(["1", "9000.55", "100000", "2000000"])))
        found.append(
            Position(
                code=code,
                issuer=draw(st.sampled_from(["示例理财公司", "别家", ""])),
                family="deposit" if code == "D-01" else "wealth",
                level=None if code == "D-01" else "R2",
                exposure=code != "D-01",
                currency=draw(st.sampled_from(["CNY", "CNY", "USD"])),
                amount=worth,
                bound=worth,
                premium=Decimal(draw(st.sampled_from(["0", "0", "4000.01"]))),
                single=worth if draw(RARELY) else Decimal(0),
            )
        )
    return tuple(found)


RATES = st.sampled_from([None, *[Decimal("7.1234")] * 4])
AMOUNTS = st.none() | st.sampled_from(
    [Decimal(number) for number in ("1", "9999", "10000", "10500", "60001", "300000", "400000.5", "1000000", "2000001")]
)

ISSUER = product().issuer.zh
LISTED: st.SearchStrategy[dict[str, State]] = st.sampled_from(
    [{ISSUER: "admitted"}, {ISSUER: "admitted"}, {ISSUER: "suspended"}, {ISSUER: "ended"}, {}]
)


@exhaustive
@settings(max_examples=700)
@given(people() | organisations(), products(), assessments(), sellers(), AMOUNTS, holdings(), RATES, LISTED)
def test_every_verdict_agrees_with_the_rule_book(
    of: Client,
    one: Product,
    assessed: Assessment | None,
    seller: Person,
    amount: Decimal | None,
    held: tuple[Position, ...],
    rate: Decimal | None,
    listed: dict[str, State],
) -> None:
    """The rules that a verdict names are just those that are broken; an offer names all that the sale must have."""
    rates = {} if rate is None else {"USD": Rate(currency="USD", rate=rate, on=DAY, source="示例")}
    match_input = MatchInput(
        client=of,
        assessment=assessed,
        seller=seller,
        day=DAY,
        levels=LEVELS,
        thresholds=LIMITS,
        amount=amount,
        currency=one.currency,
        portfolio=Portfolio(positions=held, rates=rates),
        institutions=listed,
        uncertified=UNCERTIFIED,
    )
    dollars = {"CNY": Decimal(1), "USD": rate}
    worth = tuple((position.code, position.bound, dollars[position.currency]) for position in held if position.exposure)
    known = tuple((code, up(value * each)) for code, value, each in worth if each is not None)
    rated = len(known) == len(worth)
    each_year = sum((up(two.premium * (dollars[two.currency] or 0)) for two in held), Decimal(0))
    rating = dollars[one.currency]
    single = tuple((two.code, up(two.single * (dollars[two.currency] or 0))) for two in held)
    sale = Sale(of, one, assessed, seller, DAY, amount, LIMITS, known, each_year, single, rating, rated, listed)
    verdict, rules = match(one, match_input), broken(sale)
    event(f"{len(rules)} rules broken")
    if isinstance(verdict, Offered):
        assert rules == set()
        assert set(verdict.needs) == due(sale)
    else:
        assert {reason.rule for reason in verdict.reasons} == rules
        assert verdict.insistable == (rules == {"SUIT-25"})
        for reason in verdict.reasons:
            assert set(reason.saw) == set(REFUSAL_CODES[reason.code])
