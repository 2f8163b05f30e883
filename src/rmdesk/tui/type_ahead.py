"""Keys that are typed faster than a screen follows: each waits until the one before it has had its effect.

Textual moves the focus through the app's queue, behind keys that were typed already: whoever types Enter and the next
field's text at one go would add that text to the field just left. A card reader does, and so does a quick hand.
"""

import asyncio
from collections import deque
from collections.abc import Iterator
from time import monotonic

from textual import events
from textual.app import App
from textual.message_pump import MessagePump

_RECENT = 1.0  # seconds after a key in which its effects may still be under way
_PATIENCE = 2.0  # seconds after which the next key is let in whatever happens
# A key, the message that it makes, the message that this makes in turn, the focus that follows.
_ROUNDS = 4


class TypeAhead(App[int], inherit_bindings=False):
    """An app that takes one key at a time."""

    def __init__(self) -> None:
        super().__init__()
        self._typed: deque[events.Key | events.Paste] = deque()
        self._feeding: asyncio.Task[None] | None = None
        self._fed_at = 0.0

    async def on_event(self, event: events.Event) -> None:
        """Keys and pastes queue up; everything else goes its way."""
        if not isinstance(event, events.Key | events.Paste) or event.is_forwarded:
            await super().on_event(event)
            return
        self._typed.append(event)
        # Since Python 3.12 Textual's tasks start eagerly: one may have ended before its done callback has run.
        if self._feeding is None or self._feeding.done():
            self._feeding = asyncio.create_task(self._feed())
            self._feeding.add_done_callback(self._fed)

    async def _feed(self) -> None:
        while self._typed:
            if monotonic() - self._fed_at < _RECENT:
                await self._settle()
            await super().on_event(self._typed.popleft())
            self._fed_at = monotonic()

    def _fed(self, task: "asyncio.Task[None]") -> None:
        if self._feeding is task:
            self._feeding = None
        error = None if task.cancelled() else task.exception()
        if isinstance(error, Exception):
            self._handle_exception(error)

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
        yield from (self.focused or self.screen).ancestors_with_self


async def _passed(pump: MessagePump) -> None:
    """Wait until `pump` has handled what is in its queue now."""
    through = asyncio.Event()
    if pump.call_later(through.set):
        await through.wait()
