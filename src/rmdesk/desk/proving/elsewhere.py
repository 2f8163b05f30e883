"""Reviews that another desk gave: only of one that was enrolled then, by somebody who held the role, as its chain says.

elsewhere   a verdict that no enrolled desk gave, or not so; what no enrolled head office handed down, or not so
"""

from collections.abc import Iterator
from typing import Final

from rmdesk.desk.desk import Desk
from rmdesk.domain import exchange_facts, facts
from rmdesk.domain.directives import (
    ClientSettled,
    CountedElsewhere,
    CountsGiven,
    Directed,
    HandedDown,
    PackGiven,
    SettledFor,
    bare,
)
from rmdesk.domain.exchange_cases import CaseFactMoved
from rmdesk.domain.exchange_moves import FactMoved
from rmdesk.domain.exchange_reviews import ReviewAnswered, ReviewReturned, elsewhere
from rmdesk.domain.fact import Fact
from rmdesk.domain.people import Role
from rmdesk.store.passing import Passed

ELSEWHERE: Final = "elsewhere"
READ: Final[tuple[type[Fact], ...]] = (
    exchange_facts.DeskEnrolled,
    exchange_facts.DeskStruck,
    ReviewReturned,
    HandedDown,
)
"""Facts that tell which desks are trusted, and what came from them."""
_ACTS: Final = frozenset({facts.SaleReviewed.kind, facts.SaleSentBack.kind})


class Elsewhere:
    """Which desks are trusted, and who of another desk acts by the next fact."""

    def __init__(self) -> None:
        self._trusted: set[str] = set()
        self._offices: set[str] = set()
        self._handed: tuple[int, str] = (0, "")
        self._next: tuple[int, str, tuple[Role, ...]] = (0, "", ())

    def told(self, row: Passed, fact: Fact) -> Iterator[str]:
        """The next fact of `READ`; what is wrong about it, as it stands in the journal."""
        match fact:
            case exchange_facts.DeskEnrolled():
                self._trusted.add(fact.card.device)
                if fact.card.kind == "office":
                    self._offices.add(fact.card.device)
            case exchange_facts.DeskStruck():
                self._trusted.discard(fact.device)
                self._offices.discard(fact.device)
            case ReviewReturned() if fact.counts:
                who = fact.verdict.reviewer
                self._next = (row.seq + 1, elsewhere(who.login, fact.device), who.roles)
                if fact.device not in self._trusted:
                    yield f"{fact.device} {who.login}"
            case HandedDown():
                if isinstance(fact.directive, PackGiven) and not fact.held:
                    self._handed = (row.seq + 1, fact.directive.digest)
                if fact.device not in self._offices:
                    yield f"{fact.device} {fact.by}"

    def hands_down(self, row: Passed) -> str:
        """The digest of the form pack that head office hands down for adoption by this fact; "" for none."""
        seq, digest = self._handed
        return digest if seq == row.seq and row.kind == facts.PackAdopted.kind else ""

    def erased(self, row: Passed) -> None:
        """A fact of `READ` whose payload was erased: who acted by the next one nobody can tell any more (KYC-08)."""
        if row.kind == ReviewReturned.kind:
            self._next = (row.seq + 1, "", ("reviewer",))

    def roles_of(self, row: Passed) -> tuple[Role, ...] | None:
        """The roles at the other desk of whoever acts by this fact; None where nobody does."""
        seq, actor, roles = self._next
        return roles if seq == row.seq and actor in ("", row.actor) and row.kind in _ACTS else None


def unsaid(
    desk: Desk, fact: ReviewReturned | FactMoved | CaseFactMoved | HandedDown | CountedElsewhere | SettledFor
) -> bool:
    """Whether the other desk's chain, as it stands here, does not say this verdict, this fact or this directive."""
    exchange = desk.store.exchange
    if isinstance(fact, HandedDown):
        said = exchange.opened(fact.device, fact.seq)
        return not (isinstance(said, Directed) and (bare(said.directive), said.second) == (fact.directive, fact.second))
    if isinstance(fact, SettledFor):
        settled = exchange.opened(fact.device, fact.seq)
        one = settled.directive if isinstance(settled, Directed) else None
        if not isinstance(one, ClientSettled):
            return True
        return (one.client_id, one.keeps, one.here) != (fact.client_id, fact.keeps, fact.here)
    if isinstance(fact, CountedElsewhere):
        counts = exchange.opened(fact.device, fact.seq)
        told = counts.directive if isinstance(counts, Directed) else None
        return not (isinstance(told, CountsGiven) and (fact.counted in told.persons or not fact.counted.says_something))
    if isinstance(fact, ReviewReturned):
        verdict = exchange.opened(fact.device, fact.seq)
        return not (isinstance(verdict, ReviewAnswered) and verdict.verdict == fact.verdict)
    if exchange.kind_of(fact.device, fact.seq) != fact.of:
        return True
    return not exchange.is_said(fact.device, fact.seq, bytes.fromhex(fact.salt), fact.said)
