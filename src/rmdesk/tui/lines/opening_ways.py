"""Where each line of the opening checklist is done."""

from rmdesk.tui import routes
from rmdesk.tui.routes import Route

WAYS: dict[str, Route] = {
    "people": routes.People(),
    "certificates": routes.People(),
    "administrator": routes.People(),
    "letterhead": routes.Branch(),
    "bodies": routes.Branch(),
    "shelf": routes.Shelf(),
    "printer": routes.Printer(),
    "backup": routes.BackUp(),
}
"""By the step's key; what is not here is asked for on the checklist itself."""


def way_of(step: str) -> Route:
    """Where somebody who may do a step does it."""
    return WAYS.get(step, routes.Checklist())
