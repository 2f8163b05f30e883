"""Match and product in words: the wish, the means, a product's card, its worst case, what an insistent client signs."""

from decimal import Decimal

from rmdesk.desk import show, worst
from rmdesk.desk.desk import Desk
from rmdesk.desk.matching import Matched
from rmdesk.desk.sales import View
from rmdesk.domain.base import Lang
from rmdesk.domain.means import most_in_one
from rmdesk.domain.product import Product
from rmdesk.domain.ranking import Wish
from rmdesk.formpack import Pack
from rmdesk.formpack.placeholders import fill
from rmdesk.locale import tr


def wish_line(desk: Desk, wish: Wish, lang: Lang) -> str:
    """What the client wants, in one line; where that is anything, of what."""
    wanted = {"goal": wish.goal, "horizon": wish.horizon, "liquidity": wish.liquidity}
    parts = [
        desk.pack.label(name, one, lang) if one else tr(lang, f"sale.match.any_{name}") for name, one in wanted.items()
    ]
    parts.append(show.money(wish.amount, lang) if wish.amount is not None else tr(lang, "sale.match.amount_open"))
    return tr(lang, "sale.match.wish", wish=" · ".join(parts))


def means_line(found: Matched, lang: Lang) -> str:
    """What room the holdings leave (SUIT-03); nothing for a professional institution."""
    match_input = found.match_input
    assets = match_input.client.amount("financial_assets")
    if assets is None or match_input.professional:
        return ""
    bound = match_input.portfolio.bound
    figures = {
        "bound": bound,
        "free": max(assets - bound, Decimal(0)),
        "most": most_in_one(match_input.client, match_input.thresholds),
    }
    chosen = sum(match_input.portfolio.proposed.values(), Decimal(0))
    key = "sale.match.means_visit" if chosen else "sale.match.means"
    return tr(lang, key, **{name: show.money(value) for name, value in {**figures, "visit": chosen}.items()})


def own_choice_sentence(desk: Desk, view: View, product: Product, lang: Lang) -> str:
    """What a client signs who insists on insurance that does not fit (SUIT-25)."""
    assessment = view.context.match_input.level_for(product)
    values = {
        "client": view.context.client.name,
        "product": product.name.of(lang),
        "level": product.level(desk.pack.levels) or "—",
        "client_level": "—" if assessment is None else assessment.level,
    }
    return fill(desk.pack.sentences.own_choice.of(lang), values)


def card(desk: Desk, product: Product, lang: Lang) -> tuple[str, ...]:
    """What a product is: its summary, then level, issuer, term, minimum."""
    code = product.level(desk.pack.levels)
    level = tr(lang, "shelf.level_not_due") if code is None else show.product_level(desk.pack, code, lang)
    term, liquidity = (
        show.term(desk.pack, product.term_days, lang),
        show.liquidity(desk.pack, product, lang),
    )
    least, step = (show.money(one, lang, product.currency) for one in (product.minimum, product.step))
    return (
        show.summary(desk.pack, product, lang),
        tr(lang, "sale.choose.level", level=level),
        tr(lang, "sale.choose.issuer", issuer=product.issuer.of(lang)),
        tr(lang, "sale.choose.term", term=term, liquidity=liquidity),
        tr(lang, "sale.choose.minimum", minimum=least, step=step),
    )


def worst_case(pack: Pack, product: Product, amount: Decimal, lang: Lang) -> str:
    """The price, what is assumed and what may be lost then (SALE-04)."""
    bought = show.purchase(pack, product, amount, lang)
    said = worst.told(pack, product, amount, lang)
    return "\n".join(filter(None, (bought, worst.assumed(pack, product, lang), said)))
