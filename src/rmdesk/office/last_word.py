"""What head office said last about a subject, and how much of what was handed down a desk has."""

from typing import Final, NamedTuple

from rmdesk.domain.directives import Directed, Directive
from rmdesk.domain.exchange import Mark
from rmdesk.domain.fact import read_fact
from rmdesk.office.cipher import Cipher
from rmdesk.office.server import Connection

TABLE: Final = "directive"


class Word(NamedTuple):
    """A directive, by its number."""

    seq: int
    directive: Directive


def last(connection: Connection, cipher: Cipher, about: str) -> Word | None:
    """The last word about a subject (`topic`)."""
    sql = "SELECT seq, kind, said FROM office.directive WHERE topic = %s ORDER BY seq DESC LIMIT 1"
    row = connection.execute(sql, (cipher.put(TABLE, "topic", "TEXT", about),)).fetchone()
    if row is None:
        return None
    fact = read_fact(row[1], str(cipher.take(TABLE, "said", "TEXT", bytes(row[2]))))
    return Word(row[0], fact.directive) if isinstance(fact, Directed) else None


def acked(connection: Connection, device: str) -> Mark:
    """How much of what was handed down a desk has, as its last bundle said."""
    row = connection.execute("SELECT acked, acked_hash FROM office.desk WHERE desk = %s", (device,)).fetchone()
    return Mark() if row is None else Mark(seq=row[0], hash=bytes(row[1]).hex())
