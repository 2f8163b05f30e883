"""What came of a folder of scans: page by page, file by file, and paper by paper. For faces."""

from collections import Counter
from pathlib import Path
from typing import NamedTuple

from rmdesk.desk.archive.filing import PaperPlace
from rmdesk.desk.archive.scan_filing import PageTold, SourceTold
from rmdesk.domain.archive_scans import ASKED, KEPT, NEEDLESS, Verdict
from rmdesk.locale import Lang, tr


class Batch(NamedTuple):
    """All files of a folder as far as they were taken in; `others`: files that are no scans; `deleted`: those that were
    taken in and deleted since."""

    told: tuple[SourceTold, ...] = ()
    others: int = 0
    deleted: tuple[SourceTold, ...] = ()

    @property
    def read(self) -> tuple[SourceTold, ...]:
        """Every file that was read, whether it is still there or not."""
        return (*self.told, *self.deleted)

    @property
    def counts(self) -> Counter[Verdict]:
        """How many pages there are of each verdict."""
        return Counter(page.verdict for one in self.read for page in one.pages)

    @property
    def numbers(self) -> tuple[str, ...]:
        """The papers of which a page is kept."""
        return tuple(
            sorted({page.number for one in self.read for page in one.pages if page.verdict in KEPT | {"double"}})
        )

    @property
    def open(self) -> tuple[tuple[SourceTold, PageTold], ...]:
        """The pages that somebody must look at: all that are neither kept nor needless; those to be named first."""
        found = [(one, page) for one in self.told for page in one.pages if page.verdict not in KEPT | NEEDLESS]
        return tuple(sorted(found, key=lambda pair: pair[1].verdict not in ASKED))

    @property
    def faulty(self) -> tuple[SourceTold, ...]:
        """The files that could not be read."""
        return tuple(one for one in self.told if one.fault is not None)

    @property
    def spare(self) -> tuple[SourceTold, ...]:
        """The files of which everything is kept."""
        return tuple(one for one in self.told if one.spare)

    def having(self, told: SourceTold) -> "Batch":
        """With what became of one more file, or of one of them anew."""
        if any(one.path == told.path for one in self.told):
            return self._replace(told=tuple(told if one.path == told.path else one for one in self.told))
        return self._replace(told=(*self.told, told))

    def without(self, paths: tuple[Path, ...]) -> "Batch":
        """Without files that were deleted."""
        gone = tuple(one for one in self.told if one.path in paths)
        left = tuple(one for one in self.told if one.path not in paths)
        return self._replace(told=left, deleted=(*self.deleted, *gone))


def came_back(one: PaperPlace, lang: Lang) -> str:
    """Which pages of a paper are scanned, and which are not."""
    track = one.track
    if not track.scans:
        return tr(lang, "archive.scans.none")
    if not track.missing:
        return tr(lang, "archive.scans.whole", count=track.expected)
    missing = ("、" if lang == "zh" else ", ").join(str(page) for page in track.missing)
    return tr(lang, "archive.scans.part", pages=track.pages, expected=track.expected, missing=missing)
