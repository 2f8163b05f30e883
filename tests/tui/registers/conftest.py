"""Desks with registers to look at."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from rmdesk.desk.desk import Desk
from rmdesk.formpack import Pack
from support.clock import Clock
from support.desks import new_desk
from support.own_registers import own_pack
from support.registers import people


@pytest.fixture
def branch(tmp_path: Path, pack: Pack, clock: Clock) -> Iterator[Desk]:
    """A desk with a person of each role."""
    with new_desk(tmp_path / "desk", pack, clock) as made:
        people(made)
        yield made


@pytest.fixture
def own(tmp_path: Path, clock: Clock) -> Iterator[Desk]:
    """The same with the bank's own registers, which no line of the program knows."""
    with new_desk(tmp_path / "desk", own_pack(), clock) as made:
        people(made)
        yield made
