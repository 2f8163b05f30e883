"""The steps of a sale as they stand: each with a sign and its name."""

from dataclasses import dataclass
from typing import Literal

State = Literal["done", "current", "open", "redo"]
SIGNS: dict[State, str] = {"done": "✓", "current": "▸", "open": "·", "redo": "!"}


@dataclass(frozen=True)
class Step:
    """One step with its state."""

    label: str
    state: State
