"""A server for the whole run, and an office on it for each test."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from exchange.meeting import one_of
from office.headquarters import Branches, Headquarters, headquarters
from rmdesk.desk import opening
from rmdesk.desk.desk import Desk
from rmdesk.desk.guarding import Proof
from rmdesk.formpack import Pack
from support.clock import Clock
from support.desks import BRANCH, PASSWORD, FreshDesks, done
from support.postgres import Server, programs, running
from support.sampled import copied
from support.walk import register


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


@pytest.fixture
def other(head: Headquarters, fresh_desks: FreshDesks, tmp_path: Path, pack: Pack, clock: Clock) -> Iterator[Desk]:
    """A second desk of head office's."""
    with one_of(fresh_desks, tmp_path / "other", pack, clock) as found:
        head.knows(found)
        yield found


@pytest.fixture
def branches(
    server: Server, built_sample: Path, fresh_desks: FreshDesks, tmp_path: Path, pack: Pack, clock: Clock
) -> Iterator[Branches]:
    """An office that knows a large branch and a small one, and has filled its tables."""
    copied(built_sample, tmp_path / "large").close()
    large = done(opening.unlock(tmp_path / "large", "admin", PASSWORD, clock=clock))
    with (
        closing(large),
        headquarters(server, tmp_path, clock, large.branch.bank) as head,
        one_of(fresh_desks, tmp_path / "small", pack, clock) as small,
    ):
        head.knows(large, Proof(PASSWORD, "compliance"))
        small.branch = small.branch.model_copy(update={"bank": large.branch.bank, "branch": "虚构二支行"})
        head.knows(small)
        for name in ("欧阳静怡", "司徒明"):
            register(small, name=name)
        for one in (large, small):
            done(head.load(head.bundle(one)))
        head.project()
        yield Branches(head, large, small)
