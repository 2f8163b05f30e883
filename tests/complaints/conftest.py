"""A desk with a branch's people at it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from complaints.kit import hire
from rmdesk.desk.desk import Desk
from rmdesk.formpack import Pack
from support.clock import Clock
from support.desks import FreshDesks


@pytest.fixture
def branch(tmp_path: Path, pack: Pack, clock: Clock, fresh_desks: FreshDesks) -> Iterator[Desk]:
    """A fresh desk; beside `demo`, who may do everything, a manager, a reviewer, compliance and an auditor."""
    with fresh_desks.copied(tmp_path / "desk", pack, clock, hire) as desk:
        yield desk
