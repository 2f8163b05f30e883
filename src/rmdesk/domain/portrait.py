"""What a client's figures say: his stage, his segments, what in his file wants looking at (DESK-01, DESK-02). Pure.

The rules are data (`portrait.toml`); each conclusion names the conditions that made it, so that it explains itself.
"""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from decimal import Decimal
from typing import Annotated, Literal, NamedTuple, get_args

from pydantic import BeforeValidator

from rmdesk.domain.base import Text, Value

StageKey = Literal["prospect", "new", "active", "lapsed"]
STAGES: tuple[StageKey, ...] = get_args(StageKey)
"""The four of 规范 3.4, in the order of a client's life."""
Unit = Literal["count", "days", "%", "yuan"]
FIGURES: dict[str, Unit] = {
    "held": "count",  # products held today
    "held_ever": "count",  # products that were ever held
    "days_since_first": "days",  # since the first of them was bought
    "days_since_held": "days",  # since the last of them ended; unknown while something is held
    "worth": "yuan",  # what is held today
    "worth_of_assets": "%",  # the same as a share of the assets that the file names
    "days_known": "days",  # since the file was opened
    "days_since_contact": "days",  # since the last contact that a register has; unknown where there was none
    "days_since_parted": "days",  # since he was asked why he left
    "days_since_change": "days",  # since the file was last written
    "age": "count",
    "same_phone": "count",  # other people who are reached by the same number
    "level": "count",  # the rank of the latest assessment
}
"""Every figure that a rule may ask for, and in what it is counted."""
KIND = "kind"
"""Asked like an answer of the file: which kind of client it is about."""
Number = Annotated[Decimal, BeforeValidator(lambda value: Decimal(value) if type(value) is int else value)]
Kind = Literal["stale", "contradictory", "missing"]


class Condition(Value):
    """One thing that must be so: a `figure`, or an answer of the file (`field`), lies between `least` and `most`; the
    answer is one of `any`; there is one, or none (`known`). What is not known lies between nothing."""

    figure: str = ""
    field: str = ""
    least: Number | None = None
    most: Number | None = None
    any: tuple[str, ...] = ()
    known: bool | None = None

    @property
    def bounded(self) -> bool:
        """Whether it asks how much."""
        return self.least is not None or self.most is not None


class Group(Value):
    """Where somebody belongs when all conditions of one of the sets in `when` hold; always where there is none.
    `next`: what is done about it; `within` so many days, where it is to be done by one."""

    key: str
    label: Text
    when: tuple[tuple[Condition, ...], ...] = ()
    next: tuple[Text, ...] = ()
    within: int = 0


class Check(Group):
    """Data that is stale, contradicts itself or is missing: to be mended within so many days in `field`; where none is
    named, by a contact. What was answered as right is asked again after `again` days."""

    kind: Kind
    field: str = ""
    within: int = 30
    again: int = 365


class PortraitRules(Value):
    """All of portrait.toml. Of each list the first group counts into which somebody falls."""

    version: str
    stage: tuple[Group, ...] = ()
    value: tuple[Group, ...] = ()
    risk: tuple[Group, ...] = ()
    check: tuple[Check, ...] = ()

    def checked(self, key: str) -> Check | None:
        """The check with this key."""
        return next((one for one in self.check if one.key == key), None)


class Traits(NamedTuple):
    """What is known of one client on a day: figures, those that nobody knows left out, and the answers of the file."""

    day: date
    figures: Mapping[str, Decimal]
    profile: Mapping[str, str]
    written_on: date


class Seen(NamedTuple):
    """A condition that held, and the value that it found: a number, an answer, "" for none."""

    condition: Condition
    value: str


class Found(NamedTuple):
    """The group that somebody falls into, why, and since which day it is so."""

    group: Group
    why: tuple[Seen, ...]
    since: date

    @property
    def due(self) -> date:
        """Until when something is done about it."""
        return self.since + timedelta(self.group.within)


def placed(groups: Iterable[Group], traits: Traits) -> Found | None:
    """The first of the groups that fits; None where none does."""
    return next((found for one in groups if (found := fits(one, traits)) is not None), None)


def fits(group: Group, traits: Traits) -> Found | None:
    """Why somebody falls into a group; None where he does not."""
    for conditions in group.when or ((),):
        for one in conditions:  # asked of every client of a book: no generator
            if not _holds(one, traits):
                break
        else:
            why = tuple(Seen(one, _given(one, traits)) for one in conditions)
            days = (day for one in why if (day := _since(one, traits)) is not None)
            return Found(group, why, max(days, default=traits.written_on))
    return None


def _holds(one: Condition, traits: Traits) -> bool:
    if one.figure:
        number = traits.figures.get(one.figure)
        if one.known is (number is None):
            return False
    else:
        given = traits.profile.get(one.field, "")
        if one.known is (not given) or (one.any and given not in one.any):
            return False
        number = _number(given) if one.bounded else None
    return _between(one, number)


def _given(one: Condition, traits: Traits) -> str:
    if one.field:
        return traits.profile.get(one.field, "")
    number = traits.figures.get(one.figure)
    return "" if number is None else str(number)


def _number(given: str) -> Decimal | None:
    return Decimal(given) if given.replace(".", "", 1).removeprefix("-").isdecimal() else None


def _between(one: Condition, number: Decimal | None) -> bool:
    """What nobody knows lies between nothing."""
    least, most = one.least, one.most
    if number is None:
        return least is None and most is None
    return (least is None or number >= least) and (most is None or number <= most)


def _since(seen: Seen, traits: Traits) -> date | None:
    """The day on which a condition came to hold: one about days on a day of its own, an answer when the file was last
    written; None where nobody knows."""
    one = seen.condition
    if one.field:
        return traits.written_on
    if FIGURES.get(one.figure) != "days" or not seen.value:
        return None
    return traits.day - timedelta(int(Decimal(seen.value) - (one.least or 0)))
