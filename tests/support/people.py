"""Invented clients, products, sellers and numbers, as plain values: what a test does not name is unremarkable."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from rmdesk.domain.assessment import Assessment
from rmdesk.domain.base import Text
from rmdesk.domain.client import Client, Profile
from rmdesk.domain.identity import check_character, uscc_check_character
from rmdesk.domain.levels import ClientLevel, Levels, ProductLevel
from rmdesk.domain.match import MatchInput
from rmdesk.domain.people import DESK_ROLES, Certificate, Person, Role, Training
from rmdesk.domain.product import Product
from rmdesk.domain.thresholds import Thresholds
from support.families import FAMILIES, UNCERTIFIED

DAY = date(2026, 11, 21)
NOW = datetime(2026, 11, 21, 2, 30, tzinfo=UTC)
BEFORE = datetime(2026, 11, 1, 2, 0, tzinfo=UTC)


TRAINED = Training(kind="compliance", hours=Decimal(8), on=date(2020, 1, 2))


CLASSES = ("ordinary", "saving", "investing")


def staff(login: str, *roles: Role, sells: bool = True) -> Person:
    """A person with these roles (all when none is named); `sells`: trained, and with certificates for every family."""
    held = Certificate(families=FAMILIES, number=f"T-{login.strip()}", expires_on=date(2039, 12, 31), classes=CLASSES)
    rights = {"certificates": (held,), "training": (TRAINED,)} if sells else {}
    return Person(login=login, name=f"测试{login}", roles=roles or DESK_ROLES).model_copy(update=rights)


def text(value: str) -> Text:
    """The same words in both languages."""
    return Text(zh=value, en=value)


LEVELS = Levels(
    client=tuple(
        ClientLevel(code=f"C{rank}", rank=rank, reach=rank, name=text(f"C{rank}"), meaning=text("…"))
        for rank in range(1, 6)
    ),
    product=tuple(
        ProductLevel(code=f"R{rank}", rank=rank, name=text(f"R{rank}"), meaning=text("…")) for rank in range(1, 6)
    ),
)

LIMITS = Thresholds(
    assessment_valid_months=12,
    assessments_per_day=2,
    assessments_per_year=8,
    reassess_remind_days=30,
    lift_before_sale_days=3,
    same_pattern_count=5,
    same_pattern_days=30,
    amount_share=Decimal("0.5"),
    yearly_premium_share=Decimal("0.5"),
    issuer_share=Decimal("0.6"),
    rate_valid_days=30,
    regrade_notice_days=5,
    elder_age=65,
    elder_high_risk="R4",
    elder_thinking_hours=24,
    elder_call_days=3,
    no_capacity_below=8,
    full_capacity_age=18,
    own_earnings_age=16,
    child_below=14,
    limited_capacity_reach="R1",
    opinion_valid_days=30,
    qualified_years=2,
    qualified_net_financial_assets=Decimal(3_000_000),
    qualified_financial_assets=Decimal(5_000_000),
    qualified_income=Decimal(400_000),
    qualified_org_net_assets=Decimal(10_000_000),
    private_minimum={
        "fixed_income": Decimal(300_000),
        "mixed": Decimal(400_000),
        "equity": Decimal(1_000_000),
        "derivative": Decimal(1_000_000),
    },
    private_thinking_hours=24,
    insurance_single_income_multiple=Decimal(4),
    insurance_yearly_income_share=Decimal("0.2"),
    insurance_pay_age=75,
    insurance_budget_multiple=Decimal("1.5"),
    id_grace_days=90,
    id_remind_days=30,
    aml_review_months=12,
    aml_remind_days=14,
    owner_share=Decimal("0.25"),
    review_families=("private", "trust", "derivative"),
    review_from_level="R4",
    recorded_families=("bond", "fund", "insurance", "wealth", "structured", "trust", "derivative", "private"),
    maturity_remind_days=7,
    password_min_length=8,
)


def resident_number(born: date, *, male: bool = True, place: str = "999999", serial: int = 1) -> str:
    """A resident ID number of a place that does not exist, with its right check character."""
    digits = f"{place}{born:%Y%m%d}{serial * 2 - male:03d}"
    return digits + check_character(digits)


def person_profile(born: date = date(1980, 3, 5), /, **over: str) -> Profile:
    """The file of a person of whom everything is known."""
    usual = {
        "name": "测试甲",
        "id_type": "resident",
        "id_number": resident_number(born),
        "id_valid_until": "2040-01-01",
        "sex": "male",
        "born": born.isoformat(),
        "nationality": "CHN",
        "phone": "13800000001",
        "address": "虚构市示范区一号",
        "occupation": "clerk",
        "education": "bachelor",
        "capacity": "by_age",
        "has_agent": "no",
        "income_source": "salary",
        "income_yearly": "200000",
        "family_income_yearly": "300000",
        "financial_assets": "4000000",
        "debts": "150000",
        "experience_years": "3",
        "purpose": "growth",
        "horizon": "1y_3y",
        "notice_given": "yes",
        "info_refused": "no",
        "aml_grade": "low",
    }
    return {key: value for key, value in {**usual, **over}.items() if value}


def organisation_profile(**over: str) -> Profile:
    """The file of a company of which everything is known."""
    usual = {
        "name": "虚构贸易有限公司",
        "licence_type": "business",
        "uscc": "91999900M000100Y4" + uscc_check_character("91999900M000100Y4"),
        "licence_valid_until": "long",
        "address": "虚构市示范区二号",
        "business_scope": "贸易",
        "phone": "01000000000",
        "org_kind": "company",
        "has_agent": "no",
        "net_assets": "20000000",
        "financial_assets": "10000000",
        "notice_given": "yes",
        "info_refused": "no",
        "aml_grade": "low",
        **person_around("representative"),
        "owner.1.name": "测试乙",
        "owner.1.basis": "equity",
        "owner.1.share": "60",
    }
    return {key: value for key, value in {**usual, **over}.items() if value}


def person_around(role: str, number: int = 1, **more: str) -> Profile:
    """Somebody around a client, fully identified."""
    born = date(1975, 6, 1)
    known = {
        "name": "测试丙",
        "phone": "13900000001",
        "id_type": "resident",
        "id_number": resident_number(born, serial=7),
        "id_valid_until": "2039-06-01",
        **({"mandate_on": "2026-10-12"} if more.get("mandate") == "yes" else {}),
        **more,
    }
    return {f"{role}.{number}.{key}": value for key, value in known.items()}


def client(profile: Profile | None = None, **over: Any) -> Client:
    """A person registered three weeks ago; `profile` gives another file."""
    found = person_profile() if profile is None else profile
    values: dict[str, Any] = {
        "id": "client-1",
        "no": "K-0001",
        "kind": "organisation" if "uscc" in found else "person",
        "profile": found,
        "registered_on": BEFORE.date(),
        "changed_at": BEFORE,
    }
    return Client.model_validate({**values, **over})


def assessment(level: str = "C3", on: date = date(2026, 11, 10), **over: Any) -> Assessment:
    """An assessment of that client on `on`."""
    at = datetime(on.year, on.month, on.day, 3, 0, tzinfo=UTC)
    values: dict[str, Any] = {
        "id": "assessment-1",
        "client_id": "client-1",
        "form_id": "person",
        "form_version": "1",
        "pack_digest": "0" * 64,
        "answers": ("A",),
        "seconds": (9,),
        "score": 50,
        "level": level,
        "previous_level": None,
        "started_at": at,
        "taken_at": at,
        "on": on,
        "by": "demo",
    }
    return Assessment.model_validate({**values, **over})


def product(**over: Any) -> Product:
    """A wealth product of R2 that nothing is wrong with."""
    values: dict[str, Any] = {
        "code": "W-01",
        "name": text("示例理财"),
        "family": "wealth",
        "regime": "bank",
        "issuer": text("示例理财公司"),
        "self_issued": True,
        "approved": False,
        "issuer_level": "R2",
        "bank_level": "R2",
        "return_kind": "floating",
        "risks": ("market", "liquidity"),
        "term_days": 90,
        "liquidity": "at_maturity",
        "minimum": Decimal(10_000),
        "step": Decimal(1000),
        "goals": ("growth",),
        "summary": text("…"),
        "worst_loss": Decimal(0) if over.get("family") == "deposit" else Decimal("0.1"),
        "worst_case": text("…"),
        "listed_on": date(2026, 1, 2),
    }
    return Product.model_validate({**values, **over})


def private(**over: Any) -> Product:
    """A private product of R4."""
    return product(
        **{
            "code": "P-01",
            "family": "private",
            "regime": "securities",
            "private_kind": "equity",
            "issuer_level": "R4",
            "bank_level": "R4",
            "minimum": Decimal(1_000_000),
            "step": Decimal(10_000),
            **over,
        }
    )


def insurance(**over: Any) -> Product:
    """A participating insurance with a yearly premium over ten years."""
    design = over.pop("design", "participating")
    premium, years = over.pop("premium", "yearly"), over.pop("pay_years", 10)
    return product(
        **{
            "code": "I-01",
            "family": "insurance",
            "regime": "insurance",
            "self_issued": False,
            "approved": True,
            "insurance": {"design": design, "premium": premium, "pay_years": years},
            **over,
        }
    )


def match_input(
    of: Client | None = None, assessed: Assessment | str | None = "C3", seller: Person | None = None, **over: Any
) -> MatchInput:
    """What that client is judged by today; `assessed` may be a level."""
    values: dict[str, Any] = {
        "client": client() if of is None else of,
        "assessment": assessment(assessed) if isinstance(assessed, str) else assessed,
        "seller": seller or staff("demo"),
        "day": DAY,
        "levels": LEVELS,
        "thresholds": LIMITS,
        "institutions": {"示例理财公司": "admitted"},
        "uncertified": UNCERTIFIED,
    }
    return MatchInput.model_validate({**values, **over})
