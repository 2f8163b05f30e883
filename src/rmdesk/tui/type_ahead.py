"""Keys that are typed faster than a screen follows: each waits until the one before it has had its effect, and until
the screen that is painted can answer.

Textual moves the focus through the app's queue, behind keys that were typed already: whoever types Enter and the next
field's text at one go would add that text to the field just left. A card reader does, and so does a quick hand.
"""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable, Iterator
from time import monotonic

from textual import events
from textual.app import App
from textual.message_pump import MessagePump
from textual.screen import Screen

_RECENT = 1.0  # seconds after a key in which its effects may still be under way
_PATIENCE = 2.0  # seconds after which the next key is let in whatever happens
_WAIT = 10.0  # seconds that a screen may take until it listens
_NAP = 0.01
_Queued = events.Key | events.Paste | events.MouseDown | events.MouseUp
# A key, the message that it makes, the message that this makes in turn, the focus that follows.
_ROUNDS = 4


class TypeAhead:
    """Takes keys for an app, and lets one in at a time."""

    def __init__(
        self,
        app: App[int],
        let_in: Callable[[events.Event], Awaitable[None]],
        dropped: Callable[[], None],
        fail: Callable[[Exception], None],
    ) -> None:
        """`let_in` is what the app does with a key, `dropped` once with those that are not let in; `fail` is told what
        went wrong in it."""
        self._app = app
        self._let_in = let_in
        self._dropped = dropped
        self._fail = fail
        self._typed: deque[_Queued] = deque()
        self._feeding: asyncio.Task[None] | None = None
        self._fed_at = 0.0
        self._fed_to: Screen[object] | None = None
        self._outdated = 0.0
        self._told = True

    def drop(self) -> None:
        """What was typed until now was meant for what is no longer shown: it is not let in."""
        self._outdated = monotonic()
        self._told = False

    def takes(self, event: events.Event) -> bool:
        """Whether it queues up: a key or a paste, and a click behind them, which must not take the focus from what was
        typed before it. Everything else goes its way."""
        if not self._queues(event) or not isinstance(event, _Queued) or event.is_forwarded:
            return False
        self._typed.append(event)
        # Since Python 3.12 Textual's tasks start eagerly: one may have ended before its done callback has run.
        if self._feeding is None or self._feeding.done():
            self._feeding = asyncio.create_task(self._feed())
            self._feeding.add_done_callback(self._fed)
        return True

    def _queues(self, event: events.Event) -> bool:
        feeding = self._feeding is not None and not self._feeding.done()
        return feeding or isinstance(event, events.Key | events.Paste)

    async def _feed(self) -> None:
        while self._typed:
            await self._listening()
            if monotonic() - self._fed_at < _RECENT or self._app.screen is not self._fed_to:
                await self._settle()
                await self._listening()  # another screen may have come up meanwhile
            self._fed_to = self._app.screen
            event = self._typed.popleft()
            if event.time < self._outdated:
                if not self._told:
                    self._dropped()
                self._told = True
                continue
            await self._let_in(event)
            self._fed_at = monotonic()

    async def _listening(self) -> None:
        """Wait while the screen on top is painted but cannot answer yet (`listens`): the lock reads names then."""
        end = monotonic() + _WAIT
        while not getattr(self._app.screen, "listens", True) and monotonic() < end:
            await asyncio.sleep(_NAP)

    def _fed(self, task: "asyncio.Task[None]") -> None:
        if self._feeding is task:
            self._feeding = None
        error = None if task.cancelled() else task.exception()
        if isinstance(error, Exception):
            self._fail(error)

    async def _settle(self) -> None:
        """Wait until what the last key set off has passed through the focused widget, its ancestors and the app."""
        try:
            async with asyncio.timeout(_PATIENCE):
                for _ in range(_ROUNDS):
                    for pump in self._pumps():
                        await _passed(pump)
        except TimeoutError:
            return

    def _pumps(self) -> Iterator[MessagePump]:
        yield from (self._app.focused or self._app.screen).ancestors_with_self


async def _passed(pump: MessagePump) -> None:
    """Wait until `pump` has handled what is in its queue now."""
    through = asyncio.Event()
    if pump.call_later(through.set):
        await through.wait()
