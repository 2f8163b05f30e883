"""A desk with a small shelf."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from rmdesk.desk.desk import Desk
from rmdesk.formpack import Pack
from support.clock import Clock
from support.desks import FreshDesks
from tui.sale.hands import stock


@pytest.fixture
def shop(tmp_path: Path, pack: Pack, clock: Clock, fresh_desks: FreshDesks) -> Iterator[Desk]:
    """A desk that has something to sell."""
    with fresh_desks.copied(tmp_path / "desk", pack, clock, stock) as desk:
        yield desk
