"""A few damaged files for each reader; `python -m faults` reads thousands."""

import random
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from faults.fuzz import Reader, fuzzed, readers
from support.tiers import exhaustive


@pytest.fixture(scope="module")
def all_(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Reader]]:
    """Every reader, over one desk."""
    with readers(tmp_path_factory.mktemp("read")) as found:
        yield found


@exhaustive
def test_no_damaged_file_ends_a_reader(all_: dict[str, Reader], tmp_path: Path) -> None:
    """A list, a scan, a backup or a pack that a stick damaged ends the program instead of being refused."""
    reports = [fuzzed(one, random.Random(3), time.monotonic() + 60, 12, tmp_path) for one in all_.values()]
    assert [line for one in reports for line in one.wrong] == []
    assert all(one.read > 4 for one in reports)
    assert 0 < sum(one.taken for one in reports) < sum(one.read for one in reports), "some are sound all the same"
