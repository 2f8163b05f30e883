"""A few hundred random keys and clicks; `python -m faults` presses a hundred thousand."""

from pathlib import Path

import pytest

from faults.monkey import Monkey
from support.tiers import exhaustive


@exhaustive
def test_random_keys_and_clicks_end_nothing(
    built_sample: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)  # what is typed may be a path
    monkey = Monkey(seed=2, budget=120, lasting=40)
    monkey.at(built_sample, tmp_path / "desk")
    assert not monkey.report.faults, "\n".join(monkey.report.faults)
    assert monkey.report.keys > 50
    assert monkey.report.clicks > 0
    assert len(monkey.report.screens) > 5
