"""A whole register as its file declares it. What fits together is the form check's business, not these models'."""

import hashlib
import json
from functools import cached_property

from rmdesk.domain.base import Text, Value
from rmdesk.domain.registers.act import Act
from rmdesk.domain.registers.course import Due, Narrow, Recurring
from rmdesk.domain.registers.feed import FeedFrom
from rmdesk.domain.registers.field import Derived, Field, Option
from rmdesk.domain.registers.sheet import SheetForm
from rmdesk.domain.registers.shown import Example, RegisterList, RegisterPaper, RegisterText
from rmdesk.domain.registers.words import OF_CLIENT, FeedName, Named, Subject

BUILT_IN = ("no", "about", "parent", "state", "begun_on", "begun_by", "ended_on")
"""Keys that every entry has and no file declares."""


class Register(Value):
    """One register. Tables keep the order of the file: states in the order of the course, fields as they are asked.

    `lists` holds the option lists that its fields name, `sheets` their forms of questions; the file does not write
    them, the loader fills them from labels.toml and the folder `sheets`, so that a register says everything about its
    entries by itself.
    """

    id: str
    number: str = ""
    yearly: bool = False
    part_of: tuple[str, ...] = ()
    title: Text
    one: Text | None = None
    rule: str
    about: tuple[Subject, ...] = ()
    read: tuple[str, ...]
    keep_years: int
    ends: tuple[str, ...]
    amend: bool = True
    unique: tuple[tuple[str, ...], ...] = ()
    feeds: dict[FeedName, FeedFrom] = {}
    retired: bool = False
    was: str = ""
    state: dict[str, Named]
    field: dict[str, Field] = {}
    derived: dict[str, Derived] = {}
    act: dict[str, Act]
    due: dict[str, Due] = {}
    recurring: dict[str, Recurring] = {}
    narrow: tuple[Narrow, ...] = ()
    list: RegisterList
    text: dict[str, RegisterText] = {}
    paper: dict[str, RegisterPaper] = {}
    example: tuple[Example, ...] = ()
    lists: dict[str, tuple[Option, ...]] = {}
    sheets: dict[str, SheetForm] = {}

    @property
    def entry_title(self) -> Text:
        """What one entry is called; the register itself where it says no other word for it."""
        return self.title if self.one is None else self.one

    @cached_property
    def canonical(self) -> str:
        """The register in one spelling, however its file was laid out; without its examples, which change nothing."""
        tables = self.model_dump(mode="json", by_alias=True, exclude_defaults=True, exclude={"example"})
        return json.dumps(tables, ensure_ascii=False, separators=(",", ":"))

    @cached_property
    def digest(self) -> str:
        """SHA-256 of the canonical form, in hex: what a fact names as the definition it was done under."""
        return hashlib.sha256(self.canonical.encode()).hexdigest()

    @property
    def beginning(self) -> tuple[str, ...]:
        """The acts that begin an entry; exactly one that is not retired, in a register that was checked."""
        return tuple(key for key, act in self.act.items() if act.begins and not act.retired)

    @property
    def of_client(self) -> bool:
        """Whether entries may belong to a client."""
        return any(one in OF_CLIENT for one in self.about)

    @property
    def renames(self) -> dict[str, str]:
        """Older key of a field → the one under which it stands now."""
        return {one.was: key for key, one in self.field.items() if one.was and one.was not in self.field}

    def keys(self, key: str) -> tuple[str, str]:
        """A field's key and the older one under which entries may still hold it; the key twice where there is none."""
        field = self.field.get(key)
        return key, (field.was if field is not None and field.was else key)

    def acts_named(self, key: str) -> tuple[str, ...]:
        """An act's key and its older one."""
        was = self.act[key].was if key in self.act else ""
        return (key, was) if was else (key,)

    def options(self, key: str) -> tuple[Option, ...]:
        """The options of a choice field, retired ones too; none for another field."""
        field = self.field.get(key)
        return () if field is None else self.lists.get(field.options, ())

    def option(self, key: str, value: str) -> Option | None:
        """The option `value` of a choice field, by its key or its older one."""
        known = self.options(key)
        by_key = (one for one in known if one.key == value)
        return next(by_key, None) or next((one for one in known if one.was and one.was == value), None)

    def sheet(self, key: str) -> SheetForm | None:
        """The form that a field of kind "sheet" asks; None for another field."""
        field = self.field.get(key)
        return None if field is None or field.kind != "sheet" else self.sheets.get(next(iter(field.of), ""))

    @cached_property
    def asked_sheets(self) -> dict[str, SheetForm]:
        """Field of kind "sheet" → its form."""
        found = ((key, self.sheet(key)) for key in self.field)
        return {key: sheet for key, sheet in found if sheet is not None}

    def label(self, key: str) -> Text | None:
        """What a field or a derived value is called; None for a built-in key, which the program names."""
        found = self.field.get(key) or self.derived.get(key)
        return None if found is None else found.label

    def text_of(self, table: str, key: str = "") -> Text | None:
        """What a field, derived value, act, state or due is called, or the register itself ("title"); None: nothing."""
        if table == "title":
            return self.title
        if table == "state":
            return self.state.get(key)
        if table == "act":
            return None if key not in self.act else self.act[key].label
        if table == "due":
            return None if key not in self.due else self.due[key].label
        return self.label(key)

    def asking(self, key: str) -> tuple[str, ...]:
        """The acts that ask a field."""
        return tuple(name for name, act in self.act.items() if any(one.key == key for one in act.asked))
