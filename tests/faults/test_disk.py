"""A few faults of each kind in each course; `python -m faults` does them all."""

import time
from pathlib import Path

import pytest

from faults.courses import COURSES
from faults.disk import Laboratory
from faults.tracing import can_trace
from support.tiers import exhaustive


@exhaustive
@pytest.mark.usefixtures("lasting")
@pytest.mark.skipif(not can_trace(), reason="this system lets no process watch another's calls")
@pytest.mark.parametrize("name", COURSES)
def test_no_fault_of_the_disk_costs_what_was_confirmed(name: str, tmp_path: Path) -> None:
    """A worn or full disk, a kill or a power cut loses a client's sale, a key or the only backup, or ends in words for
    programmers."""
    laboratory = Laboratory(COURSES[name], tmp_path, seed=7)
    for fault, number in laboratory.places(few=1):
        laboratory.strike(fault, number)
    laboratory.cut(few=1, until=time.monotonic() + 60)
    assert not laboratory.report.wrong, "\n".join(laboratory.report.wrong)
    assert laboratory.report.faults.total() > 7
