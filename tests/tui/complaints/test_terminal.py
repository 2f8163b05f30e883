"""The complaint desk in a real terminal: candidates open behind the text, and a kill costs nothing."""

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from rmdesk.desk import opening
from rmdesk.desk.desk import system_clock
from rmdesk.formpack import Pack
from rmdesk.tui.kit.rows import Rows
from support.clock import Clock
from support.desks import PASSWORD, done, new_desk, opened
from support.tiers import exhaustive, longer
from terminal.terminal import Terminal
from tui.stage import Driver, app_over, drive

F6, F10, ENTER, DOWN = "\x1b[17~", "\x1b[21~", "\r", "\x1b[B"
LABEL = 20  # where fields begin: one cell of margin, nineteen of label
pytestmark = pytest.mark.terminal


@pytest.fixture
def folder(tmp_path: Path, pack: Pack) -> Path:
    """A closed desk of today."""
    with new_desk(tmp_path / "desk", pack, Clock(system_clock())) as desk:
        opened(desk)
        return tmp_path / "desk"


@pytest.fixture
def terminal(folder: Path) -> Iterator[Terminal]:
    """The program on a terminal of its own."""
    one = Terminal(folder)
    one.until("F6")
    try:
        yield one
    finally:
        one.close()


def to_the_claim(terminal: Terminal) -> None:
    """Name and contact, as an input method and a keyboard send them."""
    terminal.send(F6)
    terminal.until("在办 0 件")
    terminal.send(F10)
    terminal.until("登记投诉与反馈")
    terminal.send("1")
    for text in ("测试客户", "13800001111"):
        terminal.send(text)
        terminal.send(ENTER)
    terminal.send(ENTER)
    terminal.send(ENTER)


@exhaustive
def test_candidates_open_behind_what_was_typed(terminal: Terminal) -> None:
    """If it fails, whoever types Chinese cannot see what is being chosen, on the second line of a long text least of
    all; and classes and products are chosen by typing Chinese, too."""
    to_the_claim(terminal)
    line = next(at for at, text in enumerate(terminal.lines) if "反映事项" in text)
    assert terminal.cursor == (LABEL, line)
    terminal.send("赎回费")
    assert terminal.cursor == (LABEL + 6, line)
    terminal.send("长" * 29 + "尾")
    terminal.until("尾")
    below = terminal.lines[line + 1].count("长") + 1
    assert below > 1
    assert terminal.cursor == (LABEL + 2 * below, line + 1)
    terminal.send("\x1b[6~\x1b[6~")  # PgDn twice
    terminal.until("投诉渠道")
    for _ in range(4):
        if "▏" in terminal.text:
            break
        terminal.send(DOWN)
    terminal.send("客户")
    line = next(at for at, text in enumerate(terminal.lines) if "客户▏" in text)
    assert terminal.cursor == (LABEL + 4, line)


@longer
def test_a_killed_entry_is_offered_again(folder: Path, terminal: Terminal) -> None:
    """If it fails, `kill -9` in the middle of a complaint costs it."""
    to_the_claim(terminal)
    terminal.send("赎回费没有事先说明")
    os.kill(terminal.child.pid, signal.SIGKILL)
    terminal.child.wait()

    async def look(see: Driver) -> None:
        assert "未完成 1 件" in see.text
        assert "测试客户" in see.text
        see.app.screen.query_one("#work", Rows).focus()  # on a working day something is due above it
        await see.press("enter")
        assert "登记投诉与反馈" in see.text
        assert "赎回费没有事先说明" in see.text
        await see.press("f10")
        assert "C-0001" in see.text

    desk = done(opening.unlock(folder, "demo", PASSWORD))
    drive(app_over(desk), look)
    desk.close()
