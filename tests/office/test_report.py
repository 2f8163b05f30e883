"""One figure over all branches: counted from the rows of all desks, no share of shares (DESK-11)."""

from office.headquarters import Branches
from rmdesk.commands.indicators import figure_json
from rmdesk.desk.indicators.figures import all_shown
from rmdesk.domain.indicators.periods import month_of
from rmdesk.office import reporting
from rmdesk.office.readings import Together
from support.clock import Clock
from support.desks import done
from support.people import staff
from support.tiers import exhaustive


@exhaustive
def test_the_bank_is_counted_as_if_it_were_one_desk(branches: Branches, clock: Clock) -> None:
    """A large branch and a small one: a share, a median or a count over both is that of all their rows together."""
    head, large, small = branches
    later = clock.forward(days=40)
    month = month_of(later.date())
    found, whole = done(reporting.report(head.office, head.dsn, month.start, month.end, later))
    for one in (large, small):
        one.actor = staff("nobody", "compliance")
    together = [figure_json(one) for one in all_shown(Together((large, small)), month)]
    assert ([one.desks for one in found], whole.desks) == ([1, 1], 2)
    assert [figure_json(one) for one in whole.figures] == together
    clients = [[one.figure.n for one in each.figures if one.indicator.source == "clients"] for each in found]
    over = [one.figure.n for one in whole.figures if one.indicator.source == "clients"]
    assert over == [sum(each) for each in zip(*clients, strict=True)]
    assert min(clients[1]) == 2
