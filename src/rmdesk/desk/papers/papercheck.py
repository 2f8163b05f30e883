"""Is this file the paper that this desk made? (`rmdesk paper check FILE.pdf`)"""

import hashlib
from datetime import datetime
from pathlib import Path
from typing import Literal, NamedTuple

from rmdesk.desk.access import use_case
from rmdesk.desk.as_said import fact_of
from rmdesk.desk.desk import Desk
from rmdesk.desk.paper_files import size_of
from rmdesk.desk.paper_titles import SIGNING_SET
from rmdesk.desk.papers.drawing import pdf_of
from rmdesk.desk.papers.pdf_shape import UnreadableError, shape
from rmdesk.desk.papers.pdf_sight import alike
from rmdesk.desk.pdf_marks import Mark, is_pdf, marks
from rmdesk.desk.reprinting import reprints
from rmdesk.domain.archive_facts import ClientExported, EvidencePacked
from rmdesk.domain.printer import PaperReprinted, SetPrinted
from rmdesk.domain.refusal import stop
from rmdesk.paper import from_json

Verdict = Literal["same", "resaved", "altered", "other", "unknown", "unmarked"]
VERDICTS: tuple[Verdict, ...] = ("same", "resaved", "altered", "other", "unknown", "unmarked")
MOST_BYTES = 100_000_000


class PaperVerdict(NamedTuple):
    """What can be said of a file.

    same      byte for byte what the desk wrote
    resaved   written by another program, but pages, boxes, content, resources and all else are what the desk drew
    altered   it bears the mark of a paper of this desk, and shows or holds something else
    other     it bears the number of a paper of this desk with another paper's digest: another desk's, or a forged mark
    unknown   a paper with this number was never made here
    unmarked  no mark of a paper is in the file

    `printed_at`: when this very print was made; None of what is no print of this desk.
    """

    verdict: Verdict
    number: str = ""
    kind: str = ""
    printed_at: datetime | None = None


class _Known(NamedTuple):
    """A paper as the desk remembers it; `content` is "" once it was destroyed after its retention."""

    number: str
    kind: str
    at: datetime
    digest: str
    pdf_sha256: str
    content: str


@use_case("papers.check")
def check(desk: Desk, file: Path) -> PaperVerdict:
    """Compare a file with what this desk printed. Nothing of its content is shown. Refuses what is no PDF."""
    try:
        size = size_of(file)
        content = file.read_bytes() if size <= MOST_BYTES else b""
    except OSError:
        stop("INPUT.unknown", what="paper", given=str(file)[-60:])
    if size > MOST_BYTES:
        stop("DESK-16.file_size", size=size, most=MOST_BYTES)
    if not is_pdf(content):
        stop("DESK-16.file_content", given=file.name)
    return judge(desk, content)


def judge(desk: Desk, content: bytes) -> PaperVerdict:
    """What can be said of the bytes of a PDF. For use cases."""
    same = _by_bytes(desk, hashlib.sha256(content).hexdigest())
    if same is not None:
        return _told("same", same)
    found = marks(content)
    if not found:
        return PaperVerdict("unmarked")
    known = [(mark, paper) for mark in found if (paper := _by_number(desk, mark.number)) is not None]
    if not known:
        return PaperVerdict("unknown", found[0].number)
    mark, paper = known[0]
    if len(found) > 1 or mark.digest != paper.digest:
        return _told("altered" if _same_digest(found, paper) else "other", paper)
    at = _when_drawn(desk, content, paper)
    return _told("altered", paper) if at is None else _told("resaved", paper._replace(at=at))


def number_by_bytes(desk: Desk, sha256: str) -> str:
    """The number of the paper that this desk wrote with these very bytes; "" for none. For use cases."""
    known = _by_bytes(desk, sha256)
    return "" if known is None else known.number


def _told(verdict: Verdict, paper: _Known) -> PaperVerdict:
    at = paper.at if verdict in ("same", "resaved") else None
    return PaperVerdict(verdict, paper.number, paper.kind, at)


def _same_digest(found: tuple[Mark, ...], paper: _Known) -> bool:
    return any(mark.digest == paper.digest for mark in found)


def _when_drawn(desk: Desk, content: bytes, paper: _Known) -> datetime | None:
    """When the desk printed what the file shows, and nothing else, to one library's reading and to another's eye: at
    first or once more. None when it never did."""
    if not paper.content:
        return None
    document = from_json(paper.content)
    try:
        shown = shape(content)
        made = pdf_of(desk, document)
        if shape(made) == shown and alike(content, made):
            return paper.at
        for again in reprints(desk, paper.number):
            made = pdf_of(desk, document, again.stamp)
            if shape(made) == shown and alike(content, made):
                return again.at
    except UnreadableError:
        return None
    return None


def _by_bytes(desk: Desk, sha256: str) -> _Known | None:
    rows = desk.store.query("SELECT number FROM paper WHERE pdf_sha256 = ?", (sha256,))
    if rows:
        return _by_number(desk, rows[0]["number"])
    sql = """SELECT json_extract(payload, '$.number') FROM journal
             WHERE kind = ? AND json_extract(payload, '$.pdf_sha256') = ?"""
    covers = desk.store.query(sql, (EvidencePacked.kind, sha256))
    if covers:
        return _by_number(desk, covers[0][0])
    return _again(desk, sha256) or _set(desk, sha256) or _own_data(desk, sha256)


def _again(desk: Desk, sha256: str) -> _Known | None:
    """A later printing of one paper."""
    sql = "SELECT id FROM journal WHERE kind = ? AND json_extract(payload, '$.pdf_sha256') = ?"
    for row in desk.store.query(sql, (PaperReprinted.kind, sha256)):
        entry = desk.store.entry(row["id"])
        fact = None if entry is None else entry.fact
        if entry is not None and isinstance(fact, PaperReprinted):
            known = _by_number(desk, fact.number)
            return None if known is None else known._replace(at=entry.at)
    return None


def _set(desk: Desk, sha256: str) -> _Known | None:
    """A signing set, or papers or one page printed again: known by the bytes of the whole."""
    sql = """SELECT id FROM journal WHERE kind = ? AND json_extract(payload, '$.pdf_sha256') = ? ORDER BY seq"""
    for row in desk.store.query(sql, (SetPrinted.kind, sha256)):
        entry = desk.store.entry(row["id"])
        fact = None if entry is None else entry.fact
        if entry is not None and isinstance(fact, SetPrinted):
            return _Known(fact.no, SIGNING_SET, entry.at, "", sha256, "")
    return None


def _by_number(desk: Desk, number: str) -> _Known | None:
    row = desk.store.get("paper", number)
    if row is not None:
        fact, at = fact_of(desk, row["fact"]), datetime.fromisoformat(row["at"])
        said = str(getattr(fact, "content", ""))
        return _Known(number, row["kind"], at, row["digest"], row["pdf_sha256"], said)
    return _cover(desk, number)


def _own_data(desk: Desk, sha256: str) -> _Known | None:
    """A client's copy of the own data: known by its bytes alone, for its content is kept nowhere."""
    sql = "SELECT id FROM journal WHERE kind = ? AND payload LIKE ?"
    for row in desk.store.query(sql, (ClientExported.kind, f'%"{sha256}"%')):
        entry = desk.store.entry(row["id"])
        fact = None if entry is None else entry.fact
        if entry is not None and isinstance(fact, ClientExported):
            return _Known(fact.number, "own_data", entry.at, "", sha256, "")
    return None


def _cover(desk: Desk, number: str) -> _Known | None:
    """The cover of an evidence pack: it stands in no table of papers."""
    for entry in desk.store.entries(kind=EvidencePacked.kind):
        fact = None if entry.payload is None else entry.fact
        if isinstance(fact, EvidencePacked) and fact.number == number:
            document = from_json(fact.content)
            return _Known(number, document.kind, entry.at, document.digest(), fact.pdf_sha256, fact.content)
    return None
