"""What the journal shows of a sale: its facts, sorted under the six questions, each in words."""

from collections.abc import Iterator
from typing import NamedTuple

from rmdesk.desk import packs_known, sales
from rmdesk.desk.audit.fact_sentences import FactSentences
from rmdesk.desk.desk import Desk
from rmdesk.desk.masking import NUMBER_FIELDS, numbers_of
from rmdesk.desk.registers.seeing import Found
from rmdesk.desk.registers.taken_out import about_sale, numbers_in
from rmdesk.domain import archive_facts, documents, facts, people_facts
from rmdesk.domain.adoptions import in_force
from rmdesk.domain.base import Lang
from rmdesk.domain.client import SHORTEST_NUMBER, Client
from rmdesk.domain.directives import HandedDown, topic
from rmdesk.domain.evidence import Exhibit, Question
from rmdesk.domain.fact import Fact, current
from rmdesk.domain.registers.facts import EntryActed, EntryBegun
from rmdesk.domain.sale import Sale
from rmdesk.store import Entry

# Which question a kind of fact answers. Kinds that stand nowhere here are no evidence: who read it, who took it out.
_QUESTION: dict[str, Question] = {
    facts.PersonAdded.kind: "product",
    facts.PersonChanged.kind: "product",
    facts.ProductListed.kind: "product",
    facts.ProductChanged.kind: "product",
    facts.ProductRegraded.kind: "product",
    facts.ProductStatusChanged.kind: "product",
    documents.DocumentAdded.kind: "product",
    documents.DocumentWithdrawn.kind: "product",
    HandedDown.kind: "product",
    facts.ClientRegistered.kind: "client",
    facts.ClientChanged.kind: "client",
    facts.ChangeReported.kind: "client",
    facts.QualificationVerified.kind: "client",
    facts.QualificationWithdrawn.kind: "client",
    facts.HandOverStarted.kind: "match",
    facts.HandOverEnded.kind: "match",
    facts.AssessmentTaken.kind: "match",
    facts.LevelConfirmed.kind: "match",
    facts.AssessmentReviewed.kind: "match",
    facts.AssessmentSentBack.kind: "match",
    facts.SaleOpened.kind: "match",
    facts.WishStated.kind: "match",
    facts.OpinionGiven.kind: "match",
    facts.ProductChosen.kind: "match",
    people_facts.SecondPersonAgreed.kind: "match",
    facts.ItemAcknowledged.kind: "told",
    facts.DocumentsShown.kind: "told",
    facts.UnderstandingTested.kind: "understood",
    facts.RecordingNoted.kind: "recorded",
    facts.OrderNoted.kind: "recorded",
    facts.PaperPrinted.kind: "recorded",
    facts.PapersReturned.kind: "recorded",
    facts.Countersigned.kind: "recorded",
    facts.SaleSentBack.kind: "recorded",
    facts.SaleReviewed.kind: "recorded",
    facts.SaleArchived.kind: "recorded",
    facts.SaleAbandoned.kind: "recorded",
    archive_facts.PaperScanned.kind: "recorded",
    archive_facts.PaperFiled.kind: "recorded",
    EntryBegun.kind: "recorded",
    EntryActed.kind: "recorded",
}
_PACK = facts.PackAdopted.kind
"""A kind that goes with the evidence and is no exhibit: the forms under which the client was assessed and told."""


class Shown(NamedTuple):
    """The exhibits by question, the numbers of all facts that go with them, and of those that hold numbers in clear."""

    exhibits: dict[Question, tuple[Exhibit, ...]]
    seqs: tuple[int, ...]
    clear: frozenset[int]


def shown(desk: Desk, sale: Sale, client: Client, lang: Lang) -> Shown:
    """The evidence of one sale out of the journal. For use cases."""
    records = about_sale(desk, sale.id)
    entries = tuple(_entries(desk, sale, records))
    sentences = FactSentences(desk, lang, masked=False)
    exhibits: dict[Question, list[Exhibit]] = {}
    for entry in entries:
        question = _QUESTION.get(current(entry.kind))
        if question is not None:
            fact = entry.fact if entry.payload is not None else None
            said = sentences.sentence(entry.kind, fact, entry.subject)
            one = Exhibit(what=entry.kind, said=said, at=entry.at, by=entry.actor, seq=entry.seq)
            exhibits.setdefault(question, []).append(one)
    numbers = (*_numbers(entries, client), *(number for one in records for number in numbers_in(one)))
    clear = frozenset(one.seq for one in entries if any(number in (one.payload or "") for number in numbers))
    return Shown({key: tuple(value) for key, value in exhibits.items()}, tuple(one.seq for one in entries), clear)


def _entries(desk: Desk, sale: Sale, records: tuple[Found, ...]) -> Iterator[Entry]:
    """The facts of a sale, in order: the client's own up to its end, the sale's, the product's, the seller's, and those
    of the registers' entries about it."""
    end, papers = sale.touched_at, _papers(desk, sale)
    found: dict[int, Entry] = {}
    for entry in desk.store.entries(subject=sale.id):
        if _belongs(entry, sale, papers):
            found[entry.seq] = entry
    code = sale.choice.code if sale.choice else ""
    goods = [code, topic("product", code), topic("recall", code)] if code else []
    subjects = [sale.client_id, *_people(sale), *goods]
    for subject in subjects:
        for entry in desk.store.entries(subject=subject):
            if _belongs(entry, sale, papers) and (entry.at <= end or _of_sale(entry, sale, papers)):
                found[entry.seq] = entry
    for record in records:
        for kind in (EntryBegun.kind, EntryActed.kind):
            found |= {one.seq: one for one in desk.store.entries(subject=record.entry.id, kind=kind)}
    found |= {one.seq: one for one in _packs(desk, sale, tuple(found.values()))}
    shown_or_pack = {*_QUESTION, _PACK}
    yield from (found[seq] for seq in sorted(found) if current(found[seq].kind) in shown_or_pack)


def _packs(desk: Desk, sale: Sale, entries: tuple[Entry, ...]) -> Iterator[Entry]:
    """The form packs that the client was assessed under, and the one in force at the end of the sale."""
    taken = (one.fact for one in entries if one.kind == facts.AssessmentTaken.kind and one.payload is not None)
    used = {fact.assessment.pack_digest for fact in taken if isinstance(fact, facts.AssessmentTaken)}
    adopted = [one for one in desk.store.entries(kind=_PACK, until=sale.touched_at) if one.payload is not None]
    known = {packs_known.adoption(entry): entry for entry in adopted}
    last = in_force(known, desk.local(sale.touched_at).date())
    yield from (entry for one, entry in known.items() if one == last or one.digest in used)


def _papers(desk: Desk, sale: Sale) -> frozenset[str]:
    """The numbers of the papers that speak for a sale, those that another sale of the visit has brought among them."""
    return frozenset({one.number for one in sale.printed} | set(sales.context(desk, sale).visit.numbers.values()))


def _belongs(entry: Entry, sale: Sale, papers: frozenset[str]) -> bool:
    """Papers of other sales of the same client are left out, and consents to taking evidence out of the desk."""
    fact = None if entry.payload is None else entry.fact
    if isinstance(fact, people_facts.SecondPersonAgreed):
        return not fact.act.endswith(".export")
    if entry.kind not in (facts.PaperPrinted.kind, archive_facts.PaperScanned.kind, archive_facts.PaperFiled.kind):
        return True
    return _of_sale(entry, sale, papers)


def _of_sale(entry: Entry, sale: Sale, papers: frozenset[str]) -> bool:
    fact = None if entry.payload is None else entry.fact
    if isinstance(fact, facts.PaperPrinted):
        return fact.sale_id == sale.id or fact.printed.number in papers
    return getattr(fact, "number", "") in papers


def _people(sale: Sale) -> tuple[str, ...]:
    """Logins of everybody who had a hand in the sale."""
    signed = [one.by for one in (sale.countersigned, sale.reviewed, sale.archived) if one is not None]
    return tuple(dict.fromkeys([sale.by, sale.touched_by, *signed]))


def _numbers(entries: tuple[Entry, ...], client: Client) -> tuple[str, ...]:
    """Every ID and phone number that the client's file holds or ever held."""
    found = dict.fromkeys(numbers_of(client))
    for entry in entries:
        fact: Fact | None = None if entry.payload is None else entry.fact
        if isinstance(fact, facts.ClientRegistered):
            found |= dict.fromkeys(numbers_of(fact.client))
        elif isinstance(fact, facts.ClientChanged):
            for key, pair in fact.changes.items():
                last = key.rpartition(".")[2]
                if last in NUMBER_FIELDS:
                    found |= dict.fromkeys(value for value in pair if len(value) >= SHORTEST_NUMBER)
    return tuple(found)
