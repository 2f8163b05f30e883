"""What was typed in a declared field, made canonical (apart from `fields`: the lock screen needs no rules)."""

from collections.abc import Mapping

from rmdesk.domain import fields
from rmdesk.domain.refusal import Refusal, refuse
from rmdesk.faces.fields import FieldSpec


def fits(spec: FieldSpec, raw: str) -> bool:
    """Whether an answer that was kept can still be given: an option may have gone."""
    return not spec.options or set(filter(None, raw.split(","))) <= {one.key for one in spec.options}


def read(spec: FieldSpec, raw: str, values: Mapping[str, str]) -> str | Refusal:
    """The canonical value of an answer, or why it cannot be read; `values` are all that were given."""
    value = _read(spec, raw)
    if value == "" and spec.required:
        return refuse("INPUT.required")
    if spec.key == "again" and value != values.get("password", value):
        return refuse("INPUT.differs")
    return value


def _read(spec: FieldSpec, raw: str) -> str | Refusal:
    match spec.kind:
        case "password" | "choice" | "choices" | "pick":
            return raw
        case "date" | "integer" | "amount" | "percent" | "long_text" | "phone" | "email" | "id_number":
            return fields.read(spec.kind, raw, most=spec.max_length)
    return fields.read("text", raw, most=spec.max_length)
