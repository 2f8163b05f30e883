"""What comes in one write after a rest: an input method's phrase, a card reader, a pasted password."""

import signal
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from rmdesk.desk import intake, opening, people
from rmdesk.desk.desk import system_clock
from rmdesk.formpack import Pack
from support.clock import Clock
from support.desks import COST, PASSWORD, done, new_desk, opened
from support.patience import PATIENCE
from support.people import staff
from support.tiers import also, exhaustive, longer
from terminal.terminal import Terminal
from tui.sale.cases import sale_at
from tui.sale.hands import stock

pytestmark = pytest.mark.terminal
F2, F3, F4, F6, F10, F12 = "\x1bOQ", "\x1bOR", "\x1bOS", "\x1b[17~", "\x1b[21~", "\x1b[24~"
ESC = "\x1b"
REST = 2.0  # seconds after which nothing of the key before is under way any more
NAMES = ("张伟", "欧阳测", "阿卜杜拉测试", "测" * 13, "测试甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未")

HOME = "未完成"
"""What the desk shows and no other screen."""
RISK = ("\x10", "risk", "\r", F10, "\r")
"""To the description in the form that takes a risk in: the palette, its list, F10, the branch."""
PLACES = {
    "the search of the desk": ((), "未完成"),
    "the list of clients": ((F3,), "客户"),
    "a new person's name": ((F2, "1", "1", "1"), "姓名"),
    "a new organisation's name": ((F2, "2", "1", "1"), "机构名称"),
    "a complaint's name": ((F6, F10, "1"), "登记投诉与反馈"),
    "the board's filter": ((F6,), "投诉"),
    "a risk's description": (RISK, "*风险描述"),
}
ALIKE = {"a new organisation's name", "the board's filter"}
"""Places in forms and lists of which another place is walked through as well."""
MORE = {
    "the palette": (("\x10",), "输入命令"),
    "the shelf's filter": ((F4,), "货架"),
    "a product's code": ((F4, F10), "*产品代码"),
    "the branch's data": ((F12, "3"), "*银行"),
    "a colleague's login": ((F12, "4", "1"), "*登录名"),
    "a question over a list": ((F12, "8", "1"), "按文字查找记录"),
    "the filter of a register": (("\x10", "risk", "\r"), "风险台账"),
    "a text of several lines": (("\x10", "improvement", "\r", F10, "\r", "\t", "\t"), "*目标与措施"),
}
"""Every other form and question that asks for text: one of each class of screen."""


@pytest.fixture
def folder(tmp_path: Path, pack: Pack) -> Path:
    """A closed desk of today."""
    with new_desk(tmp_path / "desk", pack, Clock(system_clock())) as desk:
        opened(desk)
        return tmp_path / "desk"


@pytest.fixture
def terminal(folder: Path) -> Iterator[Terminal]:
    """The unlocked desk on a terminal of its own."""
    one = Terminal(folder)
    one.until("F6")
    try:
        yield one
    finally:
        one.close()


def typed_at_one_go(terminal: Terminal, name: str) -> None:
    """Type a name in one write after a rest, see it whole, and take it away again."""
    time.sleep(REST)
    terminal.child.send(name.encode())
    terminal.until(name)
    terminal.child.send(b"\x7f" * len(name))
    terminal.until_gone(name)


@longer
def test_names_in_one_write_stand_whole_and_the_last_outlives_a_click_and_a_termination(
    terminal: Terminal, folder: Path
) -> None:
    """If it fails, a name stops at its first character, and the rest is typed into whatever has the focus next; or what
    was typed about a risk is gone when the mouse moves on or the computer shuts down."""
    name = NAMES[-1]
    for keys, words in (PLACES[place] for place in PLACES if place not in ALIKE):
        while HOME not in terminal.text:
            terminal.send(ESC)
        for key in keys:
            terminal.send(key)
        terminal.until(words)
        typed_at_one_go(terminal, name)
        name = NAMES[2]
    terminal.until("*复评日期")
    kept = typed_clicked_terminated(terminal, folder, name, beside="*复评日期")
    assert kept["typed"]["title"] == name


@exhaustive
def test_names_in_one_write_stand_whole_in_every_other_form(terminal: Terminal) -> None:
    """If it fails, one kind of form or question loses the rest of a name, though the usual ones keep it."""
    for keys, words in MORE.values():
        for key in keys:
            terminal.send(key)
        terminal.until(words)
        for name in (NAMES[0], NAMES[-1]):
            typed_at_one_go(terminal, name)
        while HOME not in terminal.text:
            terminal.send(ESC)


@exhaustive
@pytest.mark.parametrize("place", PLACES)
def test_names_in_one_write_stand_whole_where_nothing_was_open_before(terminal: Terminal, place: str) -> None:
    """The same where the screen is the first one that a program shows, for names of all lengths."""
    keys, words = PLACES[place]
    for key in keys:
        terminal.send(key)
    terminal.until(words)
    for name in NAMES:
        typed_at_one_go(terminal, name)


@exhaustive
def test_a_dialog_takes_what_is_typed_together_with_the_key_that_opens_it(tmp_path: Path, pack: Pack) -> None:
    """If it fails, an amount that a client says at once loses its first digits, or a second person's password is typed
    half into the form behind it."""
    clock = Clock(system_clock() - timedelta(hours=1))  # an assessment takes its time
    with new_desk(tmp_path / "desk", pack, clock) as desk:
        opened(desk)
        stock(desk)
        done(people.add(desk, staff("second", "compliance"), "second-password", PASSWORD, COST))
        sale_at(desk, clock, "match")
    one = Terminal(tmp_path / "desk")
    try:
        one.until(HOME)
        one.send("j1\r")
        one.until("客户需求")
        one.send(F10)
        one.until("试算金额")
        time.sleep(REST)
        one.send("\x10" + "1350000")  # the first digit chooses it in the palette
        one.until("350,000.00")
        one.send(ESC)
        one.until_gone("350,000.00")
        one.send(ESC)
        one.until(HOME)
        one.send("k1\r")
        one.until("画像")
        one.send("\x10")
        one.send("封存\r")
        one.until("0 封存")
        one.send("0")
        one.until("*原因")
        one.send("客户要求")
        time.sleep(REST)
        one.send(F10 + "second-password\r")
        one.until("已封存")
    finally:
        one.close()


def typed_clicked_terminated(terminal: Terminal, folder: Path, text: str, *, beside: str) -> dict[str, Any]:
    """Type after a rest, click into the line that holds `beside` in the same write, end the program; what is kept."""
    time.sleep(REST)
    line = next(at for at, one in enumerate(terminal.lines) if beside in one)
    terminal.child.send((text + f"\x1b[<0;25;{line + 1}M\x1b[<0;25;{line + 1}m").encode())
    terminal.until(text)
    terminal.read(0.5)
    terminal.child.kill(signal.SIGTERM)
    end = time.monotonic() + PATIENCE
    while terminal.child.isalive() and time.monotonic() < end:
        terminal.read(0.1)
    desk = done(opening.unlock(folder, "demo", PASSWORD))
    (draft,) = (one for one in done(intake.kept(desk)) if text in str(one.values))
    desk.close()
    return dict(draft.values)


@longer
def test_a_paste_arrives_in_its_field_and_a_click_elsewhere_and_a_termination_lose_nothing(
    folder: Path, terminal: Terminal
) -> None:
    """If it fails, a card reader's second line is added to the first, or lost; or what was just typed is gone when the
    mouse moves on or the computer shuts down."""
    terminal.send(F2)
    terminal.send("1")
    terminal.until("姓名")
    terminal.send("1")
    terminal.send("1")
    terminal.until("证件号码")
    time.sleep(REST)
    terminal.send("\x1b[200~测试粘贴\x1b[201~\rX1234567")
    terminal.until("X1234567")
    name = next(line for line in terminal.lines if "姓名" in line)
    assert "测试粘贴" in name
    assert "X1234567" not in name
    kept = typed_clicked_terminated(terminal, folder, "99999", beside="姓名")
    assert (kept["values"]["name"], kept["values"]["id_number"]) == ("测试粘贴", "X123456799999")


@exhaustive
@pytest.mark.parametrize(
    ("place", "text", "beside"),
    [
        ("a new organisation's name", "甲乙测试公司", "代码"),
        ("a complaint's name", "欧阳测试甲", "*联系方式"),
        ("a product's code", "T-900", "*产品名称"),
        ("the branch's data", "测", "*网点"),
        ("a colleague's login", "second", "姓名"),
        ("a text of several lines", "逐户核对名单", "*完成期限"),
    ],
)
def test_every_form_keeps_it_through_a_click_and_a_termination(
    folder: Path, terminal: Terminal, place: str, text: str, beside: str
) -> None:
    """If it fails, one kind of form loses what the others keep."""
    keys, words = (PLACES | MORE)[place]
    for key in keys:
        terminal.send(key)
    terminal.until(words)
    terminal.until(beside)
    assert text in str(typed_clicked_terminated(terminal, folder, text, beside=beside))


@longer
@pytest.mark.parametrize("rest", [also(0.0), REST])
def test_the_lock_answers_as_soon_as_it_is_painted(folder: Path, rest: float) -> None:
    """If it fails, the first key after the paint chooses nobody, and a password sent at one go shows one dot."""
    desk = done(opening.unlock(folder, "demo", PASSWORD))
    done(people.add(desk, staff("second", "reviewer"), "second-password", PASSWORD, COST))
    desk.close()
    locked = Terminal(folder, locked=True)
    try:
        locked.until("密码")
        time.sleep(rest)
        locked.send(f"1{PASSWORD}\r")
        locked.until("未完成")
    finally:
        locked.close()
