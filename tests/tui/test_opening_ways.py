"""Where the lines of the opening checklist lead."""

import pytest

from rmdesk.desk import printers
from rmdesk.desk.desk import Desk
from rmdesk.domain.opening import Lack
from rmdesk.tui import routes
from rmdesk.tui.kit.form import Form
from rmdesk.tui.lines.opening_ways import WAYS, way_of
from rmdesk.tui.routes import Settings
from tui.hands import hire
from tui.stage import Driver, app_over, drive


def test_no_line_leads_to_a_menu() -> None:
    """Whoever opens a line would else stand before a menu, and look for the step a second time."""
    assert {step for step, route in WAYS.items() if isinstance(route, Settings)} == set()


def test_what_somebody_lacks_is_entered_at_once(desk: Desk) -> None:
    """A list of people says nothing of what is missing to whom: the form of that person is open."""
    hire(desk, "lin", "manager")
    way = way_of("certificates", (Lack("certificate", "测试lin", "lin"),))

    async def follow(see: Driver) -> None:
        see.app.go(way)
        await see.until("登记证书")
        assert see.table == "record"
        assert "测试lin" in see.text

    drive(app_over(desk), follow)


def test_a_second_administrator_is_one_of_the_branch_or_new(desk: Desk) -> None:
    """Nobody should have to know that the role is given by changing a person: who gets it is asked (DESK-19)."""
    hire(desk, "lin", "reviewer")

    async def follow(see: Driver) -> None:
        see.app.go(routes.GiveRole("administrator"))
        await see.until("新增人员")
        assert "测试lin" in see.text
        await see.press("1")
        assert see.table == "record"
        assert see.app.screen.query_one(Form).rows["roles"].raw == "reviewer,administrator"

    drive(app_over(desk), follow)


def test_a_printer_is_not_left_for_done_without_a_test_page(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """F10 alone saved it, and the checklist stayed open for a reason that nobody was told (DESK-16)."""
    sent: list[str] = []
    monkeypatch.setattr("rmdesk.desk.spooling.send", lambda *given: sent.append(given[-1]))

    async def save(see: Driver) -> None:
        see.app.go(routes.Printer())
        await see.press("f10")
        assert "还没有打印测试页" in see.text
        await see.press("2")
        assert (see.table, sent) == ("home", [])
        see.app.go(routes.Printer())
        await see.press("f10", "1")
        assert (see.table, len(sent)) == ("printer", 1)
        await see.press("f10")
        assert see.table == "home"

    drive(app_over(desk), save)
    assert printers.tested(desk) is not None
