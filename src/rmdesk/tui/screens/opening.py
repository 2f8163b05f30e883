"""From a row to its screen. Screens and the journey are loaded here, when somebody opens one."""

from typing import TYPE_CHECKING

from rmdesk.desk import clients
from rmdesk.desk.home import Home
from rmdesk.domain.refusal import Refused
from rmdesk.locale import tr
from rmdesk.tui.kit.choice import Option
from rmdesk.tui.kit.dialogs import Choose

if TYPE_CHECKING:
    from rmdesk.tui.app import RmdeskApp


def open_client(app: "RmdeskApp", client_id: str) -> None:
    """The client's file, or why it may not be seen."""
    from rmdesk.tui.screens.client import ClientScreen

    client = clients.get(app.desk, client_id)
    if isinstance(client, Refused):
        app.show_refused(client)
    else:
        app.push_screen(ClientScreen(client))


def open_work(app: "RmdeskApp", seen: Home, key: str) -> None:
    """Half-typed work or a journey of the desk's list, by its id."""
    from rmdesk.desk.complaints.drafting import KIND
    from rmdesk.desk.registers.drafting import KIND as REGISTER_ACT
    from rmdesk.tui import complaints, journey, registers
    from rmdesk.tui.complaints.unfinished import KIND as UNDONE

    draft = next((one for one in seen.drafts if one.id == key), None)
    if draft is None:
        journey.open_journey(app, key)
    elif draft.kind == KIND:
        complaints.resume(app, draft.id)
    elif draft.kind == REGISTER_ACT:
        registers.resume(app, draft.id)
    elif draft.kind == UNDONE:
        complaints.open_case(app, draft.subject)
    else:
        journey.resume_draft(app, draft)


def new_client(app: "RmdeskApp") -> None:
    """Ask whether a person or an organisation, and begin the intake."""

    def chosen(kind: str | None) -> None:
        from rmdesk.tui import journey

        if kind is not None:
            journey.new_client(app, "organisation" if kind == "organisation" else "person")

    label = app.desk.pack.label
    options = [Option(kind, label("client_kind", kind, app.lang)) for kind in ("person", "organisation")]
    app.push_screen(Choose(tr(app.lang, "client.new"), "", options, lang=app.lang), chosen)
