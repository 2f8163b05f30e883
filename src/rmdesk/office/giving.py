"""What goes back to a desk: a bundle that says how much of its chain head office has, with what is handed down."""

from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from rmdesk.desk.exchange.giving import SUFFIX
from rmdesk.desk.paper_files import replacing_file, stop_if_there
from rmdesk.domain.directives import is_for
from rmdesk.domain.exchange import Peer
from rmdesk.domain.refusal import stop
from rmdesk.office import desks, directing, last_word
from rmdesk.office.keys import Office
from rmdesk.office.server import connected, office_door
from rmdesk.store.exchange.bundle import Header, write
from rmdesk.store.exchange.kept import Whole, seal_line
from rmdesk.store.plain import instant_text


class Given(NamedTuple):
    """A bundle that was written: for whom, where, its number, how many directives are in it."""

    peer: Peer
    file: Path
    number: int
    directives: int


@office_door
def give(office: Office, dsn: str, name: str, file: Path, at: datetime) -> Given:
    """Write a bundle for the desk that `name` says to a new file (under a name of its own where `file` is a folder):
    what it acknowledges, the desk's next bundle begins behind. What is handed down begins behind what the desk's last
    bundle acknowledged, so one that is lost is made good by the next one."""
    with connected(dsn, "projector", office) as connection, connection.transaction():
        peer = desks.named(connection, name).peer
        if peer.struck is not None:
            stop("EXCHANGE.struck", name=peer.card.name)
        sql = "UPDATE office.desk SET given = given + 1 WHERE desk = %s RETURNING given"
        row = connection.execute(sql, (peer.card.device,)).fetchone()
        number = int(row[0]) if row else 0
        file = file / f"{office.card.name}-{peer.card.name}-{number:04}{SUFFIX}" if file.is_dir() else file
        stop_if_there(file, over=False)
        acked = last_word.acked(connection, peer.card.device)
        new = list(directing.chain(connection, office, acked.seq))
        end = new[-1].seal.hash.hex() if new else acked.hash
        header = Header(office.card.key_id, peer.card.key_id, number, acked.seq + 1, acked.seq + len(new))
        knows = [peer.have.seq, peer.have.hash]
        opening = {"made_at": instant_text(at), "start": acked.hash, "head": end, "knows": knows}
        lines: list[object] = [opening, *(seal_line(one.seal) for one in new)]
        lines += [_said(one) for one in new if _concerns(one, peer)]
        with replacing_file(file) as out:
            write(out, header, lines, office.keys, peer.card.sealing)
    return Given(peer, file, number, len(new))


def _said(one: Whole) -> dict[str, object]:
    return {"seq": one.seal.seq, "salt": (one.salt or b"").hex(), "payload": one.payload, "hide": []}


def _concerns(one: Whole, peer: Peer) -> bool:
    what, _, about = one.seal.subject.partition(":")
    return is_for(peer.card.device, what, about)
