"""Intake: what is asked of a person or an organisation, in steps that fit one screen (KYC-01..07, SUIT-16)."""

from collections.abc import Mapping, Set
from datetime import date
from typing import Literal

from rmdesk.domain.base import Lang, Text, Value
from rmdesk.domain.calendar import age_on
from rmdesk.domain.client import ClientKind
from rmdesk.domain.fields import FieldKind, read_date
from rmdesk.domain.thresholds import Thresholds

Role = Literal["", "guardian", "agent", "owner", "representative"]
Derived = Literal["", "minor", "child", "guarded", "young_earner", "organisation"]
# minor: under full age · child: of the age at which the guardian consents to the use of data (DATA-13)
# guarded: needs a guardian (minor without own earnings, or declared limited or none)
# young_earner: of the age at which living on own earnings gives full capacity (SUIT-11)


NOT_ON_PAPER = frozenset({"aml_grade", "aml_reason", "pep_approved_by", "pep_approved_on", "remarks"})
"""What the bank notes for itself: the AML grade and its reason (KYC-05), who approved of a politically exposed client
(KYC-12), and free remarks."""


class Condition(Value):
    """When a step or a field is asked: the value of `key` is one of `any`, or the `derived` fact holds."""

    key: str = ""
    any: tuple[str, ...] = ()
    derived: Derived = ""

    def holds(self, values: Mapping[str, str], derived: Set[str]) -> bool:
        """Whether it holds for canonical `values` and the names of derived facts that are true."""
        return self.derived in derived if self.derived else values.get(self.key, "") in self.any


class FieldOption(Value):
    """One choice of a field."""

    key: str
    text: Text


class Field(Value):
    """One field. `vocabulary` names the table of labels.toml that `options` were taken from.

    Such a field of kind "text" has more options than can be chosen from: one of them is typed, by key or by name.
    `unit` is what an integer counts.
    """

    key: str
    kind: FieldKind
    label: Text
    help: Text | None = None
    required: bool = False
    vocabulary: str = ""
    options: tuple[FieldOption, ...] = ()
    default: str = ""
    max_length: int = 60
    unit: Text | None = None
    when: Condition | None = None

    def counted(self, value: str, lang: Lang) -> str:
        """The number with what it counts: "5 年"."""
        return value if self.unit is None else f"{value} {self.unit.of(lang)}"

    @property
    def choices(self) -> tuple[FieldOption, ...]:
        """The options that are shown to choose from; none where one of them is typed."""
        return self.options if self.kind in {"choice", "choices"} else ()

    def meant(self, typed: str) -> FieldOption | None:
        """The option that was typed, by key or by its name in either language."""
        wanted = typed.casefold()
        names = ((one, (one.key, one.text.zh, one.text.en)) for one in self.options)
        return next((one for one, known in names if wanted in {name.casefold() for name in known}), None)

    def option(self, key: str) -> FieldOption | None:
        """The option `key`, or None."""
        return next((option for option in self.options if option.key == key), None)


class Step(Value):
    """One screen of fields. A step with a role is about another person; `most` > 1 lets it be filled again."""

    id: str
    title: Text
    role: Role = ""
    most: int = 1
    when: Condition | None = None
    fields: tuple[Field, ...]

    def applies(self, values: Mapping[str, str], derived: Set[str]) -> bool:
        """Whether the step is asked."""
        return self.when is None or self.when.holds(values, derived)

    def asked(self, values: Mapping[str, str], derived: Set[str]) -> tuple[Field, ...]:
        """The fields of the step that are asked."""
        return tuple(one for one in self.fields if one.when is None or one.when.holds(values, derived))


class Intake(Value):
    """The steps for one kind of client."""

    id: str
    version: str
    title: Text
    steps: tuple[Step, ...]

    def field(self, key: str) -> Field | None:
        """The field called `key` ("owner.1.name" is found as "owner.name"), or None."""
        plain = ".".join(part for part in key.split(".") if not part.isdigit())
        return next((one for step in self.steps for one in step.fields if one.key == plain), None)


def derived(kind: ClientKind, values: Mapping[str, str], limits: Thresholds, day: date) -> set[str]:
    """The facts that a form's conditions may ask for (`Derived`), of a client with these answers on `day`."""
    if kind == "organisation":
        return {"organisation"}
    born = read_date(values.get("born", ""))
    age = None if born is None else age_on(born, day)
    minor = age is not None and age < limits.full_capacity_age
    child = age is not None and age < limits.child_below
    young = age is not None and limits.own_earnings_age <= age < limits.full_capacity_age
    earning = young and values.get("own_earnings") == "yes"
    guarded = (minor and not earning) or values.get("capacity") in {"limited", "none"}
    found = {"minor": minor, "child": child, "young_earner": young, "guarded": guarded}
    return {name for name, holds in found.items() if holds}


def numbered(key: str, at: int) -> str:
    """The key under which the `at`-th (from 1) filling of a repeatable step keeps `key`: "owner.1.name"."""
    role, _, rest = key.partition(".")
    return f"{role}.{at}.{rest}"
