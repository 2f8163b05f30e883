"""Which tables facts changed, and which somebody read: what was counted from some tables stands until a fact changes
one of them.

Nobody declares what is read: every statement is looked through for names of tables. One that only sounds like a table
counts too, so that something is read again once too often, and never too seldom.
"""

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import lru_cache
from typing import Final, TypeVar

from rmdesk.store.entry import Entry
from rmdesk.store.vault import Vault

K = TypeVar("K")
T = TypeVar("T")
JOURNAL: Final = "journal"
_WITHOUT_FACTS: Final = ("meta", "draft", "attachment", "head")
"""Tables that no projection fills: whoever reads one reads again after each fact."""


class Touched:
    """The tables of one open desk. `head`: the hash of the last fact, read without being noted."""

    def __init__(self, vault: Vault, tables: Iterable[str], head: Callable[[], bytes]) -> None:
        """Nothing is changed yet."""
        self._vault = vault
        self._read_head = head
        self._head = b""
        self._changed = Counter[str]()
        self._foreign = 0
        self._reading: list[set[str]] = []
        named = re.compile(rf"\b({'|'.join((JOURNAL, *_WITHOUT_FACTS, *tables))})(?:_fts)?\b")

        @lru_cache(maxsize=500)  # a use case asks the same again and again
        def tables_in(sql: str) -> frozenset[str]:
            return frozenset(JOURNAL if one in _WITHOUT_FACTS else one for one in named.findall(sql))

        self._tables_in = tables_in

    def change(self, table: str) -> None:
        """A row of a table is another one."""
        self._changed[table] += 1

    def appended(self, entry: Entry) -> None:
        """A fact was written here. Where it does not follow the one before, others wrote or took back meanwhile."""
        if entry.prev != self._head:
            self._foreign += 1
        self._head = entry.hash
        self._changed[JOURNAL] += 1

    def stand(self) -> Mapping[str, int]:
        """What has been changed so far: to be taken before something is read."""
        head = self._read_head()
        if head != self._head:
            self._foreign += 1
            self._head = head
        return {**self._changed, "": self._foreign}

    def since(self, before: Mapping[str, int], tables: Collection[str]) -> bool:
        """Whether one of these tables may have changed since it stood so."""
        now = self.stand()
        return any(now.get(one, 0) != before.get(one, 0) for one in ("", *tables))

    @contextmanager
    def reading(self) -> Iterator[set[str]]:
        """The tables that are read inside, once it is over."""
        found = set[str]()
        self._reading.append(found)
        self._vault.noted = self._note
        try:
            yield found
        finally:
            self._reading.pop()
            self.read(found)
            if not self._reading:
                self._vault.noted = None

    def once(self, memo: dict[K, tuple[T, frozenset[str]]], key: K, work: Callable[[], T]) -> T:
        """What `work` gives, kept in `memo`; whoever takes it from there leans on the tables that it read."""
        if key not in memo:
            with self.reading() as tables:
                value = work()
            memo[key] = value, frozenset(tables)
        value, leans = memo[key]
        self.read(leans)
        return value

    def read(self, tables: Iterable[str]) -> None:
        """Note that whoever reads now leans on these tables too."""
        if self._reading:
            self._reading[-1].update(tables)

    def _note(self, sql: str) -> None:
        self._reading[-1].update(self._tables_in(sql))
