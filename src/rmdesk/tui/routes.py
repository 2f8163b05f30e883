"""The screens by name. `app.go(ClientFile(client_id))` shows one; nobody imports another subject's screen for it.

Routes bear plain ids. `places.py` says which module each leads to, and loads it when somebody goes there.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, Self, dataclass_transform

if TYPE_CHECKING:
    from datetime import date

    from rmdesk.domain.people import Role


@dataclass_transform(frozen_default=True)
class Route:
    """Names a screen, or something that is asked before one is shown.

    Each is a frozen dataclass, made one when somebody first goes there: two dozen of them take 12 ms, and the lock, for
    which everybody waits, needs two.
    """

    def __new__(cls, *_: object, **__: object) -> Self:
        """A route; its class and those above it are dataclasses from then on."""
        for one in reversed(cls.__mro__[:-1]):
            if "__dataclass_fields__" not in vars(one) and (one.__annotations__ or one is Route):
                dataclass(frozen=True)(one)
        return super().__new__(cls)


class OfClient(Route):
    """Bears a client's id."""

    client_id: str


class OfSale(Route):
    """Bears a sale's id."""

    sale_id: str


class OfDraft(Route):
    """Bears the id of half-typed work."""

    draft_id: str


class Named(Route):
    """Bears an id or a number for people."""

    which: str


# the desk
class Unlock(Route):
    """The locked desk at the start."""


class Home(Route):
    """The desk: what is due, what is half done."""


class Locked(Route):
    """The lock over an open desk."""


class Settings(Route):
    """The settings."""


class CheckPack(Route):
    """Check another form pack; asked over the screen on top."""


class Checklist(Route):
    """What the desk needs before its first sale. `step`: the line to be opened at once."""

    step: str = ""


class Printer(Route):
    """How the desk prints."""


class ReviewFor(Route):
    """A sale that another desk asks to be reviewed here."""

    device: str
    sale_id: str


class PaperFor(Route):
    """A paper of such a sale, by its number."""

    device: str
    sale_id: str
    number: str


class Exchange(Route):
    """The other desks, and bundles to and from them."""


class Moves(Route):
    """Clients who go to another desk, and who come from one."""


class Branch(Route):
    """The branch's own particulars; `key` is the field to point at."""

    key: str = ""


# one search over everything
class Search(Route):
    """Finding anything from anywhere."""


# clients
class Clients(Route):
    """The list of clients."""


class ClientFile(OfClient):
    """A client's file."""


class ClientKeeping(OfClient):
    """What keeps the file: past, copy, seal, end of the relationship, holds, papers. Asked over the file's screen."""


class ClientPapers(Route):
    """Print papers of a client that need no sale; all of them unless `kinds` are named. `assessment_id`: whose answers,
    where several questionnaires were answered."""

    client_id: str
    kinds: "tuple[str, ...]" = ()
    assessment_id: str = ""


class ClientFacts(OfClient):
    """The audit trail of a client."""


class FileAsOf(OfClient):
    """A client's file as it was at the end of a day."""

    on: "date"


class NewClient(Route):
    """Ask what kind of client, and type the file."""


class NewFile(Route):
    """Type the file of a new client."""

    kind: Literal["person", "organisation"]


class FileDraft(OfDraft):
    """A half-typed file where it was left."""


class EditFile(Route):
    """The file to be changed; `sale_id` is the sale to go back to, `key` the field to point at."""

    client_id: str
    sale_id: str = ""
    key: str = ""


class Questionnaire(Route):
    """A risk questionnaire: its start, or where it was left. `sale_id` is the sale that waits for the level, `key`
    which one of several; None asks."""

    client_id: str
    sale_id: str = ""
    key: str | None = None


class TakenAssessment(Route):
    """One assessment as it was taken."""

    assessment_id: str


# sales
class NewSale(OfClient):
    """Begin a sale, in the client's visit of today if there is one."""


class Sale(OfSale):
    """A sale, at the step where it stands."""


class SaleStep(OfSale):
    """The step that is due in a sale, even if something expired meanwhile."""


class SaleWish(OfSale):
    """What the client of a sale wants, to be changed."""


class SaleMatch(OfSale):
    """The lists of a sale as they are now, without a new opinion."""


class SaleQuestions(OfSale):
    """Whether the client of a sale understood what was disclosed."""


class SaleEvidence(OfSale):
    """Write the evidence of a sale; `clear`: with numbers in full, which wants a reason and compliance."""

    clear: bool = False


class SaleReview(OfSale):
    """What a second person looks at before a sale is filed."""


# papers
class Paper(Route):
    """A printed paper by its number, as text."""

    number: str


# shelf
class Shelf(Route):
    """The product shelf."""


class Imports(Route):
    """A list to bring in: which file is asked first, and which kind of list unless it is said."""

    what: str = ""


class Cards(Route):
    """Talk tracks, answers to objections, emergency cards."""


class Card(Named):
    """One of them by its id."""


class Institutions(Route):
    """The list of cooperating institutions."""


class Product(Route):
    """A product's page, by its code."""

    code: str


class ProductDocuments(Route):
    """The documents of a product, by its code."""

    code: str


class EnterRate(Route):
    """What a foreign currency is worth; asked over the screen on top."""


# registers
class Registers(Route):
    """Which registers there are."""


class RegisterEntries(Route):
    """The list of one register."""

    register_id: str


class RegisterEntry(Named):
    """One entry by id or number."""


class NewEntry(Route):
    """The form that begins an entry: by which act, under which entry, about whom, from which entry one comes, or what
    was seen that leads here, in words."""

    register_id: str
    act: str = ""
    parent_id: str = ""
    about: str = ""
    origin: str = ""
    noted: str = ""


class EntryAct(Route):
    """The form of an act on an entry."""

    entry_id: str
    act: str


class EntryDraft(OfDraft):
    """A half-typed act of a register where it was left."""


# complaints
class CaseBoard(Route):
    """All open cases."""


class NewCase(Route):
    """Take in a complaint, prefilled from where one stands."""


class CaseDraft(OfDraft):
    """A half-typed case where it was left."""


class CaseFile(Named):
    """A case by id or number."""


# indicators
class Indicators(Route):
    """The figures of a period."""


class Indicator(Route):
    """One of them, by its key, in the month that begins on this day (YYYY-MM-DD), this one for ""."""

    key: str
    start: str = ""


# people
class People(Route):
    """The branch's people."""


class Person(Route):
    """One of them, by login; `act`: the form that is opened at once (`certificate`, `training`)."""

    login: str
    act: str = ""


class GiveRole(Route):
    """Somebody of the branch gets one role more; asked over the screen on top."""

    role: "Role"


class HandOverBook(Route):
    """Hand clients over to another manager; asked over the list of people."""


# audit and archive
class AuditTrail(Route):
    """The audit trail."""


class Archive(Route):
    """Papers on which something is missing."""


class Scans(Route):
    """Signed papers that come back as scans; the folder is asked first."""


class FindPaper(Route):
    """A paper by its number or a code on it; asked over the screen on top."""


class Retention(Route):
    """Files past their retention."""


# the vault
class CheckJournal(Route):
    """Check the journal; asked over the screen on top."""


class ConfirmClock(Route):
    """A second person confirms the time."""


class BackUp(Route):
    """Back the desk up now."""


def written(route: Route) -> dict[str, object]:
    """A route as JSON can hold it; only of ids and texts."""
    return {"name": type(route).__name__, "with": dict(vars(route))}


def read(values: Mapping[str, object]) -> Route | None:
    """The route that was written; None where there is no such way any more."""
    kind, given = globals().get(str(values.get("name", ""))), values.get("with", {})
    if not (isinstance(kind, type) and issubclass(kind, Route) and isinstance(given, dict)):
        return None
    try:
        return kind(**given)
    except TypeError:  # it bears something else by now
        return None
