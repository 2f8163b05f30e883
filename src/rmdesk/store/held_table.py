"""Rows of one table in memory, found by their key or by other columns."""

from collections.abc import Iterable
from operator import itemgetter
from typing import Any, Final, TypeAlias, TypeVar, cast

from rmdesk.domain.base import Value
from rmdesk.store.plain import plain
from rmdesk.store.project import Folding, Move
from rmdesk.store.rows import Parses

Key: TypeAlias = tuple[object, ...]
Values: TypeAlias = dict[str, Any]
V = TypeVar("V", bound=Value)


class HoldsValues(Parses):
    """Rows in which a value stands where its text will: it becomes one once, when it is put down."""

    def parsed(self, model: type[V], doc: str) -> V:
        """The value that a text says, or that stands in its place."""
        return super().parsed(model, doc) if type(doc) is str else cast(V, doc)

    def _text(self, value: object) -> object:
        """A value's text, by which it is found again without being read."""
        if not isinstance(value, Value):
            return value
        text = str(plain(value))
        self._remember(value, text)
        return text


class Seen:
    """Values that were put down, in a quarter of a megabyte however many they are: it may take a value for one of them
    that is none, never the other way round."""

    _BITS: Final = 1 << 21

    def __init__(self, values: Iterable[Key]) -> None:
        self._bits = bytearray(self._BITS >> 3)
        for one in values:
            self.add(one)

    def add(self, value: Key) -> None:
        """It was put down."""
        at = hash(value) % self._BITS
        self._bits[at >> 3] |= 1 << (at & 7)

    def __contains__(self, value: Key) -> bool:
        at = hash(value) % self._BITS
        return bool(self._bits[at >> 3] & 1 << (at & 7))


class HeldTable:
    """`rows` by their keys, those that changed last at the end. `changed`: keys of rows of which the database below has
    none, or another one; `below`: it has some; `waiting`: rows as they are before they are folded, and with what.
    `fixed`: columns that nothing that waits changes; `seen`: which values in some columns the database ever
    had."""

    def __init__(self, name: str, key: tuple[str, ...]) -> None:
        self.name = name
        self.key = key
        self.rows: dict[Key, Values] = {}
        self.changed: dict[Key, None] = {}
        self.below = False
        self.waiting: dict[Key, tuple[Folding[Any], Value, list[Move]]] = {}
        self.fixed: frozenset[str] = frozenset()
        self.seen: dict[tuple[str, ...], Seen] = {}
        self._one = itemgetter(key[0]) if len(key) == 1 else None
        self._found: dict[tuple[str, ...], dict[Key, dict[Key, None]]] = {}

    def key_of(self, row: Values) -> Key:
        """The key of a row."""
        return tuple([row[name] for name in self.key]) if self._one is None else (self._one(row),)

    def put(self, row: Values) -> None:
        """This row stands under its key."""
        key = self.key_of(row)
        before = self.rows.pop(key, None)
        self.rows[key] = row
        self.changed[key] = None
        for names, found in self._found.items():
            now = tuple([row[name] for name in names])
            was = None if before is None else tuple([before[name] for name in names])
            if was != now:
                if was is not None:
                    self._forget(found, was, key)
                found.setdefault(now, {})[key] = None

    def drop(self, key: Key) -> None:
        """No row stands under this key."""
        row = self.rows.pop(key, None)
        self.changed.pop(key, None)
        if row is None:
            return
        for names, found in self._found.items():
            self._forget(found, tuple([row[name] for name in names]), key)

    @staticmethod
    def _forget(found: dict[Key, dict[Key, None]], value: Key, key: Key) -> None:
        """No row with this key has these values; a value that no row has is not kept either."""
        keys = found[value]
        del keys[key]
        if not keys:
            del found[value]

    def let_go(self, keys: Iterable[Key]) -> None:
        """Forget rows that stand below."""
        for key in tuple(keys):
            self.drop(key)

    def stands_below(self, row: Values) -> None:
        """This row was put down."""
        self.below = True
        self.changed.pop(self.key_of(row), None)
        for names, seen in self.seen.items():
            seen.add(tuple([row[name] for name in names]))

    def where(self, names: tuple[str, ...], values: Key) -> list[Values]:
        """The rows with these values in the columns of these names."""
        found = self._found.get(names)
        if found is None:
            found = self._found[names] = {}
            for key, row in self.rows.items():
                found.setdefault(tuple([row[name] for name in names]), {})[key] = None
        return [self.rows[key] for key in found.get(values, ())]
