"""What the program asks of a register at the least, by the rule that it names: a renamed one does not escape."""

from collections.abc import Iterator

from rmdesk.formpack.fault import Fault
from rmdesk.formpack.registers.look import Look

KEEP_YEARS = {"SUIT-14": 5, "SALE-12": 5, "DESK-10": 5, "DESK-12": 3, "DESK-13": 5, "DESK-14": 5, "DESK-17": 5}
"""Least years from the end of an entry."""
OTHER_EYES = ("DESK-12", "DESK-13")
"""Rules whose entries nobody ends who has a part in them."""
EXCEPTED = ("DESK-14",)
"""Rules whose entries those do not read whom they concern."""
CONDITIONED = ("SALE-12", "DESK-10")
"""Rules whose entries need a condition: a thank-you that is tied to buying is refused."""
HOLDERS = "SUIT-14"
"""Leaving a holder out takes a second person."""


def faults(look: Look) -> Iterator[Fault]:
    """Where a register asks less than its rule does."""
    register, rule = look.register, look.register.rule
    least = KEEP_YEARS.get(rule, 1)
    if register.keep_years < least:
        yield look.say("keep_years", "r_keep", least=least, rule=rule)
    ending = {key: act for key, act in register.act.items() if act.to in register.ends and not act.begins}
    for key, act in ending.items():
        if rule in OTHER_EYES and not act.not_by:
            yield look.say(f"act.{key}.not_by", "r_floor_eyes", rule=rule)
        told = {feed.path for key, feed in register.feeds.items() if key == "client_told"} & {
            one.key for one in act.asked
        }
        if rule == HOLDERS and register.part_of and not told and act.proof != "second":
            yield look.say(f"act.{key}.proof", "r_floor_second", rule=rule)
    if rule in EXCEPTED and _concerns(look) and not any(one.except_ and not one.hide for one in register.narrow):
        yield look.say("narrow", "r_floor_narrow", rule=rule)
    if rule in CONDITIONED and not any(act.needs for act in register.act.values()):
        yield look.say("act", "r_floor_needs", rule=rule)


def _concerns(look: Look) -> bool:
    """Whether entries may concern somebody: those about the branch alone are drills."""
    return look.register.about != ("branch",)
