"""One sample desk for all tests that only look at it."""

from collections.abc import Iterator

import pytest

from rmdesk.desk.desk import Desk
from support.sampled import sample_desk


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """The sample desk on a Saturday morning; for reading only."""
    desk = sample_desk(tmp_path_factory.mktemp("sample") / "desk")
    yield desk
    desk.close()
