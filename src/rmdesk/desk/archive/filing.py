"""Papers on their way: printed, signed, scanned, filed; and what is missing on it (DESK-16, SUIT-09)."""

import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from rmdesk.desk import book, clients, sales, same_person
from rmdesk.desk.access import use_case
from rmdesk.desk.archive.scan_filing import pages_of_paper, take_in
from rmdesk.desk.archive.scan_sources import Source, read_source
from rmdesk.desk.archive.scans import pages_of
from rmdesk.desk.archive.tracking import tracks_of_sale
from rmdesk.desk.audit.gaps import signs
from rmdesk.desk.desk import Desk
from rmdesk.desk.paper_files import leaving, size_of, write_file
from rmdesk.desk.paper_numbers import paper_no
from rmdesk.domain import archive_facts as facts
from rmdesk.domain.archive import Lack, Scan, Track
from rmdesk.domain.archive_scans import PageCode
from rmdesk.domain.refusal import Refusal, passed, stop, stop_if
from rmdesk.formpack.archive import ClassId


class PaperPlace(NamedTuple):
    """One paper and where it is. `part`: of the archive; `lacks`: what is still to be done with it, nothing for a paper
    that nobody signs."""

    track: Track
    part: ClassId
    lacks: tuple[Lack, ...]
    client_no: str
    client_name: str
    family: str | None = None
    """That of what is bought in the paper's sale."""


@use_case("archive.read")
def of_client(desk: Desk, which: str) -> tuple[PaperPlace, ...]:
    """All papers of a client that count, part by part; those of all files of the same person (DESK-01)."""
    client = passed(clients.get(desk, which))
    mine = same_person.ids(desk, client.id)
    rows = _rows(desk, same_person.among(mine, "t.client_id"), mine, -1)
    order = {one.id: at for at, one in enumerate(desk.pack.archive.classes)}
    return tuple(sorted(rows, key=lambda one: (order[one.part], one.track.printed_at)))


@use_case("archive.read")
def unfinished(desk: Desk, limit: int = 200) -> tuple[PaperPlace, ...]:
    """Papers of confirmed sales, and clients' own papers, that lack a signature, a scan, pages or a shelf; the oldest
    first. What belongs to a sale that is still being made is not missing yet."""
    signed = sorted(one.id for one in desk.pack.papers.paper if "client" in one.signed_by)
    sold = f"""t.lacking = 1 AND +t.kind IN ({", ".join("?" * len(signed))}) AND (t.sale_id IS NULL OR
               (j.state <> 'abandoned' AND json_extract(j.doc, '$.countersigned') IS NOT NULL))"""
    return _rows(desk, sold, tuple(signed), limit)


@use_case("archive.work")
def of_numbers(desk: Desk, numbers: Iterable[str]) -> tuple[PaperPlace, ...]:
    """The papers with these numbers, and those that clients sign of the same sales: what came back and what did not."""
    wanted = json.dumps(sorted(set(numbers)))
    where = """(t.number IN (SELECT value FROM json_each(?)) OR t.sale_id IN
                (SELECT sale_id FROM track WHERE number IN (SELECT value FROM json_each(?))))"""
    found = _rows(desk, where, (wanted, wanted), -1)
    named = set(json.loads(wanted))
    return tuple(one for one in found if one.track.number in named or signs(desk, one.track))


def of_papers(desk: Desk, numbers: Sequence[str]) -> tuple[PaperPlace, ...]:
    """The papers with these numbers, whether they still count or not. For use cases."""
    for number in numbers:
        row = desk.store.get("track", number)
        if row is not None:
            stop_if(book.turned_away(desk, row["client_id"]))
    wanted = json.dumps(list(numbers))
    return _rows(desk, "t.number IN (SELECT value FROM json_each(?))", (wanted,), -1, counting=False)


@use_case("archive.read")
def whole_scans(desk: Desk, sale_id: str) -> tuple[str, ...]:
    """The kinds of a sale's papers of which every page is scanned."""
    sale = passed(sales.view(desk, sale_id)).sale
    return tuple(one.kind for one in tracks_of_sale(desk, sale) if one.scans and not one.missing)


@use_case("archive.work")
def scan(desk: Desk, number: str, name: str, content: bytes) -> Track:
    """Keep a scan of a signed paper encrypted in the desk. Several scans of one paper add up to its pages.

    Refuses what is too large, of a type that is not taken, or damaged (DESK-16.file_…).
    """
    track = _track(desk, number)
    pages = passed(pages_of(desk, name, content))
    expected = track.expected or pages_of_paper(desk, track.number)
    with desk.transaction():
        sha256 = desk.store.attachments.put(content)
        kept = Scan(
            sha256=sha256, name=name.strip(), size=len(content), pages=pages, at=desk.now(), by=desk.actor.login
        )
        if sha256 not in {one.sha256 for one in track.scans}:
            fact = facts.PaperScanned(client_id=track.client_id, number=track.number, scan=kept, expected=expected)
            desk.record(fact, track.client_id)
    return _again(desk, track.number)


@use_case("archive.work")
def scan_file(desk: Desk, number: str, path: Path) -> Track:
    """`scan` for a file on the disk: where codes stand on its pages, each is kept as the page that it is, and another
    paper's code refuses the file. A file that is too large is not read."""
    try:
        size = size_of(path)
        if size > desk.pack.archive.files.most_bytes:
            stop("DESK-16.file_size", size=size, most=desk.pack.archive.files.most_bytes)
        source = read_source(path)
        content = path.read_bytes()
    except OSError:
        stop("INPUT.unknown", what="scan", given=str(path)[-60:])
    codes = set() if isinstance(source, Refusal) else {code for page in source.pages for code in page.codes}
    if not codes or isinstance(source, Refusal):
        return passed(scan(desk, number, path.name, content))
    return _by_its_codes(desk, _track(desk, number), source, codes)


def _by_its_codes(desk: Desk, track: Track, source: Source, codes: Iterable[PageCode]) -> Track:
    """Keep a file whose pages say what they are, when all of it is this paper's."""
    others = [code.number for code in codes if code.number != track.number]
    if others:
        stop("DESK-16.other_paper", paper=track.number, found=others[0])
    with desk.transaction():
        told = passed(take_in(desk, source))
        if told.fault is not None:
            stop_if(told.fault)
        if not told.spare and any(page.verdict != "double" for page in told.pages):
            stop("DESK-16.not_all", paper=track.number)
    return _again(desk, track.number)


@use_case("archive.work")
def file(desk: Desk, number: str, shelf: str) -> Track:
    """Note on which shelf the paper stands."""
    track = _track(desk, number)
    if not shelf.strip():
        stop("INPUT.required")
    desk.record(facts.PaperFiled(client_id=track.client_id, number=track.number, shelf=shelf.strip()), track.client_id)
    return _again(desk, track.number)


@use_case("archive.work")
def take_out(desk: Desk, number: str, sha256: str, folder: Path) -> Path:
    """Write a scan into `folder`, in clear, for somebody to look at. That is a fact (DATA-07)."""
    track = _track(desk, number)
    kept = next((one for one in track.scans if one.sha256 == sha256), None)
    content = None if kept is None else desk.store.attachments.get(sha256)
    if kept is None or content is None:
        stop("INPUT.unknown", what="scan", given=sha256[:16])
    with leaving(desk, folder):
        fact = facts.ScanRead(client_id=track.client_id, number=track.number, sha256=sha256)
        desk.record(fact, track.client_id)
        return write_file(folder / f"{track.number}-{kept.name}", content)


def any_printed(desk: Desk) -> bool:
    """Whether any paper was ever printed here: of a new desk none is complete either."""
    return bool(desk.store.query("SELECT 1 FROM track LIMIT 1"))


def _rows(
    desk: Desk, where: str, params: tuple[str, ...], limit: int, *, counting: bool = True
) -> tuple[PaperPlace, ...]:
    """Papers by number; `counting`: without those that were printed anew since."""
    source, own = book.clients_source(desk)
    sql = f"""SELECT t.doc, c.no, c.name, (SELECT family FROM product WHERE code = j.product)
              FROM track t CROSS JOIN {source} c ON c.id = t.client_id
              LEFT JOIN sale j ON j.id = t.sale_id
              WHERE {"t.superseded = 0 AND" if counting else ""} {where} ORDER BY t.number LIMIT ?"""
    rows = desk.store.query(sql, (*own, *params, limit))
    found = ((desk.parsed(Track, row[0]), row[1], row[2], row[3]) for row in rows)
    return tuple(
        PaperPlace(
            track,
            desk.pack.archive_part(track.kind).id,
            track.lacks() if signs(desk, track) else (),
            client_no,
            client_name,
            family,
        )
        for track, client_no, client_name, family in found
    )


def _track(desk: Desk, number: str) -> Track:
    """The paper with this number, when it counts and its client's file is open to the person at the desk."""
    row = desk.store.get("track", paper_no(desk, number))
    if row is None:
        stop("INPUT.unknown", what="paper", given=number)
    track = desk.parsed(Track, row["doc"])
    if track.superseded:
        stop("DESK-16.superseded", paper=track.number)
    stop_if(book.turned_away(desk, track.client_id))
    return track


def _again(desk: Desk, number: str) -> Track:
    row = desk.store.get("track", number)
    assert row is not None, "it was there a moment ago"
    return desk.parsed(Track, row["doc"])
