"""What each kind of paper is called, whoever printed it: a list of papers needs none of what draws them."""

from typing import Final

from rmdesk.domain.base import Lang
from rmdesk.formpack import Pack
from rmdesk.locale import tr

BOOK: Final = "disclosure_book"
HAND_OVER: Final = "hand_over"
DESTRUCTION: Final = "destruction"
INDICATORS: Final = "indicator_report"
RECORDS: Final = (HAND_OVER, DESTRUCTION, INDICATORS)
REGISTER_PAPER: Final = "register_paper"
"""Every paper of an entry is of this kind; which one it is, its title and its fact say."""
SIGNING_SET: Final = "signing_set"
_CALLED: Final = {
    "evidence_cover": "audit.cover.title",
    "own_data": "archive.own.title",
    REGISTER_PAPER: "papers.entry.kind",
    SIGNING_SET: "papers.cover.title",
    **{kind: f"papers.record.{kind}" for kind in RECORDS},
}


def paper_title(pack: Pack, kind: str, lang: Lang, family: str | None = None) -> str:
    """What a kind of paper or letter is called; the kind itself for one that the pack does not know. A book is called
    after the `family` of what is bought, where one is given: of a deposit it discloses no risk."""
    if kind == BOOK and family in pack.families.keys:
        return pack.families.of(family).words.title.of(lang)
    if kind in _CALLED:
        return tr(lang, _CALLED[kind])
    if kind in pack.paper_kinds or pack.own_paper(kind) is not None:
        return pack.paper(kind).title.of(lang)
    try:
        return pack.label("case_letter", kind, lang)
    except KeyError:
        return kind
