"""Who sees an entry, and which of its fields. Narrowing beats every right to read."""

from rmdesk.domain.base import Value
from rmdesk.domain.registers.conditions import failing
from rmdesk.domain.registers.course import Narrow
from rmdesk.domain.registers.definition import Register
from rmdesk.domain.registers.entry import Entry
from rmdesk.domain.registers.judging import Actor, Around, Attempt, people
from rmdesk.domain.staff import STAFF_ROLES


class Sight(Value):
    """Whether somebody sees an entry, and the fields that stay hidden all the same."""

    seen: bool
    hidden: frozenset[str] = frozenset()


def sight(register: Register, entry: Entry, actor: Actor, around: Around, *, parent_seen: bool = False) -> Sight:
    """What `actor` sees of an entry, judged on the entry itself: a part is not seen because its whole is, unless
    its register says so. `parent_seen`: whether the actor sees the whole. The book of clients is the desk's affair."""
    if not _reads(register.read, entry, actor, around, parent_seen=parent_seen):
        return Sight(seen=False)
    narrowed = _narrowed(register, entry, actor, around)
    if any(not one.hide for one in narrowed):
        return Sight(seen=False)
    return Sight(seen=True, hidden=frozenset(key for one in narrowed for key in one.hide))


def shut_out(register: Register, entry: Entry, actor: Actor, around: Around) -> bool:
    """Whether the whole entry is hidden from `actor` by narrowing: then so are its parts, whatever their readers."""
    return any(not one.hide for one in _narrowed(register, entry, actor, around))


def _narrowed(register: Register, entry: Entry, actor: Actor, around: Around) -> list[Narrow]:
    values = {**around.paths, **entry.values}
    return [
        one
        for one in register.narrow
        if failing(one.when, values, around.parts) is None and _shut_out(one, entry, actor, around)
    ]


def _reads(read: tuple[str, ...], entry: Entry, actor: Actor, around: Around, *, parent_seen: bool) -> bool:
    return ("parent" in read and parent_seen) or _among(read, entry, actor, around)


def _shut_out(one: Narrow, entry: Entry, actor: Actor, around: Around) -> bool:
    if one.only and not _among(one.only, entry, actor, around):
        return True
    return bool(one.except_) and _among(one.except_, entry, actor, around)


def _among(names: tuple[str, ...], entry: Entry, actor: Actor, around: Around) -> bool:
    attempt = Attempt(act="", entry=entry, about=entry.about)
    return any(
        name in actor.roles if name in STAFF_ROLES else actor.login in people(name, attempt, around) for name in names
    )
