"""Whoever guesses at the keyboard waits, longer each time, also after a restart; and the journal hears of it."""

import json
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest

from rmdesk.desk import opening, people
from rmdesk.desk.desk import Desk
from rmdesk.desk.guarding import Proof
from rmdesk.domain.facts import LoginFailed
from rmdesk.domain.vault_facts import LoginCountLost
from rmdesk.store import slots, tries
from rmdesk.store.errors import TooManyTries, WrongPassword
from support.clock import Clock
from support.desks import PASSWORD, codes
from support.tiers import longer
from vault.kit import at_desk, hire, unlock


@pytest.fixture
def folder(desk: Desk) -> Path:
    """A locked desk of demo and lin."""
    hire(desk, "lin", "manager")
    desk.close()
    return desk.folder


def _guess(folder: Path, clock: Clock, times: int, login: str = "demo") -> list[str]:
    return [codes(unlock(folder, login, f"guess {number}", clock))[0] for number in range(times)]


def test_five_tries_are_free_then_even_the_right_password_waits(folder: Path, clock: Clock) -> None:
    """A guesser gets nowhere in an afternoon; somebody who mistypes is let in after half a minute."""
    assert _guess(folder, clock, 6) == ["DATA-08.password"] * 5 + ["DATA-08.wait"]
    assert codes(unlock(folder, "demo", PASSWORD, clock)) == ["DATA-08.wait"]
    assert tries.until(folder, "demo", clock()) == clock() + timedelta(seconds=30)
    assert isinstance(unlock(folder, "lin", PASSWORD, clock), Desk), "a colleague is not locked out with him"
    clock.forward(seconds=31)
    assert isinstance(unlock(folder, "demo", PASSWORD, clock), Desk)
    assert _guess(folder, clock, 5) == ["DATA-08.password"] * 5


def test_each_wait_is_twice_the_last_up_to_an_hour(folder: Path, clock: Clock) -> None:
    """A machine that types all night gets a few dozen guesses."""
    _guess(folder, clock, 5)
    waits = []
    for _ in range(9):
        until = tries.until(folder, "demo", clock())
        assert until is not None
        waits.append((until - clock()).total_seconds())
        clock.now = until
        assert _guess(folder, clock, 1) == ["DATA-08.password"]
    assert waits == [30, 60, 120, 240, 480, 960, 1920, 3600, 3600]


def test_the_wait_survives_a_restart(folder: Path, clock: Clock) -> None:
    """Starting the program again must not be quicker than waiting."""
    _guess(folder, clock, 5)
    code = "import sys; from pathlib import Path; from datetime import datetime; from rmdesk.store import tries\n"
    code += "print(tries.until(Path(sys.argv[1]), 'demo', datetime.fromisoformat(sys.argv[2])))"
    told = subprocess.run(
        [sys.executable, "-c", code, str(folder), clock().isoformat()], capture_output=True, text=True, check=True
    )
    assert told.stdout.strip() == str(clock() + timedelta(seconds=30))


def test_a_try_counts_before_it_is_looked_at(folder: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    """Killing the program while it works the password out must not save the count."""

    def killed(*_: object) -> bytes:
        raise KeyboardInterrupt

    monkeypatch.setattr(slots, "open", killed)
    for _ in range(5):
        with pytest.raises(KeyboardInterrupt):
            tries.opened(folder, "demo", "guess", clock(), "unlock")
    with pytest.raises(TooManyTries):
        tries.opened(folder, "demo", "guess", clock(), "unlock")


@pytest.mark.parametrize(
    "damage",
    [
        Path.unlink,
        lambda path: path.write_text("{"),
        lambda path: path.write_text('{"format": 2}'),
        lambda path: path.write_text(path.read_text(encoding="utf-8").replace("demo", "\\ud800", 1)),
    ],
)
def test_a_lost_count_is_no_clean_slate(folder: Path, clock: Clock, damage: object) -> None:
    """Deleting the file costs a wait, and the journal says that it was gone."""
    assert callable(damage)
    damage(folder / tries.FILE)
    assert codes(unlock(folder, "demo", PASSWORD, clock)) == ["DATA-08.wait"]
    clock.forward(seconds=29)
    assert codes(unlock(folder, "demo", PASSWORD, clock)) == ["DATA-08.wait"]
    clock.forward(seconds=2)
    assert _guess(folder, clock, 2) == ["DATA-08.password", "DATA-08.wait"]
    clock.forward(minutes=2)
    with at_desk(folder, "demo", clock) as desk:
        lost = [entry.fact for entry in desk.store.entries(kind="vault.login_count_lost/1")]
    assert [isinstance(one, LoginCountLost) and one.noticed_at is not None for one in lost] == [True]


def test_setting_the_clock_back_prolongs_no_wait_for_years(folder: Path, clock: Clock) -> None:
    """A clock that stood a year ahead when somebody mistyped must not lock the branch out for a year."""
    clock.forward(days=365)
    _guess(folder, clock, 5)
    clock.forward(days=-365)
    assert codes(unlock(folder, "demo", PASSWORD, clock)) == ["DATA-08.wait"]
    clock.forward(seconds=31)
    assert isinstance(unlock(folder, "demo", PASSWORD, clock), Desk)


def test_the_journal_hears_of_every_wrong_try_at_the_next_unlocking(folder: Path, clock: Clock) -> None:
    """Somebody who tried in the night is seen in the morning; what was typed as a name is not kept."""
    _guess(folder, clock, 2)
    night = clock()
    clock.forward(hours=9)
    assert codes(unlock(folder, "my secret password", "demo", clock)) == ["DATA-08.password"]
    with at_desk(folder, "lin", clock) as desk:
        failed = [entry.fact for entry in desk.store.entries(kind="vault.login_failed/1")]
        assert [(one.login, one.tried_at) for one in failed if isinstance(one, LoginFailed)] == [
            ("demo", night),
            ("demo", night),
            ("?", clock()),
        ]
        assert "secret" not in (folder / tries.FILE).read_text()
    with at_desk(folder, "lin", clock) as desk:
        assert len(list(desk.store.entries(kind="vault.login_failed/1"))) == 3, "each is told once"


def test_guessing_at_the_lock_and_at_a_proof_counts_too(desk: Desk, clock: Clock) -> None:
    """The lock screen of an open desk is the nearest keyboard to guess at."""
    hire(desk, "lin", "manager")
    for number in range(3):
        assert codes(people.check_password(desk, f"guess {number}")) == ["DATA-08.password"]
    for number in range(2):
        assert codes(people.remove(desk, "lin", "x", Proof(f"guess {number}"))) == ["DATA-08.password"]
    assert codes(people.check_password(desk, PASSWORD)) == ["DATA-08.wait"]
    failed = [entry.fact for entry in desk.store.entries(kind="vault.login_failed/1")]
    assert [one.place for one in failed if isinstance(one, LoginFailed)] == ["screen"] * 3 + ["proof"] * 2
    clock.forward(seconds=31)
    assert people.check_password(desk, PASSWORD) is None


def test_the_recovery_code_is_counted_as_well(folder: Path, clock: Clock) -> None:
    """It has 120 bits, but a wrong one is an event all the same."""
    told = [codes(opening.try_recovery(folder, "nonsense", clock=clock))[0] for _ in range(6)]
    assert told == ["DATA-08.password"] * 5 + ["DATA-08.wait"]


@longer
def test_many_programs_at_once_share_one_count(folder: Path, clock: Clock) -> None:
    """Guessing in parallel must not multiply the free tries."""
    code = "import sys; from pathlib import Path; from datetime import datetime; from rmdesk.store import tries\n"
    code += "at = datetime.fromisoformat(sys.argv[2])\n"
    code += "for n in range(4):\n"
    code += "    try: tries.opened(Path(sys.argv[1]), 'demo', f'guess {n}', at, 'unlock')\n"
    code += "    except tries.TooManyTries: print('wait')\n"
    code += "    except Exception as error: print(type(error).__name__)\n"
    line = [sys.executable, "-c", code, str(folder), clock().isoformat()]
    running = [subprocess.Popen(line, stdout=subprocess.PIPE, text=True) for _ in range(3)]
    told = [word for one in running for word in one.communicate()[0].split()]
    assert sorted(told) == [WrongPassword.__name__] * 5 + ["wait"] * 7


def test_what_nobody_ever_hears_of_does_not_grow_without_end(folder: Path, clock: Clock) -> None:
    """A machine left guessing for a year must not fill the disk; the journal hears how many are not listed."""
    for number in range(tries.MOST_TOLD + 20):
        with pytest.raises((WrongPassword, TooManyTries)):
            tries.opened(folder, "demo", f"guess {number}", clock(), "unlock")
        clock.forward(hours=1)
    document = json.loads((folder / tries.FILE).read_text())
    assert (len(document["told"]), document["dropped"]) == (tries.MOST_TOLD, 20)
    with at_desk(folder, "lin", clock) as desk:
        lost = [entry.fact for entry in desk.store.entries(kind="vault.login_count_lost/1")]
        # One more went while lin's own try stood in the list.
        assert [one.dropped for one in lost if isinstance(one, LoginCountLost)] == [21]
