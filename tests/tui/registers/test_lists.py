"""Lists of entries: narrow terminals, typing, marks, order, the matrix; and the ways that lead to an entry."""

from datetime import timedelta

import pytest
from rich.cells import cell_len

from rmdesk.desk.desk import Desk
from rmdesk.desk.registers import acting, opening
from rmdesk.desk.registers.views import Column, Late, Line, Page, Shown
from rmdesk.domain.base import Text
from rmdesk.domain.people import Role
from rmdesk.locale import LANGS, Lang
from rmdesk.tui import routes
from rmdesk.tui.kit import filtered, rows
from rmdesk.tui.kit.rows import Rows
from rmdesk.tui.lines import entry_text
from rmdesk.tui.registers import columns
from rmdesk.tui.registers.entries import EntriesScreen
from support.clock import Clock
from support.desks import done
from support.registers import at, let_in, visit, was_done
from support.tiers import also
from support.walk import register
from tui.looking import cut_off
from tui.stage import SMALL, WIDE, Driver, app_over, drive


async def listed(see: Driver, register: str) -> EntriesScreen:
    """The list of a register."""
    see.app.go(routes.RegisterEntries(register))
    await see.pilot.pause()
    assert isinstance(see.app.screen, EntriesScreen), see.text
    return see.app.screen


@pytest.mark.parametrize("size", [SMALL, also(WIDE)], ids=str)
@pytest.mark.parametrize("lang", LANGS)
def test_ten_columns_work_on_eighty_cells(own: Desk, lang: Lang, size: tuple[int, int]) -> None:
    """A list that pushes its columns off the screen hides who is waiting."""
    for _ in range(2):
        visit(own)
    at(own, "compliance")

    async def look(see: Driver) -> None:
        await listed(see, "visitors")
        for _ in range(50):  # the row beside the list comes when the list has come to rest
            await see.pilot.pause(0.1)
            if size != WIDE or "访客王五" in see.text:
                break
        assert [line for line in see.lines if cell_len(line.rstrip()) > size[0]] == []
        assert "VS-2026-0001" in see.text
        assert "VS-2026-0002" in see.text
        assert [one for one in cut_off(see.app) if "matrix" not in one] == []  # which this register has not
        assert ("访客王五" in see.text) is (size == WIDE)  # the row beside the list

    drive(app_over(own, lang), look, size)


def test_typing_narrows_and_space_marks(own: Desk) -> None:
    """Twenty notes to write one by one are not written; a space in a search must stay a space."""
    first, second, third = (visit(own) for _ in range(3))
    at(own, "compliance")

    async def look(see: Driver) -> None:
        screen = await listed(see, "visitors")
        await see.type("a b")
        assert screen.entries.filter.value == "a b"
        await see.press("escape", "space", "space")
        assert len(screen.marked) == 2
        await see.press("f10")
        assert see.table == "register_act"
        await see.type("all in the hall")
        await see.press("f10")
        assert see.table == "entries"
        assert screen.marked == {}

    drive(app_over(own, "zh"), look)
    logs = [len(done(opening.entry(own, one.no)).logs) for one in (first, second, third)]
    assert sorted(logs) == [0, 1, 1]


def test_a_long_list_goes_on_where_its_page_ends(own: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """An entry behind the first page is never found, or stands there twice."""
    monkeypatch.setattr(filtered, "PAGE", 3)
    monkeypatch.setattr(rows, "PAGE", 3)
    made = [visit(own).no for _ in range(7)]
    at(own, "compliance")

    async def look(see: Driver) -> None:
        screen = await listed(see, "visitors")
        await see.press(*["down"] * 8)
        shown = [screen.lines[row.key].no for row in screen.entries.rows.rows]
        assert sorted(shown) == sorted(made)
        assert "7" in str(screen.entries.count.render())

    drive(app_over(own, "zh"), look)


def test_order_and_choice_are_kept(own: Desk) -> None:
    """What was sorted and chosen falls back at the first look at an entry, and the place is lost."""
    first, second = visit(own), visit(own)
    at(own, "compliance")

    async def look(see: Driver) -> None:
        screen = await listed(see, "visitors")
        await see.press("ctrl+p", "2", "1")
        assert screen.page.sort == "no"
        await see.press("ctrl+p", "2", "1")
        assert screen.page.sort == "-no"
        assert [line.no for line in screen.lines.values()] == [second.no, first.no]
        await see.press("enter", "escape")
        assert screen.page.sort == "-no"
        await see.press("ctrl+p", "1", "4")
        assert screen.lines == {}
        await see.press("ctrl+p", "1", "2")
        assert len(screen.lines) == 2

    drive(app_over(own, "zh"), look)


def test_a_due_of_the_desk_opens_its_entry(own: Desk) -> None:
    """A due that opens nothing sends people to look for the entry by hand."""
    made = visit(own, until=own.today().isoformat())
    at(own, "manager")

    async def look(see: Driver) -> None:
        assert made.no in see.text
        due = see.app.screen.query_one("#due", Rows)
        due.focus()
        due.pointed = next(at for at, row in enumerate(due.rows) if made.no in "".join(row.cells))
        await see.press("enter")
        assert see.table == "entry"
        assert made.no in see.text

    drive(app_over(own, "zh"), look)


def test_what_is_late_says_who_may_do_it(own: Desk, clock: Clock) -> None:
    """A due in red without a key beside it leaves whoever opens the entry to guess what to do, or to wait."""
    let_in(own, visit(own, host="manager").no)
    clock.forward(days=1)
    at(own, "manager")

    async def look(see: Driver) -> None:
        see.app.go(routes.RegisterEntry("VS-2026-0001"))
        await see.pilot.pause()
        assert "测试manager 与此事有关，不能由其办理“离开”。请由其他人员办理。" in see.text, see.text

    drive(app_over(own, "zh"), look)


@pytest.mark.parametrize("lang", ["en", also("zh")])
def test_the_registers_say_what_is_open(own: Desk, lang: Lang) -> None:
    """Nobody opens seven lists to see in which something waits."""
    visit(own)
    at(own, "compliance")

    async def look(see: Driver) -> None:
        see.app.go(routes.Registers())
        await see.pilot.pause()
        await see.type("visitors")
        assert "DESK-18" in see.text
        assert cut_off(see.app) == []
        await see.press("enter")
        assert see.table == "entries"
        await see.press("escape", "f10")
        assert see.table == "register_act"

    drive(app_over(own, lang), look)


@pytest.mark.parametrize("lang", LANGS)
def test_a_client_s_file_shows_what_the_registers_hold(own: Desk, lang: Lang) -> None:
    """A visit that is not in the client's file is not known when it is read."""
    client = register(at(own, "manager"), name="测试甲", phone="13800000001")
    made = visit(own, about=f"client:{client.no}")
    visit(own)
    at(own, "manager")

    async def look(see: Driver) -> None:
        see.app.go(routes.ClientFile(client.id))
        await see.pilot.pause()
        await see.press("end", "enter")
        assert made.no in see.text
        assert "VS-2026-0002" not in see.text
        await see.press("enter")
        assert see.table == "entry"
        assert "测试甲" in see.text

    drive(app_over(own, lang), look)


@pytest.mark.parametrize(
    ("lang", "said"), [("zh", "没有未结束的记录，另有 1 条已结束或作废"), ("en", "No open entries; 1 ended or void")]
)
def test_a_register_whose_entries_have_all_ended_is_not_called_empty(own: Desk, lang: Lang, said: str) -> None:
    """ "No entries here" stood over a drill that was held: whoever asked for it was told of none."""
    no = visit(own).no
    was_done(acting.do(at(own, "compliance"), no, "_void", 1, {"reason": "登记错误"}))

    async def look(see: Driver) -> None:
        await listed(see, "visitors")
        assert said in see.text, see.text

    drive(app_over(own, lang), look)


@pytest.mark.parametrize(("role", "lang", "said"), [
    ("compliance", "zh", "没有记录：F10 报告事件"),
    ("reviewer", "en", "No entries here: F10 Report an event"),
    ("administrator", "zh", "没有记录，由"),
    ("auditor", "en", "No entries here: begun by "),
])  # fmt: skip
def test_an_empty_register_says_who_fills_it(own: Desk, role: Role, lang: Lang, said: str) -> None:
    """A newcomer reads "nothing here" in half of the registers, and no key or person who would change that."""
    at(own, role)

    async def look(see: Driver) -> None:
        await listed(see, "risk_event" if "F10" in said else "drill")
        assert said in see.text, see.text

    drive(app_over(own, lang), look)


def test_a_value_bears_no_sign_that_nothing_explains() -> None:
    """ "8 中 +": whoever read it asked what the plus was; the sign of what is late stays beside its colour."""
    named = {"watch": "8 中", "late": "16 高", "calm": "2 低"}
    told = entry_text.shown(
        (Shown("score", Text.same("风险值"), Text.same(one), "", tone) for tone, one in named.items()), "zh"
    )
    assert [(one.value, one.tone) for one in told] == [("8 中", ""), ("16 高 !", "late"), ("2 低", "")]


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("cells", [60, 68, 78])
def test_headings_stand_whole_and_the_column_sorted_by_stays(desk: Desk, lang: Lang, cells: int) -> None:
    """ "Promi…", "To be …" named nothing, and a list "by Deadline" had no such column."""
    keys = ("no", "about", "event", "deadline", "keeper", "state")
    heads = dict(zip(keys, ("No.", "About", "Event reported", "Deadline", "To be kept by", "State"), strict=True))
    day, late = desk.today(), Late(Text(zh="发布持有人通知", en="Release the notice"), desk.today() - timedelta(2))
    texts = ("NT-2026-0002", "F-302 Pinewind Conservative Fund", "Changed level", f"{day}", "王敏", "Drafted")
    cells_of = tuple(Shown(key, Text.same(""), Text.same(one), one) for key, one in zip(keys, texts, strict=True))
    line = Line(
        "a", texts[0], 1, cells_of,
        "open", ended=False, voided=False, veiled=False, late=late,
    )  # fmt: skip
    page = Page(
        "notice", Text.same(""), tuple(Column(key, Text.same(one), False, True) for key, one in heads.items()),
        (line,), 1, "deadline", Text.same("Deadline"), (), False, False, True,
    )  # fmt: skip
    laid = columns.laid(desk, page, (line,), lang, cells)
    shown = {key: one for key, one in zip(keys, laid, strict=True) if not one.from_width}
    assert {"deadline", "state"} <= {*shown}
    assert all(one.cells >= cell_len(one.title) for one in shown.values())
    assert shown["state"].cells > cell_len("逾期 2 天" if lang == "zh" else "2 days late"), "how late is read whole"


def test_how_late_what_is_names_its_day_beside_another(desk: Desk) -> None:
    """ "3 days late" beside a date of eight days ago contradicted it: the check was late, the date was the action's."""
    day = desk.today()

    def line(shown: str) -> Line:
        cells = tuple(
            Shown(key, Text.same(""), Text.same(raw), raw) for key, raw in (("due", shown), ("state", "open"))
        )
        late = Late(Text(zh="检查", en="Check"), day - timedelta(3))
        return Line("a", "A-0001", 1, cells, "open", ended=False, voided=False, veiled=False, late=late)

    other, same = line("2026-11-13"), line(str(day - timedelta(3)))
    assert columns.said(desk, other, other.cells[1], "zh").startswith(f"逾期 3 天：检查 {day - timedelta(3):%m-%d}")
    assert columns.said(desk, same, same.cells[1], "zh").startswith("逾期 3 天：检查 ·")
