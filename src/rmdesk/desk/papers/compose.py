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
    sheet,
    statement,
)
from rmdesk.desk.papers.case import Case
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
}


def compose(kind: PaperKind, case: Case) -> Document:
    """The paper of `kind` for `case`. ValueError when the case lacks what the paper is about."""
    return Document(
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


def _subtitle(kind: PaperKind, case: Case) -> str:
    """What the paper is about, so that loose sheets find their file again."""
    if kind in {"opinion", "disclosure_book", "statement_insurance"}:
        return f"{case.text(case.chosen.name)} {case.chosen.code}"
    if kind == "questionnaire":
        return case.text(questionnaire.form_of(case).title)
    return f"{case.client.name} {case.client.no}"


def _form_version(kind: PaperKind, case: Case) -> str:
    """Pack and version, and the version of the form itself (SALE-14, QUES-07)."""
    return f"{case.pack.id} {case.pack.version} · {_form(kind, case)}"


def _form(kind: PaperKind, case: Case) -> str:
    pack, client = case.pack, case.client.kind
    if kind == "questionnaire":
        return f"{pack.questionnaire(client).id} {pack.questionnaire(client).version}"
    if kind == "disclosure_book":
        return f"{case.chosen.family} {pack.disclosure(case.chosen.family).version}"
    if kind == "privacy_notice":
        return pack.notices.privacy.version
    if kind == "rights_notice":
        return pack.notices.rights.version
    return pack.intake(client).version if kind == "client_sheet" else pack.papers.version
