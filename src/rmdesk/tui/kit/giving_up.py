"""Giving up what was typed: asked before, and then forgotten."""

from collections.abc import Callable

from rmdesk.domain.refusal import Refused
from rmdesk.tui.kit.dialogs import Confirm
from rmdesk.tui.kit.screen import DeskScreen


def give_up(screen: DeskScreen, forget: Callable[[], Refused | None]) -> None:
    """Ask, forget, and leave the screen. Enter alone gives nothing up."""

    def answered(answer: str | None) -> None:
        refused = forget() if answer == "yes" else None
        if refused is not None:
            screen.refuse(refused)
        elif answer == "yes":
            screen.app.pop_screen()

    heading, text = screen.tr("sale.give_up.heading"), screen.tr("sale.give_up.text")
    screen.app.push_screen(Confirm(heading, text, lang=screen.lang), answered)
