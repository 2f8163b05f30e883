"""From a row to its screen. Screens and the journey are loaded here, when somebody opens one."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from rmdesk.desk import clients, duties
from rmdesk.desk.home import Home
from rmdesk.domain.duty import Duty
from rmdesk.domain.refusal import Refused
from rmdesk.locale import tr
from rmdesk.tui.kit.choice import Option
from rmdesk.tui.kit.dialogs import AskText, Choose

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
    from rmdesk.tui import complaints, journey
    from rmdesk.tui.complaints.unfinished import KIND as UNDONE

    draft = next((one for one in seen.drafts if one.id == key), None)
    if draft is None:
        journey.open_journey(app, key)
    elif draft.kind == KIND:
        complaints.resume(app, draft.id)
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


def open_duty(app: "RmdeskApp", duty: Duty, then: Callable[[], None]) -> None:
    """Do something about a duty: open its client or journey, or say that it is done. `then` follows a change."""
    heading = tr(app.lang, f"home.duty.{duty.kind}")
    text = tr(app.lang, "home.duty_text", due=duty.due, rule=duty.rule, about=duty.about or "—")
    options = [Option(name, tr(app.lang, f"home.do.{name}")) for name in _ways(duty)]
    app.push_screen(Choose(heading, text, options, lang=app.lang), lambda way: _go(app, duty, way, then))


def _ways(duty: Duty) -> list[str]:
    """What can be done about a duty."""
    sale = ["journey"] if duty.journey_id is not None else []
    return ["client", *sale, *(["assess"] if duty.kind == "reassess" else []), "done"]


def _go(app: "RmdeskApp", duty: Duty, way: str | None, then: Callable[[], None]) -> None:
    from rmdesk.tui import journey

    if way == "client":
        open_client(app, duty.client_id)
    elif way == "journey" and duty.journey_id is not None:
        journey.open_journey(app, duty.journey_id)
    elif way == "assess":
        journey.assess(app, duty.client_id)
    elif way == "done":
        heading = tr(app.lang, f"home.duty.{duty.kind}")
        ask = AskText(heading, tr(app.lang, "home.how_done"), lang=app.lang, max_length=200)
        app.push_screen(ask, lambda note: _settle(app, duty, note, then))


def _settle(app: "RmdeskApp", duty: Duty, note: str | None, then: Callable[[], None]) -> None:
    if note is None:
        return
    refused = duties.settle(app.desk, duty.id, note)
    if refused is not None:
        app.show_refused(refused)
    then()
