"""What goes back to a desk: a bundle that says how much of its chain head office has."""

from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from rmdesk.desk.exchange.giving import SUFFIX
from rmdesk.desk.paper_files import replacing_file, stop_if_there
from rmdesk.domain.exchange import NOTHING, Peer
from rmdesk.domain.refusal import stop
from rmdesk.office import desks
from rmdesk.office.keys import Office
from rmdesk.office.server import connected, office_door
from rmdesk.store.exchange.bundle import Header, write
from rmdesk.store.plain import instant_text


class Given(NamedTuple):
    """A bundle that was written: for whom, where, its number."""

    peer: Peer
    file: Path
    number: int


@office_door
def give(office: Office, dsn: str, name: str, file: Path, at: datetime) -> Given:
    """Write a bundle for the desk that `name` says to a new file (under a name of its own where `file` is a folder):
    what it acknowledges, the desk's next bundle begins behind."""
    with connected(dsn, "projector", office) as connection, connection.transaction():
        peer = desks.named(connection, name).peer
        if peer.struck is not None:
            stop("EXCHANGE.struck", name=peer.card.name)
        sql = "UPDATE office.desk SET given = given + 1 WHERE desk = %s RETURNING given"
        row = connection.execute(sql, (peer.card.device,)).fetchone()
        number = int(row[0]) if row else 0
        file = file / f"{office.card.name}-{peer.card.name}-{number:04}{SUFFIX}" if file.is_dir() else file
        stop_if_there(file, over=False)
        header = Header(office.card.key_id, peer.card.key_id, number, 1, 0)
        knows = [peer.have.seq, peer.have.hash]
        opening = {"made_at": instant_text(at), "start": NOTHING, "head": NOTHING, "knows": knows}
        with replacing_file(file) as out:
            write(out, header, [opening], office.keys, peer.card.sealing)
    return Given(peer, file, number)
