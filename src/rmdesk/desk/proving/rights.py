"""Which roles a fact of a kind takes: the permissions of the use cases that record it (DATA-08)."""

from functools import cache
from typing import Final

from rmdesk.desk.access import ROLES_OF
from rmdesk.domain import (
    archive_facts,
    complaint_facts,
    documents,
    exchange_cases,
    exchange_facts,
    exchange_moves,
    exchange_reviews,
    facts,
    people_facts,
    settings_facts,
)
from rmdesk.domain.fact import Fact, group_of, name_of
from rmdesk.domain.people import Role
from rmdesk.domain.registers.facts import EntryNumbersRevealed

_BY_GROUP: Final[dict[str, tuple[str, ...]]] = {
    "sale": ("sales.work",),
    "visit": ("sales.work",),
    "assessment": ("assess.take",),
    "shelf": ("shelf.keep",),
    "institution": ("shelf.keep",),
    "holding": ("holdings.work", "sales.work"),
    "rate": ("rates.enter",),
    "indicator": ("indicators.answer",),
    "complaint": ("complaints.work", "complaints.take", "complaints.approve", "complaints.read"),
    "pack": ("packs.adopt",),
    "archive": ("archive.work", "retention.hold", "retention.erase", "registers.work"),
    "audit": ("lists.export",),
    "exchange": ("exchange.carry",),
    "office": ("exchange.carry",),
}
_BY_FACT: Final[dict[str, tuple[type[Fact], ...]]] = {
    "shelf.keep": (documents.DocumentAdded, documents.DocumentWithdrawn),
    "sales.review": (facts.SaleReviewed, facts.SaleSentBack, exchange_reviews.ReviewAnswered),
    "assess.review": (facts.AssessmentReviewed, facts.AssessmentSentBack),
    "clients.write": (
        facts.ClientRegistered,
        facts.ClientChanged,
        facts.ClientTakenBack,
        facts.ChangeReported,
        facts.CheckAnswered,
    ),
    "clients.qualify": (facts.QualificationVerified, facts.QualificationWithdrawn),
    "clients.link": (facts.ClientLinked, facts.ClientUnlinked),
    "clients.reveal": (facts.IdRevealed, EntryNumbersRevealed),
    "people.hand_over": (people_facts.ClientHandedOver, people_facts.StandInSet, people_facts.StandInEnded),
    "clients.export": (archive_facts.ClientExported,),
    "clients.seal": (archive_facts.ClientSealed, archive_facts.ClientUnsealed),
    "retention.hold": (archive_facts.HoldPut, archive_facts.HoldLifted),
    "retention.erase": (archive_facts.ClientDestroyed,),
    "people.manage": (
        facts.PersonAdded,
        facts.PersonChanged,
        people_facts.PersonRemoved,
        people_facts.PersonTakenBack,
    ),
    "branch.manage": (facts.BranchChanged, settings_facts.HolidaysSet, settings_facts.OpeningEnded),
    "sales.host": (exchange_reviews.ReviewAsked,),
    "clients.move": (
        exchange_moves.ClientGivenUp,
        exchange_moves.ClientMoveEnded,
        exchange_moves.FactMoved,
        exchange_moves.ClientTakenOver,
        exchange_moves.ClientRefused,
    ),
    "complaints.move": (
        exchange_cases.CaseGivenUp,
        exchange_cases.CaseMoveEnded,
        exchange_cases.CaseFactMoved,
        exchange_cases.CaseTakenOver,
        exchange_cases.CaseRefused,
    ),
    "exchange.keep": (exchange_facts.DeskEnrolled, exchange_facts.DeskStruck),
    "audit.export": (archive_facts.AuditExported,),
    "journal.export": (archive_facts.JournalExported,),
    "evidence.export": (archive_facts.EvidencePacked,),
}
_BY_NAME: Final[dict[str, tuple[str, ...]]] = {
    **{name_of(one.kind): (permission,) for permission, made in _BY_FACT.items() for one in made},
    # also kept with a case where working days are taken in
    name_of(complaint_facts.LatenessKept.kind): (*_BY_GROUP["complaint"], "branch.manage"),
}


@cache  # the journal is long, the kinds are few
def roles_for(kind: str) -> frozenset[Role] | None:
    """The roles of which somebody must hold one to record a fact of `kind`; None where everybody may."""
    wanted = _BY_NAME.get(name_of(kind)) or _BY_GROUP.get(group_of(kind))
    return None if wanted is None else frozenset().union(*(ROLES_OF[one] for one in wanted))
