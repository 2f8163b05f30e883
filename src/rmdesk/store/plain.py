"""Domain values as SQL values, and instants as the journal writes them."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import Enum

from pydantic import BaseModel


@dataclass(frozen=True, slots=True)
class Late:
    """A text that is worked out when it is written: tables told again may do without."""

    make: Callable[[], str]


def instant_text(at: datetime) -> str:
    """`at` in UTC with all six digits of the microseconds, so texts sort as instants. ValueError without a zone."""
    if at.tzinfo is None:
        raise ValueError("an instant needs a zone")
    # strftime takes ten times as long.
    known = at if at.tzinfo is UTC else at.astimezone(UTC)
    return known.isoformat(timespec="microseconds").removesuffix("+00:00") + "Z"


def instant(text: str) -> datetime:
    """The aware UTC instant that `instant_text` wrote."""
    return datetime.fromisoformat(text)


def plain(value: object) -> object:
    """`value` as SQLite stores it: Decimal and dates as text, structures as JSON. TypeError for anything else."""
    if value is None or type(value) is str:
        return value
    if isinstance(value, (str, int, float, bytes)):
        return value.value if isinstance(value, Enum) else value
    if isinstance(value, datetime):
        return instant_text(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, Enum):
        return plain(value.value)
    return value.make() if isinstance(value, Late) else _as_json(value)


def _as_json(value: object) -> str:
    if isinstance(value, BaseModel):
        return value.model_dump_json()
    if isinstance(value, (list, tuple, Mapping)):
        return json.dumps(value, default=_inner, ensure_ascii=False, separators=(",", ":"))
    raise TypeError(f"{type(value).__name__} has no plain form")


def _inner(value: object) -> object:
    if isinstance(value, BaseModel):
        return value.model_dump(mode="json")
    return plain(value)
