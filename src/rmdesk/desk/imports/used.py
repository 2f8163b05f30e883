"""Whether something that a list brought was used since: then it stays when the list is taken back."""

from collections.abc import Sequence
from typing import Any

from rmdesk.desk.desk import Desk
from rmdesk.domain.fact import group_of
from rmdesk.domain.facts import PersonChanged
from rmdesk.domain.people_facts import PersonRemoved
from rmdesk.domain.vault_facts import CodeIssued, PasswordChanged
from rmdesk.store.asof import as_of
from rmdesk.store.project import PROJECTIONS

_OF_CLIENT = {"sale": "sale", "visit": "sale", "assessment": "assessment", "complaint": "case", "holding": "holding"}
_NOT_A_USE = frozenset({"due", "client", "client_search"})
_BY_GROUP = {
    "people": "hand_over",
    "client": "changed",
    "shelf": "changed",
    "document": "changed",
    "assessment": "assessment",
}

_KEYS = frozenset({CodeIssued.kind, PasswordChanged.kind})
_CHANGES = frozenset({PersonChanged.kind, PersonRemoved.kind})


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


def person_used(desk: Desk, login: str, after: int, *, new: bool) -> str:
    """What somebody did, or what was done with him, since the fact with this number; "" for nothing. A code that was
    given out is no use of it."""
    if new and desk.store.query("SELECT 1 FROM journal WHERE actor = ? AND seq > ? LIMIT 1", (login, after)):
        return "worked"
    if new and _there(desk, "client", "manager", login):
        return "clients"
    later = {one.kind for one in desk.store.entries(subject=login, after=after)}
    return "changed" if (later - _KEYS if new else later & _CHANGES) else ""


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
