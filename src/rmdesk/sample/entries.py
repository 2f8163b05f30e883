"""What the files of `sample_db/` say, entry by entry. Days and instants are texts as `when` reads them."""

from decimal import Decimal
from typing import Literal

from pydantic import ConfigDict, Field

from rmdesk.domain.base import Text, Value
from rmdesk.domain.client import ClientKind
from rmdesk.domain.client_dues import DueKind
from rmdesk.domain.fees import Fee
from rmdesk.domain.people import Role
from rmdesk.domain.product import Goal, Insurance, Liquidity, Regime, RiskType

Stage = Literal[
    "opened", "matched", "chosen", "told", "understood", "recorded", "printed", "returned", "countersigned",
    "reviewed", "archived", "abandoned", "sent_back",
]  # fmt: skip


class PersonOfBranch(Value):
    """Somebody who works at the branch. `families`: what the certificate allows to sell; `certified` until when.
    `classes`: of
    insurance. `trained`: hours of compliance training, finished on the day before the desk was opened."""

    login: str
    name: str
    roles: tuple[Role, ...]
    families: tuple[str, ...] = ()
    classes: tuple[str, ...] = ()
    certificate: str = ""
    certified: str = "+2y"
    trained: int = 0


class HandOver(Value):
    """Clients go from one manager's book into another's (DESK-18)."""

    at: str
    giver: str
    receiver: str
    clients: tuple[str, ...]
    reason: str


class BranchEntry(Value):
    """branch.toml. The first person sets the desk up."""

    bank: Text
    branch: Text
    contact: Text
    superior: Text
    mediation: Text
    regulator: Text
    opened: str
    person: tuple[PersonOfBranch, ...]
    hand_over: tuple[HandOver, ...] = ()


class Taken(Value):
    """One assessment. `answers` are the letters that the client chose (the age question is not among them), `level`
    what they must come to. `pace`: seconds per question. `confirmed` False: a changed level waits for the client.
    `reviewed`: when a flagged one was looked at, with what `note`."""

    at: str
    answers: str
    level: str
    pace: int = 9
    confirmed: bool = True
    reviewed: str = ""
    note: str = ""
    by: str = "demo"


class Reported(Value):
    """The client reported a change of circumstances."""

    at: str
    what: str


class Postponed(Value):
    """The reminder of a due of a kind was put off to a day."""

    at: str
    kind: DueKind
    until: str
    reason: str


class Edited(Value):
    """The file was changed: new values by key, and why."""

    at: str
    reason: str
    set: dict[str, str]


class Other(Value):
    """Somebody around the client: guardian, agent, representative or owner; `more` are further fields of the role."""

    name: str
    sex: Literal["male", "female"]
    age: str
    id_until: str = ""
    more: dict[str, str] = {}


class ClientEntry(Value):
    """What persons and organisations have in common. `more` are intake values beside and over those of the portrait."""

    name: str
    since: str
    by: str = "demo"
    portrait: str
    phone: str = ""
    more: dict[str, str] = {}
    agent: Other | None = None
    assessed: tuple[Taken, ...] = ()
    reported: tuple[Reported, ...] = ()
    edited: tuple[Edited, ...] = ()
    postponed: tuple[Postponed, ...] = ()
    qualified: str = ""
    earner: str = ""
    evidence: str = ""


class PersonEntry(ClientEntry):
    """A person. `age` is when born; `id_until` defaults to what a card issued three years ago says."""

    sex: Literal["male", "female"]
    age: str
    id_until: str = ""
    guardian: Other | None = None


class OrganisationEntry(ClientEntry):
    """An organisation with its legal representative and beneficial owners; without `licence_until` it has no end."""

    licence_until: str = ""
    representative: Other
    owner: tuple[Other, ...] = ()


class ClientFile(Value):
    """A file of clients and portraits: intake values that several clients share."""

    portrait: dict[str, dict[str, str]] = {}
    person: tuple[PersonEntry, ...] = ()
    organisation: tuple[OrganisationEntry, ...] = ()


class RateEntry(Value):
    """A rate that somebody entered; `on` as a day before now."""

    at: str
    by: str
    currency: str
    rate: Decimal
    on: str
    source: str


class HoldingEntry(Value):
    """What a client holds: `with` is what a form asks, days also as days before or after now."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)

    client: str
    at: str
    by: str = "demo"
    texts: dict[str, str] = Field(alias="with")


class HoldingsFile(Value):
    """holdings.toml."""

    rate: tuple[RateEntry, ...] = ()
    holding: tuple[HoldingEntry, ...] = ()


class ProductEntry(Value):
    """One product. `levels`: the issuer's and the bank's; empty where no match is due, "" for one that is missing."""

    code: str
    name: Text
    issuer: str
    approved: bool = True
    levels: tuple[str, ...] = ()
    return_kind: Literal["fixed", "floating", "combined"]
    risks: tuple[RiskType, ...] = ()
    term_days: int | None = None
    liquidity: Liquidity
    minimum: Decimal
    step: Decimal = Decimal(1)
    fees: tuple[str, ...] = ()
    goals: tuple[Goal, ...]
    summary: Text
    worst_loss: Decimal
    worst_case: Text
    private_kind: Literal["fixed_income", "mixed", "equity", "derivative"] | None = None
    insurance: Insurance | None = None
    commission: Decimal = Decimal(0)
    listed: str = "-400d"
    ends: str = ""
    regime: Regime | None = None
    order_system: str = ""
    client_kind: ClientKind | None = None
    capped: bool = False


class ProductFile(Value):
    """The products of one family, with the issuers and fees that they name. `bank` is the issuer that is the bank
    itself; everybody else's products are distributed."""

    family: str
    regime: Regime
    issuer: dict[str, Text]
    fee: dict[str, Fee] = {}
    product: tuple[ProductEntry, ...]


class ShelfChange(Value):
    """The product keeper changes a level or a status."""

    at: str
    code: str
    reason: str
    levels: tuple[str, str] | None = None
    status: Literal["listed", "suspended", "ended"] | None = None


class ProductDocument(Value):
    """The product keeper adds a version of a document that says `says`; `change`: what of it is material."""

    at: str
    code: str
    kind: str
    says: tuple[Text, ...]
    change: Text | None = None


class Scene(Value):
    """From an instant on, one person carries a sale on to the stage `to`. `items`: only so many are told;
    `wrong`: the first question is answered wrongly before it is answered rightly."""

    at: str
    to: Stage
    by: str = "demo"
    items: int | None = None
    wrong: bool = False
    reason: str = ""


class Afterwards(Value):
    """What was done after a sale: a due of this kind settled, or what was bought paid back ("holding")."""

    at: str
    ends: DueKind | Literal["holding"]
    note: str
    by: str = "demo"


class SaleEntry(Value):
    """One sale as it went. `about` says what it is there to show; `order`: the number that its system gave."""

    client: str
    about: str
    product: str = ""
    amount: Decimal | None = None
    goal: Goal | None = None
    horizon: str | None = None
    liquidity: Liquidity | None = None
    own_choice: bool = False
    order: str = ""
    shelf: str = ""
    scene: tuple[Scene, ...]
    after: tuple[Afterwards, ...] = ()


class ClientDraft(Value):
    """Half-typed intake, as left at `at`."""

    at: str
    kind: Literal["person", "organisation"]
    page: str
    values: dict[str, str]
    born: str = ""


class AnswersDraft(Value):
    """A half-answered questionnaire: the letters so far."""

    at: str
    client: str
    answers: str


class SalesFile(Value):
    """sales.toml, or year_sales.toml."""

    sale: tuple[SaleEntry, ...]


class ShelfFile(Value):
    """shelf_changes.toml."""

    change: tuple[ShelfChange, ...]
    document: tuple[ProductDocument, ...]


class DraftFile(Value):
    """drafts.toml."""

    client: tuple[ClientDraft, ...] = ()
    answers: tuple[AnswersDraft, ...] = ()
