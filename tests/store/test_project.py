"""The registry of tables, and the moves of a projection."""

from datetime import UTC, date, datetime
from decimal import Decimal
from enum import Enum, StrEnum
from pathlib import Path
from typing import Any

import pytest

from rmdesk.domain.base import Text
from rmdesk.store import making
from rmdesk.store.plain import instant, instant_text, plain
from rmdesk.store.project import Projections
from rmdesk.store.rows import Gone, Row
from rmdesk.store.sqlrows import Tables
from rmdesk.store.vault import Vault


@pytest.fixture
def tables() -> Tables:
    """A pair table with a key of two columns, and a search index."""
    registry = Projections()
    registry.table("pair", key=("order", "a"), empty=("value", "other"))
    registry.search_table("word", key="id", words=("said",))
    vault = Vault.in_memory(Path("memory"))
    making.create(vault, tuple(registry.tables.values()))
    return Tables(vault, registry)


def test_a_row_overwrites_only_what_it_names(tables: Tables) -> None:
    """A change of the phone must not wipe the address."""
    tables.write([Row("pair", {"order": "1", "a": "x", "value": "v", "other": "o"})])
    tables.write([Row("pair", {"order": "1", "a": "x", "value": "w"})])
    assert tables.row("pair", "1", "x") == {"a": "x", "order": "1", "value": "w", "other": "o"}


def test_a_bare_key_keeps_the_row(tables: Tables) -> None:
    """Putting a row twice is no error."""
    for _ in range(2):
        tables.write([Row("pair", {"order": "1", "a": "x"})])
    assert len(tables.where("pair", order="1")) == 1


def test_gone_takes_what_it_names_and_no_more(tables: Tables) -> None:
    """Removing by key must not take the neighbours; by other columns it takes all that are alike."""
    tables.write(Row("pair", {"order": number, "a": name, "value": name}) for number in "12" for name in "xyz")
    tables.write([Gone("pair", {"a": "y", "order": "1"})])
    assert [row["a"] for row in tables.where("pair", order="1")] == ["x", "z"]
    tables.write([Gone("pair", {"value": "x"})])
    assert [(row["order"], row["a"]) for row in tables.where("pair", other=None)] == [
        ("1", "z"),
        ("2", "y"),
        ("2", "z"),
    ]
    with pytest.raises(ValueError, match="pair"):
        tables.write([Gone("pair", {})])


def test_what_is_gone_for_good_leaves_the_index(tables: Tables) -> None:
    """An index keeps the words of what was deleted; of a destroyed client nothing may be left."""
    tables.write([Row("word", {"id": "a", "said": "geheim"}), Row("word", {"id": "b", "said": "offen"})])
    tables.write([Gone("word", {"id": "a"}, for_good=True)])
    kept = b"".join(bytes(row[0]) for row in tables._vault.rows("SELECT block FROM word_fts_data"))
    assert b"offen" in kept
    assert b"geheim" not in kept


@pytest.mark.parametrize("key", [("1",), ("1", "x", "y")])
def test_a_key_of_the_wrong_length_fails(tables: Tables, key: tuple[object, ...]) -> None:
    """Half a key would name many rows."""
    with pytest.raises(Exception, match="bindings"):
        tables.row("pair", *key)


@pytest.mark.parametrize(
    ("name", "how"),
    [
        ("journal", {"key": "a"}),
        ("draft", {"key": "a"}),
        ("taken", {"key": "b"}),
        ("box", {"key": ()}),
        ("box", {"key": "a", "text": ("a",)}),
        ("box", {"key": "a", "text": ("b) STRICT; DROP TABLE journal; --",)}),
        ("box; --", {"key": "a"}),
    ],
)
def test_a_wrong_declaration_is_refused(name: str, how: dict[str, Any]) -> None:
    """A table under two names would be left unguarded, one without a key could not be compared."""
    registry = Projections()
    registry.table("taken", key="a")
    registry.table("taken", key="a")
    with pytest.raises(ValueError, match=name):
        registry.table(name, **how)


class Colour(Enum):
    """A plain enum."""

    RED = Decimal("1.50")


class Side(StrEnum):
    """A text enum."""

    LEFT = "left"


@pytest.mark.parametrize(
    ("value", "stored"),
    [
        (None, None),
        ("x", "x"),
        (True, True),
        (Decimal("200000.00"), "200000.00"),
        (date(2026, 11, 21), "2026-11-21"),
        (datetime(2026, 11, 21, 8, tzinfo=UTC), "2026-11-21T08:00:00.000000Z"),
        (Side.LEFT, "left"),
        (Colour.RED, "1.50"),
        (("张", 1, Decimal("0.10")), '["张",1,"0.10"]'),
        ({"day": date(2026, 1, 2)}, '{"day":"2026-01-02"}'),
        (Text(zh="中", en="e"), '{"zh":"中","en":"e"}'),
        ([Text(zh="中", en="e")], '[{"zh":"中","en":"e"}]'),
    ],
)
def test_domain_values_are_stored_plainly(value: object, stored: object) -> None:
    """An amount that becomes a float loses its cents."""
    assert plain(value) == stored
    assert type(plain(value)) is type(stored)


@pytest.mark.parametrize("value", [{1, 2}, object(), [object()]])
def test_a_value_without_an_order_is_refused(value: Any) -> None:
    """A set is stored in another order each time, and no replay would match."""
    with pytest.raises(TypeError):
        plain(value)


def test_instants_sort_as_texts() -> None:
    """The journal compares instants as texts."""
    whole, later = datetime(2026, 1, 1, tzinfo=UTC), datetime(2026, 1, 1, microsecond=1, tzinfo=UTC)
    assert instant_text(whole) < instant_text(later)
    assert instant(instant_text(later)) == later
