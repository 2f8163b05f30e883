"""A branch with clients, products and people, and cases on its desk."""

from pathlib import Path

import pytest

from complaints.kit import hire
from rmdesk.desk.desk import Desk
from tui.complaints.cases import fill
from tui.stage import populate


@pytest.fixture
def busy(desk: Desk) -> Desk:
    """Clients, a sale, products; beside `demo` a manager, a reviewer, compliance, an auditor."""
    populate(desk)
    hire(desk)
    return desk


@pytest.fixture
def board_desk(busy: Desk, tmp_path: Path) -> Desk:
    """The same with a case in every state and group."""
    fill(busy, tmp_path / "letters")
    return busy
