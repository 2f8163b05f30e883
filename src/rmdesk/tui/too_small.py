"""What is shown while the terminal is too small to work in."""

from typing import ClassVar

from textual import events
from textual.app import App, ComposeResult
from textual.geometry import Size
from textual.screen import ModalScreen
from textual.widgets import Static

from rmdesk.locale import Lang, tr

LEAST = (80, 20)


def is_too_small(width: int, height: int) -> bool:
    """Whether a terminal of `width` x `height` cells has no room for the screens."""
    return width < LEAST[0] or height < LEAST[1]


class TooSmall(ModalScreen[None]):
    """Lies over everything, so that nobody types into what cannot be seen."""

    allowed: ClassVar[frozenset[str]] = frozenset({"quit"})

    def __init__(self, lang: Lang) -> None:
        """Says it in `lang`."""
        super().__init__()
        self.lang = lang

    def compose(self) -> ComposeResult:
        """Size and remedy."""
        yield Static("", id="size", markup=False)
        yield Static(tr(self.lang, "common.too_small_hint"), markup=False)
        yield Static(tr(self.lang, "common.quit_hint"), classes="muted", markup=False)

    def on_resize(self, event: events.Resize) -> None:
        """Say how small it is now."""
        size = tr(self.lang, "common.too_small", width=event.size.width, height=event.size.height)
        self.query_one("#size", Static).update(size)


def cover(app: App[int], size: Size, lang: Lang) -> None:
    """Cover the screens of `app` while a terminal of `size` is too small, uncover them when it has grown."""
    small, top = is_too_small(*size), app.screen
    if small and not isinstance(top, TooSmall):
        app.push_screen(TooSmall(lang))
    elif isinstance(top, TooSmall) and not small:
        top.dismiss(None)
