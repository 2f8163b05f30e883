"""Printing papers of an entry: into the desk's folder of papers, and the file is named."""

from functools import partial

from rmdesk.desk.archive.leftovers import PAPERS
from rmdesk.desk.registers import printing
from rmdesk.desk.registers.printing import Printed
from rmdesk.desk.registers.views import EntryView
from rmdesk.domain.refusal import Refused
from rmdesk.faces.fields import Option
from rmdesk.locale import tr
from rmdesk.tui.desk_app import DeskApp
from rmdesk.tui.kit.dialogs import Message
from rmdesk.tui.kit.print_choice import ask_print
from rmdesk.tui.kit.screen import DeskScreen

_AGAIN = "again:"


def choose_paper(screen: DeskScreen, view: EntryView) -> None:
    """Every paper of the register, then those that were printed.

    It is asked where there is one only, too: large print is a choice as well.
    """
    lang = screen.lang
    options = [Option(paper, title.of(lang)) for paper, title in view.papers]
    earlier = printing.printed_papers(screen.desk_app.desk, view.id)
    for one in () if isinstance(earlier, Refused) else earlier:
        label = screen.tr("complaints.letters.again", no=one.number, title=one.title.of(lang))
        options.append(Option(f"{_AGAIN}{one.number}", label))
    ask_print(screen.desk_app, options, partial(_print, screen, view), large=False)


def print_after(app: DeskApp, entry_id: str, paper: str) -> None:
    """A paper that an act prints: the act is done whether or not it can be printed, so it is told beside it."""
    printed = printing.print_entry(app.desk, entry_id, paper, app.desk.folder / PAPERS, app.lang)
    if isinstance(printed, Refused):
        app.show_refused(printed)
    else:
        where = tr(app.lang, "complaints.letters.where", path=printed.path)
        told = " ".join((where, *(app.say(one).line for one in printed.warnings)))
        app.notify(f"{printed.number} {printed.title.of(app.lang)} {told}", markup=False)


def _print(screen: DeskScreen, view: EntryView, chosen: str, large: bool | None = None) -> None:
    desk, folder = screen.desk_app.desk, screen.desk_app.desk.folder / PAPERS
    if chosen.startswith(_AGAIN):
        printed = printing.reprint_entry(desk, chosen.removeprefix(_AGAIN), folder)
    else:
        printed = printing.print_entry(desk, view.id, chosen, folder, screen.lang, large)
    if isinstance(printed, Refused):
        screen.refuse(printed)
    else:
        _tell(screen, printed)


def _tell(screen: DeskScreen, printed: Printed) -> None:
    where = screen.tr("complaints.letters.where", path=printed.path)
    warned = (f"! {screen.desk_app.say(one).line}" for one in printed.warnings)
    lines = (f"{printed.number}  {printed.title.of(screen.lang)}", "", where, *warned)
    heading = screen.tr("clients.printed")
    screen.app.push_screen(Message(heading, "\n".join(lines), lang=screen.lang))
