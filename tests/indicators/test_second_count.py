"""Every indicator equals the second count from the exported journal, and its rows make the figure again (DESK-11)."""

from datetime import timedelta

from indicators.second_count import count
from rmdesk.desk.desk import Desk
from rmdesk.desk.indicators import figures
from rmdesk.desk.indicators.figures import Shown
from rmdesk.domain.indicators.periods import Period
from rmdesk.store.export import journal_lines
from support.desks import done


def months(desk: Desk) -> list[Period]:
    """The month of today, and the five before it."""
    today = desk.today()
    found = [Period(today.replace(day=1), (today.replace(day=28) + timedelta(4)).replace(day=1) - timedelta(1))]
    while len(found) < 6:
        found.append(found[-1].before)
    return found


def ids(shown: Shown) -> list[str]:
    """What the rows of a figure are about."""
    return sorted(one.row.id for one in shown.figure.rows)


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
