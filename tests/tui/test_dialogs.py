"""Questions over a screen: answered by a number, left by Esc, never answered by accident."""

from collections.abc import Callable
from typing import Any, cast

import pytest
from textual.app import ComposeResult
from textual.screen import ModalScreen

from rmdesk.desk.desk import Desk
from rmdesk.domain.refusal import Refused, refused
from rmdesk.domain.sensitive import Asked
from rmdesk.faces.fields import Option
from rmdesk.formpack.refusals import RefusalText
from rmdesk.locale import tr
from rmdesk.tui.desk_app import DeskApp
from rmdesk.tui.kit.dialogs import AskPassword, AskText, Choose, Confirm, Dialog, Message, RefusedDialog
from rmdesk.tui.kit.print_choice import ask_print
from rmdesk.tui.kit.proof import ask_proof
from rmdesk.tui.kit.prose import Prose
from rmdesk.tui.kit.rows import Column, Row, Rows
from rmdesk.tui.themes import NAMES
from support.tiers import exhaustive
from tui.bench import BenchScreen, try_out
from tui.looking import cut_off
from tui.stage import LEAST, SMALL, Driver, app_over, drive

OPTIONS = (Option("a", "甲[/b]"), Option("b", "乙"))


def answer(made: Callable[[], ModalScreen[Any]], *keys: str) -> list[Any]:
    """What the dialog gives after `keys`; [] while it is still open."""
    given: list[Any] = []

    async def ask(see: Driver, _bench: BenchScreen) -> None:
        see.app.push_screen(made(), given.append)
        await see.pilot.pause()
        assert cut_off(see.app) == []
        await see.press(*keys)

    try_out([], ask)
    return given


@pytest.mark.parametrize(
    ("keys", "given"),
    [(("1",), ["a"]), (("2",), ["b"]), (("right", "enter"), ["b"]), (("escape",), [None]), (("3",), []), (("x",), [])],
)
def test_a_choice_is_one_press(keys: tuple[str, ...], given: list[str]) -> None:
    """A number answers, Esc leaves, anything else changes nothing."""
    assert answer(lambda: Choose("问题[/b]", "说明", OPTIONS, lang="zh"), *keys) == given


@pytest.mark.parametrize(("keys", "given"), [(("enter",), ["no"]), (("1",), ["yes"]), (("escape",), [None])])
def test_enter_alone_confirms_nothing(keys: tuple[str, ...], given: list[str]) -> None:
    """A hurried Enter must not put a form pack into force."""
    assert answer(lambda: Confirm("启用", "确定?", lang="zh"), *keys) == given


def test_an_empty_text_is_no_reason() -> None:
    """A reason that is empty explains nothing to who reads the journal."""
    assert answer(lambda: AskText("原因", "原因", lang="zh"), "enter", "space", "enter") == []
    assert answer(lambda: AskText("原因", "原因", lang="zh"), "space", "x", "space", "enter") == ["x"]
    assert answer(lambda: AskText("原因", "原因", lang="zh"), "x", "escape") == [None]


def test_a_wrong_password_is_asked_again_and_cannot_be_walked_past() -> None:
    """The client who holds the screen does not get out of the questions with Esc (QUES-08)."""

    def ask() -> AskPassword:
        return AskPassword(
            "收回", "密码", lambda given: None if given == "ok" else "不对[/b]", lang="zh", may_leave=False
        )

    assert answer(ask, "n", "o", "enter", "escape") == []
    assert answer(ask, "n", "o", "enter", "o", "k", "enter") == ["ok"]


def test_a_message_is_closed_by_enter_or_esc() -> None:
    """Nobody looks for a button."""
    for key in ("enter", "escape"):
        assert answer(lambda: Message("完成", "第一行\n[/b]" * 3, lang="zh"), key) == [None]


class _Listing(Dialog[str]):
    """A list that is longer than the screen is high."""

    def content(self) -> ComposeResult:
        """Twenty rows below three lines."""
        yield Prose(("说明\n说明\n说明", ""), classes="text")
        rows = Rows((Column("名称", 20),), header=True)
        rows.show([Row(str(at), (f"第 {at} 行",)) for at in range(20)])
        rows.styles.height = 11
        yield rows


@exhaustive
def test_a_choice_opens_on_what_is_on_now(full: Desk) -> None:
    """Enter, pressed to leave what is there, would else turn the program Chinese or change its colours."""

    async def look(see: Driver) -> None:
        themed = see.app.theme
        for row in ("1", "2"):
            await see.press("f12", row, "enter", "escape")
            assert (see.app.lang, see.app.theme) == ("en", themed)

    drive(app_over(full, "en", NAMES[1]), look)


def test_a_list_in_a_dialog_leaves_room_for_the_keys() -> None:
    """At 80x20 nobody would be told how to get out of it."""

    async def look(see: Driver, _bench: BenchScreen) -> None:
        see.app.push_screen(_Listing("标题", lang="zh"))
        await see.pilot.pause()
        keys = see.app.screen.query_one(".keys")
        assert keys.region.bottom < see.app.screen.query_one(".dialog").region.bottom
        assert "Esc" in see.text

    try_out([], look, size=(80, 20))


def test_many_reasons_scroll_inside_of_their_box() -> None:
    """Twelve reasons why a product is withheld are all readable at 80x24."""
    said = [
        RefusalText(rule=f"SUIT-{at:02d}", text="产品等级高于客户等级" * 4, next="选择适合的产品")
        for at in range(1, 13)
    ]

    async def look(see: Driver, _bench: BenchScreen) -> None:
        see.app.push_screen(RefusedDialog(said, lang="zh"))
        await see.pilot.pause()
        assert "SUIT-01" in see.text
        assert "SUIT-12" not in see.text
        await see.press("end")
        await see.pilot.pause(0.1)
        assert "SUIT-12" in see.text
        await see.press("enter")
        assert see.table == "help"

    try_out([], look)


@pytest.mark.parametrize(
    ("keys", "given"),
    [(("2",), [("b", False)]), (("3", "2"), [("b", True)]), (("3", "3", "1"), [("a", False)]), (("3", "escape"), [])],
)
def test_large_print_is_one_key_more_in_every_choice_of_papers(keys: tuple[str, ...], given: list[Any]) -> None:
    """Whoever asks for large print gets what was marked, in large print; Esc prints nothing."""
    got: list[Any] = []

    async def ask(see: Driver, _bench: BenchScreen) -> None:
        ask_print(cast(DeskApp, see.app), OPTIONS, lambda *what: got.append(what), large=False)
        await see.pilot.pause()
        assert cut_off(see.app) == []
        await see.press(*keys)

    try_out([], ask)
    assert got == given


def _refusing(_: object) -> Refused:
    return refused("DATA-08.password", left=3)


def test_however_long_what_is_agreed_to_who_and_the_password_stay_in_sight(full: Desk) -> None:
    """DATA-08: below a note of 700 characters neither the password nor why it was refused could be seen, and no key
    led there."""
    about = "\n".join(f"第 {line} 行：经核实的情况说明，供第二人核对。" for line in range(40))

    async def look(see: Driver) -> None:
        ask_proof(see.app, "", "核对", _refusing, lambda _: None, about=about, asked=Asked(demand="password"))
        await see.pilot.pause()
        assert tr("zh", "common.password") in see.text
        assert "第 0 行" in see.text
        assert cut_off(see.app) == []
        await see.press("pagedown")
        assert "第 0 行" not in see.text
        await see.type("wrong")
        await see.press("enter")
        await see.until("! ")

    for size in (LEAST, SMALL):
        drive(app_over(full), look, size)
