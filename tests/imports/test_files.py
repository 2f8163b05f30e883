"""Files as branches bring them, each with what is expected of it: rows, faults by row and column, reads."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from rmdesk.desk.desk import Desk
from rmdesk.desk.imports import running
from rmdesk.desk.imports.running import Choice, Report
from rmdesk.domain.imports.cells import plain
from support.desks import done
from support.sampled import copied

FILES = Path(__file__).parent / "files"
EXPECTED = {
    path.name.removesuffix(".expect.json"): json.loads(path.read_text(encoding="utf-8"))
    for path in sorted(FILES.glob("*.expect.json"))
}


@pytest.fixture
def empty(built_sample: Path, tmp_path: Path) -> Iterator[Desk]:
    """A desk with a person who may bring everything in."""
    desk = copied(built_sample, tmp_path / "desk")
    yield desk
    desk.close()


def looked(desk: Desk, name: str) -> Report:
    """A dry run of one of the files."""
    return done(running.look_at(desk, EXPECTED[name]["kind"], FILES / name, Choice()))


def bare(given: str) -> str:
    """What stands in a cell, without the remark of its number format."""
    return plain(given.partition(" [")[0])


@pytest.mark.parametrize("name", EXPECTED)
def test_a_file_gives_what_is_expected_of_it(empty: Desk, name: str) -> None:
    """Each fault that is not told is found at the counter, each that is none sends somebody back to head office."""
    expected: dict[str, Any] = EXPECTED[name]
    report = looked(empty, name)
    faults = {(one.row, plain(one.column), bare(one.given)) for one in report.faults}
    assert faults == {(one["row"], plain(one["column"]), bare(one["given"])) for one in expected["faults"]}
    accepted = report.accepted + report.changed + report.same
    assert (report.rows, accepted, report.refused, report.asked) == tuple(
        expected[key] for key in ("rows", "accepted", "refused", "asked")
    )
    skipped = {one["row"]: one["why"] for one in expected["skipped"]}
    assert skipped.keys() <= {one.no for one in report.skipped}
    assert all(one.why == "blank" for one in report.skipped if one.no not in skipped)
    questions: dict[str, set[str]] = {}
    for one in report.questions:
        if not any(fault.ask and fault.given == one.word for fault in report.faults):
            questions.setdefault(one.column, set()).add(one.word)
    asked = {column: set(words) for column, words in expected.get("value_questions", {}).items()}
    for one in expected["reads"]:
        if str(one["value"]).startswith("ask ("):
            asked.setdefault(one["column"], set()).add(one["given"])
    assert questions == asked
    assert report.heading_row == expected["heading_rows"][0]
    assert (report.sheet or None) == expected.get("sheet")
