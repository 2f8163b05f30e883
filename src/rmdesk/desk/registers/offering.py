"""Which acts the person at the desk may begin now, and what each asks for beside its answers."""

from rmdesk.desk.desk import Desk
from rmdesk.desk.people_rows import all_of
from rmdesk.desk.registers.around import actor_of, around, entry_by
from rmdesk.desk.registers.seeing import seen
from rmdesk.desk.registers.subjects import BRANCH, typed_about, worded
from rmdesk.desk.registers.views import Offer, Started
from rmdesk.domain.base import Text
from rmdesk.domain.people import DESK_ROLES, Person
from rmdesk.domain.refusal import Refusal, Refused, refuse, refused
from rmdesk.domain.registers.act import AMEND, VOID
from rmdesk.domain.registers.definition import Register
from rmdesk.domain.registers.entry import Entry
from rmdesk.domain.registers.facts import About
from rmdesk.domain.registers.judging import SECONDS, Around, Attempt, judge, offered

_BEFORE_ANSWERS = frozenset({"REGISTER.state", "REGISTER.roles", "REGISTER.not_by", "REGISTER.void"})


def offers(desk: Desk, register: Register, entry: Entry) -> tuple[Offer, ...]:
    """The acts that may be begun on the entry, in the register's order, then amending, where there is an answer
    to amend, and voiding; none under a definition that the pack has no more."""
    if register.id not in desk.pack.registers:
        return ()
    stands, actor = around(desk, register, entry, entry.about, entry.parent_id), actor_of(desk.actor)
    keys = [*offered(register, entry, actor, stands)]
    for key in (AMEND, VOID):
        attempt = Attempt(act=key, entry=entry, about=entry.about, seen=entry.version, reason="—")
        able = key == VOID or amendable(register, entry)
        if able and not judge(register, attempt, actor, stands):
            keys.append(key)
    return tuple(offer(desk, register, key, entry) for key in keys)


def amendable(register: Register, entry: Entry) -> tuple[str, ...]:
    """The fields that were asked of the entry and may be answered otherwise, in the register's order."""
    acts = (register.act[done.act] for done in entry.done if done.act in register.act)
    ever = {one.key for act in acts for one in act.asked}
    fields = ((key, one) for key, one in register.field.items() if key in ever)
    return tuple(key for key, one in fields if not (one.log or one.fixed or one.retired))


def why_not(desk: Desk, register: Register, entry: Entry, act: str) -> Refused:
    """Why an act is not offered: who may do it, or that it does not belong to this state. What is wrong with answers
    is not asked yet."""
    if act not in register.act and act not in (VOID, AMEND):
        return refused("INPUT.unknown", what="act", given=act[:40])
    attempt = Attempt(act=act, entry=entry, about=entry.about, seen=entry.version, reason="—")
    against = judge(register, attempt, actor_of(desk.actor), around(desk, register, entry, entry.about, ""))
    reasons = tuple(one for one in against if one.code in _BEFORE_ANSWERS)
    if reasons:
        return Refused(reasons=worded(desk, reasons))
    state = f"{register.id}.state.{entry.state}"
    return refused("REGISTER.state", register_act=f"{register.id}.act.{act}", register_state=state)


def offer(desk: Desk, register: Register, key: str, entry: Entry | None = None) -> Offer:
    """What an act is called and asks for; `entry`: on which one."""
    if key in (VOID, AMEND):
        label = desk.pack.label_text("entry_act", key)
        return Offer(key, label, "none", Text.same(""), final=key == VOID, marked=False, asks=True, reason=True)
    act = register.act[key]
    names = act.second or SECONDS
    words = [_who(desk, register, name) for name in names] if act.proof == "second" else []
    second = Text(zh="、".join(one.zh for one in words), en=", ".join(one.en for one in words))
    asks = bool(act.asks)
    seconds = _seconds(desk, register, key, entry) if act.proof == "second" else ()
    return Offer(key, act.label, act.proof, second, final=act.final, marked=act.marked, asks=asks, seconds=seconds)


def _seconds(desk: Desk, register: Register, key: str, entry: Entry | None) -> tuple[str, ...]:
    """The logins of those who may be the second person, as far as that can be told before the act is answered."""
    about = About(kind=BRANCH) if entry is None else entry.about
    attempt = Attempt(act=key, entry=entry, about=about, seen=0 if entry is None else entry.version)
    stands = around(desk, register, entry, about, "" if entry is None else entry.parent_id)
    able = (one for one in all_of(desk.store) if one.active and one.login != desk.actor.login)
    return tuple(one.login for one in able if _may_second(register, attempt, desk, stands, one))


def _may_second(register: Register, attempt: Attempt, desk: Desk, stands: Around, person: Person) -> bool:
    against = judge(register, attempt, actor_of(desk.actor), stands, actor_of(person))
    return not any(one.code in ("REGISTER.second", "REGISTER.same") for one in against)


def started(desk: Desk, register: Register, entry: Entry, act: str) -> tuple[Started, ...]:
    """The acts that `act` leads to and that the person at the desk may begin: parts while the entry is open, entries
    of their own also afterwards."""
    found = []
    for one in register.act[act].starts if act in register.act else ():
        register_id, _, key = one.partition(".")
        of = desk.pack.registers.get(register_id)
        if of is None or key not in of.act:
            continue
        parent = entry.id if register.id in of.part_of else ""
        if not barred(desk, of, key, parent):
            found.append(Started(register_id, key, of.act[key].label, parent, _of_same(desk, of, entry), entry.id))
    return tuple(found)


def _of_same(desk: Desk, register: Register, entry: Entry) -> str:
    """What the new entry is about, as it would be typed: the same as this one, or its client; "" where that is open."""
    kind, id = entry.about.kind, entry.about.id
    if kind == BRANCH or kind not in register.about:
        kind, id = ("client", entry.client_id) if entry.client_id and "client" in register.about else (BRANCH, "")
    return typed_about(desk, kind, id) if id else ""


def barred(desk: Desk, register: Register, key: str, parent_id: str = "") -> tuple[Refusal, ...]:
    """Why the person at the desk may not begin an entry by this act; nothing when nothing is known against it."""
    if key not in register.beginning:
        return (refuse("REGISTER.state", register_act=f"{register.id}.act.{key}", register_state="—"),)
    wrong = _whole_of(desk, register, parent_id)
    if wrong is not None:
        return (wrong,)
    about = About(kind=BRANCH)
    attempt = Attempt(act=key, entry=None, about=about, parent_id=parent_id)
    stands = around(desk, register, None, about, parent_id)
    against = judge(register, attempt, actor_of(desk.actor), stands)
    return worded(desk, tuple(one for one in against if one.code in _BEFORE_ANSWERS))


def _whole_of(desk: Desk, register: Register, parent_id: str) -> Refusal | None:
    """A part belongs to an open entry of one of its wholes, that this person may see; anything else belongs to none."""
    if not register.part_of:
        return refuse("INPUT.unknown", what="entry", given=parent_id[:40]) if parent_id else None
    whole = entry_by(desk, parent_id) if parent_id else None
    if whole is None or whole.register_id not in register.part_of:
        return refuse("INPUT.unknown", what="entry", given=parent_id[:40] or "—")
    found = seen(desk, whole.id)
    if isinstance(found, Refusal):
        return found
    if whole.ended:
        state = f"{whole.register_id}.state.{whole.state}"
        return refuse("REGISTER.state", register_act=f"{register.id}.act.{register.beginning[0]}", register_state=state)
    return None


def _who(desk: Desk, register: Register, name: str) -> Text:
    if name in DESK_ROLES:
        return desk.pack.label_text("role", name)
    own = register.label(name)
    return own or desk.pack.label_text("entry_person", name)
