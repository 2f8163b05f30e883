"""Every key on each main screen of a grown desk, against the same keys in a bare Textual app with as many lines: an
input, a table of as many columns, and a label below.

Processor time from a key to the screen at rest, in Textual's own test driver, the screen painted each time.
"""

import asyncio
import gc
import time
from collections.abc import Iterator
from typing import Any, NamedTuple

from textual.app import App, ComposeResult
from textual.pilot import Pilot
from textual.widgets import DataTable, Input, Label

from benchmarks.figure import Figure, figure
from benchmarks.growing import PEOPLE
from benchmarks.measuring import Row
from rmdesk.desk import clients
from rmdesk.desk.complaints import board
from rmdesk.desk.desk import Desk
from rmdesk.desk.registers import listing as registers
from rmdesk.tui import routes
from rmdesk.tui.app import RmdeskApp
from rmdesk.tui.routes import Route
from support.desks import done
from support.people import staff

SIZE = (100, 30)
_ROUNDS = 12
_WARM = 2
_MOVES = ("down", "down", "up", "pagedown", "pageup")
_REST = "rest"
"""The hand rests, and what needs longer than a key is sought: no key, and told apart from them."""
_TYPED = ("l", "i", _REST, "backspace", "backspace")
_RESTS = 0.4
_SOUGHT = ("slash", *_TYPED)


def screens(desk: Desk) -> Iterator[tuple[str, Route, tuple[str, ...]]]:
    """Each main screen, the way to it, and the keys that are pressed there, for whoever is at the desk; of each kind of
    thing the first that he sees."""
    yield from (("home", routes.Home(), _MOVES), ("search on home", routes.Home(), _TYPED))
    yield from (("search everywhere", routes.Search(), _TYPED), ("clients", routes.Clients(), _MOVES))
    yield ("search among clients", routes.Clients(), _SOUGHT)
    yield ("a client's file", routes.ClientFile(done(clients.page(desk))[0].id), _MOVES)
    yield from (("shelf", routes.Shelf(), _MOVES), ("search on the shelf", routes.Shelf(), _SOUGHT))
    yield from (("a product", routes.Product("W-01"), _MOVES), ("board of cases", routes.CaseBoard(), _MOVES))
    yield ("a case", routes.CaseFile(done(board.board(desk)).lines[0].no), _MOVES)
    yield from (("registers", routes.Registers(), _MOVES), ("a register", routes.RegisterEntries(_REGISTER), _MOVES))
    yield ("an entry", routes.RegisterEntry(done(registers.page(desk, _REGISTER)).lines[0].id), _MOVES)
    yield from (("indicators", routes.Indicators(), _MOVES), ("archive", routes.Archive(), _MOVES))
    if desk.actor.roles == ("manager",):
        sale = desk.store.query(_OPEN_SALE, (desk.actor.login,))[0]["id"]
        steps = (routes.SaleWish(sale), routes.SaleMatch(sale), routes.SaleStep(sale), routes.SaleQuestions(sale))
        for at, step in enumerate(steps, 1):
            yield (f"a sale, step {at}", step, _MOVES)
    else:
        yield ("audit trail", routes.AuditTrail(), _MOVES)


_REGISTER = "contact_log"
_OPEN_SALE = """SELECT s.id FROM sale s JOIN client c ON c.id = s.client_id
    WHERE s.state = 'open' AND c.manager = ? ORDER BY s.no DESC LIMIT 1"""


class Pressed(NamedTuple):
    """Milliseconds of every key that was pressed on a screen, and of every rest."""

    screen: str
    taken: tuple[float, ...]
    rested: tuple[float, ...]


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
    for one in figures(desk, (0, 0)):
        medians = f"p99 of a bare app; medians {one.ours:.1f} and {one.bare:.1f} ms"
        yield Row(f"{one.what}, {one.person}", one.p99 / 1000, one.bare_p99 / 1000, medians, 2)


def figures(desk: Desk, size: tuple[int, int]) -> Iterator[Figure]:
    """The same as rows of the whole table; `size`: clients and products."""
    gc.freeze()  # what is imported stays, as it does in the program
    bare = of_bare()
    for person, (login, role) in PEOPLE.items():
        desk.actor = staff(login, role)
        for one in of_desk(desk):
            against = bare["typing" if one.screen.startswith("search") else "moving"]
            yield figure(f"key: {one.screen}", person, size, one.taken, against.taken)
            if one.rested:
                yield figure(f"at rest: {one.screen}", person, size, one.rested, against.rested)


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
    for name, route, keys in tuple(screens(desk)):
        found = asyncio.run(_on_screen(desk, name, route, keys))
        if found is not None:
            yield found


async def _on_screen(desk: Desk, name: str, route: Route, keys: tuple[str, ...]) -> Pressed | None:
    app = RmdeskApp(desk.folder, desk, lang="zh")
    app.resting.spares = True
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
    taken, rested = list[float](), list[float]()
    for at in range(_ROUNDS + _WARM):
        for key in keys:
            begun = time.process_time_ns()
            await (asyncio.sleep(_RESTS) if key == _REST else pilot.press(key))
            await pilot.pause()
            if at >= _WARM:
                (rested if key == _REST else taken).append((time.process_time_ns() - begun) / 1e6)
    return Pressed(name, tuple(taken), tuple(rested))
