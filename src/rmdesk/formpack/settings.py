"""The numbers of the pack: rows with dates, resolved for a day."""

from datetime import date
from functools import cached_property
from typing import Final

from rmdesk.domain.base import Text, Value
from rmdesk.domain.thresholds import Thresholds
from rmdesk.formpack.law import NewLaw

_MOST_DAYS: Final = 400


class ThresholdRow(Value):
    """`key` has `value` from `effective_from` on, by `rule`; `law`: a newer one than the program knows. The check holds
    the value against the key's own type."""

    key: str
    value: object
    effective_from: date
    rule: str
    note: Text
    law: NewLaw | None = None


class ThresholdRows(Value):
    """All rows of thresholds.toml."""

    version: str
    threshold: tuple[ThresholdRow, ...]

    def rows_of(self, key: str) -> tuple[ThresholdRow, ...]:
        """The rows of one key, in the file's order."""
        return tuple(row for row in self.threshold if row.key == key)

    def on(self, day: date) -> Thresholds:
        """The numbers in force on `day`; a day before a key's first row takes that first row."""
        known = self._known
        found = known.get(day)
        if found is None:
            if len(known) >= _MOST_DAYS:
                known.clear()
            found = known[day] = self._on(day)
        return found

    @cached_property
    def _known(self) -> dict[date, Thresholds]:
        return {}

    def standing_on(self, day: date) -> "ThresholdRows":
        """The rows that `on` takes for `day`, and no others: alone they hold for every day."""
        held: dict[str, ThresholdRow] = {}
        for row in sorted(self.threshold, key=lambda one: one.effective_from):
            if row.effective_from <= day or row.key not in held:
                held[row.key] = row
        return ThresholdRows(version=self.version, threshold=tuple(held.values()))

    def _on(self, day: date) -> Thresholds:
        return Thresholds.model_validate({row.key: row.value for row in self.standing_on(day).threshold})
