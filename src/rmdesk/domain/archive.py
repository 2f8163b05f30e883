"""How long what is kept must be kept, and where a paper is (SUIT-09, KYC-08, DATA-03, DESK-16)."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Literal, NamedTuple

from rmdesk.domain.base import Text, Value
from rmdesk.domain.calendar import add_months

Begins = Literal["relationship_end", "last_sale"]
BEGINS: tuple[Begins, ...] = ("relationship_end", "last_sale")
Lack = Literal["signature", "scan", "pages", "shelf"]
LACKS: tuple[Lack, ...] = ("signature", "scan", "pages", "shelf")


class RetentionClock(Value):
    """What must be kept for `years` after `begins`. Every clock whose beginning is known runs; the longest counts."""

    id: str
    rule: str
    years: int
    begins: Begins
    name: Text

    def until(self, begin: date) -> date:
        """The last day of the retention that began on `begin`."""
        return add_months(begin, 12 * self.years)


class Hold(Value):
    """Nothing of a client may be destroyed while it stands, whatever the clocks say."""

    id: str
    reason: str
    at: datetime
    by: str


class Keeping(Value):
    """What decides how a client's file is kept. `ended_on`: the relationship's end; `sealed_at`: DATA-03."""

    client_id: str
    ended_on: date | None = None
    end_reason: str = ""
    sealed_at: datetime | None = None
    seal_reason: str = ""
    holds: tuple[Hold, ...] = ()
    destroyed_at: datetime | None = None

    @property
    def sealed(self) -> bool:
        """Nothing but storage and protection is allowed."""
        return self.sealed_at is not None


class Running(NamedTuple):
    """One retention clock and its last day."""

    clock: RetentionClock
    until: date


def running(clocks: Iterable[RetentionClock], ended_on: date | None, last_sale: date | None) -> tuple[Running, ...]:
    """The clocks that run, the longest first. None runs before the relationship has ended."""
    if ended_on is None:
        return ()
    begins: dict[Begins, date | None] = {"relationship_end": ended_on, "last_sale": last_sale}
    found = [Running(one, one.until(begin)) for one in clocks if (begin := begins[one.begins]) is not None]
    return tuple(sorted(found, key=lambda one: (-one.until.toordinal(), one.clock.id)))


def destroyable(keeping: Keeping, clocks: tuple[Running, ...], day: date) -> bool:
    """Whether the retention is over on `day` and no hold stands. Nothing is destroyed that no clock speaks of."""
    if keeping.destroyed_at is not None or keeping.holds or not clocks:
        return False
    return day > clocks[0].until


class Scan(Value):
    """One scanned file of a signed paper, kept encrypted inside the desk under its SHA-256.

    `page`: which page of the paper it is, 0 for a file that somebody brought as a whole; `source`: the SHA-256 of the
    file that it came in, and `place` its page (from 1) there; `typed`: somebody said which page it is, no code did.
    """

    sha256: str
    name: str
    size: int
    pages: int
    at: datetime
    by: str
    page: int = 0
    source: str = ""
    place: int = 0
    typed: bool = False


class Track(Value):
    """Where one printed paper is: printed, signed, scanned, filed (DESK-16). `expected`: its pages, once one was
    scanned; `superseded`: printed again later, so this sheet no longer counts."""

    number: str
    kind: str
    client_id: str
    sale_id: str | None
    printed_at: datetime
    signed_at: datetime | None = None
    scans: tuple[Scan, ...] = ()
    expected: int = 0
    shelf: str = ""
    filed_at: datetime | None = None
    superseded: bool = False

    @property
    def pages(self) -> int:
        """How many pages were scanned. A page that was scanned twice is one page."""
        known = {one.page for one in self.scans if one.page}
        found = len(known) + sum(one.pages for one in self.scans if not one.page)
        return min(found, self.expected) if known else found

    @property
    def missing(self) -> tuple[int, ...]:
        """The pages (from 1) that were not scanned, once it is known how many there are. A file that somebody brought
        as a whole does not say which pages it has: where all are there by count, none is missing."""
        if self.pages >= self.expected:
            return ()
        known = {one.page for one in self.scans}
        return tuple(page for page in range(1, self.expected + 1) if page not in known)

    def scanned(self, source: str, place: int) -> Scan | None:
        """What is kept of this page of a file that was brought before."""
        return next((one for one in self.scans if (one.source, one.place) == (source, place)), None)

    def lacks(self) -> tuple[Lack, ...]:
        """What a paper that a client signs still lacks."""
        found: dict[Lack, bool] = {
            "signature": self.signed_at is None,
            "scan": not self.scans,
            "pages": bool(self.scans) and self.pages < self.expected,
            "shelf": not self.shelf,
        }
        return tuple(name for name, lacking in found.items() if lacking)
