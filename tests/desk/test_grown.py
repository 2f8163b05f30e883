"""The desk that everything which grows with the book is measured on."""

from pathlib import Path

import pytest

from support.grown import full_texts, grown
from support.tiers import exhaustive


@exhaustive
@pytest.mark.usefixtures("lasting")
def test_a_grown_desk_is_what_its_journal_says(tmp_path: Path) -> None:
    """Else the figures would be those of a desk that nobody can have."""
    desk, _ = grown(tmp_path / "desk", 200)
    told = desk.store.replay()
    promises = [desk.store.query(f"PRAGMA {one}")[0][0] for one in ("journal_mode", "synchronous")]
    desk.close()
    assert told.ok, told.faults[:3]
    assert told.facts > 900
    assert promises == ["wal", 2]


@exhaustive
def test_a_grown_desk_finds_by_words_what_stands_in_it(tmp_path: Path) -> None:
    """A replay compares no full text: a search that finds nobody would be measured as a quick one."""
    desk, _ = grown(tmp_path / "desk", 60)
    tables = full_texts(desk)
    assert "client_search_fts" in tables
    for table in tables:  # an error where it is not what the rows say
        desk.store.query(f"INSERT INTO {table} ({table}, rank) VALUES ('integrity-check', 1)")
    desk.close()
