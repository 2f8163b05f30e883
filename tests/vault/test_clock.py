"""A clock that was set back is noticed; the desk can be read; selling stops until a second person confirms."""

from datetime import date, timedelta

import pytest

from rmdesk.desk import checking, clients, clockwatch, sales
from rmdesk.desk.desk import Desk
from rmdesk.desk.guarding import Proof
from rmdesk.desk.settings import branch as settings
from rmdesk.domain.client import Client
from rmdesk.domain.facts import DeskUnlocked
from rmdesk.domain.refusal import Refused
from rmdesk.domain.vault_facts import ClockConfirmed
from rmdesk.store.errors import ClockWentBack
from support.clock import Clock
from support.desks import PASSWORD, codes, done
from support.walk import register
from vault.kit import at_desk, hire, kinds, unlock


@pytest.fixture
def known(desk: Desk) -> Client:
    """A client; lin is a second manager."""
    hire(desk, "lin", "manager")
    return register(desk)


def test_a_clock_set_back_stops_everything_that_is_recorded(desk: Desk, known: Client, clock: Clock) -> None:
    """Yesterday's date on a sale would be a lie that no paper shows."""
    head = desk.store.head()
    clock.forward(days=-1)
    gone = clockwatch.wrong(desk)
    assert gone is not None
    assert gone.last - gone.now > timedelta(hours=23)
    for answer in (sales.start(desk, known.id), clients.reveal(desk, known.id, "phone"),
                   settings.change_branch(desk, desk.branch)):  # fmt: skip
        assert codes(answer) == ["DESK-19.clock"]
        assert isinstance(answer, Refused)
        said = f"{desk.local(gone.last):%Y-%m-%d %H:%M}"
        assert answer.reasons[0].saw["last"] == said, "the branch's time, as everywhere else on the screen"
    assert desk.store.head() == head
    assert done(clients.get(desk, known.id)).id == known.id, "reading goes on"


def test_at_the_next_unlocking_it_is_noticed_and_the_desk_can_be_read(desk: Desk, known: Client, clock: Clock) -> None:
    """An empty battery sets the clock to 2020: the branch must still see whom to call."""
    desk.close()
    clock.forward(days=-2000)
    with at_desk(desk.folder, "demo", clock) as again:
        assert clockwatch.wrong(again) is not None
        assert done(clients.get(again, known.id)).id == known.id
        assert codes(sales.start(again, known.id)) == ["DESK-19.clock"]


def test_who_opened_the_desk_before_the_clock_was_right_again_is_on_record(desk: Desk, clock: Clock) -> None:
    """DATA-08: a network sets the clock right by itself; what follows would be told of whoever was there before."""
    hire(desk, "lin", "manager")
    desk.close()
    clock.forward(days=-1)
    with at_desk(desk.folder, "lin", clock) as again:
        before = again.store.head().seq
        clock.forward(days=2)
        register(again, date(1981, 3, 5))
        register(again, date(1982, 3, 5))
        told = kinds(again, before)
    assert told[0] == "desk.unlocked/1"
    assert told.count("desk.unlocked/1") == 1
    with at_desk(desk.folder, "demo", clock) as again:
        assert not done(checking.rules(again)).faults


def test_a_second_person_confirms_and_work_goes_on(desk: Desk, known: Client, clock: Clock) -> None:
    """The clock had run ahead for a day, and somebody mistyped then: all of it is told once the time is right again."""
    last = desk.store.last_at()
    desk.close()
    clock.forward(days=-1)
    unlock(desk.folder, "lin", "wrong", clock)
    with at_desk(desk.folder, "demo", clock) as again:
        before = again.store.head().seq
        assert codes(clockwatch.confirm(again, Proof(PASSWORD, "demo"))) == ["DATA-08.same_person"]
        assert codes(clockwatch.confirm(again, Proof("wrong", "lin"))) == ["DATA-08.password"]
        done(clockwatch.confirm(again, Proof(PASSWORD, "lin")))
        assert clockwatch.wrong(again) is None
        entries = list(again.store.entries(after=before))
        assert [one.kind for one in entries] == [
            "desk.clock_confirmed/1",
            "desk.unlocked/1",
            "vault.login_failed/1",
            "vault.login_failed/1",
        ]
        told = entries[0].fact
        assert isinstance(told, ClockConfirmed)
        assert (entries[0].actor, told.last, told.now) == ("lin", last, clock())
        assert entries[1].actor == "demo"
        done(sales.start(again, known.id))
        assert codes(clockwatch.confirm(again, Proof(PASSWORD, "lin"))) == ["DESK-19.clock_right"]
        assert again.store.replay().ok


def test_a_clock_set_ahead_by_years_stops_everything_too(desk: Desk, known: Client, clock: Clock) -> None:
    """Otherwise a day to think, a year's validity, ten years of retention are over with one setting of the computer."""
    clock.forward(days=30)
    done(clients.reveal(desk, known.id, "phone"))
    clock.forward(days=31)
    assert codes(sales.start(desk, known.id)) == ["DESK-19.clock_ahead"]
    desk.close()
    with at_desk(desk.folder, "demo", clock) as again:
        found = clockwatch.wrong(again)
        assert found is not None
        assert found.way == "ahead"
        assert codes(sales.start(again, known.id)) == ["DESK-19.clock_ahead"]
        assert done(clients.get(again, known.id)).id == known.id, "reading goes on"
        assert codes(clockwatch.confirm(again, Proof(PASSWORD, "demo"))) == ["DATA-08.same_person"]
        done(clockwatch.confirm(again, Proof(PASSWORD, "lin")))
        assert kinds(again)[-2:] == ["desk.clock_confirmed/1", "desk.unlocked/1"]
        done(sales.start(again, known.id))
        assert again.store.replay().ok


def test_at_a_desk_of_one_the_own_password_confirms(desk: Desk, clock: Clock) -> None:
    """Nobody could be asked, nobody could be hired: a long leave would end the desk."""
    clock.forward(days=40)
    assert codes(clockwatch.confirm(desk, Proof("wrong"))) == ["DATA-08.password"]
    done(clockwatch.confirm(desk, Proof(PASSWORD)))
    done(settings.change_branch(desk, desk.branch))


def test_a_slip_of_less_than_a_second_is_no_matter(desk: Desk, clock: Clock) -> None:
    """A computer that sets its clock by the network does so every day."""
    settings.change_branch(desk, desk.branch)
    clock.forward(seconds=-0.9)
    assert clockwatch.wrong(desk) is None
    done(settings.change_branch(desk, desk.branch))
    desk.close()
    clock.forward(seconds=-0.05)
    with at_desk(desk.folder, "demo", clock) as again:
        assert kinds(again)[-1] == "desk.unlocked/1"


def test_only_a_confirmation_may_be_dated_before_the_last_fact(desk: Desk, clock: Clock) -> None:
    """No other fact slips in behind."""
    with pytest.raises(ClockWentBack):
        desk.store.append(DeskUnlocked(), actor="demo", subject="desk", at=clock() - timedelta(days=1))
