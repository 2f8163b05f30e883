"""Walking the worked examples of a register: the acts are judged and folded as at the desk, by stand-ins.

Each role is played by one person of that login ("manager"), and a second one where the example names it ("manager2").
A source is played by two subjects, so that parts come to be.
"""

import re
from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import get_args

from rmdesk.domain.base import Value
from rmdesk.domain.people import Role
from rmdesk.domain.refusal import Refusal
from rmdesk.domain.registers.act_facts import acting, beginning
from rmdesk.domain.registers.definition import Register
from rmdesk.domain.registers.deriving import Part, derive, parts_of
from rmdesk.domain.registers.entry import Entry, acted, begun
from rmdesk.domain.registers.facts import About
from rmdesk.domain.registers.field import Field
from rmdesk.domain.registers.judging import SECONDS, Actor, Around, Attempt, judge
from rmdesk.domain.registers.shown import Example, ExampleStep
from rmdesk.domain.registers.values import Answers, read_answers
from rmdesk.domain.registers.words import DATES

FIRST_DAY = date(2026, 3, 2)
NOW = time(10)
"""When the acts of an example are done."""
MOST_DAYS = 9999
"""How far from the first day an example may reach."""
_AWAY = re.compile(r"[+-][0-9]{1,4}")
STAND_INS = 2
"""How many subjects a source lists in an example."""
_ROLES: tuple[Role, ...] = get_args(Role)


class Mismatch(Value):
    """Where an example does not come out: its step (from 1; 0: what comes of it), what was wanted, what came."""

    step: int
    wanted: str
    came: str


def walk(
    register: Register,
    example: Example,
    registers: Mapping[str, Register],
    thresholds: Mapping[str, Decimal] | None = None,
) -> Mismatch | None:
    """The first place where the example does not come out; None when it does."""
    entry: Entry | None = None
    parts: tuple[Entry, ...] = ()
    for at, step in enumerate(example.steps, 1):
        if step.act not in register.act or not 0 <= step.day <= MOST_DAYS:
            return Mismatch(step=at, wanted=step.act, came="—")
        outcome = _step(register, step, entry, parts_of(parts), dict(thresholds or {}))
        came = _named(outcome) if isinstance(outcome, tuple) else ""
        if step.refused != came and step.refused not in _rules(outcome):
            return Mismatch(step=at, wanted=step.refused or step.act, came=came or step.act)
        if isinstance(outcome, Entry):
            entry = outcome
            parts = (*parts, *_made(register, step, entry, registers))
    return _comes(register, example, entry, parts_of(parts))


def _step(
    register: Register,
    step: ExampleStep,
    entry: Entry | None,
    parts: tuple[Part, ...],
    thresholds: dict[str, Decimal],
) -> Entry | tuple[Refusal, ...]:
    today = FIRST_DAY + timedelta(step.day)
    kind = step.with_.get("about", "branch")
    about = About(kind=kind, id="" if kind == "branch" else f"{kind}-1") if entry is None else entry.about
    typed = {key: _typed(register.field.get(key), value, today) for key, value in step.with_.items() if key != "about"}
    read = read_answers(register, step.act, typed, {} if entry is None else entry.standing, today)
    answers = read.values if isinstance(read, Answers) else {}
    attempt = Attempt(
        act=step.act, entry=entry, about=about, answers=answers, seen=0 if entry is None else entry.version
    )
    around = Around(today=today, parts=parts, thresholds=thresholds)
    second = _second(register, step, attempt, around)
    refusals = judge(register, attempt, _actor(step.by), around, second)
    if refusals:
        return refusals
    if not isinstance(read, Answers):
        return tuple(one.refusal for one in read)
    at = datetime.combine(today, NOW, UTC)
    if entry is None:
        fact = beginning(register, attempt, entry_id="entry-1", no="1", client_id="", on=today)
        return begun(fact, step.by, at)
    done = acting(register, entry, attempt, on=today, second="" if second is None else second.login)
    return acted(entry, done, step.by, at)


def _actor(name: str) -> Actor:
    return Actor(login=name, roles=tuple(role for role in _ROLES if role == name.rstrip("0123456789")))


def _second(register: Register, step: ExampleStep, attempt: Attempt, around: Around) -> Actor | None:
    """The first person who may be the second one; a person field names a login."""
    act = register.act[step.act]
    names = act.second or SECONDS
    logins = [attempt.values.get(name, "") or name for name in names]
    candidates = [_actor(login) for login in (*logins, *(f"{one}2" for one in logins))]
    return next((one for one in candidates if _agrees(register, step, attempt, around, one)), candidates[0])


def _agrees(register: Register, step: ExampleStep, attempt: Attempt, around: Around, second: Actor) -> bool:
    """Whether nothing is against this second person, whatever is against the act."""
    against = {one.code for one in judge(register, attempt, _actor(step.by), around, second)}
    return against.isdisjoint(("REGISTER.second", "REGISTER.same"))


def _typed(field: Field | None, value: str, today: date) -> str:
    """Days of an example are counted from its step's day: "today", "+30", "-90"; "now" is at ten."""
    if field is not None and field.kind == "time" and value == "now":
        return NOW.isoformat("minutes")
    if field is None or field.kind not in DATES:
        return value
    if value == "today":
        return today.isoformat()
    return (today + timedelta(int(value))).isoformat() if _AWAY.fullmatch(value) else value


def _made(register: Register, step: ExampleStep, whole: Entry, registers: Mapping[str, Register]) -> tuple[Entry, ...]:
    parts = register.act[step.act].parts
    of = None if parts is None else registers.get(parts.of)
    if parts is None or of is None or parts.act not in of.act:
        return ()
    kind, last = (of.about or ("branch",))[0], whole.done[-1]
    made = []
    for at in range(1, STAND_INS + 1):
        attempt = Attempt(act=parts.act, entry=None, about=About(kind=kind, id=f"{kind}-{at}"), parent_id=whole.id)
        fact = beginning(of, attempt, entry_id=f"part-{at}", no=f"1/{at}", client_id="", on=last.on)
        made.append(begun(fact, step.by, last.at))
    return tuple(made)


def _named(refusals: tuple[Refusal, ...]) -> str:
    """The first refusal in the word that an example writes: "state" for REGISTER.state."""
    return refusals[0].code.removeprefix("REGISTER.")


def _rules(outcome: Entry | tuple[Refusal, ...]) -> frozenset[str]:
    if isinstance(outcome, Entry):
        return frozenset()
    return frozenset(one for refusal in outcome for one in (refusal.rule, refusal.code.removeprefix("REGISTER.")))


def _comes(register: Register, example: Example, entry: Entry | None, parts: tuple[Part, ...]) -> Mismatch | None:
    if entry is None:  # it shows a refusal alone
        return None if not example.comes else Mismatch(step=0, wanted=register.id, came="—")
    last = FIRST_DAY + timedelta(max((one.day for one in example.steps), default=0))
    derived = derive(register, entry.values, parts, last)
    for key, wanted in example.comes.items():
        came: str | Decimal | None = entry.state if key == "state" else derived.get(key, entry.values.get(key))
        same = came == Decimal(str(wanted)) if isinstance(came, Decimal) and _numeric(wanted) else str(came) == wanted
        if not same:
            return Mismatch(step=0, wanted=f"{key} = {wanted}", came=f"{key} = {came}")
    return None


def _numeric(value: object) -> bool:
    return isinstance(value, int | Decimal)
