"""Where the ways to indicators lead."""

from datetime import date

from textual.screen import Screen

from rmdesk.tui import routes
from rmdesk.tui.desk_app import DeskApp
from rmdesk.tui.indicators.indicator import IndicatorScreen
from rmdesk.tui.lines.period import month_of


def indicator(app: DeskApp, route: routes.Indicator) -> Screen[None]:
    """One indicator in a month: what a crossed line is about, what an improvement is measured by."""
    day = date.fromisoformat(route.start) if route.start else app.desk.today()
    return IndicatorScreen(route.key, month_of(day))
