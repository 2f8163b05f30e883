"""The facts of a desk as head office keeps them, opened by whoever has the bank's key."""

from collections.abc import Collection, Iterator
from typing import Any, Final

from cryptography.exceptions import InvalidTag

from rmdesk.office.keys import Office, Sealing
from rmdesk.office.server import Connection
from rmdesk.store.chainwalk import ZERO
from rmdesk.store.entry import Entry
from rmdesk.store.errors import FactUnreadable
from rmdesk.store.journal import SALT_BYTES
from rmdesk.store.plain import instant

_PAGE: Final = 500
_READ: Final = f"""SELECT seq, bundle, id, at, device, kind, digest, hash, who, said FROM office.fact
WHERE desk = %s AND seq > %s AND seq <= %s ORDER BY seq LIMIT {_PAGE}"""

_OF_KINDS: Final = """SELECT seq, bundle, id, at, device, kind, digest, hash, who, said FROM office.fact
WHERE desk = %s AND kind = ANY (%s) ORDER BY seq"""


class Facts:
    """The facts of one desk."""

    def __init__(self, connection: Connection, office: Office, desk: str) -> None:
        self._connection, self._bank, self._desk = connection, office.bank, desk
        self._seals: dict[int, Sealing] = {}

    def read(self, after: int, until: int) -> Iterator[Entry]:
        """Those with `after` < seq <= `until`, in order. FactUnreadable where one was altered on the server, or bears
        no instant."""
        sql = "SELECT hash FROM office.fact WHERE desk = %s AND seq = %s"
        before = self._connection.execute(sql, (self._desk, after)).fetchone()
        prev = ZERO if before is None else bytes(before[0])
        while page := self._connection.execute(_READ, (self._desk, after, until), binary=True).fetchall():
            for row in page:
                entry = self._entry(row, prev)
                prev, after = entry.hash, entry.seq
                yield entry

    def of_kinds(self, kinds: Collection[str]) -> Iterator[Entry]:
        """Those of these kinds, in order, without the hash of the one before. FactUnreadable as above."""
        wanted = (self._desk, list(kinds))
        for row in self._connection.execute(_OF_KINDS, wanted, binary=True).fetchall():
            yield self._entry(row, ZERO)

    def file(self, sha256: str) -> bytes | None:
        """A file that one of the facts names. FactUnreadable as above."""
        sql = "SELECT bundle, part, content FROM office.file WHERE desk = %s AND sha256 = %s"
        row = self._connection.execute(sql, (self._desk, sha256)).fetchone()
        return None if row is None else self._open("f", row[1], row[0], row[2])

    def _entry(self, row: tuple[Any, ...], prev: bytes) -> Entry:
        seq, bundle, id_, at, device, kind, digest, hash_, who, said = row
        actor, _, subject = self._open("w", seq, bundle, who).decode().partition("\0")
        opened = None if said is None else self._open("s", seq, bundle, said)
        payload = None if opened is None else opened[SALT_BYTES:].decode()
        salt = None if opened is None else opened[:SALT_BYTES]
        try:
            return Entry(seq, id_, instant(at), device, actor, kind, subject, payload, salt, digest, prev, hash_)
        except ValueError as error:
            raise FactUnreadable(seq, kind, "at") from error

    def _open(self, what: str, number: int, bundle: int, sealed: bytes) -> bytes:
        seal = self._seals.get(bundle)
        if seal is None:
            sql = "SELECT ephemeral FROM office.bundle WHERE desk = %s AND number = %s"
            row = self._connection.execute(sql, (self._desk, bundle)).fetchone()
            if row is None:
                raise FactUnreadable(number, "", "shape")
            seal = self._seals[bundle] = Sealing.known(self._bank, row[0])
        try:
            return seal.open(what, number, sealed)
        except InvalidTag as error:
            raise FactUnreadable(number, "", "shape") from error
