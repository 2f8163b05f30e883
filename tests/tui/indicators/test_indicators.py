"""Indicators on the screen: figures with complaints and compliance beside sales, the months, the rows (DESK-11)."""

import threading
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from rmdesk.desk import book
from rmdesk.desk.desk import Desk
from rmdesk.domain.refusal import Refused
from rmdesk.faces.indicators import against, marked
from rmdesk.locale import Lang
from rmdesk.tui import routes
from rmdesk.tui.kit import reading_on
from rmdesk.tui.kit.columns import NEVER
from rmdesk.tui.kit.rows import Row, Rows
from support.people import staff
from support.sampled import copied
from support.tiers import exhaustive, longer
from tui.looking import cut_off
from tui.stage import Driver, app_over, drive, looks


@pytest.fixture(scope="module")
def sample(built_sample: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """A sample desk with somebody of compliance at it."""
    desk = copied(built_sample, tmp_path_factory.mktemp("sample") / "desk")
    desk.actor = staff("c", "compliance")
    yield desk
    desk.close()


@looks
def test_list_and_figure_fit(sample: Desk, lang: Lang, size: tuple[int, int]) -> None:
    """At the smallest terminal the whole formula is read, and every key found."""

    async def look(see: Driver) -> None:
        see.app.go(routes.Indicators())
        await see.press("down")
        assert (see.table, cut_off(see.app)) == ("indicators", [])
        await see.press("enter")
        assert (see.table, cut_off(see.app)) == ("indicator", [])
        await see.press("escape", "3", "1")
        assert (see.table, cut_off(see.app)) == ("scorecard", [])

    drive(app_over(sample, lang), look, size)


@longer
def test_a_month_end_in_four_keys(sample: Desk) -> None:
    """The report of the month before, of one manager too, as known on its last day: never in a look for a command."""

    async def look(see: Driver) -> None:
        see.app.go(routes.Indicators())
        await see.press("left", "f8")
        assert "2026-10.csv" in see.text
        await see.press("enter", "2", *["backspace"] * 10, *"2026-10-31", "enter")
        assert "2026-10-31" in see.lines[1].partition("·")[2]
        await see.press("3", "1", "f8", "enter")
        assert see.table == "scorecard"
        assert "2026-10-31" in see.lines[1].partition("·")[2], "the card is of the same day"

    drive(app_over(sample), look)
    assert len(list((sample.folder / "papers").glob("*2026-10.csv"))) == 2


@exhaustive
def test_what_is_counted_long_comes_while_the_screen_answers(sample: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """A scorecard, one figure, and all as known on an earlier day: what they say is what they say at once."""

    async def look(see: Driver) -> list[list[Row]]:
        see.app.go(routes.Indicators())
        await see.press("left", "2", *["backspace"] * 10, *"2026-10-31", "enter")
        seen = [await _counted(see, "indicators")]
        await see.press("3", "1")
        seen.append(await _counted(see, "scorecard"))
        await see.press("down", "enter")
        return [*seen, await _counted(see, "indicator")]

    async def at_once(see: Driver) -> None:
        told.append(await look(see))

    told = list[list[list[Row]]]()
    drive(app_over(sample), at_once)
    monkeypatch.setattr(book, "LONG", 0)
    go_on, read = threading.Event(), reading_on._looked

    def held(look: Callable[[Desk], object], desk: Desk) -> Desk | Refused:
        answer = read(look, desk)
        go_on.wait(20)
        return answer

    async def beside(see: Driver) -> None:
        monkeypatch.setattr(reading_on, "_looked", held)
        see.app.go(routes.Indicators())
        await see.press("left", "3", "1", "down")
        assert see.table == "scorecard"
        assert "正在读取客户资料" in see.text
        go_on.set()
        await see.until("正在读取客户资料", gone=True)
        see.app.to_home()
        await at_once(see)

    drive(app_over(sample), beside)
    assert told[0] == told[1]
    assert all(told[0])


async def _counted(see: Driver, table: str) -> list[Row]:
    """The rows of this screen, once they are there for the day that was asked for."""
    for _ in range(1000):
        await see.pilot.pause(0.02)
        ready = see.table == table and "2026-10-31" in see.lines[1].partition("·")[2]
        if ready and see.app.screen.query_one(Rows).rows and "正在读取客户资料" not in see.text:
            return list(see.app.screen.query_one(Rows).rows)
    raise AssertionError(see.text)


def test_the_arrows_change_the_month_though_the_list_is_longer_than_the_screen(sample: Desk) -> None:
    """A list that scrolls must not swallow the keys of the month."""

    async def look(see: Driver) -> None:
        see.app.go(routes.Indicators())
        await see.press("left")
        assert "2026-10-01" in see.lines[1]
        await see.press("right")
        assert "2026-11-01" in see.lines[1]

    drive(app_over(sample), look, (80, 20))


def test_a_crossed_line_is_answered_where_it_is_looked_at(sample: Desk) -> None:
    """From the morning's list to the note in three keys; then it is off the list."""

    async def look(see: Driver) -> None:
        see.app.go(routes.Indicator("complaint_rate", "2026-10-01"))
        await see.press("2", *"cause", "f10")
        assert see.table == "indicator"
        assert done_of(sample) == ["complaint_rate"]
        see.app.go(routes.Indicator("satisfaction", "2026-10-01"))
        await see.pilot.pause()
        assert "改进计划 IP-0002：82 分 → 88 分 · IP-0001：68 分 → 82 分" in see.text, "what is done about a figure"
        (begun,) = (line for line in see.lines if "IP-0002 开始" in line)
        assert begun.split()[0] == "2026-06", "where it began stands with its month"
        await see.press("escape")
        assert "：cause" in see.text, "whoever asks later reads it here"

    drive(app_over(sample), look)


def done_of(desk: Desk) -> list[str]:
    """Crossed lines that were answered."""
    return [row["key"] for row in desk.store.query("SELECT key FROM crossing")]


def test_a_bar_reads_against_one_stroke() -> None:
    """Short of the line, on it, over it, far over it, and a line at nothing: the stroke stands in the same cell."""
    drawn = [against(Decimal(value), Decimal(line)) for value, line in ((45, 90), (90, 90), (99, 90), (500, 90))]
    assert drawn == ["██▌  ┃", "█████┃", "█████┃▌", "█████┃██"]
    assert [against(Decimal(value), Decimal(0)) for value in (0, 3)] == ["     ┃", "█████┃██"]
    assert [marked(drawn, 3) for drawn in ("", "█▌", "█████")] == ["   ┃", "█▌ ┃", "███┃█"]
    assert against(None, Decimal(90)) == against(Decimal(90), None) == ""


def test_a_restricted_case_says_so_in_its_row(sample: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """A number beside nothing reads as a case without a date, or as a fault of the list (COMP-04)."""
    monkeypatch.setattr("rmdesk.desk.indicators.figures.hidden", lambda *_: True)

    async def look(see: Driver) -> None:
        see.app.go(routes.Indicator("complaints_received", sample.today().replace(day=1).isoformat()))
        await see.pilot.pause()
        assert "受限（COMP-04）" in see.text, see.text

    drive(app_over(sample, "zh"), look)


@longer
def test_no_column_of_a_figure_s_rows_is_empty(sample: Desk) -> None:
    """A heading over nothing looks like values that are missing: a share has no values, a sum no numerator."""
    keys = [one.key for one in sample.pack.indicators.indicator]

    async def look(see: Driver) -> None:
        seen = set()
        for key in keys:
            see.app.go(routes.Indicator(key, sample.today().replace(day=1).isoformat()))
            await see.pilot.pause(0.05)
            found = see.app.screen.query_one(Rows).rows
            drawn = see.app.screen.query_one(Rows).columns
            for at, one in enumerate(drawn):
                filled = any(row.cells[at] for row in found)
                assert filled or not found or one.from_width == NEVER, (key, one)
                seen.add((at, filled))
            await see.press("escape")
        assert {(2, True), (2, False), (3, True), (3, False)} <= seen, "some have either"

    drive(app_over(sample), look)
