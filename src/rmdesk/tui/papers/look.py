"""A printed paper as text: what the reviewer reads before he decides, and whoever opens it in a client's file."""

from typing import ClassVar

from rmdesk.desk.exchange import answering
from rmdesk.desk.papers import looking
from rmdesk.desk.papers.looking import PaperText
from rmdesk.domain.refusal import Refused
from rmdesk.faces.lines import Line
from rmdesk.tui import routes
from rmdesk.tui.actions import bindings, of_screen
from rmdesk.tui.desk_app import DeskApp
from rmdesk.tui.kit.sheet_screen import SheetScreen


class PaperScreen(SheetScreen):
    """Read only, scrolled with the arrows."""

    table: ClassVar[str] = "paper"
    BINDINGS = bindings(of_screen("paper"))

    def __init__(self, found: PaperText) -> None:
        """`found` as the desk gave it."""
        super().__init__()
        self.found = found

    def lines(self) -> list[Line]:
        """The text under its number, headings apart."""
        lines = [Line(self.tr("papers.look.masked", number=self.found.number), tone="head"), Line("")]
        for one in self.found.lines:
            if one.tone == "head":
                lines += [Line(""), Line(one.text, tone="head")]
            else:
                lines.append(Line(one.label, one.text, "muted" if one.tone == "muted" else ""))
        return lines


def paper(app: DeskApp, route: routes.Paper) -> PaperScreen | Refused:
    """The printed paper of a number, or why it may not be seen."""
    found = looking.look(app.desk, route.number)
    return found if isinstance(found, Refused) else PaperScreen(found)


def paper_for(app: DeskApp, route: routes.PaperFor) -> PaperScreen | Refused:
    """A paper of a sale that another desk asks to be reviewed here."""
    found = answering.look(app.desk, route.device, route.sale_id, route.number)
    return found if isinstance(found, Refused) else PaperScreen(found)
