"""A client who moved stands at head office as at both desks."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from complaints.kit import about, taken
from exchange.meeting import OWN, SECOND, carry, coded, enrol_one_another, one_of
from office.headquarters import Headquarters
from rmdesk.desk.desk import Desk
from rmdesk.desk.exchange import cases_in, cases_out, moving, receiving
from rmdesk.domain.facts import BranchChanged, PersonAdded
from rmdesk.formpack import Pack
from rmdesk.office import looking, reporting
from support.clock import Clock
from support.desks import FreshDesks, done
from support.people import product, staff
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


def test_a_case_given_to_another_desk_counts_once(
    head: Headquarters, desk: Desk, other: Desk, tmp_path: Path, clock: Clock
) -> None:
    """Until the answer is back both desks keep it: the bank would tell the regulator of two complaints."""
    for one, code in ((desk, "07"), (other, "08")):
        coded(one, code)
    enrol_one_another(desk, other)
    desk.record(PersonAdded(person=staff("lin", "manager")), "lin")
    taken(desk, about=about("lin"))

    def counted(number: int) -> tuple[int, int]:
        for one in (desk, other):
            done(head.load(head.bundle(one)))
        head.project()
        for one in (desk, other):
            head.agrees(one)
        path = tmp_path / f"cases-{number}.csv"
        rows = done(looking.write_list(head.office, head.dsn, "cases", path, "zh", clock()))
        today = desk.today()
        whole = done(reporting.report(head.office, head.dsn, today, today, clock())).whole
        received = next(one.figure for one in whole.figures if one.indicator.key == "complaints_received")
        return rows, received.n

    done(cases_out.give_up(desk, "C-0001", "08", "换办", OWN))
    assert counted(1) == (1, 1)
    carry(desk, other)
    done(cases_in.take_over(other, "C-07-0001", "", OWN))
    assert counted(2) == (1, 1)
    carry(other, desk)
    assert counted(3) == (1, 1)
