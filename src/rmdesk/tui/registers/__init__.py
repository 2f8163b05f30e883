"""Registers (台账) on the screen: which there are, their lists, one entry, the forms of acts.

Other screens call these; each pushes one screen over what is there, and Esc leads back to it.
"""

from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rmdesk.tui.app import RmdeskApp


def open_all(app: "RmdeskApp") -> None:
    """The registers that the person at the desk may look into."""
    from rmdesk.tui.registers import paths

    paths.open_all(app)


def open_entries(app: "RmdeskApp", register_id: str) -> None:
    """The list of one register."""
    from rmdesk.tui.registers import paths

    paths.open_entries(app, register_id)


def open_entry(app: "RmdeskApp", which: str) -> None:
    """One entry by id or number, or why it is closed."""
    from rmdesk.tui.registers import paths

    paths.open_entry(app, which)


def resume(app: "RmdeskApp", draft_id: str) -> None:
    """Go on with a half-typed act."""
    from rmdesk.tui.registers import paths

    paths.resume(app, draft_id)


def commands(app: "RmdeskApp") -> Iterator[tuple[str, Callable[[], None]]]:
    """A line of the palette for each register, and what it does."""
    from rmdesk.desk.registers import listing
    from rmdesk.domain.refusal import Refused
    from rmdesk.locale import tr

    found = listing.titles(app.desk)
    for register_id, title in () if isinstance(found, Refused) else found:
        label = tr(app.lang, "registers.palette", title=title.of(app.lang), id=register_id)
        yield label, partial(open_entries, app, register_id)
