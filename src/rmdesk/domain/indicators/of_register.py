"""What the fields of a register are to an indicator over it."""

from collections.abc import Mapping

from rmdesk.domain.indicators.sources import BUILT_IN, FieldKind
from rmdesk.domain.registers.definition import Register
from rmdesk.domain.registers.words import Named

_KINDS: dict[str, FieldKind] = {
    "date": "day", "date_or_long": "day", "amount": "number", "decimal": "number", "integer": "number",
    "percent": "number", "choice": "choice", "choices": "choice", "yes_no": "yes_no", "person": "person",
}  # fmt: skip


def kind_of(register: Register, key: str) -> FieldKind | None:
    """What kind of value a field of a register is to an indicator; None when it has no such field."""
    if key in BUILT_IN:
        return BUILT_IN[key].kind
    if key in register.derived:
        return "number"
    field = register.field.get(key)
    return None if field is None else _KINDS.get(field.kind, "text")


def options_of(register: Register, key: str) -> tuple[str, ...] | None:
    """The values that a field may have; None where nobody knows them."""
    if key == "state":
        return tuple(register.state)
    return tuple(one.key for one in register.options(key)) or None


def renamed(register: Register, key: str) -> Mapping[str, str]:
    """The older keys of the options of a field, or of the states, each with that of today."""
    named: Mapping[str, Named] = register.state if key == "state" else {one.key: one for one in register.options(key)}
    return {one.was: name for name, one in named.items() if one.was}
