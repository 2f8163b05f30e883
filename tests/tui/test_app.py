"""The app around the screens: faults, small terminals, what is loaded when."""

import asyncio
import re
import subprocess
import sys

import pytest
from rich.cells import cell_len
from textual import events
from textual.geometry import Offset
from textual.widgets._toast import Toast

from rmdesk.desk.desk import Desk
from rmdesk.locale import LANGS, Lang
from rmdesk.tui.boundary import where
from rmdesk.tui.kit.dialogs import Confirm
from support.desks import PASSWORD
from support.patience import PATIENCE
from support.tiers import also, longer
from tui.stage import SMALL, Driver, app_over, drive

SECRET = "测试客户-999901198001010017"


def explode(monkeypatch: pytest.MonkeyPatch) -> None:
    """Opening the settings meets an unexpected fault that holds a client's data."""

    def action_way(_self: object, _way: str) -> None:
        name = SECRET
        raise RuntimeError(f"no such {name}")

    monkeypatch.setattr("rmdesk.tui.app.RmdeskApp.action_way", action_way)


@pytest.mark.parametrize("lang", LANGS)
def test_a_fault_closes_the_program_with_one_line_and_no_data(
    full: Desk, lang: Lang, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A traceback prints the values of variables: names and ID numbers on the terminal of a bank."""
    explode(monkeypatch)
    app = app_over(full, lang)

    async def meet(see: Driver) -> None:
        await see.pilot.press("f12")

    with pytest.raises(RuntimeError):
        drive(app, meet)
    printed = "".join(capsys.readouterr())
    assert app.return_code == 1
    assert SECRET not in printed
    assert "Traceback" not in printed
    assert re.search(r"RuntimeError\s+\w+\.py:\d+", printed)


def test_a_developer_sees_the_traceback_when_he_asks(
    full: Desk, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """RMDESK_DEBUG=1 is for a machine without clients."""
    explode(monkeypatch)
    monkeypatch.setenv("RMDESK_DEBUG", "1")

    async def meet(see: Driver) -> None:
        await see.pilot.press("f12")

    with pytest.raises(RuntimeError):
        drive(app_over(full), meet)
    assert "Traceback" in "".join(capsys.readouterr())


def test_a_fault_is_placed_in_our_own_lines() -> None:
    """The line that is told to the help desk is one that they can find."""
    with pytest.raises(AttributeError) as met:
        where(object())  # type: ignore[arg-type]
    assert where(met.value).startswith("AttributeError boundary.py:")
    assert where(None) == "?"


@pytest.mark.parametrize("size", [(79, 24), (80, 19), also((40, 10)), also((20, 3))])
@pytest.mark.parametrize("lang", LANGS)
def test_a_small_terminal_is_told_and_recovers(full: Desk, size: tuple[int, int], lang: Lang) -> None:
    """Half a screen invites wrong answers: it is covered, nothing typed gets through, and it comes back as it was."""

    async def shrink(see: Driver) -> None:
        await see.press("f3")
        await see.type("ce")
        await see.resize(*size)
        assert see.table == "TooSmall"
        if size[0] >= 40:
            assert f"{size[0]}×{size[1]}" in see.text
            assert "80×20" in see.text
        await see.type("xyz")
        await see.press("enter", "f4", "escape")
        await see.resize(80, 20)
        assert see.table == "clients"
        assert "ce" in see.lines[1]
        assert "xyz" not in see.text

    drive(app_over(full, lang), shrink)


def test_a_program_that_starts_too_small_grows_into_the_desk(full: Desk) -> None:
    """A window that opens small and is then enlarged shows the desk without a restart."""

    async def grow(see: Driver) -> None:
        assert see.table == "TooSmall"
        await see.resize(100, 30)
        assert see.table == "home"

    drive(app_over(full), grow, (40, 10))


def test_a_dialog_survives_a_small_terminal(full: Desk) -> None:
    """A question that was open is still open, and its answer still arrives."""

    async def shrink(see: Driver) -> None:
        await see.press("f2")
        await see.resize(40, 10)
        await see.resize(80, 24)
        assert "个人" in see.text
        await see.press("escape")
        assert see.table == "home"

    drive(app_over(full), shrink)


def test_a_click_on_a_key_presses_it(full: Desk) -> None:
    """Who works with the mouse reaches what the keys reach."""

    async def click(see: Driver) -> None:
        line = see.lines[-1]
        cells = cell_len(line[: line.index("F6")])
        await see.pilot.click(offset=(cells + 1, 23))
        await see.pilot.pause()
        assert see.table == "board"

    drive(app_over(full), click)


def test_clicking_a_vanishing_message_ends_nothing(full: Desk) -> None:
    """If it fails, three quick clicks on a message that is just going away close the program over what was typed."""
    app = app_over(full)

    async def run() -> None:
        async with app.run_test(size=SMALL, notifications=True) as pilot:
            app.notify("已保存", timeout=60)
            await pilot.pause(0.1)
            shown = app.screen.query_one(Toast)
            x, y = shown.region.offset + Offset(2, 1)
            rack = shown._parent
            shown._detach()  # gone, and for a moment still in the picture that the mouse is over
            for _ in range(3):
                for kind in (events.MouseDown, events.MouseUp):
                    app.screen._forward_event(kind(None, x, y, 0, 0, 1, False, False, False, x, y))
            shown._parent = rack  # so that the app can clear it away at its end
            await pilot.press("f4")
            assert getattr(app.screen, "table", "") == "shelf"

    asyncio.run(run())


@pytest.mark.parametrize("over", ["", "a question", "the palette"])
def test_ctrl_q_quits_from_everywhere(full: Desk, over: str) -> None:
    """The way out is the same on every screen, and under a question: it stands in the line of keys below that, and what
    was typed after it was an answer."""
    app = app_over(full)

    async def leave(see: Driver) -> None:
        await see.press("f4", "enter")
        if over == "a question":
            see.app.push_screen(Confirm("问题", "", lang="zh"))
            await see.until("问题")
        await see.press(*(("ctrl+p",) if over == "the palette" else ()), "ctrl+q")

    drive(app, leave)
    assert app.return_code == 0


def test_the_first_screen_is_painted_before_the_rules_are_imported() -> None:
    """The rules and the cipher take a quarter of a second to import; nobody waits for them to see the lock. A text area
    takes 8 ms."""
    code = (
        "import sys, rmdesk.tui.app, rmdesk.tui.vault.unlock; "
        "late = ('pydantic', 'sqlcipher3', 'cryptography', 'reportlab', 'rmdesk.desk', 'rmdesk.tui.home', "
        "'textual.widgets._text_area', 'textual.widgets._data_table'); "
        "print([one for one in late if one in sys.modules])"
    )
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=PATIENCE)
    assert found.stdout.strip() == "[]"


@longer
def test_what_the_first_screen_imports_is_there_before_the_password(full: Desk) -> None:
    """Three hundred modules are loaded while somebody types, and the forms are read if they are those that are shipped;
    else they stand between Enter and the day's work."""
    code = (
        "import sys; from pathlib import Path; import rmdesk.tui.home.home; from rmdesk.desk import home, opening; "
        "from rmdesk.formpack.parse import toml; "
        "opening.read_ahead(); before = set(sys.modules); files = toml.cache_info().misses; "
        f"desk = opening.unlock(Path(sys.argv[1]), 'demo', {PASSWORD!r}, shared=True); "
        "print(desk, home.overview(desk)); "
        "late = set(sys.modules) - before; "
        "print(sorted(late), toml.cache_info().misses - files)"
    )
    asked = [sys.executable, "-c", code, str(full.folder)]
    found = subprocess.run(asked, capture_output=True, text=True, check=True, timeout=PATIENCE).stdout.splitlines()
    assert found[0].startswith("<rmdesk.desk.desk.Desk")
    assert "Home(" in found[0]
    assert found[-1] == "[] 0"


@longer
def test_screens_are_loaded_when_they_are_opened() -> None:
    """Each screen that is loaded before it is wanted is time that every start costs."""
    code = (
        "import sys, rmdesk.tui.app, rmdesk.tui.home.home; "
        "loaded = (one.split('.') for one in sys.modules if one.startswith('rmdesk.tui.')); "
        "print(sorted({one[2] for one in loaded if len(one) > 3}))"
    )
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=PATIENCE)
    assert found.stdout.strip() == str(["home", "kit", "lines"])


def test_a_start_makes_no_route_that_nobody_goes() -> None:
    """A route that bears something costs half a millisecond when it becomes a dataclass, and there are two dozen."""
    code = (
        "import rmdesk.tui.app; from rmdesk.tui import routes; "
        "kinds = [one for one in vars(routes).values() if isinstance(one, type) and issubclass(one, routes.Route)]; "
        "made = [one for one in kinds if '__dataclass_fields__' in vars(one)]; "
        "print(len(kinds) > 60 > 4 > len(made)); "
        "print(routes.Branch() == routes.Branch(''), routes.Branch('x') == routes.Paper('x'))"
    )
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=PATIENCE)
    assert found.stdout.split() == ["True", "True", "False"]


def test_kitty_keys_are_off_unless_somebody_wants_them() -> None:
    """With them some terminals swallow what an input method composes: no Chinese could be typed."""
    code = "import os; {}import rmdesk.tui; print(os.environ['TEXTUAL_DISABLE_KITTY_KEY'])"
    for before, value in (("", "1"), ("os.environ['TEXTUAL_DISABLE_KITTY_KEY'] = '0'; ", "0")):
        command = [sys.executable, "-c", code.format(before)]
        found = subprocess.run(command, capture_output=True, text=True, check=True, timeout=PATIENCE)
        assert found.stdout.strip() == value
