"""Printing letters from a case: into the desk's folder of papers, and the file is named."""

from functools import partial

from rmdesk.desk.archive import leftovers
from rmdesk.desk.complaints import letters
from rmdesk.desk.complaints.letters import Sent
from rmdesk.desk.own_papers import own_papers_of
from rmdesk.desk.paper_titles import paper_title
from rmdesk.domain.refusal import Refused
from rmdesk.faces.fields import Option
from rmdesk.formpack.complaint_letters import LETTER_KINDS
from rmdesk.tui.complaints.one_case import OneCase
from rmdesk.tui.kit.dialogs import Message
from rmdesk.tui.kit.print_choice import ask_print

FOLDER = leftovers.PAPERS
_AGAIN = "again:"


def choose_letter(screen: OneCase) -> None:
    """Every kind of letter, the one that is due first; then those that were printed."""
    case, desk = screen.view.case, screen.desk_app.desk
    options = [Option(kind, desk.pack.label("case_letter", kind, screen.lang)) for kind in LETTER_KINDS]
    options += [Option(one.kind, one.title.of(screen.lang)) for one in own_papers_of(desk, "case")]
    for one in case.letters:
        title = paper_title(desk.pack, one.kind, screen.lang)
        options.append(Option(_AGAIN + one.number, screen.tr("complaints.letters.again", no=one.number, title=title)))
    ask_print(
        screen.desk_app,
        options,
        partial(_print, screen),
        large=letters.print_now(desk, case),
        heading="keys.case_letters",
        first=_due(screen),
        about=case.no,
    )


def _due(screen: OneCase) -> str:
    case = screen.view.case
    if case.state in ("decided", "told"):
        return "decision_notice"
    return "recheck_decision" if case.state == "recheck" else "receipt"


def _print(screen: OneCase, chosen: str, large: bool | None) -> None:
    desk, case = screen.desk_app.desk, screen.view.case
    folder = letters.folder_of(desk, case)
    if chosen.startswith(_AGAIN):
        sent = letters.reprint(desk, case.id, chosen.removeprefix(_AGAIN), folder)
    else:
        sent = letters.print_letter(desk, case.id, case.version, chosen, folder, screen.lang, large)
    if isinstance(sent, Refused):
        screen.refuse(sent)
        screen.reload()
    else:
        _tell(screen, sent)


def _tell(screen: OneCase, sent: Sent) -> None:
    title = paper_title(screen.desk_app.desk.pack, sent.kind, screen.lang)
    lines = [f"{sent.number}  {title}", "", screen.tr("complaints.letters.where", path=sent.path)]
    lines += [f"! {screen.words(one)}" for one in sent.warnings]
    heading = screen.tr("complaints.letters.printed")
    screen.app.push_screen(Message(heading, "\n".join(lines), lang=screen.lang))
