"""Where the ways to the complaint desk lead."""

from textual.screen import Screen

from rmdesk.desk.complaints import cases, register
from rmdesk.domain.refusal import Refused
from rmdesk.faces.complaints.typing import CaseDraft
from rmdesk.tui import routes
from rmdesk.tui.complaints.board import BoardScreen
from rmdesk.tui.complaints.case import CaseScreen
from rmdesk.tui.complaints.prefill import prefill_from
from rmdesk.tui.complaints.taking import TakeScreen
from rmdesk.tui.desk_app import DeskApp

Shown = Screen[None] | Refused


def new_case(app: DeskApp, _route: routes.NewCase) -> Shown | None:
    """A new case, with what is known of where one stands."""
    if isinstance(app.screen, TakeScreen):  # one case at a time; Esc keeps it and leaves
        return None
    here = app.screen
    about = here.known if isinstance(here, BoardScreen) else prefill_from(app.desk, here)
    known = register.prefill(app.desk, **about)
    return known if isinstance(known, Refused) else TakeScreen(CaseDraft.fresh(app.desk, known))


def case_draft(app: DeskApp, route: routes.CaseDraft) -> Shown:
    """A half-typed case where it was left."""
    draft = CaseDraft.resumed(app.desk, route.draft_id)
    return draft if isinstance(draft, Refused) else TakeScreen(draft)


def case_file(app: DeskApp, route: routes.CaseFile) -> Shown:
    """The case, or why it is restricted for the person at the desk (COMP-04)."""
    view = cases.view(app.desk, route.which)
    return view if isinstance(view, Refused) else CaseScreen(view)
