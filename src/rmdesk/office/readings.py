"""Rows of several desks, counted as if they were one's; and of the whole bank, of which never more than one branch is
there at a time."""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import cached_property
from itertools import chain
from typing import TypeAlias

from rmdesk.desk.desk import Desk
from rmdesk.desk.indicators.reading import Reading, named
from rmdesk.domain.indicators.counting import SourceRow, by_field
from rmdesk.domain.indicators.definition import Counted, Indicator
from rmdesk.domain.indicators.periods import Period

_Asked: TypeAlias = tuple[object, ...]


class Noted:
    """What was asked of each branch, and what it answered: the fields that are counted by, and no more."""

    def __init__(self) -> None:
        """Nothing yet."""
        self.rows: dict[_Asked, list[SourceRow]] = {}
        self.since = date.max


class Together(Reading):
    """The rows of several desks as if they were one's; into `noted` goes what is asked of them."""

    def __init__(self, desks: Sequence[Desk], noted: Noted | None = None) -> None:
        super().__init__(desks[0], whole=True)
        self._readings = [Reading(one, whole=True) for one in desks]
        self._noted, self._asked_for = noted, set[_Asked]()
        if noted is not None:
            noted.since = min(noted.since, self.since)

    @cached_property
    def since(self) -> date:
        """The day of the first fact of any of them."""
        return min(one.since for one in self._readings)

    def rows(
        self, counted: Counted, period: Period, by: str = "", *, whole: bool = False, each: bool = False
    ) -> tuple[SourceRow, ...]:
        """Those of all desks."""
        each_one = (one.rows(counted, period, by, whole=whole, each=each) for one in self._readings)
        found = tuple(chain.from_iterable(each_one))
        asked = _asked(counted, period, by, each=each)
        if self._noted is not None and asked not in self._asked_for:
            self._asked_for.add(asked)
            fields = named(counted) | ({by} - {""})
            self._noted.rows.setdefault(asked, []).extend(_bare(row, fields) for row in found)
        return found

    def parted(
        self, one: Indicator, period: Period, by: str, *, each: bool = False
    ) -> Mapping[str, Sequence[SourceRow]]:
        """Those of all desks by what they say in the field of a split."""
        return by_field(self.rows(one, period, each=each), one.field_of(by))


class Whole(Reading):
    """What was noted of all branches, as if it were one desk's; `desk` says the day and the indicators."""

    def __init__(self, desk: Desk, noted: Noted) -> None:
        super().__init__(desk, whole=True)
        self._noted = noted

    @cached_property
    def since(self) -> date:
        """The day of the first fact of any of them."""
        return self._noted.since

    def rows(
        self, counted: Counted, period: Period, by: str = "", *, whole: bool = False, each: bool = False
    ) -> tuple[SourceRow, ...]:
        """Those of all branches."""
        assert whole or self.whole, "a bank's figures are nobody's own"
        return tuple(self._noted.rows.get(_asked(counted, period, by, each=each), ()))


def _asked(counted: Counted, period: Period, by: str, *, each: bool) -> _Asked:
    return counted.model_dump_json(), period, by, each


def _bare(row: SourceRow, fields: frozenset[str]) -> SourceRow:
    return row._replace(values={name: row.values.get(name) for name in fields})
