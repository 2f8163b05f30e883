"""Backups, the idle lock and a clock that went back, as the person at the desk sees them."""

from datetime import datetime, timedelta
from pathlib import Path
from typing import NoReturn

import pytest

from rmdesk.desk import backup
from rmdesk.desk.desk import Desk
from rmdesk.locale import LANGS, Lang
from rmdesk.store import tries
from rmdesk.store.errors import DiskFull
from rmdesk.tui.app import RmdeskApp
from rmdesk.tui.kit.bars import TitleLine
from rmdesk.tui.kit.proof import ProofDialog
from rmdesk.tui.kit.status_line import age_text
from rmdesk.tui.vault.closing_backup import back_up
from support.clock import Clock
from support.desks import PASSWORD
from tui.hands import hire, kinds, prove
from tui.looking import cut_off
from tui.stage import Driver, app_over, drive


def right(see: Driver) -> str:
    """The end of the title line."""
    return see.app.screen.query_one(TitleLine).right


@pytest.mark.parametrize(
    ("age", "zh", "en"),
    [
        (None, "尚无备份", "no backup yet"),
        (timedelta(0), "备份 刚刚", "backup just now"),
        (timedelta(minutes=59, seconds=59), "备份 59 分钟前", "backup 59 min ago"),
        (timedelta(hours=1), "备份 1 小时前", "backup 1 h ago"),
        (timedelta(hours=47), "备份 47 小时前", "backup 47 h ago"),
        (timedelta(days=2), "备份 2 天前", "backup 2 days ago"),
    ],
)
def test_the_age_of_a_backup_is_said_as_people_say_it(age: timedelta | None, zh: str, en: str) -> None:
    """Who reads that the last backup is three days old makes one."""
    assert (age_text(age, "zh"), age_text(age, "en")) == (zh, en)


def test_one_act_makes_a_backup_and_the_title_says_so(full: Desk, clock: Clock) -> None:
    """Without it a broken disk takes everything since the last evening."""

    async def save(see: Driver) -> None:
        assert right(see).endswith("尚无备份")
        await see.app.run_action("way('back_up')")
        await see.pilot.pause(0.2)
        assert right(see).endswith("备份 刚刚")
        clock.forward(hours=2, seconds=5)
        await see.press("f4", "escape")
        assert right(see).endswith("备份 2 小时前")

    drive(app_over(full), save)
    assert len(backup.automatic(full)) == 1
    assert kinds(full)[-1] == "vault.backup_made/1"


def no_room(file: Path, at: datetime) -> NoReturn:  # noqa: ARG001
    """A backup that finds the disk full."""
    raise DiskFull(file)


def test_a_backup_that_failed_is_said(full: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """A key that did nothing and said nothing is found out when the disk is gone."""
    monkeypatch.setattr(full.store, "backup", no_room)

    async def save(see: Driver) -> None:
        await see.app.run_action("way('back_up')")
        await see.pilot.pause(0.2)
        assert "DESK-19" in see.text

    drive(app_over(full), save)
    assert "vault.backup_made/1" not in kinds(full)


def test_leaving_makes_a_backup_once(full: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    """Nobody remembers to make backups; nobody wants one of a day on which nothing happened."""
    back_up(full, "zh")
    back_up(full, "zh")
    assert capsys.readouterr().out.count("备份已核验") == 1
    assert len(backup.automatic(full)) == 1


def test_leaving_says_when_no_backup_could_be_made(
    full: Desk, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The one moment when it can still be mended."""
    monkeypatch.setattr(full.store, "backup", no_room)
    back_up(full, "en")
    assert capsys.readouterr().err.startswith("! The closing backup could not be made")


# the idle lock
class Hasty(RmdeskApp):
    """Locks when it is told to be in a hurry."""

    limit = 60.0

    def idle_seconds(self) -> float:
        return self.limit


def test_nobody_there_locks_the_screen_and_what_was_typed_stays(full: Desk) -> None:
    """A laptop left open on the counter shows no client; a half-typed word is there again (DATA-08)."""

    app = Hasty(full.folder, full, lang="zh")

    async def wait(see: Driver) -> None:
        await see.press("f3")
        await see.type("zy")
        app.limit = 0.05
        app.watch_idleness()
        await see.pilot.pause(0.3)
        assert see.table == "lock"
        assert "K-0" not in see.text
        app.limit = 60
        await see.type(PASSWORD)
        await see.press("enter")
        assert see.table == "clients"
        assert "zy" in see.text

    drive(app, wait)


def test_the_first_key_after_a_sleep_only_finds_the_lock(full: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Timers sleep with the laptop: whoever wakes it must not type into an open file."""
    slept = 0.0
    monkeypatch.setattr("rmdesk.tui.idle._now", lambda: (0.0, slept))

    async def wake(see: Driver) -> None:
        nonlocal slept
        await see.press("f3")
        slept = 3600.0
        await see.press("f4")
        assert see.table == "lock"
        await see.type(PASSWORD)
        await see.press("enter")
        assert see.table == "clients"

    drive(app_over(full), wake)


def test_minutes_of_idleness_are_the_form_packs(full: Desk) -> None:
    """A bank that asks for two minutes gets two."""
    assert app_over(full).idle_seconds() == full.thresholds().idle_lock_minutes * 60


def test_a_lock_says_until_when_it_waits(full: Desk) -> None:
    """Who guesses at a locked screen waits longer each time, and is told so (DATA-08)."""

    async def guess(see: Driver) -> None:
        await see.press("f9")
        for _ in range(12):
            await see.type("x")
            await see.press("enter")
        assert "之后才能再试" in see.text
        await see.type(PASSWORD)
        await see.press("enter")
        assert see.table == "lock"

    drive(app_over(full), guess)
    tries.clear(full.folder, "demo", full.clock())


# the clock
@pytest.fixture
def clock_behind(full: Desk, clock: Clock) -> Desk:
    """A desk on a computer whose clock went back by three hours."""
    hire(full, "second", "compliance")
    clock.forward(hours=-3)
    return full


@pytest.mark.parametrize("lang", LANGS)
def test_a_clock_that_went_back_is_said_at_once(clock_behind: Desk, lang: Lang) -> None:
    """A sale with a wrong time is worth nothing in court (DESK-19)."""

    async def look(see: Driver) -> None:
        assert "2026-11-21 07:30" in see.text
        assert cut_off(see.app) == []
        await see.press("2")
        assert right(see).endswith("! 电脑时间倒退" if lang == "zh" else "! clock went back")
        assert cut_off(see.app) == []

    drive(app_over(clock_behind, lang), look)


def test_a_second_person_confirms_the_time(clock_behind: Desk) -> None:
    """Without this way out a wrong clock yesterday would stop the desk for ever."""

    async def confirm(see: Driver) -> None:
        await see.press("1")
        assert cut_off(see.app) == []
        await prove(see, "wrong")
        assert "!" in see.text
        await prove(see)
        assert right(see).endswith("尚无备份")

    drive(app_over(clock_behind), confirm)
    assert kinds(clock_behind)[-3:-1] == ["desk.clock_confirmed/1", "desk.unlocked/1"]


def test_after_the_unlocking_the_way_to_a_second_person_opens(
    clock_behind: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The one key that the dialog offers after a real unlocking led nowhere, and the desk stayed stopped."""
    monkeypatch.setattr("rmdesk.desk.opening.unlock", lambda *_, **__: clock_behind)

    async def unlock(see: Driver) -> None:
        await see.type(PASSWORD)
        await see.press("enter")
        await see.pilot.pause(0.2)
        assert "倒退" in see.text
        await see.press("1")
        await see.pilot.pause(0.2)
        assert isinstance(see.app.screen, ProofDialog)

    drive(RmdeskApp(clock_behind.folder, login="demo"), unlock)


def test_a_right_clock_is_not_confirmed(full: Desk) -> None:
    """The palette's action does nothing where there is nothing to confirm."""

    async def look(see: Driver) -> None:
        see.app.action_way("confirm_clock")
        await see.pilot.pause()
        assert see.table == "home"

    drive(app_over(full), look)


def test_a_clock_that_nobody_can_confirm_says_so(full: Desk, clock: Clock) -> None:
    """A person alone at a desk must read why it goes no further."""
    clock.forward(hours=-3)

    async def look(see: Driver) -> None:
        await see.press("1")
        assert "目前没有人可以确认" in see.text

    drive(app_over(full), look)
