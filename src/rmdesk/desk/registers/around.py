"""What stands around an entry: its definition, the entry itself, its parts, paths into client and whole, thresholds."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from rmdesk.desk import same_person
from rmdesk.desk.desk import Desk
from rmdesk.desk.registers.private import private_of
from rmdesk.domain.client import Client
from rmdesk.domain.clocks import When
from rmdesk.domain.people import Person
from rmdesk.domain.refusal import stop
from rmdesk.domain.registers.definition import Register
from rmdesk.domain.registers.deriving import Part
from rmdesk.domain.registers.entry import Entry, renamed
from rmdesk.domain.registers.facts import About
from rmdesk.domain.registers.judging import Actor, Around, unique_keys
from rmdesk.store.plain import instant

CLIENT, WHOLE = "client", "parent"


def register_of(desk: Desk, register_id: str) -> Register:
    """The register as the pack declares it now. For use cases."""
    found = desk.pack.registers.get(register_id)
    if found is None:
        stop("INPUT.unknown", what="register", given=register_id[:40])
    return found


def when_due(desk: Desk, day: str, at: str | None) -> When:
    """When a due of an entry ends: on its day (ISO), or at a local moment where the instant `at` is set. For use
    cases."""
    return desk.local(instant(at)).replace(tzinfo=None) if at else date.fromisoformat(day)


def actor_of(person: Person) -> Actor:
    """Who acts, as the rules want it."""
    return Actor(login=person.login, roles=person.roles)


def entry_by(desk: Desk, which: str) -> Entry | None:
    """The entry with this id or number (RK-0001, NT-2026-0001/2), with what is kept apart of a third person; None for
    an unknown or a destroyed one."""
    row = desk.store.get("entry", which)
    if row is None:
        rows = desk.store.query("SELECT doc FROM entry WHERE no = ? AND doc IS NOT NULL", (desk.bare_no(which),))
        row = dict(rows[0]) if rows else None
    return None if row is None or row["doc"] is None else whole(desk, desk.parsed(Entry, row["doc"]))


def whole(desk: Desk, entry: Entry) -> Entry:
    """The entry under the keys of today, with its private answers as long as they are kept."""
    register, private = desk.pack.registers.get(entry.register_id), private_of(desk, entry.id)
    told = entry.model_copy(update={"values": {**entry.values, **private}}) if private else entry
    return told if register is None else renamed(told, register.renames)


def around(
    desk: Desk, register: Register, entry: Entry | None, about: About, parent_id: str, values: Mapping[str, str] = {}
) -> Around:
    """Everything that the rules look at beside the entry and its answers. `values`: the answers of the act, for what
    no two entries may share."""
    parent = entry_by(desk, parent_id) if parent_id else None
    client_id = entry.client_id if entry is not None else client_of(desk, about, parent_id)
    return Around(
        today=desk.today(),
        whole_ended=parent is not None and parent.ended,
        parts=() if entry is None else parts_under(desk, entry.id),
        paths={**_client_paths(desk, client_id), **_parent_paths(parent)},
        thresholds=thresholds(desk),
        taken=_taken(desk, register, entry, about, parent_id, values),
    )


def glance(desk: Desk, register: Register, entry: Entry) -> Around:
    """What tells who sees an entry: its parts and the paths, as far as its register asks for them. Most ask for
    nothing, and a list of them is quick."""
    names = {*register.read, *(name for one in register.narrow for name in (*one.only, *one.except_))}
    whens = [when for one in register.narrow for when in one.when]
    keys = {*names, *(when.key for when in whens)}
    counted = any(when.parts for when in whens) or any(one.of_parts for one in register.derived.values())
    of_client = any(key.startswith(f"{CLIENT}.") for key in keys)
    parent = entry_by(desk, entry.parent_id) if any(key.startswith(f"{WHOLE}.") for key in keys) else None
    return Around(
        today=desk.today() if whens else date.min,
        parts=parts_under(desk, entry.id) if whens and counted else (),
        paths={**(_client_paths(desk, entry.client_id) if of_client else {}), **_parent_paths(parent)},
        thresholds=thresholds(desk) if any(when.threshold for when in whens) else {},
    )


def thresholds(desk: Desk) -> dict[str, Decimal]:
    """The pack's numbers of today, by name."""
    found = desk.thresholds().model_dump()
    return {key: Decimal(value) for key, value in found.items() if isinstance(value, int | Decimal)}


def client_of(desk: Desk, about: About, parent_id: str = "") -> str:
    """The client that a subject belongs to, or else the whole that a part is of; "" for none."""
    own = about.id if about.kind == "client" else ""
    table = {"sale": "sale", "assessment": "assessment", "case": "complaint", "entry": "entry"}.get(about.kind)
    above = ((table, about.id), ("entry", parent_id)) if table else (("entry", parent_id),)
    for name, id in above:
        row = desk.store.get(name, id) if id and not own else None
        own = own if row is None else str(row["client_id"] or "")
    return own


def parts_under(desk: Desk, entry_id: str) -> tuple[Part, ...]:
    """The parts of an entry that count, as counting wants them."""
    sql = "SELECT register_id, state, ended_on FROM entry WHERE parent_id = ? AND voided = 0"
    rows = desk.store.query(sql, (entry_id,))
    return tuple(Part(register_id=row[0], state=row[1], ended=row[2] is not None) for row in rows)


def _client_paths(desk: Desk, client_id: str) -> dict[str, str]:
    """No number of the client's is among them: nobody's number is copied into a record."""
    row = desk.store.get("client", client_id) if client_id else None
    if row is None:
        return {}
    client = desk.parsed(Client, row["doc"])
    mine = same_person.ids(desk, client_id)
    general = f"{same_person.among(mine)} AND questionnaire = ''"
    sql = f"SELECT level FROM assessment WHERE {general} ORDER BY taken_at DESC LIMIT 1"
    levels = desk.store.query(sql, mine)
    found = {
        "no": client.no,
        "name": client.name,
        "kind": client.kind,
        "manager": client.manager,
        "level": str(levels[0]["level"] or "") if levels else "",
    }
    return {f"{CLIENT}.{key}": value for key, value in found.items()}


def _parent_paths(parent: Entry | None) -> dict[str, str]:
    if parent is None:
        return {}
    own = {"no": parent.no, "state": parent.state, "begun_by": parent.begun_by, "begun_on": parent.begun_on.isoformat()}
    return {f"{WHOLE}.{key}": value for key, value in {**parent.values, **own}.items()}


def _taken(
    desk: Desk, register: Register, entry: Entry | None, about: About, parent_id: str, values: Mapping[str, str]
) -> frozenset[str]:
    """The unique texts among those of these answers that another entry holds."""
    standing = {} if entry is None else entry.values
    keys = unique_keys(register, about, parent_id, {**standing, **values})
    mine = "" if entry is None else entry.id
    sql = "SELECT 1 FROM entry_unique WHERE register_id = ? AND what = ? AND entry_id <> ?"
    return frozenset(key for key in keys if desk.store.query(sql, (register.id, key, mine)))
