"""Step one of `office take`: a bundle is proved, compared with what was seen of its desk before, and appended.

As the role rmdesk_loader, which may append facts and cannot read them back. A bundle goes in whole or not at all; one
that was taken before changes nothing; a chain that was rewritten, put back or lives twice is refused, and the proof
kept.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any, Final, NamedTuple

from rmdesk.desk.exchange import lines
from rmdesk.desk.exchange.taking import clash_refused
from rmdesk.domain.exchange import NOTHING, Clash, Offered, Peer, lacking, rolled_back
from rmdesk.domain.refusal import Refused, stop
from rmdesk.office import desks, directing
from rmdesk.office.desks import Known
from rmdesk.office.keys import Office, Sealing
from rmdesk.office.server import Connection, connected, office_door
from rmdesk.office.sharing import shared
from rmdesk.store.errors import BundleDamaged, StoreError
from rmdesk.store.exchange.bundle import Bundle, opened
from rmdesk.store.exchange.kept import Whole

_COPY: Final = """COPY office.fact (desk, seq, branch, bundle, id, at, device, kind, digest, hash, who, said)
FROM STDIN (FORMAT BINARY)"""
_TYPES: Final = (
    "text",
    "bigint",
    "integer",
    "bigint",
    "text",
    "text",
    "text",
    "text",
    "bytea",
    "bytea",
    "bytea",
    "bytea",
)


class Loaded(NamedTuple):
    """A bundle that is here: of which desk as it stands now, its number, how many facts were new. `again`: it had been
    taken before, and nothing changed."""

    peer: Peer
    number: int
    new: int
    again: bool = False


_WORTH: Final = 8 << 20
"""Bytes of bundles that several processes take sooner than one."""


class _ClashError(Exception):
    """A contradiction on its way out of the transaction, which is taken back."""

    def __init__(self, clash: Clash) -> None:
        super().__init__(clash.what)
        self.clash = clash


@office_door
def load(office: Office, dsn: str, file: Path, at: datetime) -> Loaded:
    """Append what the bundle in `file` brings. Refused with what to do: what is no bundle, cut, altered, of another
    format, for another office, of a desk that is not enrolled, with a gap before it, or contradicting an earlier one.
    Of a desk that was struck off everything new stands in quarantine."""
    with opened(file) as bundle, connected(dsn, "loader", office) as connection:
        if bundle.header.receiver != office.card.key_id:
            stop("EXCHANGE.receiver", given=bundle.header.receiver)
        known = desks.of_key(connection, bundle.header.sender)
        sha256 = bundle.prove(known.peer.card.signing)
        try:
            with connection.transaction():
                return _loaded(connection, office, bundle, file, sha256, at)
        except _ClashError as error:
            clash = error.clash.model_copy(update={"at": at})
            values = (known.peer.card.device, sha256, known.branch, at, clash.model_dump_json())
            connection.execute("INSERT INTO office.clash VALUES (%s, %s, %s, %s, %s) ON CONFLICT DO NOTHING", values)
            raise clash_refused(known.peer, clash) from error


def load_all(office: Office, dsn: str, files: Sequence[Path], at: datetime) -> list[tuple[Path, Loaded | Refused]]:
    """`load` for each, in order; those of several desks side by side."""
    of_desks: dict[str, list[Path]] = {}
    for file in files:
        of_desks.setdefault(_sender(file), []).append(file)
    worth = sum(file.stat().st_size for file in files if file.is_file()) >= _WORTH
    answers = shared(partial(_load_each, office, dsn, at), tuple(of_desks.values()), worth=worth)
    by_file = dict(pair for of_one in answers for pair in of_one)
    return [(file, by_file[file]) for file in files]


def _load_each(office: Office, dsn: str, at: datetime, files: Sequence[Path]) -> list[tuple[Path, Loaded | Refused]]:
    return [(file, load(office, dsn, file, at)) for file in files]


def _sender(file: Path) -> str:
    """By the key of which desk it goes, as it says itself; what cannot be read is alone, and `load` says why."""
    try:
        with opened(file) as bundle:
            return bundle.header.sender
    except StoreError:
        return str(file)


def _loaded(connection: Connection, office: Office, bundle: Bundle, file: Path, sha256: str, at: datetime) -> Loaded:
    header = bundle.header
    locked = connection.execute(
        "SELECT desk FROM office.desk WHERE key_id = %s FOR UPDATE", (header.sender,)
    ).fetchone()
    known = desks.of_key(connection, header.sender)
    peer, device = known.peer, known.peer.card.device
    assert locked == (device,), "it is enrolled, and never goes"
    row = connection.execute(
        "SELECT sha256 FROM office.bundle WHERE desk = %s AND number = %s", (device, header.number)
    )
    before = row.fetchone()
    if before == (sha256,):
        return Loaded(peer, header.number, 0, again=True)
    clash = next((one for one in peer.clashes if one.sha256 == sha256), None)
    if clash is not None:
        raise _ClashError(clash)
    read = bundle.lines(office.keys)
    offered = lines.offered(header, next(read, None), sha256, file)
    _stop_if_apart(connection, peer, offered)
    sealing = Sealing.towards(office.bank_public)
    _append(connection, known, sealing, lines.facts(read, offered, file), offered, file)
    behind = rolled_back(peer, offered)
    if behind is not None:
        raise _ClashError(behind)
    if before is not None:
        raise _ClashError(Clash(what="twin", number=offered.number, known=before[0], sha256=sha256))
    _keep_files(connection, known, sealing, lines.files(read, file), offered)
    _note(connection, office, known, offered, sealing, at)
    return Loaded(desks.of_key(connection, header.sender).peer, offered.number, max(0, offered.last - peer.have.seq))


def _stop_if_apart(connection: Connection, peer: Peer, offered: Offered) -> None:
    """Stop where the bundle does not follow on what is here, or knows other directives than were handed down."""
    if not directing.knows(connection, offered.knows):
        raise _ClashError(_clash(offered, "own", offered.knows.seq, "", offered.knows.hash))
    gap = lacking(peer, offered)
    if gap is not None:
        stop("EXCHANGE.gap", name=peer.card.name, first=gap[0], last=gap[1])
    before = _hash_of(connection, peer.card.device, offered.first - 1)
    if before != offered.start:
        raise _ClashError(_clash(offered, "rewritten", offered.first - 1, before, offered.start))


def _append(
    connection: Connection, known: Known, sealing: Sealing, facts: Iterator[Whole], offered: Offered, file: Path
) -> None:
    """Compare what is here, append what is new."""
    device = known.peer.card.device
    with connection.cursor() as cursor:
        sql = "SELECT seq, hash FROM office.fact WHERE desk = %s AND seq >= %s"
        here = {seq: bytes(hash_) for seq, hash_ in cursor.execute(sql, (device, offered.first))}
        new = _new(known, sealing, facts, offered, file, here)
        with cursor.copy(_COPY) as copy:
            copy.set_types(_TYPES)
            for row in new:
                copy.write_row(row)


def _new(
    known: Known, sealing: Sealing, facts: Iterator[Whole], offered: Offered, file: Path, here: Mapping[int, bytes]
) -> Iterator[tuple[Any, ...]]:
    """The rows of what is new, each proved; what is here already is compared."""
    have, last = known.peer.have.seq, bytes.fromhex(known.peer.have.hash)
    for whole in facts:
        seal = whole.seal
        if seal.seq <= have:
            if here[seal.seq] != seal.hash:
                raise _ClashError(_clash(offered, "rewritten", seal.seq, here[seal.seq].hex(), seal.hash.hex()))
            continue
        if seal.prev != last:
            raise _ClashError(_clash(offered, "rewritten", seal.seq - 1, last.hex(), seal.prev.hex()))
        if not whole.sound:
            raise BundleDamaged(file, "altered")
        yield _row(known, sealing, offered.number, whole)
        last = seal.hash


def _row(known: Known, sealing: Sealing, bundle: int, whole: Whole) -> tuple[Any, ...]:
    seal = whole.seal
    who = sealing.seal("w", seal.seq, f"{seal.actor}\0{seal.subject}".encode())
    said = None
    if whole.salt is not None and whole.payload is not None:
        said = sealing.seal("s", seal.seq, whole.salt + whole.payload.encode())
    keys = (known.peer.card.device, seal.seq, known.branch, bundle)
    return (*keys, seal.id, seal.at, seal.device, seal.kind, seal.digest, seal.hash, who, said)


def _keep_files(
    connection: Connection, known: Known, sealing: Sealing, files: Iterator[lines.Kept], offered: Offered
) -> None:
    device = known.peer.card.device
    for part, kept in enumerate(files):
        if kept.content is not None:
            sealed = sealing.seal("f", part, kept.content)
            values = (device, kept.sha256, known.branch, offered.number, part, sealed)
            connection.execute(
                """INSERT INTO office.file (desk, sha256, branch, bundle, part, content)
                VALUES (%s, %s, %s, %s, %s, %s) ON CONFLICT DO NOTHING""",
                values,
            )
        sql = "INSERT INTO office.named (desk, seq, sha256) VALUES (%s, %s, %s) ON CONFLICT DO NOTHING"
        connection.execute(sql, (device, kept.seq, kept.sha256))


def _note(
    connection: Connection, office: Office, known: Known, offered: Offered, sealing: Sealing, at: datetime
) -> None:
    """The bundle, and how far its desk's chain stands here now."""
    peer, device = known.peer, known.peer.card.device
    span = (offered.first, offered.last, offered.sha256)
    values = (device, offered.number, known.branch, *span, offered.made_at, at, office.operator, sealing.ephemeral)
    connection.execute(
        """INSERT INTO office.bundle (desk, number, branch, first, last, sha256, made_at, taken_at, taken_by, ephemeral)
        VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s)""",
        values,
    )
    if offered.last > peer.have.seq:
        connection.execute(
            "UPDATE office.desk SET have = %s, have_hash = %s WHERE desk = %s",
            (offered.last, bytes.fromhex(offered.head), device),
        )
    if offered.number > peer.taken:
        ahead = (offered.made_at - at) // timedelta(seconds=1)
        connection.execute(
            "UPDATE office.desk SET taken = %s, taken_at = %s, ahead = %s, acked = %s, acked_hash = %s WHERE desk = %s",
            (offered.number, at, ahead, offered.knows.seq, bytes.fromhex(offered.knows.hash), device),
        )


def _hash_of(connection: Connection, device: str, seq: int) -> str:
    if seq == 0:
        return NOTHING
    row = connection.execute("SELECT hash FROM office.fact WHERE desk = %s AND seq = %s", (device, seq)).fetchone()
    return "" if row is None else bytes(row[0]).hex()


def _clash(offered: Offered, what: Any, seq: int, known: str, given: str) -> Clash:
    return Clash(what=what, number=offered.number, seq=seq, known=known, given=given, sha256=offered.sha256)
