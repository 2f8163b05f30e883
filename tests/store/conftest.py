"""A desk with ten facts, open, for tests that need no other."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from rmdesk.store import Store
from store.kit import fill, made


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where the desk of this test stands."""
    return tmp_path / "desk"


@pytest.fixture
def store(folder: Path) -> Iterator[Store]:
    """A desk with ten deposits."""
    with made(folder) as store:
        fill(store, 10)
        yield store
