"""The facts one after the other, as bare as a pass over all of them needs."""

from collections.abc import Collection, Iterator
from typing import Final, NamedTuple

from pydantic import ValidationError

from rmdesk.domain.fact import Fact, read_fact, without_bulk
from rmdesk.store.entry import Entry
from rmdesk.store.errors import FactUnreadable
from rmdesk.store.plain import instant
from rmdesk.store.store import Store

_PAGE = 500
BEGINNING: Final = 1000
"""So many bytes of a paper hold all that is not its document, which takes 12 kB."""


class Passed(NamedTuple):
    """A fact's heading, `at` as it is written, and its payload where it was asked for and is not erased."""

    seq: int
    id: str
    at: str
    device: str
    actor: str
    kind: str
    subject: str
    payload: str | None

    @property
    def fact(self) -> Fact:
        """The fact itself. FactUnreadable when its kind or shape is not known here."""
        try:
            return read_fact(self.kind, self.payload or "")
        except (LookupError, ValidationError, ValueError) as error:
            raise FactUnreadable(self.seq, self.kind, "shape") from error

    @property
    def entry(self) -> Entry:
        """It as an entry, of which nobody asks for the seal. FactUnreadable where its instant is none."""
        seq, id_, at, device, actor, kind, subject, payload = self
        try:
            return Entry(seq, id_, instant(at), device, actor, kind, subject, payload, None, b"", b"", b"")
        except ValueError as error:
            raise FactUnreadable(seq, kind, "at") from error


def passed_by(store: Store, kinds: Collection[str]) -> Iterator[Passed]:
    """All facts in order, page by page; payloads of these `kinds` alone, and without their bulk."""
    long = tuple(kind for kind in kinds if kind in Fact.registry and Fact.registry[kind].bulk)
    # A payload that is not asked for costs none of its pages.
    said = f"""CASE WHEN kind IN ({_marks(long)}) AND typeof(payload) = 'text' THEN NULL
    WHEN kind IN ({_marks(kinds)}) THEN payload END"""
    columns = f"seq, id, at, device, actor, kind, subject, {said} AS payload, typeof(payload) = 'null' AS erased"
    sql = f"SELECT {columns} FROM journal WHERE seq > ? ORDER BY seq LIMIT {_PAGE}"
    params, after = (*long, *kinds), 0
    while page := _page(store, sql, (*params, after), frozenset(long)):
        yield from page
        after = page[-1].seq


def _marks(kinds: Collection[str]) -> str:
    return ", ".join("?" * len(kinds))


def _page(store: Store, sql: str, params: tuple[object, ...], long: Collection[str]) -> list[Passed]:
    with store.reading():
        found = []
        for *said, erased in store.query(sql, params):
            one = Passed(*said)
            begun = one.kind in long and one.payload is None and not erased
            found.append(one._replace(payload=_short(store, one)) if begun else one)
        return found


def _short(store: Store, one: Passed) -> str:
    """What a long fact says, without its bulk where its beginning tells all that comes before."""
    found = without_bulk(one.kind, store.payload_begins(one.seq, BEGINNING))
    return store.query("SELECT payload FROM journal WHERE seq = ?", (one.seq,))[0][0] if found is None else found
