"""What may be done with an entry: by whom, in which state, with which answers. Everything against it, as refusals.

A refusal cites the register's own rule, or the one that a `needs` names.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal

from rmdesk.domain.base import Value
from rmdesk.domain.people import DESK_ROLES, Role
from rmdesk.domain.refusal import Refusal, refuse
from rmdesk.domain.registers.act import AMEND, VOID, Act
from rmdesk.domain.registers.conditions import failing
from rmdesk.domain.registers.definition import Register
from rmdesk.domain.registers.deriving import Part, derive
from rmdesk.domain.registers.entry import Entry
from rmdesk.domain.registers.facts import About
from rmdesk.domain.registers.field import Condition

SECONDS: tuple[Role, ...] = ("compliance", "reviewer")
"""Who may be the second person where an act names nobody."""


class Actor(Value):
    """Who acts: the login, and the roles that this person has."""

    login: str
    roles: tuple[Role, ...]


class Around(Value):
    """What stands around an entry on the day of an act.

    `paths`: path into the client or the parent → canonical value. `thresholds`: the pack's numbers of that day.
    `taken`: the unique keys (see `unique_keys`) that other entries hold. `whole_ended`: it is a part of what has ended.
    """

    today: date
    whole_ended: bool = False
    parts: tuple[Part, ...] = ()
    paths: dict[str, str] = {}
    thresholds: dict[str, Decimal] = {}
    taken: frozenset[str] = frozenset()


class Attempt(Value):
    """An act with its answers. `entry` None: it begins one. `seen` is the version that was on the screen."""

    act: str
    entry: Entry | None
    about: About
    parent_id: str = ""
    answers: dict[str, str] = {}
    seen: int = 0
    reason: str = ""

    @property
    def values(self) -> dict[str, str]:
        """The entry's values with this act's answers in."""
        return {**({} if self.entry is None else self.entry.values), **self.answers}


def offered(register: Register, entry: Entry, actor: Actor, around: Around) -> tuple[str, ...]:
    """The acts that this person may begin now, in the register's order; what is answered is judged afterwards."""
    attempts = (Attempt(act=key, entry=entry, about=entry.about, seen=entry.version) for key in register.act)
    return tuple(
        one.act
        for one in attempts
        if not (_state(register, one) or _again(register, one, around) or _who(register, one, actor, around))
    )


def judge(
    register: Register, attempt: Attempt, actor: Actor, around: Around, second: Actor | None = None
) -> tuple[Refusal, ...]:
    """Everything that is against an act; empty when it may be done. With the wrong state nothing else is said."""
    stale = _stale(attempt)
    if stale is not None:
        return (stale,)
    wrong = _state(register, attempt) or _again(register, attempt, around)
    if wrong is not None:
        return (wrong,)
    who = _who(register, attempt, actor, around)
    if attempt.act in {VOID, AMEND}:
        lacking = _cited(register, refuse("REGISTER.reason", register_act=_act(register, attempt.act)))
        reason = None if attempt.reason.strip() else lacking
        against = _parts(register, attempt, around) if attempt.act == VOID else _puts_off(register, attempt)
        return tuple(one for one in (who, reason, against) if one is not None)
    found = (
        who,
        _second(register, attempt, actor, second, around),
        _needs(register, attempt, around),
        _parts(register, attempt, around),
        _unique(register, attempt, around),
    )
    return tuple(one for one in found if one is not None)


def unique_keys(register: Register, about: About, parent_id: str, values: Mapping[str, str]) -> tuple[str, ...]:
    """One text for each rule of uniqueness: what no two entries of the register may share. What is not answered yet is
    shared with nobody."""
    built_in = {"about": f"{about.kind}:{about.id}", "parent": parent_id}
    rows = ([built_in.get(key, values.get(key, "")) for key in keys] for keys in register.unique)
    return tuple(f"{at}\n" + "\n".join(row) for at, row in enumerate(rows) if all(row))


def people(register: Register, name: str, attempt: Attempt, around: Around) -> frozenset[str]:
    """The logins that a name of `by`, `not_by`, `second` or `read` means: a person field (as it stood and as it is
    answered), the author, the subject, who did an act last and who amended since, a path to the parent's."""
    entry = attempt.entry
    if name == "author":
        return frozenset() if entry is None else frozenset({entry.begun_by})
    if name == "about":
        return frozenset({attempt.about.id}) if attempt.about.kind == "person" else frozenset()
    if name.startswith("act."):
        return frozenset() if entry is None else _doers(entry, register.acts_named(name.removeprefix("act.")))
    standing = {} if entry is None else entry.values
    found = {source.get(name, "") for source in (standing, attempt.answers, around.paths)}
    return frozenset(login for value in found for login in value.split(",") if login)


def _doers(entry: Entry, acts: tuple[str, ...]) -> frozenset[str]:
    """Who amends what an act answered has a hand in it: four eyes are others' than both."""
    at = max((place for place, one in enumerate(entry.done) if one.act in acts), default=None)
    if at is None:
        return frozenset()
    return frozenset({entry.done[at].by} | {one.by for one in entry.done[at + 1 :] if one.act == AMEND})


def _any_of(register: Register, names: Iterable[str], actor: Actor, attempt: Attempt, around: Around) -> bool:
    return any(
        name in actor.roles if name in DESK_ROLES else actor.login in people(register, name, attempt, around)
        for name in names
    )


def _stale(attempt: Attempt) -> Refusal | None:
    entry = attempt.entry
    if entry is None or attempt.seen == entry.version:
        return None
    last = entry.done[-1]
    return refuse("INPUT.stale", person=last.by, at=last.at)


def _state(register: Register, attempt: Attempt) -> Refusal | None:
    entry, key = attempt.entry, attempt.act
    if key in {VOID, AMEND}:
        fits = entry is not None and not entry.voided and (key == VOID or (register.amend and not entry.ended))
    else:
        act = register.act[key]
        fits = not act.retired and (act.begins if entry is None else entry.state in act.from_ and not entry.voided)
    if fits:
        return None
    state = "—" if entry is None else f"{register.id}.state.{entry.state}"
    return _cited(register, refuse("REGISTER.state", register_act=_act(register, key), register_state=state))


def _again(register: Register, attempt: Attempt, around: Around) -> Refusal | None:
    """What has ended is not taken up again under a whole that has ended."""
    entry = attempt.entry
    to = register.act[attempt.act].to if attempt.act in register.act else ""
    if entry is None or not (around.whole_ended and entry.ended and to and to not in register.ends):
        return None
    return _cited(register, refuse("REGISTER.whole", register_act=_act(register, attempt.act)))


def _puts_off(register: Register, attempt: Attempt) -> Refusal | None:
    """An amendment mends what was written, it gives nobody more time: that is for the acts that the register names."""
    entry = attempt.entry
    standing = [] if entry is None else [due for due in register.due.values() if entry.state in due.while_]
    for due in standing:
        key = due.on if isinstance(due.on, str) else due.on.after
        before, after = "" if entry is None else entry.values.get(key, ""), attempt.answers.get(key, "")
        if key in attempt.answers and before and (not after or after > before):
            said = refuse("REGISTER.put_off", register_key=f"{register.id}.field.{key}", given=after or "—")
            return _cited(register, said)
    return None


def _who(register: Register, attempt: Attempt, actor: Actor, around: Around) -> Refusal | None:
    if attempt.act in {VOID, AMEND}:
        if _any_of(register, ("author", "compliance"), actor, attempt, around):
            if attempt.act != VOID:
                return None
            return _late(register, attempt, actor, around) or _voids_own(register, attempt, actor, around)
        said = refuse("REGISTER.roles", register_act=_act(register, attempt.act), register_who="author, compliance")
        return _cited(register, said)
    act = register.act[attempt.act]
    if not _allowed(register, act, actor, attempt, around):
        who = ", ".join((*act.roles, *(_person(register, one) for one in act.by)))
        return _cited(register, refuse("REGISTER.roles", register_act=_act(register, attempt.act), register_who=who))
    if _barred(register, act.not_by, actor, attempt, around):
        return _cited(register, refuse("REGISTER.not_by", register_act=_act(register, attempt.act), person=actor.login))
    return None


def _late(register: Register, attempt: Attempt, actor: Actor, around: Around) -> Refusal | None:
    """A slip is voided by its writer within the day; later only compliance takes an entry out of what counts."""
    entry = attempt.entry
    if entry is None or "compliance" in actor.roles or entry.begun_on == around.today:
        return None
    return _cited(register, refuse("REGISTER.void", on=entry.begun_on))


def _voids_own(register: Register, attempt: Attempt, actor: Actor, around: Around) -> Refusal | None:
    """Who is kept from judging an entry, because a field of it names him, does not make it vanish either; a slip of the
    day its writer does."""
    entry = attempt.entry
    if entry is not None and entry.begun_by == actor.login and entry.begun_on == around.today:
        return None
    named = {name for act in register.act.values() for name in act.not_by if name in register.field or name == "about"}
    if not _barred(register, named, actor, attempt, around):
        return None
    return _cited(register, refuse("REGISTER.not_by", register_act=_act(register, VOID), person=actor.login))


def _allowed(register: Register, act: Act, actor: Actor, attempt: Attempt, around: Around) -> bool:
    """Roles and people both must hold where both are written. People are those who stood before the act's answers,
    else an act would make its own doer; only a beginning act has nothing before it."""
    if act.roles and not set(act.roles) & set(actor.roles):
        return False
    before = attempt if attempt.entry is None else attempt.model_copy(update={"answers": {}})
    return not act.by or _any_of(register, act.by, actor, before, around)


def _barred(register: Register, names: Iterable[str], actor: Actor, attempt: Attempt, around: Around) -> bool:
    """Who was put out of a field by an amendment still has a part in it: nobody frees himself so."""
    entry = attempt.entry
    for name in names:
        before = frozenset[str]() if entry is None else entry.amended_away(*register.keys(name))
        if actor.login in people(register, name, attempt, around) | {
            one for value in before for one in value.split(",")
        }:
            return True
    return False


def _second(register: Register, attempt: Attempt, actor: Actor, second: Actor | None, around: Around) -> Refusal | None:
    """The second person is another person, whatever roles either has, and no one whom `not_by` bars."""
    act = register.act[attempt.act]
    if act.proof != "second":
        return None
    names = act.second or SECONDS
    if second is None or not _any_of(register, names, second, attempt, around):
        shown = ", ".join(_person(register, one) for one in names)
        return _cited(register, refuse("REGISTER.second", register_act=_act(register, attempt.act), register_who=shown))
    if second.login == actor.login or _barred(register, act.not_by, second, attempt, around):
        return _cited(register, refuse("REGISTER.same", register_act=_act(register, attempt.act), person=second.login))
    return None


def _needs(register: Register, attempt: Attempt, around: Around) -> Refusal | None:
    """Judged with the answers of the act in, and on its day."""
    values = attempt.values
    derived = {key: str(one) for key, one in derive(register, values, around.parts, around.today).items()}
    built_in = {} if attempt.entry is None else attempt.entry.built_in
    whole = {**around.paths, **built_in, **values, **derived}
    wrong = failing(register.act[attempt.act].needs, whole, around.parts, around.thresholds)
    if wrong is None:
        return None
    said = refuse(
        "REGISTER.needs",
        register_act=_act(register, attempt.act),
        register_key=_key(register, wrong),
        given=whole.get(wrong.key, "") or "—",
    )
    return _cited(register, said, wrong.rule)


def _parts(register: Register, attempt: Attempt, around: Around) -> Refusal | None:
    if attempt.act != VOID and register.act[attempt.act].to not in register.ends:
        return None
    left = sum(not part.ended for part in around.parts)
    return _cited(register, refuse("REGISTER.parts", count=left)) if left else None


def _unique(register: Register, attempt: Attempt, around: Around) -> Refusal | None:
    parent = attempt.parent_id if attempt.entry is None else attempt.entry.parent_id
    taken = next(
        (key for key in unique_keys(register, attempt.about, parent, attempt.values) if key in around.taken), ""
    )
    if not taken:
        return None
    keys = register.unique[int(taken.partition("\n")[0])]
    named = ", ".join(f"{register.id}.field.{one}" if one in register.field else one for one in keys)
    return _cited(register, refuse("REGISTER.unique", register_key=named))


def _cited(register: Register, said: Refusal, rule: str = "") -> Refusal:
    return said.model_copy(update={"rule": rule or register.rule})


def _act(register: Register, key: str) -> str:
    return f"{register.id}.act.{key}"


def _person(register: Register, name: str) -> str:
    """A role or a built-in person as it is; a person field by its path."""
    return f"{register.id}.field.{name}" if name in register.field else name


def _key(register: Register, condition: Condition) -> str:
    if condition.parts:
        return f"{condition.parts}.title"
    return f"{register.id}.{'derived' if condition.key in register.derived else 'field'}.{condition.key}"
