"""Printing papers of an entry: into the desk's folder of papers, and the file is named."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from rmdesk.desk.archive.leftovers import PAPERS
from rmdesk.desk.registers import printing
from rmdesk.desk.registers.printing import Printed
from rmdesk.desk.registers.views import EntryView
from rmdesk.domain.refusal import Refused
from rmdesk.faces.fields import Option
from rmdesk.locale import Lang, tr
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
    ask_print(screen.desk_app, options, partial(_print, screen, view), large=False, about=view.no)


def print_after(app: DeskApp, wanted: Sequence[tuple[str, str]]) -> None:
    """The papers that an act prints, by entry: the act is done whether or not they can be printed, so it is told beside
    it, once for all of them."""
    desk, folder = app.desk, app.desk.folder / PAPERS
    tried = [printing.print_entry(desk, entry_id, paper, folder, app.lang) for entry_id, paper in wanted]
    refused = [one for one in tried if isinstance(one, Refused)]
    printed = [one for one in tried if isinstance(one, Printed)]
    if refused:
        app.show_refused(refused[0])
    if printed:
        warned = dict.fromkeys(app.say(warning).line for one in printed for warning in one.warnings)
        app.notify(" ".join((_where(app.lang, printed, folder), *warned)), markup=False)


def _where(lang: Lang, printed: Sequence[Printed], folder: Path) -> str:
    first, last = printed[0], printed[-1]
    if first is last:
        return f"{first.number} {first.title.of(lang)} {tr(lang, 'complaints.letters.where', path=first.path)}"
    many = tr(lang, "registers.printed_many", count=len(printed), first=first.number, last=last.number)
    return f"{many}\n{tr(lang, 'complaints.letters.where', path=folder)}"


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
