"""One pass over the facts: whether time, person, role and form pack of each fit what stood before it.

The seals of the chain say that nothing was changed since it was written. They do not say that it could have been
written so: whoever holds the key can append a fact that is dated back, or that bears somebody else's name.

    time     dated before the fact before it, without a confirmation of the clock (DESK-19)
    id       the id was made at another instant than the fact says
    actor    nobody of this name was at work here at that moment (DATA-08)
    role     he held no role that may do so then (DATA-08)
    pack     the pack's digest is not that of its texts, or nobody agreed to it (DATA-08)
    second   it lacks the consent of a second person (DATA-08)
    session  somebody else had unlocked the desk (DATA-08)
    elsewhere  a verdict of another desk that nobody trusted
    evidence it moved a legal date, and no file of the case shows why (COMP-07, COMP-08)
"""

from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from rmdesk.desk.packs_known import ADOPTING
from rmdesk.desk.proving.elsewhere import ELSEWHERE, Elsewhere
from rmdesk.desk.proving.elsewhere import READ as FROM_ELSEWHERE
from rmdesk.desk.proving.rights import roles_for
from rmdesk.desk.proving.second_person import ALWAYS, NAMING, SECOND, Agreed, agreed_about, named_in
from rmdesk.desk.proving.shown_then import SHOWN, Files
from rmdesk.domain import complaint_facts, facts, people_facts, vault_facts
from rmdesk.domain.directives import HandedDown, PersonGiven
from rmdesk.domain.fact import Fact, versions
from rmdesk.domain.ids import dates_id
from rmdesk.domain.people import Person
from rmdesk.formpack.pack import digest_of
from rmdesk.store.errors import FactUnreadable
from rmdesk.store.passing import Passed


class Unfit(NamedTuple):
    """A fact that does not fit, by its number: `what` as above, or the rule that a sale broke; `detail` as it stands
    in the journal."""

    fact: int
    what: str
    detail: str


_PEOPLE: Final = (
    facts.PersonAdded,
    facts.PersonChanged,
    people_facts.PersonRemoved,
    people_facts.PersonTakenBack,
)
_READ: Final[tuple[type[Fact], ...]] = (
    *(*_PEOPLE, facts.PackAdopted, people_facts.SecondPersonAgreed),
    *(*ALWAYS, *NAMING, *FROM_ELSEWHERE),
    *SHOWN,
    complaint_facts.EvidenceKept,
)
READ: Final = frozenset(kind for one in _READ for kind in versions(one.kind))
"""Kinds of facts whose payload the pass must know."""

_CLOCK: Final = vault_facts.ClockConfirmed.kind
_OUTSIDE: Final = frozenset({vault_facts.BackupRestored.kind})
"""Recorded before anybody is at the desk: by the recovery code, perhaps."""
_BEGINS: Final = frozenset({facts.DeskOpened.kind, facts.DeskUnlocked.kind})
_BESIDE: Final = frozenset(
    {
        people_facts.SecondPersonAgreed.kind,
        facts.AssessmentReviewed.kind,
        facts.AssessmentSentBack.kind,
        facts.SaleReviewed.kind,
        facts.SaleSentBack.kind,
        _CLOCK,
        *_OUTSIDE,
    }
)
"""What a second person records at a desk that somebody else has unlocked."""


class Pass:
    """Where the pass stands: the time, the people, who unlocked the desk, the last agreement to a pack."""

    def __init__(self, *, sessions: bool = False) -> None:
        self._sessions = sessions
        self._people: dict[str, Person] = {}
        self._at = ""
        self._turned: Passed | None = None
        self._seat = ""
        self._agreed = Agreed()
        self._files = Files()
        self._packs = 0
        self._elsewhere = Elsewhere()
        self._given: dict[str, PersonGiven] = {}

    def over(self, rows: Iterable[Passed]) -> Iterator[Unfit]:
        """What does not fit, fact by fact."""
        for row in rows:
            yield from self.one(row)

    def one(self, row: Passed) -> Iterator[Unfit]:
        """What does not fit of the next fact."""
        yield from self._when(row)
        if not dates_id(row.id, row.at):
            yield Unfit(row.seq, "id", f"{row.id} {row.at}")
        self._at = row.at
        yield from self._who(row)
        if row.kind in READ and row.payload is not None:
            yield from self._said(row)
        elif row.kind in READ:
            self._elsewhere.erased(row)

    def _when(self, row: Passed) -> Iterator[Unfit]:
        """Dated before the fact before it. A clock that was put back is confirmed by somebody else than who then works
        by it (DESK-19)."""
        turned, self._turned = self._turned, None
        if turned is not None and (row.kind != facts.DeskUnlocked.kind or row.actor == turned.actor):
            yield Unfit(turned.seq, SECOND, f"{turned.kind} {turned.actor}")
        if row.at >= self._at:
            return
        if row.kind == _CLOCK:
            self._turned = row
        else:
            yield Unfit(row.seq, "time", f"{row.at} < {self._at}")

    def _who(self, row: Passed) -> Iterator[Unfit]:
        if row.kind in _BEGINS:
            self._seat = row.actor
        elif self._sessions and self._seat and row.actor != self._seat and row.kind not in _BESIDE:
            yield Unfit(row.seq, "session", f"{row.kind} {row.actor} ≠ {self._seat}")
        if not self._people or row.kind in _OUTSIDE:  # a desk begins with the facts of whoever sets it up
            return
        person = self._people.get(row.actor)
        here = None if person is None or not person.active else person.roles
        roles = self._elsewhere.roles_of(row) if person is None else here
        if person is not None and row.kind == HandedDown.kind:
            return  # by two people at head office, and perhaps about whoever took the bundle in
        if roles is None:
            yield Unfit(row.seq, "actor", f"{row.kind} {row.actor}")
            return
        wanted = roles_for(row.kind)
        if self._elsewhere.hands_down(row):
            return  # two people adopted it at head office; whoever took the bundle in adds nothing
        if wanted is not None and wanted.isdisjoint(roles):
            yield Unfit(row.seq, "role", f"{row.kind} {row.actor} ({', '.join(roles)})")

    def _said(self, row: Passed) -> Iterator[Unfit]:
        try:
            fact = row.fact
        except FactUnreadable:
            return  # the chain's own check names it
        yield from (Unfit(row.seq, ELSEWHERE, wrong) for wrong in self._elsewhere.told(row, fact))
        if self._files.lacking(row, fact):
            yield Unfit(row.seq, "evidence", row.kind)
        if isinstance(fact, facts.PackAdopted):
            yield from self._pack(row, fact)
        elif isinstance(fact, people_facts.SecondPersonAgreed):
            self._agreed.given(row, fact)
        elif type(fact) in ALWAYS:
            act = ALWAYS[type(fact)]
            if not self._agreed.to(row.seq, row.actor, act, agreed_about(fact, row.subject)):
                yield Unfit(row.seq, SECOND, f"{act} {row.actor}")
        elif second := named_in(fact):
            person = self._people.get(second)
            if second == row.actor or person is None or not person.active:
                yield Unfit(row.seq, SECOND, f"{row.kind} {second}")
        elif isinstance(fact, complaint_facts.EvidenceKept):
            self._files.kept(row, fact)
        else:
            self._person(fact)

    def _pack(self, row: Passed, fact: facts.PackAdopted) -> Iterator[Unfit]:
        found = digest_of(fact.files)
        if found != fact.digest:
            yield Unfit(row.seq, "pack", f"{fact.digest[:12]} ≠ {found[:12]}")
        handed = self._elsewhere.hands_down(row) == fact.digest
        if self._packs and not handed and not self._agreed.to(row.seq, row.actor, ADOPTING, fact.digest):
            yield Unfit(row.seq, "pack", ADOPTING)
        self._packs += 1

    def _person(self, fact: Fact) -> None:
        people = self._people
        match fact:
            case facts.PersonAdded() | facts.PersonChanged():
                given = self._given.get(fact.person.login)
                people[fact.person.login] = fact.person if given is None else given.held(fact.person)
            case HandedDown(directive=PersonGiven(login=login) as given, held=""):
                self._given[login] = given
                people[login] = given.on(people.get(login))
            case people_facts.PersonRemoved() if fact.login in people:
                people[fact.login] = people[fact.login].model_copy(update={"removed": True})
            case people_facts.PersonTakenBack():
                people.pop(fact.login, None)
