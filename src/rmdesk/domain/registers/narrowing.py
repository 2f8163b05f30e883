"""Who sees an entry, and which of its fields. Narrowing beats every right to read."""

from collections.abc import Collection

from rmdesk.domain.base import Value
from rmdesk.domain.people import DESK_ROLES
from rmdesk.domain.registers.conditions import failing
from rmdesk.domain.registers.course import Narrow
from rmdesk.domain.registers.definition import Register
from rmdesk.domain.registers.deriving import derive
from rmdesk.domain.registers.entry import Entry
from rmdesk.domain.registers.judging import Actor, Around, Attempt, people


class Sight(Value):
    """Whether somebody sees an entry, and the fields that stay hidden all the same."""

    seen: bool
    hidden: frozenset[str] = frozenset()


def sight(register: Register, entry: Entry, actor: Actor, around: Around, *, parent_seen: bool = False) -> Sight:
    """What `actor` sees of an entry, judged on the entry itself: a part is not seen because its whole is, unless
    its register says so. `parent_seen`: whether the actor sees the whole. The book of clients is the desk's affair."""
    if not _reads(register, entry, actor, around, parent_seen=parent_seen):
        return Sight(seen=False)
    narrowed = _narrowed(register, entry, actor, around)
    if any(not one.hide for one in narrowed):
        return Sight(seen=False)
    return Sight(seen=True, hidden=_with_what_follows(register, {key for one in narrowed for key in one.hide}))


def shut_out(register: Register, entry: Entry, actor: Actor, around: Around) -> bool:
    """Whether narrowing keeps the whole entry from `actor`: then its parts are kept from him too."""
    return any(not one.hide for one in _narrowed(register, entry, actor, around))


def may_hide(register: Register, roles: Collection[str]) -> frozenset[str]:
    """What narrowing may hide from somebody with these roles in some entry: no list is sorted or searched by it."""
    keys = (key for one in register.narrow if _may_shut_out(one, roles) for key in one.hide)
    return _with_what_follows(register, set(keys))


def _narrowed(register: Register, entry: Entry, actor: Actor, around: Around) -> list[Narrow]:
    """The narrowings that hold for this entry and shut this person out."""
    if not register.narrow:
        return []
    derived = derive(register, entry.values, around.parts, around.today)
    values = {**around.paths, **entry.built_in, **entry.values, **{key: str(one) for key, one in derived.items()}}
    return [
        one
        for one in register.narrow
        if failing(one.when, values, around.parts, around.thresholds) is None
        and _shut_out(register, one, entry, actor, around)
    ]


def _with_what_follows(register: Register, hidden: set[str]) -> frozenset[str]:
    """Also under its older keys, and what is worked out of it: a product tells its factors."""
    older = {register.field[key].was for key in hidden if key in register.field}
    worked = {key for key, one in register.derived.items() if hidden.intersection(one.inputs)}
    return frozenset((hidden | older | worked) - {""})


def _may_shut_out(one: Narrow, roles: Collection[str]) -> bool:
    if one.only and not set(one.only).intersection(roles):
        return True
    return any(name in roles or name not in DESK_ROLES for name in one.except_)


def _reads(register: Register, entry: Entry, actor: Actor, around: Around, *, parent_seen: bool) -> bool:
    return ("parent" in register.read and parent_seen) or _among(register, register.read, entry, actor, around)


def _shut_out(register: Register, one: Narrow, entry: Entry, actor: Actor, around: Around) -> bool:
    if one.only and not _among(register, one.only, entry, actor, around):
        return True
    return bool(one.except_) and _among(register, one.except_, entry, actor, around)


def _among(register: Register, names: tuple[str, ...], entry: Entry, actor: Actor, around: Around) -> bool:
    attempt = Attempt(act="", entry=entry, about=entry.about)
    return any(
        name in actor.roles if name in DESK_ROLES else actor.login in people(register, name, attempt, around)
        for name in names
    )
