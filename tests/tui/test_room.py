"""Room on the screen: wider never shows less, and a second pane says what stands beside."""

import asyncio
import random
from pathlib import Path
from xml.etree import ElementTree

import pytest
from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from rich.style import Style
from textual.screen import ModalScreen
from textual.widget import Widget
from textual.widgets._toast import Toast

from rmdesk.desk.desk import Desk
from rmdesk.faces import pictures
from rmdesk.locale import LANGS, Lang, tr
from rmdesk.tui import routes
from rmdesk.tui.complaints import board_rows
from rmdesk.tui.home import home_rows
from rmdesk.tui.kit.bars import TitleLine
from rmdesk.tui.kit.choice import Choice
from rmdesk.tui.kit.columns import GAP, Column, Row, laid_out, wanted
from rmdesk.tui.kit.form import Form
from rmdesk.tui.kit.record_fields import line
from rmdesk.tui.kit.record_form import Record, ask_record
from rmdesk.tui.kit.rows import Rows
from rmdesk.tui.kit.second_pane import TWO_PANES, beside_cells
from rmdesk.tui.kit.steps import Steps
from rmdesk.tui.lines import client_lists, client_rows, holding_rows
from support.people import staff
from support.tiers import also, longer
from tui.hands import kinds
from tui.stage import LEAST, SMALL, WIDE, Driver, app_over, drive

LEAD = 2
ROOT = Path(__file__).parents[2]


def some_columns(seed: int) -> tuple[Column, ...]:
    """Columns as a list may have them."""
    draw = random.Random(seed)
    return tuple(
        Column("", draw.randint(1, 16), draw.choice((0, 0, 1, 2)), from_width=draw.choice((0, 0, 70, 90, 104)))
        for _ in range(draw.randint(1, 8))
    )


LISTS = {
    "clients": client_rows.columns("en"),
    "cases": board_rows.columns("en"),
    "dues": home_rows.due_columns(),
    "holdings": holding_rows.holding_columns("zh"),
    **{f"drawn {seed}": some_columns(seed) for seed in range(40)},
}


def sizes(columns: tuple[Column, ...], width: int) -> dict[int, int]:
    """Index and cells of each column in a list of so many cells."""
    return {at: len(text) for at, text in laid_out(columns, [""] * len(columns), width - LEAD, width)}


@pytest.mark.parametrize("columns", LISTS.values(), ids=LISTS)
def test_no_column_is_narrower_in_a_wider_list(columns: tuple[Column, ...]) -> None:
    """A terminal pulled wider by a cell would cut a date that stood there before."""
    before: dict[int, int] = {}
    for width in range(60, 200):
        now = sizes(columns, width)
        assert all(now.get(at, 0) >= cells for at, cells in before.items()), width
        least = sum(column.cells + GAP for column in columns if column.from_width <= width) - GAP + LEAD
        assert sum(now.values()) + GAP * (len(now) - 1) + LEAD <= max(width, least)
        before = now


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("name", [client_lists.TIMELINE, *client_lists.LISTS])
def test_a_list_beside_the_sections_of_a_file_has_no_column_over_the_edge(name: str, lang: Lang) -> None:
    """Else the rule of a task ends in the middle of its id, and nobody sees that anything is missing."""
    columns, room = client_lists.columns(name, lang), 43
    full = tuple(max(one.cells, cell_len(one.title)) + 8 * bool(one.grow) for one in columns)
    cells = {at: cell_len(text) for at, text in laid_out(columns, [""] * len(columns), room, room + LEAD, full)}
    assert sum(cells.values()) + GAP * (len(cells) - 1) <= room
    assert all(size == columns[at].cells for at, size in cells.items() if not columns[at].grow)


def test_the_second_pane_never_takes_of_what_80_columns_show() -> None:
    """The first pane is as wide as the smallest terminal at least, and the whole one where there is no second."""
    for width in range(80, 240):
        assert width - beside_cells(width) >= 80
        assert (beside_cells(width) > 0) is (width >= TWO_PANES)


@pytest.mark.parametrize("key", ["", "f3", "f4", "f6"])
def test_wider_cuts_no_more(full: Desk, key: str) -> None:
    """Between 81 and 120 columns nothing may be cut that 80 show whole, and nothing vanish that they show."""
    cut: dict[int, int] = {}
    rows: dict[int, list[str]] = {}

    async def script(see: Driver) -> None:
        await see.press(*([key] if key else []))
        for width in (80, 81, 99, 109, 110, 118, 120):
            await see.resize(width, 24)
            await see.pilot.pause(0.1)
            first = [set_cell_size(line, width - beside_cells(width)) for line in see.lines[2:-1]]
            cut[width] = sum(line.count("…") for line in first)
            rows[width] = [line.strip() for line in first]

    drive(app_over(full), script)
    assert {width: count for width, count in cut.items() if count > cut[80]} == {}
    for seen in rows.values():
        assert len([line for line in seen if line]) >= len([line for line in rows[80] if line])


def test_beside_a_list_stands_the_row_pointed_at(full: Desk) -> None:
    """Whoever has the room sees level and dues of a client without opening the file."""

    async def script(see: Driver) -> None:
        await see.press("f3")
        await see.type("K-0001")
        await see.pilot.pause(0.2)
        assert any(f"[{level}]" in see.text for level in ("C1", "C2", "C3", "C4", "C5"))
        assert tr("zh", "beside.dues") in see.text
        await see.resize(100, 30)
        assert tr("zh", "beside.dues") not in see.text

    drive(app_over(full), script, WIDE)


def test_a_pane_longer_than_its_room_is_read_on_by_keys(full: Desk) -> None:
    """Else whoever has no mouse never reads a product's worst case beside the shelf, nor learns that it follows; and
    what is typed there would be lost."""

    async def script(see: Driver) -> None:
        await see.press("f4", "down")
        await see.pilot.pause(0.1)
        end, last = tr("zh", "beside.read"), see.lines[-2]
        assert "Tab" in last
        await see.press("tab", "end")
        assert end in see.lines[-2]
        await see.press("home")
        assert see.lines[-2] == last
        await see.press("down", "escape", "down", "tab", "end")
        assert end in see.lines[-2]
        await see.type("W-10")
        assert see.table == "shelf"
        assert see.app.screen.query_one("FilteredRows TextInput").value == "W-10"  # type: ignore[attr-defined]

    drive(app_over(full), script, (110, 20))


def test_an_auditor_reads_nothing_in_passing(full: Desk) -> None:
    """His every look is a fact (DATA-08): the pointer's way down a list must not write fifty."""
    full.actor = staff("auditor", "auditor")
    written = [len(kinds(full))]

    async def script(see: Driver) -> None:
        await see.press("f3", "down", "down")
        await see.pilot.pause(0.2)
        assert (tr("zh", "beside.on_record") in see.text) == (see.app.size == WIDE)
        written.append(len(kinds(full)))

    for size in (SMALL, WIDE):
        drive(app_over(full), script, size)
    assert written[2] - written[1] == written[1] - written[0]


def test_small_pictures_are_plain_text() -> None:
    """A terminal without Unicode shows the same picture in signs that it has."""
    from datetime import date

    marks = [pictures.Mark(date(2026, 11, day), sign) for day, sign in ((1, "✓"), (11, "▲"), (21, "!"))]
    assert pictures.days(marks, 21, plain=False) == "✓─────────▲─────────!"
    assert pictures.days(marks, 21, plain=True) == "v---------^---------!"
    assert pictures.scale(["C1", "C2", "C3"], "C2", plain=False) == "C1─[C2]─C3"
    assert pictures.scale(["C1", "C2", "C3"], "C2", plain=True).isascii()


def test_readme_shows_pictures_that_are_there_and_small() -> None:
    """A picture made from the sample stands in both languages, as text that any program reads."""
    from rmdesk.tools.screen_pictures import SCREENS, picture

    line = [Segment("利率 <1%", Style(color="#112233", bold=True)), Segment("  ")]
    drawn = ElementTree.fromstring(picture([line], (20, 1), "#ffffff", "#000000"))
    assert [one.text for one in drawn.iter("{http://www.w3.org/2000/svg}text")] == ["利率", "<1%"]
    for lang in ("zh", "en"):
        readme = (ROOT / ("README.md" if lang == "en" else "README.zh-CN.md")).read_text(encoding="utf-8")
        for name in SCREENS:
            assert f"docs/{name}.{lang}.svg" in readme
            assert (ROOT / "docs" / f"{name}.{lang}.svg").stat().st_size < 100_000


def test_what_a_column_leaves_empty_goes_to_what_is_cut() -> None:
    """A name was cut beside a column that stood empty; no row may be cut where the list has the room."""
    columns = (Column("", 6), Column("", 4, grow=1), Column("", 10, grow=3), Column("", 8))
    rows = [Row("a", ("J-0001", "虚构长河两全保险", "", "今天"))]
    laid = dict(laid_out(columns, rows[0].cells, 58, 60, wanted(columns, rows)))
    assert laid[1].rstrip() == "虚构长河两全保险"
    assert sum(map(cell_len, laid.values())) == sum(cell_len(text) for _, text in laid_out(columns, [""] * 4, 58, 60))
    short = [Row("a", ("1", "2", "3", "4"))]
    assert laid_out(columns, short[0].cells, 58, 60, wanted(columns, short)) == laid_out(
        columns, short[0].cells, 58, 60
    )


def test_a_modest_column_takes_what_the_others_leave() -> None:
    """A name of two characters had sixteen cells, and of a complaint's matter stood three characters."""
    columns = (Column("", 8, modest=True), Column("", 10, grow=1), Column("", 12))
    for matter, laid in ((30, {0: 8, 1: 27, 2: 5}), (20, {0: 15, 1: 20, 2: 5})):
        row = Row("a", ("业" * 10, "事" * (matter // 2), "late "))
        found = laid_out(columns, row.cells, 44, 46, wanted(columns, [row]))
        assert {at: cell_len(text) for at, text in found} == laid


@pytest.mark.parametrize("seed", range(40))
def test_a_wider_list_cuts_no_more_whatever_stands_in_it(seed: int) -> None:
    """Room that moves between columns must not hide in a wide terminal what a narrow one shows."""
    columns, draw = some_columns(seed), random.Random(seed)
    want = tuple(draw.randint(0, 24) for _ in columns)
    before: dict[int, int] = {}
    for width in range(60, 160):
        texts = laid_out(columns, ["字" * 30] * len(columns), width - LEAD, width, want)
        now = {at: min(want[at], cell_len(text)) for at, text in texts}
        assert all(now.get(at, 0) >= seen for at, seen in before.items()), width
        before = now


@pytest.mark.parametrize("first", [116, also(120)])
def test_a_message_over_a_field_loses_no_character(full: Desk, first: int) -> None:
    """An edge below a message halved a Chinese character of it: two blanks stood where the character was."""
    said = "请补全标出的项目；暂时无法补全的，再按一次先跳过"
    app = app_over(full)

    async def run() -> None:
        async with app.run_test(size=(120, 30), notifications=True) as pilot:
            see = Driver(app, pilot)
            await see.press("f12", "3")
            for width in range(first, first + 4):
                await see.resize(width, 30)
                app.notify(said, markup=False)
                await see.until(said)
                app.clear_notifications()

    asyncio.run(run())


@longer
@pytest.mark.parametrize(("lang", "rows"), [("zh", 20), also("en", 20), also("zh", 24), also("en", 24)])
def test_a_message_covers_nothing_that_is_needed(full: Desk, lang: Lang, rows: int) -> None:
    """If it fails, "fill in what is marked" stands over the title, the steps, the hint, the keys, what is marked, or
    what a dialog asks."""
    app, short = app_over(full, lang), "请补全标出的项目"
    long = f"{short}；{'暂时无法补全的，再按一次先跳过。' * 6}"
    ways: dict[tuple[str, ...], type[Widget]] = {
        (): Rows,
        ("f12", "3"): Form,
        ("f2", "1"): Form,
        ("f2",): Choice,
        ("sale",): Steps,
    }

    async def run() -> None:
        async with app.run_test(size=(80, rows), notifications=True) as pilot:
            see = Driver(app, pilot)
            for way, shown in ways.items():
                app.to_home()
                if way == ("sale",):
                    app.go(routes.Sale("J-0001"))
                    await pilot.pause()
                else:
                    await see.press(*way)
                for form in app.screen.query(Form):  # in the lowest field that is in sight
                    [row for row in form.rows.values() if row.region.bottom <= form.region.bottom][-1].field.focus()
                    await pilot.pause()
                before = see.lines
                for said in (short, long):
                    app.notify(said, markup=False)
                    await see.until(short)
                    top = list(app.screen.query(".dialog")) or [app.screen.query_one(TitleLine)]
                    kept = [*top, *app.screen.query("TitleLine, KeyLine, Steps, #hint"), *filter(None, [app.focused])]
                    over = app.screen.query_one(Toast).region
                    assert (see.lines[0], see.lines[-1]) == (before[0], before[-1]), way
                    assert app.screen.query(shown), way
                    for one in kept:
                        assert one.region, (way, one)
                        assert app.screen.find_widget(one).visible_region == one.region, (way, one)
                        assert not one.region.overlaps(over), (way, one)
                    app.clear_notifications()
                    await see.until(short, gone=True)
                assert shown is Form or see.lines == before, way
                while isinstance(app.screen, ModalScreen):
                    await see.press("escape")

    asyncio.run(run())


@pytest.mark.parametrize(("lines", "paged"), [(11, False), (30, True)], ids=["fits", "paged"])
def test_what_stands_above_the_fields_is_read_to_its_end(full: Desk, lines: int, paged: bool) -> None:
    """All that the fields leave is its room; what does not fit is read on with a key that the line of keys names."""
    said = [f"第 {at} 条" for at in range(1, lines + 1)]

    async def look(see: Driver) -> None:
        record = Record(
            act="keys.product_confirm", about="", place=routes.Shelf(), fields=(line("a", "甲"), line("b", "乙")),
            do=lambda _values, _proof: 0, then=lambda _: None, said="\n".join(said),
        )  # fmt: skip
        ask_record(see.app, record)
        await see.pilot.pause()
        seen = {one for one in said if one in see.text}
        assert ("PgDn" in see.lines[-1], seen == set(said)) == (paged, not paged)
        for _ in range(lines):
            assert "甲" in see.text
            if seen == set(said):
                break
            await see.press("pagedown")
            seen |= {one for one in said if one in see.text}
        assert seen == set(said)

    drive(app_over(full), look, LEAST)
