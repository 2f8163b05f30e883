"""What the fields of a register are to an indicator over it."""

from rmdesk.domain.indicators.sources import BUILT_IN, FieldKind
from rmdesk.domain.registers.definition import Register

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
    """The values that a field may have, those under an older key too; None where nobody knows them."""
    if key == "state":
        return tuple(register.state)
    found = register.options(key)
    if not found:
        return None
    return tuple(name for one in found for name in (one.key, one.was) if name)
