"""Whether something that a list brought was used since: then it stays when the list is taken back."""

from collections.abc import Sequence
from typing import Any

from rmdesk.desk.desk import Desk
from rmdesk.domain.fact import group_of
from rmdesk.store.asof import as_of
from rmdesk.store.project import PROJECTIONS

_OF_CLIENT = {"sale": "sale", "visit": "sale", "assessment": "assessment", "complaint": "case", "holding": "holding"}
_NOT_A_USE = frozenset({"due", "client", "client_search"})
_BY_GROUP = {"people": "hand_over", "client": "changed", "shelf": "changed", "assessment": "assessment"}


def clients_used(desk: Desk, ids: Sequence[str], after: int) -> dict[str, str]:
    """Those of a few clients that something used since the fact with this number: "sale", "assessment", "case" …"""
    among = f"IN ({', '.join('?' * len(ids))})"
    sql = f"SELECT subject, kind FROM journal WHERE subject {among} AND +seq > ? ORDER BY seq DESC"
    later = desk.store.query(sql, (*ids, after))
    found = {row["subject"]: _BY_GROUP.get(group_of(row["kind"]), "other") for row in later}
    for table in PROJECTIONS.tables.values():
        if "client_id" in dict(table.columns) and table.name not in _NOT_A_USE:
            sql = f"SELECT DISTINCT client_id FROM {table.name} WHERE client_id {among}"
            for row in desk.store.query(sql, ids):
                found.setdefault(row["client_id"], _OF_CLIENT.get(table.name, "other"))
    return found


def product_used(desk: Desk, code: str, after: int) -> str:
    """What used a product since; "" for nothing."""
    for table, column in (("sale", "product"), ("holding", "code")):
        if _there(desk, table, column, code):
            return table
    return _since(desk, code, after)


def row_before(desk: Desk, table: str, key: str, seq: int) -> dict[str, Any]:
    """The row of a thing as it stood before the fact with this number. KeyError where there was none."""
    until = next(iter(desk.store.entries(after=seq - 2))).at
    with as_of(desk.store, until, (), (key,)) as then:
        found = then.get(table, key)
    if found is None:
        raise KeyError(f"{table} {key}")
    return found


def stood_before(desk: Desk, subject: str, seq: int) -> bool:
    """Whether anything was said of it before the fact with this number."""
    first = next(iter(desk.store.entries(subject=subject)), None)
    return first is not None and first.seq < seq


def _since(desk: Desk, subject: str, after: int) -> str:
    """The latest facts about it, by what they are."""
    later = next(iter(desk.store.entries(subject=subject, after=after)), None)
    return "" if later is None else _BY_GROUP.get(group_of(later.kind), "other")


def _there(desk: Desk, table: str, column: str, value: str) -> bool:
    return bool(desk.store.query(f"SELECT 1 FROM {table} WHERE {column} = ? LIMIT 1", (value,)))
