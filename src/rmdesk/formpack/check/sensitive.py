"""Sensitive acts: every one named once, with a second person's roles where one is asked for, none below its floor."""

from collections.abc import Iterator
from difflib import get_close_matches

from rmdesk.domain.sensitive import ACTS, DEMANDS
from rmdesk.formpack.fault import Fault, fault
from rmdesk.formpack.parse import Parsed
from rmdesk.formpack.sensitive import SensitiveAct, SensitiveActs

FILE = "sensitive_acts.toml"


def faults(parsed: Parsed) -> Iterator[Fault]:
    """Everything that is wrong with the table."""
    table = parsed.get(FILE, SensitiveActs)
    if table is None:
        return
    named = {one.key for one in table.act}
    for act in ACTS:
        if act not in named:
            yield fault(FILE, "act", "missing_act", name=act)
    for one in table.act:
        yield from _act(f"act[{one.key}]", one)


def _act(place: str, one: SensitiveAct) -> Iterator[Fault]:
    known = ACTS.get(one.key)
    if known is None:
        near = get_close_matches(one.key, ACTS, n=1)
        reason = "near_act" if near else "unknown_act"
        yield fault(FILE, f"{place}.key", reason, name=one.key, near=near[0] if near else "")
        return
    if DEMANDS.index(one.demand) < DEMANDS.index(known.floor):
        yield fault(FILE, f"{place}.demand", "act_floor", name=one.demand, least=known.floor)
    if bool(one.roles) != (one.demand == "second_person"):
        yield fault(FILE, f"{place}.roles", "act_roles")
    elif known.fixed and set(one.roles) != set(known.roles):
        yield fault(FILE, f"{place}.roles", "act_fixed", roles=", ".join(known.roles))
    elif known.floor == "second_person" and not set(one.roles) <= set(known.roles):
        yield fault(FILE, f"{place}.roles", "act_wider", roles=", ".join(known.roles))
