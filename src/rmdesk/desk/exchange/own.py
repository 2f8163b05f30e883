"""This desk's own keys and card."""

from rmdesk.desk.desk import Desk
from rmdesk.domain.exchange import Card
from rmdesk.domain.exchange_facts import KeysMade
from rmdesk.store.exchange.keys import Keys


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
