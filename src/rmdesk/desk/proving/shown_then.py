"""Whatever moves a legal date of a case later is shown by a file that the case held before (COMP-07, COMP-08)."""

from datetime import datetime
from typing import Final

from rmdesk.domain import complaint_facts as facts
from rmdesk.domain.fact import Fact
from rmdesk.store.passing import Passed

SHOWN: Final[tuple[type[Fact], ...]] = (facts.ClockPaused, facts.NewFactsReceived, facts.CaseCorrected)
"""Facts that may move one; those of a version that named no evidence are not asked for any."""
_UNSHOWN: Final = frozenset({"complaint.clock_paused/1", "complaint.new_facts_received/1"})


class Files:
    """The files of all cases so far, by case and digest."""

    def __init__(self) -> None:
        self._kept: set[tuple[str, str]] = set()

    def kept(self, row: Passed, fact: facts.EvidenceKept) -> None:
        """A case holds one more."""
        self._kept.add((row.subject, fact.evidence.sha256))

    def lacking(self, row: Passed, fact: Fact) -> bool:
        """Whether a fact moved a legal date later, or made timely what was told or ended before it, and no file of its
        case shows why."""
        match fact:
            case facts.ClockPaused() | facts.NewFactsReceived() if row.kind not in _UNSHOWN:
                return (row.subject, fact.evidence) not in self._kept
            case facts.CaseCorrected() if fact.correction.field == "received_at":
                one = fact.correction
                later = datetime.fromisoformat(one.after) > datetime.fromisoformat(one.before)
                return later and (row.subject, one.evidence) not in self._kept
            case facts.NoticeGivenAgain():
                return (row.subject, fact.notice.evidence) not in self._kept
            case facts.ResultTold() | facts.RecheckTold() if fact.notice.evidence:
                return (row.subject, fact.notice.evidence) not in self._kept
            case facts.CaseAnswered() | facts.MajorReported() if fact.evidence:
                return (row.subject, fact.evidence) not in self._kept
            case facts.CaseWithdrawn() | facts.CaseDeclined() | facts.CaseTransferred() if fact.ending.told.evidence:
                return (row.subject, fact.ending.told.evidence) not in self._kept
        return False
