"""The other desks that this one knows, and its own card."""

from rmdesk.desk.desk import Desk
from rmdesk.domain.exchange import Card, Peer, found
from rmdesk.domain.exchange_facts import KeysMade
from rmdesk.domain.refusal import stop
from rmdesk.store.exchange.keys import Keys


def all_of(desk: Desk) -> tuple[Peer, ...]:
    """Every desk that was ever enrolled, those struck off last, in order of their names."""
    peers = [desk.parsed(Peer, row["doc"]) for row in desk.store.query("SELECT doc FROM peer")]
    return tuple(sorted(peers, key=lambda one: (one.struck is not None, one.card.name, one.card.device)))


def named(desk: Desk, given: str) -> Peer:
    """The desk that somebody names, by code, device or branch (EXCHANGE.unknown)."""
    peer = found(all_of(desk), given)
    if peer is None:
        stop("EXCHANGE.unknown", given=given)
    return peer


def keys_of(desk: Desk) -> Keys:
    """This desk's private keys, made when they are first needed."""
    kept = desk.store.exchange.keys()
    if kept is not None:
        return Keys(*kept)
    keys = Keys.new()
    signing, sealing = keys.public
    with desk.transaction():
        desk.store.exchange.keep_keys(*keys)
        desk.record(KeysMade(signing=signing, sealing=sealing), "desk")
    return keys


def own_card(desk: Desk) -> Card:
    """How this desk introduces itself to others."""
    signing, sealing = keys_of(desk).public
    branch = desk.branch
    return Card(
        device=desk.store.device,
        code=branch.code,
        bank=branch.bank,
        branch=branch.branch,
        signing=signing,
        sealing=sealing,
    )
