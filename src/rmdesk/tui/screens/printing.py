"""Printing from a screen: papers are written into the desk's folder of papers, and the dialog names the files."""

from typing import TYPE_CHECKING

from rmdesk.desk import printing
from rmdesk.desk.trust.leftovers import PAPERS
from rmdesk.domain.refusal import Refused
from rmdesk.locale import tr
from rmdesk.tui.kit.dialogs import Message

if TYPE_CHECKING:
    from rmdesk.formpack.papers import PaperKind
    from rmdesk.tui.app import RmdeskApp


def print_client(app: "RmdeskApp", client_id: str, kinds: "tuple[PaperKind, ...]" = ()) -> None:
    """Print a client's papers that need no sale, or say why not."""
    folder = app.folder / PAPERS
    sheets = printing.print_client(app.desk, client_id, folder, app.lang, kinds)
    if isinstance(sheets, Refused):
        app.show_refused(sheets)
        return
    lines = [f"{sheet.number}  {app.desk.pack.paper(sheet.kind).title.of(app.lang)}" for sheet in sheets]
    text = "\n".join([*lines, "", tr(app.lang, "client.printed_to", folder=folder)])
    app.push_screen(Message(tr(app.lang, "client.printed"), text, lang=app.lang))
