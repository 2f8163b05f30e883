"""The closed words of a register's file, and values that may be written alone or as a list."""

from decimal import Decimal
from typing import Annotated, Literal, get_args

from pydantic import BeforeValidator

from rmdesk.domain.base import Text

FieldKind = Literal[
    "text", "long_text", "choice", "choices", "date", "date_or_long", "time", "phone", "id_number", "uscc", "amount",
    "decimal", "integer", "percent", "yes_no", "email", "person", "client", "product", "sale", "assessment", "case",
    "entry", "rule", "indicator", "text_card", "sheet", "file",
]  # fmt: skip
LINKS = ("person", "client", "product", "sale", "assessment", "case", "entry", "rule", "indicator", "text_card", "file")
"""Kinds whose value is the id of something else."""
TEXTS = ("text", "long_text", "email")
"""Kinds that are told as they were typed: what is sought in them is sought by its characters."""
NUMBERS = ("amount", "decimal", "integer", "percent")
DATES = ("date", "date_or_long")
CHOICES = ("choice", "choices")
Subject = Literal["branch", "client", "product", "sale", "assessment", "case", "person", "entry"]
OF_CLIENT = ("client", "sale", "assessment", "case")
"""Subjects that belong to one client, so that the book of clients guards the entry."""
Proof = Literal["none", "password", "second"]
Source = Literal["holders", "staff", "open_work", "audited"]
Tone = Literal["calm", "watch", "late"]
Period = Literal["working_day", "day", "week", "month", "quarter", "half_year", "year"]
FeedName = Literal["last_contact", "client_told", "training_hours", "satisfaction", "parted"]
FEEDS: tuple[FeedName, ...] = get_args(FeedName)
SOURCE_TAKES: dict[str, tuple[str, ...]] = {
    "holders": ("day",),
    "staff": ("roles",),
    "open_work": ("person",),
    "audited": ("scope", "since", "until", "inspector"),
}
"""What each source may be given, each by `of_<name> = <field>`."""

Number = int | Decimal


def _listed(value: object) -> object:
    return value if isinstance(value, tuple | list) else (value,)


Names = Annotated[tuple[str, ...], BeforeValidator(_listed)]
"""One name or a list of names."""


class Named(Text):
    """What a state or an option is called. `retired`: shown where it stands, offered no more; `was`: its older key."""

    retired: bool = False
    was: str = ""
