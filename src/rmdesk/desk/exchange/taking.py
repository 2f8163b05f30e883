"""Taking a bundle in: proved, compared with what was seen before, kept apart from the own facts.

Nothing of a bundle is read before its signature was proved under the key of a desk that two people enrolled. A bundle
that contradicts what is known is refused, and the contradiction kept: both hashes, by which anybody can see who wrote
a chain anew.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from rmdesk.desk.access import use_case
from rmdesk.desk.desk import Desk
from rmdesk.desk.exchange import answering, asking, cases_in, cases_out, directed, lines, moving, own, peers, receiving
from rmdesk.desk.exchange.directed import DirectiveLine
from rmdesk.domain.directives import Directed, PersonGiven
from rmdesk.domain.exchange import Clash, Mark, Offered, Peer, lacking, rolled_back
from rmdesk.domain.exchange_cases import CaseGivenUp, CaseRefused, CaseTakenOver
from rmdesk.domain.exchange_facts import BundleTaken, ClashFound
from rmdesk.domain.exchange_moves import ClientGivenUp, ClientRefused, ClientTakenOver
from rmdesk.domain.exchange_reviews import ReviewAnswered, ReviewAsked
from rmdesk.domain.refusal import StopError, refused, stop
from rmdesk.store.errors import BundleDamaged, ChainDiffers
from rmdesk.store.exchange.bundle import Bundle, Header, opened
from rmdesk.store.exchange.kept import read_said

_SHOWN = 16
"""So many digits of a hash are told; all of them stand in the fact."""


class Taken(NamedTuple):
    """A bundle that is here: from whom as it stands now, its number, how many facts were new. `again`: it had been
    taken before, and nothing changed. `directed`: what head office hands down with it, and what waited and is done."""

    peer: Peer
    number: int
    new: int
    again: bool = False
    directed: tuple[DirectiveLine, ...] = ()


@use_case("exchange.carry")
def take(desk: Desk, file: Path) -> Taken:
    """Take the bundle in `file` in; once more it changes nothing.

    Refused with what to do: what is no bundle, cut, altered, of another format, for another desk, of a desk that is not
    enrolled, and one with a gap before it. A bundle that contradicts an earlier one is a fact beside its refusal. Of a
    desk that was struck off everything new goes into quarantine.
    """
    with opened(file) as bundle:
        peer = _sender(desk, bundle.header)
        sha256 = bundle.prove(peer.card.signing)
        known = _of_number(desk, peer, bundle.header.number)
        if known == sha256:
            return Taken(peer, bundle.header.number, 0, again=True)
        clash = _clash_of(peer, sha256)
        if clash is None:
            try:
                with desk.transaction():
                    return _taken(desk, peer, bundle, file, sha256, known)
            except _ClashError as found:
                clash = found.clash
                desk.record(ClashFound(device=peer.card.device, clash=clash), peer.card.device)
    raise clash_refused(peer, clash)


class _ClashError(Exception):
    """A contradiction on its way out of the transaction, which is taken back."""

    def __init__(self, clash: Clash) -> None:
        super().__init__(clash.what)
        self.clash = clash


def _sender(desk: Desk, header: Header) -> Peer:
    """Who made the bundle, by its own word; that it is for this desk."""
    if desk.store.exchange.keys() is None or header.receiver != own.own_card(desk).key_id:
        stop("EXCHANGE.receiver", given=header.receiver)
    found = next((one for one in peers.all_of(desk) if one.card.key_id == header.sender), None)
    if found is None:
        stop("EXCHANGE.stranger", given=header.sender)
    return found


def _of_number(desk: Desk, peer: Peer, number: int) -> str:
    """The digest of the bundle that came under this number; "" for none."""
    sql = "SELECT sha256 FROM bundle WHERE device = ? AND way = 'in' AND CAST(number AS INTEGER) = ?"
    found = desk.store.query(sql, (peer.card.device, number))
    return str(found[0]["sha256"]) if found else ""


def _clash_of(peer: Peer, sha256: str) -> Clash | None:
    """The contradiction for which this very file was refused before."""
    return next((one for one in peer.clashes if one.sha256 == sha256), None)


def _taken(desk: Desk, peer: Peer, bundle: Bundle, file: Path, sha256: str, known: str) -> Taken:
    read = bundle.lines(own.keys_of(desk))
    offered = lines.offered(bundle.header, next(read, None), sha256, file)
    _stop_if_apart(desk, peer, offered)
    new = max(0, offered.last - peer.have.seq)
    try:
        desk.store.exchange.take(peer.card.device, peer.have.seq, lines.seals(read, offered, file))
    except ChainDiffers as error:
        values = {"seq": error.seq, "known": error.known.hex(), "given": error.given.hex()}
        raise _ClashError(Clash(what="rewritten", number=offered.number, sha256=sha256, **values)) from error
    behind = rolled_back(peer, offered)  # only now: a fact that differs is the better proof
    if behind is not None:
        raise _ClashError(behind)
    if known:
        raise _ClashError(Clash(what="twin", number=offered.number, known=known, sha256=sha256))
    have = Mark(seq=offered.last, hash=offered.head) if new else peer.have
    fact = BundleTaken(
        device=peer.card.device,
        number=offered.number,
        first=offered.first,
        last=offered.last,
        have=have,
        knows=offered.knows,
        made_at=offered.made_at,
        sha256=sha256,
    )
    desk.record(fact, peer.card.device)
    said: tuple[DirectiveLine, ...] = ()
    if peer.struck is None:
        said, own_rights = _hear(desk, peer, read, file)
        answering.let_lapse(desk, peer)
        cases_out.hear(desk, peer)
        said += directed.again(desk, peer)
        for seq, directive in own_rights:  # last: whoever loses them by it records nothing more
            said += directed.received(desk, peer, seq, directive)
    return Taken(peers.named(desk, peer.card.device), offered.number, new, directed=said)


def _stop_if_apart(desk: Desk, peer: Peer, offered: Offered) -> None:
    """Stop where the bundle does not follow on what is here, or knows this desk otherwise than it is."""
    mine = desk.store.exchange.own_hash(offered.knows.seq)
    if mine is None or mine.hex() != offered.knows.hash:
        seq, given = offered.knows.seq, offered.knows.hash
        known_here = "" if mine is None else mine.hex()
        raise _ClashError(
            Clash(what="own", number=offered.number, seq=seq, known=known_here, given=given, sha256=offered.sha256)
        )
    gap = lacking(peer, offered)
    if gap is not None:
        stop("EXCHANGE.gap", name=peer.card.name, first=gap[0], last=gap[1])
    before = desk.store.exchange.hash_of(peer.card.device, offered.first - 1)
    if before is None or before.hex() != offered.start:
        values = {"known": "" if before is None else before.hex(), "given": offered.start}
        raise _ClashError(
            Clash(what="rewritten", number=offered.number, seq=offered.first - 1, sha256=offered.sha256, **values)
        )


def _hear(
    desk: Desk, peer: Peer, read: Iterator[Any], file: Path
) -> tuple[tuple[DirectiveLine, ...], list[tuple[int, Directed]]]:
    """What the desk asks of this one, gives or answers to it, each proved by its seal; the papers that it asks about,
    the facts of the client whom it gives up, with the files that they name; what head office hands down, which is told,
    but what it says of whoever takes the bundle in comes back by its number. All else that it says is passed over; what
    is heard again changes nothing."""
    device, exchange, wanted = peer.card.device, desk.store.exchange, set[int]()
    came: tuple[DirectiveLine, ...] = ()
    own_rights: list[tuple[int, Directed]] = []
    for said in lines.opened(read, file):
        if isinstance(said, lines.Kept):
            if said.content is not None:
                exchange.keep_file(device, said.seq, said.sha256, said.content)
            continue
        if not exchange.is_said(device, said.seq, said.salt, said.payload):
            raise BundleDamaged(file, "altered")
        fact = read_said(said.seq, exchange.kind_of(device, said.seq), said.payload)
        if isinstance(fact, ReviewAsked) and fact.device == desk.store.device:
            if not all(0 < paper.seq < said.seq for paper in fact.ask.papers):
                raise BundleDamaged(file, "altered")
            wanted |= answering.received(desk, peer, said.seq, fact)
        elif isinstance(fact, ReviewAnswered) and fact.device == desk.store.device:
            if exchange.opened(device, said.seq) is None:
                exchange.open(device, said.seq, said.salt, said.payload)
                asking.returned(desk, peer, said.seq, fact.verdict)
        elif isinstance(fact, ClientGivenUp) and fact.device == desk.store.device:
            if not all(0 < seq < said.seq for seq in fact.move.seqs) or fact.move.client_id not in fact.move.ids:
                raise BundleDamaged(file, "altered")
            wanted |= receiving.received(desk, peer, said.seq, fact)
        elif isinstance(fact, ClientTakenOver | ClientRefused) and fact.device == desk.store.device:
            moving.answered(desk, peer, said.seq, fact)
        elif isinstance(fact, CaseGivenUp) and fact.device == desk.store.device:
            if not all(0 < seq < said.seq for seq in fact.move.seqs) or not fact.move.origins:
                raise BundleDamaged(file, "altered")
            wanted |= cases_in.received(desk, peer, said.seq, fact)
        elif isinstance(fact, CaseTakenOver | CaseRefused) and fact.device == desk.store.device:
            cases_out.answered(desk, peer, said.seq, fact)
        elif isinstance(fact, Directed) and peer.card.kind == "office" and exchange.opened(device, said.seq) is None:
            exchange.open(device, said.seq, said.salt, said.payload)
            if isinstance(fact.directive, PersonGiven) and fact.directive.login == desk.actor.login:
                own_rights.append((said.seq, fact))
            else:
                came += directed.received(desk, peer, said.seq, fact)
        if said.seq in wanted:  # what was said to this desk once may belong to who moves to it now
            exchange.open(device, said.seq, said.salt, said.payload, said.hide)
    return came, own_rights


def clash_refused(peer: Peer, clash: Clash) -> StopError:
    """What is raised for a bundle that contradicts, with the proof."""
    name, seq = peer.card.name, clash.seq
    known, given = (one[:_SHOWN] or "—" for one in (clash.known, clash.given))
    match clash.what:
        case "rewritten":
            return StopError(refused("EXCHANGE.rewritten", name=name, seq=seq, known=known, given=given))
        case "rolled_back":
            return StopError(refused("EXCHANGE.rolled_back", name=name, seq=seq, last=clash.ends))
        case "twin":
            return StopError(refused("EXCHANGE.twin", name=name, number=clash.number))
        case "own":
            return StopError(refused("EXCHANGE.own", name=name, seq=seq, known=known, given=given))
