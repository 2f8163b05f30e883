"""Finding entries by what is typed: in their numbers and in the columns that the list shows, as those are read."""

import re

from rmdesk.desk.desk import Desk
from rmdesk.desk.registers.subjects import candidates
from rmdesk.desk.restricted_files import may_look_into_sealed
from rmdesk.domain.registers.definition import Register
from rmdesk.domain.registers.narrowing import may_hide

_ABOUT = ("client", "product", "person")
_NUMBERS = ("phone", "id_number", "uscc")
_TEXTS = ("text", "long_text")
_DIGITS = re.compile(r"[0-9][- 0-9]{3,}[0-9Xx]")
"""So many digits may be a piece of somebody's number: what a list shows masked is not to be guessed from its hits."""


def matching(desk: Desk, register: Register, text: str) -> tuple[str, tuple[object, ...]]:
    """The condition of a query on `entry e`, and its values. What is hidden, masked or sealed is not looked into: a
    hit would tell."""
    wanted = text.strip()
    ways = ["e.no LIKE ? ESCAPE '\\'"]
    values: list[object] = [_like(wanted)]
    states = [key for key, one in register.state.items() if _in(wanted, one.zh, one.en)]
    if states:
        ways.append(f"e.state IN ({', '.join('?' * len(states))})")
        values += states
    inside, more = _inside(desk, register, wanted)
    if inside:
        open_file = "1" if may_look_into_sealed(desk) else _OPEN_FILE
        ways.append(f"(({' OR '.join(inside)}) AND {open_file})")
        values += more
    return f"({' OR '.join(ways)})", tuple(values)


_EXISTS = "EXISTS (SELECT 1 FROM entry_value x WHERE x.entry_id = e.id AND x.key IN (?, ?) AND {})"
_OPEN_FILE = """(e.client_id = '' OR EXISTS (
    SELECT 1 FROM client k WHERE k.id = e.client_id AND json_extract(k.doc, '$.kept') = 'open'))"""


def _inside(desk: Desk, register: Register, wanted: str) -> tuple[list[str], list[object]]:
    ways, values = list[str](), list[object]()
    hidden = may_hide(register, desk.actor.roles)
    for key in register.list.columns:
        if key in hidden or key not in register.field:
            continue
        kind = register.field[key].kind
        given = _written(desk, register, key, wanted)
        if given is None and (kind in _NUMBERS or (kind in _TEXTS and _DIGITS.search(wanted))):
            continue
        if given is None:
            ways.append(_EXISTS.format("x.value LIKE ? ESCAPE '\\'"))
            values += [*register.keys(key), _like(wanted)]
        elif given:
            ways.append(_EXISTS.format("(" + " OR ".join(["',' || x.value || ',' LIKE ?"] * len(given)) + ")"))
            values += [*register.keys(key), *(f"%,{one},%" for one in given)]
    for about in _ABOUT:
        found = [id for id, _ in candidates(desk, about, wanted)] if about in register.about else []
        if found:
            column = "(SELECT no FROM client WHERE id = e.about_id)" if about == "client" else "e.about_id"
            ways.append(f"(e.about_kind = ? AND {column} IN ({', '.join('?' * len(found))}))")
            values += [about, *found]
    return ways, values


def _like(wanted: str) -> str:
    return "%" + wanted.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%"


def _written(desk: Desk, register: Register, key: str, text: str) -> list[str] | None:
    """The canonical values whose words hold the text; None where the value is its own word."""
    kind = register.field[key].kind
    if kind in ("choice", "choices"):
        return [one.key for one in register.options(key) if _in(text, one.zh, one.en)]
    if kind in ("person", "product"):
        return [id for id, _ in candidates(desk, kind, text)]
    return None


def _in(text: str, *words: str) -> bool:
    return any(text.casefold() in word.casefold() for word in words)
