"""Printing letters: composed, checked, recorded, written. The decision notice only with all of its parts (COMP-09)."""

from pathlib import Path
from typing import NamedTuple

from rmdesk.desk.archive.leftovers import PAPERS, RESTRICTED
from rmdesk.desk.as_said import fact_of
from rmdesk.desk.by_hand import on_papers
from rmdesk.desk.complaints.complainant import reads_large
from rmdesk.desk.complaints.deciding import decision_gaps, recheck_gaps, review_gaps, written_in
from rmdesk.desk.complaints.guarding import name_of, reads_case, works_on_case
from rmdesk.desk.complaints.reading import clocks_of
from rmdesk.desk.desk import Desk
from rmdesk.desk.large_print import in_large
from rmdesk.desk.paper_files import leaving, paper_name, write_file
from rmdesk.desk.paper_numbers import paper_no
from rmdesk.desk.papers.bodies import review_days
from rmdesk.desk.papers.complaints import Letter, compose
from rmdesk.desk.papers.framing import same_or_new
from rmdesk.desk.papers.issuing import frame_now, issued
from rmdesk.desk.papers.own_documents import of_a_case
from rmdesk.desk.reprinting import print_again
from rmdesk.domain import complaint_facts as facts
from rmdesk.domain.base import Lang
from rmdesk.domain.complaint import Case, Decision
from rmdesk.domain.complaint_times import counting
from rmdesk.domain.fields import one_of
from rmdesk.domain.product import Product
from rmdesk.domain.refusal import Refusal, refuse, stop, stop_if
from rmdesk.formpack.complaint_letters import LETTER_KINDS, LetterKind
from rmdesk.paper import Document, from_json


class Sent(NamedTuple):
    """A letter as it was written to disk; `warnings` name words that should not reach a client (SALE-11), and what is
    to be written into it by hand (SALE-14)."""

    kind: str
    number: str
    path: Path
    warnings: tuple[Refusal, ...]


@reads_case("complaints.read")
def printable(desk: Desk, case: Case) -> dict[LetterKind, tuple[Refusal, ...]]:
    """Every kind of letter, with what stands against printing it now; nothing where it can be printed."""
    return {kind: missing(case, kind) or _unsaid(desk, case, kind) for kind in LETTER_KINDS}


@reads_case("complaints.read")
def warnings(desk: Desk, case: Case, kind: LetterKind) -> tuple[Refusal, ...]:
    """Words in the case's own texts of a letter that should not reach a client (SALE-11). A quotation may need them."""
    return _warnings(desk, case, kind)


@works_on_case("letter")
def print_letter(desk: Desk, case: Case, kind: str, folder: Path, lang: Lang, large: bool | None = None) -> Sent:
    """Print a letter, or one of the bank's own papers about a case, into `folder`. One that says what the last one of
    its kind said is that one again, number and all. `large`: for whoever asks; who asked once gets all letters of the
    case so (`in_large`).

    Refuses a decision with an empty part (COMP-09).
    """
    own = desk.pack.own_paper(kind)
    if kind not in LETTER_KINDS and (own is None or own.of != "case"):
        stop("INPUT.unknown", what="paper", given=kind[:40])
    stop_if(*(missing(case, kind) or _unsaid(desk, case, kind)))
    document = _document(desk, case, kind, lang, large)
    with leaving(desk, folder):
        return _issue(desk, case, document, folder)


@reads_case("complaints.read")
def reprint(desk: Desk, case: Case, number: str, folder: Path) -> Sent:
    """A letter of the case once more, as it was, with who prints it now on every page."""
    document = _printed(desk, case, paper_no(desk, number))
    if document is None:
        stop("INPUT.unknown", what="paper", given=number)
    with leaving(desk, folder):
        content = print_again(desk, document, case.id)
        path = write_file(folder / paper_name(document.number, document.title), content)
    return Sent(document.kind, document.number, path, on_papers((document,)))


def folder_of(desk: Desk, case: Case) -> Path:
    """Where what is printed and taken out of a case goes: of one that is closed to somebody, not among the papers that
    he prints, too (COMP-04). For faces."""
    papers = desk.folder / PAPERS
    return papers / RESTRICTED / case.no if {*case.interested, *case.about.people} else papers


def missing(case: Case, kind: str) -> tuple[Refusal, ...]:
    """What stands against printing a letter of that kind; nothing when it can be printed. For use cases."""
    if kind == "decision_notice":
        return decision_gaps(case.decision) or (() if case.decided_at is not None else (refuse("COMP-09.undecided"),))
    if kind == "recheck_decision":
        asked = () if case.recheck_asked is not None else (refuse("COMP-10.none"),)
        return asked or recheck_gaps(case, case.recheck_decision)
    if kind in ("receipt", "mediation_proposal") and case.type != "complaint":
        return (refuse("DESK-08.type", kind=case.type, doing="letter"),)
    if kind == "extension_notice" and not case.extensions:
        return (refuse("COMP-05.none"),)
    return ()


def _unsaid(desk: Desk, case: Case, kind: str) -> tuple[Refusal, ...]:
    asked = kind == "decision_notice" and case.notice is None
    return review_gaps(desk, case) if asked else ()


def print_now(desk: Desk, case: Case) -> bool | None:
    """The print in which the case's letters are, large or not; None where the complainant's file asks for it. For
    faces."""
    return None if reads_large(desk, case) else bool(case.letters and case.letters[-1].large)


def _document(desk: Desk, case: Case, kind: str, lang: Lang, large: bool | None) -> Document:
    printed = counting(case, kind)
    last = _printed(desk, case, printed[-1].number) if printed else None
    return same_or_new(_composed(desk, kind, _letter(desk, case, lang, large)), last)


def _composed(desk: Desk, kind: str, letter: Letter) -> Document:
    own = desk.pack.own_paper(kind)
    return compose(one_of(LETTER_KINDS, kind), letter) if own is None else of_a_case(own, letter)


def _letter(desk: Desk, case: Case, screen: Lang, large: bool | None) -> Letter:
    """What the letter says, in the complainant's language and print where he is a client whose file names them."""
    lang = written_in(desk, case, screen)
    clocks = clocks_of(desk, case)
    handler = "" if case.handler is None else name_of(desk, case.handler)
    product = None if case.about.product is None else desk.store.get("product", case.about.product)
    return Letter(
        frame=frame_now(desk, lang),
        case=case,
        handler=handler or desk.branch.spoken(lang).branch,
        product=_product(product, lang),
        review_days=review_days(desk.pack, case, desk.local(case.received_at).date()),
        due=next((clock.due_day for clock in clocks if clock.legal and clock.begins == "receipt"), None),
        large=reads_large(desk, case) or in_large(desk, None, large, case.letters),
    )


def _product(row: dict[str, str] | None, lang: Lang) -> str:
    if row is None:
        return ""
    product = Product.model_validate_json(row["doc"])
    return f"{product.name.of(lang)} {product.code}"


def _issue(desk: Desk, case: Case, document: Document, folder: Path) -> Sent:
    # A letter that has its number was recorded; so was the decision that it counts for.
    if document.number:
        number, pdf = document.number, print_again(desk, document, case.id)
    else:
        new = issued(desk, document)
        number, pdf = new.number, new.pdf
        fact = facts.LetterPrinted(case_id=case.id, printed=new.printed, content=new.content, pdf_sha256=new.sha256)
        desk.record(fact, case.id)
    path = write_file(folder / paper_name(number, document.title), pdf)
    return Sent(document.kind, number, path, (*_warnings(desk, case, document.kind), *on_papers((document,))))


def _printed(desk: Desk, case: Case, number: str) -> Document | None:
    row = desk.store.get("paper", number)
    fact = None if row is None else fact_of(desk, row["fact"])
    if isinstance(fact, facts.LetterPrinted) and fact.case_id == case.id:
        return from_json(fact.content)
    return None


def _warnings(desk: Desk, case: Case, kind: str) -> tuple[Refusal, ...]:
    said = {
        "decision_notice": _words(case.decision),
        "recheck_decision": _words(case.recheck_decision),
        "extension_notice": " ".join(one.reason for one in case.extensions),
    }.get(kind, "")
    words = desk.pack.banned_in(said)
    return (refuse("SALE-11", words=", ".join(words)),) if words else ()


def _words(decision: Decision) -> str:
    return "\n".join((decision.facts, decision.decision, decision.basis, decision.remedies))
