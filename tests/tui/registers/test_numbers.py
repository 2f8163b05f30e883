"""Numbers in an entry on the screen: masked there and in its forms, in clear for a moment and by one key (DATA-05)."""

import pytest

from rmdesk.desk.desk import Desk
from rmdesk.domain.registers.act import AMEND
from rmdesk.tui import routes
from rmdesk.tui.registers import entry as entry_screen
from support.registers import visit
from tui.stage import Driver, app_over, drive

NUMBER, MASK = "13900001111", "139****1111"


def test_a_number_is_read_by_one_key_and_stands_in_no_form(own: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """A third person's number lies open on a desk in the hall where a form shows it, or where it stays shown."""
    monkeypatch.setattr(entry_screen, "REVEAL_SECONDS", 0.3)
    made = visit(own, phone=NUMBER)

    async def look(see: Driver) -> None:
        see.app.go(routes.RegisterEntry(made.no))
        await see.pilot.pause()
        assert MASK in see.text
        await see.press("r")
        assert NUMBER in see.text
        assert len(list(own.store.entries(kind="entry.numbers_revealed/1"))) == 1
        await see.pilot.pause(0.5)
        assert NUMBER not in see.text
        await see.press("r")
        see.app.go(routes.EntryAct(made.entry_id, AMEND))
        await see.pilot.pause()
        assert MASK in see.text
        assert NUMBER not in see.text
        await see.press("escape")
        assert NUMBER not in see.text, "a number must not wait behind another screen"

    drive(app_over(own, "zh"), look)


def test_an_entry_without_numbers_offers_no_showing(own: Desk) -> None:
    """A key that shows nothing takes room from one that does something."""
    made = visit(own, phone="")

    async def look(see: Driver) -> None:
        see.app.go(routes.RegisterEntry(made.no))
        await see.pilot.pause()
        assert see.app.screen.check_action("reveal_entry", ()) is False

    drive(app_over(own, "zh"), look)
