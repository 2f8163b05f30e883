"""The desk, the clients, the shelf, the settings: finding, opening, changing."""

from pathlib import Path

import pytest

from rmdesk.desk import intake
from rmdesk.desk.desk import Desk
from rmdesk.desk.shelf import products as shelf
from rmdesk.store.pinyin import sort_key
from rmdesk.tui import preferences
from rmdesk.tui.clients import clients as clients_screen
from rmdesk.tui.kit import filtered, rows
from rmdesk.tui.kit.filtered import FilteredRows
from rmdesk.tui.kit.rows import Rows
from support.desks import done, opened
from support.people import staff
from support.tiers import longer
from tui.stage import WIDE, Driver, app_over, drive, register

LONG = "f12"


# the desk
def test_a_name_typed_on_the_desk_is_searched_at_once(full: Desk) -> None:
    """The client stands at the counter: type, Enter, the file is open."""

    async def find(see: Driver) -> None:
        await see.press("0")
        assert see.one("#query").has_focus, "a digit is text where the box invites to type a number"
        await see.press(*"002")
        assert see.one("#found").display
        await see.press("enter")
        assert see.table == "client"
        await see.press("escape", "escape")
        assert see.one("#lists").display

    drive(app_over(full), find)


def test_the_desk_shows_what_is_late_first_and_under_which_rule(full: Desk) -> None:
    """What is late must not be looked for."""

    async def look(see: Driver) -> None:
        lines = [line for line in see.lines if any(rule in line for rule in ("SUIT-10", "SUIT-20", "KYC-06"))]
        assert ["逾期 2 天" in lines[0], "今天" in lines[1], "3 天后" in lines[2]] == [True] * 3
        assert "待办 6 件 · 已逾期 1 · 今天 1" in see.text

    drive(app_over(full), look)


def test_what_was_left_half_typed_is_offered_again(full: Desk) -> None:
    """A clerk who was called away finds his client where he left him."""
    typing = intake.Typing("draft-1", "person", {"name": "未完[/b]"})
    assert intake.keep_typing(full, typing) is None

    async def look(see: Driver) -> None:
        line = next(line for line in see.lines if "未完[/b]" in line)
        assert "录入" in line
        await see.press("tab", "enter")
        await see.pilot.pause(0.2)
        assert see.table in {"intake", "review"}

    drive(app_over(full), look)


def test_an_administrator_sees_no_clients_and_is_told_why(full: Desk) -> None:
    """People and settings, no client data: the desk says so instead of showing an empty day (DATA-08)."""
    opened(full).actor = staff("admin", "administrator")

    async def look(see: Driver) -> None:
        assert "DATA-08" in see.text
        assert "赵" not in see.text
        await see.press("slash", "x")
        assert see.table == "search", "register entries and their numbers are found without a client"
        assert "赵" not in see.text
        await see.press("escape", "escape")
        await see.press("f3")
        assert "请由以下人员办理" in see.text
        await see.press("escape")
        assert see.table == "home"
        await see.press(LONG)
        assert see.table == "settings"

    drive(app_over(full), look)


def test_a_product_keeper_is_led_to_the_shelf(full: Desk) -> None:
    """Whoever keeps the shelf does not search for it behind a refusal and the administrator's keys (SUIT-15)."""
    opened(full).actor = staff("keeper", "product_keeper")

    async def look(see: Driver) -> None:
        assert "DATA-08" in see.text
        assert "F4 货架" in see.text
        assert "查找客户" not in see.text
        await see.press("f4")
        assert see.table == "shelf"

    drive(app_over(full), look)


# clients
def test_clients_come_page_by_page(full: Desk) -> None:
    """A bank's whole list is walked without waiting for it."""
    with full.transaction():
        for at in range(10, 320):
            register(full, f"K-{at:04d}", name=f"页{at:04d}", phone=f"139{at:08d}")

    async def walk(see: Driver) -> None:
        await see.press("f3")
        rows = see.app.screen.query_one(Rows)
        assert len(rows.rows) == 200
        for _ in range(14):
            await see.press("pagedown")
        assert len(rows.rows) == 316
        keys = [sort_key(row.cells[1]) for row in rows.rows]
        assert keys == sorted(keys)

    drive(app_over(full), walk)


# shelf
def test_the_shelf_is_narrowed_by_words_and_by_filter(full: Desk) -> None:
    """Fifty products are too many to read while the client waits."""

    async def narrow(see: Driver) -> None:
        await see.press("f4")
        rows = see.app.screen.query_one(Rows)
        assert len(rows.rows) == 6
        await see.type("W-1")
        assert [row.key for row in rows.rows] == ["W-101", "W-102", "W-103"]
        name = rows.rows[0].cells[1]
        assert name not in "\n".join(see.lines[3:6])
        assert name in "\n".join(see.lines[6:])  # what the column cuts stands whole below
        assert see.lines[5].rstrip().endswith("暂停销售")
        await see.press("escape", "ctrl+p", "1", "2", "2")
        assert [row.key for row in rows.rows] == ["W-102"]
        assert "R4" in see.lines[1]
        await see.press("escape")
        assert len(rows.rows) == 6

    drive(app_over(full), narrow)


def test_a_wide_screen_shows_the_card_beside_the_list(full: Desk) -> None:
    """Wide screens get more, not wider lines."""

    async def look(see: Driver) -> None:
        await see.press("f4", "down", "down")
        assert "最不利情形" in see.text

    async def narrow(see: Driver) -> None:
        await see.press("f4")
        assert "最不利情形" not in see.text

    drive(app_over(full), look, WIDE)
    drive(app_over(full), narrow)


def test_a_card_says_the_worst_and_never_the_commission(full: Desk) -> None:
    """What the bank earns must not stand where the manager chooses (SUIT-29)."""

    async def look(see: Driver) -> None:
        await see.press("f4", "down", "enter")
        assert see.table == "product"
        assert "可能损失投入金额的 10%" in see.text
        assert "佣金" not in see.text

    drive(app_over(full), look)


def test_the_product_keeper_changes_a_level(full: Desk) -> None:
    """A regrade goes through the desk with its reason (SUIT-14)."""
    full.actor = staff("keeper", "product_keeper")

    async def regrade(see: Driver) -> None:
        await see.press("f4")
        await see.type("W-101")
        await see.press("enter", "1", "4")
        await see.type("issuer was downgraded")
        await see.press("enter")
        await see.pilot.pause(0.1)
        assert see.table == "product"
        assert "本行 R4" in see.text

    drive(app_over(full), regrade)
    assert done(shelf.get(full, "W-101")).bank_level == "R4"


def test_a_manager_may_not_change_a_level(full: Desk) -> None:
    """Who sells does not grade (SUIT-15)."""
    full.actor = staff("manager", "manager")

    async def regrade(see: Driver) -> None:
        await see.press("f4")
        await see.type("W-101")
        await see.press("enter", "1")
        assert "DATA-08" in see.text

    drive(app_over(full), regrade)
    assert done(shelf.get(full, "W-101")).bank_level == "R2"


def test_a_product_is_suspended_and_resumed(full: Desk) -> None:
    """A stop of sales is one key and a reason."""

    async def suspend(see: Driver) -> None:
        await see.press("f4")
        await see.type("W-101")
        await see.press("enter")
        for status in ("suspended", "listed"):
            await see.press("2", "1")
            await see.type("checked")
            await see.press("enter")
            await see.pilot.pause(0.1)
            assert done(shelf.get(full, "W-101")).status == status

    drive(app_over(full), suspend)


# settings
def test_the_language_changes_at_once_and_is_remembered(full: Desk) -> None:
    """A colleague who reads no Chinese is helped in four keys."""

    async def change(see: Driver) -> None:
        await see.press(LONG, "1", "2")
        await see.pilot.pause(0.2)
        assert see.table == "settings", "who sets the one sets the other"
        await see.press("escape")
        assert "Due 6 · late 1 · today 1" in see.text

    drive(app_over(full), change)
    assert preferences.load(full.folder).lang == "en"


def test_the_theme_changes_at_once_and_is_remembered(full: Desk) -> None:
    """Who needs high contrast needs it tomorrow, too."""

    async def change(see: Driver) -> None:
        await see.press(LONG, "2", "3")
        await see.pilot.pause(0.1)
        assert see.app.theme == "contrast"
        assert "高对比度" in see.text

    drive(app_over(full), change)
    assert preferences.load(full.folder).theme == "contrast"


@longer
def test_the_branch_is_changed_by_a_form_that_checks(full: Desk) -> None:
    """The complaint contact stands on every paper: an empty one is refused (SALE-14). A code that reads as a year would
    make numbers ambiguous."""

    async def change(see: Driver) -> None:
        await see.press(LONG, "3")
        await see.press(*["down"] * 6)
        await see.type("2026")
        await see.press("f10")
        assert see.table == "record"
        assert "“2026”不能用作网点代码" in see.text
        await see.press(*["backspace"] * 4)
        await see.type("a7")
        await see.press("up", "up")
        await see.press(*["backspace"] * 20, "f10")
        assert see.table == "record"
        assert "!" in see.text
        await see.type("400-111-1111")
        await see.press("f10")
        await see.pilot.pause(0.1)
        assert see.table == "settings"

    drive(app_over(full), change)
    assert (full.branch.contact, full.branch.code) == ("400-111-1111", "A7")


def test_the_chain_is_checked_on_the_screen(full: Desk) -> None:
    """Whoever doubts the records presses one key."""

    async def check(see: Driver) -> None:
        await see.press(LONG, "6")
        assert "流水完整" in see.text

    drive(app_over(full), check)


def test_a_broken_pack_is_named_fault_by_fault(full: Desk, tmp_path: Path) -> None:
    """Compliance learns which file and which key is wrong, before anything is adopted."""
    broken = tmp_path / "pack"
    broken.mkdir()
    (broken / "pack.toml").write_text("id = [", encoding="utf-8")
    before = full.pack.digest

    async def check(see: Driver) -> None:
        await see.press(LONG, "5")
        await see.press("ctrl+u")
        await see.type(str(broken))
        await see.press("enter")
        await see.pilot.pause(0.2)
        assert "pack.toml" in see.text

    drive(app_over(full), check)
    assert full.pack.digest == before


def test_a_search_that_finds_many_goes_on_where_its_page_ends(full: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """The 201st client of a name is never reached, and the list says that there is none."""
    for module in (filtered, rows, clients_screen):
        monkeypatch.setattr(module, "PAGE", 3)
    monkeypatch.setattr(filtered, "FIRST", 2)
    made = [register(full, f"K-04{at:02}", name="示例多人").id for at in range(8)]

    async def look(see: Driver) -> None:
        await see.press("f3")
        await see.type("示例多人")
        found = see.app.screen.query_one(FilteredRows)
        assert "2+ " in str(found.count.render())
        await see.press(*["down"] * 9)
        assert sorted(row.key for row in found.rows.rows) == sorted(made)

    drive(app_over(full, "zh"), look)
