"""Who has an interest in a case (COMP-04)."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import PurePath
from typing import NamedTuple

from rmdesk.desk.desk import Desk
from rmdesk.desk.freeing import freed_by
from rmdesk.desk.holdings.portfolio import held_by, product_of, rates_on
from rmdesk.desk.people_rows import all_of
from rmdesk.desk.shelf.naming import named_above
from rmdesk.domain import facts, loosening
from rmdesk.domain.archive_facts import PaperFiled, PaperScanned
from rmdesk.domain.assessment import Assessment
from rmdesk.domain.complaint import About, Case
from rmdesk.domain.exchange_cases import CaseMoving
from rmdesk.domain.exchange_reviews import Somebody, is_elsewhere
from rmdesk.domain.fact import group_of
from rmdesk.domain.imports.cells import plain
from rmdesk.domain.imports.facts import COLUMN, LEFT, FileImported, ProfileKept
from rmdesk.domain.people_facts import SecondPersonAgreed
from rmdesk.domain.printer import PaperReprinted, SetPrinted
from rmdesk.domain.product import Product
from rmdesk.domain.sale import Sale


def interested_in(desk: Desk, about: About, joined: Iterable[str] = ()) -> tuple[str, ...]:
    """Logins of those complained about, of whoever had a part in the sale that it is about, and of who took or accepted
    the questionnaire, verified the client or freed the means that it stands on, entered a rate by which they count,
    lowered the level of what was sold, or said of it what a list left open; of a case that others (ids) were merged
    into, those of each."""
    sellers: set[str] = set()
    row = None if about.sale_id is None else desk.store.get("sale", about.sale_id)
    if row is not None:
        sale = desk.parsed(Sale, row["doc"])
        taken = None if sale.stands_on is None else desk.store.get("assessment", sale.stands_on)
        sellers = sellers_of(sale) | _had_a_part(desk, sale) | set(_verifiers(desk, sale)) | _freers(desk, sale)
        sellers |= {*_raters(desk, sale), *_lowerers(desk, sale), *_answerers(desk, sale)}
        sellers |= set() if taken is None else _assessors(desk.parsed(Assessment, taken["doc"]))
    rows = (desk.store.get("complaint", one) for one in joined)
    others = (desk.parsed(Case, row["doc"]) for row in rows if row is not None)
    theirs = {who for one in others for who in as_of_now(desk, one).parties}
    return tuple(sorted({*about.people, *sellers, *theirs}))


def _assessors(one: Assessment) -> set[str]:
    """Who took a questionnaire, and who accepted it where it was flagged."""
    return {one.by} if one.reviewed is None else {one.by, one.reviewed.by}


def _verifiers(desk: Desk, sale: Sale) -> Iterator[str]:
    """Who verified, both of them, what the client is that lets this sale be made: a qualified investor where what was
    chosen is private (SALE-06), a professional institution (SUIT-17), a minor on own earnings (SUIT-11)."""
    chosen = None if sale.choice is None else desk.store.get("product", sale.choice.code)
    private = chosen is not None and desk.parsed(Product, chosen["doc"]).private
    opened, signed = desk.local(sale.opened_at).date(), sale.countersigned
    verified = facts.QualificationVerified.kind
    for entry in desk.store.entries(subject=sale.client_id, kind=verified, until=None if signed is None else signed.at):
        fact = None if entry.payload is None else entry.fact
        if not isinstance(fact, facts.QualificationVerified) or (fact.privilege == "qualified" and not private):
            continue
        if fact.qualification.valid_until >= opened:
            yield from {fact.qualification.by, fact.qualification.second} - {""}


def _freers(desk: Desk, sale: Sale) -> frozenset[str]:
    """Who made the means rise that a second person had to look at when it was signed (SUIT-03, SALE-13)."""
    signed = sale.countersigned
    return frozenset() if signed is None or not sale.review else freed_by(desk, sale.client_id, signed.at)


def _raters(desk: Desk, sale: Sale) -> Iterator[str]:
    """Who entered the rates by which what was chosen, and what the client holds, counted that day (SUIT-03)."""
    day = desk.today() if sale.countersigned is None else desk.local(sale.countersigned.at).date()
    chosen = None if sale.choice is None else product_of(desk, sale.choice.code)
    currencies = {one.currency for one in held_by(desk, sale.client_id)}
    currencies |= set() if chosen is None else {chosen.currency}
    yield from {rate.by for currency, rate in rates_on(desk, day).items() if currency in currencies and rate.by}


def _lowerers(desk: Desk, sale: Sale) -> Iterator[str]:
    """Who keyed a lower level of what was chosen, or one below its name's, as it was sold, who agreed to it (SUIT-15),
    and who confirmed it past a column that nobody read (SUIT-13)."""
    signed, falls = sale.countersigned, list[tuple[Product, set[str]]]()
    before, second = None, ""
    for entry in desk.store.entries(
        subject="" if sale.choice is None else sale.choice.code, until=None if signed is None else signed.at
    ):
        match None if entry.payload is None else entry.fact:
            case SecondPersonAgreed(act=loosening.LOWER):
                second = entry.actor
                continue
            case facts.ProductListed(product=after) | facts.ProductChanged(product=after):
                pass
            case facts.ProductRegraded(issuer_level=issuer, bank_level=bank) if before is not None:
                after = before.model_copy(update={"issuer_level": issuer, "bank_level": bank})
            case _:
                continue
        who = {entry.actor, second} - {""}
        if before is not None:
            falls.append((before, who))
        if named_above(desk, before, after) or (
            before is not None and "unread" in {*before.unconfirmed} - {*after.unconfirmed}
        ):
            yield from who
        before, second = after, ""
    for known, who in falls:
        if before is not None and loosening.level_falls(known, before, desk.pack.levels):
            yield from who


def _answerers(desk: Desk, sale: Sale) -> Iterator[str]:
    """Who answered what a list of products asked about the one that was chosen, by its name: its level, its family, to
    whom it is sold (SUIT-13, SUIT-24); and who said of a column of its list that it says nothing (SUIT-15)."""
    chosen, signed = None if sale.choice is None else product_of(desk, sale.choice.code), sale.countersigned
    if chosen is None:
        return
    until = None if signed is None else signed.at
    known: dict[str, ProfileKept] = {}
    left = list[tuple[int, ProfileKept, str]]()
    for entry in desk.store.entries(kind=ProfileKept.kind, until=until):
        fact = None if entry.payload is None else entry.fact
        if not isinstance(fact, ProfileKept) or fact.what != "products":
            continue
        before, known[fact.name] = known.get(fact.name), fact
        was = {} if before is None else before.answers
        about = (key for key in fact.answers if plain(key.partition(":")[2]) == plain(chosen.name.zh))
        if any(fact.answers[key] != was.get(key) for key in about):
            yield entry.actor
        if _leaves(fact) - (frozenset() if before is None else _leaves(before)):
            left.append((entry.seq, fact, entry.actor))
    for done in _lists_of(desk, chosen.code, until) if left else ():
        mine = [one for one in left if one[0] < done.seq]
        named = [one for one in mine if one[1].name == done.stem] or mine  # a list is called as it was first
        yield from {actor for _, _, actor in named}


def _leaves(fact: ProfileKept) -> frozenset[str]:
    """The columns that were said to say nothing."""
    said = {heading for heading, target in fact.mapping.items() if not target}
    answered = (key.partition(":")[::2] for key, value in fact.answers.items() if value == LEFT)
    return frozenset(map(plain, said.union(word for target, word in answered if target == COLUMN)))


class _List(NamedTuple):
    """A list that was brought in: where it ends in the journal, and what its file is called."""

    seq: int
    stem: str


def _lists_of(desk: Desk, code: str, until: datetime | None) -> Iterator[_List]:
    """The lists that brought a product, changed it, or said what stood there."""
    its = [one.seq for one in desk.store.entries(subject=code, until=until)]
    for entry in desk.store.entries(kind=FileImported.kind, until=until):
        fact = None if entry.payload is None else entry.fact
        if isinstance(fact, FileImported) and fact.what == "products":
            told = code in (fact.again or ()) or any(entry.seq - fact.facts <= one < entry.seq for one in its)
            if told:
                yield _List(entry.seq, PurePath(fact.name).stem)


def sellers_of(sale: Sale) -> set[str]:
    """Who opened, matched, countersigned or reviewed a sale, or did a part of its selling."""
    signed = (sale.countersigned, sale.reviewed)
    found = {sale.by, *sale.sellers, *(one.by for one in signed if one is not None)}
    return found if sale.opinion is None else {*found, sale.opinion.by}


def _had_a_part(desk: Desk, sale: Sale) -> set[str]:
    """Who did anything else in it: printed its papers, for the first time or again, scanned or filed them, sent it
    back."""
    did = {one.actor for one in desk.store.entries(subject=sale.id) if group_of(one.kind) == "sale"}
    papers = "FROM paper WHERE client_id = ? AND sale_id = ?"
    mine = (sale.client_id, sale.id)
    printed = desk.store.query(f"SELECT actor FROM journal WHERE id IN (SELECT fact {papers})", mine)
    numbers = {str(row["number"]) for row in desk.store.query(f"SELECT number {papers}", mine)}
    return did | {str(row["actor"]) for row in printed} | set(_handled(desk, sale.client_id, numbers))


def _handled(desk: Desk, client_id: str, numbers: set[str]) -> Iterator[str]:
    for kind in (PaperReprinted, SetPrinted, PaperScanned, PaperFiled):
        for entry in desk.store.entries(subject=client_id, kind=kind.kind):
            fact = None if entry.payload is None else entry.fact
            done = fact.numbers if isinstance(fact, SetPrinted) else ()
            done = (fact.number,) if isinstance(fact, PaperReprinted | PaperScanned | PaperFiled) else done
            if not numbers.isdisjoint(done):
                yield entry.actor


def interested_still(desk: Desk, case: Case, about: About, joined: Iterable[str]) -> tuple[str, ...]:
    """`interested_in` of a case that is changed: whom it concerned where it came from, it concerns whatever it is about
    (COMP-04). For use cases."""
    there = {login for login in case.interested if is_elsewhere(login)}
    return tuple(sorted({*interested_in(desk, about, joined), *there, *_brought(desk, case.id)}))


def here(desk: Desk, concerned: Iterable[Somebody]) -> frozenset[str]:
    """Logins of those at this desk who may be one of these people of another desk. For use cases."""
    people = [Somebody.of(one) for one in all_of(desk.store)]
    return frozenset(one.login for other in concerned for one in people if other.may_be(one))


def _brought(desk: Desk, case_id: str) -> frozenset[str]:
    rows = desk.store.where("case_moving", way="in", case_id=case_id)
    return here(desk, (one for row in rows for one in desk.parsed(CaseMoving, row["doc"]).move.concerned))


def as_of_now(desk: Desk, case: Case) -> Case:
    """The case with whoever took part since in its sale, or in one of a case that it took in, and with whoever works
    here since and was a party where it came from, too. For use cases."""
    none = case.about.sale_id is None and not case.joined
    of_sale = () if none else interested_in(desk, case.about, case.joined)
    since = {*of_sale, *_brought(desk, case.id), *case.interested}
    return case if since <= set(case.interested) else case.model_copy(update={"interested": tuple(sorted(since))})


def concerns_now(desk: Desk, case: Case, login: str) -> bool:
    """`Case.concerns` of a case `as_of_now`, which is only worked out where something since can have made this person a
    party. For use cases that go through many."""
    return case.concerns(login) or (_since(desk, case, login) and as_of_now(desk, case).concerns(login))


def _since(desk: Desk, case: Case, login: str) -> bool:
    sale = case.about.sale_id or ""
    sql = """SELECT 1 FROM journal WHERE actor = ? AND subject IN
             (SELECT id FROM sale WHERE id = ? UNION SELECT client_id FROM sale WHERE id = ?)
             UNION SELECT 1 FROM case_moving WHERE case_id = ? LIMIT 1"""
    return bool(case.joined) or bool(desk.store.query(sql, (login, sale, sale, case.id)))
