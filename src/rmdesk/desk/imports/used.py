"""Whether something that a list brought was used since: then it stays when the list is taken back."""

from collections.abc import Collection, Sequence
from typing import Any

from rmdesk.desk.desk import Desk
from rmdesk.desk.imports.kind import Extent
from rmdesk.domain.directives import HandedDown, InstitutionGiven
from rmdesk.domain.fact import group_of
from rmdesk.domain.facts import PersonChanged, ProductTakenBack
from rmdesk.domain.imports.cells import plain
from rmdesk.domain.imports.facts import FileImported
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


def clients_used(desk: Desk, ids: Sequence[str], of: Extent) -> dict[str, str]:
    """Those of a few clients that something used since an import: "sale", "assessment", "case" …"""
    among = _among(ids)
    found = _since(desk, ids, of)
    for table in PROJECTIONS.tables.values():
        if "client_id" in dict(table.columns) and table.name not in _NOT_A_USE:
            sql = f"SELECT DISTINCT client_id FROM {table.name} WHERE client_id {among}"
            for row in desk.store.query(sql, ids):
                found.setdefault(row["client_id"], _OF_CLIENT.get(table.name, "other"))
    return found


def products_used(desk: Desk, codes: Sequence[str], of: Extent) -> dict[str, str]:
    """Those of a few products that something used since: "sale", "holding", "changed" …"""
    found = dict.fromkeys(_given(desk, codes, of), "changed") | _since(desk, codes, of)
    for table, column in (("holding", "code"), ("sale", "product")):
        rows = desk.store.query(f"SELECT DISTINCT {column} FROM {table} WHERE {column} {_among(codes)}", codes)
        found |= {row[0]: table for row in rows}
    return found


def taken_off(desk: Desk, codes: Sequence[str]) -> tuple[str, ...]:
    """Those of a few codes that went off the shelf with a list that was taken back."""
    sql = f"SELECT DISTINCT subject FROM journal WHERE subject {_among(codes)} AND kind = ?"
    rows = desk.store.query(sql, (*codes, ProductTakenBack.kind)) if codes else ()
    return tuple(row["subject"] for row in rows)


def held_among(desk: Desk, codes: Sequence[str]) -> frozenset[str]:
    """Those of a few codes that somebody holds."""
    rows = desk.store.query(f"SELECT DISTINCT code FROM holding WHERE code {_among(codes)}", codes) if codes else ()
    return frozenset(row["code"] for row in rows)


def said_again(desk: Desk, what: str, codes: Collection[str], of: Extent) -> frozenset[str]:
    """Those of a few codes of which another file of the kind said the same since, which leaves no fact, and stands; all
    of them where such a file did not keep what it said."""
    done = (one for one in desk.store.entries(kind=FileImported.kind, after=of.last))
    stands = (one.fact for one in done if not any(first <= one.seq <= last for first, last in of.undone))
    said = [fact.again for fact in stands if isinstance(fact, FileImported) and fact.what == what]
    return frozenset(code for again in said for code in codes if again is None or code in again)


def person_used(desk: Desk, login: str, after: int, *, new: bool) -> str:
    """What somebody did, or what was done with him, since the fact with this number; "" for nothing. A code that was
    given out is no use of it."""
    if new and desk.store.query("SELECT 1 FROM journal WHERE actor = ? AND seq > ? LIMIT 1", (login, after)):
        return "worked"
    if new and _there(desk, "client", "manager", login):
        return "clients"
    later = {one.kind for one in desk.store.entries(subject=login, after=after)}
    return "changed" if (later - _KEYS if new else later & _CHANGES) else ""


def rows_before(desk: Desk, table: str, keys: Collection[str], seq: int) -> dict[str, dict[str, Any]]:
    """The rows of things as they stood before the fact with this number, by their key, which facts have as subject;
    looked for in the past together, however many they are. Nothing for what did not stand there."""
    if not keys:
        return {}
    until = next(iter(desk.store.entries(after=seq - 2))).at
    with as_of(desk.store, until, (), keys) as then:
        found = {key: then.get(table, key) for key in keys}
    return {key: row for key, row in found.items() if row is not None}


def _given(desk: Desk, codes: Sequence[str], of: Extent) -> set[str]:
    """Those of a few products that head office said something of since, or whose institution it stopped: what it handed
    down goes with no list."""
    later = (one.fact for one in desk.store.entries(kind=HandedDown.kind, after=of.last))
    said = [fact for fact in later if isinstance(fact, HandedDown)]
    told = (fact.directive.institution for fact in said if isinstance(fact.directive, InstitutionGiven))
    stopped = {plain(one.name) for one in told if one.state != "admitted"}
    rows = desk.store.query(f"SELECT code, issuer FROM product WHERE code {_among(codes)}", codes) if stopped else ()
    theirs = {row["code"] for row in rows if plain(row["issuer"]) in stopped}
    return theirs | {fact.about for fact in said}.intersection(codes)


def _since(desk: Desk, subjects: Sequence[str], of: Extent) -> dict[str, str]:
    """Those of a few subjects of which more was said since, by what the first such fact is; what was said and taken
    back does not count."""
    sql = f"SELECT seq, subject, kind FROM journal WHERE subject {_among(subjects)} AND +seq > ? ORDER BY seq DESC"
    later = desk.store.query(sql, (*subjects, of.last))
    counts = [row for row in later if not any(first <= row["seq"] <= last for first, last in of.undone)]
    return {row["subject"]: _BY_GROUP.get(group_of(row["kind"]), "other") for row in counts}


def _among(keys: Sequence[str]) -> str:
    return f"IN ({', '.join('?' * len(keys))})"


def _there(desk: Desk, table: str, column: str, value: str) -> bool:
    return bool(desk.store.query(f"SELECT 1 FROM {table} WHERE {column} = ? LIMIT 1", (value,)))
