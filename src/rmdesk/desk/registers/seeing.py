"""The doors to an entry: its register's readers, what is narrowed, the book of clients, cases one has an interest in.

Every use case that takes an entry or counts some goes through here: an entry by its own id, never by its whole's.
"""

from typing import NamedTuple

from rmdesk.desk import book, closed_files
from rmdesk.desk.complaints.reading import hidden
from rmdesk.desk.desk import Desk
from rmdesk.desk.registers.around import actor_of, entry_by, glance, register_of, whole
from rmdesk.domain.complaint import Case
from rmdesk.domain.refusal import Refused, refused
from rmdesk.domain.registers.definition import Register
from rmdesk.domain.registers.entry import Entry
from rmdesk.domain.registers.judging import Actor
from rmdesk.domain.registers.narrowing import Sight, shut_out, sight
from rmdesk.domain.staff import STAFF_ROLES, Staff

UNSEEN = Sight(seen=False)


class Found(NamedTuple):
    """An entry that somebody may see, under which definition, and what of it stays hidden."""

    register: Register
    entry: Entry
    hidden: frozenset[str]


def seen(desk: Desk, which: str) -> Found | Refused:
    """The entry with this id or number, for the person at the desk. What may not be seen is not known to be there."""
    entry = entry_by(desk, which)
    unknown = refused("INPUT.unknown", what="entry", given=which[:40])
    if entry is None:
        return unknown
    register = register_of(desk, entry.register_id)
    if isinstance(register, Refused):
        return register
    found = sight_of(desk, register, entry)
    if not found.seen:
        return unknown
    shut = closed_files.closed(desk, entry.client_id) if entry.client_id else None
    return shut or Found(register, entry, found.hidden)


def sight_of(desk: Desk, register: Register, entry: Entry) -> Sight:
    """What the person at the desk sees of an entry. Being named in it opens nobody's book."""
    if entry.client_id and not book.holds(desk, entry.client_id):
        return UNSEEN
    if entry.about.kind == "case" and _is_shut(desk, entry.about.id):
        return UNSEEN
    if _shut_with_whole(desk, entry, actor_of(desk.actor)):
        return UNSEEN
    return sight(
        register, entry, actor_of(desk.actor), glance(desk, entry), parent_seen=_sees_parent(desk, register, entry)
    )


def may_see(desk: Desk, register: Register, entry: Entry, person: Staff) -> bool:
    """Whether somebody else could read the entry: whom a person field offers. The book is asked by its owner."""
    client = desk.store.get("client", entry.client_id) if entry.client_id else None
    sees_all = set(person.roles) & {"reviewer", "compliance", "auditor"}
    if client is not None and not sees_all and client["manager"] != person.login:
        return False
    if _shut_with_whole(desk, entry, actor_of(person)):
        return False
    return sight(register, entry, actor_of(person), glance(desk, entry), parent_seen=True).seen


def shut(desk: Desk) -> tuple[str, ...]:
    """Ids of every entry that narrowing hides from the person at the desk, and of all their parts. A search in the
    journal must not find what may not be seen."""
    actor, found = actor_of(desk.actor), list[str]()
    for register in desk.pack.registers.values():
        if any(not one.hide for one in register.narrow):
            rows = desk.store.query("SELECT doc FROM entry WHERE register_id = ? AND doc IS NOT NULL", (register.id,))
            entries = (whole(desk, desk.parsed(Entry, row["doc"])) for row in rows)
            found += [one.id for one in entries if shut_out(register, one, actor, glance(desk, one))]
    for id in found:  # grows while it is walked: parts of parts too
        found += [row["id"] for row in desk.store.query("SELECT id FROM entry WHERE parent_id = ?", (id,))]
    return tuple(dict.fromkeys(found))


def sieved(desk: Desk, register: Register) -> bool:
    """Whether a query alone cannot say who sees an entry of it: it, or what it is a part of, is narrowed by its
    answers, or it is about cases."""
    wholes = (desk.pack.registers[one] for one in register.part_of if one in desk.pack.registers)
    narrowed = any(not one.hide for one in register.narrow)
    return narrowed or "case" in register.about or any(sieved(desk, one) for one in wholes)


def readers(desk: Desk, register: Register, alias: str = "e") -> tuple[str, tuple[object, ...]]:
    """The condition of a query under which the person at the desk may read an entry, as far as a query can tell.
    `alias`: what the entry's row is called there."""
    login, roles = desk.actor.login, desk.actor.roles
    ways: list[str] = []
    params: list[object] = []
    for name in register.read:
        if name in STAFF_ROLES:
            ways += ["1"] if name in roles else []
        elif name == "author":
            ways.append(f"{alias}.begun_by = ?")
            params.append(login)
        elif name == "about":
            ways.append(f"({alias}.about_kind = 'person' AND {alias}.about_id = ?)")
            params.append(login)
        elif name == "parent":
            _whole(desk, register, alias, ways, params)
        else:
            ways.append(
                f"EXISTS (SELECT 1 FROM entry_link p WHERE p.from_id = {alias}.id AND p.field = ? AND p.to_id = ?)"
            )
            params += [name, login]
    if not ways:
        return "0", ()
    owner = book.owner(desk)
    own = f"({alias}.client_id = '' OR {alias}.client_id IN (SELECT id FROM client WHERE manager = ?))"
    return f"({' OR '.join(ways)})" + (f" AND {own}" if owner else ""), (*params, *((owner,) if owner else ()))


def _whole(desk: Desk, register: Register, alias: str, ways: list[str], params: list[object]) -> None:
    for parent in register.part_of:
        of = desk.pack.registers.get(parent)
        if of is None:
            continue
        inner = f"{alias}p"
        where, more = readers(desk, of, inner)
        ways.append(
            f"{alias}.parent_id IN (SELECT {inner}.id FROM entry {inner} WHERE {inner}.register_id = ? AND {where})"
        )
        params += [of.id, *more]


def _shut_with_whole(desk: Desk, entry: Entry, actor: Actor) -> bool:
    """What is hidden from somebody is hidden with all its parts and theirs."""
    above = entry_by(desk, entry.parent_id) if entry.parent_id else None
    of = None if above is None else desk.pack.registers.get(above.register_id)
    if above is None or of is None:
        return False
    return shut_out(of, above, actor, glance(desk, above)) or _shut_with_whole(desk, above, actor)


def _sees_parent(desk: Desk, register: Register, entry: Entry) -> bool:
    if "parent" not in register.read or not entry.parent_id:
        return False
    parent = entry_by(desk, entry.parent_id)
    of = None if parent is None else desk.pack.registers.get(parent.register_id)
    return parent is not None and of is not None and sight_of(desk, of, parent).seen


def _is_shut(desk: Desk, case_id: str) -> bool:
    row = desk.store.get("complaint", case_id)
    return row is None or hidden(desk, desk.parsed(Case, row["doc"]))
