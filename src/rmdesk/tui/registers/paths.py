"""Which screen of the registers comes next."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from rmdesk.desk.registers import drafting, forms, listing, opening
from rmdesk.desk.registers.views import EntryView, Form, Query
from rmdesk.domain.refusal import Refused

if TYPE_CHECKING:
    from rmdesk.tui.app import RmdeskApp


def open_all(app: "RmdeskApp") -> None:
    """The registers that the person at the desk may look into."""
    from rmdesk.tui.registers.kinds import RegistersScreen

    app.show_only(RegistersScreen())


def open_entries(app: "RmdeskApp", register_id: str, parent: EntryView | None = None) -> None:
    """The list of one register, or of the parts of it under `parent`."""
    from rmdesk.tui.registers.entries import EntriesScreen

    of = "" if parent is None else parent.id
    page = listing.page(app.desk, register_id, Query(parent_id=of, limit=0))
    if isinstance(page, Refused):
        app.show_refused(page)
    else:
        app.push_screen(EntriesScreen(page, parent))


def open_entry(app: "RmdeskApp", which: str, *, instead: bool = False) -> None:
    """One entry by id or number, or why it is closed. `instead`: in the place of the screen on top."""
    from rmdesk.tui.registers.entry import EntryScreen

    view = opening.entry(app.desk, which)
    if isinstance(view, Refused):
        app.show_refused(view)
    elif instead:
        app.switch_screen(EntryScreen(view))
    else:
        app.push_screen(EntryScreen(view))


def begin(app: "RmdeskApp", register_id: str, act: str = "", parent_id: str = "", about: str = "") -> None:
    """The form that begins an entry."""
    show_form(app, forms.beginning(app.desk, register_id, act, parent_id, about))


def act_on(app: "RmdeskApp", entry_id: str, act: str) -> None:
    """The form of an act on an entry."""
    show_form(app, forms.acting(app.desk, entry_id, act))


def show_form(app: "RmdeskApp", form: Form | Refused, marked: tuple[tuple[str, int], ...] = ()) -> None:
    """A form, with what was typed for it before; one with many marked entries begins empty."""
    from rmdesk.tui.registers.form import ActFormScreen

    if isinstance(form, Refused):
        app.show_refused(form)
        return
    half = None if marked else drafting.found(app.desk, form)
    app.push_screen(ActFormScreen(form, None if isinstance(half, Refused) else half, marked))


def resume(app: "RmdeskApp", draft_id: str) -> None:
    """A half-typed act where it was left."""
    from rmdesk.tui.registers.form import ActFormScreen

    half = drafting.resume(app.desk, draft_id)
    if isinstance(half, Refused):
        app.show_refused(half)
    else:
        app.push_screen(ActFormScreen(half.form, half))


def go(app: "RmdeskApp", kind: str, id: str) -> None:
    """To what an entry names, where there is a screen for it; nothing happens for what may not be opened."""
    from rmdesk.tui import complaints, journey
    from rmdesk.tui.screens.opening import open_client

    ways: dict[str, Callable[[RmdeskApp, str], None]] = {
        "entry": open_entry,
        "client": open_client,
        "sale": journey.open_journey,
        "case": complaints.open_case,
        "product": _open_product,
    }
    if id and kind in ways:
        ways[kind](app, id)


def _open_product(app: "RmdeskApp", code: str) -> None:
    from rmdesk.tui.screens.product import ProductScreen

    app.push_screen(ProductScreen(code))
