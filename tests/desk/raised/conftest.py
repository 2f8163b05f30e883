"""A branch where a second person looks at risen means."""

import pytest

from desk.raised.means import SECOND
from rmdesk.desk import people
from rmdesk.desk.desk import Desk
from support.desks import COST, PASSWORD, done
from support.people import product, staff
from support.walk import put_on


@pytest.fixture
def branch(desk: Desk) -> Desk:
    """A product of R2, and a reviewer who sells nothing."""
    put_on(desk, product())
    done(people.add(desk, staff("second", "reviewer"), SECOND, PASSWORD, COST))
    return desk
