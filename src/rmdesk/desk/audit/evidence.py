"""The evidence pack of a sale: a cover in the order of a court's questions, its papers, its facts, and a verifier."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from rmdesk.desk import clients, sales
from rmdesk.desk.access import use_case
from rmdesk.desk.approving import approve
from rmdesk.desk.archive.tracking import tracks_of_sale
from rmdesk.desk.audit.exhibits import Shown, shown
from rmdesk.desk.audit.findings import findings
from rmdesk.desk.audit.gaps import gaps
from rmdesk.desk.audit.readme import readme
from rmdesk.desk.audit.zipping import zipped
from rmdesk.desk.complaints.reading import all_cases
from rmdesk.desk.desk import Desk
from rmdesk.desk.guarding import Proof
from rmdesk.desk.paper_files import leaving, write_file
from rmdesk.desk.papers.audit.cover import Cover, compose
from rmdesk.desk.papers.drawing import pdf_of
from rmdesk.desk.papers.framing import same_or_new
from rmdesk.desk.papers.issuing import frame_now
from rmdesk.desk.people_rows import all_of
from rmdesk.desk.printing import printed_document
from rmdesk.desk.shelf import documents
from rmdesk.desk.shelf import products as shelf
from rmdesk.domain import archive_facts as facts
from rmdesk.domain.archive import Track
from rmdesk.domain.base import Lang
from rmdesk.domain.evidence import QUESTIONS, Section
from rmdesk.domain.product import Product
from rmdesk.domain.refusal import Refusal, passed, stop
from rmdesk.domain.sale import Sale
from rmdesk.paper import Document, from_json, to_json
from rmdesk.store.export import some_lines
from rmdesk.tools import verify_journal

_CLEAR_PAPERS = {"client_sheet"}
"""The one paper on which ID and phone numbers stand in full."""


class Evidence(NamedTuple):
    """What the journal shows of a sale, before anything leaves the desk. `missing` in the order of the questions."""

    sale: Sale
    sections: tuple[Section, ...]
    missing: tuple[Refusal, ...]
    shown: Shown


class EvidencePack(NamedTuple):
    """The pack as it was written: the cover alone, and everything in one zip."""

    number: str
    cover: Path
    zip: Path
    missing: tuple[Refusal, ...]
    withheld: int


@use_case("papers.read")
def look(desk: Desk, which: str, lang: Lang) -> Evidence:
    """The evidence of the sale with this id or number, to be looked at on the screen."""
    now = passed(sales.view(desk, which))
    found = shown(desk, now.sale, now.context.client, lang)
    lacking = gaps(desk, now.sale)
    known = findings(desk, now.sale, lang)
    sections = tuple(
        Section(question=one, missing=lacking[one], exhibits=(*found.exhibits.get(one, ()), *known.get(one, ())))
        for one in QUESTIONS
    )
    return Evidence(now.sale, sections, tuple(gap for one in sections for gap in one.missing), found)


@use_case("evidence.export")
def pack(
    desk: Desk,
    which: str,
    folder: Path,
    lang: Lang,
    proof: Proof | None = None,
    *,
    clear: bool = False,
    reason: str = "",
) -> EvidencePack:
    """Write the evidence pack of a sale into `folder`, as a fact.

    `clear`: also the facts and papers that hold ID or phone numbers in full; that wants a reason and somebody of
    compliance (DATA-07). A pack that would say just what the last one said is that one again, byte by byte.
    """
    if clear and not reason.strip():
        stop("DATA-07.reason")
    found = passed(look(desk, which, lang))
    approve(desk, "evidence.export", proof, found.sale.id, clear=clear)
    tracks = carried(desk, found.sale, clear=clear)
    document = _document(desk, found, tracks, lang, clear=clear)
    with leaving(desk, folder):
        return _issue(desk, found, document, tracks, folder, lang, clear=clear, reason=reason.strip())


def for_office(desk: Desk, found: Evidence, number: str, folder: Path, lang: Lang) -> EvidencePack:
    """`pack` of a desk that head office looks at, under a `number` of its own: the desk's chain stays as it came, so no
    fact is made of it. Numbers in full never come along."""
    tracks = carried(desk, found.sale)
    cover = _cover(desk, found, tracks, lang, clear=False)
    document = replace(compose(cover), number=number, desk=desk.mark)
    with leaving(desk, folder):
        content = pdf_of(desk, document)
        return _written(desk, found, document, content, tracks, folder, lang, found.shown.clear)


def carried(desk: Desk, sale: Sale, *, clear: bool = False) -> tuple[Track, ...]:
    """The papers that go with a pack. For use cases."""
    found = tracks_of_sale(desk, sale)
    return tuple(one for one in found if clear or one.kind not in _CLEAR_PAPERS)


def _document(desk: Desk, found: Evidence, tracks: tuple[Track, ...], lang: Lang, *, clear: bool) -> Document:
    """The cover as it is now; one that says just what the last one said is that one again, number and all."""
    cover = _cover(desk, found, tracks, lang, clear=clear)
    fresh = compose(cover)
    for last in _earlier(desk, found.sale):
        again = compose(replace(cover, frame=replace(cover.frame, head=last.head)))
        if same_or_new(again, last) is last:
            return last
    return fresh


def _cover(desk: Desk, found: Evidence, tracks: tuple[Track, ...], lang: Lang, *, clear: bool) -> Cover:
    sale = found.sale
    product = shelf.get(desk, sale.choice.code) if sale.choice is not None else None
    return Cover(
        frame=frame_now(desk, lang),
        number="",
        sale=sale,
        client=clients.require(desk, sale.client_id),
        product=product if isinstance(product, Product) else None,
        sections=found.sections,
        people={one.login: one.name for one in all_of(desk.store)},
        papers=tuple((one, _sha256(desk, one.number)) for one in tracks),
        complaints=tuple(_complaints(desk, sale)),
        facts=len(found.shown.seqs),
        withheld=0 if clear else len(found.shown.clear),
    )


def _earlier(desk: Desk, sale: Sale) -> Iterator[Document]:
    """The covers that were made of this sale, the latest first."""
    entries = list(desk.store.entries(subject=sale.id, kind=facts.EvidencePacked.kind))
    for entry in reversed(entries):
        fact = None if entry.payload is None else entry.fact
        if isinstance(fact, facts.EvidencePacked):
            yield from_json(fact.content)


def _issue(
    desk: Desk,
    found: Evidence,
    document: Document,
    tracks: tuple[Track, ...],
    folder: Path,
    lang: Lang,
    *,
    clear: bool,
    reason: str,
) -> EvidencePack:
    sale, withheld = found.sale, frozenset[int]() if clear else found.shown.clear
    document = document if document.number else replace(document, number=desk.next_printed_no("E"), desk=desk.mark)
    content = pdf_of(desk, document)
    fact = facts.EvidencePacked(
        sale_id=sale.id,
        client_id=sale.client_id,
        number=document.number,
        content=to_json(document),
        pdf_sha256=hashlib.sha256(content).hexdigest(),
        withheld=len(withheld),
        missing=tuple(one.code for one in found.missing),
        clear=clear,
        reason=reason,
        code=desk.branch.code,
    )
    desk.record(fact, sale.id)
    return _written(desk, found, document, content, tracks, folder, lang, withheld)


def _written(
    desk: Desk,
    found: Evidence,
    document: Document,
    content: bytes,
    tracks: tuple[Track, ...],
    folder: Path,
    lang: Lang,
    withheld: frozenset[int],
) -> EvidencePack:
    files = {f"{document.number}-cover.pdf": content, "README.txt": readme(desk, document, lang)}
    files |= {"facts.jsonl": _facts(desk, found.shown, withheld)}
    files |= dict(_documents(desk, found.sale))
    files |= {"verify_journal.py": Path(verify_journal.__file__).read_bytes(), **dict(_papers(desk, tracks))}
    name = f"{document.number}-{desk.branch.coded(found.sale.no)}"
    cover, whole = write_file(folder / f"{name}.pdf", content), write_file(folder / f"{name}.zip", zipped(files))
    return EvidencePack(document.number, cover, whole, found.missing, len(withheld))


def _facts(desk: Desk, found: Shown, withheld: frozenset[int]) -> bytes:
    lines = some_lines(desk.store, lambda seq, _: seq not in withheld, found.seqs)
    return "".join(f"{line}\n" for line in lines).encode("ascii")


def _papers(desk: Desk, tracks: tuple[Track, ...]) -> Iterator[tuple[str, bytes]]:
    """Every paper as it was printed, and its scans."""
    for track in tracks:
        yield f"papers/{track.number}-{track.kind}.pdf", pdf_of(desk, printed_document(desk, track.number))
        for at, scan in enumerate(track.scans, 1):
            kept = desk.store.attachments.get(scan.sha256)
            if kept is not None:
                yield f"scans/{track.number}-{at}{Path(scan.name).suffix.lower()}", kept


def _documents(desk: Desk, sale: Sale) -> Iterator[tuple[str, bytes]]:
    """The product's documents as they were shown to the client, and a list of them by digest."""
    listed: list[dict[str, object]] = []
    for one in sale.documents:
        kept, content = documents.version(desk, one.id), desk.store.attachments.get(one.sha256)
        path = f"documents/{one.kind}-V{one.number}{Path(kept.name).suffix.lower() if kept else ''}"
        if any(path == other["file"] for other in listed):
            path = f"documents/{one.id}-{Path(path).name}"
        listed.append({**one.model_dump(mode="json", exclude={"id"}), "file": path})
        if content is not None:
            yield path, content
    if listed:
        yield "documents.json", json.dumps(listed, ensure_ascii=False, indent=1).encode()


def _sha256(desk: Desk, number: str) -> str:
    row = desk.store.get("paper", number)
    return "" if row is None else str(row["pdf_sha256"])


def _complaints(desk: Desk, sale: Sale) -> Iterator[str]:
    """Cases about this sale; those that the person at the desk has an interest in are not named (COMP-04)."""
    for case in all_cases(desk, "sale_id = ?", (sale.id,)):
        if not case.concerns(desk.actor.login):
            yield case.no
