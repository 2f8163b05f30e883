"""What falls due, what recurs, and who must not see an entry."""

from pydantic import ConfigDict
from pydantic import Field as Key

from rmdesk.domain.base import Text, Value
from rmdesk.domain.registers.field import Conditions
from rmdesk.domain.registers.words import Names, Period


class After(Value):
    """So long `after` an act (`act.report`) or a date field; exactly one of the counts is written."""

    after: str
    days: int | None = None
    working_days: int | None = None
    months: int | None = None
    hours: int | None = None
    threshold: str = ""

    @property
    def units(self) -> tuple[str, ...]:
        """The counts that were written."""
        return tuple(one for one in ("days", "working_days", "months", "hours") if getattr(self, one) is not None)


class Due(Value):
    """What is due `while` an entry stands in some states: `on` a date path or after something, `for` somebody.

    `act` ends it, by leaving those states or by answering the date anew; `moved_by` are acts that may put it off.
    """

    model_config = ConfigDict(populate_by_name=True)

    label: Text
    while_: tuple[str, ...] = Key(alias="while")
    on: str | After
    for_: str = Key(alias="for")
    act: Names
    moved_by: tuple[str, ...] = ()
    warn: tuple[int, ...] = ()


class Recurring(Value):
    """A due of the register itself: in each period `act` is done once; `begins` is offered where nobody began it."""

    model_config = ConfigDict(populate_by_name=True)

    label: Text
    every: Period
    act: str
    begins: str
    for_: str = Key(alias="for")
    warn: tuple[int, ...] = ()


class Narrow(Value):
    """Who alone may see (`only`) or must not see (`except`) the entry, or its fields `hide`. It beats every `read`."""

    model_config = ConfigDict(populate_by_name=True)

    when: Conditions = ()
    only: tuple[str, ...] = ()
    except_: tuple[str, ...] = Key(default=(), alias="except")
    hide: tuple[str, ...] = ()
