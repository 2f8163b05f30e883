"""How a file's headings were mapped and its words answered, kept for the next file of the same shape."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from itertools import chain, count
from typing import NamedTuple

from rmdesk.desk.access import use_case
from rmdesk.desk.desk import Desk
from rmdesk.domain.imports.cells import plain
from rmdesk.domain.imports.facts import ProfileKept
from rmdesk.domain.imports.grid import Column, nameless

_MOST_NAME = 36


class Profile(NamedTuple):
    """`mapping`: heading → target; `answers`: (target, word) → value. `name` "" for one that is not kept."""

    name: str = ""
    mapping: Mapping[str, str] = {}
    answers: Mapping[tuple[str, str], str] = {}


def shape_of(columns: Iterable[Column]) -> str:
    """What is the same for two files with the same headings, in whatever order."""
    names = sorted(plain(one.heading) for at, one in enumerate(columns) if one.heading not in ("", nameless(at)))
    return hashlib.sha256("\n".join(names).encode()).hexdigest()[:16]


@use_case("imports.work")
def kept(desk: Desk, what: str) -> tuple[str, ...]:
    """The names under which ways of reading a kind are kept."""
    rows = desk.store.query("SELECT name FROM import_profile WHERE what = ? ORDER BY name", (what,))
    return tuple(row["name"] for row in rows)


def named(desk: Desk, what: str, name: str) -> Profile:
    """The profile of a kind that is called so; an empty one of that name where there is none yet."""
    rows = desk.store.query("SELECT name, doc FROM import_profile WHERE what = ? AND name = ?", (what, name))
    return _profile(rows[0]["name"], rows[0]["doc"]) if rows else Profile(name)


def shaped(desk: Desk, what: str, shape: str, file: str) -> Profile:
    """The profile that was kept for headings of this shape; where there is none an empty one, called as the file is."""
    sql = "SELECT name, doc FROM import_profile WHERE what = ? AND shape = ? ORDER BY name LIMIT 1"
    rows = desk.store.query(sql, (what, shape))
    return _profile(rows[0]["name"], rows[0]["doc"]) if rows else Profile(_free(desk, what, file))


def _free(desk: Desk, what: str, file: str) -> str:
    """A name that no profile of this kind has yet: another list may bear the same file's name."""
    rows = desk.store.query("SELECT name FROM import_profile WHERE what = ?", (what,))
    taken, name = {row["name"] for row in rows}, file[:_MOST_NAME].strip()
    return next(one for one in chain((name,), (f"{name} {no}" for no in count(2))) if one not in taken)


def keep(desk: Desk, what: str, shape: str, profile: Profile) -> None:
    """Keep it, unless it is kept like that already or says nothing. Inside the transaction of the import."""
    answers = {f"{target}:{word}": value for (target, word), value in profile.answers.items()}
    before = named(desk, what, profile.name)
    same = (before.mapping, before.answers) == (profile.mapping, profile.answers)
    if same or not (profile.mapping or answers):
        return
    fact = ProfileKept(what=what, name=profile.name, shape=shape, mapping=dict(profile.mapping), answers=answers)
    desk.record(fact, f"{what}:{profile.name}")


def _profile(name: str, doc: str) -> Profile:
    said = json.loads(doc)
    parted = {key.partition(":")[::2]: value for key, value in said["answers"].items()}
    return Profile(name, said["mapping"], {(target, word): value for (target, word), value in parted.items()})
