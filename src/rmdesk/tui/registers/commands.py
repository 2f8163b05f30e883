"""What the palette offers of the registers."""

from collections.abc import Callable, Iterator
from functools import partial

from rmdesk.desk.registers import listing
from rmdesk.domain.refusal import Refused
from rmdesk.locale import tr
from rmdesk.tui import routes
from rmdesk.tui.desk_app import DeskApp


def commands(app: DeskApp) -> Iterator[tuple[str, Callable[[], None]]]:
    """A line of the palette for each register, and what it does."""
    found = listing.titles(app.desk)
    for register_id, title in () if isinstance(found, Refused) else found:
        label = tr(app.lang, "registers.palette", title=title.of(app.lang), id=register_id)
        yield label, partial(app.go, routes.RegisterEntries(register_id))
