"""What head office hands down to all desks: directives, each agreed by two people, in one chain as a desk's facts.

A desk hears them with a bundle and does what they say without being asked; each becomes a fact of its own, which names
the people at head office. One that its own rules stand against is kept and waits: it is tried again with every bundle.
"""

from datetime import date
from typing import Annotated, Literal, TypeAlias

from pydantic import Field

from rmdesk.domain.base import Text, Value
from rmdesk.domain.fact import Fact
from rmdesk.domain.holidays import Holidays
from rmdesk.domain.institutions import Institution
from rmdesk.domain.people import Branch, Person, Role
from rmdesk.domain.product import Product

What = Literal[
    "product",
    "recall",
    "release",
    "institution",
    "holidays",
    "letterhead",
    "code",
    "pack",
    "counts",
    "person",
    "settled",
]


class ProductGiven(Value):
    """A product as it stands on every desk's shelf from now on. `reason`: why, where desks had it differently."""

    what: Literal["product"] = "product"
    product: Product
    reason: str = ""

    @property
    def about(self) -> str:
        """Its code."""
        return self.product.code


class Recall(Value):
    """No desk sells a product any more, whether it stands on its shelf or comes there later."""

    what: Literal["recall"] = "recall"
    about: str
    reason: str


class Release(Value):
    """A recall is lifted: the product is sold again where it stands on sale."""

    what: Literal["release"] = "release"
    about: str
    reason: str


class InstitutionGiven(Value):
    """How an institution stands on the list (SALE-16)."""

    what: Literal["institution"] = "institution"
    institution: Institution

    @property
    def about(self) -> str:
        """Its name."""
        return self.institution.name


class HolidaysGiven(Value):
    """The working days of a year (COMP-17)."""

    what: Literal["holidays"] = "holidays"
    holidays: Holidays

    @property
    def about(self) -> str:
        """The year."""
        return str(self.holidays.year)


class Letterhead(Value):
    """What stands on every branch's papers alike. The bank's own name stays: by it desks know one another."""

    what: Literal["letterhead"] = "letterhead"
    bank_en: str
    accent: str
    mediation: str
    mediation_en: str
    regulator: str
    regulator_en: str

    @property
    def about(self) -> str:
        """There is one."""
        return ""

    @classmethod
    def of(cls, branch: Branch) -> "Letterhead":
        """As it stands at a branch."""
        return cls(**{name: getattr(branch, name) for name in cls._said()})

    def on(self, branch: Branch) -> Branch:
        """A branch with it."""
        return branch.model_copy(update={name: getattr(self, name) for name in self._said()})

    @classmethod
    def _said(cls) -> tuple[str, ...]:
        return tuple(name for name in cls.model_fields if name != "what")


class CodeGiven(Value):
    """The code by which head office calls a desk (a device), in the numbers that leave it, and other desks too."""

    what: Literal["code"] = "code"
    about: str
    code: str


class PackGiven(Value):
    """A form pack that every desk works by from its own day on; a desk's fact about it leaves the files to the adoption
    behind it."""

    what: Literal["pack"] = "pack"
    about: str
    digest: str
    files: dict[str, str]


class PersonCounted(Value):
    """A person with files at several desks, as one of them hears of him: `person` is his document's number under a key
    that this desk and head office alone have. `days`: those of his assessments at other desks in twelve months;
    `level`, of the day `on`: what the last of them came to; `desks`: the others that have a file of him open."""

    person: str
    days: tuple[date, ...] = ()
    level: str = ""
    on: date | None = None
    desks: tuple[str, ...] = ()

    @property
    def says_something(self) -> bool:
        """Whether there was an assessment, or is a file, at another desk."""
        return bool(self.days or self.desks)


class CountsGiven(Value):
    """How often the clients of a desk (a device) were assessed at others (SUIT-18), and who of them has a file there,
    of nobody who has none here. The fact of a desk about it leaves the persons to those behind it, erased with them."""

    what: Literal["counts"] = "counts"
    about: str
    persons: tuple[PersonCounted, ...]


class PersonGiven(Value):
    """Who works at a desk (a device), and as what: whoever is not known there comes without a password, which the desk
    gives. The desk neither gives him other roles from then on nor lets him in again whom head office suspended; it may
    suspend him itself. `lifts`: who was suspended, here or there, is let in again."""

    what: Literal["person"] = "person"
    device: str
    login: str
    name: str
    roles: tuple[Role, ...]
    suspended: bool = False
    lifts: bool = False
    reason: str

    @property
    def about(self) -> str:
        """The desk and the login there."""
        return f"{self.device} {self.login}"

    def on(self, before: Person | None) -> Person:
        """The person as of this directive; `before`: as the desk has him, None where it does not."""
        if before is None:
            return Person(login=self.login, name=self.name, roles=self.roles, suspended=self.suspended)
        lifted = before.model_copy(update={"name": self.name, "suspended": before.suspended and not self.lifts})
        return self.held(lifted)

    def held(self, person: Person) -> Person:
        """A person as a desk says, but for what it may not say."""
        return person.model_copy(update={"roles": self.roles, "suspended": person.suspended or self.suspended})


class ClientSettled(Value):
    """Several desks have a file of one person, and head office says which of them goes on with him: told to each of
    them (a device) of its own file. `keeps`: what that desk is called; `here`: it is this one. A desk's fact about it
    leaves the reason to the fact of the client behind it, which goes with him."""

    what: Literal["settled"] = "settled"
    device: str
    client_id: str
    keeps: str
    here: bool
    reason: str

    @property
    def about(self) -> str:
        """The desk and its file."""
        return f"{self.device} {self.client_id}"


Directive: TypeAlias = Annotated[
    ProductGiven
    | Recall
    | Release
    | InstitutionGiven
    | HolidaysGiven
    | Letterhead
    | CodeGiven
    | PackGiven
    | CountsGiven
    | PersonGiven
    | ClientSettled,
    Field(discriminator="what"),
]


def bare(directive: Directive) -> Directive:
    """A directive as a desk's own fact tells it."""
    match directive:
        case PackGiven():
            return directive.model_copy(update={"files": {}})
        case CountsGiven():
            return directive.model_copy(update={"persons": ()})
        case ClientSettled():
            return directive.model_copy(update={"reason": ""})
        case _:
            return directive


def called(directive: Directive) -> str:
    """What a directive is called: of one about somebody, what it does with him."""
    if isinstance(directive, PersonGiven) and (directive.suspended or directive.lifts):
        return "suspended" if directive.suspended else "resumed"
    return directive.what


_RECALLS = ("recall", "release")


def topic(what: str, about: str) -> str:
    """What a directive settles: a later one about the same takes its place."""
    return f"{'recall' if what in _RECALLS else what}:{about}"


_OF_ONE = ("counts", "person", "settled")


def is_for(device: str, what: str, about: str) -> bool:
    """Whether a directive is for this desk: its own counts and people, and all that is for every desk."""
    return what not in _OF_ONE or about.partition(" ")[0] == device


class Directed(Fact, kind="office.directed/1"):
    """Two people at head office handed something down. It stands in head office's chain, and in no desk's."""

    second: str
    directive: Directive


class HandedDown(Fact, kind="office.handed_down/1"):
    """A directive, fact `seq` of the head office `device`, came to this desk. `by` and `second`: who handed it down.
    `held`: the refusal by which it could not be done yet; "" where it is done. `looser`: of a form pack, what asks for
    less than the one before. `alike`: of a product, what is registered as the same here, as it is sold by that."""

    device: str
    seq: int
    by: str
    second: str
    about: str
    directive: Directive
    held: str = ""
    looser: tuple[Text, ...] = ()
    alike: tuple[Product, ...] = ()


class CountedElsewhere(Fact, kind="office.counted_elsewhere/1"):
    """By the directive `seq` of the head office `device`: what a client's assessments at other desks are, and which of
    them have a file of the same person; nothing of both where that is no longer so."""

    device: str
    seq: int
    client_id: str
    counted: PersonCounted


class SettledFor(Fact, kind="office.client_settled/1"):
    """By the directive `seq` of the head office `device`: which desk goes on with a client of whom several have a file,
    and why. Where it is not this one (`here`), nothing new is done with the file."""

    device: str
    seq: int
    client_id: str
    keeps: str
    here: bool
    reason: str


class Recalled(Value):
    """A product that head office recalled: why, and by whom there."""

    code: str
    reason: str
    by: str
