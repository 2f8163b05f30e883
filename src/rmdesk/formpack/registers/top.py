"""What a register says of itself: its name and number, whose part it is, who reads it, how long it is kept."""

import re
from collections.abc import Iterator

from rmdesk.domain.registers.definition import BUILT_IN
from rmdesk.formpack.fault import Fault
from rmdesk.formpack.registers.asked import conditions
from rmdesk.formpack.registers.look import Look
from rmdesk.formpack.registers.reading import register_id

_NUMBER, _KEY = re.compile(r"[A-Z]{1,3}"), re.compile(r"[a-z][a-z0-9_]{0,30}")
TAKEN_NUMBERS = ("J", "K", "C")
"""What the program itself numbers: sales, clients, cases."""
TAKEN_IDS = ("client", "product", "sale", "assessment", "case", "person", "staff", "entry", "journal", "paper")
_NOT_OF_CLIENTS = ("product_keeper", "administrator")


def faults(look: Look) -> Iterator[Fault]:
    """Everything that is wrong above the tables."""
    yield from _names(look)
    yield from _part_of(look)
    yield from _read(look)
    yield from _ends(look)
    yield from _unique_and_feeds(look)


def _names(look: Look) -> Iterator[Fault]:
    one = look.register
    if one.id != register_id(look.file):
        yield look.say("id", "file_id", wanted=register_id(look.file))
    if one.id in TAKEN_IDS:
        yield look.say("id", "r_taken_id", name=one.id)
    if one.rule not in look.rules:
        yield look.say("rule", "unknown_rule", name=one.rule)
    for table in ("state", "field", "derived", "act", "due", "recurring", "text", "paper"):
        for key in getattr(one, table):
            if not _KEY.fullmatch(key) or (table in {"field", "derived"} and key in BUILT_IN):
                yield look.say(f"{table}.{key}", "r_key", name=key)
    for key in one.derived:
        if key in one.field:
            yield look.say(f"derived.{key}", "duplicate", name=key)


def _part_of(look: Look) -> Iterator[Fault]:
    one = look.register
    if one.part_of and (one.number or one.yearly):
        yield look.say("number", "r_number_part")
    if not one.part_of and not _NUMBER.fullmatch(one.number):
        yield look.say("number", "r_number", name=one.number)
    others = {other.number: other.id for other in look.registers.values() if other.id != one.id and other.number}
    if one.number in others or one.number in TAKEN_NUMBERS:
        yield look.say("number", "r_number_taken", name=one.number)
    for name in one.part_of:
        if name not in look.registers:
            yield look.say("part_of", "r_unknown_register", name=name)
    if _circle(look):
        yield look.say("part_of", "r_circle")


def _circle(look: Look) -> bool:
    above, left = set[str](), list(look.register.part_of)
    while left:
        name = left.pop()
        if name == look.register.id:
            return True
        if name in look.registers and name not in above:
            above.add(name)
            left += look.registers[name].part_of
    return False


def _read(look: Look) -> Iterator[Fault]:
    one = look.register
    yield from look.people("read", tuple(name for name in one.read if name != "parent"))
    if not one.read:
        yield look.say("read", "r_nobody_reads")
    if "parent" in one.read and not one.part_of:
        yield look.say("read", "r_unknown_person", name="parent")
    for role in _NOT_OF_CLIENTS:
        if role in one.read and one.of_client:
            yield look.say("read", "r_read_client", name=role)


def _ends(look: Look) -> Iterator[Fault]:
    one = look.register
    yield from look.states("ends", one.ends)
    if not one.ends:
        yield look.say("ends", "r_no_end")


def _unique_and_feeds(look: Look) -> Iterator[Fault]:
    one = look.register
    for keys in one.unique:
        yield from look.keys("unique", keys)
    for feed, source in one.feeds.items():
        at, name = f"feeds.{feed}", source.path
        day = feed in {"last_contact", "client_told", "parted"}
        if not (look.dated(name) if day else look.numeric(name) or name in one.derived):
            yield look.say(at, "r_feed", name=name)
        if (feed == "training_hours" and "person" not in one.about) or (feed != "training_hours" and not one.of_client):
            yield look.say(at, "r_feed_about", name=feed)
        yield from look.states(at, source.state)
        yield from conditions(look, at, source.when)
