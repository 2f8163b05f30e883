"""Values that are worked out of others: exact, and "" (None) wherever something that they need is missing."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation

from rmdesk.domain.base import Value
from rmdesk.domain.registers.definition import Register
from rmdesk.domain.registers.entry import Entry
from rmdesk.domain.registers.field import Counted, Derived
from rmdesk.domain.registers.sheet import lines, score


class Part(Value):
    """What counting needs to know of a part: its register and its state."""

    register_id: str
    state: str
    ended: bool


def parts_of(entries: Iterable[Entry]) -> tuple[Part, ...]:
    """The parts among `entries` that count: voided ones do not."""
    return tuple(
        Part(register_id=one.register_id, state=one.state, ended=one.ended) for one in entries if not one.voided
    )


def derive(register: Register, values: Mapping[str, str], parts: tuple[Part, ...], today: date) -> dict[str, Decimal]:
    """Every derived value that can be worked out."""
    found = ((key, _one(register, one, values, parts, today)) for key, one in register.derived.items())
    return {key: value for key, value in found if value is not None}


def number(value: str) -> Decimal | None:
    """A canonical number, or None for "" and for what is none."""
    try:
        found = Decimal(value)
    except InvalidOperation:
        return None
    return found if found.is_finite() else None


def _one(
    register: Register, derived: Derived, values: Mapping[str, str], parts: tuple[Part, ...], today: date
) -> Decimal | None:
    if derived.days_since:
        return _days_since(values.get(derived.days_since, ""), today)
    counted = derived.count or derived.share
    if counted is not None and counted.sheet:
        return _answered(register, counted, values.get(counted.sheet, ""), share=derived.share is not None)
    if counted is not None:
        return _counted(counted, parts, share=derived.share is not None)
    if derived.score:
        sheet = register.sheet(derived.score)
        found = None if sheet is None else score(sheet, values.get(derived.score, ""))
        return None if found is None else Decimal(found)
    return _reckoned(derived, values)


def _reckoned(derived: Derived, values: Mapping[str, str]) -> Decimal | None:
    found = [number(values.get(key, "")) for key in derived.inputs]
    numbers = [one for one in found if one is not None]
    if not numbers or len(numbers) < len(found):
        return None
    if derived.product:
        whole = Decimal(1)
        for one in numbers:
            whole *= one
        return whole
    if derived.difference:
        return numbers[0] - sum(numbers[1:], Decimal(0))
    whole = sum(numbers, Decimal(0))
    return whole / len(numbers) if derived.mean else whole


def _days_since(value: str, today: date) -> Decimal | None:
    try:
        return Decimal((today - date.fromisoformat(value)).days)
    except ValueError:  # "" or the word for an open end
        return None


def _counted(counted: Counted, parts: tuple[Part, ...], *, share: bool) -> Decimal | None:
    """A count, or a share from 0 to 1 of the parts; of no parts at all there is no share."""
    mine = [one for one in parts if one.register_id == counted.parts]
    found = sum(not counted.state or one.state in counted.state for one in mine)
    if not share:
        return Decimal(found)
    return Decimal(found) / len(mine) if mine else None


def _answered(register: Register, counted: Counted, answers: str, *, share: bool) -> Decimal | None:
    """How many questions of a sheet have this answer, or their share of those answered."""
    sheet = register.sheet(counted.sheet)
    if sheet is None or not answers:
        return None
    given = [line.option.key for line in lines(sheet, answers)]
    found = Decimal(given.count(counted.answer))
    if not share:
        return found
    return found / len(given) if given else None
