"""Products on the shelf (DESK-03). A manager reads a product's level and never sets it (SUIT-15)."""

import unicodedata
from datetime import date
from decimal import Decimal
from typing import Literal, get_args

from rmdesk.domain import money
from rmdesk.domain.base import Text, Value
from rmdesk.domain.client import ClientKind
from rmdesk.domain.fees import Fee
from rmdesk.domain.imports.cells import plain
from rmdesk.domain.levels import Levels

Regime = Literal["bank", "securities", "insurance", "none"]  # SUIT-24
Matched = Literal["bank", "securities", "insurance"]
"""The regimes under which a product must fit its buyer."""
Goal = Literal["preserve", "income", "growth", "protection", "education", "retirement"]
GOALS: tuple[Goal, ...] = ("preserve", "income", "growth", "protection", "education", "retirement")
Liquidity = Literal["daily", "periodic", "at_maturity"]
LIQUIDITIES: tuple[Liquidity, ...] = ("daily", "periodic", "at_maturity")
RiskType = Literal["market", "credit", "liquidity", "rate", "currency", "issuer"]
ProductState = Literal["listed", "not_yet", "suspended", "over", "ended", "recalled"]
PRODUCT_STATES: tuple[ProductState, ...] = get_args(ProductState)
RISK_TYPES: tuple[RiskType, ...] = get_args(RiskType)


Design = Literal["traditional", "participating", "universal", "unit_linked", "variable"]
Premium = Literal["single", "yearly"]


INSURED_PAID = frozenset({"premium", "pay_years"})
"""What says how an insurance is paid."""
INSURED_UNSAID = frozenset({"insurance_design"}) | INSURED_PAID
"""What is still to be confirmed of an insurance while nobody said it."""

_SHORTEST = 6
"""A registration code has so many characters; fewer number a list's rows."""
TO_FILL_IN = Text(zh="待产品管理员填写", en="To be filled in by the product keeper")
"""The worst case of which nobody said how it comes about."""


class Insurance(Value):
    """What SUIT-26 asks of an insurance product. `pay_years` is 1 for a single premium; `licence` is the pack's class
    of insurance that it belongs to (SUIT-31)."""

    design: Design
    premium: Premium
    pay_years: int
    licence: str = ""


class Product(Value):
    """One product. Levels are codes of the pack; None only where the regime is "none"."""

    code: str
    name: Text
    family: str  # a key of the pack's families
    regime: Regime
    issuer: Text
    self_issued: bool
    approved: bool  # on the head office's list (SALE-10)
    issuer_level: str | None = None
    bank_level: str | None = None
    return_kind: Literal["fixed", "floating", "combined"]
    risks: tuple[RiskType, ...] = ()
    term_days: int | None = None  # None: no fixed term
    liquidity: Liquidity
    minimum: Decimal
    step: Decimal = Decimal(1)
    fees: tuple[Fee, ...] = ()
    goals: tuple[Goal, ...] = ()
    summary: Text
    worst_loss: Decimal  # share of the amount lost in the worst case, 0..1 (over 1 where more than all can be lost)
    worst_case: Text  # how it comes to that
    private_kind: Literal["fixed_income", "mixed", "equity", "derivative"] | None = None  # SALE-07
    insurance: Insurance | None = None
    commission: Decimal = Decimal(0)  # percent; nothing that a client sees may depend on it (SUIT-29)
    status: Literal["listed", "suspended", "ended"] = "listed"
    listed_on: date
    ends_on: date | None = None  # last day on sale
    client_kind: ClientKind | None = None  # the one kind of client that its terms sell it to; None: every kind
    registration_code: str = ""  # 登记编码
    currency: str = "CNY"  # ISO 4217
    value_date: date | None = None
    maturity: date | None = None
    open_days: str = ""
    benchmark: str = ""  # never shown on its own (SUIT-07)
    order_system: str = ""  # where its orders are placed (SALE-15)
    note: str = ""  # what head office says beside, for whoever works here; on no paper
    unconfirmed: tuple[str, ...] = ()  # what was filled in and not confirmed yet: it is not sold before
    capped: bool = False  # no more can be asked for than was paid in, as of a bought option; counts where more might be
    recalled: bool = False  # head office withholds it, whatever its status
    left_out: tuple[tuple[str, str], ...] = ()  # heading and cell of what its list says in columns that nobody knows
    paid_typed: date | None = None  # the day on which its keeper alone said how its premiums are paid

    def state_on(self, day: date) -> "ProductState":
        """How it stands on a day: its status, or that its days on sale are over or yet to come (DESK-03)."""
        if self.recalled:
            return "recalled"
        if self.status != "listed":
            return self.status
        if self.ends_on is not None and self.ends_on < day:
            return "over"
        return "not_yet" if self.listed_on > day else "listed"

    @property
    def needs_match(self) -> bool:
        """Whether it must fit its buyer: all but what no regime rules, as only deposits and 国债 may be (SUIT-24)."""
        return self.regime != "none"

    @property
    def private(self) -> bool:
        """Sold to verified qualified investors only (SUIT-21)."""
        return self.private_kind is not None

    @property
    def registered(self) -> str:
        """Its registration code for comparing, "" for none: what has the same one is the same product under another
        code, such as another class of a fund's shares."""
        code = "".join(filter(str.isalnum, plain(self.registration_code)))
        return code if len(code) >= _SHORTEST and any(map(str.isdigit, code)) else ""

    @property
    def licence(self) -> str:
        """The class of insurance that its seller needs a right for (SUIT-31); "" where there are none."""
        return "" if self.insurance is None else self.insurance.licence

    def level(self, levels: Levels) -> str | None:
        """The level that counts and is disclosed: the higher of the issuer's and the bank's (SUIT-13)."""
        given = [code for code in (self.issuer_level, self.bank_level) if code is not None]
        if not given:
            return None
        return given[0] if len(given) == 1 else levels.higher(given[0], given[1])

    def worst(self, amount: Decimal) -> Decimal:
        """What `amount` loses in the worst case, to the fen."""
        return money.burden(amount * self.worst_loss)


def plain_code(code: str) -> str:
    """A code as the shelf keeps it: in other letters or another width it is no other product."""
    return unicodedata.normalize("NFKC", code).strip().upper()


def altered(before: Product, after: Product) -> dict[str, tuple[str, str]]:
    """What differs, field → (before, after), as plain texts; of words in both languages the Chinese ones."""
    return {
        name: (_plain(getattr(before, name)), _plain(getattr(after, name)))
        for name in Product.model_fields
        if getattr(before, name) != getattr(after, name)
    }


def _plain(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, Text):
        return value.zh
    if isinstance(value, Fee):
        figure = "" if value.rate is None else f"{value.rate:f}%"
        figure = figure if value.amount is None else f"{value.amount:f}"
        return " ".join(filter(None, (value.kind, figure, value.when, value.note.zh)))
    if isinstance(value, Insurance):
        return f"{value.design} {value.premium} {value.pay_years} {value.licence}".rstrip()
    if isinstance(value, tuple):
        return ", ".join(_plain(one) for one in value)
    return f"{value:f}" if isinstance(value, Decimal) else str(value)
