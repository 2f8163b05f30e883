"""From Enter at the lock to the first screen of a grown desk, against a bare Textual app of a table and an input.

Processor time of the thread that paints: what is read beside the screen keeps nobody waiting. All is imported already,
as it is once somebody has typed a password.
"""

import asyncio
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from unittest.mock import patch

from benchmarks.figure import Figure, figure
from benchmarks.growing import PEOPLE, WHOLE
from benchmarks.keys import SIZE, BareApp
from rmdesk.desk import opening
from rmdesk.desk.desk import Desk
from rmdesk.store import slots
from rmdesk.tui.app import RmdeskApp
from rmdesk.tui.home.home import HomeScreen
from rmdesk.tui.vault.unlock import UnlockScreen
from support.clock import Clock
from support.desks import PASSWORD

_ROUNDS = 5
_READ_AHEAD, _PATIENCE = 0.5, 120
"""Seconds that somebody types: what the first screen wants is read meanwhile."""


def figures(folder: Path, clock: Clock, size: tuple[int, int]) -> Iterator[Figure]:
    """As a plain manager and as one who sees all; the desk in `folder` is closed. `size`: clients and products."""
    bare = [asyncio.run(_bare()) for _ in range(_ROUNDS + 1)][1:]
    for person, (login, _) in PEOPLE.items():
        rounds = _ROUNDS if size[0] <= WHOLE else 1  # each waits until the whole book was read beside
        taken = [asyncio.run(_entered(folder, clock, login)) for _ in range(rounds + 1)][1:]
        yield figure("from Enter to the first screen", person, size, taken, bare)


async def _bare() -> float:
    begun = time.thread_time_ns()
    async with BareApp().run_test(size=SIZE) as pilot:
        await pilot.pause()
        return (time.thread_time_ns() - begun) / 1e6


async def _entered(folder: Path, clock: Clock, login: str) -> float:
    """Whoever it is opens with the key of the one who made the desk."""

    def unlock(_folder: Path, _login: str, password: str, *, renews: bool) -> Desk:
        key = slots.open(folder, "demo", password)
        return opening.open_with_key(folder, login, key, clock=clock, renews=renews)

    app = RmdeskApp(folder, lang="zh", login="demo")
    app.resting.spares = True
    with patch.object(opening, "unlock", unlock):
        async with app.run_test(size=SIZE) as pilot:
            await _until(lambda: isinstance(app.screen, UnlockScreen) and app.screen.listens)
            await pilot.pause(_READ_AHEAD)
            await pilot.press(*PASSWORD)
            await pilot.pause()
            begun = time.thread_time_ns()
            await pilot.press("enter")
            await _until(lambda: any(isinstance(one, HomeScreen) and one.seen for one in app.screen_stack))
            await pilot.pause()
            taken = (time.thread_time_ns() - begun) / 1e6
            await pilot.app.workers.wait_for_complete()
    app.desk.close()
    return taken


async def _until(seen: Callable[[], bool]) -> None:
    """TimeoutError after two minutes."""
    async with asyncio.timeout(_PATIENCE):
        while not seen():
            await asyncio.sleep(0.005)
