"""Where the lines of the opening checklist lead."""

from rmdesk.tui.lines.opening_ways import WAYS
from rmdesk.tui.routes import Settings


def test_no_line_leads_to_a_menu() -> None:
    """Whoever opens a line would else stand before a menu, and look for the step a second time."""
    assert {step for step, route in WAYS.items() if isinstance(route, Settings)} == set()
