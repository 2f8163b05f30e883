"""The other desks that this one knows."""

from rmdesk.desk.desk import Desk
from rmdesk.domain.exchange import Peer, found
from rmdesk.domain.refusal import stop


def all_of(desk: Desk) -> tuple[Peer, ...]:
    """Every desk that was ever enrolled, those struck off last, in order of their names."""
    peers = [desk.parsed(Peer, row["doc"]) for row in desk.store.query("SELECT doc FROM peer")]
    return tuple(sorted(peers, key=lambda one: (one.struck is not None, one.card.name, one.card.device)))


def stop_if_none(desk: Desk, peer: Peer) -> None:
    """End the use case where nothing can move to this desk: it was struck off, is head office, or has no code of its
    own. For use cases."""
    name = peer.card.name
    if peer.struck is not None:
        stop("EXCHANGE.struck", name=name)
    if peer.card.kind != "desk":
        stop("EXCHANGE.office", name=name)
    if not desk.branch.code or desk.branch.code == peer.card.code:
        stop("EXCHANGE.no_code", name=name)


def called(desk: Desk, device: str) -> str:
    """What a desk is called here: its code and branch; one that this desk does not know, by its device."""
    card = next((one.card for one in all_of(desk) if one.card.device == device), None)
    return device if card is None else f"{card.name} {card.branch}"


def named(desk: Desk, given: str) -> Peer:
    """The desk that somebody names, by code, device or branch (EXCHANGE.unknown)."""
    peer = found(all_of(desk), given)
    if peer is None:
        stop("EXCHANGE.unknown", given=given)
    return peer
