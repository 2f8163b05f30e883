"""How cells of a list of entries are read: each becomes what somebody would type in the register's form, whose own
rules read it then."""

import re
from collections.abc import Callable
from typing import Protocol, cast

from rmdesk.desk.desk import Desk
from rmdesk.desk.imports import counting, readers
from rmdesk.desk.imports.rows import Cells, Reader
from rmdesk.desk.imports.staff import Staff
from rmdesk.desk.registers.subjects import BRANCH, found
from rmdesk.domain.fields import LONG_TERM
from rmdesk.domain.imports.cells import plain
from rmdesk.domain.refusal import Refusal, refuse
from rmdesk.domain.registers.definition import Register
from rmdesk.domain.registers.words import CHOICES, DATES, NUMBERS
from rmdesk.locale import LANGS, tr

_BETWEEN = re.compile(r"\s*[、,，;；/\n]\s*")
_YES = {
    **dict.fromkeys(("有", "已", "√", "✓", "true", "1"), "yes"),
    **dict.fromkeys(("×", "false", "0"), "no"),
}


class OfRegister(Protocol):
    """The kind whose rows are read."""

    register: Register
    staff: Staff


def _register(cells: Cells) -> Register:
    return cast("OfRegister", cells.kind).register


def reader_of(kind: str) -> Reader:
    """How a cell is made what a form of this kind of field would be typed; the register's own rules read it then."""
    if kind in NUMBERS:
        return _number(kind)
    if kind in DATES:
        return _day
    if kind in CHOICES:
        return _choice
    return _OTHER.get(kind, lambda _cells, _target, text: text)


def _day(cells: Cells, target: str, text: str) -> str | None:
    if cells.is_endless(text):
        return LONG_TERM
    found = readers.dated(cells, target, text)
    return None if found is None else found.isoformat()


def _number(kind: str) -> Reader:
    def read(cells: Cells, target: str, text: str) -> str | None:
        if kind == "amount":
            found = readers.amount(cells, target, text)
            return None if found is None else f"{found:f}"
        if kind == "percent":
            share = readers.percent(cells, target, text)
            return None if share is None else f"{share:f}"
        return counting.uncounted(cells, target, text)

    return read


def _choice(cells: Cells, target: str, text: str) -> str | None:
    """Options by key or by word in either language; one that nobody knows is asked once."""
    register = _register(cells)
    offered = [one for one in register.options(target) if not one.retired]
    names = {plain(word): one.key for one in offered for word in (one.key, one.zh, one.en)}
    several = register.field[target].kind == "choices"
    whole = cells.answer(target, text) or names.get(plain(text))
    if whole is not None:
        return whole
    found: list[str] = []
    for word in (one for one in _BETWEEN.split(text) if one) if several else (text,):
        meant = cells.answer(target, word) or names.get(plain(word))
        if meant is None:
            cells.ask(target, word, tuple(one.key for one in offered))
        else:
            found.append(meant)
    return ",".join(found) or None


def _yes_no(cells: Cells, target: str, text: str) -> str | None:
    answered = cells.answer(target, text) or text
    names = {plain(tr(lang, f"common.{one}")): one for one in ("yes", "no") for lang in LANGS}
    return names.get(plain(answered)) or _YES.get(plain(answered), answered)


def _person(cells: Cells, target: str, text: str) -> str | None:
    """People by login, staff number or name."""
    staff = cast("OfRegister", cells.kind).staff
    found = []
    for one in (one for one in _BETWEEN.split(text) if one):
        login = staff.login_of(cells.answer(target, one) or one)
        if not login:
            cells.wrong(target, refuse("INPUT.unknown", what="person", given=one[:40]))
            return None
        found.append(login)
    return ",".join(found)


def _client(cells: Cells, target: str, text: str) -> str | None:  # noqa: ARG001
    return ",".join(_client_no(cells.desk, one) for one in _BETWEEN.split(text) if one)


def subject(cells: Cells, target: str, text: str) -> str | None:  # noqa: ARG001
    """What an entry is about: "client:K-0001", "branch", or a number alone, where it is one of one kind only; a client
    also by his number in the bank's other system."""
    about, branch = _register(cells).about, cells.desk.branch
    if BRANCH in about and plain(text) in map(plain, (BRANCH, "本行", "本网点", branch.bank, branch.branch)):
        return BRANCH
    kind, mark, which = text.replace("：", ":").partition(":")
    if mark and plain(kind) in about:
        return f"{plain(kind)}:{_client_no(cells.desk, which) if plain(kind) == 'client' else which.strip()}"
    number = _client_no(cells.desk, text) if "client" in about else text
    fits = [one for one in about if one != BRANCH and not isinstance(found(cells.desk, one, number), Refusal)]
    return f"{fits[0]}:{number}" if len(fits) == 1 else number


def _client_no(desk: Desk, text: str) -> str:
    """A client's own number, where `text` is the one of the bank's other system."""
    rows = desk.store.query(
        "SELECT no FROM client WHERE external_no = ? AND external_no <> '' LIMIT 2", (text.strip(),)
    )
    return str(rows[0]["no"]) if len(rows) == 1 else text.strip()


_OTHER: dict[str, Callable[[Cells, str, str], str | None]] = {
    "person": _person,
    "client": _client,
    "yes_no": _yes_no,
}
