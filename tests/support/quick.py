"""What would be done again for every test and shows nothing new: done once, or not at all."""

import asyncio
import inspect
import math
import os
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from functools import cache, lru_cache
from typing import Any
from weakref import WeakSet

import pytest
from textual import _callback
from textual._compositor import Compositor
from textual._context import active_app
from textual.app import App
from textual.css.model import RuleSet
from textual.css.stylesheet import Stylesheet
from textual.design import ColorSystem
from textual.geometry import Size
from textual.message import Message
from textual.message_pump import MessagePump
from textual.pilot import Pilot
from textual.reactive import Reactive
from textual.screen import Screen

from rmdesk.store import slots, vault
from rmdesk.store.vault import Vault
from rmdesk.tui.kit import styling
from rmdesk.tui.type_ahead import TypeAhead
from support import quick_packs, twins

GLANCE = 0.06
"""Timers that ring so soon, in seconds, belong to the key that was pressed."""
PATIENCE = 0.5
"""So long, in seconds, a key waits for threads: one that goes on may be what a test looks at."""

SELDOM = 0.5
"""So often, in seconds, a screen is laid out while something goes on: tests look when all is at rest."""

_PROMISED, _SYNC = vault._PRAGMAS, os.fsync


@contextmanager
def lasting() -> Iterator[None]:
    """Files and desks wait for the disk as they do every day: for tests that cut the power, or ask what then lasts."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(vault, "_PRAGMAS", _PROMISED)
        patch.setattr(os, "fsync", _SYNC)
        yield


@contextmanager
def quick() -> Iterator[None]:
    """Passwords cost next to nothing, the same forms and CSS are read and checked once, the same bytes of a desk are
    proved once, no picture is painted unseen, and no disk is waited for.

    A screen without a terminal is painted when a test looks at it, and once more at the end of each drive.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(slots, "measure_cost", slots.Cost.quick)
        patch.setattr(vault, "_PRAGMAS", (*_PROMISED, "synchronous = OFF"))
        patch.setattr(os, "fsync", lambda _: None)
        patch.setattr(Vault, "_broken_in_file", _proved_once())
        quick_packs.remember(patch)
        twins.remember(patch)
        patch.setattr(Stylesheet, "_parse_rules", _parsed_once())
        patch.setattr(styling, "Candidates", lru_cache(None)(styling.Candidates))
        patch.setattr(RuleSet, "__hash__", object.__hash__)  # what it says itself, without a call of Python's
        patch.setattr(_callback, "_count_parameters", _counted)
        patch.setattr(MessagePump, "_get_dispatch_methods", _handlers())
        patch.setattr("textual.message_pump.log", _Silent())
        patch.setattr(ColorSystem, "generate", _mixed_once())
        patch.setattr(Reactive, "__get__", _held())
        patch.setattr(Pilot, "_wait_for_screen", _screen_at_rest)
        patch.setattr("textual.app.wait_for_idle", _idle)
        patch.setattr("textual.pilot.wait_for_idle", _idle)
        patch.setattr(TypeAhead, "_settle", _settled())
        patch.setattr(Screen, "_screen_resized", _laid_out_once())
        patch.setattr("textual.screen.UPDATE_PERIOD", SELDOM)
        patch.setattr(Compositor, "render_update", _unseen)
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


class _Silent:
    """Says nothing of any message: Textual makes four loggers for each, of which none has a console to write to."""

    @property
    def event(self) -> "_Silent":
        return self

    def verbosity(self, _: bool) -> Callable[..., None]:
        return self.say

    def say(self, *_: object) -> None:
        """Nothing."""


Handler = tuple[type, Any]


def _handlers() -> Any:
    """`MessagePump._get_dispatch_methods`, seeking a class's handlers for a kind of message once. Where `@on` says
    which messages a handler wants, each is asked."""
    seek = MessagePump._get_dispatch_methods

    @cache
    def of(pump: type, name: str, kind: type) -> tuple[Handler, ...] | None:
        found = []
        for cls in pump.__mro__:
            if not set(kind.__mro__).isdisjoint(cls.__dict__.get("_decorated_handlers") or ()):
                return None
            method = cls.__dict__.get(f"_{name}") or cls.__dict__.get(name)
            if method is not None and not getattr(method, "_textual_on", None):
                found.append((cls, method))
        return tuple(found)

    def bound(pump: MessagePump, message: Message, found: tuple[Handler, ...]) -> Iterator[Handler]:
        for cls, method in found:
            if message._no_default_action:
                return
            yield cls, method.__get__(pump, cls)

    def sought(pump: MessagePump, name: str, message: Message) -> Any:
        kind: Any = type(message)
        found = of(type(pump), name, kind)
        if found is None:
            return seek(pump, name, message)
        return bound(pump, message, found) if found else ()

    return sought


def _laid_out_once() -> Callable[[Screen[Any], Size], None]:
    """`Screen._screen_resized`, which lays a screen out that hears of its size: not where it has that size already."""
    lay_out = Screen._screen_resized

    def resized(screen: Screen[Any], size: Size) -> None:
        compositor = screen._compositor
        if compositor.root is not screen or compositor.size != size:
            lay_out(screen, size)

    return resized


def _mixed_once() -> Callable[[ColorSystem], dict[str, str]]:
    """`ColorSystem.generate`, remembering what colours a theme comes to."""
    generate = ColorSystem.generate
    known: dict[str, dict[str, str]] = {}

    def mixed(system: ColorSystem) -> dict[str, str]:
        key = repr(vars(system))
        if key not in known:
            known[key] = generate(system)
        return dict(known[key])

    return mixed


def _held() -> Any:
    """`Reactive.__get__`, asking only once for a class whether the value is computed."""
    get = Reactive.__get__

    @cache
    def computed(owner: type, name: str) -> bool:
        return hasattr(owner, name)

    def held(reactive: Any, node: Any, owner: type) -> object:
        kept = None if node is None else node.__dict__
        if kept is None or reactive.internal_name not in kept or computed(owner, reactive.compute_name):
            return get(reactive, node, owner)
        return kept[reactive.internal_name]

    return held


async def _screen_at_rest(pilot: Pilot[Any], timeout: float = 30.0) -> bool:
    await _at_rest(pilot.app, timeout)
    return not pilot.app._exception_event.is_set()


async def _idle(_least: float = 0, _most: float = 1) -> None:
    await _at_rest(active_app.get())


_rested: "WeakSet[App[Any]]" = WeakSet()
"""Where nothing was under way when somebody looked, and no key came since."""


def _settled() -> Callable[[TypeAhead], Awaitable[None]]:
    """`TypeAhead._settle`, which waits for what the last key set off: not where all of it is known to be over."""
    settle = TypeAhead._settle

    async def settled(typed: TypeAhead) -> None:
        if typed._app in _rested:
            _rested.discard(typed._app)
        else:
            await settle(typed)

    return settled


async def _at_rest(app: App[Any], timeout: float = 30.0) -> None:
    """Go on as soon as all that was begun is done; the pilot's own way sleeps 20 ms three times a key.

    Nothing is ready in the loop, no thread works, no timer rings within `GLANCE` seconds, and the screen is drawn.
    """
    loop: Any = asyncio.get_running_loop()
    began = loop.time()
    while loop.time() - began < timeout:
        await asyncio.sleep(0)
        if app._exception_event.is_set() or not app._screen_stack:
            return
        if loop._ready or _drawn(app.screen):
            continue
        if _threads_work(loop) and loop.time() - began < PATIENCE:
            await asyncio.sleep(0.005)
        elif (ring := _next_ring(loop)) <= began + GLANCE:
            await asyncio.sleep(max(0.0, ring - loop.time()))
        else:
            _rested.add(app)
            return
    raise TimeoutError("a screen that never comes to rest")


def _drawn(screen: Screen[Any]) -> bool:
    """Whether something waited for the screen's next picture: it is there now."""
    waited = screen._layout_required or screen._scroll_required or screen._repaint_required or screen._dirty_widgets
    if not (waited or screen._callbacks) or not screen.is_current or screen.app._batch_count:
        return False
    screen._on_timer_update()
    return True


def _threads_work(loop: Any) -> bool:
    pool = loop._default_executor
    return pool is not None and len(pool._threads) > pool._idle_semaphore._value


def _next_ring(loop: Any) -> float:
    """When the loop's next timer rings, on the loop's clock; never: infinity."""
    return min((timer.when() for timer in loop._scheduled if not timer.cancelled()), default=math.inf)


def _proved_once() -> Callable[[Vault], tuple[str, ...]]:
    """`Vault._broken_in_file`, remembering which bytes were whole: most desks of tests are copies of one, with the
    instant of its last change."""
    broken_in_file = Vault._broken_in_file
    whole: set[tuple[int, int, bytes]] = set()

    def broken(vault: Vault) -> tuple[str, ...]:
        file = vault.path.stat()
        with vault.path.open("rb") as opened:
            state = (file.st_size, file.st_mtime_ns, opened.read(16))
        bad = () if state in whole else broken_in_file(vault)
        if not bad:
            whole.add(state)
        return bad

    return broken


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
