"""Dues of a client that the journal keeps: what somebody at the branch must still do, and by when (DESK-07)."""

from datetime import date, datetime, timedelta
from typing import Literal

from rmdesk.domain.base import Value

DueKind = Literal[
    "elder_call",
    "follow_up",
    "maturity",
    "reassess",
    "id_expiry",
    "aml_review",
    "review",
    "level_changed",
    "assessment_review",
    "sent_back",
    "qualified",
    "professional",
    "earner",
]
ENDED_BY: dict[DueKind, str] = {
    "reassess": "assess.take",
    "id_expiry": "clients.write",
    "review": "sales.review",
    "sent_back": "sales.work",
    "assessment_review": "assess.review",
    "qualified": "clients.qualify",
    "professional": "clients.qualify",
    "earner": "clients.qualify",
    "aml_review": "clients.regrade",
}
"""The act that alone ends a due of this kind. One of another kind is ended by a note of how it went."""


class ClientDue(Value):
    """One thing to do about a client, and the rule that asks for it.

    `on` is the local day that matters: on which an assessment, an ID, a product ends, or something must be done. The
    reminder comes `warn_days` before it. `later`: when it comes again, where it was put off; looked up when a client's
    dues are read, the due itself never moves. `not_by`: logins of those whom its act concerns, so that they neither do
    it nor put it off.
    """

    id: str
    kind: DueKind
    rule: str
    client_id: str
    sale_id: str | None = None
    assessment_id: str | None = None
    not_by: tuple[str, ...] = ()
    on: date
    warn_days: int = 0
    later: date | None = None
    questionnaire: str = ""  # of a reassessment: the key of the one it is about, "" for the general one
    about: str = ""  # product code, level change …: shown as it is
    done_at: datetime | None = None
    note: str = ""

    @property
    def remind(self) -> date:
        """From which day on it stands in the list."""
        return self.on - timedelta(self.warn_days)

    @property
    def act(self) -> str:
        """The act that alone ends it; "" where a note of how it went does."""
        return ENDED_BY.get(self.kind, "")


def maturity_warning(term_days: int, remind_days: int) -> int:
    """Days before the end at which to remind of a product of `term_days`: as many as the bank wants, but no more than
    half the term, so that what was sold today is not reminded of today."""
    return min(remind_days, term_days // 2)
