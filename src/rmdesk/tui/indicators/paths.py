"""Where the ways to indicators lead."""

from datetime import date

from textual.screen import Screen

from rmdesk.tui import routes
from rmdesk.tui.desk_app import DeskApp
from rmdesk.tui.indicators.indicator import IndicatorScreen
from rmdesk.tui.lines.period import month_of


def indicator(_app: DeskApp, route: routes.Indicator) -> Screen[None]:
    """One indicator in a month: what a crossed line is about."""
    return IndicatorScreen(route.key, month_of(date.fromisoformat(route.start)))
