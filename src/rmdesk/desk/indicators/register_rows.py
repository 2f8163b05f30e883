"""Entries of a register as rows: its fields are what its file says, whatever a bank adds."""

from collections.abc import Iterator

from rmdesk.desk.desk import Desk
from rmdesk.desk.indicators.days import bounds, edges, given
from rmdesk.desk.registers.seeing import readers, sieved, sight_of
from rmdesk.domain.indicators.counting import Given, SourceRow
from rmdesk.domain.indicators.definition import Counted
from rmdesk.domain.indicators.of_register import kind_of, renamed
from rmdesk.domain.indicators.periods import Period
from rmdesk.domain.indicators.sources import FieldKind
from rmdesk.domain.registers.definition import Register
from rmdesk.domain.registers.entry import Entry

_COLUMNS = {"begun_on": "begun_at", "ended_on": "ended_on", "begun_by": "begun_by", "state": "state"}


def rows(
    desk: Desk, register_id: str, counted: Counted, period: Period, fields: frozenset[str], *, whole: bool
) -> Iterator[SourceRow]:
    """The entries that may count, of those that the person at the desk may read (`whole`: of all)."""
    register = desk.pack.registers.get(register_id)
    if register is None:
        return
    kinds = {key: kind_of(register, key) or "text" for key in fields}
    inner, params = _selected(register, kinds)
    near, days = _near(desk, register, counted, period, kinds)
    where, more = bounds(desk, counted, period, kinds)
    seen, mine = ("1", ()) if whole else readers(desk, register)
    sql = f"SELECT * FROM ({inner} AND {near} AND {seen}) WHERE {where}"
    older = [(key, names) for key, kind in kinds.items() if kind == "choice" and (names := renamed(register, key))]
    sieve = not whole and sieved(desk, register)
    for row in desk.store.query(sql, (*params, *days, *mine, *more)):
        if sieve and not _may(desk, register, row["id"]):
            continue
        values: dict[str, Given] = {key: given(desk, kind, row[key]) for key, kind in kinds.items()}
        for key, names in older:  # what was said under an older name is said under that of today
            values[key] = ",".join(names.get(one, one) for one in str(values[key] or "").split(","))
        yield SourceRow("entry", row["id"], row["no"], row["client_id"], values)


def _selected(register: Register, kinds: dict[str, FieldKind]) -> tuple[str, tuple[object, ...]]:
    columns: list[str] = []
    params: list[object] = []
    for key in kinds:
        if key in _COLUMNS:
            columns.append(f"e.{_COLUMNS[key]} AS {key}")
        else:
            value = "SELECT value FROM entry_value v WHERE v.entry_id = e.id AND v.key IN (?, ?)"
            columns.append(f"({value}) AS {key}")
            params += register.keys(key)
    asked = ", ".join(("e.id", "e.no", "e.client_id", *columns))
    return f"SELECT {asked} FROM entry e WHERE e.register_id = ? AND e.voided = 0", (*params, register.id)


def _near(
    desk: Desk, register: Register, counted: Counted, period: Period, kinds: dict[str, FieldKind]
) -> tuple[str, tuple[object, ...]]:
    """The same days by an index, so that a long register is not read for one month of it."""
    first, last = edges(desk, period, kinds[counted.day])
    if counted.rows != "in":
        return "1", ()
    if counted.day in _COLUMNS:
        column = f"e.{_COLUMNS[counted.day]}"
        return f"{column} >= ? AND {column} < ?", (first, last)
    among = "SELECT entry_id FROM entry_value WHERE register_id = ? AND key IN (?, ?) AND rank >= ? AND rank < ?"
    return f"e.id IN ({among})", (register.id, *register.keys(counted.day), first, last)


def _may(desk: Desk, register: Register, entry_id: str) -> bool:
    row = desk.store.get("entry", entry_id)
    if row is None or row["doc"] is None:
        return True  # destroyed: its figures stay
    return sight_of(desk, register, desk.parsed(Entry, row["doc"])).seen
