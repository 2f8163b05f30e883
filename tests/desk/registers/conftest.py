"""Desks for tests of registers: people of every role, two managers with a client each, a bank's own registers."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from rmdesk.desk import people as at_desk
from rmdesk.desk.desk import Desk
from support.clock import Clock
from support.desks import COST, PASSWORD, FreshDesks, done
from support.own_registers import own_pack
from support.people import staff
from support.registers import SECRET, at, people
from support.walk import register


@pytest.fixture
def own(tmp_path: Path, clock: Clock, fresh_desks: FreshDesks) -> Iterator[Desk]:
    """A desk with the bank's own registers; K-0001 is in the book of "manager", K-0002 in that of "other"."""
    with fresh_desks.copied(tmp_path / "desk", own_pack(), clock, people, _two_books) as made:
        yield at(made, "compliance")


def _two_books(desk: Desk) -> None:
    done(at_desk.add(desk, staff("other", "manager"), SECRET, PASSWORD, COST))
    done(at_desk.add(desk, staff("checker", "reviewer", "compliance"), SECRET, PASSWORD, COST))
    register(at(desk, "manager"), name="测试甲", phone="13800000001")
    register(at(desk, "manager", login="other"), name="测试乙", phone="13800000002")
