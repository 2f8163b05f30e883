"""Registers written for a test, and entries of them, without a desk."""

import tomllib
from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from decimal import Decimal

from rmdesk.domain.people import Role
from rmdesk.domain.registers.act_facts import acting, beginning
from rmdesk.domain.registers.definition import Register
from rmdesk.domain.registers.entry import Entry, acted, begun
from rmdesk.domain.registers.facts import About
from rmdesk.domain.registers.judging import Actor, Attempt
from rmdesk.formpack.registers.reading import build_register

DAY = date(2026, 3, 2)
TEXT = 'label = { zh = "甲", en = "A" }'
LABELS = {"label": {"grade": {str(n): {"zh": f"{n} 级", "en": f"Grade {n}"} for n in range(1, 6)}}}
HEAD = """
id = "sample"
number = "SM"
title = { zh = "样例", en = "Sample" }
rule = "DESK-13"
about = ["branch", "person", "client"]
read = ["compliance", "reviewer", "owner"]
keep_years = 5
ends = ["closed"]
state = { open = { zh = "未结", en = "Open" }, closed = { zh = "已结", en = "Closed" } }
list = { columns = ["no"] }
"""
ACTS = f"""
[act]
begin = {{ begins = true, to = "open", {TEXT}, roles = ["compliance"] }}
close = {{ from = ["open"], to = "closed", {TEXT}, roles = ["compliance"] }}
"""


def register(text: str = "", *, acts: str = ACTS, head: str = HEAD) -> Register:
    """The smallest register with `text` (tables) added, or with other acts."""
    raw = tomllib.loads(f"{head}\n{acts}\n{text}", parse_float=Decimal)
    built = build_register(f"registers/{raw['id']}.toml", raw, LABELS)
    assert isinstance(built, Register), built
    return built


def fielded(spec: str, *, asks: str = "x") -> Register:
    """A register with the one field `x` of this spec, asked by its beginning act."""
    acts = ACTS.replace('to = "open"', f'to = "open", asks = ["{asks}"]')
    return register(f"[field]\nx = {{ {spec}, {TEXT} }}\n", acts=acts)


def actor(login: str, *roles: Role) -> Actor:
    """A person with these roles; with the role "compliance" when none is named."""
    return Actor(login=login, roles=roles or ("compliance",))


def begin(
    of: Register, by: str = "lin", answers: Mapping[str, str] | None = None, about: About | None = None, on: date = DAY
) -> Entry:
    """An entry as its beginning act leaves it."""
    attempt = Attempt(act=of.beginning[0], entry=None, about=about or About(kind="branch"), answers=dict(answers or {}))
    fact = beginning(of, attempt, entry_id="e1", no="SM-0001", client_id="", on=on)
    return begun(fact, by, datetime.combine(on, time(9), UTC))


def attempt(act: str, entry: Entry, seen: int | None = None, reason: str = "", **answers: str) -> Attempt:
    """An act on an entry, with the version that stands unless another was seen."""
    shown = entry.version if seen is None else seen
    return Attempt(act=act, entry=entry, about=entry.about, answers=answers, seen=shown, reason=reason)


def do(of: Register, entry: Entry, act: str, by: str = "lin", on: date = DAY, **answers: str) -> Entry:
    """The entry after an act, unjudged."""
    fact = acting(of, entry, Attempt(act=act, entry=entry, about=entry.about, answers=answers), on=on)
    return acted(entry, fact, by, datetime.combine(on, time(9), UTC))
