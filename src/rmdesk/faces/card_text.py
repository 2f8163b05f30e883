"""A card as lines: its kind and families, what is said or done point by point, the risk words."""

from rmdesk.domain.base import Lang
from rmdesk.faces.lines import Line
from rmdesk.formpack import Pack
from rmdesk.formpack.cards import Card
from rmdesk.locale import tr


def families(pack: Pack, card: Card, lang: Lang) -> str:
    """The families that it is for; that it is for all."""
    named = ("、" if lang == "zh" else ", ").join(pack.label("family", one, lang) for one in card.families)
    return named or tr(lang, "cards.all_families")


def lines(pack: Pack, card: Card, lang: Lang) -> list[Line]:
    """The whole card."""
    kind = pack.label("card_kind", card.kind, lang)
    about = kind if card.kind == "emergency" else f"{kind} · {families(pack, card, lang)}"
    found = [Line(card.title.of(lang), tone="head"), Line("", about, "muted"), Line("")]
    found += [Line(str(at), one.of(lang)) for at, one in enumerate(card.body, 1)]
    if card.risk is not None:
        found += [Line(""), Line(tr(lang, "cards.risk"), tone="head"), Line("!", card.risk.of(lang))]
    return found
