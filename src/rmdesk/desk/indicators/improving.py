"""What is done about a figure: entries that took it when they began, and again when their effect was seen (DESK-12)."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from rmdesk.desk.desk import Desk
from rmdesk.desk.registers.seeing import Found, seen
from rmdesk.domain.base import Text
from rmdesk.domain.refusal import Refusal
from rmdesk.domain.registers.act import AMEND


class Improved(NamedTuple):
    """An entry that is measured by an indicator, and the title of its register. `taken`: the figure each time that an
    act took it, the first when it began; none where its register takes none."""

    register: Text
    no: str
    begun_on: date
    ended_on: date | None
    taken: tuple[Decimal, ...]


def improved(desk: Desk, key: str, since: date) -> tuple[Improved, ...]:
    """Those measured by the indicator `key` that had not ended before `since`, of those that the person at the desk
    sees, the newest first. For use cases."""
    return tuple(one for one in _found(desk, key) if one.ended_on is None or one.ended_on >= since)[::-1]


def _found(desk: Desk, key: str) -> Iterator[Improved]:
    sql = "SELECT from_id, field FROM entry_link WHERE to_id = ? AND kind = 'indicator' ORDER BY 1, 2"
    for row in desk.store.query(sql, (key,)):
        found, field = seen(desk, row["from_id"]), row["field"]
        if isinstance(found, Refusal) or field in found.hidden or found.entry.voided:
            continue
        one = found.entry
        taken = tuple(_taken(found, field, key))
        yield Improved(found.register.title, one.no, one.begun_on, one.ended_on, taken)


def _taken(found: Found, field: str, indicator: str) -> Iterator[Decimal]:
    """What the acts put into the fields that take the figure of the indicator that `field` names, while it named it."""
    prefilled = (key for key, one in found.register.field.items() if one.prefill == f"{field}.value")
    keys, named = [key for key in prefilled if key not in found.hidden], ""
    for done in found.entry.done:
        named = done.values.get(field, named)
        if done.act != AMEND and named == indicator:
            yield from (Decimal(done.values[key]) for key in keys if done.values.get(key))
