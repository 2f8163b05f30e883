"""Desks to look at."""

from typing import TYPE_CHECKING

import pytest

from support.desks import opened
from tui.stage import populate

if TYPE_CHECKING:
    from rmdesk.desk.desk import Desk


@pytest.fixture
def full(desk: "Desk") -> "Desk":
    """A desk with clients, products, a sale and dues."""
    populate(opened(desk))
    return desk
