"""The facts one after the other, as bare as a pass over all of them needs."""

from collections.abc import Collection, Iterator
from typing import NamedTuple

from pydantic import ValidationError

from rmdesk.domain.fact import Fact, read_fact
from rmdesk.store.errors import FactUnreadable
from rmdesk.store.store import Store

_PAGE = 5000


class Passed(NamedTuple):
    """A fact's heading, `at` as it is written, and its payload where it was asked for and is not erased."""

    seq: int
    id: str
    at: str
    actor: str
    kind: str
    payload: str | None

    @property
    def fact(self) -> Fact:
        """The fact itself. FactUnreadable when its kind or shape is not known here."""
        try:
            return read_fact(self.kind, self.payload or "")
        except (LookupError, ValidationError, ValueError) as error:
            raise FactUnreadable(self.seq, self.kind, "shape") from error


def passed_by(store: Store, kinds: Collection[str]) -> Iterator[Passed]:
    """All facts in order, page by page; payloads of these `kinds` alone."""
    named = tuple(sorted(kinds))
    said = f"CASE WHEN kind IN ({', '.join('?' * len(named))}) THEN payload END"
    sql = f"SELECT seq, id, at, actor, kind, {said} AS payload FROM journal WHERE seq > ? ORDER BY seq LIMIT {_PAGE}"
    after = 0
    while page := store.query(sql, (*named, after)):
        for row in page:
            yield Passed(*row)
        after = page[-1]["seq"]
