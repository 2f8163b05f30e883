"""A label with its value, as sheets show it and as it is said line by line."""

from dataclasses import dataclass
from typing import Literal

Tone = Literal["", "late", "muted", "head"]


@dataclass(frozen=True)
class Line:
    """One label with its value. A "head" has no value and stands alone."""

    label: str
    value: str = ""
    tone: Tone = ""
