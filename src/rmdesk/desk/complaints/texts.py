"""Free text as it may enter a case: readable, without control characters, no longer than the pack allows."""

from rmdesk.desk.desk import Desk
from rmdesk.domain import fields
from rmdesk.domain.base import Value
from rmdesk.domain.names import read_name
from rmdesk.domain.phones import is_mistyped
from rmdesk.domain.refusal import Refusal, passed_at, refuse

LENGTH_OF = {
    "claim": "claim", "wanted": "claim", "story": "story", "grounds": "story",
    "facts": "part", "decision": "part", "basis": "part", "remedies": "part",
    "text": "note", "note": "note", "reason": "note", "effect": "note", "cause": "note", "action": "note",
    "said": "note", "returned": "note", "proof": "note", "withdrawn_proof": "note", "right_note": "note",
    "address": "claim",
}  # fmt: skip
"""Which length of the pack each free text has; whatever else is typed is as long as a name."""

_LEAST_CONTACT = 4  # letters and digits, a Chinese character for two: a short number has five, an address more
_NAMES = frozenset({"name", "agent_name", "legal_representative", "deceased"})


def read_text(desk: Desk, field: str, raw: str) -> str | Refusal:
    """What was typed for `field`, in canonical form, or why it cannot be kept. Faces check each field with it."""
    if field in _NAMES:  # as a client's: a look-alike folded, what is no name refused
        name = read_name(raw)
        if isinstance(name, Refusal):
            return name
        raw = name
    if field == "contact" and (wrong := _unreachable(raw)) is not None:
        return wrong
    most = getattr(desk.pack.complaints.length, LENGTH_OF.get(field, "name"))
    return fields.read("long_text", raw.replace("\t", " "), most=most)


def _unreachable(raw: str) -> Refusal | None:
    """Why nobody can be reached by it: the outcome is told there (COMP-11). A "y" is no number, no address, no name."""
    if is_mistyped(raw):
        return refuse("INPUT.phone", given=raw.strip())
    signs = sum(1 if one.isascii() else 2 for one in raw if one.isalnum())
    return refuse("INPUT.short", length=signs, least=_LEAST_CONTACT) if raw.strip() and signs < _LEAST_CONTACT else None


def read_texts(desk: Desk, value: Value) -> dict[str, str]:
    """All texts among the fields of `value` in canonical form; stops at the first field that cannot be kept."""
    texts = {name: raw for name in type(value).model_fields if isinstance(raw := getattr(value, name), str)}
    return {name: passed_at(name, read_text(desk, name, raw)) for name, raw in texts.items()}


def required(desk: Desk, field: str, raw: str) -> str | Refusal:
    """`read_text` of a field that must be filled in."""
    text = read_text(desk, field, raw)
    return text or refuse("INPUT.required")
