"""A killed program costs nothing that was answered: at every field and question."""

import asyncio
import os
import shutil
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pytest

from rmdesk.desk import assess, intake, opening, sales
from rmdesk.desk.desk import Desk, system_clock
from rmdesk.formpack import Pack
from support.clock import Clock
from support.desks import PASSWORD, done, new_desk
from support.people import resident_number
from support.tiers import also, longer
from terminal.terminal import Terminal
from tui.sale import walk
from tui.sale.cases import a_client, sale_at
from tui.sale.hands import Hands, at_desk
from tui.sale.intake_state import entered
from tui.sale.test_match import in_sale

F2, F10, ENTER = "\x1bOQ", "\x1b[21~", "\r"
NUMBER = resident_number(date(1980, 3, 5))
TYPED = ("测试快手", NUMBER, "2040-01-01", "13800000123", "虚构市示范区一号", "4", "41")


@contextmanager
def as_a_kill_leaves_it(desk: Desk, copy: Path) -> Iterator[Desk]:
    """The desk as another process finds it while this one has not closed it."""
    shutil.copytree(desk.folder, copy, ignore=shutil.ignore_patterns("*-shm", "papers"))
    try:
        found = done(opening.unlock(copy, "demo", PASSWORD))
        try:
            yield found
        finally:
            found.close()
    finally:
        shutil.rmtree(copy)


@longer
def test_every_field_and_question_is_on_disk_when_it_is_answered(shop: Desk, clock: Clock, tmp_path: Path) -> None:
    """If it fails, a power cut costs what the client told at the counter."""
    seen: list[int] = []

    class Watching(Hands):
        """After every key the disk is asked what it knows."""

        async def press(self, *keys: str) -> None:
            for key in keys:
                await super().press(key)
                self.compare()

        def compare(self) -> None:
            """What the screen knows is what a kill leaves."""
            known = entered(self.app.screen)
            if known is None:
                return
            with as_a_kill_leaves_it(shop, tmp_path / "copy") as left:
                (draft,) = done(intake.kept(left))
                kept = draft.values["values" if draft.kind == intake.DRAFT else "answers"]
                assert {key: value for key, value in kept.items() if value} == known
            seen.append(len(known))

    async def run() -> None:
        async with at_desk(shop) as hands:
            watching = Watching(hands.app, hands.pilot)
            await walk.intake(watching)
            await walk.assessment(watching, clock)

    asyncio.run(run())
    assert len(seen) > 35
    assert max(seen) > 30


def test_what_was_told_is_on_disk(shop: Desk, clock: Clock, tmp_path: Path) -> None:
    """If it fails, a power cut costs what the client acknowledged."""
    sale = sale_at(shop, clock, "disclose")

    async def act(hands: Hands) -> None:
        for count in range(1, 7):
            await walk.acknowledged(hands)
            with as_a_kill_leaves_it(shop, tmp_path / "copy") as left:
                assert len(done(sales.view(left, sale)).sale.acknowledged) == count

    in_sale(shop, sale, act)


@pytest.fixture
def folder(tmp_path: Path, pack: Pack) -> Path:
    """A closed desk with one client."""
    with new_desk(tmp_path / "desk", pack, Clock(system_clock())) as desk:
        a_client(desk, name="测试已知")
    return tmp_path / "desk"


@contextmanager
def terminal(folder: Path) -> Iterator[Terminal]:
    """The program on a terminal of its own."""
    one = Terminal(folder)
    try:
        yield one
    finally:
        one.close()


def kill(one: Terminal) -> None:
    """No goodbye."""
    os.kill(one.child.pid, signal.SIGKILL)
    one.child.wait()


def first_screen(desk: Desk) -> str:
    """What whoever opens the desk sees first."""
    shown: list[str] = []

    async def run() -> None:
        async with at_desk(desk) as hands:
            shown.append(hands.seen())

    asyncio.run(run())
    return shown[0]


@longer
@pytest.mark.terminal
def test_three_pages_in_one_burst_land_in_their_fields_and_a_kill_leaves_them(folder: Path) -> None:
    """If it fails, what is typed quickly ends in the wrong field, and the file is wrong without a word; or `kill -9` in
    the middle of an entry costs it."""
    with terminal(folder) as one:
        one.until("F2")
        one.send(F2)
        one.until("机构")
        one.send("1")
        one.until("姓名")
        one.child.send(("11" + ENTER.join(TYPED)).encode())
        one.until("工资、奖金")
        one.read(1)
        kill(one)
    left = done(opening.unlock(folder, "demo", PASSWORD))
    assert "测试快手" in first_screen(left)
    (draft,) = done(intake.kept(left))
    left.close()
    given = draft.values["values"]
    assert [given[key] for key in ("name", "id_number", "id_valid_until", "phone", "address")] == list(TYPED[:5])
    assert [given[key] for key in ("born", "sex", "occupation", "education", "income_source")] == [
        "1980-03-05", "male", "clerk", "bachelor", "salary",
    ]  # fmt: skip
    assert not given.get("email")
    assert not given.get("employer")


@longer
@pytest.mark.terminal
@pytest.mark.parametrize("answered", [11, also(1)])
def test_a_killed_questionnaire_goes_on_where_it_was(folder: Path, answered: int) -> None:
    """If it fails, the client answers again because a laptop went down."""
    with terminal(folder) as one:
        one.until("F3")
        _to_the_questions(one)
        for number in range(2, answered + 2):
            one.send("2")
            one.until(f"第 {number + 1} / 12" if number < 12 else "请核对")
        kill(one)
    left = done(opening.unlock(folder, "demo", PASSWORD))
    (draft,) = done(intake.kept(left, assess.DRAFT))
    assert list(draft.values["answers"].values())[1:] == ["B"] * answered
    assert "测试已知" in first_screen(left)
    left.close()


def _to_the_questions(one: Terminal) -> None:
    one.send("\x1bOR")
    one.until("测试已知")
    one.send(ENTER)
    one.until("K-0001")
    one.send("2")
    one.until("全行")
    one.send(ENTER)
    one.send(ENTER)
    one.until("第 2 / 12")
