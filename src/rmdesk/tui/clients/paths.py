"""Where the ways to clients lead."""

from textual.screen import Screen

from rmdesk.desk import assess, clients, printing
from rmdesk.desk.archive.leftovers import PAPERS
from rmdesk.desk.consents import took_back
from rmdesk.desk.large_print import by_file
from rmdesk.desk.own_papers import own_papers_of
from rmdesk.desk.papers.withdrawal import KIND as WITHDRAWAL
from rmdesk.domain.refusal import Refused
from rmdesk.faces.fields import Option
from rmdesk.locale import tr
from rmdesk.tui import routes
from rmdesk.tui.clients.client import ClientScreen
from rmdesk.tui.desk_app import DeskApp
from rmdesk.tui.kit.dialogs import Choose, Message
from rmdesk.tui.kit.print_choice import ask_print


def client_file(app: DeskApp, route: routes.ClientFile) -> Screen[None] | Refused:
    """The client's file, or why it may not be seen."""
    client = clients.get(app.desk, route.client_id)
    return client if isinstance(client, Refused) else ClientScreen(client)


def client_papers(app: DeskApp, route: routes.ClientPapers) -> Refused | None:
    """Papers are written into the desk's folder of papers, and the dialog names the files. Which, is asked where the
    route does not say."""
    if route.kinds:
        return _print(app, route.client_id, route.kinds, assessment_id=route.assessment_id)
    taken = assess.history(app.desk, route.client_id)
    able = (*printing.CLIENT_KINDS, *(("questionnaire",) if not isinstance(taken, Refused) and taken else ()))
    back = took_back(app.desk, route.client_id)
    able = (*able, *((WITHDRAWAL,) if back and not isinstance(back, Refused) else ()))
    options = [Option("", tr(app.lang, "clients.print_usual"))]
    options += [Option(kind, app.desk.pack.paper(kind).title.of(app.lang)) for kind in able]
    options += [Option(one.kind, one.title.of(app.lang)) for one in own_papers_of(app.desk, "client")]

    def chosen(which: str, large: bool | None) -> None:
        refused = _print(app, route.client_id, (which,) if which else printing.CLIENT_KINDS, large)
        if refused is not None:
            app.show_refused(refused)

    client = clients.get(app.desk, route.client_id)
    if isinstance(client, Refused):
        return client
    ask_print(app, options, chosen, large=None if by_file(app.desk, client) else False,
              about=f"{client.no} {client.name}")  # fmt: skip
    return None


def _print(
    app: DeskApp, client_id: str, kinds: tuple[str, ...], large: bool | None = None, assessment_id: str = ""
) -> Refused | None:
    folder = app.folder / PAPERS
    sheets = printing.print_client(
        app.desk, client_id, folder, app.lang, kinds, large=large, assessment_id=assessment_id
    )
    if isinstance(sheets, Refused):
        return sheets
    lines = [f"{sheet.number}  {app.desk.pack.paper(sheet.kind).title.of(app.lang)}" for sheet in sheets]
    lines += dict.fromkeys(f"! {app.say(one).line}" for sheet in sheets for one in sheet.warnings)
    text = "\n".join([*lines, "", tr(app.lang, "clients.printed_to", folder=folder)])
    app.push_screen(Message(tr(app.lang, "clients.printed"), text, lang=app.lang))
    return None


def new_client(app: DeskApp, _route: routes.NewClient) -> None:
    """Ask whether a person or an organisation, and begin the intake. A new client starts clean: what was open of
    another one is left (all of it is kept), and Esc leads to the desk."""

    def chosen(kind: str | None) -> None:
        if kind is not None:
            app.to_home()
            app.go(routes.NewFile("organisation" if kind == "organisation" else "person"))

    label = app.desk.pack.label
    options = [Option(kind, label("client_kind", kind, app.lang)) for kind in ("person", "organisation")]
    app.push_screen(Choose(tr(app.lang, "clients.new"), "", options, lang=app.lang), chosen)
