"""What a yearly report goes through beside the figures: the registers that the pack names, as they stood in the year.

Nobody reads on paper what the register itself keeps from him, and no client is named (DATA-03, DATA-08).
"""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from rmdesk.desk.desk import Desk
from rmdesk.desk.indicators.days import edges
from rmdesk.desk.registers import listing
from rmdesk.desk.registers.views import Line, Matrix, Query
from rmdesk.desk.registers.wording import NONE
from rmdesk.domain.base import Text
from rmdesk.domain.indicators.periods import Period
from rmdesk.domain.registers.definition import Register

_NAMELESS = frozenset(
    {"choice", "choices", "date", "amount", "decimal", "integer", "percent", "yes_no", "person", "product"}
)
"""Kinds of fields that cannot say who a client is."""
_BUILT_IN = frozenset({"no", "state", "begun_on", "ended_on", "begun_by"})


class Review(NamedTuple):
    """A register in a period as it stood on a day: how many entries in each state, its matrix of those that were open,
    and the entries as its list shows them. `shut`: the reader may not look into it, and nothing of it stands here."""

    title: Text
    on: date
    states: tuple[tuple[Text, int], ...] = ()
    matrix: Matrix | None = None
    head: tuple[Text, ...] = ()
    right: tuple[bool, ...] = ()
    rows: tuple[tuple[Text, ...], ...] = ()
    shut: bool = False


def reviews(desk: Desk, period: Period) -> Iterator[Review]:
    """Those registers of the pack's list that this bank has. For use cases."""
    registers = (desk.pack.registers.get(one) for one in desk.pack.indicators.yearly)
    for register in registers:
        if register is not None:
            looks = listing.may_look(desk, register)
            yield _review(desk, register, period) if looks else Review(register.title, desk.today(), shut=True)


def _review(desk: Desk, register: Register, period: Period) -> Review:
    _, after = edges(desk, period, "at")
    sql = """SELECT id, client_id FROM entry WHERE register_id = ? AND voided = 0 AND begun_at < ?
        AND (ended_on IS NULL OR ended_on >= ?)"""
    stood = {row["id"]: row["client_id"] for row in desk.store.query(sql, (register.id, after, str(period.start)))}
    page = listing.paged(desk, register, Query(limit=-1))
    lines = [line for line in page.lines if line.id in stood]
    states = Counter(line.state for line in lines)
    return Review(
        title=register.title,
        on=desk.today(),
        states=tuple((text, states[key]) for key, text in page.states),
        matrix=listing.placed(desk, register),
        head=tuple(one.label for one in page.columns),
        right=tuple(one.number for one in page.columns),
        rows=tuple(_row(register, line, nobodys=not stood[line.id]) for line in lines),
    )


def _row(register: Register, line: Line, *, nobodys: bool) -> tuple[Text, ...]:
    return tuple(one.text if nobodys or _nameless(register, one.key) else NONE for one in line.cells)


def _nameless(register: Register, key: str) -> bool:
    field = register.field.get(key)
    return key in _BUILT_IN or key in register.derived or (field is not None and field.kind in _NAMELESS)
