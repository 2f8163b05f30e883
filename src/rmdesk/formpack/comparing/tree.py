"""Two versions of one file, walked side by side to the places where they differ."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from rmdesk.domain.base import Text
from rmdesk.formpack.check.walk import LANGUAGES, is_text
from rmdesk.formpack.comparing.dated import DATE, dates, paired
from rmdesk.formpack.parse import Raw, entry_name

_NAMES = ("label", "title", "name", "note", "text")
_IDLE = frozenset({"example", "examples"})  # worked examples prove a form and change nothing
_ORDERED = frozenset({"sections", "questions", "options", "items", "understanding", "steps", "fields"})


class Difference(NamedTuple):
    """A place where two files differ. `key` and `plain` as in `walk.Spot`; `was` or `now` is None where nothing is.

    `name` is what the nearest entry around it is called, `beside` the tables that hold the two values.
    """

    key: str
    plain: str
    name: Text | None
    was: Any
    now: Any
    beside: tuple[Raw, Raw] = ({}, {})

    @property
    def of_words(self) -> bool:
        """Whether it is about a text alone."""
        return all(one is None or _worded(one) for one in (self.was, self.now))


def differences(old: Raw, new: Raw) -> Iterator[Difference]:
    """Every difference of two files' tables; what is only in one of them is told once, where it hangs."""
    return _table(Difference("", "", None, old, new))


def _table(at: Difference) -> Iterator[Difference]:
    dot = "." if at.key else ""
    for name in dict.fromkeys((*at.now, *at.was)):
        if name not in _IDLE:
            was, now = at.was.get(name), at.now.get(name)
            around = called(now) or called(was) or called(at.now) or at.name
            key, plain = f"{at.key}{dot}{name}", f"{at.plain}{dot}{name}"
            yield from _place(Difference(key, plain, around, was, now, (at.was, at.now)))


def _place(at: Difference) -> Iterator[Difference]:
    if at.was == at.now:
        return
    if is_text(at.was) and is_text(at.now):
        yield from _texts(at)
    elif isinstance(at.was, dict) and isinstance(at.now, dict):
        yield from _table(at)
    elif _has_entries(at.was) and _has_entries(at.now):
        yield from _entries(at)
    else:
        yield at


def _texts(at: Difference) -> Iterator[Difference]:
    """The words, and apart from them what may stand beside a name: that an option is retired is no matter of words."""
    was, now = ({lang: one.get(lang) for lang in LANGUAGES} for one in (at.was, at.now))
    if was != now:
        yield at._replace(was=was, now=now)
    for name in sorted((at.was.keys() | at.now.keys()) - set(LANGUAGES)):
        if at.was.get(name) != at.now.get(name):
            key, plain = f"{at.key}.{name}", f"{at.plain}.{name}"
            yield Difference(key, plain, called_by(at.now), at.was.get(name), at.now.get(name))


def _entries(at: Difference) -> Iterator[Difference]:
    told = set[str]()
    for name, was, now in paired(at.was, at.now):
        around = called(now) or called(was) or at.name
        for one in _place(Difference(f"{at.key}[{name}]", f"{at.plain}[]", around, was, now)):
            told.add(name.partition(" ")[0])
            yield one
    for name, old, new in dates(at.was, at.now):
        if name not in told:  # values that change show their days themselves
            yield Difference(f"{at.key}[{name}].{DATE}", f"{at.plain}[].{DATE}", at.name, old, new)
    if at.plain.rpartition(".")[2] in _ORDERED:
        before, after = ([entry_name(one, place) for place, one in enumerate(side)] for side in (at.was, at.now))
        both = set(before) & set(after)
        order = [[name for name in side if name in both] for side in (before, after)]
        if order[0] != order[1]:
            yield at._replace(was=order[0], now=order[1])


def _has_entries(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(one, dict) and not is_text(one) for one in value)


def _worded(value: object) -> bool:
    return is_text(value) or (isinstance(value, list) and bool(value) and all(is_text(one) for one in value))


def called(table: object) -> Text | None:
    """What a table calls itself; None where it has no name in both languages."""
    if not isinstance(table, dict):
        return None
    return next((name for key in _NAMES if (name := called_by(table.get(key)))), None)


def called_by(value: object) -> Text | None:
    """A text of a file as a value; None for anything else."""
    if isinstance(value, dict) and all(isinstance(value.get(lang), str) for lang in LANGUAGES):
        return Text(zh=value["zh"], en=value["en"])
    return None
