"""Every screen around the sale, at the smallest terminal and a wide one, in both languages and all themes."""

import pytest

from rmdesk.desk.desk import Desk
from rmdesk.locale import Lang, tr
from rmdesk.tui import routes
from rmdesk.tui.themes import NAMES
from support.people import staff
from support.tiers import longer
from tui.looking import cut_off
from tui.stage import Driver, app_over, drive, looks

# keys that lead to a screen from the desk, and its name in the table of actions
WAYS: dict[str, tuple[str, ...]] = {
    "home": (),
    "clients": ("f3",),
    "search": ("f3", "ctrl+f", "K"),
    "client": ("slash", "K", "minus", "0", "0", "0", "1", "enter"),
    "assessment": ("slash", "K", "minus", "0", "0", "0", "1", "enter", *["down"] * 8, "enter", "enter"),
    "shelf": ("f4",),
    "product": ("f4", "enter"),
    "institutions": ("f4", "ctrl+p", "3"),
    "documents": ("f4", "enter", "6"),
    "checklist": ("f12", "end", "enter"),
    "holders": ("f4", "enter", "5"),
    "settings": ("f12",),
    "record": ("f12", "3"),
    "people": ("f12", "4"),
    "help": ("f1",),
    "lock": ("f9",),
}


@longer
@looks
def test_nothing_is_cut_off(full: Desk, lang: Lang, size: tuple[int, int]) -> None:
    """A clerk at the smallest terminal reads whole sentences and finds every key, in either language."""
    faults: list[str] = []

    async def look(see: Driver) -> None:
        home = len(see.app.screen_stack)
        for table, keys in WAYS.items():
            await see.press(*keys)
            assert see.table == table
            faults.extend(f"{table}: {fault}" for fault in cut_off(see.app))
            while table != "lock" and len(see.app.screen_stack) > home:
                await see.app.pop_screen()
            await see.pilot.pause()

    drive(app_over(full, lang), look, size)
    assert faults == []


@pytest.mark.parametrize("theme", NAMES)
def test_a_theme_keeps_signs_beside_its_colours(full: Desk, theme: str) -> None:
    """Who sees no colours still reads what is late: the sign and the words stand there in every theme."""

    async def look(see: Driver) -> None:
        late = next(line for line in see.lines if "高龄客户回访" in line)
        assert "!" in late
        assert "逾期 2 天" in late

    drive(app_over(full, theme=theme), look)


def test_settings_say_what_is_another_roles(full: Desk) -> None:
    """A manager filled in the whole of the branch's data, and was refused at the end (DATA-08)."""
    full.actor = staff("manager", "manager")

    async def look(see: Driver) -> None:
        await see.press("f12", "3")
        assert see.table == "RefusedDialog"
        await see.press("escape")
        others = [line.split()[1] for line in see.lines if tr("zh", "settings.others") in line]
        assert others == [tr("zh", f"settings.{row}") for row in ("branch", "audit", "retention")]

    drive(app_over(full), look)


def test_an_empty_list_names_no_key_that_is_another_roles(desk: Desk) -> None:
    """ "Show this desk's card (1)" stood before whoever has no key 1; an empty list said nothing at all (DATA-08)."""
    desk.actor = staff("auditor", "auditor")
    said = {
        routes.Clients(): "clients.empty_for_others",
        routes.CaseBoard(): "complaints.board.empty_for_others",
        routes.Institutions(): "shelf.no_institutions_for_others",
        routes.Exchange(): "exchange.screen.empty_for_others",
        routes.Search(): "search.empty",
    }

    async def look(see: Driver) -> None:
        for route, text in said.items():
            see.app.go(route)
            await see.pilot.pause()
            assert tr("zh", text) in see.text, route

    drive(app_over(desk), look)


def test_names_full_of_markup_are_shown_as_they_are(full: Desk) -> None:
    """A client's name is never read as markup, on no screen that shows it."""

    async def look(see: Driver) -> None:
        assert "赵[/b]一[bold]鸣[/]" in see.text
        for keys in (("f3",), ("enter",), ("escape", "escape", "f9")):
            await see.press(*keys)
        assert see.table == "lock"

    drive(app_over(full), look)


def test_esc_leads_back_and_the_desk_stays(full: Desk) -> None:
    """Whoever presses Esc too often still stands before the desk."""

    async def look(see: Driver) -> None:
        await see.press("f4", "enter", "escape")
        assert see.table == "shelf"
        await see.press("escape", "escape", "escape")
        assert see.table == "home"

    drive(app_over(full), look)


def test_the_same_list_is_never_open_twice(full: Desk) -> None:
    """F3 in a file that was opened from the list goes back to the list: Esc does not lead through old copies."""

    async def look(see: Driver) -> None:
        await see.press("f3", "enter")
        assert see.table == "client"
        await see.press("f3")
        assert see.table == "clients"
        assert len(see.app.screen_stack) == 3

    drive(app_over(full), look)
