"""What a client's holdings come to, in a few lines of words, for every face."""

from datetime import date
from decimal import Decimal

from rmdesk.desk import show
from rmdesk.desk.holdings.seeing import Holdings
from rmdesk.domain.base import Lang
from rmdesk.domain.holdings import Holding
from rmdesk.locale import tr


def summary(found: Holdings, lang: Lang) -> list[str]:
    """Worth and means, the room that is left, the largest position, what stands above the level, what has no rate."""
    lines = [tr(lang, "holdings.worth", worth=show.money(found.worth, lang), assets=show.money(found.assets))]
    lines.append(tr(lang, "holdings.room", bound=show.money(found.bound), free=show.money(found.free)))
    lines.append(_largest(found, lang))
    if found.above:
        lines.append(tr(lang, "holdings.above", amount=show.money(found.above, lang)))
    if found.portfolio.premiums:
        lines.append(tr(lang, "holdings.premiums", amount=show.money(found.portfolio.premiums, lang)))
    if found.portfolio.untold:
        lines.append(tr(lang, "holdings.untold", codes=_joined(found.portfolio.untold, lang)))
    if found.portfolio.unrated:
        lines.append(tr(lang, "holdings.unrated", currencies=_joined(found.portfolio.unrated, lang)))
    used = {line.holding.currency for line in found.lines if line.held}
    rates = [one for code, one in found.portfolio.rates.items() if code in used]
    for one in rates:
        said = {"currency": one.currency, "rate": format(one.rate, "f"), "day": show.day(one.on), "source": one.source}
        lines.append(tr(lang, "holdings.rate", **said))
    return lines


def paid(one: Holding, day: date, lang: Lang) -> str:
    """How a policy of elsewhere is paid, and for how long still from `day` on; "" where nobody said."""
    if one.payment == "single":
        return tr(lang, "holdings.told_single")
    said = []
    if one.premium is not None:
        said.append(tr(lang, "holdings.told_premium", amount=show.money(one.premium, lang, one.currency)))
    left = one.years_left_on(day)
    if left is not None:
        said.append(tr(lang, "holdings.told_years", years=left) if left else tr(lang, "holdings.told_paid"))
    return _joined(tuple(said), lang)


def _largest(found: Holdings, lang: Lang) -> str:
    """The limit for one product (SUIT-03), and how much stands in the one that has most."""
    most = show.money(found.most)
    if not found.portfolio.by_code or not found.assets:
        return tr(lang, "holdings.most", most=most)
    code, amount = next(iter(found.portfolio.by_code.items()))
    share = show.percent((amount / found.assets).quantize(Decimal("0.001")))
    return tr(lang, "holdings.most_in", most=most, code=code, amount=show.money(amount), share=share)


def _joined(parts: tuple[str, ...], lang: Lang) -> str:
    return ("、" if lang == "zh" else ", ").join(parts)
