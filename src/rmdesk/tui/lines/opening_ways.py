"""Where each line of the opening checklist is done."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial

from rmdesk.desk.settings import checklist
from rmdesk.desk.settings.checklist import Item
from rmdesk.domain.opening import Lack
from rmdesk.domain.refusal import Refused
from rmdesk.locale import tr
from rmdesk.tui import routes
from rmdesk.tui.desk_app import DeskApp
from rmdesk.tui.routes import Route

WAYS: dict[str, Route] = {
    "people": routes.People(),
    "certificates": routes.People(),
    "administrator": routes.GiveRole("administrator"),
    "letterhead": routes.Branch(),
    "bodies": routes.Branch("review"),
    "shelf": routes.Shelf(),
    "printer": routes.Printer(),
    "backup": routes.BackUp(),
}
"""By the step's key; what is not here is asked for on the checklist itself."""
_FIELDS = {"review": "review", "mediation": "mediation"}
"""What is lacking → the field of the branch's particulars that says it."""
_FORMS = {
    "certificate": "certificate",
    "family": "certificate",
    "insurance_class": "certificate",
    "training": "training",
}
"""What somebody lacks → what is entered about that person."""


def commands(app: DeskApp) -> Iterator[tuple[str, str, Callable[[], None]]]:
    """A line of the palette for each line of the checklist: its name, what else it is found by, what it does."""
    found = checklist.read(app.desk)
    for item in () if isinstance(found, Refused) else found.items:
        label = tr(app.lang, "opening.palette", step=tr(app.lang, f"opening.step.{item.key}"))
        yield label, tr(app.lang, f"opening.how.{item.key}"), partial(app.go, way_to(item))


def way_to(item: Item) -> Route:
    """Where the person at the desk does this line, gives somebody the role for it, or reads who does it."""
    if item.gives:
        return routes.GiveRole(item.gives)
    return way_of(item.key, item.here) if item.mine else routes.Checklist(item.key)


def way_of(step: str, lacks: Sequence[Lack] = ()) -> Route:
    """Where somebody who may do a step does it: at the first field that lacks where it is one of a form, at the form of
    the person who lacks something."""
    first = lacks[0] if lacks else Lack("")
    if first.what in _FIELDS:
        return routes.Branch(_FIELDS[first.what])
    if first.who:
        return routes.Person(first.who, _FORMS[first.what])
    return WAYS.get(step, routes.Checklist(step))
