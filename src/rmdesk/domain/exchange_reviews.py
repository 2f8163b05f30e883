"""A review that one desk asks for and another gives (SALE-13): what travels, and the facts on both sides."""

from datetime import datetime
from typing import Final, Literal

from rmdesk.domain.base import Text, Value
from rmdesk.domain.fact import Fact
from rmdesk.domain.people import Person, Role
from rmdesk.domain.sale import BackTo

State = Literal["open", "answered", "lapsed"]
_AT: Final = "@"


class Somebody(Value):
    """A person as another desk knows one: logins of two desks say nothing of each other."""

    login: str
    name: str
    staff_no: str
    roles: tuple[Role, ...]

    @classmethod
    def of(cls, person: Person) -> "Somebody":
        """What another desk is told of a person here."""
        return cls(login=person.login, name=person.name, staff_no=person.staff_no, roles=person.roles)

    def may_be(self, other: "Somebody") -> bool:
        """Whether this may be the same person at another desk: the bank's number says it, else the name."""
        if self.staff_no and other.staff_no:
            return self.staff_no == other.staff_no
        return self.name == other.name


class AskedPaper(Value):
    """A printed paper that the reviewer is to read: number, title, and which fact of the asking desk printed it."""

    number: str
    title: Text
    seq: int


class Ask(Value):
    """What is asked: the review of sale `no` (as its papers bear it), for `reason`, by nobody of `concerned`."""

    sale_id: str
    client_id: str
    no: str
    reason: str
    concerned: tuple[Somebody, ...]
    papers: tuple[AskedPaper, ...]


class Verdict(Value):
    """What a reviewer at another desk decided on ask number `ask` of the asking desk: it is in order, or goes back to
    `step` with a remark."""

    sale_id: str
    ask: int
    accepted: bool
    step: BackTo | None = None
    remark: str = ""
    reviewer: Somebody


class ReviewFor(Value):
    """A review that another desk asked for here, by its fact number `seq`; it came `at`."""

    device: str
    seq: int
    ask: Ask
    at: datetime
    state: State = "open"


def elsewhere(login: str, device: str) -> str:
    """How a person of another desk is named in facts of this one."""
    return f"{login}{_AT}{device}"


def is_elsewhere(login: str) -> bool:
    """Whether somebody of another desk is named so."""
    return _AT in login


def device_of(login: str) -> str:
    """Of which desk somebody is who is named so; "" for one of this desk."""
    return login.partition(_AT)[2]


# at the desk that asks
class ReviewAsked(Fact, kind="exchange.review_asked/1"):
    """Another desk was asked to review a sale; the papers go with the next bundle for it."""

    device: str
    ask: Ask


class ReviewReturned(Fact, kind="exchange.review_returned/1"):
    """The verdict came, as fact `seq` of the other desk. `counts`: the sale still waited for it, so the next fact is
    the review's act by that person; else it came too late."""

    device: str
    seq: int
    verdict: Verdict
    counts: bool


# at the desk that is asked
class ReviewReceived(Fact, kind="exchange.review_received/1"):
    """Another desk asks for a review, by its fact number `seq`."""

    device: str
    seq: int
    ask: Ask


class ReviewAnswered(Fact, kind="exchange.review_answered/1"):
    """Somebody here reviewed for the other desk; the papers are no longer kept here."""

    device: str
    verdict: Verdict


class ReviewLapsed(Fact, kind="exchange.review_lapsed/1"):
    """The other desk's sale was decided on without this one; the papers are no longer kept here."""

    device: str
    sale_id: str
