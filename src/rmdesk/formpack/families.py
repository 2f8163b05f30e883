"""families.toml: the families of products, in the order of the shelf, with all that a bank may say of one."""

from functools import cached_property

from rmdesk.domain.base import Text, Value
from rmdesk.domain.families import Family
from rmdesk.domain.product import Goal, Liquidity, Product, RiskType
from rmdesk.formpack.papers import PaperSet


class BookWords(Value):
    """How the papers of a family speak: `title` of its book, `amount`: what the client's money is called. `headline`
    and the sentence `copied` by hand (SALE-02, SALE-03) are due wherever a product of the family needs a match.
    `issuer_differs`: who is liable for what (SALE-10), where the general sentence says it wrongly; `liquidity`:
    where the general label does. `by_hand`: what the desk does not know and the client confirms by signing, each with a
    line to be filled in."""

    title: Text
    amount: Text
    headline: Text | None = None
    copied: Text | None = None
    issuer_differs: Text | None = None
    liquidity: dict[Liquidity, Text] = {}
    by_hand: tuple[Text, ...] = ()


class FamilyDefault(Value):
    """What a head office's list does not say of a product, by its family. The keeper confirms it before it is sold.
    `capped_summary`: of one that can lose no more than was paid in; `classes`: insurance design → class (SUIT-31)."""

    liquidity: Liquidity
    goals: tuple[Goal, ...]
    risks: tuple[RiskType, ...]
    summary: Text
    capped_summary: Text | None = None
    classes: dict[str, str] = {}


class PrivateWords(Value):
    """How papers call a product that is offered privately though its family is a public one (SUIT-21); `amount` where
    the family's own word for the money would be wrong of it."""

    name: Text
    title: Text
    summary: Text
    amount: Text | None = None


class LosingWords(Value):
    """How papers speak of a product whose worst case takes some of the principal, where the family's own words are of
    those that repay it (SALE-02, SALE-03)."""

    headline: Text
    copied: Text


class FamilyRow(Family):
    """One family as a bank writes it: its `name`, how lists of other systems have `called` it, the `papers` of a sale,
    how these speak, and what fills in for what a list lacks; `offered_privately`: of a product that is; `losing`: of
    one that may lose principal, in a family of which others do not."""

    name: Text
    called: tuple[str, ...]
    papers: PaperSet
    words: BookWords
    default: FamilyDefault
    offered_privately: PrivateWords | None = None
    losing: LosingWords | None = None

    def apart(self, product: Product) -> PrivateWords | None:
        """The words for this product, where the family's own would be wrong of it."""
        return self.offered_privately if product.private and not self.private else None

    def name_of(self, product: Product) -> Text:
        """What the product is."""
        words = self.apart(product)
        return self.name if words is None else words.name

    def title_of(self, product: Product) -> Text:
        """What its disclosure book is called."""
        words = self.apart(product)
        return self.words.title if words is None else words.title

    def amount_of(self, product: Product) -> Text:
        """What the client's money is called."""
        words = self.apart(product)
        return (None if words is None else words.amount) or self.words.amount

    def headline_of(self, product: Product) -> Text | None:
        """The headline of its papers (SALE-02)."""
        return self.losing.headline if self.losing and product.worst_loss > 0 else self.words.headline

    def copied_of(self, product: Product) -> Text | None:
        """The sentence that its buyer copies by hand (SALE-03)."""
        return self.losing.copied if self.losing and product.worst_loss > 0 else self.words.copied

    def summary_of(self, product: Product) -> Text:
        """Its summary; where nobody wrote another one than the family's, the one that is true of it."""
        if product.summary != self.default.summary:
            return product.summary
        words = self.apart(product)
        if words is not None:
            return words.summary
        return (product.capped and self.default.capped_summary) or product.summary


class Families(Value):
    """All of families.toml."""

    version: str
    family: tuple[FamilyRow, ...]

    @cached_property
    def keys(self) -> tuple[str, ...]:
        """All of them, in the order of the shelf."""
        return tuple(one.key for one in self.family)

    def of(self, key: str) -> FamilyRow:
        """The family with this key; KeyError when there is none."""
        return self._by_key[key]

    @cached_property
    def certified(self) -> tuple[str, ...]:
        """Those that nobody sells without a certificate (SUIT-08)."""
        return tuple(one.key for one in self.family if one.certified)

    @cached_property
    def uncertified(self) -> frozenset[str]:
        """Those that everybody may sell."""
        return frozenset(self.keys).difference(self.certified)

    @cached_property
    def unmatched(self) -> frozenset[str]:
        """Those with products that fit everybody: a holding that stands on no shelf is no exposure (SUIT-24)."""
        return frozenset(one.key for one in self.family if not one.matched)

    @cached_property
    def policies(self) -> tuple[str, ...]:
        """Those that are insurance: a holding that stands on no shelf is a policy (SUIT-03)."""
        return tuple(one.key for one in self.family if one.insured)

    def insured(self, keys: tuple[str, ...]) -> bool:
        """Whether insurance is among these, so that the classes of it count (SUIT-31)."""
        return any(one.insured for one in self.family if one.key in keys)

    @cached_property
    def _by_key(self) -> dict[str, FamilyRow]:
        return {one.key: one for one in self.family}
