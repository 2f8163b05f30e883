"""Changing screens on the sample desk, in Textual's own test driver, against pushing a bare screen."""

import asyncio
import statistics
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from textual.app import App, ComposeResult
from textual.pilot import Pilot
from textual.screen import Screen
from textual.widgets import Label

from benchmarks.measuring import Row
from rmdesk.desk.desk import Desk
from rmdesk.tui.app import RmdeskApp

KEYS = {"new client's intake": "f2", "list of clients": "f3", "shelf": "f4", "help": "f1"}
SIZE = (80, 24)


class BareScreen(Screen[None]):
    """As many labels as the screen has lines."""

    def compose(self) -> ComposeResult:
        """Nothing but text."""
        for line in range(SIZE[1]):
            yield Label(f"line {line}")


class BareApp(App[None]):
    """Pushes it on F1."""

    BINDINGS = [("f1", "more", "more"), ("escape", "app.pop_screen", "back")]

    def action_more(self) -> None:
        """Another screen."""
        self.push_screen(BareScreen())


async def _press(pilot: Pilot[Any], key: str) -> float:
    start = time.perf_counter()
    await pilot.press(key)
    await pilot.pause()
    return time.perf_counter() - start


async def _changes(app: App[Any], keys: dict[str, str], rounds: int) -> dict[str, float]:
    """The median seconds from each key to its screen standing."""
    found: dict[str, list[float]] = {name: [] for name in keys}
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        for _ in range(rounds):
            for name, key in keys.items():
                found[name].append(await _press(pilot, key))
                await pilot.press("escape")
                await pilot.pause()
    return {name: statistics.median(times) for name, times in found.items()}


def rows(desk: Desk, folder: Path, rounds: int = 7) -> Iterator[Row]:
    """Each screen that a function key opens."""
    bare = asyncio.run(_changes(BareApp(), {"bare": "f1"}, rounds))["bare"]
    ours = asyncio.run(_changes(RmdeskApp(folder, desk, lang="zh"), KEYS, rounds))
    for name, taken in ours.items():
        yield Row(f"screen: {name}", taken, bare, "a screen of 24 labels")
