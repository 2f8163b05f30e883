"""What would be done again for every test and shows nothing new: done once, or not at all."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from typing import Any

import pytest
from textual._compositor import Compositor
from textual.css.model import RuleSet
from textual.css.stylesheet import Stylesheet

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
        patch.setattr(Compositor, "render_update", _unseen)
        gc.set_threshold(100_000, 20, 100)
        yield


def _unseen(compositor: Compositor, full: bool = False, **_: object) -> object:
    """What a screen without a terminal would throw away; a picture that is asked for (`full`) is made."""
    if full:
        return compositor.render_full_update()
    compositor._dirty_regions.clear()
    return None


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
