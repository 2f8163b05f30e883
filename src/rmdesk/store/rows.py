"""What a projection asks for and what it gives back: rows of tables, whatever engine keeps them.

A projection never writes. It looks at rows as they stood before it, and says which rows stand after it; one writer
(`sqlrows.py`) puts them down. Another engine gets another writer, never another projection.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, Protocol, TypeAlias, TypeVar, cast

from rmdesk.domain.base import Value

V = TypeVar("V", bound=Value)
_MOST_PARSED: Final = 500


@dataclass(frozen=True, slots=True)
class Row:
    """The row of `table` with the primary key that is among `values` stands, with these values; columns that are not
    named keep what they hold, and are empty in a new row.
    Values of the domain are stored plainly (`plain`)."""

    table: str
    values: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Gone:
    """No row of `table` with these values stands any more. `for_good`: at the end of its retention, so that nothing of
    it may be left in a search index either."""

    table: str
    values: Mapping[str, object]
    for_good: bool = False


Change: TypeAlias = Row | Gone
Changes: TypeAlias = Iterable[Change]


class Reader(Protocol):
    """The rows as they stand: values are plain, as `plain` gives them."""

    def row(self, table: str, *key: object) -> Mapping[str, Any] | None:
        """The row with this primary key, or None."""

    def where(self, table: str, **columns: object) -> Sequence[Mapping[str, Any]]:
        """The rows with these values in these columns (None: an empty one), in order of the key."""

    def parsed(self, model: type[V], doc: str) -> V:
        """The value that a stored text says; the same one again for the same text."""


class Writer(Protocol):
    """Puts rows down."""

    def write(self, changes: Changes) -> None:
        """All of them, in order."""


def required(rows: Reader, table: str, *key: object) -> Mapping[str, Any]:
    """The row with this primary key. KeyError: the journal before was tampered with."""
    found = rows.row(table, *key)
    if found is None:
        raise KeyError(f"{table} {key}")
    return found


def doc_of(rows: Reader, model: type[V], table: str, *key: object) -> V:
    """The value that the row's `doc` says. KeyError as `required`."""
    return rows.parsed(model, required(rows, table, *key)["doc"])


class Parses:
    """What reads values out of the texts of rows, each once. Values are frozen, so the same text gives the same one
    again: a sale is looked at several times in each act, and reading one takes a millisecond."""

    def __init__(self) -> None:
        self._parsed: dict[tuple[type[Value], str], Value] = {}

    def parsed(self, model: type[V], doc: str) -> V:
        """The value that a stored text says."""
        known = self._parsed.get((model, doc))
        if known is None:
            known = model.model_validate_json(doc)
            self._remember(known, doc)
        return cast(V, known)

    def _remember(self, value: Value, doc: str) -> None:
        if len(self._parsed) >= _MOST_PARSED:
            self._parsed.clear()
        self._parsed[type(value), doc] = value
