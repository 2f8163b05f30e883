"""Papers together: the signing set of a sale or of a whole visit, one paper or one page again; to the printer or to a
file. What was printed is a fact; a set that nobody could print leaves none."""

import hashlib
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from rmdesk.desk import book, clients, printers, printing, sales, spooling
from rmdesk.desk.access import use_case
from rmdesk.desk.as_said import fact_of
from rmdesk.desk.by_hand import on_papers
from rmdesk.desk.desk import Desk
from rmdesk.desk.paper_files import paper_name, stop_at_risk, unwritable, write_file
from rmdesk.desk.paper_numbers import paper_no
from rmdesk.desk.papers import signing_cover
from rmdesk.desk.papers.drawing import outline_of, page_of, pdf_of, set_of
from rmdesk.desk.papers.issuing import frame_now
from rmdesk.desk.papers.signing_cover import Cover, Placed
from rmdesk.desk.reprinting import kept, stamp_now
from rmdesk.domain.base import Lang
from rmdesk.domain.client import Client
from rmdesk.domain.facts import PaperPrinted
from rmdesk.domain.printer import SetPrinted
from rmdesk.domain.refusal import Refusal, passed, stop, stop_if
from rmdesk.domain.sale import Sale, SaleContext
from rmdesk.domain.sale_signing import unreturned_papers
from rmdesk.domain.sale_steps import may
from rmdesk.locale import tr
from rmdesk.paper import Document, Stamp

TO_FILE = "-"


class Printed(NamedTuple):
    """What was printed. `no`: the sale's, or the paper's that was printed alone; `numbers`: the papers', in order;
    `path`: None when it went to `printer`, whose name is "" for the system's default one; `warnings`: what is to be
    written in by hand (SALE-14)."""

    no: str
    numbers: tuple[str, ...]
    sheets: int
    path: Path | None
    printer: str
    warnings: tuple[Refusal, ...]


@use_case("papers.print")
def print_set(
    desk: Desk, sale_id: str, lang: Lang, folder: Path | None = None, *, visit: bool = True, large: bool | None = None
) -> Printed:
    """Print the papers of a sale as one set behind a cover that says where to sign: into `folder`, or on the printer.

    `visit`: with those of the other sales of the visit that are as far, and not signed; what all of them need is there
    once. What came back signed is left out; where all of this sale did, it is printed as it was.
    `large`: for whoever asks (`in_large`).
    """
    with desk.transaction():
        sale = passed(sales.view(desk, sale_id)).sale
        others = _as_far(desk, sale) if visit else ()
        made = [one for each in (sale, *others) for one in printing.made_of_sale(desk, each.id, lang, large=large)]
        back = _back(desk, (sale, *others))
        made = [one for one in made if one.document.number not in back] or made
        documents = _ordered(desk, [one.document for one in made])
        client, stamp = clients.require(desk, sale.client_id), stamp_now(desk)
        fresh = {one.document.number for one in made if one.content is not None}
        stamps = {one.number: stamp for one in documents if one.number not in fresh}
        content, count = _bound(desk, sale, client, documents, lang, stamps)
        numbers = tuple(one.number for one in documents)
        title = tr(lang, "papers.cover.set")
        out = Out(client.id, desk.branch.coded(sale.no), numbers, title, content, count, stamp, documents)
        return _out(desk, out, folder)


@use_case("papers.print")
def print_again(desk: Desk, number: str, folder: Path | None = None, page: int = 0) -> Printed:
    """Print one paper again, or one `page` of it (from 1; 0: all), into `folder` or on the printer: as it was, with who
    prints it now, and when, on every page."""
    known = paper_no(desk, number)
    row = desk.store.get("paper", known)
    fact = None if row is None else fact_of(desk, row["fact"])
    # Letters of complaints and papers of registers are printed by their own rules (COMP-04), and what was destroyed is
    # gone.
    if row is None or not isinstance(fact, PaperPrinted):
        stop("INPUT.unknown", what="paper", given=number)
    stop_if(book.turned_away(desk, row["client_id"]))
    document = printing.printed_document(desk, known)
    pages = outline_of(desk, document).pages
    if not 0 <= page <= pages:
        stop("INPUT.most", given=page, most=pages)
    stamp = stamp_now(desk)
    content = page_of(desk, document, page, stamp) if page else pdf_of(desk, document, stamp)
    title = f"{document.title}-{page}" if page else document.title
    out = Out(row["client_id"], known, (known,), title, content, 1 if page else pages, stamp, (document,), page)
    with desk.transaction():
        return _out(desk, out, folder)


class Out(NamedTuple):
    """What leaves the desk: whose, under which number and title, the papers in it, the PDF, its pages, what those bear
    that were printed before, and what they say."""

    client_id: str
    no: str
    numbers: tuple[str, ...]
    title: str
    content: bytes
    sheets: int
    stamp: Stamp
    documents: tuple[Document, ...]
    page: int = 0


def _as_far(desk: Desk, sale: Sale) -> tuple[Sale, ...]:
    """The other sales of the visit whose papers may be printed now and are still to be signed: two signed originals of
    one paper there are not."""
    others = [one for one in sales.beside(desk, sale) if one.abandoned is None and one.countersigned is None]
    ready = [one for one in others if _unsigned_yet(one, sales.context(desk, one))]
    return tuple(sorted(ready, key=lambda one: one.no))


def _unsigned_yet(sale: Sale, context: SaleContext) -> bool:
    """Whether its papers may be printed now, and one of them has not come back signed."""
    return not may("confirm", sale, context) and bool(unreturned_papers(sale, context))


def _back(desk: Desk, among: tuple[Sale, ...]) -> frozenset[str]:
    """The numbers of what came back signed, of sales of which something else did not; of what was printed anew since,
    the new one has not."""
    found = set[str]()
    for now in (passed(sales.view(desk, one.id)) for one in among):
        if unreturned_papers(now.sale, now.context):
            last = {paper.kind: paper.number for paper in now.sale.printed}
            found |= {last[kind] for kind in now.sale.returned if kind in last}
    return frozenset(found)


def _ordered(desk: Desk, made: list[Document]) -> tuple[Document, ...]:
    """Each paper once: those of the whole visit first, then sale by sale; the usual order of kinds within."""
    once = {one.number: at for at, one in reversed(list(enumerate(made)))}
    documents, kinds = {one.number: one for one in made}, desk.pack.paper_kinds
    shared = {one.kind for one in made if desk.pack.paper(one.kind).per == "visit"}

    def place(number: str) -> tuple[bool, int, int]:
        kind = documents[number].kind
        own = kind not in shared
        return own, once[number] if own else 0, kinds.index(kind) if kind in kinds else len(kinds)

    return tuple(documents[number] for number in sorted(once, key=place))


def _bound(
    desk: Desk, sale: Sale, client: Client, documents: tuple[Document, ...], lang: Lang, stamps: dict[str, Stamp]
) -> tuple[bytes, int]:
    """The whole set with its cover as a PDF, and its pages, empty ones among them."""
    duplex = printers.printer_of(desk).duplex
    placed = tuple(Placed(one, outline_of(desk, one)) for one in documents)
    about = f"{desk.branch.coded(client.no)} {client.name}"
    bare = Cover(frame_now(desk, lang), desk.branch.coded(sale.no), about, whole=0)
    whole = outline_of(desk, signing_cover.compose(bare, placed)).pages
    for one in placed:
        whole += (whole % 2 if duplex else 0) + one.outline.pages
    cover = replace(signing_cover.compose(bare._replace(whole=whole), placed), desk=desk.mark)
    return set_of(desk, [cover, *documents], stamps, duplex=duplex), whole


def _out(desk: Desk, out: Out, folder: Path | None) -> Printed:
    """Write or print it, and keep that it was done. Inside a transaction: what fails leaves nothing."""
    printer = printers.printer_of(desk)
    if folder is not None:
        stop_at_risk(desk, folder)
    path = None if folder is None else folder / paper_name(out.no, out.title)
    fact = SetPrinted(
        client_id=out.client_id,
        no=out.no,
        numbers=out.numbers,
        page=out.page,
        sheets=out.sheets,
        pdf_sha256=hashlib.sha256(out.content).hexdigest(),
        printer=TO_FILE if path is not None else printer.name,
        stamp=kept(out.stamp),
    )
    desk.record(fact, out.client_id)
    try:
        if path is None:
            spooling.send(desk.folder, printer, out.content, out.no)
        else:
            write_file(path, out.content)
    except OSError as error:
        raise unwritable(folder or desk.folder, error) from error
    return Printed(out.no, out.numbers, out.sheets, path, printer.name, on_papers(out.documents))
