"""Desks with registers to look at."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from rmdesk.desk.desk import Desk
from rmdesk.formpack import Pack
from support.clock import Clock
from support.desks import FreshDesks
from support.own_registers import own_pack
from support.registers import people


@pytest.fixture
def branch(tmp_path: Path, pack: Pack, clock: Clock, fresh_desks: FreshDesks) -> Iterator[Desk]:
    """A desk with a person of each role."""
    with fresh_desks.copied(tmp_path / "desk", pack, clock, people) as made:
        yield made


@pytest.fixture
def own(tmp_path: Path, clock: Clock, fresh_desks: FreshDesks) -> Iterator[Desk]:
    """The same with the bank's own registers, which no line of the program knows."""
    with fresh_desks.copied(tmp_path / "desk", own_pack(), clock, people) as made:
        yield made
