"""What the rules say of one client, one product and one day, written from the rule book and from nothing else.

Every rule is one predicate, "is it broken?", with its own arithmetic; none calls the program's. The numbers are the
law's where the law names them; the bank's own come with the case.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from functools import cache, cached_property

from rmdesk.domain.assessment import Assessment
from rmdesk.domain.client import Client
from rmdesk.domain.people import Person
from rmdesk.domain.product import Product
from rmdesk.domain.thresholds import Thresholds

SCALE = "12345"
ELEMENTS = "name sex nationality occupation address phone id_type id_number id_valid_until"
ORGANISATION = "name address business_scope licence_type uscc licence_valid_until"
CONTACT = "name phone id_type id_number id_valid_until"
PRIVATE = {"fixed_income": 300_000, "mixed": 400_000, "equity": 1_000_000, "derivative": 1_000_000}


@dataclass(frozen=True)
class Sale:
    """What is proposed: to whom, what, by whom, when, for how much (None: nothing named yet)."""

    client: Client
    product: Product
    assessment: Assessment | None
    seller: Person
    day: date
    amount: Decimal | None
    bank: Thresholds  # the bank's own numbers
    held: tuple[tuple[str, Decimal], ...] = ()  # what needs a match and is held: product and what it binds, in yuan
    premiums: Decimal = Decimal(0)  # what policies held ask for each year, in yuan
    singles: tuple[tuple[str, Decimal], ...] = ()  # what was paid at once for policies lately, by product, in yuan
    rate: Decimal | None = Decimal(1)  # yuan for one unit of the product's currency; None: nobody entered one
    rated: bool = True  # there is a rate for all that is held
    listed: Mapping[str, str] = field(default_factory=dict)  # state of each cooperating institution

    def file(self, key: str) -> str:
        """What the client's file says."""
        return self.client.profile.get(key, "")

    def money(self, key: str) -> Decimal:
        """An amount in the file; nothing known counts as nothing."""
        return Decimal(self.file(key) or "0")

    @property
    def person(self) -> bool:
        """A natural person."""
        return self.client.kind == "person"

    @cached_property
    def professional(self) -> bool:
        """SUIT-17: never a natural person, nor whose licence nobody verified."""
        seen = self.client.licence
        proven = seen is not None and seen.verified_on <= self.day <= seen.valid_until
        return proven and not self.person and self.file("org_kind") == "professional"

    @cached_property
    def age(self) -> int:
        """Birthdays passed; -1 when nobody knows. 29 February's birthday is 1 March in common years (民法典)."""
        return _birthdays(date.fromisoformat(self.file("born")), self.day) if self.file("born") else -1

    @cached_property
    def capacity(self) -> str:
        """SUIT-11: <8 none, 8-17 limited, 18+ full; 16-17 living on own earnings full; or as declared."""
        if not self.person:
            return "full"
        if self.file("capacity") == "none" or self.age < 8:
            return "none"
        if self.file("capacity") == "limited":
            return "limited"
        seen = self.client.earner
        proven = seen is not None and seen.verified_on <= self.day <= seen.valid_until
        earns = self.age >= 16 and self.file("own_earnings") == "yes" and proven
        return "full" if self.age >= 18 or earns else "limited"

    @cached_property
    def level(self) -> int:
        """SUIT-13: the higher of both ratings, 1..5; 0 when there is none."""
        return max(SCALE.find(rating[1]) + 1 if rating else 0 for rating in self._ratings)

    @property
    def _ratings(self) -> tuple[str, str]:
        return self.product.issuer_level or "", self.product.bank_level or ""

    @cached_property
    def matched(self) -> bool:
        """SUIT-24: deposits and 国债 need no match."""
        return not (self.product.regime == "none" and self.product.family in ("deposit", "bond"))

    @cached_property
    def private(self) -> bool:
        """Sold to qualified investors only."""
        return self.product.family == "private" or self.product.private_kind is not None

    @cached_property
    def least(self) -> Decimal:
        """SALE-07, and the product's own minimum."""
        kind = self.product.private_kind
        legal = 0 if not self.private else max(PRIVATE.values()) if kind is None else PRIVATE[kind]
        return max(self.product.minimum, Decimal(legal) if self.rate is None else up(Decimal(legal) / self.rate))

    @property
    def asked(self) -> Decimal:
        """What is to be paid at least, in the product's currency."""
        return self.least if self.amount is None else self.amount

    @property
    def times(self) -> int:
        """How many times it is to be paid."""
        terms = self.product.insurance
        return terms.pay_years if terms is not None and terms.premium == "yearly" else 1

    @cached_property
    def missing(self) -> bool:
        """KYC-01, KYC-02, KYC-04: an element of the client, the representative or the agent is not known."""
        wanted = (ELEMENTS if self.person else ORGANISATION).split()
        for role, due in (("representative", not self.person), ("agent", self.file("has_agent") == "yes")):
            wanted += [f"{role}.1.{element}" for element in CONTACT.split() if due]
        return not all(self.file(key) for key in wanted)


@cache
def _birthdays(born: date, day: date) -> int:
    years = -1
    while _birthday(born, born.year + years + 1) <= day:
        years += 1
    return years


def _birthday(born: date, year: int) -> date:
    return date(year, 3, 1) if (born.month, born.day) == (2, 29) and year % 4 else date(year, born.month, born.day)


def _year_later(day: date) -> date:
    return date(day.year + 1, 2, 28) if (day.month, day.day) == (2, 29) else date(day.year + 1, day.month, day.day)


def _kyc_04(sale: Sale) -> bool:
    numbers = {key.split(".")[1] for key, value in sale.client.profile.items() if key.startswith("agent.") and value}
    return sale.file("has_agent") == "yes" and not all(_mandated(sale, n) for n in numbers)


def _mandated(sale: Sale, number: str) -> bool:
    """Seen, dated, and not over."""
    until = sale.file(f"agent.{number}.mandate_until")
    running = until in ("", "long") or date.fromisoformat(until) >= sale.day
    return sale.file(f"agent.{number}.mandate") == "yes" and bool(sale.file(f"agent.{number}.mandate_on")) and running


def _kyc_06(sale: Sale) -> bool:
    last = sale.file("id_valid_until" if sale.person else "licence_valid_until")
    if last in ("", "long"):
        return False
    return (sale.day - date.fromisoformat(last)).days > sale.bank.id_grace_days


def _above(sale: Sale) -> bool:
    """SUIT-02's table: C1:R1, C2:R1-2, C3:R1-3, C4:R1-4, C5:R1-5."""
    if not sale.matched or sale.professional or sale.assessment is None:
        return False
    return sale.level > SCALE.find(sale.assessment.level[1]) + 1


def _suit_03(sale: Sale) -> bool:
    if not sale.matched or sale.professional:
        return False
    if sale.rate is None or not sale.rated:
        return True
    assets = sale.money("financial_assets")
    income = sale.money("family_income_yearly" if sale.person else "income_yearly")
    one = sum((worth for code, worth in sale.held if code == sale.product.code), Decimal(0))
    every = sum((worth for _, worth in sale.held), Decimal(0))
    binds = up(sale.asked * sale.times * sale.rate)
    yearly = sale.product.insurance is not None and sale.product.insurance.premium == "yearly"
    return (
        one + binds > _down(assets * sale.bank.amount_share)
        or binds > assets - every
        or (yearly and up(sale.asked * sale.rate) + sale.premiums > _down(income * sale.bank.yearly_premium_share))
    )


def _down(value: Decimal) -> Decimal:
    """To the cent, never too much."""
    return value * 100 // 1 / 100


def up(value: Decimal) -> Decimal:
    """To the cent, never too little."""
    cents = value * 100
    whole = cents // 1
    return (whole if whole == cents else whole + 1) / 100


def _suit_30(sale: Sale) -> bool:
    """SUIT-30: what is held already makes no small part a whole."""
    held = any(code == sale.product.code and worth > 0 for code, worth in sale.held)
    return sale.private and sale.rate is not None and sale.amount is not None and sale.amount < sale.least and held


def _suit_08(sale: Sale) -> bool:
    held = [one for one in sale.seller.certificates if sale.product.family in one.families]
    return sale.product.family != "deposit" and not any(one.expires_on >= sale.day for one in held)


def _suit_31(sale: Sale) -> bool:
    """Somebody who may sell insurance today, and not of the product's class."""
    terms = sale.product.insurance
    if terms is None or not terms.licence or _suit_08(sale):
        return False
    held = [one for one in sale.seller.certificates if "insurance" in one.families and one.expires_on >= sale.day]
    return not any(terms.licence in one.classes for one in held)


def _desk_15(sale: Sale) -> bool:
    """Eight hours of compliance training before recommending, and no failed exam that was not passed since."""
    if sale.product.family == "deposit":
        return False
    hours = [one.hours for one in sale.seller.training if one.kind == "compliance" and one.on <= sale.day]
    last: dict[str, bool] = {}
    for exam in sorted(sale.seller.exams, key=lambda one: one.on):
        if exam.on <= sale.day:
            last[exam.subject] = exam.passed
    failed = [subject for subject, passed in last.items() if not passed]
    return sum(hours) < 8 or "compliance" in failed or sale.product.family in failed


def _suit_11(sale: Sale) -> bool:
    if sale.capacity == "full":
        return False
    guards = {key.split(".")[1] for key in sale.client.profile if key.startswith("guardian.")}
    consent = any(
        sale.file(f"guardian.{n}.consent") == "yes" and all(sale.file(f"guardian.{n}.{one}") for one in CONTACT.split())
        for n in guards
    )
    lowest = not sale.matched or sale.level == 1
    return sale.capacity == "none" or not consent or not lowest


def _suit_20(sale: Sale) -> bool:
    one = sale.assessment
    if not sale.matched or sale.professional:
        return False
    if one is None or one.on > sale.day:
        return True
    reported = sale.client.change_reported_at
    return sale.day > _year_later(one.on) or (reported is not None and reported >= one.taken_at)


def _suit_19(sale: Sale) -> bool:
    one = sale.assessment
    if not sale.matched or sale.professional or one is None or _suit_20(sale):
        return False
    return one.previous_level is not None and one.previous_level != one.level and one.confirmed_at is None


def _suit_21(sale: Sale) -> bool:
    seen = sale.client.qualification
    return sale.private and (seen is None or not seen.verified_on <= sale.day <= seen.valid_until)


def _sale_06(sale: Sale) -> bool:
    if not sale.private or sale.professional:
        return False
    if not sale.person:
        return sale.money("net_assets") < 10_000_000
    rich = (
        sale.money("net_financial_assets") >= 3_000_000
        or sale.money("financial_assets") >= 5_000_000
        or sale.money("income_3y") >= 400_000
    )
    return not (int(sale.file("experience_years") or 0) >= 2 and rich)


def _desk_03(sale: Sale) -> bool:
    one, amount = sale.product, sale.amount
    on_shelf = one.status == "listed" and one.listed_on <= sale.day and (one.ends_on is None or sale.day <= one.ends_on)
    short = amount is not None and amount < one.minimum and not sale.private
    odd = amount is not None and amount > one.minimum and (amount - one.minimum) / one.step % 1 != 0
    wrong_kind = one.client_kind is not None and (one.client_kind == "person") != sale.person
    return not on_shelf or short or odd or wrong_kind


RULES: dict[str, Callable[[Sale], bool]] = {
    "KYC-01": lambda sale: sale.person and sale.missing,
    "KYC-02": lambda sale: not sale.person and sale.missing,
    "KYC-03": lambda sale: sale.missing,
    "KYC-04": _kyc_04,
    "KYC-06": _kyc_06,
    "DATA-01": lambda sale: sale.file("notice_given") != "yes",
    "SUIT-02": lambda sale: _above(sale) and sale.product.regime != "insurance",
    "SUIT-25": lambda sale: _above(sale) and sale.product.regime == "insurance",
    "SUIT-03": _suit_03,
    "SUIT-08": _suit_08,
    "SUIT-11": _suit_11,
    "SUIT-13": lambda sale: sale.matched and sale.level == 0,
    "SUIT-19": _suit_19,
    "SUIT-20": _suit_20,
    "SUIT-21": _suit_21,
    "SUIT-30": _suit_30,
    "SUIT-31": _suit_31,
    "SUIT-27": lambda sale: sale.matched and sale.file("info_refused") == "yes",
    "SALE-06": _sale_06,
    "SALE-07": lambda sale: (
        sale.private and (sale.rate is None or (sale.amount is not None and sale.amount < sale.least))
    ),
    "SALE-10": lambda sale: not sale.product.self_issued and not sale.product.approved,
    "SALE-16": lambda sale: (
        not sale.product.self_issued and sale.matched and sale.listed.get(sale.product.issuer.zh) != "admitted"
    ),
    "DESK-03": _desk_03,
    "DESK-15": _desk_15,
}


def broken(sale: Sale) -> set[str]:
    """The ids of all rules that this sale would break."""
    return {rule for rule, is_broken in RULES.items() if is_broken(sale)}


def due(sale: Sale) -> set[str]:
    """What the sale must have beside the usual (SUIT-10, SALE-08, SALE-09, SUIT-11, SUIT-26, KYC-06)."""
    last = sale.file("id_valid_until" if sale.person else "licence_valid_until")
    wanted = {
        "special_care": sale.age >= 65 and sale.person and sale.level >= 4,
        "recording": sale.person
        and sale.product.regime != "none"
        and sale.product.family in sale.bank.recorded_families,
        "thinking": sale.private,
        "insurance_statement": _statement(sale),
        "guardian_consent": sale.capacity == "limited",
        "id_renewal": last not in ("", "long") and sale.day - date.fromisoformat(last) > timedelta(0),
    }
    return {name for name, is_due in wanted.items() if is_due}


def _statement(sale: Sale) -> bool:
    """SUIT-26."""
    terms = sale.product.insurance
    if terms is None or terms.design == "traditional" or not sale.person:
        return False
    premium = (sale.product.minimum if sale.amount is None else sale.amount) * (sale.rate or 0)
    same = sum((worth for code, worth in sale.held if code == sale.product.code), Decimal(0))
    others = sum((worth for code, worth in sale.singles if code != sale.product.code), Decimal(0))
    premium += sale.premiums if terms.premium == "yearly" else same + others
    income, budget = sale.money("family_income_yearly"), sale.file("insurance_budget")
    return (
        (terms.premium == "single" and premium > 4 * income)
        or (terms.premium == "yearly" and premium * 5 > income)
        or terms.pay_years + max(sale.age, 0) >= 75
        or (budget != "" and premium * 2 >= 3 * Decimal(budget))
    )
