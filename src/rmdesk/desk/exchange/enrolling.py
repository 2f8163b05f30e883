"""Which desks are trusted: a card goes out, another's comes in when two people compared its fingerprint, a lost laptop
is struck off."""

from pathlib import Path

from rmdesk.desk import guarding
from rmdesk.desk.access import use_case
from rmdesk.desk.desk import Desk
from rmdesk.desk.exchange import own, peers
from rmdesk.desk.guarding import Proof
from rmdesk.desk.paper_files import leaving, stop_if_there, write_file
from rmdesk.domain.exchange import Card, Peer
from rmdesk.domain.exchange_facts import DeskEnrolled, DeskStruck
from rmdesk.domain.ids import read_code
from rmdesk.domain.refusal import stop, written
from rmdesk.store.exchange.keys import card_text, read_card

ENROL = "exchange.enrol"
STRIKE = "exchange.strike"


@use_case("exchange.keep")
def show_card(desk: Desk, file: Path) -> Card:
    """Write this desk's card to a new file, for another desk to enrol."""
    stop_if_there(file, over=False)
    card = own.own_card(desk)
    with leaving(desk, file):
        write_file(file, card_text(card, own.keys_of(desk)).encode())
    return card


@use_case("exchange.keep")
def look(desk: Desk, file: Path) -> Card:
    """What a card says, and whether it could be enrolled here; nothing comes of it."""
    card = read_card(file)
    _stop_if_strange(desk, card)
    return card


@use_case("exchange.keep")
def enrol(desk: Desk, file: Path, fingerprint: str, proof: Proof | None = None) -> Peer:
    """Trust the desk whose card is in `file`. `fingerprint`: as the people there read it aloud; a second person here
    heard it too. A desk that is known already, with the same keys, has the card's name and code from now on."""
    card = read_card(file)
    _stop_if_strange(desk, card)
    if read_code(fingerprint) != read_code(card.fingerprint):
        stop("EXCHANGE.fingerprint", name=card.name, given=fingerprint, found=card.fingerprint)
    with desk.transaction():
        guarding.prove(desk, ENROL, proof, card.device)
        desk.record(DeskEnrolled(card=card), card.device)
    return peers.named(desk, card.device)


@use_case("exchange.keep")
def strike(desk: Desk, name: str, reason: str, proof: Proof | None = None) -> Peer:
    """Strike a lost laptop off for good: nothing goes to it, and what it wrote afterwards is quarantined."""
    peer, reason = peers.named(desk, name), written("reason", reason)
    if peer.struck is not None:
        stop("EXCHANGE.struck", name=peer.card.name)
    with desk.transaction():
        guarding.prove(desk, STRIKE, proof, peer.card.device)
        desk.record(DeskStruck(device=peer.card.device, reason=reason, after=peer.have.seq), peer.card.device)
    return peers.named(desk, peer.card.device)


def _stop_if_strange(desk: Desk, card: Card) -> None:
    """Stop at this desk's own card, another bank's, one of a desk that was struck off, and new keys under a known
    device."""
    if card.device == desk.store.device:
        stop("EXCHANGE.own_card")
    if card.bank != desk.branch.bank:
        stop("EXCHANGE.bank", bank=card.bank)
    for peer in peers.all_of(desk):
        if peer.card.device == card.device and peer.struck is not None:
            stop("EXCHANGE.struck", name=peer.card.name)
        if (peer.card.device == card.device) != (peer.card.signing == card.signing):
            stop("EXCHANGE.keys", name=card.name)
        if peer.card.device == card.device and peer.card.sealing != card.sealing:
            stop("EXCHANGE.keys", name=card.name)
