"""Figures of complaints on the screen: a period, as known on a day, the cases behind them, what is written to files."""

from complaints.kit import acting, taken
from rmdesk.desk.desk import Desk
from rmdesk.domain.complaint import About
from support.clock import Clock
from support.tiers import longer
from tui.complaints.cases import who
from tui.complaints.doing import do
from tui.sale.hands import Hands


def test_figures_of_a_month_and_as_they_were_known(busy: Desk, clock: Clock) -> None:
    """Counted by hand: three complaints and a suggestion in November; on the 21st one of them was known."""
    taken(busy, complainant=who("甲", "微信 1"))
    clock.forward(days=2)
    taken(busy, complainant=who("乙", "微信 2"))
    taken(busy, complainant=who("丙", "微信 3"), about=About(product="W-101"))
    taken(busy, complainant=who("丁", "微信 4"), type="suggestion")

    async def script(hands: Hands) -> None:
        await hands.press("f6", "ctrl+p", "2")
        assert "2026-11-01 至 2026-11-30" in hands.seen()
        await hands.press("right")
        assert "2026-11-01 至 2026-11-30" in hands.seen(), "of December there is nothing to count"
        assert "本期收到 4" in hands.seen()
        assert "其中投诉 3" in hands.seen()
        await hands.press("2")
        await hands.press("ctrl+u")
        await hands.enter("2026-11-21")
        assert "本期收到 1" in hands.seen()
        await hands.press("left")
        assert "2026-10-01 至 2026-10-31" in hands.seen()
        assert "本期收到 0" in hands.seen()
        await hands.press("1", "ctrl+u")
        await hands.enter("2026-12")
        assert "尚未开始" in hands.seen()
        await hands.press("ctrl+u")
        await hands.enter("2026")
        assert "2026-01-01 至 2026-12-31" in hands.seen()
        assert "本期收到 1" in hands.seen()

    do(busy, script)


@longer
def test_behind_a_figure_stand_its_cases(board_desk: Desk) -> None:
    """A number that nobody can open is not believed."""

    async def script(hands: Hands) -> None:
        await hands.press("f6", "ctrl+p", "2", *["down"] * 5, "enter")
        assert "W-101" in hands.seen()
        hands.screen.query_one("#keys").action_last()  # type: ignore[attr-defined]
        await hands.press("enter")
        assert "C-0010" in hands.seen()
        await hands.press("enter")
        assert hands.name == "CaseScreen"

    do(board_desk, script)


def test_a_period_that_is_none_is_said(board_desk: Desk) -> None:
    """A slip of the keys must not count another period in silence."""

    async def script(hands: Hands) -> None:
        await hands.press("f6", "ctrl+p", "2")
        for typed in ("2026-13", "abc", "2026-11-31", "2026-11-01 2026-11-02 2026-11-03"):
            await hands.press("1", "ctrl+u")
            await hands.enter(typed)
            assert "!" in hands.seen(), typed
            assert hands.name == "AskText", typed
            await hands.press("escape")

    do(board_desk, script)


def test_a_period_that_ends_before_it_begins_is_refused(board_desk: Desk) -> None:
    """INPUT.period, from the desk."""

    async def script(hands: Hands) -> None:
        await hands.press("f6", "ctrl+p", "2", "1", "ctrl+u")
        await hands.enter("2026-11-20 2026-11-01")
        assert hands.name == "RefusedDialog"

    do(board_desk, script)


def test_csv_and_the_monthly_paper_are_written(board_desk: Desk) -> None:
    """The head office gets both; the CSV opens in a table program with its Chinese."""

    async def script(hands: Hands) -> None:
        await hands.press("f6", "ctrl+p", "2", "3")
        assert hands.name == "Message"
        await hands.press("enter", "f8")
        assert hands.name == "Message"

    do(board_desk, script)
    papers = board_desk.folder / "papers"
    text = next(papers.glob("complaints-*-2026-11-01-2026-11-30-known-*.csv")).read_bytes()
    assert text.startswith(b"\xef\xbb\xbf")
    assert "按投诉原因" in text.decode("utf-8-sig")
    (paper,) = papers.glob("*complaint_report.pdf")
    assert paper.read_bytes().startswith(b"%PDF-")


def test_a_folder_that_cannot_be_written_is_said(board_desk: Desk) -> None:
    """A full or read-only disk ends nothing."""
    (board_desk.folder / "papers").write_text("I am no folder", encoding="utf-8")

    async def script(hands: Hands) -> None:
        await hands.press("f6", "ctrl+p", "2", "3")
        assert "DESK-19" in hands.seen()
        await hands.press("escape", "f8")
        assert "DESK-19" in hands.seen()

    do(board_desk, script)


def test_nobody_sees_figures_of_people_that_he_is_in(board_desk: Desk) -> None:
    """COMP-04: behind "by person" the case about oneself is not even a number."""
    with acting(board_desk, "lin"):

        async def script(hands: Hands) -> None:
            await hands.press("f6", "ctrl+p", "2", *["down"] * 6, "enter")
            hands.screen.query_one("#keys").action_last()  # type: ignore[attr-defined]
            await hands.press("enter")
            assert hands.name == "FigureCasesScreen"
            assert "测试lin" in hands.seen()
            assert "C-0010" not in hands.seen()

        do(board_desk, script)
