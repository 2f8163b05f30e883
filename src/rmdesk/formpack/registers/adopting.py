"""What a new pack may change of registers that entries stand in: nothing that somebody recorded may lose its words."""

from collections.abc import Iterator, Mapping

from rmdesk.domain.base import Value
from rmdesk.domain.registers.definition import Register
from rmdesk.formpack.fault import Fault, fault

WIDENED = {("text", "long_text"), ("integer", "decimal"), ("choice", "choices")}
"""Changes of kind under which every older answer stays an answer."""


class InUse(Value):
    """What stored entries of one register hold: states they stand in now, and what their facts ever named.

    `options`: field → the options that were answered.
    """

    states: frozenset[str] = frozenset()
    past_states: frozenset[str] = frozenset()
    fields: frozenset[str] = frozenset()
    options: dict[str, frozenset[str]] = {}
    acts: frozenset[str] = frozenset()


def dropped(old: Mapping[str, Register], new: Mapping[str, Register], in_use: Mapping[str, InUse]) -> tuple[Fault, ...]:
    """Why the new registers cannot take the old ones' place; empty when they can. `in_use`: register → what it holds;
    a register without entries may change as it likes."""
    return tuple(one for key, used in in_use.items() if key in old for one in _register(key, old[key], new, used))


def _register(key: str, old: Register, new: Mapping[str, Register], used: InUse) -> Iterator[Fault]:
    file = f"registers/{key}.toml"
    now = new.get(key) or next((one for one in new.values() if one.was == key), None)
    if now is None:
        yield fault(file, "", "r_dropped", name=key)
        return
    for table in ("about", "part_of", "number", "yearly"):
        if getattr(old, table) != getattr(now, table):
            yield fault(file, table, "r_changed")
    for name in sorted(used.states):
        if name not in now.state or now.state[name].retired:
            yield fault(file, f"state.{name}", "r_dropped_state", name=name)
    for table, names in (("state", used.past_states - used.states), ("field", used.fields), ("act", used.acts)):
        known = getattr(now, table)
        kept = {*known, *(one.was for one in known.values() if one.was)}
        for name in sorted(names - kept):
            yield fault(file, f"{table}.{name}", "r_dropped", name=name)
    for name in sorted(used.fields):
        yield from _kind(file, name, old, now)
        yield from _sheet(file, name, old, now)
    for name, options in sorted(used.options.items()):
        field = _field(now, name)
        for option in sorted(options):
            if field and now.option(field, option) is None:
                yield fault(file, f"field.{name}.options", "r_dropped", name=option)


def _field(register: Register, key: str) -> str:
    """The key under which a field stands now; "" when it is gone."""
    if key in register.field:
        return key
    return next((name for name, one in register.field.items() if one.was == key), "")


def _kind(file: str, name: str, old: Register, now: Register) -> Iterator[Fault]:
    field = _field(now, name)
    if not field or name not in old.field:
        return
    before, after = old.field[name].kind, now.field[field].kind
    if before != after and (before, after) not in WIDENED:
        yield fault(file, f"field.{name}.kind", "r_kind", was=before, now=after)


def _sheet(file: str, name: str, old: Register, now: Register) -> Iterator[Fault]:
    """What was answered keeps its questions, its answers and what they score: another edition is another field."""
    before, field = old.sheet(name), _field(now, name)
    after = now.sheet(field) if field else None
    if before is None or after is None:
        return
    if before.id != after.id:
        yield fault(file, f"field.{name}.of", "r_changed")
        return
    stands = {one.id: {each.key: each.score for each in after.choices(one)} for one in after.questions}
    for one in before.questions:
        options = stands.get(one.id)
        if options is None or any(options.get(each.key) != each.score for each in before.choices(one)):
            yield fault(f"sheets/{before.id}.toml", f"questions.{one.id}", "r_dropped_question", name=one.id)
