"""The journal told once more from its beginning: before each fact stand the tables as they stood then.

Only what is asked for is told. What does not stay in memory stands in a file of its own, under a key that nobody keeps,
of which a part is in memory: the memory does not grow with the journal.
"""

import os
import tempfile
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2 as driver

from rmdesk.domain.fact import Fact
from rmdesk.store.entry import Entry
from rmdesk.store.errors import FactUnreadable
from rmdesk.store.held_rows import WHOLE, HeldRows
from rmdesk.store.project import Folding, Projection
from rmdesk.store.replay import made_bare
from rmdesk.store.store import Store
from rmdesk.store.vault import KEPT_IN_BATCH_KB, Params, Row, Vault, translated

_MOST_ANSWERS = 200


class Told(Store):
    """The desk as it grows: its tables, without a journal of its own. Of that which it is told from, it knows what was
    told by now."""

    def __init__(self, origin: Store, vault: Vault, wanted: Callable[[str], bool], without: Collection[str]) -> None:
        """As `retold` says of `origin`."""
        projections = origin._projections
        super().__init__(vault, None, projections, os.urandom)
        self._origin, self._last = origin, 0
        self._rows = self._tables = HeldRows(vault, projections, without)
        self._answers: dict[tuple[str, Params], tuple[tuple[int, ...], list[Row]]] = {}

        @cache  # the journal is long, the kinds are few
        def runs(kind: str) -> Sequence[Projection]:
            return projections.of(kind, without) if wanted(kind) else ()

        self.runs = runs
        """Which functions a fact of a kind runs."""

    def tell(self, entry: Entry, fact: Fact) -> None:
        """Let a fact that says something change the tables. FactUnreadable where it does not apply."""
        rows, self._last = self._rows, entry.seq
        try:
            for projection in self.runs(entry.kind):  # nobody guards these tables
                if isinstance(projection, Folding):
                    rows.wait(projection, fact, entry)
                else:
                    rows.write(tuple(projection(rows, fact, entry)))
        except (LookupError, TypeError, ValueError, driver.DatabaseError) as error:
            raise FactUnreadable(entry.seq, entry.kind, "projection") from error

    def get(self, table: str, *key: object) -> dict[str, Any] | None:
        """As `Store.get`; `retold` says what the driver means, once around all looks."""
        return self._rows.row(table, *key)

    def where(self, table: str, **columns: object) -> Sequence[dict[str, Any]]:
        """As `Store.where`, in the same way."""
        return self._rows.where(table, **columns)

    def query(self, sql: str, params: Params = ()) -> list[Row]:
        """All rows of a SELECT, without asking again while none of its tables has changed."""
        if not isinstance(params, tuple):
            return super().query(sql, params)
        now = self._rows.unchanged(sql)
        known = self._answers.get((sql, params))
        if known is not None and known[0] == now:
            return known[1]
        if len(self._answers) >= _MOST_ANSWERS:
            self._answers.clear()
        found = super().query(sql, params)
        self._answers[sql, params] = now, found
        return found

    def entries(
        self, *, subject: str | None = None, kind: str | None = None, after: int = 0, until: datetime | None = None
    ) -> Iterator[Entry]:
        """As `Store.entries`, of those that were told or passed over by now."""
        for one in self._origin.entries(subject=subject, kind=kind, after=after, until=until):
            if one.seq > self._last:
                return
            yield one

    def said(self, kind: str, path: str, subjects: Collection[str], until: int | None = None) -> list[Row]:
        """As `Store.said`, of the same facts."""
        return self._origin.said(kind, path, subjects, self._last if until is None else min(until, self._last))

    def last_at(self) -> datetime | None:
        """It has no journal of its own."""
        return None


@contextmanager
def retold(store: Store, wanted: Callable[[str], bool], without: Collection[str] = ()) -> Iterator[Told]:
    """Empty tables, which whoever reads the journal of `store` tells fact by fact. Facts of a kind that is `wanted`
    change them; nobody may ask for the tables `without` which it is told."""
    with (
        translated(store._vault.path),
        store._vault.keeping(KEPT_IN_BATCH_KB),
        tempfile.TemporaryDirectory(prefix="rmdesk-told-") as folder,
    ):
        twin = made_bare(store._vault, Path(folder) / "told", WHOLE)
        try:
            with twin.transaction():
                yield Told(store, twin, wanted, without)
        finally:
            twin.close()
