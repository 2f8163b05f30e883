"""The documents of who complains and of who speaks for somebody else: read by their kind, as in a client's file, and in
force for whoever is identified by them as agent or heir (COMP-02, COMP-03, KYC-06, KYC-09). A date is asked, and may be
left open: nobody's complaint waits for a new card."""

from collections.abc import Mapping
from datetime import date

from rmdesk.desk import intake
from rmdesk.domain import fields
from rmdesk.domain.complaint import Complainant
from rmdesk.domain.refusal import Refusal, refuse

_AGENT = "agent_"
_KINDS = ("id_type", "id_number", "id_valid_until")
VALIDITY = ("id_valid_until", "agent_id_valid_until")
"""The fields that hold a last day, or "long"."""


def fault(key: str, value: str, values: Mapping[str, str], today: date, before: str = "") -> Refusal | None:
    """What is wrong with the canonical `value` of a field, given the others; None for a field of no document. `before`
    is what the record says already: what ran out since refuses nothing."""
    if not value or not key.endswith(_KINDS):
        return None
    if key in VALIDITY and value not in (fields.LONG_TERM, before) and date.fromisoformat(value) < today:
        person = values.get("agent_name" if key.startswith(_AGENT) else "name", "")
        return refuse("KYC-06.speaks", person=person, valid_until=value)
    return intake.judged(key.removeprefix(_AGENT), value, _of(key, values), today)


def doubt(key: str, value: str, values: Mapping[str, str], today: date) -> Refusal | None:
    """Why to look once more at an answer that can be taken."""
    if not value or not key.endswith(_KINDS):
        return None
    return intake.doubt(key.removeprefix(_AGENT), value, _of(key, values), today)


def faults(who: Complainant, today: date, before: Complainant | None = None) -> tuple[Refusal, ...]:
    """What is wrong with the documents that this complainant's part in the case asks for. Those of a client were read
    when his file was typed."""
    asked = ["id_number"] if who.kind == "person" and not who.client_id else []
    asked += ["id_valid_until"] if who.role == "heir" else []
    asked += ["agent_id_number", "agent_id_valid_until"] if who.role == "agent" else []
    values = {key: value for key, value in who.model_dump().items() if isinstance(value, str)}
    held = {} if before is None else before.model_dump()
    found = (fault(key, values[key], values, today, held.get(key, "")) for key in asked)
    return tuple(one for one in found if one is not None)


def _of(key: str, values: Mapping[str, str]) -> dict[str, str]:
    """The document that a field belongs to, under the names of a client's file. An organisation's is no card."""
    role = _AGENT if key.startswith(_AGENT) else ""
    if not role and values.get("kind") == "organisation":
        return {"id_type": "licence"}
    return {name: values.get(f"{role}{name}", "") for name in _KINDS}
