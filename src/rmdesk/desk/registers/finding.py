"""Finding entries by what is typed: in their numbers and in the columns that the list shows, as those are read."""

from rmdesk.desk.desk import Desk
from rmdesk.desk.registers.subjects import candidates
from rmdesk.domain.registers.definition import Register

_ABOUT = ("client", "product", "person")


def matching(desk: Desk, register: Register, text: str) -> tuple[str, tuple[object, ...]]:
    """The condition of a query on `entry e`, and its values. Hidden fields are not looked into: a hit would tell."""
    wanted = text.strip()
    like = "%" + wanted.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%"
    ways = ["e.no LIKE ? ESCAPE '\\'"]
    values: list[object] = [like]
    hidden = {key for one in register.narrow for key in one.hide}
    for key in register.list.columns:
        if key in hidden or key not in register.field:
            continue
        given = _written(desk, register, key, wanted)
        if given is None:
            ways.append(_EXISTS.format("x.value LIKE ? ESCAPE '\\'"))
            values += [key, like]
        elif given:
            ways.append(_EXISTS.format("(" + " OR ".join(["',' || x.value || ',' LIKE ?"] * len(given)) + ")"))
            values += [key, *(f"%,{one},%" for one in given)]
    for kind in _ABOUT:
        found = [id for id, _ in candidates(desk, kind, wanted)] if kind in register.about else []
        if found:
            column = "(SELECT no FROM client WHERE id = e.about_id)" if kind == "client" else "e.about_id"
            ways.append(f"(e.about_kind = ? AND {column} IN ({', '.join('?' * len(found))}))")
            values += [kind, *found]
    states = [key for key, one in register.state.items() if _in(wanted, one.zh, one.en)]
    if states:
        ways.append(f"e.state IN ({', '.join('?' * len(states))})")
        values += states
    return f"({' OR '.join(ways)})", tuple(values)


_EXISTS = "EXISTS (SELECT 1 FROM entry_value x WHERE x.entry_id = e.id AND x.key = ? AND {})"


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
