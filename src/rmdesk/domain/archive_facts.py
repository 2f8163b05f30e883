"""Facts of the archive and of everything that leaves the desk for an auditor, a court or the client."""

from datetime import date, datetime

from rmdesk.domain.archive import Hold, Scan
from rmdesk.domain.base import Value
from rmdesk.domain.client import ClientKind
from rmdesk.domain.complaint import Case
from rmdesk.domain.fact import Fact
from rmdesk.domain.numbers import bare


# what leaves the desk (DATA-07)
class AuditExported(Fact, kind="audit.exported/1"):
    """Masked lines of the audit trail were written to a file."""

    sought: str
    lines: int
    sha256: str


class ListExported(Fact, kind="audit.list_exported/1"):
    """A masked list was written to a file."""

    list: str
    rows: int
    sha256: str


class JournalExported(Fact, kind="audit.journal_exported/1"):
    """The journal was written to a file for a verifier; `payloads`: with what its facts say."""

    payloads: bool
    facts: int
    reason: str = ""


class EvidencePacked(Fact, kind="audit.evidence_packed/1"):
    """The evidence of a sale was put together. `content` is its cover as a document, so that it can be drawn again;
    `withheld`: facts whose words stayed here because they hold an ID or phone number in full; with `clear` they went
    along, for a `reason`."""

    sale_id: str
    client_id: str
    number: str
    content: str
    pdf_sha256: str
    withheld: int
    missing: tuple[str, ...]
    clear: bool = False
    reason: str = ""
    code: str = ""

    @property
    def gives_no(self) -> str | None:
        """The cover's, without the desk's code."""
        return bare(self.number, self.code)


class ClientExported(Fact, kind="client.exported/1"):
    """A client was given a copy of the own data (DATA-03)."""

    client_id: str
    number: str
    sha256: dict[str, str]  # file name → SHA-256
    code: str = ""

    @property
    def gives_no(self) -> str | None:
        """The copy's, without the desk's code."""
        return bare(self.number, self.code)


# keeping a client's file (DATA-03, KYC-08, SUIT-09)
class ClientSealed(Fact, kind="client.sealed/1"):
    """From now on the file is only stored and protected (DATA-03)."""

    client_id: str
    reason: str


class ClientUnsealed(Fact, kind="client.unsealed/1"):
    """The file may be used again."""

    client_id: str
    reason: str


class RelationshipEnded(Fact, kind="client.relationship_ended/1"):
    """The relationship with the client ended; the retention clocks begin."""

    client_id: str
    on: date
    reason: str


class RelationshipResumed(Fact, kind="client.relationship_resumed/1"):
    """The client came back, or the end was noted in error."""

    client_id: str
    reason: str


class HoldPut(Fact, kind="archive.hold_put/1"):
    """Nothing of this client may be destroyed until the hold is lifted."""

    client_id: str
    hold: Hold


class HoldLifted(Fact, kind="archive.hold_lifted/1"):
    """A hold was lifted."""

    client_id: str
    hold_id: str
    reason: str


class SaleLeft(Value):
    """What stays of a sale when its client's file was destroyed."""

    id: str
    no: str
    at: datetime


class PaperLeft(Value):
    """What stays of a printed paper: enough to say that a sheet was made here. `fact`: the id of
    the fact that recorded it."""

    number: str
    fact: str
    kind: str
    sale_id: str | None
    at: datetime
    digest: str
    pdf_sha256: str
    apart: bool = False  # a letter of a complaint (COMP-04) or a paper of an entry: it stands under no client


class FigureLeft(Value):
    """What stays of one row that indicators count (DESK-11): days, kinds, amounts, logins of staff. Nobody's."""

    source: str
    id: str
    values: dict[str, str]


class ClientDestroyed(Fact, kind="archive.client_destroyed/1"):
    """Retention is over: what the desk knew of the client is erased. What stays holds no personal data, and the
    numbers that were given stay taken. `until`: the last day of the longest retention, by `rule`."""

    client_id: str
    no: str
    client_kind: ClientKind
    registered_on: date
    until: date
    rule: str
    approved_by: str
    sales: tuple[SaleLeft, ...] = ()
    papers: tuple[PaperLeft, ...] = ()
    cases: tuple[Case, ...] = ()  # without names and without words
    ended_on: date | None = None  # the relationship
    figures: tuple[FigureLeft, ...] = ()


# papers on their way to the shelf (DESK-16)
class PaperScanned(Fact, kind="archive.paper_scanned/1"):
    """A signed paper was scanned; `expected`: the pages that the paper has."""

    client_id: str
    number: str
    scan: Scan
    expected: int


class PaperFiled(Fact, kind="archive.paper_filed/1"):
    """A paper was put on its shelf."""

    client_id: str
    number: str
    shelf: str


class ScanRead(Fact, kind="archive.scan_read/1"):
    """A scan was written out of the desk."""

    client_id: str
    number: str
    sha256: str


class PayloadsErased(Fact, kind="archive.payloads_erased/1"):
    """What the facts with these `ids` said was erased for ever (KYC-08, SUIT-09). It names nobody and is never erased
    itself. `counters`: how far each series of numbers had come in what was erased, so that none is given twice."""

    ids: tuple[str, ...]
    reason: str
    counters: dict[str, int] = {}
