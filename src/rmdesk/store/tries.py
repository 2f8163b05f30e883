"""Wrong passwords are counted beside the slots, and each wait is longer than the last (DATA-08).

    tries.json    {"format": 1, "count": {"王敏": [wrong tries in a row, instant of the last]}, "base": tries that a
                  person without an entry is held to have made, "told": failures that the journal has not heard of,
                  "dropped": how many more there were}

A try is counted before the password is looked at and taken back when it was right, so ending the program at the right
moment gains nothing. The wait survives a restart, because it stands in the file.

What this is worth: it stops somebody who guesses at the keyboard. Nothing in this file can be authenticated, for
whoever guesses holds no key, so it does not stop somebody who may edit files; such a person would rather copy the
folder and guess elsewhere, and then only the work factor of the slots counts. Still the file is not simply deleted: a
missing or damaged one is held for FREE_TRIES wrong tries by everybody, a moment ago, and the journal hears of it. An
older copy put back cannot be told from the file itself. On a full disk the file is written over where it stands, so
that a desk can be read there; torn by a crash, it is a damaged one.
"""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Final

from rmdesk.domain.json_document import read_document
from rmdesk.store import slots
from rmdesk.store.errors import NoSuchPerson, TooManyTries
from rmdesk.store.files import is_full, os_errors, sweep_parts, write_over, write_whole
from rmdesk.store.locking import keys_lock
from rmdesk.store.plain import instant, instant_text

FILE: Final = "tries.json"
FREE_TRIES: Final = 5
FIRST_WAIT: Final = timedelta(seconds=30)
LONGEST_WAIT: Final = timedelta(hours=1)
# The form pack lies inside the vault, so these numbers cannot come from it: nobody has unlocked it yet.

STRANGER: Final = "?"
"""Under this name the tries of all names without a slot are counted: what was typed may have been a password."""
LOST: Final = "lost"
"""The `place` of a failure which says that the count was missing or damaged."""
MOST_TOLD: Final = 200


@dataclass(frozen=True)
class Failure:
    """One wrong try: whose password, when, and where it was asked for ("unlock", "screen", "proof", LOST …)."""

    person: str
    at: datetime
    place: str


@dataclass
class _State:
    count: dict[str, tuple[int, datetime]] = field(default_factory=dict)
    base: int = 0
    told: list[Failure] = field(default_factory=list)
    dropped: int = 0

    def wrong(self, person: str, at: datetime) -> tuple[int, datetime]:
        """Wrong tries in a row, and when the last was."""
        return self.count.get(person, (self.base, at))

    def note(self, failure: Failure) -> None:
        self.told.append(failure)
        self.dropped += max(0, len(self.told) - MOST_TOLD)
        del self.told[:-MOST_TOLD]


def opened(folder: Path, person: str, password: str, at: datetime, place: str) -> bytes:
    """The desk's key, by a counted try at `at`. TooManyTries, and what `slots.open` raises."""
    name = person if slots.has(folder, person) else STRANGER
    _count(folder, name, at, place)
    if name == STRANGER:
        raise NoSuchPerson(person)
    key = slots.open(folder, person, password)
    _forgive(folder, name, at)
    return key


def until(folder: Path, person: str, at: datetime) -> datetime | None:
    """Until when `person` has to wait, as seen at `at`; None when a try is free."""
    name = person if slots.has(folder, person) else STRANGER
    with _changing(folder, at) as state:  # written too: the wait for a lost count begins once
        return _blocked(state, name, at)


def create(folder: Path) -> None:
    """Start counting at a new desk. DeskReadOnly, DiskFull."""
    with keys_lock(folder):
        _write(folder, _State())


def failures(folder: Path, at: datetime) -> tuple[tuple[Failure, ...], int]:
    """The wrong tries that the journal has not heard of, and how many older ones were dropped from the list."""
    state = _read(folder, at)
    return tuple(state.told), state.dropped


def forget(folder: Path, heard: int, at: datetime) -> None:
    """The journal has heard of the first `heard` failures."""
    with _changing(folder, at) as state:
        del state.told[:heard]
        state.dropped = 0


def clear(folder: Path, person: str, at: datetime) -> None:
    """Somebody with the right to do so gave `person` a new password: tries are free again."""
    with _changing(folder, at) as state:
        state.count[person] = (0, at)


def wait_after(wrong: int) -> timedelta:
    """How long to wait after so many wrong tries in a row: 30 s after the fifth, then twice as long each time."""
    if wrong < FREE_TRIES:
        return timedelta(0)
    return min(FIRST_WAIT * (1 << min(wrong - FREE_TRIES, 20)), LONGEST_WAIT)


def _count(folder: Path, name: str, at: datetime, place: str) -> None:
    blocked: datetime | None = None
    with _changing(folder, at) as state:
        blocked = _blocked(state, name, at)
        wrong, last = state.wrong(name, at)
        if blocked is None:
            state.count[name] = (wrong + 1, at)
            state.note(Failure(name, at, place))
        elif at < last:  # the clock was set back: the wait begins anew, and does not last until the old date
            state.count[name] = (wrong, at)
    if blocked is not None:
        raise TooManyTries(name, blocked)


def _forgive(folder: Path, name: str, at: datetime) -> None:
    with _changing(folder, at) as state:
        state.count[name] = (0, at)
        mine = [number for number, one in enumerate(state.told) if (one.person, one.at) == (name, at)]
        if mine:
            del state.told[mine[-1]]


def _blocked(state: _State, name: str, at: datetime) -> datetime | None:
    wrong, last = state.wrong(name, at)
    free_from = min(last, at) + wait_after(wrong)
    return free_from if at < free_from else None


@contextmanager
def _changing(folder: Path, at: datetime) -> Iterator[_State]:
    with keys_lock(folder):
        state = _read(folder, at)
        yield state
        _write(folder, state)


def _read(folder: Path, at: datetime) -> _State:
    try:
        document = read_document((folder / FILE).read_bytes())
        return _from_json(document)
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        names = (*slots.people(folder), slots.RECOVERY, STRANGER)
        return _State(dict.fromkeys(names, (FREE_TRIES, at)), FREE_TRIES, [Failure(STRANGER, at, LOST)])


def _from_json(document: Any) -> _State:
    if document["format"] != 1:
        raise ValueError("format")
    count = {str(name): (int(wrong), instant(last)) for name, (wrong, last) in document["count"].items()}
    told = [Failure(str(person), instant(at), str(place)) for person, at, place in document["told"]]
    return _State(count, int(document["base"]), told, int(document["dropped"]))


def _write(folder: Path, state: _State) -> None:
    document = {
        "format": 1,
        "count": {name: [wrong, instant_text(last)] for name, (wrong, last) in state.count.items()},
        "base": state.base,
        "told": [[one.person, instant_text(one.at), one.place] for one in state.told],
        "dropped": state.dropped,
    }
    text = json.dumps(document, ensure_ascii=False).encode()
    with os_errors(folder):
        sweep_parts(folder / FILE)
        try:
            write_whole(folder / FILE, text)
        except OSError as error:
            if not is_full(error):
                raise
            write_over(folder / FILE, text)
