"""Which tables facts changed, and which somebody read: what was counted from some tables stands until a fact changes
one of them.

Nobody declares what is read: every statement is looked through for names of tables. One that only sounds like a table
counts too, so that something is read again once too often, and never too seldom.
"""

import re
from collections import Counter, deque
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import lru_cache
from itertools import islice
from typing import Final, TypeVar

from rmdesk.store.entry import Entry
from rmdesk.store.vault import Vault

K = TypeVar("K")
T = TypeVar("T")
JOURNAL: Final = "journal"
_NOTED: Final = "#"
_MOST: Final = 1_000
"""Of so many changed rows it is remembered about whom they are."""
_WITHOUT_FACTS: Final = ("meta", "draft", "attachment", "head", "exchange_key", "received_fact", "opened_fact")
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
        self._clients = deque[tuple[str, frozenset[str] | None]](maxlen=_MOST)
        self._noted = 0
        self._reading: list[set[str]] = []
        named = re.compile(rf"\b({'|'.join((JOURNAL, *_WITHOUT_FACTS, *tables))})(?:_fts)?\b")

        @lru_cache(maxsize=500)  # a use case asks the same again and again
        def tables_in(sql: str) -> frozenset[str]:
            return frozenset(JOURNAL if one in _WITHOUT_FACTS else one for one in named.findall(sql))

        self._tables_in = tables_in

    def change(self, tables: Iterable[str], clients: frozenset[str] | None) -> None:
        """Rows of these tables are other ones, and all of them are about these clients; None: nobody knows."""
        for one in tables:
            self._changed[one] += 1
            self._clients.append((one, clients))
            self._noted += 1

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
        return {**self._changed, "": self._foreign, _NOTED: self._noted}

    def since(self, before: Mapping[str, int], tables: Collection[str]) -> bool:
        """Whether one of these tables may have changed since it stood so."""
        now = self.stand()
        return any(now.get(one, 0) != before.get(one, 0) for one in ("", *tables))

    def clients_since(self, before: Mapping[str, int], tables: Collection[str]) -> frozenset[str] | None:
        """The clients about whom rows of these tables are other ones since it stood so; None: nobody knows."""
        now = self.stand()
        behind = self._noted - before[_NOTED]
        if now[""] != before[""] or behind > len(self._clients):
            return None
        found = set[str]()
        for table, clients in islice(reversed(self._clients), behind):
            if table in tables:
                if clients is None:
                    return None
                found |= clients
        return frozenset(found)

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
