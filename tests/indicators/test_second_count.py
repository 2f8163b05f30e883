"""Every indicator equals the second count from the exported journal, and its rows make the figure again (DESK-11)."""

import ast
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

from indicators.second_count import count
from rmdesk.desk.desk import Desk
from rmdesk.desk.indicators import figures
from rmdesk.desk.indicators.figures import Line
from rmdesk.domain.indicators.definition import Indicator
from rmdesk.domain.indicators.periods import Period
from rmdesk.store.export import journal_lines
from support.desks import done
from support.tiers import longer


def months(desk: Desk) -> list[Period]:
    """The month of today, and the five before it."""
    today = desk.today()
    found = [Period(today.replace(day=1), (today.replace(day=28) + timedelta(4)).replace(day=1) - timedelta(1))]
    while len(found) < 6:
        found.append(found[-1].before)
    return found


@longer
def test_every_indicator_is_counted_again_from_the_journal(built: Desk) -> None:
    """A figure that the journal does not bear out is a figure that somebody made up."""
    lines = list(journal_lines(built.store, lambda _seq, _kind: True))
    seen = set()
    for period in months(built):
        again = count(lines, *period, built.today())
        for one in done(figures.listed(built, *period)):
            value, n, _ = again[one.indicator.key]
            told = None if one.figure.value is None else f"{one.figure.value:f}"
            assert (one.indicator.key, period, told, one.figure.n) == (one.indicator.key, period, value, n)
            seen |= {one.indicator.key} if n else set()
    assert seen == {one.key for one in built.pack.indicators.indicator}


def test_the_rows_make_the_figure_again(built: Desk) -> None:
    """Whoever asks where a figure comes from is shown every row of it, and no other."""
    lines = list(journal_lines(built.store, lambda _seq, _kind: True))
    period = months(built)[0]
    again = count(lines, *period, built.today())
    for one in built.pack.indicators.indicator:
        found = done(figures.detail(built, one.key, *period))
        _, n, made = again[one.key]
        assert len(found.rows) == n, one.key
        shut = [line for line in found.rows if not line.key and line.day is None]  # a case that is about me: its number
        rest = sorted((line.part, line.number) for line in found.rows if line not in shut)
        assert len(rest) + len(shut) == n
        if not shut:
            assert rest == sorted((part, number) for _, part, number in made), one.key
            assert found.shown.figure.exact == made_of(one, found.rows, found.shown.figure.divided), one.key
        assert list(found.trend)[-1].figure.value == found.shown.figure.value


def made_of(one: Indicator, rows: tuple[Line, ...], divided: Decimal | None) -> Decimal | None:
    """A figure from its rows as they are listed."""
    numbers = sorted(line.number for line in rows if line.number is not None)
    if one.measure == "share":
        return Decimal(100 * sum(line.part is True for line in rows)) / len(rows) if rows else None
    if one.measure in ("mean", "median", "percentile"):
        at = {"median": len(numbers) // 2, "percentile": -(-one.percentile * len(numbers) // 100) - 1}
        if one.measure == "mean" or not numbers:
            return sum(numbers, Decimal(0)) / len(numbers) if numbers else None
        even = one.measure == "median" and len(numbers) % 2 == 0
        return (numbers[at["median"] - 1] + numbers[at["median"]]) / 2 if even else numbers[at[one.measure]]
    total = sum(numbers, Decimal(0)) if one.of else Decimal(len(rows))
    if one.measure == "change":
        return (total - divided) * 100 / divided if divided else None
    times = one.per.times if one.per is not None else 100 if one.plan is not None else 1
    return total if divided is None else total * times / divided if divided else None


def test_the_second_count_shares_nothing() -> None:
    """A count by the same code would agree with every mistake of it."""
    tree = ast.parse((Path(__file__).parent / "second_count.py").read_text(encoding="utf-8"))
    named = {one.module for one in ast.walk(tree) if isinstance(one, ast.ImportFrom)}
    assert not [name for name in named if name is not None and name.startswith(("rmdesk", "support"))]
