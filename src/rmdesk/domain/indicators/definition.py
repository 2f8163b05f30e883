"""An indicator as its file declares it. What fits together is the form check's business, not these models'."""

from decimal import Decimal
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from rmdesk.domain.base import Text, Value

Measure = Literal["count", "share", "sum", "mean", "median", "percentile", "change"]
Group = Literal["service", "process", "compliance", "complaints", "sales"]
Unit = Literal["%", "days", "hours", "yuan", "count", "points", "per_thousand"]
OF_ROWS: tuple[Measure, ...] = ("sum", "mean", "median", "percentile")
"""Measures of a number that each row gives."""
MANAGER = "manager"
"""By this a figure is split into whose work it was."""
Number = Annotated[Decimal, BeforeValidator(lambda value: Decimal(value) if type(value) is int else value)]


class Condition(Value):
    """What a row must say: `field` is one of `is` (or of `was`, what such options were called before), is none of
    `not`, lies between `least` and `most`, is `filled`; or is a day no later than that of the field `by`, and `days`
    more. A row that says nothing there does not fulfil it."""

    field: str
    is_: tuple[str, ...] = Field(default=(), alias="is")
    was: tuple[str, ...] = ()
    not_: tuple[str, ...] = Field(default=(), alias="not")
    least: Number | None = None
    most: Number | None = None
    filled: bool | None = None
    by: str = ""
    days: int = 0


class Counted(Value):
    """Which rows count in a period: those of `source` whose `day` falls into it ("in"); or what stands at its end or
    just before its start: begun by then, and `until` empty or later. `where`: what they must say besides."""

    source: str
    day: str
    rows: Literal["in", "start", "end"] = "in"
    until: str = ""
    where: tuple[Condition, ...] = ()


class Per(Counted):
    """So many rows of something else, by which the count is divided: complaints for every `times` sales."""

    times: int = 1


class Indicator(Counted):
    """One figure of a period.

    `share`: how many of the rows fulfil `part`, in percent (of those at the start of the period: and
    still stand at its end); rows that say nothing in the field `known` are left out.
    `of` names the number that is summed or averaged, `span` the two days it lies between, counted in `unit`; `change`:
    by how many percent the count (the sum of `of`) is above that of the period before. `plan` is what a month is to
    bring: the figure is the share of it that was reached. `better` says which side is good; beyond `warning` the line
    is crossed. `beside`: what must be shown with it. `split` names fields; "manager" among them is whose work it was,
    and `manager` the field that says so where it has another name.
    """

    key: str
    title: Text
    group: Group
    formula: Text
    rule: str = "DESK-11"
    measure: Measure
    part: tuple[Condition, ...] = ()
    known: str = ""
    of: str = ""
    span: tuple[str, ...] = ()
    percentile: int = 0
    per: Per | None = None
    plan: Number | None = None
    unit: Unit
    places: int = 1
    better: Literal["more", "less"] = "more"
    target: Number | None = None
    warning: Number | None = None
    split: tuple[str, ...] = ()
    manager: str = ""
    beside: tuple[str, ...] = ()

    def field_of(self, by: str) -> str:
        """The field of its rows that a split goes by; "" where it cannot be split so."""
        if by not in self.split:
            return ""
        return self.manager if by == MANAGER and self.manager else by

    def crossed(self, value: Decimal | None) -> bool:
        """Whether a figure lies beyond the warning line; on it, it does not."""
        if value is None or self.warning is None:
            return False
        return value < self.warning if self.better == "more" else value > self.warning

    def reached(self, value: Decimal | None) -> bool | None:
        """Whether the target is reached; None where there is none, or no figure."""
        if value is None or self.target is None:
            return None
        return value >= self.target if self.better == "more" else value <= self.target


class Indicators(Value):
    """All of a pack, in the order in which they are shown. `opens`: the register in which a crossed line is followed
    up, "" where the bank has none for it; `outcome`: the indicator that those of service and process are held against;
    `yearly`: registers that a year's report goes through."""

    version: str
    opens: str = ""
    outcome: str = ""
    yearly: tuple[str, ...] = ()
    indicator: tuple[Indicator, ...] = ()

    def named(self, key: str) -> Indicator | None:
        """The one with this key."""
        return next((one for one in self.indicator if one.key == key), None)
