"""What would be done again for every test and shows nothing new: done once, or not at all."""

import asyncio
import gc
import inspect
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from typing import Any

import pytest
from textual import _callback
from textual._compositor import Compositor
from textual.css.model import RuleSet
from textual.css.stylesheet import Stylesheet
from textual.message_pump import MessagePump
from textual.pilot import Pilot

from rmdesk.formpack import parse, reading
from rmdesk.formpack.banned import BannedWords
from rmdesk.formpack.check import singles
from rmdesk.formpack.fault import Fault
from rmdesk.formpack.meta import PackMeta
from rmdesk.formpack.parse import Raw
from rmdesk.store import slots


@contextmanager
def quick() -> Iterator[None]:
    """Passwords cost next to nothing, the same TOML and CSS are read and checked once, no picture is painted unseen.

    A screen without a terminal is painted when a test looks at it, and once more at the end of each drive.
    Form packs are many small objects that stay: looking for garbage among them again and again finds none.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(slots, "measure_cost", slots.Cost.quick)
        patch.setattr(reading, "toml", lru_cache(1000)(parse.toml))
        patch.setattr(singles, "of_file", _checked_once())
        patch.setattr(BannedWords, "found_in", _sought_once())
        patch.setattr(Stylesheet, "_parse_rules", _parsed_once())
        patch.setattr(_callback, "_count_parameters", _counted)
        patch.setattr(Pilot, "_wait_for_screen", _at_rest)
        patch.setattr(Compositor, "render_update", _unseen)
        gc.set_threshold(100_000, 20, 100)
        yield


def _unseen(compositor: Compositor, full: bool = False, **_: object) -> object:
    """What a screen without a terminal would throw away; a picture that is asked for (`full`) is made."""
    if full:
        return compositor.render_full_update()
    compositor._dirty_regions.clear()
    return None


def _counted(function: Callable[..., object]) -> int:
    """How many parameters a function has, by its code where nothing wraps it."""
    code = getattr(function, "__code__", None)
    if code is None or hasattr(function, "__wrapped__") or hasattr(function, "__signature__"):
        return len(inspect.signature(function).parameters)
    stars = bool(code.co_flags & inspect.CO_VARARGS) + bool(code.co_flags & inspect.CO_VARKEYWORDS)
    return int(code.co_argcount + code.co_kwonlyargcount + stars)


async def _at_rest(pilot: Pilot[Any], timeout: float = 30.0) -> bool:
    """Wait until app, screen and all its widgets wait for their next message; the pilot's own way sends each one more.

    Whether that came about within `timeout` seconds.
    """
    app, loop = pilot.app, asyncio.get_running_loop()
    began = loop.time()
    while (waited := loop.time() - began) < timeout:
        await asyncio.sleep(0 if waited < 0.05 else 0.01)  # what waits for a thread need not be asked again at once
        if app._exception_event.is_set() or not app._screen_stack:
            return False
        if all(map(_waits, (app, *app.screen.walk_children(with_self=True)))):
            return True
    raise TimeoutError("widgets that never come to rest")


def _waits(pump: MessagePump) -> bool:
    if pump._closing or pump._closed:
        return True
    waiters: Iterable[asyncio.Future[bool]] = pump._message_queue.ready_event._waiters
    return any(not one.done() for one in waiters) and pump._pending_message is None and pump._message_queue.empty()


def _parsed_once() -> Any:
    """`Stylesheet._parse_rules`, remembering for all apps what it remembers for one."""
    parse_rules = Stylesheet._parse_rules
    known: dict[object, list[RuleSet]] = {}

    def parsed(sheet: Stylesheet, css: str, *args: Any, **named: Any) -> list[RuleSet]:
        key = (css, args, tuple(sorted(named.items())), tuple(sorted(sheet._variables.items())))
        if key not in known:
            known[key] = parse_rules(sheet, css, *args, **named)
        return known[key]

    return parsed


def _checked_once() -> Any:
    """`singles.of_file`, once for the tables of one text: a broken pack differs from the sound one in one file."""
    check = singles.of_file
    known: dict[object, tuple[Raw, tuple[Fault, ...]]] = {}

    def checked(file: str, raw: Raw, meta: PackMeta | None, banned: BannedWords | None) -> tuple[Fault, ...]:
        key = (file, id(raw), meta, banned)
        if key not in known:
            known[key] = raw, check(file, raw, meta, banned)  # with the tables, so that no others get their id
        return known[key][1]

    return checked


def _sought_once() -> Any:
    """`BannedWords.found_in`, once for equal lists and one text."""
    seek = BannedWords.found_in
    known: dict[BannedWords, dict[str, tuple[str, ...]]] = {}

    def sought(banned: BannedWords, text: str) -> tuple[str, ...]:
        told = known.setdefault(banned, {})
        if text not in told:
            told[text] = seek(banned, text)
        return told[text]

    return sought
