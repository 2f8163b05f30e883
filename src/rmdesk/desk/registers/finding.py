"""Finding entries by what is typed: in their numbers and in the columns that the list shows, as those are read."""

import re

from rmdesk.desk.desk import Desk
from rmdesk.desk.registers.subjects import ids
from rmdesk.desk.restricted_files import may_look_into_sealed
from rmdesk.domain.characters import is_word
from rmdesk.domain.numbers import meant
from rmdesk.domain.registers.definition import Register
from rmdesk.domain.registers.narrowing import may_hide
from rmdesk.domain.registers.words import CHOICES, DATES, NUMBERS, TEXTS
from rmdesk.store.tables.registers import spaced

_ABOUT = ("client", "product", "person")
_MASKED = ("phone", "id_number", "uscc")
_RAW = ("file",)
"""Links whose canonical value is what one reads."""
_DIGITS = re.compile(r"[0-9][- 0-9]{3,}[0-9Xx]")
"""So many digits may be a piece of somebody's number: what a list shows masked is not to be guessed from its hits."""
_FIGURE = re.compile(r"[-.:0-9]+")
_Ids = tuple[str, list[object]]
"""A query that gives ids of entries, and its values."""


class Typed:
    """What is typed, and whom or what it may name, as far as the person at the desk knows them: looked up once, in
    however many registers it is then sought."""

    def __init__(self, desk: Desk, text: str) -> None:
        self.text, self._desk = text.strip(), desk
        self._named: dict[str, list[str]] = {}

    def named(self, kind: str) -> list[str]:
        """Numbers, codes or logins of this kind."""
        if kind not in self._named:
            self._named[kind] = ids(self._desk, kind, self.text)
        return self._named[kind]


def matching(desk: Desk, register: Register, typed: Typed) -> tuple[str, tuple[object, ...]]:
    """The condition of a query on `entry e`, and its values. What is hidden, masked or sealed is not looked into: a
    hit would tell."""
    wanted = typed.text
    ways: list[_Ids] = [
        ("SELECT id FROM entry WHERE register_id = ? AND no LIKE ? ESCAPE '\\'", [register.id, _like(wanted)])
    ]
    named, numbers = numbered(desk, wanted)
    ways.append((f"SELECT id FROM entry WHERE register_id = ? AND {named}", [register.id, *numbers]))
    states = [key for key, one in register.state.items() if _in(wanted, one.zh, one.en)]
    if states:
        marks = ", ".join("?" * len(states))
        ways.append((f"SELECT id FROM entry WHERE register_id = ? AND state IN ({marks})", [register.id, *states]))
    inside = [*_in_answers(desk, register, typed), *_in_subjects(register, typed)]
    if inside:
        sql = " UNION ".join(one for one, _ in inside)
        open_file = "1" if may_look_into_sealed(desk) else _OPEN_FILE
        values = [value for _, more in inside for value in more]
        ways.append((f"SELECT f.id FROM entry f WHERE f.id IN ({sql}) AND {open_file}", values))
    return f"e.id IN ({' UNION '.join(sql for sql, _ in ways)})", tuple(value for _, more in ways for value in more)


def numbered(desk: Desk, text: str) -> tuple[str, tuple[str, ...]]:
    """The condition for an entry's number, and its values: as it was typed, without its hyphen or its zeros, and
    without its year the same number of each year."""
    number = desk.bare_no(text)
    series, mark, serial = number.partition("-") if meant(text, desk.branch.code, ()) else (number, "", "")
    each_year = f"{series}-[12][0-9][0-9][0-9]-{serial}"
    return ("(no = ? OR no GLOB ?)", (number, each_year)) if mark else ("no = ?", (number,))


_OPEN_FILE = """(f.client_id = '' OR EXISTS (
    SELECT 1 FROM client k WHERE k.id = f.client_id AND json_extract(k.doc, '$.kept') = 'open'))"""
_VALUES = "SELECT x.entry_id FROM entry_value x WHERE x.register_id = ? AND x.key IN ({}) AND ({})"
_BY_TEXT = """SELECT x.entry_id FROM entry_search_fts t CROSS JOIN entry_search s ON s.rowid = t.rowid
    CROSS JOIN entry_value x ON x.entry_id = s.entry_id AND x.key = s.key
    WHERE entry_search_fts MATCH ? AND +x.register_id = ? AND +x.key IN ({}) AND x.value LIKE ? ESCAPE '\\'"""


def _in_answers(desk: Desk, register: Register, typed: Typed) -> list[_Ids]:
    """The answers in the list's columns that anybody who sees the entry may read there."""
    wanted = typed.text
    hidden = may_hide(register, desk.actor.roles)
    kinds = {key: register.field[key].kind for key in register.list.columns if key in register.field}
    ways = list[_Ids]()
    texts, figures, raw = list[str](), list[str](), list[str]()
    for key, kind in kinds.items():
        if key in hidden or kind in _MASKED:
            continue
        if kind in TEXTS:
            texts += register.keys(key)
        elif kind in (*NUMBERS, *DATES, "time"):
            figures += register.keys(key)
        elif kind in _RAW:
            raw += register.keys(key)
        else:
            meant = _written(desk, register, key, typed)
            if meant:
                sql = _VALUES.format("?, ?", " OR ".join(["',' || x.value || ',' LIKE ?"] * len(meant)))
                ways.append((sql, [register.id, *register.keys(key), *(f"%,{one},%" for one in meant)]))
    if texts and not _DIGITS.search(wanted):
        ways.append(_by_text(register, texts, wanted))
    raw += figures if _FIGURE.fullmatch(wanted) else []
    return [*ways, *([_by_value(register, raw, wanted)] if raw else [])]


def _by_value(register: Register, keys: list[str], wanted: str) -> _Ids:
    marks = ", ".join("?" * len(keys))
    return _VALUES.format(marks, "x.value LIKE ? ESCAPE '\\'"), [register.id, *keys, _like(wanted)]


def _by_text(register: Register, keys: list[str], wanted: str) -> _Ids:
    """By full text where it has a word to go by; what that finds is compared as it is written."""
    if not any(map(is_word, wanted)):
        return _by_value(register, keys, wanted)
    phrase = '"' + spaced(wanted.replace('"', " ")) + '"'
    return _BY_TEXT.format(", ".join("?" * len(keys))), [phrase, register.id, *keys, _like(wanted)]


def _in_subjects(register: Register, typed: Typed) -> list[_Ids]:
    """Whom or what the entries are about, as far as the person at the desk knows them."""
    ways = list[_Ids]()
    for about in _ABOUT:
        found = typed.named(about) if about in register.about else []
        if found:
            marks = ", ".join("?" * len(found))
            which = f"(SELECT id FROM client WHERE no IN ({marks}))" if about == "client" else f"({marks})"
            ways.append((f"SELECT id FROM entry WHERE about_kind = ? AND about_id IN {which}", [about, *found]))
    return ways


def _like(wanted: str) -> str:
    return "%" + wanted.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%"


def _written(desk: Desk, register: Register, key: str, typed: Typed) -> list[str]:
    """The canonical values whose words hold the text."""
    kind, text = register.field[key].kind, typed.text
    if kind in CHOICES:
        return [one.key for one in register.options(key) if _in(text, one.zh, one.en)]
    if kind == "yes_no":
        told = {one: desk.pack.label_text("yes_no", one) for one in ("yes", "no")}
        return [one for one, label in told.items() if _in(text, label.zh, label.en)]
    if kind in ("person", "product", "rule"):
        return typed.named(kind)
    return []


def _in(text: str, *words: str) -> bool:
    return any(text.casefold() in word.casefold() for word in words)
