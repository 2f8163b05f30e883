"""A desk with whole lives on it, built once per worker and copied for each test that changes it."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from rmdesk.desk import opening
from rmdesk.desk.desk import Desk
from rmdesk.desk.guarding import Proof
from rmdesk.sample import build
from support.clock import Clock
from support.desks import done

ME = Proof("demo")
"""What `demo` types to prove a sensitive act."""
OFFICER = Proof("demo", "compliance")
"""What somebody of compliance types as the second person."""


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample desk, closed. Nobody may change it."""
    folder = tmp_path_factory.mktemp("sample") / "desk"
    done(build(folder, clock=Clock())).close()
    return folder


@pytest.fixture
def sample(built: Path, tmp_path: Path) -> Iterator[Desk]:
    """A copy of the sample desk with `demo`, who may do everything, at it."""
    folder = tmp_path / "desk"
    shutil.copytree(built, folder)
    clock = Clock()
    clock.forward(minutes=5)
    desk = done(opening.unlock(folder, "demo", "demo", clock=clock))
    yield desk
    desk.close()
