"""Locking when nobody types (DATA-08). One timer, which paints nothing: it must not move an input method's cursor."""

import time
from typing import TYPE_CHECKING

from textual import events
from textual.app import App
from textual.timer import Timer

if TYPE_CHECKING:
    from rmdesk.desk.desk import Desk

_MINUTE = 60.0


class IdleLock(App[int], inherit_bindings=False):
    """An app that locks itself. Time is taken from two clocks, since one of them stands still while a laptop sleeps."""

    opened: "Desk | None"

    def __init__(self) -> None:
        super().__init__()
        self._touched = _now()
        self._limit = 0.0
        self._timer: Timer | None = None

    def watch_idleness(self) -> None:
        """Begin to watch; the minutes are the form pack's."""
        self._touched, self._limit = _now(), self.idle_seconds()
        self._look_after(self._limit)

    def idle_seconds(self) -> float:
        """After how many seconds without a key the screen locks."""
        return 0.0 if self.opened is None else self.opened.thresholds().idle_lock_minutes * _MINUTE

    async def on_event(self, event: events.Event) -> None:
        """Whoever types is there; the first key after too long a pause only finds the lock."""
        if not isinstance(event, events.InputEvent | events.Paste):
            await super().on_event(event)
            return
        over = self._idle_too_long()
        self._touched = _now()
        if over and not self._is_locked():
            await self.run_action("lock", self)
        else:
            await super().on_event(event)

    def _look(self) -> None:
        left = self._limit - _since(self._touched)
        if left <= 0 and self.opened is not None and not self._is_locked():
            self.run_worker(self.run_action("lock", self), exclusive=False)
        self._look_after(left if left > 0 else self._limit)

    def _look_after(self, seconds: float) -> None:
        if self._timer is not None:
            self._timer.stop()
        self._timer = self.set_timer(seconds, self._look)

    def _idle_too_long(self) -> bool:
        return self.opened is not None and 0 < self._limit <= _since(self._touched)

    def _is_locked(self) -> bool:
        return any(getattr(one, "table", "") == "lock" for one in self.screen_stack)


def _now() -> tuple[float, float]:
    return time.monotonic(), time.time()


def _since(then: tuple[float, float]) -> float:
    """Seconds since `then`: the longer of what the two clocks say."""
    return max(now - before for now, before in zip(_now(), then, strict=True))
