"""What of a product a list left to its keeper, as it is read before it is confirmed."""

from collections.abc import Sequence

from rmdesk.desk import show
from rmdesk.desk.desk import Desk
from rmdesk.desk.shelf import waiting
from rmdesk.domain.product import Product
from rmdesk.locale import Lang, tr

_CODES = 6  # of a family, before they are cut short: the shelf's filter shows them all


def to_confirm(desk: Desk, products: Sequence[Product], lacking: Sequence[str], lang: Lang) -> list[str]:
    """What a keeper reads before confirming: which of them are on sale then, that what is `lacking` is answered for all
    families at once, and what was filled in."""
    confirmed = [one.model_copy(update={"status": waiting.status_confirmed(desk.pack, one)}) for one in products]
    unsold = [one.code for one in confirmed if one.state_on(desk.today()) != "listed"]
    sold = len(confirmed) - len(unsold)
    said = [tr(lang, "shelf.confirm_said")]
    if sold:
        said.append(tr(lang, "shelf.confirm_sold", many=sold))
    if unsold:
        said.append(tr(lang, "shelf.confirm_unsold", many=len(unsold), codes=_few(unsold, lang)))
    if lacking and len({one.family for one in products}) > 1:
        said.append(tr(lang, "shelf.confirm_alike"))
    return [*said, *_left_out(desk, products, lang), *_filled_in(desk, products, lang)]


def _left_out(desk: Desk, products: Sequence[Product], lang: Lang) -> list[str]:
    """Cell by cell of the columns that were left out, of how many products it is said and of which; what holds them
    first, then what is said of the fewest."""
    held = {pair for one in products for pair in waiting.held_by(desk.pack, one)}
    found = dict[tuple[str, str], list[str]]()
    for one in products:
        for pair in one.left_out if "unread" in one.unconfirmed else ():
            found.setdefault(pair, []).append(one.code)
    return [
        tr(lang, "shelf.left_out", heading=heading, cell=cell, many=len(codes), codes=_few(codes, lang))
        for (heading, cell), codes in sorted(found.items(), key=lambda one: (one[0] not in held, len(one[1])))
    ]


def _filled_in(desk: Desk, products: Sequence[Product], lang: Lang) -> list[str]:
    """Family by family, which products a list brought without all that the desk must know, and what was put in from
    the family's defaults in the form pack: what a keeper stands for by confirming them."""
    label, said = desk.pack.label, []
    for family in dict.fromkeys(one.family for one in products):
        mine = [one for one in products if one.family == family]
        values = (
            {show.liquidity(desk.pack, one, lang) for one in mine},
            {label("goal", goal, lang) for one in mine for goal in one.goals},
            {label("risk_type", risk, lang) for one in mine for risk in one.risks},
            {show.summary(desk.pack, one, lang) for one in mine},
        )
        liquidity, goals, risks, summary = (joined(sorted(one), lang) for one in values)
        told = {
            "family": label("family", family, lang),
            "many": len(mine),
            "codes": _few([one.code for one in mine], lang),
        }
        told |= {"liquidity": liquidity, "goals": goals, "risks": risks, "summary": summary}
        said.append(tr(lang, "shelf.filled_in", **told))
    return said


def _few(codes: list[str], lang: Lang) -> str:
    return joined(codes if len(codes) <= _CODES else [*codes[: _CODES - 1], "…", codes[-1]], lang)


def joined(parts: list[str], lang: Lang) -> str:
    """These beside one another; a dash for none."""
    return ("、" if lang == "zh" else ", ").join(parts) or "—"
