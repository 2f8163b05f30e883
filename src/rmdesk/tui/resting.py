"""Below the lock the desk rests: its file is closed, and its key and what was read of it leave memory (DATA-08)."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final

from textual.app import App

from rmdesk.garbage import let_go, spare_what_stands
from rmdesk.tui.desk_app import BESIDE
from rmdesk.tui.kit.screen import DeskScreen

if TYPE_CHECKING:
    from textual.screen import Screen
    from textual.timer import Timer

    from rmdesk.desk.desk import Desk

_PAINTED: Final = 0.2
"""Seconds after which the lock is seen, and nothing of the screens below is still to be done."""


class Resting:
    """Closes the desk below the lock, and holds what would read it there meanwhile."""

    def __init__(self, app: App[int], opened: "Callable[[], Desk | None]") -> None:
        """`opened`: the desk, or None while nobody has unlocked it."""
        self._app = app
        self._opened = opened
        self._held: list[Timer] = []
        self.spares = False  # whether this app is all of the program, so that what it has loaded stays (`garbage`)

    def begin(self) -> None:
        """The lock came up."""
        self._app.set_timer(_PAINTED, self._rest)

    def came_in(self) -> None:
        """Somebody unlocked the desk: what a desk needs is loaded by now."""
        if self.spares:
            spare_what_stands()

    def end(self) -> None:
        """The desk is open again."""
        for timer in self._held:
            timer.resume()
        self._held.clear()

    def _rest(self) -> None:
        desk, below = self._opened(), self._below()
        if desk is None or not below or desk.store.resting:
            return
        if any(one.group == BESIDE and one.is_running for one in self._app.workers):
            self.begin()
            return
        for screen in below:
            for node in screen.walk_children(with_self=True):
                for timer in node._timers:
                    timer.pause()
                    self._held.append(timer)
        desk.store.rest()
        if self.spares:
            let_go()

    def _below(self) -> "list[Screen[Any]]":
        """The screens below the lock; none where there is no lock."""
        stack = self._app.screen_stack
        locks = [at for at, one in enumerate(stack) if isinstance(one, DeskScreen) and one.table == "lock"]
        return stack[: locks[0]] if locks else []
