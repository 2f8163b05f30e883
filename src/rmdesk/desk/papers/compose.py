"""One way in: a kind of paper and a case give a document. Pure: the same case gives the same document."""

from collections.abc import Callable

from rmdesk.desk.papers import (
    comparison,
    disclosure,
    levels,
    notices,
    opinion,
    proposal,
    questionnaire,
    sale_ended,
    sheet,
    statement,
)
from rmdesk.desk.papers.case import Case
from rmdesk.desk.papers.letterhead import headed
from rmdesk.desk.papers.ready import why_not
from rmdesk.formpack.papers import PaperKind
from rmdesk.paper.blocks import Block
from rmdesk.paper.document import Document

_MAKERS: dict[PaperKind, Callable[[Case], tuple[Block, ...]]] = {
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
}


def compose(kind: PaperKind, case: Case) -> Document:
    """The paper of `kind` for `case`. ValueError when `why_not` has a reason against it: ask that first."""
    reason = why_not(kind, case)
    if reason is not None:
        raise ValueError(f"{kind}: {reason.code}")
    document = Document(
        kind=kind,
        number=case.number,
        title=case.text(case.pack.paper(kind).title),
        subtitle=_subtitle(kind, case),
        lang=case.lang,
        large=case.large,
        bank=case.branch.bank,
        branch=case.branch.branch,
        operator=case.operator,
        at=case.moment(case.at),
        form_version=_form_version(kind, case),
        complaint_contact=case.branch.contact,
        head=case.head,
        blocks=_MAKERS[kind](case),
    )
    return headed(document, case.branch)


def _subtitle(kind: PaperKind, case: Case) -> str:
    """What the paper is about, so that loose sheets find their file again."""
    if kind in {"opinion", "disclosure_book", "statement_insurance"}:
        return f"{case.text(case.chosen.name)} {case.chosen.code}"
    if kind == "questionnaire":
        return case.text(questionnaire.form_of(case).title)
    return f"{case.client.name} {case.client_no}"


def _form_version(kind: PaperKind, case: Case) -> str:
    """Pack and version, and those of the form itself where it has its own (SALE-14, QUES-07)."""
    pack, client = case.pack, case.client.kind
    forms: dict[PaperKind, tuple[str, str]] = {
        "client_sheet": (pack.intake(client).id, pack.intake(client).version),
        "questionnaire": (pack.questionnaire(client).id, pack.questionnaire(client).version),
        "privacy_notice": ("privacy", pack.notices.privacy.version),
        "rights_notice": ("rights", pack.notices.rights.version),
    }
    if kind == "disclosure_book":
        forms[kind] = (case.chosen.family, pack.disclosure(case.chosen.family).version)
    whole = f"{pack.id} {pack.version}"
    return f"{whole} · {' '.join(forms[kind])}" if kind in forms else whole
