"""The journey on the screen: intake, questionnaire, match, disclosure, confirmation (SALE-01).

Other screens call these; each pushes one screen over what is there, and Esc leads back to it. Nothing is lost on
the way out: half-typed work is a draft, and everything else was recorded when it happened.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rmdesk.domain.client import ClientKind
    from rmdesk.store import Draft
    from rmdesk.tui.app import RmdeskApp


def new_client(app: "RmdeskApp", kind: "ClientKind", draft_id: str | None = None) -> None:
    """Type a new client's file, or go on with the half-typed one of `draft_id` (a changed file's draft, too)."""
    from rmdesk.tui.journey import paths

    paths.new_client(app, kind, draft_id)


def edit_client(app: "RmdeskApp", client_id: str) -> None:
    """Change a client's file."""
    from rmdesk.tui.journey import paths

    paths.edit_client(app, client_id)


def assess(app: "RmdeskApp", client_id: str) -> None:
    """Take the risk questionnaire with a client, or go on with a half-answered one."""
    from rmdesk.tui.journey import paths

    paths.assess(app, client_id)


def start_journey(app: "RmdeskApp", client_id: str) -> None:
    """Begin a sale."""
    from rmdesk.tui.journey import paths

    paths.start_journey(app, client_id)


def open_journey(app: "RmdeskApp", sale_id: str) -> None:
    """Go on with a sale at the step where it stands."""
    from rmdesk.tui.journey import paths

    paths.open_journey(app, sale_id)


def resume_draft(app: "RmdeskApp", draft: "Draft") -> None:
    """Go on with half-typed work of whatever kind."""
    from rmdesk.desk.assess import DRAFT
    from rmdesk.tui.journey import paths

    if draft.kind == DRAFT:
        paths.assess(app, draft.subject)
    else:
        paths.new_client(app, "person", draft.id)
