"""Every countersigned sale is asked again, by the desk's own rules and as the desk stood at that moment (SALE-01); so
is every assessment, every change that made somebody else of a client, every level that fell, and every day that nobody
types.

What is asked: the client, the assessment, the match, what was told, and what the signature waited for; at the filing
that somebody whom the sale does not concern reviewed it where that was due, and the order's number.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import takewhile
from typing import Final

from rmdesk.desk import sales
from rmdesk.desk.desk import Desk
from rmdesk.desk.proving.assessments_then import wrong_assessment
from rmdesk.desk.proving.days_then import DATED, misdated
from rmdesk.desk.proving.desk_told import DeskTold, desk_told
from rmdesk.desk.proving.elsewhere import ELSEWHERE, unsaid
from rmdesk.desk.proving.levels_then import lifted_alone, lowered_alone
from rmdesk.desk.proving.passing import Unfit
from rmdesk.desk.proving.second_person import SECOND, Agreed, agreed_act
from rmdesk.domain import facts
from rmdesk.domain.client import Client
from rmdesk.domain.directives import CountedElsewhere, HandedDown, SettledFor
from rmdesk.domain.exchange_cases import CaseFactMoved
from rmdesk.domain.exchange_moves import FactMoved
from rmdesk.domain.exchange_reviews import ReviewReturned
from rmdesk.domain.fact import Fact, versions
from rmdesk.domain.institutions import InstitutionStated
from rmdesk.domain.people_facts import SecondPersonAgreed
from rmdesk.domain.product import Product
from rmdesk.domain.refusal import Refusal, refuse
from rmdesk.domain.sale import Sale
from rmdesk.domain.sale_signing import concerned, confirm_ready, filing_missing
from rmdesk.domain.sale_steps import assess_missing, disclose_missing, know_missing, match_missing
from rmdesk.store import Entry
from rmdesk.store.errors import FactUnreadable
from rmdesk.store.passing import Passed, passed_by

_ASKED: Final = frozenset({facts.Countersigned.kind, facts.SaleReviewed.kind, facts.SaleArchived.kind})
_LOWERED: Final = (facts.ProductListed, facts.ProductChanged, facts.ProductRegraded, facts.ProductStatusChanged)
_SAID_ELSEWHERE: Final = (FactMoved, CaseFactMoved, HandedDown, ReviewReturned, CountedElsewhere, SettledFor)
_STANDING: Final = DATED | _ASKED
"""What is held against the desk at its moment."""
_JUDGED: Final = _STANDING | {
    kind for one in (*_LOWERED, *_SAID_ELSEWHERE, InstitutionStated, SecondPersonAgreed) for kind in versions(one.kind)
}
"""What can be wrong in itself: a sale is told by twenty facts, and asked at three of them."""


def wrong_sales(desk: Desk) -> Iterator[Unfit]:
    """What each countersigned sale missed, and what does not fit of each assessment; the fact that cannot be read, with
    which the telling ends."""
    with sales_told(desk) as told:
        for row in passed_by(desk.store, told.kinds):
            yield from told.one(row)


@contextmanager
def sales_told(desk: Desk) -> Iterator["SalesTold"]:
    """The desk before its first fact."""
    with desk_told(desk) as told:
        yield SalesTold(desk, told)


class SalesTold:
    """The sales of a desk that grows again. `kinds`: facts that it is told by."""

    def __init__(self, desk: Desk, told: DeskTold) -> None:
        self._desk = desk
        self._told = told
        self._ended = False
        self._agreed = Agreed()
        self.kinds = told.kinds | DATED | {SecondPersonAgreed.kind, ReviewReturned.kind}

    def one(self, row: Passed) -> Iterable[Unfit]:
        """What does not fit of the next fact; it is told."""
        if row.payload is None or row.kind not in self.kinds or self._ended:
            return ()
        found: list[Unfit] = []
        try:
            entry, fact = row.entry, row.fact
            if row.kind in _JUDGED:
                found.extend(self._judged(row, entry, fact))
            self._told.tell(entry, fact)
        except FactUnreadable as error:
            self._ended = True
            found.append(Unfit(error.seq, "unreadable", f"{error.kind} {error.why}"))
        return found

    def _judged(self, row: Passed, entry: Entry, fact: Fact) -> Iterator[Unfit]:
        """What is wrong about a fact, before it is told."""
        then = self._told.at(entry) if row.kind in _STANDING else None
        if row.kind in DATED and then is not None:
            yield from misdated(then, entry, fact)
        if isinstance(fact, facts.AssessmentTaken):
            yield from wrong_assessment(self._told.store, entry, fact.assessment, self._told.pack)
        elif row.kind in _ASKED:
            yield from self._asked(entry, fact, then)
        elif isinstance(fact, facts.ClientChanged):
            yield from self._changed(entry, fact, then)
        elif isinstance(fact, _LOWERED):
            yield from lowered_alone(self._desk.store, self._told, entry, fact, self._agreed)
        elif isinstance(fact, InstitutionStated):
            yield from lifted_alone(self._told, entry, fact, self._agreed)
        elif isinstance(fact, SecondPersonAgreed):
            self._agreed.given(row, fact)
        elif isinstance(fact, _SAID_ELSEWHERE) and unsaid(self._desk, fact):
            yield Unfit(entry.seq, ELSEWHERE, f"{fact.device} {fact.seq}")

    def _changed(self, entry: Entry, fact: facts.ClientChanged, then: Desk | None) -> Iterator[Unfit]:
        """A client of whom somebody else was made, and no second person agreed."""
        row = self._told.store.get("client", fact.client_id)
        if row is None or then is None:
            return
        client = self._told.store.parsed(Client, row["doc"])
        before = self._desk.store.entries(subject=client.id, kind=fact.kind)
        earlier = takewhile(lambda one: one.seq < entry.seq, before)
        act = agreed_act(then, client, fact, earlier)
        if act and not self._agreed.to(entry.seq, entry.actor, act, client.id):
            yield Unfit(entry.seq, SECOND, f"{act} {client.no} {entry.actor}")

    def _asked(self, entry: Entry, fact: Fact, then: Desk | None) -> Iterator[Unfit]:
        """What the sale of this fact misses by it."""
        sale = self._told.sale(entry)
        if sale is None or then is None:
            return  # no sale of ours; and who did it is named by the pass over the facts
        for reason in self._missing(entry, fact, sale, then):
            saw = ", ".join(f"{name}: {value}" for name, value in reason.saw.items())
            yield Unfit(entry.seq, reason.rule, f"{sale.no} {reason.code}{f' ({saw})' if saw else ''}")

    def _missing(self, entry: Entry, fact: Fact, sale: Sale, then: Desk) -> tuple[Refusal, ...]:
        if isinstance(fact, facts.SaleArchived):
            signed = sale.countersigned is not None
            return filing_missing(sale, self._chosen(sale)) if signed else (refuse("SALE-13.countersign"),)
        now = sales.context(then, sale)
        if isinstance(fact, facts.SaleReviewed):
            own = entry.actor in concerned(sale, now.assessment)
            return (refuse("DATA-08.same_person", person=entry.actor),) if own else ()
        missing = (
            *know_missing(now),
            *assess_missing(now),
            *match_missing(sale, now),
            *disclose_missing(sale, now),
            *confirm_ready(sale, now),
        )
        due = now.demands.review
        unreviewed = isinstance(fact, facts.Countersigned) and due and not fact.review
        return (*missing, refuse("SALE-13.review", reason=due)) if unreviewed else missing

    def _chosen(self, sale: Sale) -> Product | None:
        row = None if sale.choice is None else self._told.store.get("product", sale.choice.code)
        return None if row is None else self._told.store.parsed(Product, row["doc"])
