"""A client who moved stands at head office as at both desks."""

from datetime import date
from pathlib import Path

import pytest

from complaints.kit import about, taken
from exchange.meeting import OWN, SECOND, carry, coded, enrol_one_another
from office.headquarters import Headquarters
from rmdesk.desk.desk import Desk
from rmdesk.desk.exchange import cases_in, cases_out, moving, receiving
from rmdesk.domain.client import Client
from rmdesk.domain.facts import PersonAdded
from rmdesk.office import clashing, looking, reporting
from support.clock import Clock
from support.desks import done
from support.people import product, staff
from support.tiers import longer
from support.walk import assessed, put_on, register, start


@pytest.fixture
def pair(desk: Desk, other: Desk) -> tuple[Desk, Desk]:
    """Both have codes, sell the same product, and know one another."""
    for one, code in ((desk, "07"), (other, "08")):
        coded(one, code)
        put_on(one, product())
    enrol_one_another(desk, other)
    return desk, other


def _buys(desk: Desk, clock: Clock) -> Client:
    client = register(desk, name="欧阳静怡", id_type="passport", id_number="E7654321")
    assessed(desk, client)
    walk = start(desk, clock, client).match().choose("W-01").tell()
    walk.understand().record().print().take_back().countersign().archive()
    return client


def _loaded(head: Headquarters, *desks: Desk) -> None:
    """Head office has what these desks recorded, and its tables say what theirs say."""
    for one in desks:
        done(head.load(head.bundle(one)))
    head.project()
    for one in desks:
        head.agrees(one)


def _rows(head: Headquarters, name: str, folder: Path) -> int:
    path = folder / f"{name}.csv"
    path.unlink(missing_ok=True)
    return done(looking.write_list(head.office, head.dsn, name, path, "zh", head.clock()))


def _figures(head: Headquarters, day: date) -> dict[str, int]:
    whole = done(reporting.report(head.office, head.dsn, day, day, head.clock())).whole
    return {one.indicator.key: one.figure.n for one in whole.figures}


@longer
def test_the_tables_say_what_both_desks_say(head: Headquarters, pair: tuple[Desk, Desk], clock: Clock) -> None:
    """If it fails, head office counts a moved client otherwise than the desk that serves him."""
    desk, other = pair
    client = _buys(desk, clock)
    done(moving.give_up(desk, client.no, "08", "搬家", SECOND))
    carry(desk, other)
    done(receiving.take_over(other, "K-07-0001", "demo", OWN))
    carry(other, desk)
    _loaded(head, desk, other)


@longer
def test_a_client_given_to_another_desk_counts_once(
    head: Headquarters, pair: tuple[Desk, Desk], tmp_path: Path, clock: Clock
) -> None:
    """He and what he holds stood in the bank's lists and figures at both desks: its clients held 6.6 million, of whom
    one was counted twice. The sale stays where it was made, whoever hears of the move first."""
    desk, other = pair
    client, today = _buys(desk, clock), desk.today()
    _loaded(head, desk, other)

    def counted() -> tuple[object, ...]:
        found = _figures(head, today)
        return _rows(head, "clients", tmp_path), _rows(head, "holdings", tmp_path), *found.items()

    before = counted()
    assert before[:2] == (1, 1)
    done(moving.give_up(desk, client.no, "08", "搬家", SECOND))
    carry(desk, other)
    done(receiving.take_over(other, "K-07-0001", "demo", OWN))
    _loaded(head, other)  # the desk that gave him up has not been heard since
    assert counted() == before
    assert done(clashing.clashes(head.office, head.dsn)) == (), "who moved is no clash that somebody must settle"
    _loaded(head, desk)
    assert counted() == before
    carry(other, desk)
    _loaded(head, desk, other)
    assert counted() == before
    done(moving.give_up(other, "K-07-0001", "07", "搬回", SECOND))
    carry(other, desk)
    done(receiving.take_over(desk, "K-07-0001", "demo", OWN))
    _loaded(head, other, desk)
    assert counted() == before


@longer
def test_a_case_given_to_another_desk_counts_once(head: Headquarters, pair: tuple[Desk, Desk], tmp_path: Path) -> None:
    """Until the answer is back both desks keep it: the bank would tell the regulator of two complaints."""
    desk, other = pair
    desk.record(PersonAdded(person=staff("lin", "manager")), "lin")
    taken(desk, about=about("lin"))

    def counted(*heard: Desk) -> tuple[int, int, int]:
        _loaded(head, *heard)
        figures = _figures(head, desk.today())
        return _rows(head, "cases", tmp_path), _rows(head, "complaints", tmp_path), figures["complaints_received"]

    _loaded(head, desk, other)
    done(cases_out.give_up(desk, "C-0001", "08", "换办", OWN))
    carry(desk, other)
    assert counted(other) == (1, 1, 1)
    done(cases_in.take_over(other, "C-07-0001", "", OWN))
    assert counted(other) == (1, 1, 1)
    assert counted(desk) == (1, 1, 1)
    carry(other, desk)
    assert counted(desk, other) == (1, 1, 1)
