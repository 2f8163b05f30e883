"""Which screen comes next at the complaint desk."""

from typing import TYPE_CHECKING

from rmdesk.desk.complaints import cases, register
from rmdesk.domain.refusal import Refused
from rmdesk.tui.complaints.here import known_here
from rmdesk.tui.complaints.typing import CaseDraft

if TYPE_CHECKING:
    from rmdesk.tui.app import RmdeskApp


def take(app: "RmdeskApp") -> None:
    """A new case, with what is known of where one stands."""
    from rmdesk.tui.complaints.taking import TakeScreen

    if isinstance(app.screen, TakeScreen):  # one case at a time; Esc keeps it and leaves
        return
    known = register.prefill(app.desk, **known_here(app.desk, app.screen))
    if isinstance(known, Refused):
        app.show_refused(known)
    else:
        app.push_screen(TakeScreen(CaseDraft.fresh(app.desk, known)))


def resume(app: "RmdeskApp", draft_id: str) -> None:
    """A half-typed case where it was left."""
    from rmdesk.tui.complaints.taking import TakeScreen

    draft = CaseDraft.resumed(app.desk, draft_id)
    if isinstance(draft, Refused):
        app.show_refused(draft)
    else:
        app.push_screen(TakeScreen(draft))


def open_case(app: "RmdeskApp", which: str, *, instead: bool = False) -> None:
    """The case, or why it is closed to the person at the desk (COMP-04)."""
    from rmdesk.tui.complaints.case import CaseScreen

    view = cases.view(app.desk, which)
    if isinstance(view, Refused):
        app.show_refused(view)
    elif instead:
        app.switch_screen(CaseScreen(view))
    else:
        app.push_screen(CaseScreen(view))
