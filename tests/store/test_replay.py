"""The tables are what the journal says, and a table that is not is found."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from rmdesk.store import Entry, Fault, Store
from rmdesk.store.project import Projections
from rmdesk.store.rows import Changes, Reader, Row, required
from store.kit import START, KitDeposited, KitNoted, boxes, fill, made, opened, raw, unguard


def _replayed(folder: Path, change: Callable[[Any], object]) -> list[tuple[int | None, str, str]]:
    with raw(folder) as sql:
        unguard(sql)
        change(sql)
    with opened(folder, shared=True) as store:
        faults = store.replay().faults
    return [(f.seq, f.what, f.where) for f in faults if not f.where.startswith("trigger")]


@pytest.fixture
def closed(store: Store, folder: Path) -> Path:
    """A desk of ten facts, closed."""
    store.close()
    return folder


def test_untouched_tables_are_what_the_journal_says(store: Store) -> None:
    """Else the evidence of a sale could not be made again."""
    fill(store, 5, box="B")
    verdict = store.replay()
    assert (verdict.ok, verdict.facts) == (True, 15)


@pytest.mark.parametrize(
    ("change", "where"),
    [
        ("UPDATE box SET total = '999.00'", "box A"),
        ("UPDATE box SET total = '100.0'", "box A"),
        ("INSERT INTO box VALUES ('B', '0')", "box B"),
        ("DELETE FROM box", "box A"),
        ("UPDATE box SET name = 'Ä' WHERE name = 'A'", "box A"),
    ],
)
def test_a_changed_row_is_named(closed: Path, change: str, where: str) -> None:
    """A client's level set by hand in the table, with the journal left alone."""
    assert ("row", where) in [(what, place) for _, what, place in _replayed(closed, lambda sql: sql.execute(change))]


def test_a_value_of_another_type_is_a_difference(folder: Path) -> None:
    """Byte for byte: 1, 1.0 and '1' are three values."""
    loose = Projections()
    loose.table("mark", key="id", any=("value",))

    @loose.projects(KitNoted)
    def mark(_rows: Reader, fact: KitNoted, entry: Entry) -> Changes:
        yield Row("mark", {"id": str(entry.seq), "value": int(fact.text)})

    with made(folder, loose) as store:
        store.append(KitNoted(text="1"), actor="w", subject="", at=START)
    for value in ("1.0", "'1'"):
        with raw(folder) as sql:
            unguard(sql)
            sql.execute(f"UPDATE mark SET value = {value}")
        with opened(folder, loose) as store:
            assert Fault(None, "row", "mark 1") in store.replay().faults


def test_the_search_index_is_not_compared(closed: Path) -> None:
    """Its inner tables depend on the order of merges; it is made anew instead."""
    assert _replayed(closed, lambda sql: sql.execute("DELETE FROM note_search")) == []


def test_a_removed_fact_that_others_need_is_a_fault_and_no_traceback(folder: Path) -> None:
    """The replay of a cut journal fails inside a projection; the auditor needs the number, not the stack."""
    projections = boxes()

    @projections.projects(KitNoted)
    def needs(rows: Reader, fact: KitNoted, _entry: Entry) -> Changes:
        return (Row("box", required(rows, "box", fact.text)),)

    with made(folder, projections) as store:
        fill(store, 1)
        store.append(KitNoted(text="A"), actor="w", subject="", at=START)
    with raw(folder) as sql:
        unguard(sql)
        sql.execute("DELETE FROM journal WHERE seq = 1")
    with opened(folder, projections, shared=True) as store:
        faults = [(fault.seq, fault.what, fault.where) for fault in store.replay().faults]
    assert (1, "missing", "") in faults
    assert (2, "unreadable", "projection") in faults


def test_a_table_that_is_gone_is_a_fault(closed: Path) -> None:
    """The verdict is given all the same."""
    found = _replayed(closed, lambda sql: sql.execute("DROP TABLE deposit"))
    assert (None, "schema", "table deposit") in found
    assert any(what == "unreadable" and where.startswith("deposit") for _, what, where in found)


def test_a_text_that_is_no_text_is_a_fault(closed: Path) -> None:
    """Bytes that are no UTF-8 cannot be shown, and must not end the check."""
    change = "UPDATE journal SET actor = CAST(x'ff' AS TEXT) WHERE seq = 2"
    found = _replayed(closed, lambda sql: sql.execute(change))
    assert (2, "hash", "") in found
    assert "unreadable" in {what for _, what, _ in found}


def test_a_new_table_is_filled_from_old_facts(closed: Path) -> None:
    """A newer program shows what older ones recorded, without anyone's hand."""
    newer = boxes()
    newer.table("count", key="box", number=("n",))

    @newer.projects(KitDeposited)
    def count(rows: Reader, fact: KitDeposited, _entry: Entry) -> Changes:
        before = rows.row("count", fact.box)
        yield Row("count", {"box": fact.box, "n": before["n"] + 1 if before else 1})

    with opened(closed, newer) as store:
        assert store.get("count", "A") == {"box": "A", "n": 10}
        assert store.replay().ok
    with opened(closed) as store:
        assert store.query("SELECT name FROM sqlite_master WHERE name = 'count'") == []
        assert store.replay().ok


def test_a_new_edition_of_a_projection_rebuilds(closed: Path) -> None:
    """A projection that changed its mind changes the rows of the past as well."""
    doubled = Projections()
    doubled.table("box", key="name", text=("total",), edition=2)
    doubled.projects(KitDeposited)(lambda _rows, fact, _entry: [Row("box", {"name": fact.box, "total": "edition 2"})])
    with opened(closed, doubled, shared=True) as store:
        assert store.get("box", "A") == {"name": "A", "total": "edition 2"}
    with opened(closed, doubled) as store:
        assert store.replay().ok


def test_rebuilding_makes_a_changed_row_right(closed: Path) -> None:
    """The journal wins over the tables."""
    with raw(closed) as sql:
        unguard(sql)
        sql.execute("UPDATE box SET total = '0'")
        sql.execute("UPDATE meta SET value = '' WHERE name = 'shape'")
    with opened(closed) as store:
        assert store.get("box", "A") == {"name": "A", "total": "100.00"}
