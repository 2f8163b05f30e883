"""What is asked, what is worked out, and the one form of condition."""

from typing import Annotated

from pydantic import BeforeValidator

from rmdesk.domain.base import Text, Value
from rmdesk.domain.registers.words import FieldKind, Named, Names, Number, Tone


class Condition(Value):
    """`key` has one of `any`, is between `least` and `most`, or is `filled`; or at least so many `parts` stand.

    `key` is a field, a derived value, or a path into the client or the parent. `threshold` names the number of
    thresholds.toml that stands in the place of the one written, where the pack has it. `rule` names the refusal of a
    `needs`.
    """

    key: str = ""
    any: tuple[str, ...] = ()
    least: Number | None = None
    most: Number | None = None
    threshold: str = ""
    filled: bool | None = None
    parts: str = ""
    state: tuple[str, ...] = ()
    rule: str = ""


Conditions = Annotated[
    tuple[Condition, ...], BeforeValidator(lambda value: value if isinstance(value, tuple | list) else (value,))
]
"""One condition or a list of them; all must hold."""


class Option(Named):
    """One option of a list of labels.toml."""

    key: str


class Field(Value):
    """One thing that is asked. Section 1 of `forms/README.md` says what each key means.

    `least` and `most` bound the number, or the length of a text, or how many links of a `many` field.
    """

    kind: FieldKind
    label: Text
    help: Text | None = None
    options: str = ""
    of: Names = ()
    many: bool = False
    least: Number | None = None
    most: Number | None = None
    default: str = ""
    prefill: str = ""
    fixed: bool = False
    not_before: str = ""
    not_after: str = ""
    when: Conditions = ()
    banned: bool = False
    personal: bool = False
    log: bool = False
    retired: bool = False
    was: str = ""


class Band(Value):
    """Values up to `to` read as `text`, in the tone's colour and sign."""

    to: Number
    tone: Tone
    text: Text


class Counted(Value):
    """What is counted: parts of a register, in some of their states, or answers of a sheet."""

    parts: str = ""
    state: tuple[str, ...] = ()
    sheet: str = ""
    answer: str = ""


class Derived(Value):
    """A value that is worked out of others by exactly one of the ways below."""

    label: Text
    product: tuple[str, ...] = ()
    sum: tuple[str, ...] = ()
    mean: tuple[str, ...] = ()
    difference: tuple[str, ...] = ()
    days_since: str = ""
    score: str = ""
    count: Counted | None = None
    share: Counted | None = None
    bands: tuple[Band, ...] = ()

    @property
    def of_parts(self) -> bool:
        """Whether it counts parts, so that it follows from other entries than its own."""
        counted = self.count or self.share
        return counted is not None and bool(counted.parts)

    @property
    def ways(self) -> tuple[str, ...]:
        """The ways that were written; exactly one in a register that was checked."""
        names = ("product", "sum", "mean", "difference", "days_since", "score", "count", "share")
        return tuple(name for name in names if getattr(self, name))

    @property
    def inputs(self) -> tuple[str, ...]:
        """The fields that it is worked out of; none where parts are counted."""
        single = tuple(filter(None, (self.days_since, self.score)))
        sheets = tuple(one.sheet for one in (self.count, self.share) if one is not None and one.sheet)
        return (*self.product, *self.sum, *self.mean, *self.difference, *single, *sheets)

    def band(self, value: Number) -> Band | None:
        """The first band that reaches `value`, or None."""
        return next((one for one in self.bands if value <= one.to), None)
