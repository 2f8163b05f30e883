"""Keys that are typed faster than a screen follows: each waits until the one before it has had its effect, however long
that takes, and until the screen that is painted can answer. No clock lets a key in: a password that is typed behind the
key which asks for it would be typed into a form.

Textual moves the focus through the app's queue, behind keys that were typed already: whoever types Enter and the next
field's text at one go would add that text to the field just left. A card reader does, and so does a quick hand.
"""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from time import monotonic
from typing import Any

from textual import events
from textual.app import App
from textual.message_pump import MessagePump
from textual.widget import Widget
from textual.worker import Worker

from rmdesk.tui.desk_app import BESIDE

_NAP = 0.01
_LONG = 10  # tenths of a second after which whoever waits is told
_ACT = "f10"
_WAYS_OUT = frozenset({"escape", "ctrl+q"})
_WALKS = frozenset({"up", "down", "left", "right", "pageup", "pagedown", "home", "end", "backspace", "delete"})
_Queued = events.Key | events.Paste | events.MouseDown | events.MouseUp
# A key, the message that it makes, the message that this makes in turn, the focus that follows.
_ROUNDS = 4


class TypeAhead:
    """Takes keys for an app, and lets one in at a time."""

    def __init__(
        self,
        app: App[int],
        let_in: Callable[[events.Event], Awaitable[None]],
        say: Callable[[str], None],
        fail: Callable[[Exception], None],
    ) -> None:
        """`let_in` is what the app does with a key; `say` tells a text (a key of the catalogue) to whoever types: that
        keys wait, or that some are not let in; `fail` is told what went wrong in it."""
        self._app = app
        self._let_in = let_in
        self._say = say
        self._fail = fail
        self._typed: deque[_Queued] = deque()
        self._feeding: asyncio.Task[None] | None = None
        self._asking: dict[Worker[Any], asyncio.Future[Any]] = {}
        self._waits_long = False
        self._opens = True
        self._outdated = 0.0
        self._told = True

    def drop(self) -> None:
        """What was typed until now was meant for what is no longer shown, or did not come: it is not let in."""
        self._outdated = monotonic()
        self._told = False

    @contextmanager
    def asks(self, worker: Worker[Any], answer: "asyncio.Future[Any]") -> Iterator[None]:
        """`worker` waits for an `answer`: until that is given no key waits for the worker. One whose question was taken
        away (somebody else came to the desk) waits for ever."""
        self._asking[worker] = answer
        try:
            yield
        finally:
            del self._asking[worker]

    def takes(self, event: events.Event) -> bool:
        """Whether it queues up: a key or a paste, and a click behind them, which must not take the focus from what was
        typed before it. Everything else goes its way; so does whoever leaves while keys wait long, and Esc forgets
        what waits."""
        if not self._queues(event) or not isinstance(event, _Queued) or event.is_forwarded:
            return False
        if self._waits_long and isinstance(event, events.Key) and event.key in _WAYS_OUT:
            self._forget()
            return event.key == "escape"
        self._typed.append(event)
        # Since Python 3.12 Textual's tasks start eagerly: one may have ended before its done callback has run.
        if self._feeding is None or self._feeding.done():
            self._feeding = asyncio.create_task(self._feed())
            self._feeding.add_done_callback(self._fed)
        return True

    def _queues(self, event: events.Event) -> bool:
        feeding = self._feeding is not None and not self._feeding.done()
        return feeding or isinstance(event, events.Key | events.Paste)

    def _forget(self) -> None:
        self._typed.clear()
        self._say("common.keys_dropped")

    async def _feed(self) -> None:
        while self._typed:
            await self._until_over()
            if not self._typed:
                return
            event = self._typed.popleft()
            if event.time < self._outdated:
                if not self._told:
                    self._say("common.keys_dropped")
                self._told = True
                continue
            focus = self._app.focused
            self._opens = not isinstance(event, events.Key) or not _only_moves(event, focus)
            await self._let_in(event)
            if isinstance(event, events.Key) and event.key == _ACT and focus is not None and _takes_text(focus):
                await self._until_over()
                if self._app.focused is focus:  # what the act would have asked for did not come
                    self.drop()

    def _fed(self, task: "asyncio.Task[None]") -> None:
        if self._feeding is task:
            self._feeding = None
        error = None if task.cancelled() else task.exception()
        if isinstance(error, Exception):
            self._fail(error)

    async def _until_over(self) -> None:
        """Wait until what the last key set off is over: it has passed through the focused widget, its ancestors and the
        app, what works for it has ended or asks something, and the screen shows it and listens."""
        telling = asyncio.create_task(self._tell())
        try:
            working = True
            while working:
                working = self._works()
                await self._settle()
                if working := working or self._works():
                    await asyncio.sleep(_NAP)
        finally:
            telling.cancel()
            self._waits_long = False

    async def _settle(self) -> None:
        """Wait until what was said of the last key has passed through the focused widget, its ancestors and the app."""
        for _ in range(_ROUNDS):
            for pump in self._pumps():
                await _passed(pump)
        if self._opens:
            await self._painted()

    async def _tell(self) -> None:
        for _ in range(_LONG):  # not at one go: while all stands still, nobody sees anything
            await asyncio.sleep(0.1)
        self._waits_long = True
        self._say("common.one_moment")

    def _works(self) -> bool:
        """Whether an act is under way that may still ask something, or the screen on top cannot answer yet (`listens`):
        the lock reads names then."""
        if not getattr(self._app.screen, "listens", True):
            return True
        acts = (one for one in self._app.workers if one.group != BESIDE and not one.is_finished)
        return any(one not in self._asking or self._asking[one].done() for one in acts)

    def _pumps(self) -> Iterator[MessagePump]:
        yield from (self._app.focused or self._app.screen).ancestors_with_self

    async def _painted(self) -> None:
        """Wait until what was put off until the screen's next picture is done."""
        screen, through = self._app.screen, asyncio.Event()
        if screen._callbacks and screen.call_after_refresh(through.set):
            await _until(through, lambda: self._app.screen is screen)


async def _passed(pump: MessagePump) -> None:
    """Wait until `pump` has handled what is in its queue now."""
    through = asyncio.Event()
    if pump.call_later(through.set):
        await _until(through, lambda: not pump._closed)


async def _until(done: asyncio.Event, still: Callable[[], bool]) -> None:
    """Wait for `done`, but no longer than `still`: what was left answers no more."""
    while not done.is_set() and still():
        try:
            async with asyncio.timeout(_NAP):
                await done.wait()
        except TimeoutError:
            continue


def _only_moves(key: events.Key, focus: Widget | None) -> bool:
    """Whether it is a character of a text, or moves about: no screen comes up by it."""
    return key.key in _WALKS or (focus is not None and focus.check_consume_key(key.key, key.character))


def _takes_text(widget: Widget) -> bool:
    return widget.check_consume_key("a", "a")
