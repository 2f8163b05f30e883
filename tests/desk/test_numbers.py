"""Numbers for people, as a desk gives them."""

from rmdesk.desk.desk import Desk
from rmdesk.domain.registers.facts import About, EntryBegun
from support.walk import register


def test_a_series_of_a_year_begins_anew(desk: Desk) -> None:
    """The event of next year is EV-2027-0001, whatever came before; parts are counted under their whole."""
    assert desk.next_no("EV", 2026) == "EV-2026-0001"
    _begun(desk, "EV-2026-0001")
    _begun(desk, "EV-2026-0001/1", parent="whole")
    assert desk.next_no("EV", 2026) == "EV-2026-0002"
    assert desk.next_no("EV", 2027) == "EV-2027-0001"
    assert desk.next_part_no("EV-2026-0001") == "EV-2026-0001/2"
    assert desk.store.replay().ok


def test_a_number_is_given_once(desk: Desk) -> None:
    """Two clients under one number would answer for each other's orders."""
    assert [register(desk).no, register(desk, name="测试乙").no] == ["K-0001", "K-0002"]
    assert desk.next_no("K") == "K-0003"


def _begun(desk: Desk, no: str, parent: str = "") -> None:
    fact = EntryBegun(
        entry_id=desk.new_id(),
        register_id="event",
        no=no,
        about=About(kind="branch"),
        parent_id=parent,
        act="note",
        on=desk.today(),
        definition="0",
        values={},
        state="open",
    )
    desk.record(fact, fact.entry_id)
