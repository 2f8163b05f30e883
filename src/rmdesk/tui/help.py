"""F1: what the screen below is for, and the keys that work there."""

from collections.abc import Iterable
from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import VerticalScroll

from rmdesk.faces.lines import Line
from rmdesk.locale import Lang, tr
from rmdesk.tui.actions import PALETTE, Action, key_name, of_app, of_screen
from rmdesk.tui.kit.screen import DeskScreen
from rmdesk.tui.kit.sheet import Sheet


class HelpScreen(DeskScreen):
    """Scrolled with the arrows, left with Esc."""

    table: ClassVar[str] = "help"
    allowed: ClassVar[frozenset[str] | None] = frozenset({"leave", "quit", "lock"})

    def __init__(self, about: DeskScreen) -> None:
        """`about` is the screen that asked."""
        super().__init__()
        self.about = about

    def body(self) -> ComposeResult:
        """Text and table."""
        with VerticalScroll(id="scroll"):
            yield Sheet(help_lines(self.about.table, self.about.allowed, self.lang))

    def on_mount(self) -> None:
        """The arrows scroll."""
        self.query_one("#scroll").focus()


def help_lines(screen: str, allowed: frozenset[str] | None, lang: Lang) -> list[Line]:
    """The help of one screen."""
    lines = [Line(tr(lang, f"keys.screen.{screen}"), tone="head"), Line("", tr(lang, f"help.{screen}")), Line("")]
    lines.append(Line(tr(lang, "help.keys_here"), tone="head"))
    lines += _keys(of_screen(screen), lang)
    lines += [Line(""), Line(tr(lang, "help.keys_everywhere"), tone="head")]
    lines += _keys((action for action in of_app() if allowed is None or action.id in allowed), lang)
    lines += [Line(""), Line(tr(lang, "help.forms"), tone="head"), Line("", tr(lang, "help.form_keys"))]
    return lines


def _keys(actions: Iterable[Action], lang: Lang) -> list[Line]:
    return [Line(" ".join(key_name(key) for key in action.keys or PALETTE), action.help(lang)) for action in actions]
