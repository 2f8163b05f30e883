"""An entry as its facts tell it: folded without the pack and without the clock."""

from collections.abc import Mapping
from datetime import date, datetime

from rmdesk.domain.base import Value
from rmdesk.domain.registers.act import AMEND, VOID
from rmdesk.domain.registers.facts import About, Drawn, EntryActed, EntryBegun, EntryForgot, EntryPrivate


class LogLine(Value):
    """One answer of a field that is a log."""

    by: str
    at: datetime
    value: str


class Done(Value):
    """One act as it was done: by whom, when, with which answers, under which definition."""

    act: str
    by: str
    at: datetime
    on: date
    values: dict[str, str]
    definition: str
    second: str = ""
    reason: str = ""
    drawn: Drawn | None = None


class Entry(Value):
    """One entry. `version` counts its facts from 1. `values` holds the latest answer of each field that is no log;
    the answers of a log stand in `log`, oldest first. `ended_on`: since when it stands in an end state."""

    id: str
    register_id: str
    no: str
    about: About
    client_id: str = ""
    parent_id: str = ""
    begun_at: datetime
    begun_by: str
    begun_on: date
    state: str
    ended_on: date | None = None
    voided: bool = False
    version: int = 1
    values: dict[str, str] = {}
    log: dict[str, tuple[LogLine, ...]] = {}
    done: tuple[Done, ...]

    @property
    def ended(self) -> bool:
        """Whether it stands in an end state or was voided: nothing is due, retention runs."""
        return self.ended_on is not None

    @property
    def built_in(self) -> dict[str, str]:
        """What every entry has and no file declares, canonical, as conditions want it."""
        return {
            "no": self.no,
            "about": self.about.id,
            "parent": self.parent_id,
            "state": self.state,
            "begun_on": self.begun_on.isoformat(),
            "begun_by": self.begun_by,
            "ended_on": "" if self.ended_on is None else self.ended_on.isoformat(),
        }

    @property
    def standing(self) -> dict[str, str]:
        """What answers to an act are read beside: the values before it, and since when the entry stands."""
        return {**self.values, "begun_on": self.begun_on.isoformat()}

    def amended_away(self, *keys: str) -> frozenset[str]:
        """The answers of a field (by its key and its older ones) that an amendment put others in the place of."""
        found, standing = set[str](), ""
        for one in self.done:
            for key in keys:
                if key in one.values:
                    found |= {standing} if one.act == AMEND else set()
                    standing = one.values[key]
        return frozenset(found - {""})

    def last(self, *acts: str) -> Done | None:
        """When an act (by its key and its older ones) was last done. An amendment is an act of its own and changes no
        other's doer."""
        return next((one for one in reversed(self.done) if one.act in acts), None)


def begun(fact: EntryBegun, by: str, at: datetime) -> Entry:
    """The entry that a fact began."""
    done = Done(
        act=fact.act, by=by, at=at, on=fact.on, values=fact.values, definition=fact.definition, drawn=fact.drawn
    )
    empty = Entry(
        id=fact.entry_id,
        register_id=fact.register_id,
        no=fact.no,
        about=fact.about,
        client_id=fact.client_id,
        parent_id=fact.parent_id,
        begun_at=at,
        begun_by=by,
        begun_on=fact.on,
        state=fact.state,
        ended_on=fact.on if fact.ended else None,
        done=(done,),
    )
    return _answered(empty, done, fact.logged)


def acted(entry: Entry, fact: EntryActed, by: str, at: datetime) -> Entry:
    """The entry after an act. ValueError when the act was done on another version, or belongs to another entry: the
    journal never holds that."""
    if fact.entry_id != entry.id or fact.seen != entry.version:
        raise ValueError(f"act {fact.act} on version {fact.seen} of {fact.entry_id}, not {entry.version} of {entry.id}")
    entry = renamed(entry, fact.renamed)
    done = Done(
        act=fact.act,
        by=by,
        at=at,
        on=fact.on,
        values=fact.values,
        definition=fact.definition,
        second=fact.second,
        reason=fact.reason,
        drawn=fact.drawn,
    )
    ended_on = (entry.ended_on if fact.act == AMEND else None) or fact.on if fact.ended else None
    moved = entry.model_copy(
        update={
            "state": fact.state,
            "ended_on": ended_on,
            "voided": entry.voided or fact.act == VOID,
            "version": entry.version + 1,
            "done": (*entry.done, done),
        }
    )
    return _answered(moved, done, fact.logged)


def renamed(entry: Entry, names: Mapping[str, str]) -> Entry:
    """The entry with its answers under the keys that its fields have now; `names`: older key → key. What was done stays
    as it was done."""
    if not any(name in entry.values or name in entry.log for name in names):
        return entry
    values = {names.get(key, key): value for key, value in entry.values.items()}
    log = {names.get(key, key): lines for key, lines in entry.log.items()}
    return entry.model_copy(update={"values": values, "log": log})


def told(entry: Entry, fact: EntryPrivate) -> Entry:
    """The entry with its private answers, as long as they are kept."""
    return entry.model_copy(update={"values": {**entry.values, **fact.values}})


def forgot(entry: Entry, fact: EntryForgot) -> Entry:
    """The entry without what was forgotten."""
    kept = {key: value for key, value in entry.values.items() if key not in fact.fields}
    return entry.model_copy(update={"values": kept})


def _answered(entry: Entry, done: Done, logged: tuple[str, ...]) -> Entry:
    """The latest answer wins, except in a log; an answer taken back ("") leaves nothing that could be shown."""
    plain = {key: value for key, value in done.values.items() if key not in logged}
    values = {key: value for key, value in {**entry.values, **plain}.items() if value}
    log = dict(entry.log)
    for key in logged:
        if done.values.get(key):
            log[key] = (*log.get(key, ()), LogLine(by=done.by, at=done.at, value=done.values[key]))
    return entry.model_copy(update={"values": values, "log": log})
