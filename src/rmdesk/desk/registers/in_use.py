"""What stored entries use of their registers, so that no pack takes it from under them."""

from collections import defaultdict

from rmdesk.desk.desk import Desk
from rmdesk.domain.registers.act import AMEND, VOID
from rmdesk.domain.registers.definition import Register
from rmdesk.domain.registers.facts import EntryActed, EntryBegun
from rmdesk.domain.registers.words import CHOICES
from rmdesk.formpack import Fault, Pack
from rmdesk.formpack.registers.adopting import InUse, dropped

_KINDS = (EntryBegun.kind, EntryActed.kind)
_OF_ENTRIES = "FROM journal j JOIN entry e ON e.id = j.subject AND e.doc IS NOT NULL WHERE j.kind IN (?, ?)"


def lost(desk: Desk, pack: Pack) -> tuple[Fault, ...]:
    """What a pack drops that entries of this desk use, by file and key; nothing when it can be adopted."""
    return dropped(desk.pack.registers, pack.registers, in_use(desk))


def in_use(desk: Desk) -> dict[str, InUse]:
    """Register → what its entries hold: where they stand, and everything that their facts ever named."""
    standing = _pairs(desk, "SELECT DISTINCT register_id, state FROM entry WHERE doc IS NOT NULL")
    past = _pairs(desk, f"SELECT DISTINCT e.register_id, json_extract(j.payload, '$.state') {_OF_ENTRIES}", *_KINDS)
    acts = _pairs(desk, f"SELECT DISTINCT e.register_id, json_extract(j.payload, '$.act') {_OF_ENTRIES}", *_KINDS)
    answered = """SELECT DISTINCT e.register_id, v.key FROM journal j JOIN entry e ON e.id = j.subject
        AND e.doc IS NOT NULL, json_each(j.payload, '$.values') v WHERE j.kind IN (?, ?) AND v.value <> ''
        UNION SELECT e.register_id, v.key FROM entry_private p JOIN entry e ON e.id = p.entry_id,
        json_each(p."values") v WHERE v.value <> ''"""
    fields = _pairs(desk, answered, *_KINDS)
    return {
        register_id: InUse(
            states=frozenset(states),
            past_states=frozenset(past[register_id] - states),
            fields=frozenset(fields[register_id]),
            options=_options(desk, register_id),
            acts=frozenset(acts[register_id] - {AMEND, VOID}),
        )
        for register_id, states in standing.items()
    }


def _pairs(desk: Desk, sql: str, *params: str) -> defaultdict[str, set[str]]:
    found: defaultdict[str, set[str]] = defaultdict(set)
    for row in desk.store.query(sql, params):
        if row[1]:
            found[row[0]].add(row[1])
    return found


def _options(desk: Desk, register_id: str) -> dict[str, frozenset[str]]:
    """Field → the options that were ever chosen. Texts are not read."""
    register: Register | None = desk.pack.registers.get(register_id)
    keys = [] if register is None else [key for key, one in register.field.items() if one.kind in CHOICES]
    if not keys:
        return {}
    sql = f"""SELECT DISTINCT v.key, v.value FROM journal j JOIN entry e ON e.id = j.subject AND e.register_id = ?
        AND e.doc IS NOT NULL, json_each(j.payload, '$.values') v
        WHERE j.kind IN (?, ?) AND v.value <> '' AND v.key IN ({", ".join("?" * len(keys))})"""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for row in desk.store.query(sql, (register_id, *_KINDS, *keys)):
        found[row[0]].update(row[1].split(","))
    return {key: frozenset(options) for key, options in found.items()}
