"""The desk that everything which grows with the book is measured on."""

from pathlib import Path

from support.grown import grown
from support.tiers import exhaustive


@exhaustive
def test_a_grown_desk_is_what_its_journal_says(tmp_path: Path) -> None:
    """Else the figures would be those of a desk that nobody can have."""
    desk, _ = grown(tmp_path / "desk", 200)
    told = desk.store.replay()
    desk.close()
    assert told.ok, told.faults[:3]
    assert told.facts > 900
