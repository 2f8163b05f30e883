"""Every countersigned sale is asked again, by the desk's own rules and as the desk stood at that moment (SALE-01); so
is every assessment, and every change that made somebody else of a client.

What is asked: the client, the assessment, the match, what was told, and what the signature waited for; at the filing
that somebody whom the sale does not concern reviewed it where that was due, and the order's number.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import takewhile
from typing import Final
from zoneinfo import ZoneInfo

from rmdesk.desk import opening, packs_known, sales
from rmdesk.desk.becoming import ACT as BECOMING
from rmdesk.desk.desk import Desk
from rmdesk.desk.proving.assessments_then import wrong_assessment
from rmdesk.desk.proving.passing import Unfit
from rmdesk.desk.proving.second_person import SECOND, Agreed, becomes_another
from rmdesk.domain import facts
from rmdesk.domain.adoptions import Adoption, in_force
from rmdesk.domain.client import Client
from rmdesk.domain.fact import Fact, group_of, kinds
from rmdesk.domain.people import Branch, Person
from rmdesk.domain.people_facts import SecondPersonAgreed
from rmdesk.domain.product import Product
from rmdesk.domain.refusal import Refusal, refuse
from rmdesk.domain.sale import Sale
from rmdesk.domain.sale_signing import concerned, confirm_ready, filing_missing
from rmdesk.domain.sale_steps import assess_missing, disclose_missing, know_missing, match_missing
from rmdesk.formpack import Pack
from rmdesk.store import Entry
from rmdesk.store.errors import FactUnreadable
from rmdesk.store.passing import Passed, passed_by
from rmdesk.store.retelling import Told, retold
from rmdesk.store.tables import figures

_AROUND: Final = frozenset(
    {"desk", "people", "pack", "client", "assessment", "shelf", "document", "institution", "holding", "rate"}
    | {"visit", "sale", "paper", "entry", "archive"}
)
"""What a sale is judged by, by the groups of facts."""
_ASIDE: Final = frozenset(
    {
        "track",
        "paper",
        "counter",
        "client_search",
        "visit",
        "crossing",
        *(f"figure_{source}" for source in figures.COLUMNS),
    }
)
"""Tables that no sale is judged by."""
_AGAIN: Final = (facts.PackAdopted.kind, facts.DeskOpened.kind, facts.BranchChanged.kind)
"""What changes the pack or the branch that a sale is asked by."""
_ASKED: Final = (facts.Countersigned.kind, facts.SaleReviewed.kind, facts.SaleArchived.kind)


def wrong_sales(desk: Desk) -> Iterator[Unfit]:
    """What each countersigned sale missed, and what does not fit of each assessment; the fact that cannot be read, with
    which the telling ends."""
    with sales_told(desk) as told:
        for row in passed_by(desk.store, told.kinds):
            yield from told.one(row)


@contextmanager
def sales_told(desk: Desk) -> Iterator["SalesTold"]:
    """The desk before its first fact."""
    with retold(desk.store, lambda kind: group_of(kind) in _AROUND, _ASIDE) as told:
        yield SalesTold(desk, told)


class SalesTold:
    """The desk as it grows again, with the pack and the branch of the moment. `kinds`: facts that it is told by."""

    def __init__(self, desk: Desk, told: Told) -> None:
        self._desk = desk
        self._store = told
        self._packs: dict[str, Pack] = {}
        self._around: tuple[Branch, tuple[Adoption, ...]] | None = None
        self._ended = False
        self._agreed = Agreed()
        self.kinds = frozenset(kind for kind in kinds() if told.runs(kind)) | {SecondPersonAgreed.kind}

    def one(self, row: Passed) -> Iterator[Unfit]:
        """What does not fit of the next fact; it is told."""
        if row.payload is None or row.kind not in self.kinds or self._ended:
            return
        try:
            entry, fact = row.entry, row.fact
            if row.kind in _AGAIN:
                self._around = None
            elif isinstance(fact, facts.AssessmentTaken):
                yield from wrong_assessment(self._store, entry, fact.assessment, self._pack)
            elif row.kind in _ASKED:
                yield from self._asked(entry, fact)
            elif isinstance(fact, facts.ClientChanged):
                yield from self._changed(entry, fact)
            elif isinstance(fact, SecondPersonAgreed):
                self._agreed.given(row, fact)
            self._store.tell(entry, fact)
        except FactUnreadable as error:
            self._ended = True
            yield Unfit(error.seq, "unreadable", f"{error.kind} {error.why}")

    def _changed(self, entry: Entry, fact: facts.ClientChanged) -> Iterator[Unfit]:
        """A client of whom somebody else was made, and no second person agreed."""
        row = self._store.get("client", fact.client_id)
        person = opening.person_of(self._store, entry.actor)
        if row is None or person is None or self._agreed.to(entry.seq, entry.actor, BECOMING, fact.client_id):
            return
        client = self._store.parsed(Client, row["doc"])
        before = self._desk.store.entries(subject=client.id, kind=fact.kind)
        earlier = takewhile(lambda one: one.seq < entry.seq, before)
        if becomes_another(self._at(entry, person), client, fact, earlier):
            yield Unfit(entry.seq, SECOND, f"{BECOMING} {client.no} {entry.actor}")

    def _asked(self, entry: Entry, fact: Fact) -> Iterator[Unfit]:
        """What the sale of this fact misses by it."""
        row = self._store.get("sale", entry.subject)
        person = opening.person_of(self._store, entry.actor)
        if row is None or person is None:
            return  # no sale of ours; and who did it is named by the pass over the facts
        sale = self._store.parsed(Sale, row["doc"])
        for reason in self._missing(entry, fact, sale, person):
            saw = ", ".join(f"{name}: {value}" for name, value in reason.saw.items())
            yield Unfit(entry.seq, reason.rule, f"{sale.no} {reason.code}{f' ({saw})' if saw else ''}")

    def _missing(self, entry: Entry, fact: Fact, sale: Sale, person: Person) -> tuple[Refusal, ...]:
        if isinstance(fact, facts.SaleArchived):
            signed = sale.countersigned is not None
            return filing_missing(sale, self._chosen(sale)) if signed else (refuse("SALE-13.countersign"),)
        now = sales.context(self._at(entry, person), sale)
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
        row = None if sale.choice is None else self._store.get("product", sale.choice.code)
        return None if row is None else self._store.parsed(Product, row["doc"])

    def _at(self, entry: Entry, person: Person) -> Desk:
        if self._around is None:
            row = self._store.get("setting", "branch")
            branch = self._desk.branch if row is None else self._store.parsed(Branch, row["value"])
            self._around = branch, packs_known.adoptions(self._store)
        branch, adopted = self._around
        held = in_force(adopted, entry.at.astimezone(ZoneInfo(branch.zone)).date())
        return Desk(
            self._desk.folder,
            self._store,
            self._desk.pack if held is None else self._pack(held.digest),
            branch,
            person,
            lambda: entry.at,
            follows=False,
        )

    def _pack(self, digest: str) -> Pack:
        if digest not in self._packs:
            self._packs[digest] = packs_known.pack_of(self._store, digest)
        return self._packs[digest]
