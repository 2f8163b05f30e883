"""F1: what the screen below is for, and the keys that work there."""

from collections.abc import Callable, Collection, Iterable
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
        self.offered = frozenset(action.id for action in about.key_actions() if _offered(about, action))

    def body(self) -> ComposeResult:
        """Text and table."""
        with VerticalScroll(id="scroll"):
            yield Sheet(help_lines(self.about.table, self.about.allowed, self.lang, self.about.key_help, self.offered))

    def on_mount(self) -> None:
        """The arrows scroll."""
        self.query_one("#scroll").focus()


def _offered(screen: DeskScreen, action: Action) -> bool:
    """Whether the person at the desk has a use for a key of the screen, now or another time."""
    if action.everywhere:
        return bool(screen.desk_app.offers(lambda: screen.app.check_action(action.id, ())))
    return screen.desk_app.offers(lambda: screen.check_action(action.id, ())) is not False


def help_lines(
    screen: str,
    allowed: frozenset[str] | None,
    lang: Lang,
    told: Callable[[Action], str] | None = None,
    offered: Collection[str] | None = None,
) -> list[Line]:
    """The help of one screen; `told` says what a key does there, `offered` names the actions that there are a use for
    (None: all)."""
    say = told or (lambda action: action.help(lang))
    name = tr(lang, f"keys.screen.{screen}")
    lines = [Line(name[:1].upper() + name[1:], tone="head"), Line("", tr(lang, f"help.{screen}")), Line("")]
    lines.append(Line(tr(lang, "help.keys_here"), tone="head"))
    lines += _keys((action for action in of_screen(screen) if offered is None or action.id in offered), say)
    lines += [Line(""), Line(tr(lang, "help.keys_everywhere"), tone="head")]
    everywhere = (action for action in of_app() if allowed is None or action.id in allowed)
    lines += _keys((action for action in everywhere if offered is None or action.id in offered), say)
    lines += [Line(""), Line(tr(lang, "help.forms"), tone="head"), Line("", tr(lang, "help.form_keys"))]
    return lines


def _keys(actions: Iterable[Action], say: Callable[[Action], str]) -> list[Line]:
    return [Line(_pressed(action), say(action)) for action in actions]


def _pressed(action: Action) -> str:
    return " ".join(map(key_name, action.keys)) or action.key or key_name(*PALETTE)
