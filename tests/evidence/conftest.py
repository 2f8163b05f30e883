"""A branch with a whole sale on its desk, built once per worker and copied for each test."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from evidence.scene import START_OF_TESTS, build_branch
from rmdesk.desk import opening
from rmdesk.desk.desk import Desk
from rmdesk.formpack import Pack
from support.clock import Clock
from support.desks import done
from support.people import staff
from support.sampled import copied


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory, pack: Pack) -> Path:
    """The branch of `scene`, closed. Nobody may change it."""
    folder = tmp_path_factory.mktemp("branch") / "desk"
    build_branch(folder, pack)
    return folder


@pytest.fixture
def clock() -> Clock:
    """After everything in the scene."""
    return Clock(START_OF_TESTS)


@pytest.fixture
def branch(built: Path, tmp_path: Path, clock: Clock) -> Iterator[Desk]:
    """A copy of the branch with `demo`, who may do everything, at it."""
    folder = tmp_path / "desk"
    shutil.copytree(built, folder)
    desk = done(opening.unlock(folder, "demo", "demo", clock=clock))
    yield desk
    desk.close()


@pytest.fixture(scope="session")
def sampled(built_sample: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """The sample desk, for tests that only read, with somebody at it who has no interest in any case."""
    desk = copied(built_sample, tmp_path_factory.mktemp("sample") / "desk")
    desk.actor = staff("nobody", "compliance", "auditor")
    yield desk
    desk.close()
