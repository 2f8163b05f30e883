"""The worst case in words, the same on every face (SALE-04): worked out with the amount, on an assumption that is
named, and never as if no more could be lost."""

from decimal import Decimal

from rmdesk.desk import show
from rmdesk.domain.base import Lang, Text
from rmdesk.domain.means import Purchase
from rmdesk.domain.product import Product
from rmdesk.formpack import Pack, fill


def worked(pack: Pack, product: Product, amount: Decimal | None, lang: Lang) -> str:
    """What is lost if the assumed case comes true: of `amount` in the product's currency, of yearly premiums also of
    all of them (SUIT-03); without an amount as a share; "" for a deposit, which loses none."""
    words, share = pack.sentences, show.percent(product.worst_loss)
    if product.worst_loss == 0:
        return words.worst_none.of(lang) if product.needs_match else ""
    if amount is None:
        return fill(words.worst_share.of(lang), {"share": share})
    loss = product.worst(amount)
    figures = {"amount": amount, "loss": loss, "left": max(amount - loss, Decimal(0)), "more": loss - amount}
    shown = {name: show.money(value, lang, product.currency) for name, value in figures.items()}
    within = (words.worst_owed if _owes(pack, product) else None) or words.worst_loss
    text = words.worst_beyond if loss > amount else within
    said = fill(text.of(lang), {"share": share, **shown})
    bought = Purchase(product=product, amount=amount)
    if bought.years < 2:
        return said
    every = {"whole": bought.bound, "loss": product.worst(bought.bound)}
    shown = {name: show.money(value, lang, product.currency) for name, value in every.items()}
    return said + _gap(lang) + fill(words.worst_premiums.of(lang), {"years": bought.years, **shown})


def more(pack: Pack, product: Product, lang: Lang) -> str:
    """That it may be worse than assumed; "" where it cannot: all is lost in the assumed case, or no match is due."""
    if not product.needs_match:
        return ""
    words = pack.sentences
    if _owes(pack, product):
        return words.worst_may_exceed.of(lang)
    if _repaid(pack, product):
        held = words.worst_no_return_held if product.liquidity == "at_maturity" else None
        return (held or words.worst_no_return).of(lang)
    if product.worst_loss >= 1:
        return ""
    return (words.worst_all if product.insurance is None else words.worst_all_premiums).of(lang)


def unguaranteed(pack: Pack, product: Product, lang: Lang) -> str:
    """What nobody guarantees: principal and return, or the return alone where principal is repaid as agreed; "" for
    what needs no match."""
    if not product.needs_match:
        return ""
    words = pack.sentences
    own = words.no_guarantee_return if _repaid(pack, product) else None
    return (own or words.no_guarantee).of(lang)


def care(pack: Pack, product: Product) -> Text:
    """What an elder client is warned of (SUIT-10): what of this product can be lost, and no more than that."""
    words = pack.sentences
    if _repaid(pack, product):
        own = words.care_return
    elif _owes(pack, product):
        own = words.care_beyond
    else:
        own = None if product.insurance is None else words.care_premiums
    return own or words.care


def told(pack: Pack, product: Product, amount: Decimal | None, lang: Lang) -> str:
    """Both in one text, for a line that has room for no more."""
    return _gap(lang).join(filter(None, (worked(pack, product, amount, lang), more(pack, product, lang))))


def whole(pack: Pack, product: Product, amount: Decimal | None, lang: Lang) -> str:
    """The assumption and what it comes to, in one text; whoever wrote the assumption may have left its end open."""
    said, stop = assumed(pack, product, lang), "。" if lang == "zh" else "."
    said += "" if said.endswith((*"。！？.!?",)) else stop
    return _gap(lang).join(filter(None, (said, told(pack, product, amount, lang))))


def assumed(pack: Pack, product: Product, lang: Lang) -> str:
    """What is assumed: how it comes to the worst case."""
    return fill(pack.sentences.worst_assumed.of(lang), {"how": product.worst_case.of(lang)})


def _owes(pack: Pack, product: Product) -> bool:
    """Whether more than was paid in can be asked of the buyer: of a margin trade, not of a bought option."""
    return pack.families.of(product.family).principal == "beyond" and not product.capped


def _repaid(pack: Pack, product: Product) -> bool:
    """Whether principal is repaid as agreed even in the assumed case, as of a structured deposit."""
    return pack.families.of(product.family).principal == "may_be_kept" and product.worst_loss == 0


def _gap(lang: Lang) -> str:
    return "" if lang == "zh" else " "
