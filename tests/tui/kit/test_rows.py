"""Lists of rows: what is drawn, walked and opened."""

import time
from collections.abc import Sequence

from rich.cells import cell_len
from rich.color import Color

from rmdesk.tui.kit.rows import PAGE, Column, Row, Rows
from tui.bench import BenchScreen, try_out
from tui.stage import Driver


def numbered(after: str, limit: int = PAGE) -> Sequence[Row]:
    """Rows of a list of 100,000."""
    first = int(after) + 1 if after else 0
    return [Row(str(at), (f"K-{at:06d}", "测试" * 20)) for at in range(first, min(first + limit, 100_000))]


def test_a_long_list_is_fetched_page_by_page() -> None:
    """A hundred thousand clients must not be read to show twenty."""
    rows = Rows((Column("编号", 9), Column("姓名", 10, grow=1)))
    asked: list[str] = []

    def more(after: str) -> Sequence[Row]:
        asked.append(after)
        return numbered(after)

    async def walk(see: Driver, _bench: BenchScreen) -> None:
        rows.focus()
        rows.show(numbered(""), more)
        await see.pilot.pause()
        assert asked == []
        await see.press("end")
        assert asked == ["199"]
        assert len(rows.rows) == 2 * PAGE
        assert rows.row is not None
        assert rows.row.key == "199"
        await see.press("down")
        assert "K-000200" in see.text

    try_out([rows], walk)


def test_a_page_costs_nothing_to_show() -> None:
    """Ten thousand rows at hand are drawn as quickly as twenty."""
    rows = Rows((Column("编号", 9), Column("姓名", 10, grow=1)))

    async def show(see: Driver, _bench: BenchScreen) -> None:
        rows.focus()
        began = time.process_time()
        rows.show(numbered("", 10_000))
        await see.press("down", "pagedown", "end", "home")
        assert time.process_time() - began < 1.5

    try_out([rows], show)


def test_a_list_that_waits_for_its_rows_is_drawn() -> None:
    """The audit trail asks for its rows after the first picture: it ended the program."""
    rows = Rows((Column("编号", 9), Column("姓名", 10, grow=1)))

    async def look(_see: Driver, _bench: BenchScreen) -> None:
        assert (rows.size.width > 0, rows.rows) == (True, [])

    try_out([rows], look)


def test_wide_text_is_cut_with_a_mark_and_columns_stay_aligned() -> None:
    """Half a Chinese character shifts the rest of the line."""
    rows = Rows((Column("姓名", 9), Column("金额", 12, align="right")))

    async def look(see: Driver, _bench: BenchScreen) -> None:
        rows.show([Row("1", ("欧阳修远方", "1,000,000.00")), Row("2", ("王", "20.00"))])
        await see.pilot.pause()
        first, second = (line for line in see.lines if ".00" in line)
        assert "欧阳修远…" in first
        assert cell_len(first[: first.index(".00")]) == cell_len(second[: second.index(".00")])

    try_out([rows], look)


def test_what_is_said_in_full_shows_where_it_is_cut_and_belongs_to_no_other_group() -> None:
    """Seven families ended at a comma, and four more were sold unread; a product that meets every requirement read as
    one of the group whose head stood just above its name."""
    rows = Rows((Column("姓名", 20), Column("可售", 12)))

    async def look(see: Driver, _bench: BenchScreen) -> None:
        many = " ".join(f"family{at:02}" for at in range(60))
        head = Row("head", ("另一组", ""), tone="head")
        rows.styles.height = 7
        rows.focus()
        rows.show(
            [Row("1", ("甲", "x" * 20)), *(Row(str(at), ("乙", "")) for at in range(2, 5)), head, Row("9", (many, ""))]
        )
        await see.pilot.pause()
        assert see.text.count("x" * 20) == 1
        assert "另一组" not in see.text
        await see.press("end")
        assert "family59" not in see.text
        told = [line for line in see.lines if line.count("family") > 3]
        assert ["…" in line for line in told] == [False, True]

    try_out([rows], look)


def test_what_is_said_in_full_ends_before_the_scrollbar() -> None:
    """ "(at leas" stood where "(at least 1)" was meant: a letter lay under the bar beside a long list."""
    rows = Rows((Column("事项", 20), Column("说明", 12)))

    async def look(see: Driver, _bench: BenchScreen) -> None:
        said = " ".join(["abcd"] * 40)
        for columns in range(60, 66):
            rows.styles.width, rows.styles.height = columns, 9
            rows.focus()
            rows.show([Row(str(at), (said, "")) for at in range(30)])
            await see.pilot.pause()
            told = [line for line in see.lines if line.count("abcd") > 6]
            assert ["…" in line for line in told] == [False, True], told
            assert set(told[0].split()) - {*"▁▂▃▄▅▆▇█"} == {"abcd"}, told

    try_out([rows], look)


def test_only_what_is_late_is_coloured_as_late() -> None:
    """Who still may hold a product stood in red beside those who may not: the manager writes to them all."""
    rows = Rows((Column("姓名", 9), Column("匹配", 12)))

    async def look(see: Driver, _bench: BenchScreen) -> None:
        late = Row("1", ("甲", "不再匹配"), sign="!", tone="late", hot=(1,))
        rows.show([Row("0", ("指着的行", "")), late, Row("2", ("乙", "匹配"), hot=(1,))])
        await see.pilot.pause()
        red = Color.parse(see.app.theme_variables["error"]).triplet
        strips = see.app.screen._compositor.render_strips()
        colours = [(one.text.strip(), one.style and one.style.color) for strip in strips for one in strip]
        words = [text for text, colour in colours if colour and colour.triplet == red]
        assert [word for word in words if word] == ["!", "不再匹配"]

    try_out([rows], look)


def test_numbers_open_the_rows_beside_which_they_stand() -> None:
    """The number that is read is the row that opens."""
    rows = Rows((Column("", 10),), header=False, numbered=True)

    async def open_third(see: Driver, bench: BenchScreen) -> None:
        rows.focus()
        rows.show([Row("head", ("今天",), tone="head"), *(Row(str(at), (f"第{at}",)) for at in range(1, 12))])
        await see.pilot.pause()
        assert any("3 第3" in line for line in see.lines)
        await see.press("3")
        assert [one.row.key for one in bench.heard_of(Rows.Opened)] == ["3"]

    try_out([rows], open_third)


def test_a_heading_is_never_pointed_at() -> None:
    """Enter on a heading would open nothing."""
    rows = Rows((Column("", 10),), header=False)

    async def walk(see: Driver, _bench: BenchScreen) -> None:
        rows.focus()
        rows.show(
            [Row("h1", ("一",), tone="head"), Row("a", ("甲",)), Row("h2", ("二",), tone="head"), Row("b", ("乙",))]
        )
        keys = []
        for key in ("up", "down", "down", "up", "home", "end"):
            await see.press(key)
            keys.append(rows.row.key if rows.row else "")
        assert keys == ["a", "b", "b", "a", "a", "b"]

    try_out([rows], walk)


def test_the_head_of_a_group_stays_in_sight() -> None:
    """If it fails, nobody can say on the second page of a list of which group a row is."""
    rows = Rows((Column("", 10),), header=False)
    every = [Row(str(at), (f"第{at}行",)) for at in range(80)]

    async def walk(see: Driver, _bench: BenchScreen) -> None:
        rows.focus()
        rows.show([*every[:2], Row("h", ("其他",), tone="head"), *every[2:]])
        assert "第0行" in see.text
        for key in ("pagedown", "pagedown", *["up"] * 9, "pageup", "end"):
            await see.press(key)
            assert "其他" in see.text, key
            assert rows.row is not None
            assert f"第{rows.row.key}行" in see.text, key
        await see.press("home")
        assert "第0行" in see.text, "above the first head nothing is covered"

    try_out([rows], walk)
