"""The printer of a branch, how a set of papers is sent to it, and the facts about both."""

from datetime import datetime
from typing import Literal

from rmdesk.domain.base import Value
from rmdesk.domain.fact import Fact
from rmdesk.domain.sale import Printed

RecordOf = Literal["product", "client", "people", "retention", "indicators"]


class Printer(Value):
    """How this desk prints. `command`: a command line with {file}, {printer} and {title} in it, "" for the system's own
    way; `name`: the printer's, "" for the system's default one; `duplex`: both sides of a sheet."""

    command: str = ""
    name: str = ""
    duplex: bool = True


class Tested(Value):
    """When a test page was last sent, by whom (a login), and to which printer."""

    at: datetime
    by: str
    printer: str


class PrinterSet(Fact, kind="printer.set/1"):
    """How the desk prints was changed."""

    printer: Printer


class PrinterTested(Fact, kind="printer.tested/1"):
    """The printer took a test page. `printer`: its name, "" for the system's default one."""

    printer: str


class PrintStamp(Value):
    """What every page of a later printing bears: who printed it (a name), when, the journal's code then; `made` is the
    instant in ISO 8601, the date of the file."""

    operator: str
    at: str
    head: str
    made: str = ""


class PaperReprinted(Fact, kind="paper.reprinted/1"):
    """A paper that has its number was printed once more, in a file of its own: what it says is what it said."""

    number: str
    stamp: PrintStamp
    pdf_sha256: str


class SetPrinted(Fact, kind="paper.set_printed/1"):
    """Papers of a client went to the printer, or into one file, together or one page alone. `numbers`: of the papers,
    in order; `page`: the only page (from 1), 0 for all; `printer`: its name, "-" for a file; `stamp`: what the pages
    of those bear that were printed before."""

    client_id: str
    no: str
    numbers: tuple[str, ...]
    page: int = 0
    sheets: int
    pdf_sha256: str
    printer: str
    stamp: PrintStamp


class RecordPrinted(Fact, kind="paper.record_printed/1"):
    """A paper that belongs to no client's file and no case was printed. `about`: what its subject is; `no`: what it is
    called. `content` is the whole document; `clients`: ids of every client whom it names, so that it goes when one of
    their files is destroyed."""

    about: RecordOf
    no: str
    printed: Printed
    content: str
    pdf_sha256: str
    clients: tuple[str, ...] = ()

    @property
    def gives_no(self) -> str | None:
        """The paper's."""
        return self.printed.bare_no
