"""A person's day: one list, whichever door it is read through (DESK-07)."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from rmdesk.commands.dues import plain
from rmdesk.desk import home, people
from rmdesk.desk.access import ROLES_OF
from rmdesk.desk.desk import Desk
from rmdesk.desk.dues import acting, listing
from rmdesk.desk.registers import forms
from rmdesk.domain.dues import PUT_OFF, Due, folded
from rmdesk.tui.home import home_rows
from support.clock import START, Clock
from support.desks import codes, done
from support.sampled import copied
from support.tiers import also

DAYS_AHEAD = (-20, 0, 1, 9, 45, 200)
LOGINS = ("manager", "reviewer", "compliance", "keeper", "auditor", "admin")


@pytest.fixture(scope="module")
def sample(built_sample: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """The sample branch, for reading."""
    desk = copied(built_sample, tmp_path_factory.mktemp("day") / "sample")
    yield desk
    desk.close()


@pytest.fixture
def branch(sample: Desk) -> Iterator[Desk]:
    """The sample branch, with `demo` at it again afterwards."""
    at_desk = sample.actor
    yield sample
    sample.actor = at_desk


def _sit(desk: Desk, login: str) -> None:
    desk.actor = next(one for one in done(people.everybody(desk)) if one.login == login)


def _told(desk: Desk, dues: tuple[Due, ...], on: date | None = None) -> list[dict[str, object]]:
    return [plain(one, listing.moment(desk, on), "zh") for one in dues]


def test_the_command_and_the_screen_say_the_same_in_the_same_order(branch: Desk) -> None:
    """Whoever works by script and whoever looks at the desk would do different things first."""
    for login in LOGINS:
        _sit(branch, login)
        told = _told(branch, done(listing.listed(branch)))
        seen = done(home.overview(branch)).dues
        rows = home_rows.due_rows(
            branch, "zh", folded(seen, branch.today(), frozenset({PUT_OFF, *(one.kind for one in seen)}))
        )
        assert [row.key for row in rows] == [one["subject"]["due"] for one in told]  # type: ignore[index]
        assert {one["state"] for one in told} <= {"late_by_law", "late", "today_by_law", "today", "coming", "put_off"}


@pytest.mark.parametrize("login", [also(one) for one in LOGINS])
def test_on_each_day_of_the_year_the_command_and_the_screen_say_the_same(
    built_sample: Path, tmp_path: Path, login: str
) -> None:
    """DESK-07: what is known now of each day behind and ahead, as the screen of that day would list it. What an
    auditor looks at is a fact, and none is of the past."""
    desk = copied(built_sample, tmp_path / "desk")
    today = desk.today()
    _sit(desk, login)
    try:
        for days in range(0 if login == "auditor" else -365, 61):
            desk.clock = Clock(START + timedelta(days))
            seen = done(home.overview(desk)).dues
            on = today + timedelta(days)
            assert _told(desk, seen, on) == _told(desk, done(listing.listed(desk, on)), on), on
    finally:
        desk.close()


def test_a_due_offers_only_what_the_person_may_do(branch: Desk) -> None:
    """F10 on a row would lead to a refusal: the owner of a record does not review it."""
    led, withheld = 0, 0
    for login in ("demo", *LOGINS):
        _sit(branch, login)
        for due in done(listing.listed(branch, branch.today() + timedelta(400))):
            act = done(acting.own_act(branch, due))
            withheld += bool(due.act) and not act
            if act and due.subject.kind == "entry":
                led += 1
                assert done(forms.acting(branch, due.subject.id, act)), (login, due.key)
            elif act and due.subject.kind == "register":
                assert done(forms.beginning(branch, due.subject.id, act)), (login, due.key)
            elif act in ROLES_OF:
                assert not ROLES_OF[act].isdisjoint(branch.actor.roles), (login, due.key)
    assert led
    assert withheld, "the sample has records that somebody else reviews"


@pytest.mark.parametrize("ahead", DAYS_AHEAD)
def test_each_role_has_its_own_day_in_the_order_of_what_presses(branch: Desk, ahead: int) -> None:
    """DESK-07: past the law's date, the law's date today, past the bank's own date, then by date."""
    on = branch.today() + timedelta(ahead)
    seen = {}
    for login in LOGINS:
        _sit(branch, login)
        told = _told(branch, done(listing.listed(branch, on)), on)
        ranks = [("late_by_law", "today_by_law", "late").index(str(one["state"])) for one in told if _presses(one)]
        assert ranks == sorted(ranks)
        assert not any(_presses(one) for one in told[len(ranks) :])
        assert len({str(one["subject"]) for one in told}) == len(told)
        seen[login] = {str(one["kind"]).partition(".")[0] for one in told}
    # DATA-08: no client before an administrator or a keeper of the shelf
    assert not seen["admin"] & {"client", "case", "entry", "archive"}
    assert not seen["keeper"] & {"client", "case", "archive"}


def _presses(one: dict[str, object]) -> bool:
    return one["state"] in ("late_by_law", "today_by_law", "late")


def test_what_is_due_later_is_known_today(branch: Desk) -> None:
    """A manager who plans the week sees in advance what its days will hold, and nothing falls out on the way."""
    _sit(branch, "manager")
    now = {one.key for one in done(listing.listed(branch))}
    later = {one.key for one in done(listing.listed(branch, branch.today() + timedelta(60)))}
    before = {one.key for one in done(listing.listed(branch, branch.today() - timedelta(60)))}
    assert before < now < later


def test_a_colleagues_day_is_his_own_without_what_is_closed_to_the_reader(branch: Desk) -> None:
    """DATA-08, COMP-04: looking over somebody's shoulder opens no door."""
    _sit(branch, "manager")
    own = {one.key: one for one in done(listing.listed(branch))}
    for login in ("compliance", "reviewer"):
        _sit(branch, login)
        theirs = {one.key for one in done(listing.listed(branch, login="manager"))}
        assert theirs <= own.keys()
        assert branch.actor.login == login
    assert {key for key, one in own.items() if one.subject.kind == "client"} <= theirs
    assert codes(listing.listed(branch, login="nobody")) == ["INPUT.unknown"]
    for login in ("manager", "keeper", "admin"):
        _sit(branch, login)
        assert codes(listing.listed(branch, login="compliance")) == ["DATA-08.role"]
