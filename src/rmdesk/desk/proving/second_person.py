"""Which facts stand only with a second person's consent, given just before them or named in them (DATA-08).

second   it lacks the consent of a second person
"""

from collections.abc import Iterable, Mapping
from typing import Final

from rmdesk.desk import becoming, linking, qualifying, standing_in
from rmdesk.desk.desk import Desk
from rmdesk.desk.exchange import enrolling, moving
from rmdesk.domain import archive_facts, complaint_facts, exchange_facts, exchange_moves, facts, people_facts
from rmdesk.domain.client import Client
from rmdesk.domain.fact import Fact
from rmdesk.domain.registers.facts import EntryActed
from rmdesk.store import Entry
from rmdesk.store.passing import Passed

SECOND: Final = "second"
ALWAYS: Final[Mapping[type[Fact], str]] = {
    facts.QualificationVerified: qualifying.ACT,
    facts.ClientLinked: linking.ACT,
    facts.ClientUnlinked: linking.ACT,
    people_facts.StandInSet: standing_in.ACT,
    exchange_facts.DeskEnrolled: enrolling.ENROL,
    exchange_moves.ClientGivenUp: moving.GIVE_UP,
}
"""Facts that never stand without one: by which act."""

NAMING: Final[tuple[type[Fact], ...]] = (
    complaint_facts.CaseClosed,
    complaint_facts.CaseWithdrawn,
    complaint_facts.CaseMerged,
    complaint_facts.CaseDeclined,
    complaint_facts.CaseTransferred,
    complaint_facts.CaseCorrected,
    complaint_facts.ExtensionApproved,
    complaint_facts.ClockPaused,
    complaint_facts.NewFactsReceived,
    complaint_facts.CaseCompleted,
    complaint_facts.SaleLinked,
    complaint_facts.SaleUnlinked,
    complaint_facts.CaseParted,
    complaint_facts.MajorFound,
    complaint_facts.ResultTold,
    complaint_facts.RecheckTold,
    complaint_facts.NoticeGivenAgain,
    complaint_facts.CaseAnswered,
    complaint_facts.MajorReported,
    EntryActed,
    people_facts.ClientHandedOver,
    archive_facts.ClientDestroyed,
)
"""Facts that name the second person themselves."""


def agreed_about(fact: Fact, subject: str) -> str:
    """What a consent to one of `ALWAYS` is about: whoever stands in, else the `subject` of the fact."""
    return fact.stand_in if isinstance(fact, people_facts.StandInSet) else subject


def named_in(fact: Fact) -> str:
    """The login of the second person that a fact names; "" where it names nobody."""
    match fact:
        case (
            complaint_facts.CaseClosed()
            | complaint_facts.ClockPaused()
            | complaint_facts.NewFactsReceived()
            | complaint_facts.CaseCompleted()
            | complaint_facts.SaleLinked()
            | complaint_facts.SaleUnlinked()
            | complaint_facts.CaseParted()
            | complaint_facts.MajorFound()
            | complaint_facts.CaseAnswered()
            | complaint_facts.MajorReported()
        ):
            return fact.agreed_by
        case complaint_facts.CaseCorrected():
            return fact.correction.agreed_by
        case complaint_facts.ResultTold() | complaint_facts.RecheckTold() | complaint_facts.NoticeGivenAgain():
            return fact.notice.agreed_by
        case complaint_facts.ExtensionApproved():
            return fact.extension.approver
        case EntryActed():
            return fact.second
        case people_facts.ClientHandedOver():
            return fact.receiver
        case archive_facts.ClientDestroyed():
            return fact.approved_by
        case (
            complaint_facts.CaseWithdrawn()
            | complaint_facts.CaseMerged()
            | complaint_facts.CaseDeclined()
            | complaint_facts.CaseTransferred()
        ):
            return fact.ending.agreed_by or fact.ending.told.agreed_by
    return ""


class Agreed:
    """The last consent that was given: its number, by whom, to what."""

    def __init__(self) -> None:
        self._last: tuple[int, str, str, str] = (0, "", "", "")

    def given(self, row: Passed, fact: people_facts.SecondPersonAgreed) -> None:
        """A second person agreed."""
        self._last = (row.seq, row.actor, fact.act, fact.about)

    def to(self, seq: int, actor: str, act: str, about: str) -> bool:
        """Whether somebody else than `actor` agreed to `act` just before the fact of this number."""
        at, second, agreed, what = self._last
        return (at, agreed, what) == (seq - 1, act, about) and second != actor


def agreed_act(desk: Desk, client: Client, fact: facts.ClientChanged, earlier: Iterable[Entry]) -> str:
    """The act to which a second person must agree, by the forms of `desk`, where a change makes so much of a client; ""
    where none must. What a list brought is taken back as it came, by nobody beside; `earlier`: the changes of this
    client before it."""
    act = becoming.ends(desk, client, fact.changes).act
    if not act or desk.pack.asked(act).demand != "second_person":
        return ""
    return "" if fact.brought is not None and _taken_back(fact, earlier) else act


def _taken_back(fact: facts.ClientChanged, earlier: Iterable[Entry]) -> bool:
    last = None
    for one in earlier:
        last = None if one.payload is None else one.fact
    if not isinstance(last, facts.ClientChanged) or last.brought is None:
        return False
    return fact.changes == {key: (now, was) for key, (was, now) in last.changes.items()}
