"""The matrix of one entry: the two scales that its register names, and where the entry stands between them."""

from datetime import date

from rmdesk.desk.papers.registers.sections import Chart, Place
from rmdesk.desk.registers.seeing import Found
from rmdesk.desk.registers.wording import Words
from rmdesk.domain.base import Text
from rmdesk.domain.registers.definition import Register
from rmdesk.domain.registers.deriving import derive

_EMPTY = Text(zh="", en="")


def chart(words: Words, found: Found, axes: tuple[str, ...]) -> Chart:
    """The matrix with the entry's place. An option that is offered no more has a place only where the entry has it."""
    (x, y), register, values = axes, found.register, found.entry.values
    xs = [one for one in register.options(x) if not one.retired or one.key == values.get(x)]
    ys = [one for one in reversed(register.options(y)) if not one.retired or one.key == values.get(y)]
    column = next((at for at, one in enumerate(xs) if one.key == values.get(x)), None)
    row = next((at for at, one in enumerate(ys) if one.key == values.get(y)), None)
    decides = _decided(register, {x, y})
    return Chart(
        x=words.label(x),
        y=words.label(y),
        x_labels=tuple(xs),
        y_labels=tuple(ys),
        of=words.label(decides) if decides else None,
        rows=tuple(tuple(_place(words, decides, {x: a.key, y: b.key}) for a in xs) for b in ys),
        at=None if row is None or column is None else (row, column),
    )


def _decided(register: Register, axes: set[str]) -> str:
    """The first derived value with bands that these two answers alone decide; "" for none."""
    return next((key for key, one in register.derived.items() if one.bands and set(one.inputs) == axes), "")


def _place(words: Words, key: str, answers: dict[str, str]) -> Place:
    """What that value says of two answers."""
    value = derive(words.register, answers, (), date.min).get(key)
    band = None if value is None else words.register.derived[key].band(value)
    return Place("", _EMPTY) if band is None else Place(band.tone, words.said(key, str(value)))
