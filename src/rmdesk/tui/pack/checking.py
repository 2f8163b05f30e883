"""A form pack is checked; when it is whole, what it changes is shown, and from there two people adopt it (DATA-08)."""

from pathlib import Path

from rmdesk.desk import packs
from rmdesk.domain.refusal import Refused
from rmdesk.formpack.fault import Fault, lines
from rmdesk.resources import folder
from rmdesk.tui.kit.dialogs import AskText, Message
from rmdesk.tui.kit.screen import DeskScreen
from rmdesk.tui.pack.proposal import PackScreen

FAULTS_SHOWN = 8


async def check_pack(screen: DeskScreen) -> None:
    """Ask which folder, and show what is wrong with its pack or what it changes."""
    heading = screen.tr("settings.pack")
    ask = AskText(heading, screen.tr("pack.folder"), lang=screen.lang, value=str(folder("forms")), max_length=400)
    given = await screen.app.push_screen_wait(ask)
    if given is None:
        return
    found = packs.propose(screen.desk_app.desk, Path(given).expanduser())
    if isinstance(found, Refused):
        screen.refuse(found)
    elif not isinstance(found, packs.Proposal):
        _say_faults(screen, found)
    elif not found.changes:
        screen.app.push_screen(Message(heading, screen.tr("pack.same"), lang=screen.lang))
    else:
        screen.app.push_screen(PackScreen(found))


def _say_faults(screen: DeskScreen, faults: tuple[Fault, ...]) -> None:
    said = [*lines(faults[:FAULTS_SHOWN], screen.lang)]
    more = len(faults) - len(said)
    said += [screen.tr("pack.more_faults", count=more)] if more else []
    heading = screen.tr("pack.bad", count=len(faults))
    screen.app.push_screen(Message(heading, "\n".join(said), lang=screen.lang))
