"""Facts about other desks: who was enrolled and struck off, which bundles went and came, and where chains clash."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from rmdesk.domain.exchange import Card, Clash, Mark, Peer, Struck
from rmdesk.domain.fact import Fact


class KeysMade(Fact, kind="exchange.keys_made/1"):
    """This desk made its two key pairs; the public halves in hex. The private ones are in no fact."""

    signing: str
    sealing: str


class DeskEnrolled(Fact, kind="exchange.desk_enrolled/1"):
    """Two people compared a card's fingerprint: its keys are that desk's from now on."""

    card: Card


class DeskStruck(Fact, kind="exchange.desk_struck/1"):
    """A desk was struck off; `after` is the last fact of it that stood here then."""

    device: str
    reason: str
    after: int


class BundleGiven(Fact, kind="exchange.bundle_given/1"):
    """A bundle was written for another desk. `head`: the hash of the last fact in it."""

    device: str
    number: int
    first: int
    last: int
    head: str
    sha256: str


class BundleTaken(Fact, kind="exchange.bundle_taken/1"):
    """A bundle of another desk was proved and taken in. `knows`: what it said to have of this desk's chain; `have`: how
    far the other chain stands here now."""

    device: str
    number: int
    first: int
    last: int
    have: Mark
    knows: Mark
    made_at: datetime
    sha256: str


class ClashFound(Fact, kind="exchange.clash_found/1"):
    """A bundle was refused because it contradicts what was seen before."""

    device: str
    clash: Clash


def fold(peer: Peer, moves: Sequence[tuple[Fact, datetime, str]]) -> Peer:
    """What these facts make of a desk that is known."""
    for fact, at, _ in moves:
        peer = peer.model_copy(update=_changed(peer, fact, at))
    return peer


def _changed(peer: Peer, fact: Fact, at: datetime) -> dict[str, object]:
    match fact:
        case DeskStruck():
            return {"struck": Struck(at=at, reason=fact.reason, after=fact.after)}
        case BundleGiven():
            return {"given": fact.number, "given_at": at}
        case BundleTaken():
            news: dict[str, object] = {"have": fact.have}
            if fact.number > peer.taken:
                ahead = (fact.made_at - at) // timedelta(seconds=1)
                news |= {"taken": fact.number, "taken_at": at, "ahead": ahead}
                news |= {"acked": fact.knows, "acked_by": fact.number}
            return news
        case ClashFound():
            return {"clashes": (*peer.clashes, fact.clash.model_copy(update={"at": at}))}
    raise TypeError(f"{fact.kind} changes no desk")
