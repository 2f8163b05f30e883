"""What an opening lacks is due for whoever may do it, and ends by the act alone (DESK-07)."""

from rmdesk.desk.desk import Desk
from rmdesk.desk.dues import ending, listing
from rmdesk.desk.settings import checklist
from rmdesk.tui.home.home_rows import OPENING, opening_rows
from support.desks import codes, done, opened
from support.people import product, staff
from support.walk import put_on
from tui.stage import Driver, app_over, drive


def _open(desk: Desk) -> dict[str, str]:
    return {one.subject.id: one.act for one in done(listing.listed(desk)) if one.subject.kind == "opening"}


def test_each_line_is_due_for_whoever_may_do_it(desk: Desk) -> None:
    """A keeper who opens the desk sees the empty shelf as his; nobody is bothered with what others do."""
    assert _open(desk)["shelf"] == "shelf.keep"
    desk.actor = staff("keeper", "product_keeper")
    assert set(_open(desk)) == {"shelf", "backup"}, "the test page is not hers to print"
    desk.actor = staff("admin", "administrator")
    assert {"people", "recovery", "letterhead"} <= set(_open(desk))
    assert "shelf" not in _open(desk)


def test_the_first_line_is_one_that_the_person_may_do(desk: Desk) -> None:
    """A keeper pointed at what others do, and F10 did nothing for her."""
    desk.actor = staff("keeper", "product_keeper")
    found = done(checklist.read(desk))
    rows = opening_rows(desk, "zh", found)
    mine = [f"{OPENING}{one.key}" for one in found.left if one.mine]
    assert [row.key for row in rows][: len(mine)] == mine
    assert len(rows) == len(found.left) > len(mine)


def test_it_ends_by_the_act_alone(desk: Desk) -> None:
    """A tick would leave the shelf empty; a product on it does not."""
    assert codes(ending.settle(desk, "opening:shelf", "x")) == ["DESK-07.opening"]
    assert codes(ending.postpone(desk, "opening:shelf", desk.today(), "x")) == ["DESK-07.opening"]
    put_on(desk, product())
    assert "shelf" not in _open(desk)
    assert {one.key for one in done(checklist.read(desk)).left if one.mine} == set(_open(desk))
    assert _open(opened(desk)) == {}, "a list that was put away is due to nobody"


def test_every_role_finds_its_begun_work_on_home_and_each_line_once(desk: Desk) -> None:
    """An administrator who was called away half-way finds the form again; the checklist stands there once."""
    desk.actor = staff("demo", "administrator")

    async def begin(see: Driver) -> None:
        assert see.text.count("恢复码封存") == 1
        assert "您的岗位不接触客户资料" in see.text
        await see.press("f12", "4", "1")
        await see.type("虚构陈静")
        await see.press("escape", "escape", "escape")
        assert see.table == "home"
        assert any("表单" in line and "新增" in line for line in see.lines)

    drive(app_over(desk), begin)
