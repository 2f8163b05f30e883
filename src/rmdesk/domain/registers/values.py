"""What is typed into an entry, made canonical: one text for each field, or a refusal that names the field."""

import re
import unicodedata
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import cast

from rmdesk.domain import fields
from rmdesk.domain.base import Value
from rmdesk.domain.refusal import Refusal, refuse
from rmdesk.domain.registers.act import AMEND
from rmdesk.domain.registers.conditions import failing
from rmdesk.domain.registers.definition import Register
from rmdesk.domain.registers.field import Field
from rmdesk.domain.registers.sheet import gathered, read_sheet
from rmdesk.domain.registers.words import CHOICES, DATES, LINKS, NUMBERS

MOST_TEXT, MOST_LONG, MOST_MANY, MOST_DIGITS = 120, 2000, 200, 30
_DECIMAL = re.compile(r"-?[0-9]+(\.[0-9]+)?")
_WHOLE = re.compile(r"-?[0-9]+")
_ID = re.compile(r"[^\s,]{1,120}")
Banned = Callable[[str], tuple[str, ...]]
"""The words in a text that must not reach a client (SALE-11)."""


class Wrong(Value):
    """An answer that cannot be taken: of which field, and why."""

    key: str
    refusal: Refusal


class Answers(Value):
    """The canonical answers of one act: field → text; a field that was left or is not asked has "" ."""

    values: dict[str, str]


def read_answers(
    register: Register,
    act: str,
    typed: Mapping[str, str],
    standing: Mapping[str, str],
    today: date,
    banned: Banned = lambda _: (),
) -> Answers | tuple[Wrong, ...]:
    """The answers to what an act asks, or everything that is wrong with them.

    A sheet is typed whole ("A,A,B") or question by question ("answers.greeting"), and its faults name the question.
    `standing` are the entry's values before the act, since when it stands ("begun_on"), and paths into its whole. A
    field whose `when` does not hold takes no answer: it is emptied.
    """
    values: dict[str, str] = {}
    wrong: list[Wrong] = []
    typed = gathered(register.asked_sheets, typed)
    asked = _asked(register, act, typed)
    for key in typed:
        if key not in asked and typed[key]:
            wrong.append(Wrong(key=key, refusal=refuse("INPUT.not_asked", given=typed[key])))
    for key, required in asked.items():
        field, before = register.field[key], {**standing, **values}
        if failing(field.when, before) is not None:
            if typed.get(key):
                wrong.append(Wrong(key=key, refusal=refuse("INPUT.not_asked", given=typed[key])))
            values[key] = ""
            continue
        sheet = register.sheet(key)
        read = None if sheet is None else read_sheet(sheet, typed.get(key, ""))
        if isinstance(read, Mapping):
            wrong += [Wrong(key=f"{key}.{one}".rstrip("."), refusal=refusal) for one, refusal in read.items()]
            continue
        found = read_answer(register, key, typed.get(key, ""), before, today, banned) if read is None else read
        if found == "" and required:
            found = refuse("INPUT.required")
        if isinstance(found, Refusal):
            wrong.append(Wrong(key=key, refusal=found))
        else:
            values[key] = found
    return tuple(wrong) or Answers(values=values)


def _asked(register: Register, act: str, typed: Mapping[str, str]) -> dict[str, bool]:
    """What an act asks, and whether it must be answered. Amending asks what is amended: no log, nothing filled in."""
    if act != AMEND:
        return {one.key: one.required for one in register.act[act].asked}
    needed = {one.key for other in register.act.values() for one in other.asked if one.required}
    open_ones = (key for key in register.field if key in typed)
    return {key: key in needed for key in open_ones if not (register.field[key].log or register.field[key].fixed)}


def read_answer(
    register: Register,
    key: str,
    typed: str,
    standing: Mapping[str, str],
    today: date,
    banned: Banned = lambda _: (),
) -> str | Refusal:
    """The canonical text of one answer. "" stays "": whether it may is the act's business. Several links, files or
    options are parted by commas."""
    field = register.field[key]
    if field.kind in CHOICES:
        return _choice(register, key, typed, standing)
    if field.kind in LINKS:
        return _links(field, typed)
    if field.kind == "sheet":
        sheet = register.sheet(key)
        read = read_sheet(sheet, typed) if sheet is not None else {"": refuse("INPUT.not_asked", given=typed[:40])}
        return read if isinstance(read, str) else next(iter(read.values()))
    value = _plain(field, typed)
    if isinstance(value, Refusal) or not value:
        return value
    words = banned(value) if field.banned else ()
    if words:
        return refuse("SALE-11", words=", ".join(words))
    return _bounds(field, value) or _days(field, value, standing, today) or value


def _plain(field: Field, typed: str) -> str | Refusal:
    if field.kind == "decimal":
        return _number(typed, _DECIMAL, refuse("INPUT.decimal", given=typed))
    if field.kind == "integer":
        return _number(typed, _WHOLE, refuse("INPUT.whole", given=typed))
    if field.kind == "time":
        return _time(typed)
    if field.kind in {"text", "long_text"}:
        most = MOST_LONG if field.kind == "long_text" else MOST_TEXT
        return fields.read("long_text" if field.kind == "long_text" else "text", typed, most=int(field.most or most))
    return fields.read(cast("fields.FieldKind", field.kind), typed)


def _number(typed: str, form: re.Pattern[str], wrong: Refusal) -> str | Refusal:
    """Any number of digits up to thirty, in either width, with or without separators; "-0" is 0."""
    bare = re.sub(r"[,\s_]", "", unicodedata.normalize("NFKC", typed))
    if not bare:
        return ""
    if not form.fullmatch(bare) or len(bare) > MOST_DIGITS:
        return wrong
    value = Decimal(bare)
    return format(value if value else Decimal(0), "f")


def _time(typed: str) -> str | Refusal:
    found = fields.read_time(typed) if typed.strip() else ""
    return refuse("INPUT.time", given=typed) if found is None else found


def _choice(register: Register, key: str, typed: str, standing: Mapping[str, str]) -> str | Refusal:
    """Options by key or by name in either language. A retired one is taken only where it stands already."""
    known, several = register.options(key), register.field[key].kind == "choices"
    kept = standing.get(key, "").split(",")
    offered = [one for one in known if not one.retired or one.key in kept]
    text = unicodedata.normalize("NFKC", typed).strip()
    given = [part.strip() for part in re.split("[,、]", text)] if several else [text]
    found: list[str] = []
    for one in filter(None, given):
        meant = next((option.key for option in offered if one in {option.key, option.zh, option.en}), None)
        if meant is None:
            return refuse("INPUT.choice", given=one, allowed=", ".join(option.key for option in offered))
        found.append(meant)
    return ",".join(option.key for option in known if option.key in found)


def _links(field: Field, typed: str) -> str | Refusal:
    given = list(dict.fromkeys(part.strip() for part in typed.split(",") if part.strip()))
    strange = next((one for one in given if not _ID.fullmatch(one)), None)
    if strange is not None:
        return refuse("INPUT.unknown", what=field.kind, given=strange)
    most = int(field.most or MOST_MANY) if field.many else 1
    if len(given) > most:
        return refuse("INPUT.many", count=len(given), most=most)
    if given and field.many and field.least is not None and len(given) < field.least:
        return refuse("INPUT.few", count=len(given), least=field.least)
    return ",".join(given)


def _bounds(field: Field, value: str) -> Refusal | None:
    if field.kind in NUMBERS:
        number = Decimal(value)
        if field.least is not None and number < field.least:
            return refuse("INPUT.least", given=value, least=field.least)
        if field.most is not None and number > field.most:
            return refuse("INPUT.most", given=value, most=field.most)
    elif field.least is not None and len(value) < field.least:
        return refuse("INPUT.short", length=len(value), least=field.least)
    return None


def _days(field: Field, value: str, standing: Mapping[str, str], today: date) -> Refusal | None:
    """ISO dates compare as texts; an open end lies after every day."""
    if field.kind not in DATES:
        return None
    day = "9999-12-31" if value == fields.LONG_TERM else value
    before = _bound(field.not_before, standing, today)
    after = _bound(field.not_after, standing, today)
    if before and day < before:
        return refuse("INPUT.early", given=value, least=before)
    return refuse("INPUT.late", given=value, latest=after) if after and day > after else None


def _bound(name: str, standing: Mapping[str, str], today: date) -> str:
    if name == "today":
        return today.isoformat()
    found = standing.get(name, "")
    return "" if found == fields.LONG_TERM else found
