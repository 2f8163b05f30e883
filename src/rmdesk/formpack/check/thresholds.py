"""The numbers: every key there, of the right type, in range, dated in order, and no looser than the law."""

from collections.abc import Iterator
from decimal import Decimal
from difflib import get_close_matches
from typing import Any, get_origin

from rmdesk.domain.base import Text
from rmdesk.domain.levels import Levels
from rmdesk.domain.thresholds import Thresholds
from rmdesk.formpack.check.families import recorded
from rmdesk.formpack.check.limits import LIMITS, Limit
from rmdesk.formpack.families import Families
from rmdesk.formpack.family_words import FAMILIES
from rmdesk.formpack.fault import Fault, fault
from rmdesk.formpack.law import allows, looser
from rmdesk.formpack.parse import Parsed
from rmdesk.formpack.settings import ThresholdRow, ThresholdRows

FILE = "thresholds.toml"
PRIVATE_KINDS = ("fixed_income", "mixed", "equity", "derivative")
KNOWN: dict[str, Any] = {name: field.annotation for name, field in Thresholds.model_fields.items()}


def faults(parsed: Parsed) -> Iterator[Fault]:
    """Everything that is wrong with the thresholds."""
    rows = parsed.get(FILE, ThresholdRows)
    if rows is None:
        return
    levels, families = parsed.get("levels.toml", Levels), parsed.get(FAMILIES, Families)
    for row in rows.threshold:
        if row.law is not None and not allows(row.law, row.effective_from):
            yield fault(FILE, f"{place(rows, row)}.law", "law_dates")
        yield from _row(place(rows, row), row, levels, families)
    for name in KNOWN:
        if not rows.rows_of(name):
            yield fault(FILE, "threshold", "missing_threshold", name=name)
    yield from _dates(rows)


def place(rows: ThresholdRows, row: ThresholdRow) -> str:
    """Where a row stands: by its key, and by its date where the key has several rows."""
    return f"threshold[{row.key}]" if len(rows.rows_of(row.key)) == 1 else f"threshold[{row.key} {row.effective_from}]"


def _row(key: str, row: ThresholdRow, levels: Levels | None, families: Families | None) -> Iterator[Fault]:
    wanted = KNOWN.get(row.key)
    if wanted is None:
        near = get_close_matches(row.key, KNOWN, n=1)
        reason = "near_threshold" if near else "unknown_threshold"
        yield fault(FILE, f"{key}.key", reason, name=row.key, near=near[0] if near else "")
    elif wanted is int or wanted is Decimal:
        yield from _number(f"{key}.value", row.key, row.value, row, whole=wanted is int)
    elif wanted is str:
        yield from _level(f"{key}.value", row, levels)
    elif get_origin(wanted) is tuple:
        yield from _families(f"{key}.value", row, families)
    else:
        yield from _by_kind(f"{key}.value", row)


def _number(key: str, name: str, value: object, row: ThresholdRow, *, whole: bool) -> Iterator[Fault]:
    if isinstance(value, bool) or not isinstance(value, int if whole else (int, Decimal)):
        zh, en = ("整数", "a whole number") if whole else ("数字", "a number")
        yield fault(FILE, key, "type", zh_wanted=zh, en_wanted=en)
        return
    number = Decimal(value)
    limit = LIMITS[name]
    if not number.is_finite() or number < limit.low or number > limit.high:
        yield _out_of_range(key, number, limit, row)


def _figures(*numbers: Decimal | int) -> tuple[Text, Text]:
    """Figures without a unit: a gap stands between them and Chinese words."""
    value, limit = (Text(zh=f"{one} ", en=f"{one}") for one in numbers)
    return value, limit


def _out_of_range(key: str, number: Decimal, limit: Limit, row: ThresholdRow) -> Fault:
    bound = limit.passed(number)
    if bound is not None:
        law = row.law
        if law is not None and number >= 0 and allows(law, row.effective_from):
            return looser(FILE, key, law, _figures(number, bound), limit.rule)
        return fault(FILE, key, "legal", value=number, limit=bound, rule=limit.rule)
    return fault(FILE, key, "range", value=number, low=limit.low, high=limit.high)


def _level(key: str, row: ThresholdRow, levels: Levels | None) -> Iterator[Fault]:
    if not isinstance(row.value, str):
        yield fault(FILE, key, "type", zh_wanted="产品等级", en_wanted="a product level")
        return
    if levels is None:
        return
    rank = next((level.rank for level in levels.product if level.code == row.value), None)
    if rank is None:
        yield fault(FILE, key, "unknown_level", level=row.value)
    elif row.key == "limited_capacity_reach" and rank != 1:
        yield fault(FILE, key, "legal", value=row.value, limit=levels.product[0].code, rule="SUIT-11")


def _families(key: str, row: ThresholdRow, families: Families | None) -> Iterator[Fault]:
    if not isinstance(row.value, tuple) or not all(isinstance(one, str) for one in row.value):
        yield fault(FILE, key, "type", zh_wanted="列表", en_wanted="a list")
        return
    if families is None:
        return
    for name in row.value:
        if name not in families.keys:
            yield fault(FILE, key, "family", name=name)
    for name in recorded(families) if row.key == "recorded_families" else ():
        if name not in row.value:
            yield fault(FILE, key, "legal_families", name=name, rule="SALE-09")


def _by_kind(key: str, row: ThresholdRow) -> Iterator[Fault]:
    if not isinstance(row.value, dict):
        yield fault(FILE, key, "type", zh_wanted="表", en_wanted="a table")
        return
    for name in PRIVATE_KINDS:
        if name not in row.value:
            yield fault(FILE, f"{key}.{name}", "missing")
    for name, value in row.value.items():
        if name not in PRIVATE_KINDS:
            yield fault(FILE, f"{key}.{name}", "unknown_key", name=name)
        else:
            yield from _number(f"{key}.{name}", f"{row.key}.{name}", value, row, whole=False)


def _dates(rows: ThresholdRows) -> Iterator[Fault]:
    """Rows of one key rise by date, so that reading down the file tells what holds when."""
    last: dict[str, ThresholdRow] = {}
    for row in rows.threshold:
        if row.key in last and row.effective_from <= last[row.key].effective_from:
            yield fault(FILE, f"{place(rows, row)}.effective_from", "date_order")
        last[row.key] = row
