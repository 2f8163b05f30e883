"""What is explained before a sale, item by item, and the questions that test it (SUIT-22, SUIT-10)."""

from datetime import date

from rmdesk.domain.base import Text, Value
from rmdesk.domain.product import RISK_TYPES, Product, Regime

SIX_ITEMS = ("basics", "level", "risks", "fees", "opinion", "other")
PLACEHOLDERS = (
    "client", "product", "code", "issuer", "level", "level_name", "client_level", "client_level_name",
    "term", "minimum", "amount", "worst_loss", "worst_left", "worst_case", "worst_told", "fees", "liquidity",
    "return_kind", "risks", "opinion",
)  # fmt: skip


class Declaration(Value):
    """What the client declares by signing the book, under its own heading."""

    title: Text
    lines: tuple[Text, ...]


class Risk(Value):
    """A risk explained for the family. `key` is a risk type that products name, else the risk is every product's of
    the family and has its own `title`."""

    key: str
    title: Text | None = None
    text: Text


class Item(Value):
    """One thing to be told, acknowledged and timed. `regimes` empty: told under every regime. `script` is read aloud;
    `care` is the stronger warning for an elder client and a high-risk product (SUIT-10)."""

    id: str
    title: Text
    text: Text
    script: Text
    care: Text | None = None
    regimes: tuple[Regime, ...] = ()

    def told(self, regime: Regime) -> bool:
        """Whether the item belongs to a sale under `regime`."""
        return not self.regimes or regime in self.regimes


class UnderstandingOption(Value):
    """One answer of a test question."""

    key: str
    text: Text


class Understanding(Value):
    """A question that tests what was told; a wrong answer leads back to `item`."""

    id: str
    item: str
    text: Text
    options: tuple[UnderstandingOption, ...]
    correct: str


class Disclosure(Value):
    """The disclosures of one product family, as one version of a file."""

    id: str
    version: str
    effective_from: date
    title: Text
    declaration: Declaration
    risk: tuple[Risk, ...]
    items: tuple[Item, ...]
    understanding: tuple[Understanding, ...]
    care_understanding: tuple[Understanding, ...] = ()

    def items_for(self, regime: Regime) -> tuple[Item, ...]:
        """The items of a sale under `regime`, in order."""
        return tuple(item for item in self.items if item.told(regime))

    def risks_of(self, product: Product) -> tuple[Risk, ...]:
        """The explained risks of a product: those of the types that it names, and those of its whole family."""
        return tuple(one for one in self.risk if one.key not in RISK_TYPES or one.key in product.risks)

    def questions_for(self, *, care: bool, regime: Regime | None = None) -> tuple[Understanding, ...]:
        """The test questions; with the extra ones where special care is due (SUIT-10)."""
        asked = self.understanding + (self.care_understanding if care else ())
        if regime is None:
            return asked
        told = {item.id for item in self.items_for(regime)}
        return tuple(question for question in asked if question.item in told)
