"""One register as the checks look at it: among the others, with the words that may stand in it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from rmdesk.domain.people import DESK_ROLES
from rmdesk.domain.registers.definition import BUILT_IN, Register
from rmdesk.domain.registers.field import Field
from rmdesk.domain.registers.words import CHOICES, DATES, NUMBERS
from rmdesk.formpack.fault import Fault, fault

OF_CLIENT = ("no", "name", "kind", "manager", "level")
"""What of a client may be read by a register: never a number of a document or a telephone."""


@dataclass(frozen=True)
class Look:
    """A register, its file, all registers of the pack, the rules and thresholds that the pack knows."""

    file: str
    register: Register
    registers: Mapping[str, Register]
    rules: frozenset[str]

    def say(self, key: str, reason: str, **saw: object) -> Fault:
        """A fault at a key of this file."""
        return fault(self.file, key, reason, **saw)

    @property
    def known(self) -> tuple[str, ...]:
        """Every key that a column, a condition or a paper may name, without paths."""
        return (*BUILT_IN, *self.register.field, *self.register.derived)

    @property
    def parts(self) -> dict[str, Register]:
        """The registers whose entries are parts of this one's."""
        return {key: one for key, one in self.registers.items() if self.register.id in one.part_of}

    @property
    def wholes(self) -> tuple[Register, ...]:
        """The registers whose parts this one's entries are, as far as they are there."""
        return tuple(self.registers[one] for one in self.register.part_of if one in self.registers)

    def path(self, name: str) -> bool:
        """Whether a name is a path that can be followed: into the client or into every whole."""
        head, _, key = name.partition(".")
        if head == "client":
            return key in OF_CLIENT and (self.register.of_client or any(one.of_client for one in self.wholes))
        return head == "parent" and bool(self.wholes) and all(_has(one, key) for one in self.wholes)

    def followed(self, name: str) -> Field | None:
        """The field that a key or a path into the whole names."""
        if name.startswith("parent."):
            key = name.removeprefix("parent.")
            return next((one.field[key] for one in self.wholes if key in one.field), None)
        return self.register.field.get(name)

    def kind(self, name: str) -> str:
        """The kind of the field that a key or a path names; "" when there is none."""
        found = self.followed(name)
        return "" if found is None else found.kind

    def dated(self, name: str) -> bool:
        """Whether a key or a path names a date."""
        return self.kind(name) in DATES

    def numeric(self, name: str) -> bool:
        """Whether a field is a number: of such a kind, or a choice whose options are all numbers."""
        if self.kind(name) in NUMBERS:
            return True
        options = self.register.options(name)
        return self.kind(name) in CHOICES[:1] and bool(options) and all(one.key.isdigit() for one in options)

    def largest(self, name: str) -> Decimal | None:
        """The largest value that a number can have; None where nothing bounds it."""
        field = self.register.field[name]
        if field.most is not None:
            return Decimal(field.most)
        options = self.register.options(name)
        if options:
            return max(Decimal(one.key) for one in options)
        return Decimal(100) if field.kind == "percent" else None

    def person(self, name: str) -> bool:
        """Whether a name means people: a person field, the author, a subject that is a person, who did an act."""
        if name == "about":
            return "person" in self.register.about
        if name.startswith("act."):
            return name.removeprefix("act.") in self.register.act
        return name == "author" or self.kind(name) == "person"

    def people(self, key: str, names: tuple[str, ...], *, roles: bool = True) -> Iterator[Fault]:
        """A fault for each name that means nobody."""
        for name in names:
            if not (self.person(name) or (roles and name in DESK_ROLES)):
                yield self.say(key, "r_unknown_person", name=name)

    def states(self, key: str, names: tuple[str, ...]) -> Iterator[Fault]:
        """A fault for each name that is no state."""
        for name in names:
            if name not in self.register.state:
                yield self.say(key, "r_unknown_state", name=name)

    def keys(self, key: str, names: tuple[str, ...]) -> Iterator[Fault]:
        """A fault for each name that is no key of the register and no path."""
        for name in names:
            if name not in self.known and not self.path(name):
                yield self.say(key, "r_unknown_key", name=name)


def _has(register: Register, key: str) -> bool:
    return key in BUILT_IN or key in register.field or key in register.derived
