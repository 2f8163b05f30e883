"""What is told before a sale: the pack's disclosure texts filled with this client, product and amount (SUIT-22)."""

import hashlib
from collections.abc import Callable, Mapping
from decimal import Decimal
from functools import lru_cache
from typing import Literal, NamedTuple, TypeAlias

from rmdesk.desk import show, worst
from rmdesk.desk.shelf import fees
from rmdesk.domain.address import Addressee, addressed, addressed_text
from rmdesk.domain.base import Lang, Text, Value
from rmdesk.domain.match import MatchInput, fits, special_care
from rmdesk.domain.means import Purchase
from rmdesk.domain.product import Product
from rmdesk.formpack import Pack
from rmdesk.formpack.disclosure import Item, Kind, Risk, Understanding
from rmdesk.formpack.placeholders import fill, names

Verdict: TypeAlias = Literal["unmatched", "professional", "fits", "own_choice"]
_Given: TypeAlias = tuple[tuple[str, str], ...]


class DisclosureItem(Value):
    """One disclosure item as it is shown. `digest` stands for the words in both languages, and for the documents whose
    change is material: they are what was told."""

    id: str
    title: Text
    text: Text
    script: Text
    care: Text | None
    digest: str

    def words(self, lang: Lang) -> str:
        """What the client reads of it, and what care it asks for."""
        return self.text.of(lang) + ("" if self.care is None else f"\n\n{self.care.of(lang)}")


class ItemDigest(NamedTuple):
    """An item by its id and digest, and whether it warns of special care."""

    id: str
    digest: str
    care: bool


def disclosure_items(
    pack: Pack, product: Product, match_input: MatchInput, amount: Decimal, material: tuple[str, ...] = ()
) -> tuple[DisclosureItem, ...]:
    """The items of a sale of `product` for `amount` yuan, in order, with every placeholder filled. `material`: ids of
    versions of its documents that change what was told: whoever was told without them is told again."""
    said = _said(pack, product, amount, _about(product, match_input), match_input.client.name, material)
    return tuple(said.told(item) for item in said.items)


def item_digests(
    pack: Pack, product: Product, match_input: MatchInput, amount: Decimal, material: tuple[str, ...] = ()
) -> tuple[ItemDigest, ...]:
    """The same items by what stands for their words alone: a sale is asked at each look whether it told them all, and
    titles and scripts say nothing of that."""
    about = _about(product, match_input)
    found = _nameless(pack, product, amount, about, material)
    known = tuple(one for one in found if one is not None)
    if len(known) == len(found):
        return known
    said = _said(pack, product, amount, about, match_input.client.name, material)
    return tuple(said.digest(said.items[at]) if one is None else one for at, one in enumerate(found))


@lru_cache(maxsize=256)  # most items say the same to many clients
def _nameless(
    pack: Pack, product: Product, amount: Decimal, about: "_About", material: tuple[str, ...]
) -> tuple[ItemDigest | None, ...]:
    """None for an item that says whose it is: that is not kept in memory."""
    said = _said(pack, product, amount, about, "", material)
    return tuple(None if _names_client(item) else said.digest(item) for item in said.items)


def _names_client(item: Item) -> bool:
    return any("client" in names(text.zh + text.en) for text in (item.text, item.care) if text is not None)


class _About(NamedTuple):
    """What the texts say of a client beside the name."""

    to: Addressee
    level: str | None
    verdict: Verdict
    care: bool


def _about(product: Product, match_input: MatchInput) -> _About:
    assessment = match_input.level_for(product)
    return _About(
        to=match_input.client.kind,
        level=None if assessment is None else assessment.level,
        verdict=verdict_of(product, match_input),
        care=special_care(product, match_input),
    )


def _said(
    pack: Pack, product: Product, amount: Decimal, about: _About, client: str, material: tuple[str, ...]
) -> "_Said":
    return _Said(
        items=pack.disclosure(product.family).items_for(Kind.of(product)),
        values={lang: _values(pack, product, amount, about, client, lang) for lang in ("zh", "en")},
        material=material,
        care=about.care,
        to=about.to,
    )


def disclosure_questions(
    pack: Pack, product: Product, match_input: MatchInput, amount: Decimal
) -> tuple[Understanding, ...]:
    """The questions that test what was told, with the extra ones of special care where due, placeholders filled."""
    about, client = _about(product, match_input), match_input.client.name
    values = {lang: _values(pack, product, amount, about, client, lang) for lang in ("zh", "en")}
    asked = pack.disclosure(product.family).questions_for(Kind.of(product), care=about.care)
    return tuple(_asked(question, values, about.to) for question in asked)


def _asked(question: Understanding, values: Mapping[str, Mapping[str, str]], to: Addressee) -> Understanding:
    options = tuple(one.model_copy(update={"text": _fill(one.text, values, to)}) for one in question.options)
    return question.model_copy(update={"text": _fill(question.text, values, to), "options": options})


class _Said(NamedTuple):
    """What the items of one sale are filled with."""

    items: tuple[Item, ...]
    values: Mapping[str, Mapping[str, str]]
    material: tuple[str, ...]
    care: bool
    to: Addressee

    def told(self, item: Item) -> DisclosureItem:
        text, warning = self._words(item)
        return DisclosureItem(
            id=item.id,
            title=self._fill(item.title),
            text=text,
            script=self._fill(item.script),
            care=warning,
            digest=self._digest(text, warning),
        )

    def digest(self, item: Item) -> ItemDigest:
        text, warning = self._words(item)
        return ItemDigest(item.id, self._digest(text, warning), warning is not None)

    def _words(self, item: Item) -> tuple[Text, Text | None]:
        return self._fill(item.text), self._fill(item.care) if self.care and item.care is not None else None

    def _digest(self, text: Text, warning: Text | None) -> str:
        return _digest((text.zh, text.en, *((warning.zh, warning.en) if warning else ()), *self.material))

    def _fill(self, text: Text) -> Text:
        return _fill(text, self.values, self.to)


@lru_cache(maxsize=256)
def _digest(told: tuple[str, ...]) -> str:
    return hashlib.sha256("\0".join(told).encode()).hexdigest()


def _fill(text: Text, values: Mapping[str, Mapping[str, str]], to: Addressee) -> Text:
    """A text that says whose it is is not kept in memory."""
    zh, en = _given(text.zh, values["zh"]), _given(text.en, values["en"])
    return (_filled.__wrapped__ if "client" in names(text.zh + text.en) else _filled)(text, to, zh, en)


def _given(text: str, values: Mapping[str, str]) -> _Given:
    """The values that a text asks for."""
    return tuple([(name, values[name]) for name in names(text)])


@lru_cache(maxsize=512)  # most texts say the same to every client
def _filled(text: Text, to: Addressee, zh: _Given, en: _Given) -> Text:
    said = addressed_text(to, text)
    return Text(zh=fill(said.zh, dict(zh)), en=fill(said.en, dict(en)))


class _Worked(dict[str, str]):
    """Values by name, of which some are worked out when a text asks for them: no text asks for all."""

    def __init__(self, known: Mapping[str, str], later: Mapping[str, Callable[[], str]]) -> None:
        super().__init__(known)
        self._later = later

    def __missing__(self, name: str) -> str:
        found = self[name] = self._later[name]()
        return found


def _values(pack: Pack, product: Product, amount: Decimal, about: _About, client: str, lang: Lang) -> Mapping[str, str]:
    loss, bound = product.worst(amount), Purchase(product=product, amount=amount).bound
    later: dict[str, Callable[[], str]] = {
        "client": lambda: client,
        "client_level": lambda: about.level or "—",
        "client_level_name": lambda: "—" if about.level is None else show.client_level(pack, about.level, lang),
        "opinion": lambda: _opinion(pack, about.verdict, lang),
        "amount": lambda: show.purchase(pack, product, amount, lang),
        "worst_loss": lambda: show.money(loss, lang, product.currency),
        "worst_bound": lambda: show.money(product.worst(bound), lang, product.currency),
        "worst_left": lambda: show.money(max(amount - loss, Decimal(0)), lang, product.currency),
        "worst_told": lambda: worst.told(pack, product, amount, lang),
    }
    return _Worked(_product_values(pack, product, lang, about.to), later)


@lru_cache(maxsize=256)  # every sale of a product asks for its words, and asks often
def _product_values(pack: Pack, product: Product, lang: Lang, to: Addressee) -> Mapping[str, str]:
    level = product.level(pack.levels)
    return {
        "product": product.name.of(lang),
        "code": product.code,
        "issuer": product.issuer.of(lang),
        "level": level or "—",
        "level_name": show.product_level(pack, level, lang),
        "term": show.term(pack, product.term_days, lang),
        "minimum": show.money(product.minimum, lang, product.currency),
        "worst_case": product.worst_case.of(lang),
        "fees": fees_told(pack, product, lang),
        "liquidity": show.liquidity(pack, product, lang),
        "return_kind": pack.label("return_kind", product.return_kind, lang),
        "risks": addressed(to, _risks(pack, product, lang)),
    }


def _risks(pack: Pack, product: Product, lang: Lang) -> str:
    """Each risk by number and name with what it means in this family, a line each; a risk type that the pack does not
    explain stands with its name alone."""
    explained = pack.disclosure(product.family).risks_of(product)
    known = {one.key for one in explained}
    named = [pack.label("risk_type", one, lang) for one in product.risks if one not in known]
    join = "：" if lang == "zh" else ": "
    told = [f"{_named(pack, one, lang)}{join}{one.text.of(lang)}" for one in explained] + named
    return "".join(f"\n{at}. {text}" for at, text in enumerate(told, 1)) or "—"


def _named(pack: Pack, risk: Risk, lang: Lang) -> str:
    return pack.label("risk_type", risk.key, lang) if risk.title is None else risk.title.of(lang)


def _opinion(pack: Pack, found: Verdict, lang: Lang) -> str:
    """The verdict, and that it is no judgement of the product (SUIT-23)."""
    gap = "" if lang == "zh" else " "
    return f"{verdict_words(pack, found).of(lang)}{gap}{pack.sentences.no_judgement.of(lang)}"


def verdict_words(pack: Pack, found: Verdict) -> Text:
    """The match opinion in a sentence."""
    words = pack.sentences
    known = {
        "unmatched": words.verdict_unmatched,
        "professional": words.verdict_professional,
        "fits": words.verdict_fits,
        "own_choice": words.verdict_own_choice,
    }
    return known[found]


def verdict_of(product: Product, match_input: MatchInput) -> Verdict:
    """The match opinion in a word; a match is claimed only where one was made (SUIT-17, SUIT-24, SUIT-25)."""
    if not product.needs_match:
        return "unmatched"
    if match_input.professional:
        return "professional"
    return "fits" if fits(product, match_input) else "own_choice"


def fees_told(pack: Pack, product: Product, lang: Lang) -> str:
    """All fees; where nobody said any of a product that must fit its buyer, that is said, and not that there are none
    (SUIT-22)."""
    if not product.fees:
        words = pack.sentences
        return ((product.needs_match and words.unsaid_fees) or words.no_fees).of(lang)
    return _joined(fees.lines(pack, product, lang), lang)


def _joined(parts: list[str], lang: Lang) -> str:
    return ("；" if lang == "zh" else "; ").join(parts) or "—"
