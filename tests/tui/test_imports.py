"""An import at the screen: looked at, answered, taken, taken back."""

import time
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from textual import events

from rmdesk.desk.desk import Desk
from rmdesk.desk.imports import profiles, running
from rmdesk.desk.imports.kinds import KINDS
from rmdesk.desk.imports.running import Report
from rmdesk.desk.shelf import products as shelf
from rmdesk.domain.refusal import Refused, refused
from rmdesk.locale import Lang, tr
from rmdesk.tui import routes
from rmdesk.tui.imports.bringing import ImportScreen
from rmdesk.tui.kit.long_act import LongAct, Tell
from support.desks import PASSWORD, codes, done
from support.people import resident_number
from tui.looking import cut_off
from tui.stage import LEAST, Driver, app_over, drive

LIST = f"客户号,姓名,证件类型,证件号码,职业,星级\n9901,虚甲,身份证,{resident_number(date(1980, 1, 1))},公务员,金卡\n"


def test_a_list_is_answered_taken_and_taken_back(full: Desk, tmp_path: Path) -> None:
    """Whoever has no command line brings the list in as well."""
    path = tmp_path / "clients.csv"
    path.write_text(LIST, encoding="utf-8")

    async def look(see: Driver) -> None:
        see.app.push_screen(ImportScreen("clients", path))
        await see.until("公务员")
        await see.press("f1", "escape")
        assert "公务员" in see.text
        await see.press("enter", "enter")  # nothing is pointed at: Enter alone says nothing
        await see.press("down", "enter")
        assert "待回答" not in see.text
        said = next(line for line in see.lines if "已回答" in line)
        await see.press("home", "enter", "down", "enter")  # a wrong answer is mended where it stands
        assert next(line for line in see.lines if "已回答" in line) != said
        await see.press("escape", "escape")  # one too many: answers are not thrown away unasked
        assert next(line for line in see.lines if "已回答" in line) != said
        await see.press("f10", "1")
        assert "已导入" in see.text
        await see.press("2", "1")
        assert "新增 1" in see.text
        await see.press("escape", "1")
        assert not isinstance(see.app.screen, ImportScreen)

    drive(app_over(full), look)
    assert full.store.query("SELECT taken_back FROM import_run")[0][0] == 1


def test_what_was_answered_stands_when_the_file_is_opened_again(full: Desk, tmp_path: Path) -> None:
    """Twenty answers were gone after Esc, and asked again; a file that was mended meanwhile is asked anew."""
    path = tmp_path / "clients.csv"
    path.write_text(LIST, encoding="utf-8")

    async def look(see: Driver) -> None:
        see.app.push_screen(ImportScreen("clients", path))
        await see.until("公务员")
        await see.press("enter", "down", "enter")
        assert "已回答" in see.text
        await see.press("escape", "1")
        assert not isinstance(see.app.screen, ImportScreen)
        see.app.push_screen(ImportScreen("clients", path))
        await see.until("已回答")
        await see.press("escape", "1")
        path.write_text(LIST + "9902,虚乙,,,公务员,金卡\n", encoding="utf-8")
        see.app.push_screen(ImportScreen("clients", path))
        await see.until("待回答")
        assert "已回答" not in see.text

    drive(app_over(full), look)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_kind_of_list_is_offered(full: Desk, lang: Lang) -> None:
    """If it fails, the way to an import ends the program for a kind that nobody has named."""

    async def look(see: Driver) -> None:
        see.app.go(routes.Imports())
        for one in KINDS:
            await see.until(tr(lang, f"imports.kind.{one}"))
        await see.press(str(len(KINDS) + 1))
        await see.type("risk")
        await see.until(full.pack.registers["risk"].title.of(lang))

    drive(app_over(full, lang), look)


def test_another_sheet_and_another_reading_are_picked(full: Desk) -> None:
    """The list stands on the hidden sheet, or was read another way last month: no command is needed for it."""
    path = Path(__file__).parents[1] / "imports/files/clients_old.xls"

    async def look(see: Driver) -> None:
        see.app.push_screen(ImportScreen("clients", path))
        await see.until("新增 2")
        await see.press("down", "enter", "down", "enter")
        await see.type("核心系统")
        await see.press("enter")
        await see.until("核心系统")
        await see.press("f10", "1")
        await see.until("已导入")

    drive(app_over(full), look)
    assert done(profiles.kept(full, "clients")) == ()  # nothing was mended: there is nothing to keep

    async def other(see: Driver) -> None:
        see.app.push_screen(ImportScreen("clients", path))
        await see.until("不变 2")
        await see.press("enter", "down", "enter")
        await see.until("表头")

    drive(app_over(full), other)


def test_a_long_list_is_gone_through_beside_the_screen(
    full: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Looked at, taken and taken back in a thread: what it leaves is what the screen then works on."""
    monkeypatch.setattr("rmdesk.tui.imports.bringing._LONG", 0)
    monkeypatch.setattr("rmdesk.tui.imports.bringing._LONG_ROWS", 0)
    path = tmp_path / "clients.csv"
    path.write_text(LIST.replace("公务员", "退休"), encoding="utf-8")

    async def look(see: Driver) -> None:
        see.app.push_screen(ImportScreen("clients", path))
        await see.until("新增 1")
        await see.press("f10", "1")
        await see.until("已导入")
        await see.press("2", "1")
        await see.until("新增 1")

    drive(app_over(full), look)
    assert full.store.query("SELECT taken_back FROM import_run")[0][0] == 1
    assert not full.store.verify().faults


@pytest.mark.parametrize("long", [0, 10**6], ids=["in a thread", "at once"])
def test_a_key_pressed_while_a_list_is_read_does_nothing(
    full: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, long: int
) -> None:
    """F10 and 1, typed for what stood there before, would take in a list that nobody has looked at."""
    monkeypatch.setattr("rmdesk.tui.imports.bringing._LONG", long)
    path = tmp_path / "clients.csv"
    path.write_text(LIST.replace("公务员", "退休"), encoding="utf-8")
    app, look_at = app_over(full), running.look_at

    def pressed_meanwhile(*given: Any) -> Report | Refused:
        for key in ("enter", "f10", "1"):
            app.post_message(events.Key(key, "1" if key == "1" else None))
        return look_at(*given)

    monkeypatch.setattr(running, "look_at", pressed_meanwhile)

    async def look(see: Driver) -> None:
        app.push_screen(ImportScreen("clients", path))
        await see.until("新增 1")
        await see.pilot.pause()
        assert see.table == "imports"
        told = [str(one.message) for one in app._notifications]
        assert not long or told == [tr("zh", "common.keys_dropped")]
        await see.press("f10", "1")
        await see.until("已导入")

    drive(app, look)
    assert len(full.store.query("SELECT * FROM import_run")) == 1


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_what_no_column_says_is_asked_in_words(full: Desk, tmp_path: Path, lang: Lang) -> None:
    """A list of funds calls none a fund: what is asked of all of it read as of a word "*"."""
    path = tmp_path / "products.csv"
    path.write_text("产品代码,产品名称,发行机构,本行评级,起购金额\nX-1,示例一,示例基金,R2,100\n", encoding="utf-8")

    async def look(see: Driver) -> None:
        see.app.push_screen(ImportScreen("products", path))
        column = "产品类型" if lang == "zh" else "category"
        await see.until(tr(lang, "imports.no_column", column=column))
        assert full.pack.label("family", "fund", lang) in see.text
        assert "*" not in see.text
        await see.press("enter")
        assert tr(lang, "imports.every", column=column) in see.text

    drive(app_over(full, lang), look)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_which_of_two_columns_counts_is_said_on_the_screen(full: Desk, tmp_path: Path, lang: Lang) -> None:
    """The list was turned away with a switch of the command, and could not be brought in without editing it."""
    path = tmp_path / "products.csv"
    path.write_text(
        "Product code,Name,Asset class,Type,Issuer,Bank level,Minimum\nX-1,Sample,Equities,Fund,Sample AM,R2,100\n",
        encoding="utf-8",
    )

    async def look(see: Driver) -> None:
        see.app.push_screen(ImportScreen("products", path))
        await see.until(tr(lang, "imports.line.asked"))
        assert "--" not in see.text
        await see.press("enter", "enter")  # nothing is pointed at: Enter alone says nothing
        assert "Asset class (Equities)" in see.text
        await see.press("2")
        assert tr(lang, "imports.line.asked") not in see.text
        await see.press("f10", "1")
        await see.until(tr(lang, "imports.taken"))

    drive(app_over(full, lang), look)
    assert done(shelf.get(full, "X-1")).family == "fund"


def test_esc_ends_a_long_act_and_says_so(full: Desk) -> None:
    """Whoever took the wrong file of a hundred thousand rows need not wait for its end."""
    seen: list[object] = []

    def act(desk: Desk, tell: Tell) -> Refused:
        assert desk is not full
        while tell(300, 1000):
            time.sleep(0.01)
        return refused("IMPORT.cancelled")

    async def look(see: Driver) -> None:
        see.app.push_screen(LongAct("导入", full, act, lang="zh"), seen.append)
        await see.until("300 / 1,000")
        await see.press("escape")
        await see.until("300 / 1,000", gone=True)
        see.app.push_screen(LongAct("导入", full, act, lang="zh"), seen.append)
        await see.until("300 / 1,000")
        await see.press("ctrl+q")  # the act ends first: the program is not left in the midst of it
        await see.until("300 / 1,000", gone=True)
        see.app.push_screen(LongAct("导入", full, act, lang="zh"), seen.append)
        await see.until("300 / 1,000")
        await see.press("f9")
        await see.pilot.app.workers.wait_for_complete()
        await see.pilot.pause()
        assert (see.table, len(seen)) == ("lock", 2), "what it says waits until somebody is there again"
        await see.type(PASSWORD)
        await see.press("enter")
        await see.until("300 / 1,000", gone=True)

    drive(app_over(full), look)
    assert [codes(one) for one in seen] == [["IMPORT.cancelled"]] * 3


def test_what_an_import_left_to_the_keeper_is_confirmed_at_once(full: Desk, tmp_path: Path) -> None:
    """Head office's list says no worst case: its keeper would filter and mark hundreds before they are on sale."""
    path = tmp_path / "products.csv"
    path.write_text(
        "产品代码,产品名称,产品类型,发行机构,本行评级,起购金额\nX-1,示例一,公募基金,示例基金,R2,100\n", encoding="utf-8"
    )

    put_in = full.pack.families.of("fund").default

    async def look(see: Driver) -> None:
        await see.press("f4", "ctrl+p", "4")
        await see.type(str(path))
        await see.press("enter", "f10", "1", "escape")
        assert "^P 5 确认 1 只" in see.text
        await see.press("ctrl+p", "5")
        for said in ("公募基金 1 只（X-1）", *(full.pack.label("goal", one, "zh") for one in put_in.goals)):
            assert said in see.text, "what is confirmed stands there: which product, and what was put in"
        assert put_in.summary.zh[:8] in see.text
        await see.type("20%")
        await see.press("enter")
        await see.type("示例净值下跌")
        await see.press("f10")
        assert "确认 1 只" not in see.text

    drive(app_over(full), look)
    assert full.store.query("SELECT unconfirmed FROM product WHERE code = 'X-1'")[0][0] == 0


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_list_that_only_stops_a_product_is_taken_too(full: Desk, tmp_path: Path, lang: Lang) -> None:
    """No row of it can be taken, and F10 was grey: what it says of a product on sale would have had no effect."""
    head = "产品代码,产品名称,产品类型,发行机构,本行评级,起购金额,最不利情形损失比例,最不利情形,收益类型,产品状态\n"
    row = "X-1,示例一,公募基金,示例基金,R2,100,60%,净值可能下跌六成,浮动收益,在售\n"
    path = tmp_path / "products.csv"
    path.write_text(head + row, encoding="utf-8")
    done(running.bring_in(full, "products", path, running.Choice()))
    path.write_text(head + row.replace("R2,100", "R5,待定"), encoding="utf-8")
    said = tr(lang, "imports.withheld", count=1).split("，")[0].split(":")[0]

    async def look(see: Driver) -> None:
        see.app.push_screen(ImportScreen("products", path))
        await see.until(said)
        await see.press("f10")
        assert tr(lang, "imports.take_why")[:8] in see.text
        assert said in see.text, "asked before it is taken"
        await see.press("1")

    drive(app_over(full, lang), look)
    assert done(shelf.get(full, "X-1")).unconfirmed == ("unread",)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_columns_are_left_out_at_once_and_confirmed_by_their_words(full: Desk, tmp_path: Path, lang: Lang) -> None:
    """SUIT-13: each column took four keys of its own, and what was sold out could only be confirmed among the rest.
    What holds a group is read first."""
    path = tmp_path / "products.csv"
    head = "产品代码,产品名称,产品类型,发行机构,本行评级,起购金额,最不利情形损失比例,最不利情形,收益类型"
    row = "公募基金,示例基金,R2,100,20%,净值可能下跌两成,浮动收益"
    cells = ("是,充足", "否,已售罄", "否,充足", "是,已售罄")
    rows = "".join(f"X-{at},示例{at},{row},{one},2026-11-20\n" for at, one in enumerate(cells))
    path.write_text(f"{head},节假日可购,额度状态,净值日期\n{rows}", encoding="utf-8")

    async def look(see: Driver) -> None:
        await see.press("f4", "ctrl+p", "4")
        await see.type(str(path))
        await see.press("enter")
        assert tr(lang, "imports.unused", many=1) in see.text
        await see.press("home", "enter")
        assert not cut_off(see.app)
        for said in ("节假日可购", "额度状态", "已售罄"):
            assert said in see.text, "a column is left out with its cells before one's eyes"
        await see.press("1", "2", "enter", "f10", "1", "escape", "ctrl+p", "5")
        assert "“已售罄”" in see.text
        await see.press("2")
        first = next(line for line in see.lines if "“" in line)
        assert "额度状态“已售罄”" in first.replace(" ", "")
        await see.press("f10")
        assert listed() == {"X-1", "X-3"}
        await see.press("ctrl+p", "5")
        assert "“已售罄”" not in see.text
        await see.press("f10")

    def listed() -> set[str]:
        return {one.code for one in done(shelf.products(full)) if one.code.startswith("X-") and one.status == "listed"}

    drive(app_over(full, lang), look, LEAST)
    assert len(listed()) == len(cells)
