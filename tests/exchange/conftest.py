"""Desks of one bank that exchange, each with a second person at it."""

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from exchange.meeting import coded, enrol_one_another, one_of
from rmdesk.desk.desk import Desk
from rmdesk.formpack import Pack
from support.clock import Clock
from support.desks import FreshDesks
from support.people import product
from support.walk import put_on


@pytest.fixture
def strangers(fresh_desks: FreshDesks, tmp_path: Path, pack: Pack, clock: Clock) -> Iterator[tuple[Desk, Desk]]:
    """Two desks that do not know one another."""
    with ExitStack() as stack:
        here, there = (stack.enter_context(one_of(fresh_desks, tmp_path / name, pack, clock)) for name in "ab")
        yield here, there


@pytest.fixture
def pair(strangers: tuple[Desk, Desk]) -> tuple[Desk, Desk]:
    """Two desks, each enrolled at the other."""
    enrol_one_another(*strangers)
    return strangers


@pytest.fixture
def apart(strangers: tuple[Desk, Desk]) -> tuple[Desk, Desk]:
    """Two desks with codes and the same shelf, each enrolled at the other."""
    for desk, code in zip(strangers, ("07", "08"), strict=True):
        coded(desk, code)
        put_on(desk, product())
    enrol_one_another(*strangers)
    return strangers
