"""Every key on each main screen of a grown desk, against the same keys in a bare Textual app with as many lines: an
input, a table of as many columns, and a label below.

Processor time from a key to the screen at rest, in Textual's own test driver, the screen painted each time.
"""

import asyncio
import statistics
import time
from collections.abc import Iterator
from typing import Any, NamedTuple

from textual.app import App, ComposeResult
from textual.pilot import Pilot
from textual.widgets import DataTable, Input, Label

from benchmarks.growing import PEOPLE
from benchmarks.measuring import Row
from rmdesk.desk.desk import Desk
from rmdesk.tui import routes
from rmdesk.tui.app import RmdeskApp
from rmdesk.tui.routes import Route
from support.people import staff

SIZE = (100, 30)
_ROUNDS = 12
_WARM = 2
_MOVES = ("down", "down", "up", "pagedown", "pageup")
_TYPED = ("l", "i", "backspace", "backspace")
SCREENS: dict[str, tuple[Route, tuple[str, ...]]] = {
    "home": (routes.Home(), _MOVES),
    "search on home": (routes.Home(), _TYPED),
    "clients": (routes.Clients(), _MOVES),
    "search among clients": (routes.Clients(), ("slash", *_TYPED)),
    "shelf": (routes.Shelf(), _MOVES),
    "search on the shelf": (routes.Shelf(), ("slash", *_TYPED)),
    "board of cases": (routes.CaseBoard(), _MOVES),
    "registers": (routes.Registers(), _MOVES),
    "a register": (routes.RegisterEntries("contact_log"), _MOVES),
    "indicators": (routes.Indicators(), _MOVES),
    "archive": (routes.Archive(), _MOVES),
    "audit trail": (routes.AuditTrail(), _MOVES),
}


class Pressed(NamedTuple):
    """Milliseconds of a key on a screen: median, and the slowest of a hundred."""

    screen: str
    median: float
    p99: float


class BareApp(App[None]):
    """What a key costs where nothing happens but what Textual does."""

    def compose(self) -> ComposeResult:
        """An input, a table, a line."""
        yield Input()
        yield DataTable(cursor_type="row")
        yield Label("")

    def on_mount(self) -> None:
        """Two hundred rows, as a page of ours."""
        table = self.query_one(DataTable)
        table.add_columns(*"abcdef")
        for row in range(200):
            table.add_row(*(f"{name} {row}" for name in "abcdef"))
        table.focus()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Whatever is typed shows at once."""
        self.query_one(Label).update(event.value)


def rows(desk: Desk) -> Iterator[Row]:
    """As a plain manager and as one who sees all: of each hundred keys the slowest, on both sides."""
    bare = of_bare()
    for person, (login, role) in PEOPLE.items():
        desk.actor = staff(login, role)
        for one in of_desk(desk):
            against = bare["typing" if one.screen.startswith("search") else "moving"]
            what = f"{one.screen}, {person}"
            yield Row(what, one.p99 / 1000, against.p99 / 1000, f"a bare app; median {one.median:.1f} ms", 2)


def of_bare() -> dict[str, Pressed]:
    """Moving in the table, and typing, by name."""

    async def run() -> dict[str, Pressed]:
        app = BareApp()
        async with app.run_test(size=SIZE) as pilot:
            moved = await _pressed(pilot, "moving", _MOVES)
            app.query_one(Input).focus()
            return {"moving": moved, "typing": await _pressed(pilot, "typing", _TYPED)}

    return asyncio.run(run())


def of_desk(desk: Desk) -> Iterator[Pressed]:
    """Every screen that the person at the desk may see."""
    for name, (route, keys) in SCREENS.items():
        found = asyncio.run(_on_screen(desk, name, route, keys))
        if found is not None:
            yield found


async def _on_screen(desk: Desk, name: str, route: Route, keys: tuple[str, ...]) -> Pressed | None:
    app = RmdeskApp(desk.folder, desk, lang="zh")
    async with app.run_test(size=SIZE) as pilot:
        await _rest(pilot)
        if not isinstance(route, routes.Home):
            before = app.screen
            app.go(route)
            await _rest(pilot)
            if app.screen is before:
                return None
        if keys[0] == "slash":
            await pilot.press("slash")
            keys = keys[1:]
        return await _pressed(pilot, name, keys)


async def _rest(pilot: Pilot[Any]) -> None:
    await pilot.pause()
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()


async def _pressed(pilot: Pilot[Any], name: str, keys: tuple[str, ...]) -> Pressed:
    taken = list[float]()
    for at in range(_ROUNDS + _WARM):
        for key in keys:
            begun = time.process_time_ns()
            await pilot.press(key)
            await pilot.pause()
            if at >= _WARM:
                taken.append((time.process_time_ns() - begun) / 1e6)
    slow = sorted(taken)[min(len(taken) - 1, round(len(taken) * 0.99))]
    return Pressed(name, statistics.median(taken), slow)
