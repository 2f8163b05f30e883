"""A bare app around widgets of the kit."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path
from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.message import Message
from textual.widget import Widget

from rmdesk.tui.app import RmdeskApp
from rmdesk.tui.kit.screen import DeskScreen
from tui.stage import SMALL, Driver

Widgets = Sequence[Widget] | Callable[[], Sequence[Widget]]


class BenchScreen(DeskScreen):
    """Widgets, and every message that they sent. A function makes those that want an app around them at once."""

    table: ClassVar[str] = "help"

    def __init__(self, widgets: Widgets) -> None:
        super().__init__()
        self.widgets = widgets
        self.heard: list[Message] = []

    def body(self) -> ComposeResult:
        """The widgets."""
        yield from self.widgets() if callable(self.widgets) else self.widgets

    async def _on_message(self, message: Message) -> None:
        self.heard.append(message)
        await super()._on_message(message)

    def heard_of(self, kind: type[Message]) -> list[Any]:
        """The messages of one kind."""
        return [one for one in self.heard if isinstance(one, kind)]


class BenchApp(RmdeskApp):
    """No desk: only the widgets."""

    def __init__(self, widgets: Widgets, screen: type[BenchScreen] = BenchScreen) -> None:
        super().__init__(Path("/nonexistent"), lang="zh")
        self.bench = screen(widgets)

    def show_first(self, *, instead: bool = False) -> None:  # noqa: ARG002
        """The bench."""
        self.push_screen(self.bench)


def try_out(
    widgets: Widgets,
    script: Callable[[Driver, BenchScreen], Awaitable[None]],
    size: tuple[int, int] = SMALL,
    screen: type[BenchScreen] = BenchScreen,
) -> None:
    """Run `script` against `widgets`."""

    async def run() -> None:
        app = BenchApp(widgets, screen)
        async with app.run_test(size=size) as pilot:
            await pilot.pause()
            await script(Driver(app, pilot), app.bench)

    asyncio.run(run())
