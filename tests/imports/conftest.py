"""What tests of lists stand on beside a fresh desk."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from rmdesk.desk.desk import Desk
from support.sampled import copied


@pytest.fixture
def sample(built_sample: Path, tmp_path: Path) -> Iterator[Desk]:
    """A sample desk of its own."""
    desk = copied(built_sample, tmp_path / "desk")
    yield desk
    desk.close()
