"""The screens by name. `app.go(ClientFile(client_id))` shows one; nobody imports another subject's screen for it.

Routes bear plain ids. `places.py` says which module each leads to, and loads it when somebody goes there.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from rmdesk.formpack.papers import PaperKind


@dataclass(frozen=True)
class Route:
    """Names a screen, or something that is asked before one is shown."""


@dataclass(frozen=True)
class Unlock(Route):
    """The locked desk at the start."""


@dataclass(frozen=True)
class Home(Route):
    """The desk: what is due, what is half done."""


@dataclass(frozen=True)
class Locked(Route):
    """The lock over an open desk."""


@dataclass(frozen=True)
class Settings(Route):
    """The settings."""


@dataclass(frozen=True)
class Branch(Route):
    """The branch's own particulars."""


# clients
@dataclass(frozen=True)
class Clients(Route):
    """The list of clients."""


@dataclass(frozen=True)
class ClientFile(Route):
    """A client's file."""

    client_id: str


@dataclass(frozen=True)
class ClientKeeping(Route):
    """What keeps the file: past, copy, seal, end of the relationship, holds, papers. Asked over the file's screen."""

    client_id: str


@dataclass(frozen=True)
class ClientPapers(Route):
    """Print papers of a client that need no sale; all of them unless `kinds` are named."""

    client_id: str
    kinds: "tuple[PaperKind, ...]" = ()


@dataclass(frozen=True)
class NewClient(Route):
    """Ask what kind of client, and type the file."""


@dataclass(frozen=True)
class NewFile(Route):
    """Type the file of a new client."""

    kind: Literal["person", "organisation"]


@dataclass(frozen=True)
class FileDraft(Route):
    """A half-typed file where it was left."""

    draft_id: str


@dataclass(frozen=True)
class EditFile(Route):
    """The file to be changed; `sale_id` is the sale to go back to, `key` the field to point at."""

    client_id: str
    sale_id: str = ""
    key: str = ""


@dataclass(frozen=True)
class Questionnaire(Route):
    """The risk questionnaire: its start, or where it was left. `sale_id` is the sale that waits for the level."""

    client_id: str
    sale_id: str = ""


# sales
@dataclass(frozen=True)
class NewSale(Route):
    """Begin a sale."""

    client_id: str


@dataclass(frozen=True)
class Sale(Route):
    """A sale, at the step where it stands."""

    sale_id: str


@dataclass(frozen=True)
class SaleStep(Route):
    """The step that is due in a sale, even if something expired meanwhile."""

    sale_id: str


@dataclass(frozen=True)
class SaleWish(Route):
    """What the client of a sale wants, to be changed."""

    sale_id: str


@dataclass(frozen=True)
class SaleMatch(Route):
    """The lists of a sale as they are now, without a new opinion."""

    sale_id: str


@dataclass(frozen=True)
class SaleQuestions(Route):
    """Whether the client of a sale understood what was disclosed."""

    sale_id: str


@dataclass(frozen=True)
class SaleEvidence(Route):
    """Write the evidence of a sale; `clear`: with numbers in full, which wants a reason and compliance."""

    sale_id: str
    clear: bool = False


# shelf
@dataclass(frozen=True)
class Shelf(Route):
    """The product shelf."""


@dataclass(frozen=True)
class Product(Route):
    """A product's page, by its code."""

    code: str


# registers
@dataclass(frozen=True)
class Registers(Route):
    """Which registers there are."""


@dataclass(frozen=True)
class RegisterEntries(Route):
    """The list of one register."""

    register_id: str


@dataclass(frozen=True)
class RegisterEntry(Route):
    """One entry by id or number."""

    which: str


@dataclass(frozen=True)
class NewEntry(Route):
    """The form that begins an entry: by which act, under which entry, about whom."""

    register_id: str
    act: str = ""
    parent_id: str = ""
    about: str = ""


@dataclass(frozen=True)
class EntryAct(Route):
    """The form of an act on an entry."""

    entry_id: str
    act: str


@dataclass(frozen=True)
class EntryDraft(Route):
    """A half-typed act of a register where it was left."""

    draft_id: str


# complaints
@dataclass(frozen=True)
class CaseBoard(Route):
    """All open cases."""


@dataclass(frozen=True)
class NewCase(Route):
    """Take in a complaint, prefilled from where one stands."""


@dataclass(frozen=True)
class CaseDraft(Route):
    """A half-typed case where it was left."""

    draft_id: str


@dataclass(frozen=True)
class CaseFile(Route):
    """A case by id or number."""

    which: str


# people
@dataclass(frozen=True)
class People(Route):
    """The branch's people."""


@dataclass(frozen=True)
class Person(Route):
    """One of them, by login."""

    login: str


@dataclass(frozen=True)
class HandOverBook(Route):
    """Hand clients over to another manager; asked over the list of people."""


# audit and archive
@dataclass(frozen=True)
class AuditTrail(Route):
    """The audit trail."""


@dataclass(frozen=True)
class Archive(Route):
    """Papers on which something is missing."""


@dataclass(frozen=True)
class Retention(Route):
    """Files past their retention."""


@dataclass(frozen=True)
class ConfirmClock(Route):
    """A second person confirms the time."""


@dataclass(frozen=True)
class BackUp(Route):
    """Back the desk up now."""
