"""How cells of client lists are read: as the intake form reads what is typed, and beyond it what only spreadsheets and
other systems write."""

import re
import unicodedata

from rmdesk.desk.imports import readers
from rmdesk.desk.imports.rows import Cells
from rmdesk.desk.intake import canonical
from rmdesk.domain import fields
from rmdesk.domain.fields import LONG_TERM
from rmdesk.domain.imports import values
from rmdesk.domain.imports.cells import plain
from rmdesk.domain.imports.grid import one_line
from rmdesk.domain.imports.units import MONEY, Counted
from rmdesk.domain.names import tidy
from rmdesk.domain.refusal import Refusal, refuse
from rmdesk.formpack.intake import Field

_HAN = "\u2e80-\u9fff\U00020000-\U0003ffff·"
_SPAN = re.compile(r"[0-9.]+\s*(?:万|w|k)?元?\s*[-~至到—–]\s*[0-9.]+\s*(?:万|w|k)?元?", re.IGNORECASE)
_CARD = re.compile(r"(.{8,11}?)\s*(?:[-至~—–]|--)\s*([^-].{1,}|长期)")
_SEVERAL = re.compile(r"[/、;；,，]")
_MASKED = re.compile(r"[*＊xX]{3,}")


def _fields(cells: Cells) -> dict[str, Field]:
    """The fields of the intake form by key."""
    fields = cells.kind.fields
    if not fields:
        fields |= {one.key: one for step in cells.pack.intake("person").steps for one in step.fields}
    return fields


def _meant(cells: Cells, target: str, text: str) -> str | None:
    """The option that a word stands for: one column holds the same few words a hundred thousand times."""
    known = cells.kind.known
    if (target, text) not in known:
        field = _fields(cells).get(target)
        word = unicodedata.normalize("NFKC", cells.kind.words.meaning(target, text) or text).strip()
        option = None if field is None else field.meant(word)
        known[target, text] = None if option is None else option.key
    return known[target, text]


def typed(cells: Cells, target: str, text: str) -> str | None:
    """What the intake form makes of it."""
    field = _fields(cells).get(target)
    found = text if field is None else canonical(field, cells.answer(target, text) or text)
    if isinstance(found, Refusal):
        cells.wrong(target, found)
        return None
    return found


def line(cells: Cells, target: str, text: str) -> str | None:
    """A text of one line."""
    return typed(cells, target, one_line(text))


def choice(cells: Cells, target: str, text: str) -> str | None:
    """An option of the form by its key, its name in either language, or a word of other systems. An unknown word is
    asked once; of what is typed in the form, such as a country, it is a fault."""
    text = cells.answer(target, text) or text
    found = _meant(cells, target, text)
    if found is not None:
        return found
    field = _fields(cells).get(target)
    if field is not None and field.choices:
        cells.ask(target, text, tuple(one.key for one in field.choices))
    else:
        cells.wrong(target, refuse("INPUT.unknown", what="" if field is None else field.vocabulary, given=text))
    return None


def person_only(cells: Cells, target: str, text: str) -> None:
    """What kind of client a row is: organisations come in by their own form, with their people (KYC-02)."""
    if cells.kind.words.meaning("client_kind", text) == "organisation":
        cells.wrong(target, refuse("IMPORT.organisation", given=text))


def card(cells: Cells, target: str, text: str) -> str | None:
    """A kind of identity document; a licence or a credit code is an organisation's, and nobody's card."""
    if cells.kind.words.meaning("client_kind", text) == "organisation":
        cells.wrong(target, refuse("IMPORT.organisation", given=text))
        return None
    return choice(cells, target, text)


def number_by_name(cells: Cells, target: str, text: str) -> str | None:
    """A client's number in another system, as it stands there."""
    if readers.is_cut(text):
        cells.wrong(target, refuse("INPUT.number", given=text))
        return None
    return unicodedata.normalize("NFKC", text).strip()


def name(cells: Cells, target: str, text: str) -> str | None:
    """A name without what lines it up: spaces between Chinese characters, one dot for all dots, no line break."""
    return typed(cells, target, tidy(one_line(text)))


def joined_name(cells: Cells, first: str, last: str) -> str | None:
    """A name of two columns: the Chinese way without a space, last name first."""
    if not (first or last):
        return None
    chinese = all(re.search(f"[{_HAN}]", one) for one in (first, last) if one)
    whole = tidy(one_line(f"{last}{first}" if chinese else f"{first} {last}".strip()))
    return typed(cells, "name", whole)


def id_number(cells: Cells, target: str, text: str) -> str | None:
    """A number of an ID document. One with its middle hidden is no number of anybody's; one that a spreadsheet made a
    figure of is lost."""
    if _MASKED.search(text):
        cells.tell("masked", target)
        return None
    if readers.is_cut(text):
        cells.wrong(target, refuse("KYC-09.lost", given=text))
        return None
    return typed(cells, target, text)


def phone(cells: Cells, target: str, text: str) -> str | None:
    """A phone number; of two in one cell the first, the other stays in the note."""
    if _MASKED.search(text):
        cells.tell("masked", target)
        return None
    first, *others = (one.strip() for one in _SEVERAL.split(text))
    if others:
        cells.tell("second_phone", target)
    return typed(cells, target, first if others else text)


def born(cells: Cells, target: str, text: str) -> str | None:
    """A day of birth, read as the form reads it, or as a spreadsheet or another system writes days."""
    bare = unicodedata.normalize("NFKC", text).strip()
    known = fields.read_date(bare)
    found = known or readers.dated(cells, target, text)
    if target == "born" and found is not None and found > cells.desk.today() and values.is_short(text):
        found = found.replace(year=found.year - 100)
    if found is not None and not 1900 <= found.year <= fields.LATEST_YEAR:
        cells.wrong(target, refuse("INPUT.date", given=text))
        return None
    return None if found is None else found.isoformat()


def valid_until(cells: Cells, target: str, text: str) -> str | None:
    """The last day of a card, or none: of a term as printed on the card the second day."""
    span = _CARD.fullmatch(unicodedata.normalize("NFKC", text).strip())
    if span is not None and values.day(span[1]) is not None:
        text = span[2]
    day = values.day(text)
    far = day is not None and day.year >= values.NO_END
    if far or cells.is_endless(text) or fields.read("date_or_long", text) == LONG_TERM:
        return LONG_TERM
    return born(cells, target, text)


def income(cells: Cells, target: str, text: str) -> str | None:
    """Yuan a year. A span is asked: which amount within it?"""
    text = cells.answer(target, text) or text
    if _SPAN.fullmatch(plain(text)):
        cells.ask(target, text)
        return None
    if not cells.unit_beside(target, MONEY) and cells.kind.counted(target, MONEY) == Counted():
        field = _fields(cells).get(target)
        found = text if field is None else canonical(field, text)
        if isinstance(found, str):
            return found
    amount = readers.amount(cells, target, text)
    return None if amount is None else typed(cells, target, f"{amount:f}")


def staff_number(cells: Cells, target: str, text: str) -> str | None:
    """A staff number, as long as the others of its column."""
    width = cells.study(target).width
    return text.zfill(width) if text.isdigit() and len(text) < width else text
