"""What people type, made canonical and checked: one function per kind of field, no form in sight."""

import re
import unicodedata
from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Literal, TypeVar

from rmdesk.domain.amounts import read_amount
from rmdesk.domain.characters import first_refused
from rmdesk.domain.identity import check_uscc
from rmdesk.domain.names import meant_by
from rmdesk.domain.phones import canonical_phone
from rmdesk.domain.refusal import Refusal, refuse

L = TypeVar("L", bound=str)
FieldKind = Literal[
    "text", "long_text", "choice", "choices", "date", "date_or_long", "phone", "id_number", "uscc",
    "foreign_number", "amount", "integer", "percent", "yes_no", "email",
]  # fmt: skip
_AS_TYPED = {"text", "long_text", "choice", "choices"}
LONG_TERM = "long"
_LONG_WORDS = {
    "long",
    "长期",
    "長期",
    "long-term",
    "long term",
    "no end",
    "no end date",
    "no expiry",
    "永久",
    "9999-12-31",
    "99991231",
}
_MOST_AMOUNT = Decimal(10) ** 13
LATEST_YEAR = 2999
"""A later one is a slip of the keys, and counting on from it would leave the calendar."""
_DATE = re.compile(r"([0-9]{4})(?:\s*[-/.年]\s*|\s+)([0-9]{1,2})(?:\s*[-/.月]\s*|\s+)([0-9]{1,2})\s*日?")
_TIME = re.compile(r"([0-9]{1,2})[:.]?([0-9]{2})")
_PACKED_DATE = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})")
_FOREIGN = re.compile(r"(?=.*[0-9])[A-Z0-9](?:[ ./-]?[A-Z0-9]){2,29}")
_OFFICER = re.compile(r"([\u4e00-\u9fff]{1,3})字第([0-9A-Z]{4,10})[号號]?")
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+$")


def read(kind: FieldKind, raw: str, *, most: int = 120, options: tuple[str, ...] = ()) -> str | Refusal:
    """The canonical value of what was typed, or why it cannot be read.

    Dates become ISO dates, amounts plain decimals in yuan ("20万" is 200000), full-width digits half-width;
    text keeps its characters. An empty value stays empty: whether it may be is the form's business.
    """
    text = unicodedata.normalize("NFC" if kind in _AS_TYPED else "NFKC", raw.replace("\r\n", "\n")).strip()
    control = first_refused(text)
    if control is not None:
        meant = meant_by(control)
        if meant:
            return refuse("INPUT.private", code=f"U+{ord(control):04X}", meant=meant)
        return refuse("INPUT.control", code=f"U+{ord(control):04X}")
    if kind != "long_text" and "\n" in text:
        return refuse("INPUT.control", code="U+000A")
    if len(text) > most:
        return refuse("INPUT.too_long", length=len(text), most=most)
    if not text or kind in {"text", "long_text"}:
        return text
    if kind in {"choice", "choices"}:
        return _choices(text, options, several=kind == "choices")
    return _READERS[kind](text)


def one_of(known: Sequence[L], given: str) -> L:
    """The word of a closed list that `given` is. ValueError for any other: faces offer nothing else."""
    for one in known:
        if one == given:
            return one
    raise ValueError(given)


def read_date(text: str) -> date | None:
    """The date in "2026-11-21", "20261121", "2026/11/21" or "2026年11月21日", in either width; None when it is none or
    too late."""
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text).strip()
    if len(text) == 10 and text[4] == text[7] == "-":  # as it is kept: asked of a hundred thousand clients in a row
        return _iso_date(text)
    found = _DATE.fullmatch(text) or _PACKED_DATE.fullmatch(text)
    if found is None or int(found[1]) > LATEST_YEAR:
        return None
    try:
        return date(*(int(part) for part in found.groups()))
    except ValueError:
        return None


def read_time(text: str) -> str | None:
    """The time of day in "15:00", "9:05", "15.00", "1500" or "905", as "15:00"; None when it is none."""
    found = _TIME.fullmatch(unicodedata.normalize("NFKC", text).strip())
    if found is None or int(found[1]) > 23 or int(found[2]) > 59:
        return None
    return f"{int(found[1]):02}:{found[2]}"


def _iso_date(text: str) -> date | None:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return None if day.year > LATEST_YEAR else day


def _date(text: str) -> str | Refusal:
    day = read_date(text)
    return refuse("INPUT.date", given=text) if day is None or day.year < 1900 else day.isoformat()


def _date_or_long(text: str) -> str | Refusal:
    return LONG_TERM if text.lower() in _LONG_WORDS else _date(text)


def _amount(text: str) -> str | Refusal:
    value = read_amount(text)
    if value is None or value >= _MOST_AMOUNT or value != value.quantize(Decimal("0.01")):
        return refuse("INPUT.amount", given=text)
    return format(value.quantize(Decimal("0.01")), "f").removesuffix(".00")


def _percent(text: str) -> str | Refusal:
    number = _decimal(text.removesuffix("%").strip())
    return refuse("INPUT.percent", given=text) if number is None or not 0 <= number <= 100 else format(number, "f")


def _integer(text: str) -> str | Refusal:
    return (
        str(int(text)) if text.isascii() and text.isdigit() and len(text) <= 3 else refuse("INPUT.integer", given=text)
    )


def _decimal(text: str) -> Decimal | None:
    if not re.fullmatch(r"\d{1,20}(\.\d{1,6})?", text, re.ASCII):
        return None
    try:
        return Decimal(text)
    except InvalidOperation:
        return None


def _phone(text: str) -> str | Refusal:
    return canonical_phone(text) or refuse("INPUT.phone", given=text)


def _email(text: str) -> str | Refusal:
    return text if _EMAIL.fullmatch(text) else refuse("INPUT.email", given=text)


def _id_number(text: str) -> str | Refusal:
    """The number of a document: without what groups it, an officer's as it is printed (军字第1234567号)."""
    bare = re.sub(r"[\s()-]", "", text).upper()
    officer = _OFFICER.fullmatch(bare)
    if officer is not None:
        return f"{officer[1]}字第{officer[2]}号"
    return bare if bare.isascii() and bare.isalnum() and len(bare) <= 20 else refuse("KYC-09.characters", given=text)


def _uscc(text: str) -> str | Refusal:
    bare = re.sub(r"[\s-]", "", text).upper()
    return check_uscc(bare) or bare


def _foreign_number(text: str) -> str | Refusal:
    """A number of a register abroad, as it is printed: "HRB 12345", "12-3456789", "CHE-123.456.789"."""
    kept = " ".join(unicodedata.normalize("NFKC", text).upper().split())
    return kept if _FOREIGN.fullmatch(kept) else refuse("KYC-02.foreign", given=text)


def _yes_no(text: str) -> str | Refusal:
    known = {"yes": "yes", "y": "yes", "是": "yes", "no": "no", "n": "no", "否": "no"}
    return known.get(text.lower()) or refuse("INPUT.choice", given=text, allowed="yes, no")


def _choices(text: str, options: tuple[str, ...], *, several: bool) -> str | Refusal:
    given = [part.strip() for part in text.split(",")] if several else [text]
    unknown = next((part for part in given if part not in options), None)
    if unknown is not None:
        return refuse("INPUT.choice", given=unknown, allowed=", ".join(options))
    return ",".join(option for option in options if option in given)


_READERS: dict[str, Callable[[str], str | Refusal]] = {
    "date": _date,
    "date_or_long": _date_or_long,
    "amount": _amount,
    "percent": _percent,
    "integer": _integer,
    "phone": _phone,
    "email": _email,
    "id_number": _id_number,
    "uscc": _uscc,
    "foreign_number": _foreign_number,
    "yes_no": _yes_no,
}
