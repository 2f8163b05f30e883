"""One way in: a kind of paper and its input give a document. Pure: the same input gives the same document."""

from collections.abc import Callable

from rmdesk.desk.papers import (
    comparison,
    disclosure,
    levels,
    notices,
    opinion,
    own,
    own_values,
    proposal,
    questionnaire,
    sale_ended,
    sheet,
    statement,
    withdrawal,
)
from rmdesk.desk.papers.about import signed_for, told
from rmdesk.desk.papers.framing import framed
from rmdesk.desk.papers.paper_input import PaperInput
from rmdesk.desk.papers.ready import why_not
from rmdesk.paper.blocks import Block, CopySentence, Framed, Heading, KeepTogether, Signatures
from rmdesk.paper.document import Document

_MAKERS: dict[str, Callable[[PaperInput], tuple[Block, ...]]] = {
    "client_sheet": sheet.compose,
    "privacy_notice": notices.privacy,
    "questionnaire": questionnaire.compose,
    "opinion": opinion.compose,
    "disclosure_book": disclosure.compose,
    "rights_notice": notices.rights,
    "comparison": comparison.compose,
    "proposal": proposal.compose,
    "statement_insurance": statement.compose,
    "level_change": levels.compose,
    "sale_ended": sale_ended.compose,
    "consent_withdrawn": withdrawal.compose,
}


def compose(kind: str, given: PaperInput) -> Document:
    """The paper of `kind` for `given`. ValueError when `why_not` has a reason against it: ask that first."""
    reason = why_not(kind, given)
    if reason is not None:
        raise ValueError(f"{kind}: {reason.code}")
    about, blocks = told(kind, given), _blocks(kind, given)
    return framed(
        given,
        kind=kind,
        number=given.number,
        title=_title(kind, given),
        subtitle=_subtitle(kind, given),
        form=_form(kind, given),
        large=given.large,
        blocks=unsigned(blocks) if given.draft else signed_for(blocks, about),
        about=about,
        draft=given.draft,
    )


def _blocks(kind: str, given: PaperInput) -> tuple[Block, ...]:
    own_paper = given.pack.own_paper(kind)
    if own_paper is not None:
        return own.compose(own_paper, own_values.of_client(given, own_paper))
    return _MAKERS[kind](given)


def _title(kind: str, given: PaperInput) -> str:
    """The disclosure book is called after the product's family: insurance has no book of a wealth product."""
    if kind == "disclosure_book":
        return given.text(given.pack.families.of(given.chosen.family).title_of(given.chosen))
    return given.text(given.pack.paper(kind).title)


def unsigned(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """The paper without what is signed or copied by hand, what stands in one piece with it, and its title."""
    kept: list[Block] = []
    for block in blocks:
        if not _signs(block):
            kept.append(block)
        elif kept and isinstance(kept[-1], Heading):
            kept.pop()
    return tuple(kept)


def _signs(block: Block) -> bool:
    if isinstance(block, KeepTogether | Framed):
        return any(_signs(one) for one in block.blocks)
    return isinstance(block, (Signatures, CopySentence))


def _subtitle(kind: str, given: PaperInput) -> str:
    """What the paper is about, so that loose sheets find their file again."""
    if kind in {"opinion", "disclosure_book", "statement_insurance"}:
        return f"{given.text(given.chosen.name)} {given.chosen.code}"
    if kind == "questionnaire":
        return given.text(questionnaire.form_of(given).title)
    return f"{given.client.name} {given.client_no}"


def _form(kind: str, given: PaperInput) -> str:
    """Name and version of the form itself where it has its own (SALE-14, QUES-07)."""
    pack, client = given.pack, given.client.kind
    forms: dict[str, tuple[str, str]] = {
        "client_sheet": (pack.intake(client).id, pack.intake(client).version),
        "privacy_notice": ("privacy", pack.notices.privacy.version),
        "rights_notice": ("rights", pack.notices.rights.version),
    }
    own_paper = pack.own_paper(kind)
    if own_paper is not None:
        return f"{own_paper.id} {own_paper.version}"
    if kind == "questionnaire":
        form = questionnaire.form_of(given)
        forms[kind] = (form.id, form.version)
    if kind == "disclosure_book":
        forms[kind] = (given.chosen.family, pack.disclosure(given.chosen.family).version)
    return " ".join(forms.get(kind, ()))
