"""What is due of an entry, and who sees it: worked out of the entry itself."""

from datetime import UTC, date, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from registers.build import DAY, TEXT, actor, begin, do, register
from rmdesk.domain.registers.act import VOID
from rmdesk.domain.registers.dues import dues
from rmdesk.domain.registers.facts import About
from rmdesk.domain.registers.judging import Around
from rmdesk.domain.registers.narrowing import Sight, sight
from rmdesk.formpack import Pack

FIELDS = f'[field]\nuntil = {{ kind = "date_or_long", {TEXT} }}\nowner = {{ kind = "person", many = true, {TEXT} }}\n'
AROUND = Around(today=DAY)


class Weekdays:
    """Monday to Friday; 2026 alone is official."""

    def is_working(self, day: date) -> bool:
        """Monday to Friday."""
        return day.weekday() < 5

    def is_official(self, day: date) -> bool:
        """2026 only."""
        return day.year == 2026


def _due(on: str, whom: str = "compliance") -> str:
    return (
        f'{FIELDS}[due]\nx = {{ while = ["open"], on = {on}, for = "{whom}", act = "close", warn = [7, 1], {TEXT} }}\n'
    )


AFTER = [
    ("days = 30", DAY + timedelta(30), False),
    ("working_days = 5", date(2026, 3, 9), False),
    ("working_days = 300", date(2027, 4, 26), True),
    ("months = 12", date(2027, 3, 2), False),
    ("hours = 24", date(2026, 3, 3), False),
    ('days = 30, threshold = "short"', DAY + timedelta(2), False),
]


@pytest.mark.parametrize(("after", "day", "provisional"), AFTER)
def test_a_due_is_counted_from_its_act(after: str, day: date, provisional: bool) -> None:
    """A day counted wrongly is a legal term missed."""
    of = register(_due(f'{{ after = "act.begin", {after} }}'))
    thresholds = {"short": Decimal(2)}
    (found,) = dues(of, begin(of), Weekdays(), ZoneInfo("Asia/Shanghai"), thresholds=thresholds)
    assert (found.day, found.provisional) == (day, provisional)
    assert found.warn_days == 7


def test_a_month_ends_where_the_calendar_does() -> None:
    """A month after 31 January ends on the last of February (民法典 202)."""
    of = register(_due('{ after = "act.begin", months = 1 }'))
    (found,) = dues(of, begin(of, on=date(2026, 1, 31)), Weekdays(), UTC)
    assert found.day == date(2026, 2, 28)


def test_a_due_ends_with_the_state_and_with_voiding() -> None:
    """A due that outlives its entry calls for what nobody can do."""
    of = register(_due('"until"'))
    entry = begin(of, answers={"until": "2026-04-01"})
    assert [one.day for one in dues(of, entry, Weekdays(), UTC)] == [date(2026, 4, 1)]
    assert dues(of, do(of, entry, "close"), Weekdays(), UTC) == ()
    assert dues(of, do(of, entry, VOID), Weekdays(), UTC) == ()
    assert dues(of, begin(of, answers={"until": "long"}), Weekdays(), UTC) == ()


@pytest.mark.parametrize(
    ("whom", "found"),
    [
        ("compliance", [("role", "compliance")]),
        ("owner", [("person", "wu"), ("person", "chen")]),
        ("about", [("person", "lin")]),
        ("author", [("person", "lin")]),
        ("client.manager", []),
    ],
)
def test_a_due_belongs_to_somebody(whom: str, found: list[tuple[str, str]]) -> None:
    """A due of nobody is a due that nobody sees."""
    of = register(_due('"until"', whom))
    entry = begin(of, answers={"until": "2026-04-01", "owner": "wu,chen"}, about=About(kind="person", id="lin"))
    assert [(one.kind, one.id) for due in dues(of, entry, Weekdays(), UTC) for one in due.whom] == found


def test_a_recipient_s_due_follows_its_notice(pack: Pack) -> None:
    """The day stands in the whole: moved there, it is moved for every holder, and for whoever manages the client."""
    of = pack.registers["notice_recipient"]
    entry = begin(of, about=About(kind="client", id="c1")).model_copy(update={"client_id": "c1"})
    (found,) = dues(of, entry, Weekdays(), UTC)
    assert (found.day, found.of_parent, found.whom[0].kind, found.whom[0].id) == (None, "until", "manager", "c1")


def _narrowed(narrow: str) -> Sight:
    of = register(f"{FIELDS}[[narrow]]\n{narrow}\n")
    entry = begin(of, answers={"owner": "wu", "until": "2026-04-01"})
    return sight(of, entry, actor("wu"), AROUND)


def test_narrowing_beats_every_right_to_read() -> None:
    """The person whom an event concerns does not read it, whatever role the person has."""
    assert _narrowed('except = ["owner"]') == Sight(seen=False)
    assert _narrowed('only = ["auditor"]') == Sight(seen=False)
    assert _narrowed('only = ["auditor"]\nhide = ["until"]') == Sight(seen=True, hidden=frozenset({"until"}))
    assert _narrowed('only = ["auditor"]\nwhen = { key = "until", any = ["long"] }') == Sight(seen=True)


def test_a_part_is_judged_by_itself() -> None:
    """Seeing the whole opens no part unless the part's register says so, and a stranger sees neither."""
    of = register(FIELDS)
    entry = begin(of, answers={"owner": "wu"})
    assert sight(of, entry, actor("wu", "manager"), AROUND).seen
    assert not sight(of, entry, actor("zhao", "manager"), AROUND, parent_seen=True).seen
    open_to_whole = of.model_copy(update={"read": ("parent",)})
    assert sight(open_to_whole, entry, actor("zhao", "manager"), AROUND, parent_seen=True).seen
