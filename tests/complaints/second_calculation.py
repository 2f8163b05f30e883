"""The deadlines once more, written from the rules alone and counted day by day. Shares nothing with `rmdesk`.

COMP-05: 15, 30, 60 days · COMP-06: 24 hours, 3 and 30 working days · COMP-07: pauses and new facts · COMP-08: the
day of receipt is not counted, natural days, no shift · COMP-10: 30 and 30 days · COMP-17: the yearly arrangement.
"""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

Span = tuple[date, date]
ONE = timedelta(days=1)


def _days(first: str, last: str) -> Iterator[date]:
    day = date.fromisoformat(first)
    while day <= date.fromisoformat(last):
        yield day
        day += ONE


# The State Council's arrangements, typed from its notices: days off, and weekends that are worked.
OFF = {
    day
    for first, last in (
        ("2024-01-01", "2024-01-01"), ("2024-02-10", "2024-02-17"), ("2024-04-04", "2024-04-06"),
        ("2024-05-01", "2024-05-05"), ("2024-06-10", "2024-06-10"), ("2024-09-15", "2024-09-17"),
        ("2024-10-01", "2024-10-07"),
        ("2025-01-01", "2025-01-01"), ("2025-01-28", "2025-02-04"), ("2025-04-04", "2025-04-06"),
        ("2025-05-01", "2025-05-05"), ("2025-05-31", "2025-06-02"), ("2025-10-01", "2025-10-08"),
        ("2026-01-01", "2026-01-03"), ("2026-02-15", "2026-02-23"), ("2026-04-04", "2026-04-06"),
        ("2026-05-01", "2026-05-05"), ("2026-06-19", "2026-06-21"), ("2026-09-25", "2026-09-27"),
        ("2026-10-01", "2026-10-07"),
        # not arranged yet: the days that the law itself makes off, with the next working day for one on a weekend
        ("2027-01-01", "2027-01-01"), ("2027-02-05", "2027-02-10"), ("2027-04-05", "2027-04-05"),
        ("2027-05-01", "2027-05-04"), ("2027-06-09", "2027-06-09"), ("2027-09-15", "2027-09-15"),
        ("2027-10-01", "2027-10-05"),
        ("2028-01-01", "2028-01-03"), ("2028-01-25", "2028-01-28"), ("2028-04-04", "2028-04-04"),
        ("2028-05-01", "2028-05-02"), ("2028-05-28", "2028-05-29"), ("2028-10-01", "2028-10-04"),
    )
    for day in _days(first, last)
}  # fmt: skip
WORKED = {
    date.fromisoformat(day)
    for day in (
        "2024-02-04", "2024-02-18", "2024-04-07", "2024-04-28", "2024-05-11", "2024-09-14", "2024-09-29", "2024-10-12",
        "2025-01-26", "2025-02-08", "2025-04-27", "2025-09-28", "2025-10-11",
        "2026-01-04", "2026-02-14", "2026-02-28", "2026-05-09", "2026-09-20", "2026-10-10",
    )
}  # fmt: skip
LAST_KNOWN_YEAR = 2026


def works(day: date) -> bool:
    """Whether people work on that day."""
    return day in WORKED or (day.weekday() < 5 and day not in OFF)


def natural(start: date, count: int, pauses: list[Span]) -> date:
    """`count` days behind `start`, without the days of pauses: FROM is counted, the days behind it up to TO are not."""
    day, counted = start, 0
    while counted < count:
        day += ONE
        if not any(begin < day <= end for begin, end in pauses):
            counted += 1
    return day


def working(start: date, count: int, pauses: list[Span]) -> tuple[date, bool]:
    """`count` working days behind `start`, and whether a year without its arrangement was counted through."""
    day, counted, provisional = start, 0, False
    while counted < count:
        day += ONE
        provisional = provisional or day.year > LAST_KNOWN_YEAR
        if works(day) and not any(begin < day <= end for begin, end in pauses):
            counted += 1
    return day, provisional


def deadlines(
    received: datetime, kind: str, case_class: str, pauses: list[Span], new_facts: date | None = None
) -> dict[str, tuple[date | datetime, bool]]:
    """Every clock that runs from the receipt, by its name in the pack: when it ends, and whether that is a guess."""
    since, moment = received.date(), received
    if new_facts is not None and new_facts != since:
        since, moment = new_facts, datetime(new_facts.year, new_facts.month, new_facts.day)
    answer = (moment + timedelta(hours=24), False)
    if kind == "praise":
        return {"feedback_answer": answer}
    if kind != "complaint":
        return {"feedback_answer": answer, "feedback_result": working(since, 3, pauses)}
    days = {"simple": 15, "complex": 30, "special": 60}[case_class]
    return {
        "answer": answer,
        "result": working(since, 3, pauses),
        f"decision_{case_class}": (natural(since, days, pauses), False),
        "written_reply": working(since, 30, pauses),
    }
