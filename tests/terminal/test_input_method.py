"""Chinese typing in a real terminal: candidates open where the terminal's cursor is."""

import re
import time
from collections.abc import Iterator

import pytest

from rmdesk.desk.desk import Desk
from support.patience import PATIENCE
from support.tiers import longer
from terminal.terminal import Terminal
from tui.stage import populate

pytestmark = pytest.mark.terminal
F3, HOME, LEFT, ESC = "\x1bOR", "\x1b[H", "\x1b[D", "\x1b"
FIELD = (3, 1)  # where the filter of the list of clients begins


@pytest.fixture
def terminal(desk: Desk) -> Iterator[Terminal]:
    """The list of clients in a terminal of 80x24."""
    populate(desk)
    desk.close()
    one = Terminal(desk.folder)
    one.until("未完成")
    one.send(F3)
    one.until("K-0001")
    one.read()
    yield one
    one.close()


@longer
def test_an_input_method_has_its_place_and_the_program_ends_with_its_terminal(terminal: Terminal) -> None:
    """One program for all of it: starting one takes longer than any of these."""
    the_cursor_stands_right_behind_what_was_typed(terminal)
    terminal.send(ESC)  # empties the field
    terminal.until_gone("王敏a")
    a_phrase_arrives_whole(terminal)
    a_closed_terminal_ends_the_program(terminal)


def the_cursor_stands_right_behind_what_was_typed(terminal: Terminal) -> None:
    """Candidates one cell off cover the character that they belong to; the first syllable is composed at the field.

    In the mode "report all keys" some terminals swallow what an input method composes: it is not asked for.
    """
    assert re.search(rb"\x1b\[>\d+u", terminal.raw) is None
    assert b"\x1b[?1049h" in terminal.raw
    assert terminal.cursor == FIELD, "before the first key, in the empty field"
    terminal.send("王")
    assert terminal.cursor == (FIELD[0] + 2, FIELD[1])
    terminal.send("敏a")
    assert terminal.cursor == (FIELD[0] + 5, FIELD[1])
    terminal.send(LEFT)
    assert terminal.cursor == (FIELD[0] + 4, FIELD[1])
    terminal.send(HOME)
    assert terminal.cursor == FIELD
    assert "王敏a" in terminal.lines[1]


def a_phrase_arrives_whole(terminal: Terminal) -> None:
    """Some input methods deliver a phrase as one paste; its characters come faster than the focus moves from the desk
    to the search: none may be lost on the way."""
    terminal.send("\x1b[200~测试丁\x1b[201~")
    assert "测试丁" in terminal.lines[1]
    assert terminal.cursor == (FIELD[0] + 6, FIELD[1])
    terminal.send(ESC)  # empties the field
    terminal.until_gone("测试丁")
    terminal.send(ESC)
    terminal.until("未完成")
    terminal.send("测试甲乙")
    terminal.until("测试甲乙")
    assert "测试甲乙" in terminal.lines[1]


def a_closed_terminal_ends_the_program(terminal: Terminal) -> None:
    """Whoever closes the window has left: no process stays behind with the key of the desk in memory."""
    process = terminal.child.ptyproc
    process.fileobj.close()
    end = time.monotonic() + PATIENCE
    while process.isalive() and time.monotonic() < end:
        time.sleep(0.05)
    assert not process.isalive()
    process.closed = True
