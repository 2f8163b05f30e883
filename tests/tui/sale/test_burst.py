"""Keys that come faster than the screen: a card reader, a quick hand, an input method."""

from datetime import date
from pathlib import Path

import pytest

from rmdesk.desk import intake, opening
from rmdesk.desk.desk import system_clock
from rmdesk.formpack import Pack
from support.clock import Clock
from support.desks import PASSWORD, done, new_desk
from support.people import resident_number
from terminal.terminal import Terminal

F2 = "\x1bOQ"
NUMBER = resident_number(date(1980, 3, 5))
TYPED = ("测试快手", NUMBER, "2040-01-01", "13800000123", "虚构市示范区一号", "4", "41")


@pytest.mark.terminal
def test_three_pages_in_one_burst_land_in_their_fields(tmp_path: Path, pack: Pack) -> None:
    """If it fails, what is typed quickly ends in the wrong field, and the file is wrong without a word."""
    folder = tmp_path / "desk"
    with new_desk(folder, pack, Clock(system_clock())):
        pass
    terminal = Terminal(folder)
    try:
        terminal.until("F2")
        terminal.send(F2)
        terminal.until("机构")
        terminal.send("1")
        terminal.until("姓名")
        terminal.child.send(("1" + "\r".join(TYPED)).encode())
        terminal.until("工资、奖金")
        terminal.read(1)
    finally:
        terminal.close()
    desk = done(opening.unlock(folder, "demo", PASSWORD))
    (draft,) = done(intake.kept(desk))
    desk.close()
    given = draft.values["values"]
    assert [given[key] for key in ("name", "id_number", "id_valid_until", "phone", "address")] == list(TYPED[:5])
    assert [given[key] for key in ("born", "occupation", "education", "income_source")] == [
        "1980-03-05", "clerk", "bachelor", "salary",
    ]  # fmt: skip
    assert not given.get("email")
    assert not given.get("employer")
