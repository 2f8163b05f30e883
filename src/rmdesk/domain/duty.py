"""Duties: what somebody at the branch must still do, and by when (DESK-07)."""

from datetime import date, datetime
from typing import Literal

from rmdesk.domain.base import Value

DutyKind = Literal[
    "elder_call", "maturity", "reassess", "id_expiry", "aml_review", "review", "level_changed", "assessment_review"
]


class Duty(Value):
    """One thing to do by `due` (local date), and the rule that asks for it."""

    id: str
    kind: DutyKind
    rule: str
    client_id: str
    journey_id: str | None = None
    due: date
    about: str = ""  # product code, level change, the day that something ends …: shown as it is
    done_at: datetime | None = None
    note: str = ""
