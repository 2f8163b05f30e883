"""Two sales with their papers printed and scanned, made once per worker and copied for each test."""

import random
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from rmdesk.desk import opening
from rmdesk.desk.desk import Desk
from rmdesk.formpack import Pack
from support.clock import Clock
from support.desks import done, new_desk
from support.scanned import Page, pages_of, sales_printed


class Printed(NamedTuple):
    """A desk that printed papers, closed; its papers as PDFs, and another desk's; all of their pages as pictures."""

    desk: Path
    files: tuple[Path, ...]
    foreign: Path
    pages: tuple[Page, ...]
    strange: tuple[Page, ...]


@pytest.fixture(scope="session")
def printed(tmp_path_factory: pytest.TempPathFactory, pack: Pack) -> Printed:
    """Nobody may change it."""
    folder = tmp_path_factory.mktemp("printed")
    with new_desk(folder / "desk", pack, clock := Clock()) as desk:
        files = tuple(sales_printed(desk, clock, 2, folder / "papers"))
    with new_desk(folder / "other", pack, clock := Clock()) as other:
        foreign = sales_printed(other, clock, 1, folder / "others")[0]
    pages = tuple(page for file in files for page in pages_of(file))
    return Printed(folder / "desk", files, foreign, pages, tuple(pages_of(foreign)))


@pytest.fixture
def desk(printed: Printed, tmp_path: Path) -> Iterator[Desk]:
    """A copy of the desk, with `demo` at it."""
    shutil.copytree(printed.desk, tmp_path / "desk")
    clock = Clock()
    clock.forward(hours=8)
    desk = done(opening.unlock(tmp_path / "desk", "demo", "demo", clock=clock))
    yield desk
    desk.close()


@pytest.fixture
def glass(tmp_path: Path) -> Path:
    """Where the scanner puts its files."""
    folder = tmp_path / "glass"
    folder.mkdir()
    return folder


@pytest.fixture
def chance() -> random.Random:
    """The same one in each run."""
    return random.Random(20261121)
