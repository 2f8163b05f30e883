"""Where the ways into the registers lead."""

from textual.screen import Screen

from rmdesk.desk.registers import drafting, forms, opening
from rmdesk.domain.refusal import Refused
from rmdesk.tui import routes
from rmdesk.tui.desk_app import DeskApp
from rmdesk.tui.registers.act_form import ActFormScreen, form_screen
from rmdesk.tui.registers.entries import entries_screen
from rmdesk.tui.registers.entry import EntryScreen

Shown = Screen[None] | Refused


def entries(app: DeskApp, route: routes.RegisterEntries) -> Shown:
    """The list of one register."""
    return entries_screen(app.desk, route.register_id)


def entry(app: DeskApp, route: routes.RegisterEntry) -> Shown:
    """One entry, or why it is closed."""
    view = opening.entry(app.desk, route.which)
    return view if isinstance(view, Refused) else EntryScreen(view)


def new_entry(app: DeskApp, route: routes.NewEntry) -> Shown:
    """The form that begins an entry."""
    asked = route.register_id, route.act, route.parent_id, route.about, route.origin, route.noted
    form = forms.beginning(app.desk, *asked)
    return form_screen(app.desk, form)


def entry_act(app: DeskApp, route: routes.EntryAct) -> Shown:
    """The form of an act on an entry."""
    return form_screen(app.desk, forms.acting(app.desk, route.entry_id, route.act))


def entry_draft(app: DeskApp, route: routes.EntryDraft) -> Shown:
    """A half-typed act where it was left."""
    half = drafting.resume(app.desk, route.draft_id)
    return half if isinstance(half, Refused) else ActFormScreen(half.form, half)
