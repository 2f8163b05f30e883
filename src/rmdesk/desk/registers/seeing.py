"""The doors to an entry: its register's readers, what is narrowed, the book of clients, cases one has an interest in.

Every use case that takes an entry or counts some goes through here: an entry by its own id, never by its whole's. What
keeps the whole from somebody keeps its parts from him too.
"""

from typing import NamedTuple

from rmdesk.desk import book, restricted_files
from rmdesk.desk.desk import Desk
from rmdesk.desk.registers.around import actor_of, entry_by, glance, whole
from rmdesk.desk.registers.definitions import definition_of
from rmdesk.domain.complaint import Case
from rmdesk.domain.people import DESK_ROLES, Person
from rmdesk.domain.refusal import Refusal, refuse
from rmdesk.domain.registers.definition import Register
from rmdesk.domain.registers.entry import Entry
from rmdesk.domain.registers.narrowing import Sight, shut_out, sight

UNSEEN = Sight(seen=False)


class Found(NamedTuple):
    """An entry that somebody may see, under which definition, and what of it stays hidden."""

    register: Register
    entry: Entry
    hidden: frozenset[str]


def seen(desk: Desk, which: str) -> Found | Refusal:
    """The entry with this id or number, for the person at the desk. What may not be seen is not known to be there."""
    entry = entry_by(desk, which)
    unknown = refuse("INPUT.unknown", what="entry", given=which[:40])
    if entry is None:
        return unknown
    register = definition_of(desk, entry.register_id)
    found = sight_of(desk, register, entry)
    if not found.seen:
        return unknown
    restricted = restricted_files.restriction(desk, entry.client_id) if entry.client_id else None
    return restricted or Found(register, entry, found.hidden)


def sight_of(desk: Desk, register: Register, entry: Entry, person: Person | None = None) -> Sight:
    """What somebody (the person at the desk when not given) sees of an entry. Being named in it opens nobody's book."""
    reader = desk.actor if person is None else person
    if entry.client_id and not book.held_by(desk, reader, entry.client_id):
        return UNSEEN
    if _is_shut(desk, entry, reader):
        return UNSEEN
    parent_seen = False
    above, of = _above(desk, entry)
    if above is not None and of is not None:
        if _kept_from(desk, of, above, reader):
            return UNSEEN
        parent_seen = "parent" in register.read and sight_of(desk, of, above, reader).seen
    return sight(register, entry, actor_of(reader), glance(desk, register, entry), parent_seen=parent_seen)


def may_see(desk: Desk, register: Register, entry: Entry, person: Person) -> bool:
    """Whether somebody else could read the entry: whom a person field offers, and who may agree as a second person."""
    return sight_of(desk, register, entry, person).seen


def known_by_number(desk: Desk, register: Register, part: Entry) -> bool:
    """Whether somebody who sees the whole may know that a part is there whose content the book or the role keeps back:
    the whole counts it. Not where narrowing hides it, or an interest in a case."""
    reader = desk.actor
    return not (
        _is_shut(desk, part, reader) or shut_out(register, part, actor_of(reader), glance(desk, register, part))
    )


def eligible(desk: Desk, register: Register, key: str, person: Person, entry: Entry | None, client_id: str) -> bool:
    """Whether somebody may stand in the person field `key`: one of those it is `of`, who may read the entry, by role or
    by standing there. `entry` None: it is being begun, about this client ("" for none)."""
    of = register.field[key].of
    if of and not set(of) & set(person.roles):
        return False
    if any(key in one.except_ for one in register.narrow):
        return True  # whom it concerns, and who must not read it
    if client_id and not book.held_by(desk, person, client_id):
        return False
    if entry is None:
        return key in register.read or bool(set(person.roles) & set(register.read))
    if key in register.read:
        entry = entry.model_copy(update={"values": {**entry.values, key: person.login}})
    return may_see(desk, register, entry, person)


def shut(desk: Desk) -> tuple[str, ...]:
    """Ids of every entry that narrowing hides from the person at the desk, and of all their parts. A search in the
    journal must not find what may not be seen."""
    actor, found = actor_of(desk.actor), list[str]()
    for register in desk.pack.registers.with_table("narrow"):
        if any(not one.hide for one in register.narrow):
            rows = desk.store.query("SELECT doc FROM entry WHERE register_id = ? AND doc IS NOT NULL", (register.id,))
            entries = (whole(desk, desk.parsed(Entry, row["doc"])) for row in rows)
            found += [one.id for one in entries if shut_out(register, one, actor, glance(desk, register, one))]
    for id in found:  # grows while it is walked: parts of parts too
        found += [row["id"] for row in desk.store.query("SELECT id FROM entry WHERE parent_id = ?", (id,))]
    return tuple(dict.fromkeys(found))


def sieved(desk: Desk, register: Register) -> bool:
    """Whether a query alone cannot say who sees an entry of it: it, or a whole of it, is narrowed by its answers, or
    about cases."""
    wholes = (desk.pack.registers[one] for one in register.part_of if one in desk.pack.registers)
    mine = "case" in register.about or any(not one.hide for one in register.narrow)
    return mine or any(sieved(desk, one) for one in wholes)


def readers(desk: Desk, register: Register, alias: str = "e", *, each: bool = False) -> tuple[str, tuple[object, ...]]:
    """The condition of a query under which the person at the desk may read an entry, as far as a query can tell.
    `alias`: what the entry's row is called there. `each`: whose client it is about is asked of each row that is found
    otherwise; else the book's clients are gone through first."""
    login, roles = desk.actor.login, desk.actor.roles
    ways: list[str] = []
    params: list[object] = []
    for name in register.read:
        if name in DESK_ROLES:
            ways += ["1"] if name in roles else []
        elif name == "author":
            ways.append(f"{alias}.begun_by = ?")
            params.append(login)
        elif name == "about":
            ways.append(f"({alias}.about_kind = 'person' AND {alias}.about_id = ?)")
            params.append(login)
        elif name == "parent":
            _by_whole(desk, register, alias, ways, params)
        else:
            named = f"p.from_id = {alias}.id AND p.field IN (?, ?) AND p.to_id = ?"
            ways.append(f"EXISTS (SELECT 1 FROM entry_link p WHERE {named})")
            params += [*register.keys(name), login]
    if not ways:
        return "0", ()
    ways = ["1"] if "1" in ways else ways
    params = [] if ways == ["1"] else params
    owners = book.owners(desk)
    if owners:
        of_book = f"SELECT id FROM client WHERE {book.among('manager', owners)}"
        in_book = f"{alias}.client_id IN ({of_book})"
        if each:
            its = f"client.id = {alias}.client_id AND {book.among('+client.manager', owners)}"
            in_book = f"EXISTS (SELECT 1 FROM client WHERE {its})"
        own = f"({alias}.client_id = '' OR {in_book})"
    else:
        own = "1" if book.knows_clients(desk.actor) else f"{alias}.client_id = ''"
    return f"({' OR '.join(ways)}) AND {own}", (*params, *owners)


def _by_whole(desk: Desk, register: Register, alias: str, ways: list[str], params: list[object]) -> None:
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


def _above(desk: Desk, entry: Entry) -> tuple[Entry | None, Register | None]:
    above = entry_by(desk, entry.parent_id) if entry.parent_id else None
    return above, None if above is None else definition_of(desk, above.register_id)


def _kept_from(desk: Desk, register: Register, entry: Entry, person: Person) -> bool:
    """Whether narrowing, or an interest in a case, keeps an entry from somebody, or a whole above it."""
    if _is_shut(desk, entry, person) or shut_out(register, entry, actor_of(person), glance(desk, register, entry)):
        return True
    above, of = _above(desk, entry)
    return above is not None and of is not None and _kept_from(desk, of, above, person)


def _is_shut(desk: Desk, entry: Entry, person: Person) -> bool:
    """Whether the case that it is about is restricted for somebody: by interest (COMP-04), or by book (DATA-08)."""
    if entry.about.kind != "case":
        return False
    row = desk.store.get("complaint", entry.about.id)
    if row is None:
        return True
    case = desk.parsed(Case, row["doc"])
    client_id = case.complainant.client_id
    by_book = client_id is None or person.login in (case.handler, case.recorded_by)
    return case.concerns(person.login) or not (by_book or book.held_by(desk, person, str(client_id)))
