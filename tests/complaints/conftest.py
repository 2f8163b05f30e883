"""A desk with a branch's people at it."""

import pytest

from complaints.kit import hire
from rmdesk.desk.desk import Desk


@pytest.fixture
def branch(desk: Desk) -> Desk:
    """A fresh desk; beside `demo`, who may do everything, a manager, a reviewer, compliance and an auditor."""
    hire(desk)
    return desk
