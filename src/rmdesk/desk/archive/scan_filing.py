"""Scanned pages go to their papers: each kept encrypted, all of one file in one transaction (DESK-16)."""

from collections.abc import Collection, Mapping
from pathlib import Path
from typing import NamedTuple

from rmdesk.desk import book
from rmdesk.desk.access import use_case
from rmdesk.desk.archive.scan_sources import PageSeen, Source, UnreadableError, digest_of, pages_out
from rmdesk.desk.desk import Desk
from rmdesk.desk.paper_numbers import paper_no
from rmdesk.desk.papers import papercheck
from rmdesk.desk.papers.drawing import outline_of
from rmdesk.desk.printing import printed_document
from rmdesk.domain import archive_facts as facts
from rmdesk.domain.archive import Scan, Track
from rmdesk.domain.archive_scans import ASKED, KEPT, NEEDLESS, Known, PageCode, Verdict, is_cover, read_typed, refused
from rmdesk.domain.refusal import Refusal, refuse, stop

_OURS = frozenset({"same", "resaved"})


class PageTold(NamedTuple):
    """What became of a page: its `place` (from 1) in its file, and the paper's `number` and `page` where known."""

    place: int
    verdict: Verdict
    number: str = ""
    page: int = 0


class SourceTold(NamedTuple):
    """What became of a scanned file; `fault`: why nothing of it could be taken."""

    path: Path
    sha256: str = ""
    pages: tuple[PageTold, ...] = ()
    fault: Refusal | None = None

    @property
    def spare(self) -> bool:
        """Whether everything that is in the file is kept in the desk, or is a cover or a blank side of the signing set:
        it may be deleted."""
        return bool(self.pages) and all(one.verdict in KEPT | NEEDLESS for one in self.pages)


@use_case("archive.work")
def take_in(
    desk: Desk,
    source: Source,
    typed: Mapping[int, str] | None = None,
    again: Collection[int] = (),
) -> SourceTold:
    """Keep every page of a file that belongs to a paper of this desk, or none when the file cannot be read any more.

    `typed`: codes that somebody typed for pages without one, by their place; `again`: places of pages that are kept
    although their page of the paper is kept already. The same file brought twice does nothing twice.
    """
    try:
        with desk.transaction():
            return _Taking(desk, source, typed or {}, frozenset(again)).told()
    except UnreadableError as error:
        return SourceTold(source.path, source.sha256, fault=error.refusal)


@use_case("archive.work")
def delete_sources(desk: Desk, told: tuple[SourceTold, ...]) -> tuple[Path, ...]:
    """Delete the files of which everything is kept in the desk and that are still what was read; gives those."""
    gone = []
    for one in told:
        if one.spare and _all_kept(desk, one) and digest_of(one.path) == one.sha256:
            try:
                one.path.unlink()
            except OSError:
                continue  # it stays in the list of files that are there
            gone.append(one.path)
    return tuple(gone)


def _all_kept(desk: Desk, told: SourceTold) -> bool:
    for page in told.pages:
        if page.verdict in KEPT:
            track = _track(desk, page.number)
            scan = None if track is None else track.scanned(told.sha256, page.place)
            if scan is None or not desk.store.attachments.holds(scan.sha256):
                return False
    return True


class _Paper(NamedTuple):
    """A paper that a page belongs to, as far as it is scanned."""

    track: Track
    code: PageCode
    typed: bool


class _Taking:
    """One file on its way into the desk."""

    def __init__(self, desk: Desk, source: Source, typed: Mapping[int, str], again: frozenset[int]) -> None:
        self._desk, self._source, self._typed, self._again = desk, source, typed, again
        self._judged: papercheck.PaperVerdict | None = None
        self._chosen: dict[int, _Paper] = {}

    def told(self) -> SourceTold:
        """Judge every page, then keep those that belong to a paper."""
        pages = tuple(self._told(page) for page in self._source.pages)
        strange = set(self._typed) - {page.place for page in pages}
        if strange:
            stop("INPUT.most", given=max(strange), most=len(pages))
        for place, ending, content in pages_out(self._source, set(self._chosen)):
            self._keep(place, ending, content)
        return SourceTold(self._source.path, self._source.sha256, pages)

    def _told(self, page: PageSeen) -> PageTold:
        verdict = self._uncoded(page)
        if page.place in self._typed and verdict not in ASKED:
            stop("DESK-16.coded", place=page.place, paper=page.codes[0].number if page.codes else "—")
        if verdict is not None and page.place not in self._typed:
            number = self._digital().number if page.digital else ""
            return PageTold(page.place, verdict, number)
        by_hand = page.place in self._typed
        code = self._code_typed(self._typed[page.place]) if by_hand else page.codes[0]
        return self._coded(page, code, by_hand=by_hand)

    def _uncoded(self, page: PageSeen) -> Verdict | None:
        """What is said of a page on which not exactly one code stands."""
        if page.blank:
            return "blank"
        if len(page.codes) == 1:
            return None
        if page.codes:
            return "unclear"
        if page.digital and self._digital().verdict != "unmarked":
            return "digital" if self._digital().verdict in _OURS else "altered"
        return "uncoded"

    def _coded(self, page: PageSeen, code: PageCode, *, by_hand: bool) -> PageTold:
        told = PageTold(page.place, "filed", code.number, code.page)
        track = _track(self._desk, code.number)
        reason = refused(code, self._desk.mark, self._known(code, track))
        if reason is None and page.digital and not by_hand:
            reason = "digital" if self._digital().verdict in _OURS else "altered"
        if reason is not None or track is None:
            return told._replace(verdict=reason or "elsewhere")
        if track.scanned(self._source.sha256, page.place) is not None:
            return told._replace(verdict="held")
        if page.place not in self._again and self._has(track, code.page):
            return told._replace(verdict="double")
        self._chosen[page.place] = _Paper(track, code, by_hand)
        return told

    def _has(self, track: Track, page: int) -> bool:
        """Whether the page is kept already, or is in this file twice."""
        here = {(one.track.number, one.code.page) for one in self._chosen.values()}
        known = track.model_copy(update={"expected": self._pages(track)})
        return (track.number, page) in here or page not in known.missing

    def _known(self, code: PageCode, track: Track | None) -> Known | None:
        row = self._desk.store.get("paper", code.number)
        if row is None:
            return None
        if track is None:
            return Known(row["digest"], filed_here=False)
        closed = book.turned_away(self._desk, track.client_id) is not None
        return Known(row["digest"], self._pages(track), superseded=track.superseded, restricted=closed)

    def _pages(self, track: Track) -> int:
        return track.expected or pages_of_paper(self._desk, track.number)

    def _code_typed(self, text: str) -> PageCode:
        """What somebody typed, as the code that stands on the page."""
        read = read_typed(text)
        if read is None:
            stop("INPUT.unknown", what="paper", given=text[:40])
        code = read._replace(number=paper_no(self._desk, read.number))
        track = _track(self._desk, code.number)
        if track is None or is_cover(code) or code.mark not in ("", self._desk.mark):
            stop("DESK-16.not_this_one", paper=code.number)
        pages = self._pages(track)
        if not code.page and pages > 1:
            stop("DESK-16.which_page", paper=code.number, pages=pages)
        if code.page > pages:
            stop("INPUT.most", given=code.page, most=pages)
        return code._replace(page=code.page or 1)

    def _digital(self) -> papercheck.PaperVerdict:
        """What can be said of a file that a program drew."""
        if self._judged is None:
            try:
                self._judged = papercheck.judge(self._desk, self._source.path.read_bytes())
            except OSError as error:
                given = self._source.path.name
                raise UnreadableError(refuse("DESK-16.file_changed", given=given)) from error
        return self._judged

    def _keep(self, place: int, ending: str, content: bytes) -> None:
        desk, paper = self._desk, self._chosen[place]
        most = desk.pack.archive.files.most_bytes
        if len(content) > most:
            raise UnreadableError(refuse("DESK-16.file_size", size=len(content), most=most))
        track = _track(desk, paper.track.number) or paper.track  # other pages of it may have come before in this file
        nth = 1 + sum(one.page == paper.code.page for one in track.scans)
        name = f"{paper.code.page}.{ending}" if nth == 1 else f"{paper.code.page}-{nth}.{ending}"
        scan = Scan(
            sha256=desk.store.attachments.put(content),
            name=name,
            size=len(content),
            pages=1,
            at=desk.now(),
            by=desk.actor.login,
            page=paper.code.page,
            source=self._source.sha256,
            place=place,
            typed=paper.typed,
        )
        expected = self._pages(track)
        fact = facts.PaperScanned(client_id=track.client_id, number=track.number, scan=scan, expected=expected)
        desk.record(fact, track.client_id)


def pages_of_paper(desk: Desk, number: str) -> int:
    """How many pages a printed paper has, as it is drawn. For use cases."""
    return outline_of(desk, printed_document(desk, number)).pages


def _track(desk: Desk, number: str) -> Track | None:
    row = desk.store.get("track", number)
    return None if row is None else desk.parsed(Track, row["doc"])
