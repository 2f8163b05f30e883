"""What is explained before a sale, item by item, and the questions that test it (SUIT-22, SUIT-10)."""

from datetime import date
from typing import NamedTuple

from rmdesk.domain.base import Text, Value
from rmdesk.domain.product import RISK_TYPES, Design, Premium, Product, Regime

SIX_ITEMS = ("basics", "level", "risks", "fees", "opinion", "other")
PLACEHOLDERS = (
    "client", "product", "code", "issuer", "level", "level_name", "client_level", "client_level_name",
    "term", "minimum", "amount", "worst_loss", "worst_bound", "worst_left", "worst_case", "worst_told", "fees",
    "liquidity", "return_kind", "risks", "opinion",
)  # fmt: skip


class Kind(NamedTuple):
    """What words are chosen by, of all that a product of a family is."""

    regime: Regime
    capped: bool = False
    design: Design | None = None
    premium: Premium | None = None
    fixed_term: bool = True
    private: bool = False
    loses: bool = True

    @classmethod
    def of(cls, product: Product) -> "Kind":
        """The kind of a product."""
        terms, fixed, loses = product.insurance, product.term_days is not None, product.worst_loss > 0
        if terms is None:
            return cls(product.regime, product.capped, None, None, fixed, product.private, loses)
        return cls(product.regime, product.capped, terms.design, terms.premium, fixed, product.private, loses)


class OfKind(Value):
    """Of which products of the family it is said; what is left out asks nothing. `capped`: whether no more can be lost
    than is paid in; `designs` and `premium` of an insurance; `fixed_term`: whether it runs for a set time; `private`:
    whether it is offered privately (SUIT-21); `loses`: whether principal is lost in its worst case (SALE-04)."""

    regimes: tuple[Regime, ...] = ()
    capped: bool | None = None
    designs: tuple[Design, ...] = ()
    premium: Premium | None = None
    fixed_term: bool | None = None
    private: bool | None = None
    loses: bool | None = None

    def said_of(self, kind: Kind) -> bool:
        """Whether it is said of products of `kind`."""
        return (
            (not self.regimes or kind.regime in self.regimes)
            and self.capped in (None, kind.capped)
            and (not self.designs or kind.design in self.designs)
            and self.premium in (None, kind.premium)
            and self.fixed_term in (None, kind.fixed_term)
            and self.private in (None, kind.private)
            and self.loses in (None, kind.loses)
        )


class Line(Text, OfKind):
    """One line of what is declared."""


class Declaration(Value):
    """What the client declares by signing the book, under its own heading."""

    title: Text
    lines: tuple[Line, ...]


class OtherRisk(OfKind):
    """What a risk means for one kind of product."""

    text: Text


class Risk(OfKind):
    """A risk explained for the family. `key` is a risk type that products name, else the risk is every product's of
    the family and has its own `title`. The first of `instead` that is said of a product stands for its text."""

    key: str
    title: Text | None = None
    text: Text
    instead: tuple[OtherRisk, ...] = ()


class OtherItem(OfKind):
    """What is told and read aloud of one kind of product, under the item's `title` and with its `care` unless
    it has its own."""

    title: Text | None = None
    text: Text
    script: Text
    care: Text | None = None


class Item(Value):
    """One thing to be told, acknowledged and timed. `regimes` empty: told under every regime. `script` is read aloud;
    `care` is the stronger warning for an elder client and a high-risk product (SUIT-10). The first of `instead` that is
    said of a product stands for text and script, and for title and care where it has its own."""

    id: str
    title: Text
    text: Text
    script: Text
    care: Text | None = None
    regimes: tuple[Regime, ...] = ()
    instead: tuple[OtherItem, ...] = ()

    def of(self, kind: Kind) -> "Item":
        """The item as it is told of products of `kind`."""
        other = next((one for one in self.instead if one.said_of(kind)), None)
        if other is None:
            return self
        said = {"text": other.text, "script": other.script}
        own = {key: text for key, text in (("title", other.title), ("care", other.care)) if text is not None}
        return self.model_copy(update=said | own)


class UnderstandingOption(Value):
    """One answer of a test question."""

    key: str
    text: Text


class Understanding(OfKind):
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

    def items_for(self, kind: Kind) -> tuple[Item, ...]:
        """The items of a sale of a product of `kind`, in order, as they are told of it."""
        return tuple(item.of(kind) for item in self.items if not item.regimes or kind.regime in item.regimes)

    def risks_of(self, product: Product) -> tuple[Risk, ...]:
        """The explained risks of a product: those of the types that it names, and those of its whole family that are
        said of its kind."""
        kind = Kind.of(product)
        told = (one for one in self.risk if one.key not in RISK_TYPES or one.key in product.risks)
        return tuple(_reworded(one, kind) for one in told if one.said_of(kind))

    def declared_of(self, kind: Kind) -> tuple[Line, ...]:
        """What the client of a product of `kind` declares."""
        return tuple(one for one in self.declaration.lines if one.said_of(kind))

    def questions_for(self, kind: Kind, *, care: bool) -> tuple[Understanding, ...]:
        """The test questions about products of `kind`; with the extra ones where special care is due (SUIT-10)."""
        asked = self.understanding + (self.care_understanding if care else ())
        told = {item.id for item in self.items_for(kind)}
        return tuple(one for one in asked if one.item in told and one.said_of(kind))


def _reworded(risk: Risk, kind: Kind) -> Risk:
    other = next((one for one in risk.instead if one.said_of(kind)), None)
    return risk if other is None else risk.model_copy(update={"text": other.text})
