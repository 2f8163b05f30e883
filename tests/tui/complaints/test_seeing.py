"""Seeing how all of it stands: board, morning list, what was crossed while closed, figures."""

import asyncio
from collections.abc import Callable

import pytest
from rich.cells import cell_len

from complaints.kit import WHO, acting, taken
from rmdesk.desk import opening
from rmdesk.desk.complaints import board, corrective_actions, handing
from rmdesk.desk.complaints import cases as looking
from rmdesk.desk.complaints.corrective_actions import Repeated
from rmdesk.desk.desk import Desk
from rmdesk.domain.complaint import About
from rmdesk.faces.complaints.case_text import CaseText
from rmdesk.locale import Lang
from rmdesk.tui import routes
from rmdesk.tui.app import RmdeskApp
from rmdesk.tui.complaints import board_rows
from rmdesk.tui.kit.rows import Rows
from rmdesk.tui.lines.case_rows import STATES
from rmdesk.tui.themes import NAMES
from support.clock import Clock
from support.desks import PASSWORD, done
from support.tiers import longer
from tui.complaints.cases import who
from tui.complaints.doing import do
from tui.sale.hands import Hands
from tui.sale.whole import cut_off
from tui.stage import NASTY, SMALL, WIDE, Driver, app_over, drive, looks


def test_the_morning_leads_with_complaints(board_desk: Desk) -> None:
    """If it fails, the first thing a manager sees is not what the law waits for."""

    async def script(hands: Hands) -> None:
        lines = hands.seen().splitlines()
        first = next(at for at, line in enumerate(lines) if "C-0001" in line)
        due = next(at for at, line in enumerate(lines) if "高龄客户回访" in line or at == len(lines) - 1)
        assert first < due
        assert lines[first].strip().startswith("!!")
        assert "逾期 25 天" in lines[first]
        assert "法定" in lines[first]
        await hands.press("enter")
        assert hands.name == "CaseScreen"
        assert hands.screen.view.case.no == "C-0001"  # type: ignore[attr-defined]

    do(board_desk, script)


def test_the_board_groups_what_is_late_today_this_week(board_desk: Desk) -> None:
    """Sorted by what is due; a name full of markup is shown as it is."""

    async def script(hands: Hands) -> None:
        await hands.press("f6")
        seen = hands.seen()
        assert NASTY[:4] in seen
        places = [seen.index(no) for no in ("C-0001", "C-0002", "C-0003")]  # late by law, a promise missed, today
        assert places == sorted(places)
        assert seen.count("法定：已过 1") == 1, "the head of a group says no more than the line above it does not"
        late = {row.sign: row.hot for row in hands.screen.query_one("#list Rows", Rows).rows}
        assert (late["!!"], late["!"]) == ((3, 5), (3,)), "the worst are as red as the others, and by law too"
        await hands.type("测试客户癸")
        assert "C-0011" in hands.seen()
        assert "C-0001" not in hands.seen()
        await hands.press("enter")
        assert hands.name == "CaseScreen"

    do(board_desk, script)


def test_what_has_ended_is_found_on_the_board_by_typing(board_desk: Desk) -> None:
    """A client asks after a closed case: it is one search away."""

    async def script(hands: Hands) -> None:
        await hands.press("f6")
        assert "测试客户庚" not in hands.seen()
        await hands.type("测试客户庚")
        assert "已办结" in hands.seen()
        await hands.press("enter")
        assert hands.name == "CaseScreen"

    do(board_desk, script)


@longer
def test_columns_by_state(board_desk: Desk) -> None:
    """Kanban: arrows walk the columns, letters filter, the same key leads back to the list that stood there first."""

    async def script(hands: Hands) -> None:
        await hands.press("f6")
        columns = hands.screen.query_one("#columns")
        assert not columns.display
        await hands.press("ctrl+p", "1")
        assert columns.display
        assert "调查中" in hands.seen()
        await hands.press("ctrl+p", "1")
        await hands.press("ctrl+p", "1", "right")
        focused = hands.app.focused
        assert focused is not None
        assert focused.id == "column-decided"
        await hands.keys("C-0006")
        assert "C-0005" not in hands.seen()
        await hands.press("escape", "ctrl+p", "1", "ctrl+p", "1", "enter")
        assert hands.name == "CaseScreen"

    do(board_desk, script, size=(120, 40))


def test_whoever_a_case_is_about_sees_neither_row_nor_case(board_desk: Desk) -> None:
    """COMP-04 on the screen: not on the board, not on the first screen, not by its number, not in the figures."""
    secret = done(looking.find(board_desk, "C-0010"))[0]
    assert secret.claim

    with acting(board_desk, "lin"):

        async def script(hands: Hands) -> None:
            assert "C-0010" not in hands.seen()
            await hands.press("f6")
            assert "C-0010" not in hands.seen()
            await hands.type("C-0010")
            assert "没有符合" in hands.seen()
            await hands.press("enter")
            assert hands.name == "BoardScreen"
            from rmdesk.tui import routes

            hands.app.go(routes.CaseFile("C-0010"))
            await hands.pilot.pause()
            assert hands.name == "RefusedDialog"
            assert "COMP-04" in hands.seen()
            assert "测试客户壬" not in hands.seen()

        do(board_desk, script)


def test_an_auditor_looks_and_every_act_is_refused(board_desk: Desk) -> None:
    """DATA-08: who only reads sees the case, and is told why an act is not his."""
    with acting(board_desk, "shen"):

        async def script(hands: Hands) -> None:
            await hands.press("f6")
            await hands.type("C-0003")
            await hands.press("enter")
            assert hands.name == "CaseScreen"
            await hands.press("3", "5")
            await hands.enter("已收到")
            assert hands.name == "RefusedDialog"
            assert "DATA-08" in hands.seen()

        do(board_desk, script)


def test_an_administrator_has_no_complaint_desk(board_desk: Desk) -> None:
    """DATA-08: F6 says so, and nothing breaks."""
    board_desk.actor = board_desk.actor.model_copy(update={"roles": ("administrator",)})

    async def script(hands: Hands) -> None:
        await hands.press("f6")
        assert "DATA-08" in hands.seen()

    do(board_desk, script)


# while the program was closed
def test_what_was_crossed_while_closed_is_said_at_the_unlock(busy: Desk, clock: Clock) -> None:
    """If it fails, a date passes over a long weekend and nobody hears of it. It is said once, with when."""
    view = taken(busy, complainant=who("测试客户乙", "13911112222"))
    folder = busy.folder
    clock.forward(days=11, hours=1)
    busy.close()

    async def look(desk: Desk, check: Callable[[Hands], object]) -> None:
        app = RmdeskApp(folder, None, lang="zh")
        async with app.run_test(size=(80, 24)) as pilot:
            app.enter(desk)  # as the lock does, once the password is right
            await pilot.pause()
            hands = Hands(app, pilot)
            check(hands)
            if "C-0001" in hands.seen() and hands.name == "Crossed":
                await hands.press("enter")
                assert hands.name == "CaseScreen"

    def said(hands: Hands) -> None:
        assert hands.name == "Crossed"
        for text in (view.case.no, "11-22 10:30", "11-25 23:59", "12-01 00:00", "COMP-05"):
            assert text in hands.seen()

    def silent(hands: Hands) -> None:
        assert hands.name == "HomeScreen"

    for check in (said, silent):
        desk = done(opening.unlock(folder, "demo", PASSWORD, clock=clock))
        try:
            asyncio.run(look(desk, check))
        finally:
            desk.close()
        clock.forward(minutes=1)


def test_a_desk_with_nothing_crossed_opens_without_a_word(board_desk: Desk) -> None:
    """A box that always comes is clicked away unread."""

    async def script(hands: Hands) -> None:
        assert hands.name == "HomeScreen"

    do(board_desk, script)


# every screen
Walk = tuple[tuple[str, tuple[str, ...]], ...]
WALKS: tuple[Walk, ...] = (
    (("take", ("f6", "f10")), ("take who", ("pagedown",)), ("take classes", ("pagedown",))),
    (
        ("board", ("f6",)),
        (
            "figures",
            (
                "ctrl+p",
                "2",
            ),
        ),
        ("figure_cases", ("enter", "enter")),
    ),
    (("board turned", ("f6", "ctrl+p", "1")),),
    (("trend", ("f6", "ctrl+p", "2", "end")),),
    (("case 0", ("enter",)), *((f"case {part}", ("down",)) for part in range(1, 10)), ("letters", ("6",))),
    (("decision", ("enter", "5")),),
    (("complete", ("enter", "2")),),
    (("answer", ("enter", "3", "1")),),
    (("extend", ("enter", "1", "1")),),
    (("close", ("enter", "0", "1")),),
)
"""From the desk, screen after screen, by what each of them is called here."""


@longer
@looks
def test_nothing_is_cut_off(board_desk: Desk, lang: Lang, size: tuple[int, int]) -> None:
    """A clerk at the smallest terminal reads whole sentences and finds every key, in either language."""
    faults: list[str] = []

    async def script(hands: Hands) -> None:
        home = len(hands.app.screen_stack)
        for walk in WALKS:
            for name, keys in walk:
                await hands.press(*keys)
                assert len(hands.app.screen_stack) > home, name
                faults.extend(f"{name}: {fault}" for fault in cut_off(hands.app))
            while len(hands.app.screen_stack) > home:
                await hands.app.pop_screen()

    do(board_desk, script, lang, size)
    assert faults == [], "\n".join(faults)


@pytest.mark.parametrize("theme", NAMES)
def test_signs_stand_beside_colours(board_desk: Desk, theme: str) -> None:
    """Who sees no colours still reads what is late."""

    async def look(see: object) -> None:
        assert "!!" in see.text  # type: ignore[attr-defined]
        assert "逾期" in see.text  # type: ignore[attr-defined]

    drive(app_over(board_desk, theme=theme), look)


def test_letters_are_where_the_screen_says(board_desk: Desk) -> None:
    """The path that is named is the file that was written."""

    async def script(hands: Hands) -> None:
        await hands.press("enter", "6", "1")
        assert hands.name == "Message"
        (path,) = (board_desk.folder / "papers").glob("*受理告知书.pdf")
        flat = "".join(line.strip(" │") for line in hands.seen().splitlines())
        assert path.name in flat

    do(board_desk, script)


@longer
def test_a_clients_complaints_stand_in_the_file(busy: Desk) -> None:
    """DESK-01; and whoever a case is about does not find it there (COMP-04)."""
    client = {"complainant": WHO.model_copy(update={"client_id": "client-K-0004"})}
    taken(busy, **client)
    taken(busy, about=About(people=("zhou",)), **client)

    async def look(hands: Hands, *, seen: bool) -> None:
        await hands.press("slash")
        await hands.enter("K-0004")
        await hands.press("end", "up")  # behind the complaints stand the entries of registers
        assert ("C-0002" in hands.seen()) == seen
        assert "C-0001" in hands.seen()
        await hands.press("enter", "end", "enter")
        assert hands.name == "CaseScreen"
        assert hands.screen.view.case.no == "C-0001"  # type: ignore[attr-defined]

    do(busy, lambda hands: look(hands, seen=True))
    with acting(busy, "zhou"):
        do(busy, lambda hands: look(hands, seen=False))


@longer
@pytest.mark.parametrize("size", [SMALL, WIDE])
def test_the_count_is_of_the_cases_that_are_seen(board_desk: Desk, size: tuple[int, int]) -> None:
    """If it fails, headings are counted as cases, or cases that the columns do not show."""

    async def script(hands: Hands) -> None:
        await hands.press("f6", *(("ctrl+p", "1") if size == WIDE else ()))
        hands.screen.focus_search()  # type: ignore[attr-defined]
        await hands.type("客户")
        assert ("测试客户庚" in hands.seen()) == (size[0] == 80)  # it has ended
        assert ("10 条" in hands.seen()) == (size[0] == 80), hands.seen()
        await hands.press("ctrl+u")
        await hands.type("客户庚")  # nothing open holds it: the list shows it on any terminal
        assert "测试客户庚" in hands.seen()
        assert " 1 条" in hands.seen()
        await hands.press("ctrl+u")
        await hands.type("客户戊")
        assert " 1 条" in hands.seen()
        assert hands.screen.query_one("#columns").display == (size[0] == 120)

    do(board_desk, script, size=size)


def test_somebody_hands_every_case_over(board_desk: Desk) -> None:
    """If it fails, whoever leaves hands cases over one by one: from the palette, the list first, then why, then the
    own password."""

    async def script(hands: Hands) -> None:
        await hands.press("f6", "ctrl+p")
        await hands.type("hand_cases")
        await hands.press("enter", "1")
        assert "由谁接收" in hands.seen()
        await hands.press("1")
        assert hands.name == "HandCasesScreen", hands.seen()
        held, receiver = hands.screen.giver, hands.screen.receiver  # type: ignore[attr-defined]
        assert "C-0001" in hands.seen() or "C-0002" in hands.seen()
        await hands.press("f10")
        await hands.enter("调岗")
        await hands.enter(PASSWORD)
        while hands.name != "BoardScreen":
            await hands.pilot.pause(0.02)
        assert [one.login for one in done(handing.holders(board_desk)) if one.login == held] == []
        assert receiver in {one.login for one in done(handing.holders(board_desk))}

    do(board_desk, script)


def test_a_screen_that_is_left_reads_no_closed_desk(board_desk: Desk) -> None:
    """A window that changed its size while another person came to the desk ended the program, over a case."""

    async def leave(see: Driver) -> None:
        for route in (routes.CaseFile("C-0001"), routes.RegisterEntries("contact_log"), routes.Home()):
            see.app.go(route)
            await see.pilot.pause()
            see.app.opened = None
            await see.resize(120, 40)
            await see.resize(80, 24)
            see.app.opened = board_desk

    drive(app_over(board_desk), leave)


def test_a_suggestion_is_offered_nothing_of_a_complaint(busy: Desk) -> None:
    """Empty facts and remedies, five letters that cannot be printed: whoever reads looks for what is missing."""
    view = taken(busy, type="suggestion")
    text = CaseText(busy, view, "zh", str)
    for part in ("decide", "letters", "tell"):
        (line,) = text.lines(part)
        assert "建议" in line.value
    assert "反映人" in [one.label for one in text.lines("record")]
    complaint = CaseText(busy, taken(busy, complainant=who("乙", "微信 2")), "zh", str)
    assert len(complaint.lines("letters")) > 1


def test_cards_stand_by_the_day_that_they_show(board_desk: Desk) -> None:
    """By another date than the one that is shown a column looks unsorted: 11-22, 11-11, 11-13."""
    found = done(board.board(board_desk))
    for state in STATES:
        days = [one.cells[1] for one in board_rows.cards(board_desk, found, state, "", "zh") if one.cells[1]]
        assert days == sorted(days)


def test_recurring_causes_are_named_whole(board_desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """A name that is cut at the edge of the screen stood nowhere else; how many more there are is said (COMP-14)."""
    causes = [*board_desk.pack.labels.label["complaint_cause"]][:4]
    many = tuple(Repeated(one, "", 5, board_desk.today(), ()) for one in causes)
    monkeypatch.setattr(corrective_actions, "repeated", lambda _: many)
    said = board_rows.repeats(board_desk, "zh", 60)
    assert cell_len(said) <= 60
    assert said.endswith("项")
    assert "…" not in said
