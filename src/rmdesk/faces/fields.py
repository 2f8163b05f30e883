"""What is asked: a field with its kind, its options and its limits. How it is drawn or read aloud is the face's."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from rmdesk.locale import Lang


@dataclass(frozen=True)
class Option:
    """One option: its canonical key and what people read; `place`: that of the key beside it (from 0), where what is
    missing before it must not move it; `also`: by what other name it is found."""

    key: str
    label: str
    place: int | None = None
    also: str = ""


@dataclass(frozen=True)
class FieldSpec:
    """One row of a form. `kind` is one of the field kinds of the rules, or "pick" (a choice that is narrowed by typing)
    or "password"; choices have `options`. `help` is one line, shown while one is there; with `rules` it always stands
    below the field; `paragraphs`: Enter begins a new line of a long text, Tab goes on."""

    key: str
    label: str
    kind: str = "text"
    options: tuple[Option, ...] = ()
    required: bool = False
    max_length: int = 120
    help: str = ""
    rules: bool = False
    paragraphs: bool = False
    make: "Callable[[FieldSpec, str, Lang], Any] | None" = None  # another widget with a `value`
