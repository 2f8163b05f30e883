"""Where the ways to indicators lead."""

from textual.screen import Screen

from rmdesk.tui import routes
from rmdesk.tui.desk_app import DeskApp
from rmdesk.tui.indicators.indicator import IndicatorScreen
from rmdesk.tui.lines.period import month_of, moved


def indicator(app: DeskApp, route: routes.Indicator) -> Screen[None]:
    """One indicator in the month that ended last: what a crossed line is about."""
    return IndicatorScreen(route.key, moved(month_of(app.desk.today()), -1))
