"""A client who moved stands at head office as at both desks."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from exchange.meeting import OWN, SECOND, carry, enrol_one_another, one_of
from office.headquarters import Headquarters
from rmdesk.desk.desk import Desk
from rmdesk.desk.exchange import moving, receiving
from rmdesk.domain.facts import BranchChanged
from rmdesk.formpack import Pack
from support.clock import Clock
from support.desks import FreshDesks, done
from support.people import product
from support.walk import assessed, put_on, register, start


@pytest.fixture
def other(head: Headquarters, fresh_desks: FreshDesks, tmp_path: Path, pack: Pack, clock: Clock) -> Iterator[Desk]:
    """A second desk of head office's."""
    with one_of(fresh_desks, tmp_path / "other", pack, clock) as found:
        head.knows(found)
        yield found


def test_the_tables_say_what_both_desks_say(head: Headquarters, desk: Desk, other: Desk, clock: Clock) -> None:
    """If it fails, head office counts a moved client otherwise than the desk that serves him."""
    for one, code in ((desk, "07"), (other, "08")):
        one.branch = one.branch.model_copy(update={"code": code})
        one.record(BranchChanged(branch=one.branch), "desk")
        put_on(one, product())
    enrol_one_another(desk, other)
    client = register(desk, name="欧阳静怡", id_type="passport", id_number="E7654321")
    assessed(desk, client)
    walk = start(desk, clock, client).match().choose("W-01").tell()
    walk.understand().record().print().take_back().countersign().archive()
    done(moving.give_up(desk, client.no, "08", "搬家", SECOND))
    carry(desk, other)
    done(receiving.take_over(other, "K-07-0001", "demo", OWN))
    carry(other, desk)
    for one in (desk, other):
        done(head.load(head.bundle(one)))
    head.project()
    for one in (desk, other):
        head.agrees(one)
