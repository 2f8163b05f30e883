"""A server for the whole run, and an office on it for each test."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from exchange.meeting import one_of
from office.headquarters import Headquarters, headquarters
from rmdesk.desk.desk import Desk
from rmdesk.formpack import Pack
from support.clock import Clock
from support.desks import BRANCH, FreshDesks
from support.postgres import Server, programs, running


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """PostgreSQL, where this machine has it."""
    found = programs()
    if found is None:
        pytest.skip("no PostgreSQL here: initdb, postgres and pg_ctl are needed")
    with running(found) as server:
        yield server


@pytest.fixture
def head(server: Server, tmp_path: Path, clock: Clock) -> Iterator[Headquarters]:
    """An office that knows nobody yet."""
    with headquarters(server, tmp_path, clock, BRANCH.bank) as found:
        yield found


@pytest.fixture
def desk(head: Headquarters, fresh_desks: FreshDesks, tmp_path: Path, pack: Pack, clock: Clock) -> Iterator[Desk]:
    """A desk that it knows, and that knows it."""
    with one_of(fresh_desks, tmp_path / "desk", pack, clock) as found:
        head.knows(found)
        yield found
