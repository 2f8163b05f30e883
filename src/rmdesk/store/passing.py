"""The facts one after the other, as bare as a pass over all of them needs."""

from collections.abc import Collection, Iterator
from typing import NamedTuple

from pydantic import ValidationError

from rmdesk.domain.fact import Fact, read_fact
from rmdesk.store.entry import Entry
from rmdesk.store.errors import FactUnreadable
from rmdesk.store.plain import instant
from rmdesk.store.store import Store

_PAGE = 500  # a paper's payload takes 12 kB


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
    """All facts in order, page by page; payloads of these `kinds` alone."""
    named = tuple(sorted(kinds))
    said = f"CASE WHEN kind IN ({', '.join('?' * len(named))}) THEN payload END"
    columns = f"seq, id, at, device, actor, kind, subject, {said} AS payload"
    sql = f"SELECT {columns} FROM journal WHERE seq > ? ORDER BY seq LIMIT {_PAGE}"
    after = 0
    while page := store.query(sql, (*named, after)):
        for row in page:
            yield Passed(*row)
        after = page[-1]["seq"]
