"""Desks to look at."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from support.clock import Clock
from support.desks import FreshDesks, opened
from support.undrawn import undrawn
from tui.stage import populate

if TYPE_CHECKING:
    from rmdesk.desk.desk import Desk
    from rmdesk.formpack import Pack


@pytest.fixture
def full(tmp_path: Path, pack: "Pack", clock: Clock, fresh_desks: FreshDesks) -> "Iterator[Desk]":
    """A desk with clients, products, a sale and dues."""
    with fresh_desks.copied(tmp_path / "desk", pack, clock, opened, populate) as desk:
        yield desk


@pytest.fixture
def papers_undrawn() -> Iterator[None]:
    """For tests that print and look at no page."""
    with undrawn():
        yield
