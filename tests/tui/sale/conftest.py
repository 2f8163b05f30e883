"""A desk with a small shelf."""

import pytest

from rmdesk.desk.desk import Desk
from tui.sale.hands import stock


@pytest.fixture
def shop(desk: Desk) -> Desk:
    """A desk that has something to sell."""
    stock(desk)
    return desk
