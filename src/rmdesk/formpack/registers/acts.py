"""Acts: somebody can do each, sees what is done, and four eyes are four."""

from collections.abc import Iterator

from rmdesk.domain.registers.act import Act, Parts
from rmdesk.domain.registers.words import SOURCE_TAKES
from rmdesk.formpack.fault import Fault
from rmdesk.formpack.registers.asked import conditions
from rmdesk.formpack.registers.look import Look


def faults(look: Look) -> Iterator[Fault]:
    """Everything that is wrong with acts."""
    if len(look.register.beginning) != 1:
        yield look.say("act", "r_beginnings", count=len(look.register.beginning))
    for key, act in look.register.act.items():
        at = f"act.{key}"
        yield from _course(look, at, act)
        yield from _asks(look, at, act)
        yield from _who(look, at, act)
        yield from _second(look, at, act)
        yield from conditions(look, f"{at}.needs", act.needs)
        yield from _follows(look, at, act)
        if act.parts is not None:
            yield from _parts(look, f"{at}.parts", act.parts)


def _course(look: Look, at: str, act: Act) -> Iterator[Fault]:
    yield from look.states(f"{at}.from", act.from_)
    yield from look.states(f"{at}.to", (act.to,) if act.to else ())
    if act.begins and (act.from_ or not act.to):
        yield look.say(at, "r_begins")
    if not act.begins and not act.from_:
        yield look.say(at, "r_from")
    if act.final and not act.to:
        yield look.say(f"{at}.final", "r_final")
    if act.marked and act.begins:
        yield look.say(f"{at}.marked", "r_marked")


def _asks(look: Look, at: str, act: Act) -> Iterator[Fault]:
    seen: set[str] = set()
    for one in act.asked:
        if one.key not in look.register.field:
            yield look.say(f"{at}.asks", "r_unknown_key", name=one.key)
        if one.key in seen:
            yield look.say(f"{at}.asks", "duplicate", name=one.key)
        seen.add(one.key)
    for key in act.forgets:
        if key not in look.register.field or not look.register.field[key].personal:
            yield look.say(f"{at}.forgets", "r_forgets", name=key)


def _who(look: Look, at: str, act: Act) -> Iterator[Fault]:
    if not act.roles and not act.by:
        yield look.say(at, "r_nobody")
    yield from look.people(f"{at}.by", act.by, roles=False)
    yield from look.people(f"{at}.not_by", act.not_by, roles=False)
    read = look.register.read
    unread = (*(one for one in act.roles if one not in read), *(one for one in act.by if one not in read))
    becomes = act.begins and "author" in read  # whoever begins an entry reads it as its author
    if not becomes and "parent" not in read and not (act.roles and act.by):
        for name in unread:
            yield look.say(at, "r_act_unread", name=name)
    if act.by and set(act.by) <= set(act.not_by):
        yield look.say(f"{at}.not_by", "r_nobody")


def _second(look: Look, at: str, act: Act) -> Iterator[Fault]:
    if act.second and act.proof != "second":
        yield look.say(f"{at}.second", "r_second")
    yield from look.people(f"{at}.second", act.second)
    doers = set(act.by)
    if act.second and set(act.second) <= doers | set(act.not_by):
        yield look.say(f"{at}.second", "r_second_same")


def _follows(look: Look, at: str, act: Act) -> Iterator[Fault]:
    for name in act.starts:
        register, _, begins = name.partition(".")
        other = look.registers.get(register)
        if other is None or begins not in other.act or not other.act[begins].begins:
            yield look.say(f"{at}.starts", "r_starts", name=name)
    if act.prints is not None:
        if act.prints.paper not in look.register.paper:
            yield look.say(f"{at}.prints", "unknown_paper", name=act.prints.paper)
        yield from conditions(look, f"{at}.prints", act.prints.when)


def _parts(look: Look, at: str, parts: Parts) -> Iterator[Fault]:
    of = look.parts.get(parts.of)
    if of is None:
        yield look.say(f"{at}.of", "r_not_part", name=parts.of)
        return
    if parts.act not in of.beginning:
        yield look.say(f"{at}.act", "r_starts", name=f"{parts.of}.{parts.act}")
    if not of.unique:
        yield look.say(f"{at}.of", "r_parts_unique", name=parts.of)
    wanted = set(SOURCE_TAKES[parts.each])
    audited = parts.each == "audited"  # its bounds are the audit's own fields of these names
    for name in sorted(set(parts.given) - wanted) + ([] if audited else sorted(wanted - set(parts.given))):
        yield look.say(at, "r_parts_given", name=name, source=parts.each)
    fields = (*parts.given.values(), *filter(None, (parts.sample, parts.seed)))
    for name in fields:
        if name not in look.register.field:
            yield look.say(at, "r_unknown_key", name=name)
    if bool(parts.sample) != bool(parts.seed):
        yield look.say(at, "r_sample")
