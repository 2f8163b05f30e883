"""How values look on screens and papers: amounts, days, instants, levels."""

from datetime import date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

from rmdesk.domain.base import Lang
from rmdesk.domain.documents import DocumentVersion, ShownDocument
from rmdesk.domain.means import Purchase
from rmdesk.domain.people import Certificate
from rmdesk.domain.product import Product
from rmdesk.domain.ranking import Wish
from rmdesk.formpack import Pack, fill
from rmdesk.locale import tr

_WEEKDAYS = {
    "zh": ("周一", "周二", "周三", "周四", "周五", "周六", "周日"),
    "en": ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"),
}


def money(amount: Decimal, lang: Lang | None = None, currency: str = "CNY") -> str:
    """An amount as "200,000.00"; with a language also its unit: "200,000.00 元", "CNY 200,000.00". Foreign money always
    says its own: "USD 200,000.00"."""
    figure = f"{amount:,.2f}"
    if currency == "CNY" and lang != "en":
        return figure if lang is None else f"{figure} 元"
    return f"{currency} {figure}"


def purchase(pack: Pack, product: Product, amount: Decimal, lang: Lang) -> str:
    """The price in the product's currency; of yearly premiums also how many and what they come to (SUIT-03)."""
    bought, figure = Purchase(product=product, amount=amount), money(amount, lang, product.currency)
    if bought.years < 2:
        return figure
    whole = money(bought.bound, lang, product.currency)
    return fill(pack.sentences.premiums.of(lang), {"premium": figure, "years": bought.years, "whole": whole})


def summary(pack: Pack, product: Product, lang: Lang) -> str:
    """What a product is, in a sentence."""
    known = product.family in pack.families.keys
    return (pack.families.of(product.family).summary_of(product) if known else product.summary).of(lang)


def day(one: date) -> str:
    """A date as 2026-11-21."""
    return one.isoformat()


def weekday(one: date, lang: Lang) -> str:
    """周六 or Sat."""
    return _WEEKDAYS[lang][one.weekday()]


def moment(at: datetime, zone: str) -> str:
    """An instant in the branch's zone as 2026-11-21 14:05."""
    return f"{at.astimezone(ZoneInfo(zone)):%Y-%m-%d %H:%M}"


def percent(share: Decimal) -> str:
    """A share from 0 to 1 as "12.5%"."""
    return f"{(share * 100).normalize():f}%"


def term(pack: Pack, days: int | None, lang: Lang) -> str:
    """A term in days; None has no fixed term."""
    words = pack.sentences
    return words.no_term.of(lang) if days is None else fill(words.term.of(lang), {"days": days})


def liquidity(pack: Pack, product: Product, lang: Lang) -> str:
    """How the client gets at the money, as one says it of this family: a deposit is withdrawn, not redeemed."""
    if "open_days" in product.unconfirmed:  # a guess, until somebody says how it is left
        return "—"
    own = pack.families.of(product.family).words.liquidity.get(product.liquidity)
    return pack.label("liquidity", product.liquidity, lang) if own is None else own.of(lang)


def unmet(pack: Pack, wish: Wish, product: Product, lang: Lang) -> str:
    """What of the client's wish the product does not meet, as "投资期限 1-3 年"; "" where it meets all."""
    comma = "、" if lang == "zh" else ", "
    return comma.join(
        f"{tr(lang, f'sale.wish.{one}')} {pack.label(one, wanted, lang)}" for one, wanted in wish.unmet(product).items()
    )


def client_level(pack: Pack, code: str, lang: Lang) -> str:
    """A client's level as "C3 稳健型"; one that an earlier pack had, by its code alone."""
    level = pack.levels.client_called(code)
    return code if level is None else f"{code} {level.name.of(lang)}"


def product_level(pack: Pack, code: str | None, lang: Lang) -> str:
    """A product's level as "R2 中低风险"; one that an earlier pack had, by its code alone; a dash where none is due."""
    level = None if code is None else pack.levels.product_called(code)
    return code or "—" if level is None else f"{code} {level.name.of(lang)}"


def product_state(pack: Pack, product: Product, day: date, lang: Lang) -> str:
    """How a product stands on a day, in words."""
    return state_name(pack, product.state_on(day), lang)


def in_unit(unit: str, value: str, lang: Lang) -> str:
    """A figure's text in the unit of an indicator: "97.5%", "3 天"; without a text what the unit is called."""
    name = {"%": "percent"}.get(unit, unit)
    return tr(lang, f"indicators.unit.{name}", value=value).strip()


def state_name(pack: Pack, state: str, lang: Lang) -> str:
    """A product's state as the pack calls its status, or that its days on sale are over or yet to come."""
    if state in ("over", "not_yet", "recalled"):
        return tr(lang, f"shelf.state.{state}")
    return pack.label("product_status", state, lang)


def document_name(pack: Pack, one: DocumentVersion | ShownDocument, lang: Lang) -> str:
    """Which document of a product it is: by its title where it has one, else by its kind."""
    return one.title or _label(pack, "document_kind", one.kind, lang)


def document(pack: Pack, one: DocumentVersion | ShownDocument, lang: Lang) -> str:
    """A version of a document as "产品说明书 V2（2027-01-05）"."""
    said = f"{document_name(pack, one, lang)} V{one.number}"
    return f"{said}（{one.since}）" if lang == "zh" else f"{said} ({one.since})"


def _label(pack: Pack, vocabulary: str, key: str, lang: Lang) -> str:
    """A word of the pack; what it no longer knows stands as it is."""
    names = pack.labels.label.get(vocabulary, {})
    return names[key].of(lang) if key in names else key


def certified(pack: Pack, held: Certificate, lang: Lang) -> str:
    """What a certificate is for: its families, and the classes of insurance (SUIT-31)."""
    comma = "、" if lang == "zh" else ", "
    families = comma.join(pack.label("family", one, lang) for one in held.families)
    if not held.classes:
        return families
    classes = comma.join(pack.label("insurance_class", one, lang) for one in held.classes)
    return tr(lang, "people.certified", families=families, classes=classes)
