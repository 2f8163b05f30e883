"""One sample desk for all tests that only look at it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from rmdesk.desk.desk import Desk
from support.sampled import copied


@pytest.fixture(scope="session")
def built(built_sample: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """The sample desk; for reading only."""
    desk = copied(built_sample, tmp_path_factory.mktemp("sample") / "desk")
    yield desk
    desk.close()
