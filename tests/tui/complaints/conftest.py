"""A branch with clients, products and people, and cases on its desk."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from complaints.kit import hire
from rmdesk.desk.desk import Desk
from rmdesk.formpack import Pack
from support.clock import Clock
from support.desks import FreshDesks
from tui.complaints.cases import fill
from tui.stage import populate


@pytest.fixture
def busy(tmp_path: Path, pack: Pack, clock: Clock, fresh_desks: FreshDesks) -> Iterator[Desk]:
    """Clients, a sale, products; beside `demo` a manager, a reviewer, compliance, an auditor."""
    with fresh_desks.copied(tmp_path / "desk", pack, clock, populate, hire) as desk:
        yield desk


@pytest.fixture
def board_desk(tmp_path: Path, pack: Pack, clock: Clock, fresh_desks: FreshDesks) -> Iterator[Desk]:
    """The same with a case in every state and group."""
    with fresh_desks.copied(tmp_path / "desk", pack, clock, populate, hire, fill) as desk:
        yield desk
