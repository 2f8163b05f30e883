"""Parts in bulk: one for each subject of a source, or for a sample of them that anybody can draw again."""

import secrets
from collections.abc import Callable
from typing import NamedTuple

from rmdesk.desk.desk import Desk
from rmdesk.desk.registers.around import around
from rmdesk.desk.registers.forms import prefilled
from rmdesk.desk.registers.reading_answers import Typed
from rmdesk.desk.registers.sources import SOURCES, Subject
from rmdesk.domain.base import Text
from rmdesk.domain.registers.act import Parts
from rmdesk.domain.registers.definition import Register
from rmdesk.domain.registers.entry import Entry
from rmdesk.domain.registers.facts import Drawn
from rmdesk.domain.registers.judging import Around, Attempt
from rmdesk.domain.registers.sampling import draw
from rmdesk.domain.registers.words import SOURCE_TAKES

Begin = Callable[[Desk, Register, Attempt, Typed, Around], Entry]


class Drawing(NamedTuple):
    """The subjects that parts are made for, how they were found, and who was left out and why."""

    chosen: tuple[Subject, ...]
    left_out: tuple[tuple[str, Text], ...]
    drawn: Drawn


def drawing(desk: Desk, whole: Entry, parts: Parts, seed: str = "") -> Drawing:
    """What the source gives for an entry as it stands after its act; a sample of it where the register says so. `seed`
    is used where the entry holds none; without either one is made here, and kept with the fact."""
    # What the act does not name stands in the fields of the same names.
    given = {name: whole.values.get(parts.given.get(name, name), "") for name in SOURCE_TAKES[parts.each]}
    subjects = SOURCES[parts.each](desk, whole, given)
    free = {f"{one.about.kind}:{one.about.id}": one for one in subjects if one.left_out is None}
    size = int(whole.values.get(parts.sample) or 0) if parts.sample else len(free)
    used = whole.values.get(parts.seed, "") or seed or (secrets.token_hex(8) if parts.sample else "")
    sample = draw(free, size, used)
    chosen = sample.chosen if parts.sample else tuple(free)
    drawn = Drawn(source=parts.each, seed=used, population=sample.population, digest=sample.digest)
    left = tuple((one.no, one.left_out) for one in subjects if one.left_out is not None)
    return Drawing(tuple(free[key] for key in chosen), left, drawn)


def make(desk: Desk, whole: Entry, parts: Parts, chosen: tuple[Subject, ...], begin: Begin) -> int:
    """Make the parts that are not there yet, and say how many: run again, only who is missing comes in. Inside the
    act's transaction."""
    of = desk.pack.registers[parts.of]
    made = 0
    for one in chosen:
        attempt = Attempt(
            act=parts.act,
            entry=None,
            about=one.about,
            parent_id=whole.id,
            answers=_answers(desk, of, parts.act, whole, one),
        )
        stands = around(desk, of, None, one.about, whole.id, attempt.answers)
        if not stands.taken:
            begin(desk, of, attempt, Typed(attempt.answers, {}), stands)
            made += 1
    return made


def _answers(desk: Desk, of: Register, act: str, whole: Entry, one: Subject) -> dict[str, str]:
    """What the source knows, and what a form would have been filled with."""
    asked = [ask.key for ask in of.act[act].asked]
    known = {key: value for key, value in one.values.items() if key in asked}
    left = [key for key in asked if key not in known]
    paths = around(desk, of, None, one.about, whole.id).paths if any(of.field[key].prefill for key in left) else {}
    filled = {key: prefilled(desk, of, key, paths, known) for key in left}
    return {key: value for key, value in {**known, **filled}.items() if value}
