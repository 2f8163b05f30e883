"""What ARCHITECTURE.md says of the branch's day leads to something; else newcomers and auditors are sent nowhere."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
_TABLE = (
    (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8").partition("## The branch's day")[2].partition("\n## ")[0]
)
_ROWS = [[cell.strip() for cell in line.strip("|").split("|")] for line in _TABLE.splitlines() if line.startswith("| ")]


def test_every_rule_of_the_day_has_its_row_and_no_cell_is_empty() -> None:
    first = [row[0].split()[0] for row in _ROWS]
    assert [f"DESK-{number:02}" for number in range(1, 20)] == [word for word in first if word.startswith("DESK-")]
    assert {"指南", "手册", "规范"} <= set(first)
    assert all(cell for row in _ROWS for cell in row)


def test_every_test_and_file_of_a_row_exists() -> None:
    named = [name for row in _ROWS for name in re.findall(r"`([^`]+)`", row[-1])]
    assert len(named) > 50
    assert [name for name in named if not (ROOT / "tests" / name).exists()] == []
    files = [name for row in _ROWS for name in re.findall(r"`(\w+\.toml)`", "|".join(row[1:-1]))]
    assert [name for name in files if not (ROOT / "forms" / name).exists()] == []


def test_every_register_of_a_row_is_one_and_none_is_left_out() -> None:
    named = {
        name
        for row in _ROWS
        for part in re.findall(r"registers? ((?:`\w+`(?:, )?)+)", "|".join(row[1:-1]))
        for name in re.findall(r"`(\w+)`", part)
    }
    assert named == {path.stem for path in (ROOT / "forms" / "registers").glob("*.toml")}
