"""What can be counted: the sources of indicators, and what each says of one row."""

from typing import Final, Literal, NamedTuple

FieldKind = Literal["at", "day", "number", "choice", "yes_no", "person", "text"]
"""An instant counts as the branch's day that it falls on."""
DAYS: Final = frozenset({"at", "day"})
REGISTER: Final = "register."
"""A source that begins so is the register of this id; its fields are the register's own."""


class SourceField(NamedTuple):
    """One thing that a source says of a row. `options`: the vocabulary of labels.toml that its values are of; "" where
    the program knows them (`values`) or nobody does."""

    kind: FieldKind
    options: str = ""
    values: tuple[str, ...] = ()


_AT, _DAY, _NUMBER = SourceField("at"), SourceField("day"), SourceField("number")
_YES, _PERSON, _TEXT = SourceField("yes_no", "yes_no"), SourceField("person"), SourceField("text")

SOURCES: Final[dict[str, dict[str, SourceField]]] = {
    "sales": {
        "opened_at": _AT, "told_at": _AT, "signed_at": _AT, "archived_at": _AT, "abandoned_at": _AT,
        "manager": _PERSON, "product": _TEXT, "family": SourceField("text", "family"), "amount": _NUMBER,
        "own_choice": _YES, "sent_back": _YES, "client_told": _YES,
        "state": SourceField("choice", values=("open", "archived", "abandoned")),
    },
    "visits": {"opened_at": _AT, "manager": _PERSON, "sold": _YES, "sales": _NUMBER},
    "assessments": {
        "taken_at": _AT, "manager": _PERSON, "level": SourceField("text"), "flagged": _YES, "contradicted": _YES,
        "sent_back": _YES, "recomputed": _YES, "sound": _YES,
    },
    "complaints": {
        "received_at": _AT, "answered_at": _AT, "told_at": _AT, "settled_on": _DAY, "ended_on": _DAY,
        "type": SourceField("choice", "case_type"), "class": SourceField("choice", "case_class"),
        "state": SourceField("choice", "case_state"), "channel": SourceField("choice", "complaint_channel"),
        "business": SourceField("choice", "complaint_business"), "cause": SourceField("choice", "complaint_cause"),
        "product": _TEXT, "manager": _PERSON, "counted": _YES, "in_time": _YES, "house_in_time": _YES,
        "late_at_end": _YES, "reported_late": _YES,
    },
    "dues": {
        "on_day": _DAY, "done_at": _AT, "kind": SourceField("choice", values=(
            "elder_call", "follow_up", "maturity", "reassess", "id_expiry", "aml_review", "review", "level_changed",
            "assessment_review", "sent_back", "qualified", "professional",
        )),
        "manager": _PERSON, "done": _YES, "in_time": _YES,
    },
    "holdings": {
        "begun_on": _DAY, "ended_on": _DAY, "maturity": _DAY, "amount": _NUMBER,
        "family": SourceField("text", "family"), "currency": _TEXT,
        "origin": SourceField("choice", "holding_source"),
    },
    "clients": {
        "registered_on": _DAY, "ended_on": _DAY, "manager": _PERSON, "kind": SourceField("choice", "client_kind"),
        "linked": _YES,
    },
}  # fmt: skip
"""Source → its fields. An amount is in yuan."""

BUILT_IN: Final[dict[str, SourceField]] = {
    "begun_on": _AT, "ended_on": _DAY, "begun_by": _PERSON, "state": SourceField("choice"),
}  # fmt: skip
"""What every entry of a register says beside its own fields."""


def register_of(source: str) -> str:
    """The id of the register that a source is; "" for one of the program's own."""
    return source.removeprefix(REGISTER) if source.startswith(REGISTER) else ""
