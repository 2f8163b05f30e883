"""Step two of `office take`: what the facts say becomes the tables of their desks, by the desks' own projections.

As the role rmdesk_projector, with the bank's key. A part of a journal goes in whole, with the note of how far it came:
killed anywhere, it goes on there. What a desk erased is erased here too. What this program cannot read (a newer desk
wrote it) stops that desk alone, and is told.
"""

import hashlib
from collections.abc import Sequence
from functools import partial
from typing import Final, NamedTuple

from psycopg import sql

from rmdesk.domain.archive_facts import PayloadsErased
from rmdesk.domain.fact import kinds
from rmdesk.domain.refusal import passed
from rmdesk.office import desks
from rmdesk.office.cipher import CLEAR, Cipher
from rmdesk.office.desks import Known
from rmdesk.office.facts import Facts
from rmdesk.office.keys import Office
from rmdesk.office.rows import OfficeRows, created
from rmdesk.office.server import Connection, connected, office_door
from rmdesk.office.sharing import shared
from rmdesk.store import rebuild
from rmdesk.store.entry import Entry
from rmdesk.store.errors import FactUnreadable
from rmdesk.store.project import PROJECTIONS

_PART: Final = 1000
"""So many facts go in together."""
_WORTH: Final = 5000
"""Facts that several processes tell sooner than one."""


class Projected(NamedTuple):
    """A desk (its device, and what it is called): so many facts became rows, up to `seq`; `why`: what the next one is
    that nobody can read."""

    desk: str
    new: int
    seq: int
    why: str
    name: str


@office_door
def project(office: Office, dsn: str) -> tuple[Projected, ...]:
    """Fill the tables with what came, of several desks side by side; what stands in quarantine is left out."""
    from rmdesk.store import tables  # noqa: F401 - registers the projections

    with connected(dsn, "projector", office) as connection:
        _make_tables(connection)
        known, filled = desks.all_of(connection), desks.filled(connection)
    waits = {one.peer.card.device: _until(one) - filled.get(one.peer.card.device, 0) for one in known}
    worth = sum(waits.values()) >= _WORTH
    groups: dict[str, list[Known]] = {}
    for one in known:
        device = one.peer.card.device
        groups.setdefault(device if worth and waits[device] else "", []).append(one)
    answers = shared(partial(_project_some, office, dsn), tuple(groups.values()), worth=worth)
    by_desk = {one.desk: one for some in map(passed, answers) for one in some}
    return tuple(by_desk[device] for device in waits)


@office_door
def _project_some(office: Office, dsn: str, some: Sequence[Known]) -> tuple[Projected, ...]:
    """`project` for some desks, one after the other."""
    from rmdesk.store import tables  # noqa: F401 - registers the projections

    with connected(dsn, "projector", office) as connection:
        cipher = Cipher(office.tables)
        return tuple(_alone(connection, office, cipher, one) for one in some)


def _make_tables(connection: Connection) -> None:
    """The tables that this program declares; those of another one go, and are told anew."""
    wanted = hashlib.sha256("\n".join((rebuild.shape(PROJECTIONS), *sorted(CLEAR))).encode()).hexdigest()
    with connection.transaction():
        connection.execute("LOCK TABLE office.shape")
        row = connection.execute("SELECT shape FROM office.shape").fetchone()
        if row == (wanted,):
            return
        for (name,) in connection.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'told'").fetchall():
            connection.execute(sql.SQL("DROP TABLE {}").format(sql.Identifier("told", name)))
        for table in PROJECTIONS.tables.values():
            for statement in () if table.search else created(table):
                connection.execute(statement)
        connection.execute("UPDATE office.projected SET seq = 0, why = ''")
        connection.execute("DELETE FROM office.shape")
        connection.execute("INSERT INTO office.shape (shape) VALUES (%s)", (wanted,))


def _alone(connection: Connection, office: Office, cipher: Cipher, known: Known) -> Projected:
    """While nobody else tells this desk: what stands in memory is what stands on the server."""
    device = (known.peer.card.device,)
    connection.execute("SELECT pg_advisory_lock(hashtextextended(%s, 0))", device)
    try:
        return _projected(connection, office, cipher, known)
    finally:
        connection.execute("SELECT pg_advisory_unlock(hashtextextended(%s, 0))", device)


def _until(known: Known) -> int:
    """The last fact that becomes rows."""
    peer = known.peer
    return peer.have.seq if peer.struck is None else min(peer.have.seq, peer.struck.after)


def _projected(connection: Connection, office: Office, cipher: Cipher, known: Known) -> Projected:
    peer = known.peer
    device, until = peer.card.device, _until(known)
    facts = Facts(connection, office, device)
    many = until - _so_far(connection, device) > _PART
    rows = OfficeRows(connection, PROJECTIONS, cipher, device, known.branch, many=many)
    new, why = 0, ""
    while True:
        try:
            began, ended = _part(connection, facts, rows, device, until)
        except FactUnreadable as error:
            rows = OfficeRows(connection, PROJECTIONS, cipher, device, known.branch, many=many)
            until, why = error.seq - 1, f"{error.seq} {error.kind} {error.why}".strip()
            continue
        new += ended - began
        if ended >= until:
            break
    connection.execute("UPDATE office.projected SET why = %s WHERE desk = %s AND why <> %s", (why, device, why))
    return Projected(device, new, ended, why, peer.card.name)


def _part(connection: Connection, facts: Facts, rows: OfficeRows, device: str, until: int) -> tuple[int, int]:
    """The next part, all or nothing: behind which fact it began, and its last one."""
    with connection.transaction():
        began = ended = _so_far(connection, device)
        known_kinds = frozenset(kinds())
        for entry in facts.read(began, min(until, began + _PART)):
            if entry.kind not in known_kinds:
                raise FactUnreadable(entry.seq, entry.kind, "unknown")
            if entry.payload is not None and PROJECTIONS.of(entry.kind):
                _tell(rows, entry)
            if entry.kind == PayloadsErased.kind:
                _erase(connection, device, entry)
            ended = entry.seq
        rows.flush()
        connection.execute("UPDATE office.projected SET seq = %s WHERE desk = %s", (ended, device))
    return began, ended


def _so_far(connection: Connection, device: str) -> int:
    """The last fact that stands in the tables."""
    row = connection.execute("SELECT seq FROM office.projected WHERE desk = %s", (device,)).fetchone()
    return 0 if row is None else int(row[0])


def _tell(rows: OfficeRows, entry: Entry) -> None:
    try:
        PROJECTIONS.apply(entry.fact, entry, rows, rows)
    except (LookupError, TypeError, ValueError) as error:
        raise FactUnreadable(entry.seq, entry.kind, "projection") from error


def _erase(connection: Connection, device: str, entry: Entry) -> None:
    """What these facts said goes for ever, and the files that no other fact names."""
    fact = entry.fact
    assert isinstance(fact, PayloadsErased), "its kind says so"
    rows = connection.execute(
        "UPDATE office.fact SET said = NULL WHERE desk = %s AND seq < %s AND id = ANY (%s) RETURNING seq",
        (device, entry.seq, list(fact.ids)),
    )
    seqs = [seq for (seq,) in rows]
    connection.execute("DELETE FROM office.named WHERE desk = %s AND seq = ANY (%s)", (device, seqs))
    connection.execute(
        """DELETE FROM office.file WHERE desk = %s AND NOT EXISTS
        (SELECT FROM office.named WHERE named.desk = file.desk AND named.sha256 = file.sha256)""",
        (device,),
    )
