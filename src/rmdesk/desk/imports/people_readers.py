"""How cells of staff lists are read: posts, states, families, hours, results of exams."""

import re
import unicodedata
from datetime import date
from decimal import Decimal, InvalidOperation

from rmdesk.desk.called import class_called, family_called, role_called
from rmdesk.desk.imports import counting, readers
from rmdesk.desk.imports.rows import Cells
from rmdesk.domain.imports.cells import plain
from rmdesk.domain.imports.grid import one_line
from rmdesk.domain.imports.units import HOURS
from rmdesk.domain.people import DESK_ROLES, Role, read_part, wrong_hours
from rmdesk.domain.refusal import Refusal, refuse

NOT_HERE = "none"
"""What a post may mean: whoever holds it has nothing to do at this desk."""
STATES = ("active", "suspended", "gone")
_BETWEEN = re.compile(r"\s*[、,，;；/+&\n]\s*|\s+兼任?\s*|\s{2,}")
_HOURS = re.compile(r"(-?[0-9]+(?:\.[0-9]+)?)(?:个?学时|课时|个?小时|hours?|h)?")
_POINTS = re.compile(r"([0-9]{1,3})(?:\.[0-9]+)?分?")
_PASS_MARK = 60


def part(cells: Cells, target: str, text: str) -> str | None:
    """A number or a name, as the form takes it."""
    found = read_part(target, one_line(text))
    if isinstance(found, Refusal):
        cells.wrong(target, found)
        return None
    return found


def staff_no(cells: Cells, target: str, text: str) -> str | None:
    """A staff number with its zeros."""
    found = readers.code(cells, target, unicodedata.normalize("NFKC", text).strip())
    return None if found is None else part(cells, target, found)


def roles(cells: Cells, target: str, text: str) -> tuple[Role, ...] | None:
    """Roles of this desk, by key or by what they are called here. What they are not called here is asked."""
    found = [role_called(cells.pack, one) for one in _BETWEEN.split(text) if one]
    known = tuple(role for role in DESK_ROLES if role in found)
    return known if known and None not in found else post(cells, target, text)


def post(cells: Cells, target: str, text: str) -> tuple[Role, ...] | None:
    """What somebody is at the bank, though it be called as a role here: which roles that means here the branch says,
    once for each post."""
    said = cells.answer(target, one_line(text))
    if said is None:
        cells.ask(target, one_line(text), (*DESK_ROLES, NOT_HERE), several=True)
        return None
    given = [one.strip() for one in said.split(",") if one.strip()]
    if any(one not in (*DESK_ROLES, NOT_HERE) for one in given) or not given:
        cells.wrong(target, refuse("INPUT.choice", given=said, allowed=", ".join((*DESK_ROLES, NOT_HERE))))
        return None
    return tuple(role for role in DESK_ROLES if role in given)


def state(cells: Cells, target: str, text: str) -> str | None:
    """Whether somebody works here."""
    found = readers.word(cells, target, text)
    if found is not None and found not in STATES:
        cells.wrong(target, refuse("INPUT.choice", given=found, allowed=", ".join(STATES)))
        return None
    return found


def families(cells: Cells, target: str, text: str) -> tuple[str, ...] | None:
    """Families of products that a certificate allows to sell, however they are parted. A deposit needs none."""
    given = [one for one in re.split(r"[、,，;；/\s]+", cells.answer(target, text) or text) if one]
    found = [family_called(cells.pack, one) for one in given]
    if None in found:
        strange = given[found.index(None)]
        cells.wrong(target, refuse("INPUT.choice", given=strange, allowed=", ".join(cells.pack.families.keys)))
        return None
    return tuple(one for one in cells.pack.families.keys if one in found)


def classes(cells: Cells, target: str, text: str) -> tuple[str, ...] | None:
    """Classes of insurance that a certificate is for (SUIT-31); one that nobody knows is asked."""
    labels = cells.pack.labels.label["insurance_class"]
    found: list[str] = []
    for one in (one for one in re.split(r"[,，;；/\n]+", text) if one):
        meant = cells.answer(target, one, labels) or class_called(cells.pack, one)
        if meant is None:
            cells.ask(target, one, tuple(labels))
        else:
            found.append(meant)
    return tuple(key for key in labels if key in found)


def until(cells: Cells, target: str, text: str) -> date | None:
    """The last day of a certificate. One without an end is asked: the desk reminds of a day (SUIT-08)."""
    said = cells.answer(target, text) or text
    if cells.is_endless(said):
        cells.ask(target, text)
        return None
    return readers.dated(cells, target, said)


def hours(cells: Cells, target: str, text: str) -> Decimal | None:
    """Hours of training, with or without their unit; None for none."""
    said = counting.in_cell(cells, target, cells.answer(target, text) or text, HOURS)
    if said is None:
        return None
    found = _HOURS.fullmatch(plain(said).replace(",", ""))
    try:
        value = None if found is None else Decimal(found[1])
    except InvalidOperation:
        value = None
    if value is None:
        cells.wrong(target, refuse("INPUT.decimal", given=text))
        return None
    wrong = wrong_hours(value) if value else None
    if wrong is not None:
        cells.wrong(target, wrong)
        return None
    return value or None


def result(cells: Cells, target: str, text: str) -> bool | None:
    """Whether an exam was passed; points are told, for nobody said from how many on."""
    points = _POINTS.fullmatch(plain(text))
    if points is not None and cells.answer(target, text) is None:
        cells.tell("points", target, text)
        return int(points[1]) >= _PASS_MARK
    found = readers.word(cells, target, text)
    return None if found is None else found == "passed"


def finished(cells: Cells, target: str, text: str) -> date | None:
    """A day that is over, as the form wants it."""
    found = readers.dated(cells, target, text)
    if found is not None and found > cells.desk.today():
        cells.wrong(target, refuse("INPUT.future", given=found))
        return None
    return found
