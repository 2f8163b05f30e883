"""The course of an entry: every state is reached and left, every due can be ended, nobody is called for nothing."""

from collections.abc import Iterator

from rmdesk.domain.people import DESK_ROLES
from rmdesk.domain.registers.act import Act
from rmdesk.domain.registers.course import After, Due
from rmdesk.domain.registers.definition import Register
from rmdesk.formpack.fault import Fault
from rmdesk.formpack.registers.asked import conditions
from rmdesk.formpack.registers.look import Look


def faults(look: Look) -> Iterator[Fault]:
    """Everything that is wrong with states, dues, what recurs and who is shut out."""
    yield from _states(look)
    for key, due in look.register.due.items():
        yield from _due(look, f"due.{key}", due)
    for key, one in look.register.recurring.items():
        yield from _acts(look, f"recurring.{key}.act", (one.act,))
        if one.begins not in look.register.beginning:
            yield look.say(f"recurring.{key}.begins", "r_starts", name=one.begins)
        if one.for_ not in DESK_ROLES:  # before there is an entry, nobody stands in it
            yield look.say(f"recurring.{key}.for", "r_unknown_person", name=one.for_)
    for at, narrow in enumerate(look.register.narrow, 1):
        key = f"narrow[{at}]"
        yield from conditions(look, f"{key}.when", narrow.when)
        if bool(narrow.only) == bool(narrow.except_):
            yield look.say(key, "r_narrow")
        yield from look.people(key, (*narrow.only, *narrow.except_))
        yield from look.keys(f"{key}.hide", narrow.hide)


def reached(register: Register, states: set[str]) -> set[str]:
    """Every state that can be come to from these, themselves included."""
    found = set(states)
    while True:
        more = {act.to for act in register.act.values() if act.to and found & set(act.from_)} - found
        if not more:
            return found
        found |= more


def _states(look: Look) -> Iterator[Fault]:
    register = look.register
    start = {register.act[key].to for key in register.beginning}
    there = reached(register, start)
    for name, state in register.state.items():
        if state.retired:
            continue
        if name not in there:
            yield look.say(f"state.{name}", "r_unreached")
        elif name not in register.ends and not reached(register, {name}) & set(register.ends):
            yield look.say(f"state.{name}", "r_stuck")


def _due(look: Look, at: str, due: Due) -> Iterator[Fault]:
    yield from look.states(f"{at}.while", due.while_)
    yield from _for(look, f"{at}.for", due.for_)
    if any(one < 0 for one in due.warn):
        yield look.say(f"{at}.warn", "range", value=min(due.warn), low=0, high=365)
    unknown = list(_acts(look, f"{at}.act", (*due.act, *due.moved_by)))
    yield from unknown
    yield from _on(look, at, due)
    if not unknown:
        yield from _ended(look, at, due)


def _on(look: Look, at: str, due: Due) -> Iterator[Fault]:
    if isinstance(due.on, str):
        if not look.dated(due.on):
            yield look.say(f"{at}.on", "r_due_on", name=due.on)
        return
    if len(due.on.units) != 1:
        yield look.say(f"{at}.on", "r_due_count")
    name = due.on.after
    if not (look.person(name) if name.startswith("act.") else look.dated(name)):
        yield look.say(f"{at}.on", "r_due_on", name=name)
    if set(due.while_) & set(look.register.ends):
        yield look.say(f"{at}.while", "r_due_end")


def _ended(look: Look, at: str, due: Due) -> Iterator[Fault]:
    acts = look.register.act
    for name in due.act:
        if not (_leaves(acts[name], due) or _moves(name, acts[name], due)):
            yield look.say(f"{at}.act", "r_due_idle", name=name)
    for name, act in acts.items():
        stays = set(act.from_) & set(due.while_) and not _leaves(act, due)
        if stays and name not in (*due.act, *due.moved_by) and _moves(name, act, due):
            yield look.say(f"{at}.act", "r_due_moves", name=name)
    for name in due.moved_by:
        texts = [one for one in acts[name].asked if one.required and look.kind(one.key) in {"text", "long_text"}]
        if not texts:
            yield look.say(f"{at}.moved_by", "r_due_reason", name=name)
    ending = {state for name in due.act for state in acts[name].from_}
    for state in due.while_:
        if not reached(look.register, {state}) & ending:
            yield look.say(f"{at}.act", "r_due_never", name=state)


def _leaves(act: Act, due: Due) -> bool:
    return bool(act.to) and act.to not in due.while_


def _moves(name: str, act: Act, due: Due) -> bool:
    """Whether an act sets the day anew: by asking its date, or by being what it is counted from."""
    if isinstance(due.on, After):
        return due.on.after == f"act.{name}" or any(one.key == due.on.after for one in act.asked)
    return any(one.key == due.on for one in act.asked)


def _for(look: Look, at: str, name: str) -> Iterator[Fault]:
    if name in DESK_ROLES or look.person(name) or (name.startswith("client.") and look.path(name)):
        return
    yield look.say(at, "r_unknown_person", name=name)


def _acts(look: Look, at: str, names: tuple[str, ...]) -> Iterator[Fault]:
    for name in names:
        if name not in look.register.act:
            yield look.say(at, "unknown_act", name=name)
