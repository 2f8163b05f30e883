"""What is due of entries of registers: read from what their facts worked out, for whom it is today."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from rmdesk.desk import standing_in
from rmdesk.desk.desk import Desk
from rmdesk.desk.registers.around import entry_by, when_due
from rmdesk.desk.registers.seeing import UNSEEN, sight_of
from rmdesk.desk.registers.subjects import is_closed
from rmdesk.desk.registers.wording import Words
from rmdesk.domain.base import Text
from rmdesk.domain.dues import Due, Subject
from rmdesk.domain.registers.definition import Register
from rmdesk.domain.registers.entry import Entry

# A day of the whole's is read there: it may have been moved. So is whoever manages the client now.
_SQL = """
    SELECT d.*, e.register_id, e.no, e.client_id, coalesce(d.on_day, v.value) AS day, c.manager
    FROM entry_due d JOIN entry e ON e.id = d.entry_id
    LEFT JOIN entry_value v ON d.on_day IS NULL AND v.entry_id = e.parent_id AND v.key = d.of_parent
    LEFT JOIN client c ON d.whom_kind = 'manager' AND c.id = d.whom_id
    WHERE {whose} AND date(coalesce(d.on_day, v.value), '-' || d.warn || ' days') <= ?
"""
_MINE = """(d.whom_kind = 'person' AND d.whom_id IN ({logins}))
    OR (d.whom_kind = 'manager' AND c.manager IN ({logins}))
    OR (d.whom_kind = 'role' AND d.whom_id IN ({roles}))"""
# Nobody's due is lost: compliance is called in the place of whoever left, was suspended or may not see the client any
# more, and of a role that nobody holds.
_LEFT = """(d.whom_kind = 'role' AND NOT EXISTS (
        SELECT 1 FROM person s, json_each(s.doc, '$.roles') r WHERE r.value = d.whom_id AND {active}))
    OR (d.whom_kind <> 'role' AND NOT EXISTS (
        SELECT 1 FROM person s WHERE s.login = CASE d.whom_kind WHEN 'manager' THEN c.manager ELSE d.whom_id END
        AND {active} AND (e.client_id = '' OR d.whom_kind = 'manager'
            OR s.login = (SELECT k.manager FROM client k WHERE k.id = e.client_id)
            OR EXISTS (SELECT 1 FROM json_each(s.doc, '$.roles') r
                       WHERE r.value IN ('reviewer', 'compliance', 'auditor')))))""".format(
    active="json_extract(s.doc, '$.suspended') = 0 AND json_extract(s.doc, '$.removed') = 0"
)


def due(desk: Desk, until: date) -> Iterator[Due]:
    """Dues of the person at the desk, by name, by role, by book, and of those for whom he stands in; compliance has
    those of people who left."""
    logins, roles = (desk.actor.login, *standing_in.covered(desk, desk.actor.login)), desk.actor.roles
    whose = _MINE.format(logins=", ".join("?" * len(logins)), roles=", ".join("?" * len(roles)))
    if "compliance" in roles:
        whose = f"{whose} OR ({_LEFT})"
    seen = set[str]()
    for row in desk.store.query(_SQL.format(whose=f"({whose})"), (*logins, *logins, *roles, until.isoformat())):
        key = f"entry:{row['entry_id']}:{row['due']}"
        register = desk.pack.registers.get(row["register_id"])
        if key in seen or register is None or row["due"] not in register.due:
            continue
        seen.add(key)
        one = _due(desk, row, register, key)
        if one is not None:
            yield one


def _due(desk: Desk, row: Any, register: Register, key: str) -> Due | None:
    """None where the entry is not this person's to see: a due opens no door."""
    entry, said = entry_by(desk, row["entry_id"]), register.due[row["due"]]
    sight = UNSEEN if entry is None else sight_of(desk, register, entry)
    if entry is None or not sight.seen:
        return None
    shut = is_closed(desk, entry.client_id)
    words = Words(desk, register)
    name = "" if shut or not entry.client_id else _bare(words.link("client", entry.client_id))
    return Due(
        key=key,
        kind=f"entry.{register.id}.{row['due']}",
        rule=register.rule,
        subject=Subject(kind="entry", id=entry.id),
        what=said.label,
        no=entry.no,
        name=name,
        about=Text(zh="", en="") if shut else _about(words, entry, sight.hidden),
        on=when_due(desk, row["day"], row["at"]),
        warn_days=row["warn"],
        whom=row["manager"] or "" if row["whom_kind"] == "manager" else _login(row),
        act=said.act[0],
        provisional=bool(row["provisional"]),
    )


def _login(row: Any) -> str:
    return row["whom_id"] if row["whom_kind"] == "person" else ""


def _bare(text: Text) -> str:
    """A client's name without the number."""
    return text.zh.partition(" ")[2] or text.zh


def _about(words: Words, entry: Entry, hidden: frozenset[str]) -> Text:
    """What the list shows of the entry in words: the first field of its columns that is one."""
    register, values = words.register, entry.values
    shown = (key for key in register.list.columns if key in register.field and key not in hidden and values.get(key))
    first = next(shown, "")
    return words.said(first, values[first], entry.client_id) if first else register.entry_title
