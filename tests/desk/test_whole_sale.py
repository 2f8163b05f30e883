"""One sale from the counter to the file, through the desk and back out of the journal."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from rmdesk.desk import book, checking, clients, confirming, people, sales, selling
from rmdesk.desk.desk import Desk
from rmdesk.desk.dues import client_dues
from rmdesk.desk.guarding import Proof
from rmdesk.desk.sale import reviewing
from rmdesk.domain.people import Person
from rmdesk.domain.ranking import Wish
from rmdesk.faces.sale.checks import Checks
from support.clock import Clock
from support.desks import COST, PASSWORD, codes, done, rested
from support.people import insurance, private, product, staff
from support.walk import assessed, put_on, qualify, register, register_organisation, start


def _second_person(desk: Desk) -> Person:
    person = staff("reviewer", "reviewer", sells=False)
    return done(people.add(desk, person, PASSWORD, PASSWORD, COST))


def test_from_intake_to_the_archive(desk: Desk, clock: Clock) -> None:
    """The whole way is open, every fact stands in the journal in order, and the tables are what it says."""
    put_on(desk, product())
    client = register(desk)
    clock.forward(minutes=5)
    assessed(desk, client)
    clock.forward(minutes=5)
    walk = start(desk, clock, client).match(Wish(goal="growth", amount=Decimal(20_000))).choose("W-01")
    walk.tell().understand().record().print().take_back().countersign().archive()
    kinds = [entry.kind for entry in desk.store.entries(subject=walk.id) if entry.kind != "paper.printed/1"]
    order = ["sale.opened/1", "sale.wish_stated/1", "sale.opinion_given/2", "sale.product_chosen/1"]
    assert kinds[:4] == order
    assert kinds[-3:] == ["sale.papers_returned/1", "sale.countersigned/1", "sale.archived/1"]
    assert walk.view.sale.archived is not None
    assert walk.view.sale.shelf == "A-1"
    assert done(checking.verify(desk, replay=True)).ok
    due = {one.kind: one for one in done(client_dues.of_client(desk, client.id))}
    assert (due["maturity"].on, due["maturity"].about) == (desk.today() + timedelta(90), "W-01")
    assert due["maturity"].remind == due["maturity"].on - timedelta(7)
    assert (due["reassess"].on, due["reassess"].remind) == (date(2027, 11, 21), date(2027, 10, 22))
    assert "elder_call" not in due


def test_an_elder_clients_risky_sale(desk: Desk, clock: Clock) -> None:
    """SUIT-10: stronger warning, more questions, a day to think, a second person, a call within three days."""
    _second_person(desk)
    put_on(desk, product(issuer_level="R4", worst_loss=Decimal("0.4")))
    client = register(desk, date(1956, 3, 5), id_valid_until="long")
    assessed(desk, client, "C4")
    walk = start(desk, clock, client).match().choose("W-01")
    told = done(selling.items(desk, walk.id))
    assert any(item.care is not None for item in told)
    walk.tell()
    plain = set(walk.view.context.demands.questions)
    asked = {question.id for question in done(selling.questions(desk, walk.id))}
    assert asked > plain
    walk.understand().record().print().take_back()
    assert codes(confirming.countersign(desk, walk.id)) == ["SUIT-10.thinking"]
    clock.forward(hours=24, minutes=1)
    walk.countersign()
    assert codes(confirming.archive(desk, walk.id)) == ["SALE-01.step", "SALE-13.review"]
    done(reviewing.review(desk, walk.id, "reviewer", PASSWORD))
    walk.archive()
    calls = [one for one in done(client_dues.of_client(desk, client.id)) if one.kind == "elder_call"]
    assert [one.on for one in calls] == [desk.today() + timedelta(3)]
    assert not [one for one in done(client_dues.of_client(desk, client.id)) if one.kind == "review"]


def test_only_another_person_with_the_role_reviews(desk: Desk, clock: Clock) -> None:
    """SALE-13: not who countersigned, not without the password, not a manager."""
    _second_person(desk)
    done(people.add(desk, staff("seller", "manager"), PASSWORD, PASSWORD, COST))
    put_on(desk, product(issuer_level="R4"))
    client = register(desk)
    assessed(desk, client, "C4")
    walk = start(desk, clock, client).match().choose("W-01").tell().understand().record().print().take_back()
    assert codes(reviewing.review(desk, walk.id, "reviewer", PASSWORD)) == ["SALE-13.countersign"]
    walk.countersign()
    assert codes(reviewing.review(desk, walk.id, "reviewer", "wrong")) == ["DATA-08.password"]
    assert codes(reviewing.review(desk, walk.id, "nobody", PASSWORD)) == ["DATA-08.password"]
    assert codes(reviewing.review(desk, walk.id, "seller", PASSWORD)) == ["DATA-08.role"]
    assert codes(reviewing.review(desk, walk.id, "demo", PASSWORD)) == ["DATA-08.same_person"]
    done(reviewing.review(desk, walk.id, "reviewer", PASSWORD))
    reviewed = walk.view.sale.reviewed
    assert reviewed is not None
    assert reviewed.by == "reviewer"
    done(reviewing.review(desk, walk.id, "reviewer", PASSWORD))
    assert sum(entry.kind == "sale.reviewed/1" for entry in desk.store.entries()) == 1


def test_a_sale_that_waits_for_its_review_is_not_undone_by_time(desk: Desk, clock: Clock) -> None:
    """A year later the assessment and the ID have expired, and the sale can still be reviewed and filed."""
    _second_person(desk)
    put_on(desk, product(issuer_level="R4"))
    client = register(desk)
    assessed(desk, client, "C4")
    walk = start(desk, clock, client).match().choose("W-01").tell().understand().record().print().take_back()
    walk.countersign()
    rested(desk, clock, days=500)
    desk.actor = staff("reviewer", "reviewer", sells=False)
    done(reviewing.review(desk, walk.id, "reviewer", PASSWORD))
    desk.actor = staff("demo")
    walk.archive()


def test_insurance_that_does_not_fit_on_the_clients_own_choice(desk: Desk, clock: Clock) -> None:
    """SUIT-25: only insurance, only on express insistence, and never without the written statement."""
    put_on(desk, insurance(issuer_level="R3"), product(code="W-04", issuer_level="R4"))
    client = register(desk)
    assessed(desk, client, "C2")
    walk = start(desk, clock, client).match()
    assert codes(selling.choose(desk, walk.id, "I-01", Decimal(20_000))) == ["SUIT-25"]
    refused = codes(selling.choose(desk, walk.id, "W-04", Decimal(20_000), own_choice=True))
    assert refused == ["SUIT-02", "SUIT-25.only_insurance"]
    assert codes(selling.choose(desk, walk.id, "I-01", Decimal(20_000), own_choice=True)) == ["DATA-08.again"]
    walk.choose("I-01", own_choice=True)
    assert "statement_insurance" in walk.view.context.demands.signed_papers
    walk.tell().understand().record().print().take_back().countersign()


def test_a_private_product_to_a_verified_investor(desk: Desk, clock: Clock) -> None:
    """SALE-06, SALE-07, SALE-08, SUIT-21: verified, from the minimum on, a day to think after signing, a second
    person."""
    _second_person(desk)
    put_on(desk, private())
    client = register(desk, financial_assets="9000000", net_financial_assets="8000000")
    assessed(desk, client, "C5")
    walk = start(desk, clock, client).match()
    assert codes(selling.choose(desk, walk.id, "P-01", Decimal(1_000_000))) == ["SUIT-21"]
    qualify(desk, client, "qualified", "reviewer")
    assert codes(selling.choose(desk, walk.id, "P-01", Decimal(900_000))) == ["SALE-07"]
    walk.match().choose("P-01", Decimal(1_000_000)).tell().understand().record().print()
    assert [one.texts for one in Checks(desk, walk.view, "en").lines() if one.key == "cooling"] == [
        ("Cooling-off period (SALE-08)", "24 h once signed")
    ]
    clock.forward(hours=23, minutes=50)
    walk.take_back()
    clock.forward(minutes=30)
    assert codes(confirming.countersign(desk, walk.id)) == ["SALE-08"], "told a day ago, signed half an hour ago"
    clock.forward(hours=23, minutes=31)
    walk.countersign()


def test_who_signed_for_a_private_product_may_cancel_for_a_day(desk: Desk, clock: Clock) -> None:
    """SALE-08: a client who signed a day after the telling had no paper that says that he cancelled in time."""
    put_on(desk, private())
    client = register(desk, financial_assets="9000000", net_financial_assets="8000000")
    assessed(desk, client, "C5")
    _second_person(desk)
    qualify(desk, client, "qualified", "reviewer")
    walk = start(desk, clock, client).match().choose("P-01", Decimal(1_000_000)).tell().understand().record().print()
    clock.forward(hours=30)
    signed_at = desk.now()
    walk.take_back()
    clock.forward(hours=23)
    until = done(sales.abandon(desk, walk.id, "再想想")).sale.cancelled_until
    assert until is not None
    assert until >= signed_at + timedelta(hours=24)


def test_a_professional_institution_buys_unassessed(desk: Desk, clock: Clock) -> None:
    """SUIT-17: no questionnaire, no recording, no level."""
    put_on(desk, product(issuer_level="R5"))
    _second_person(desk)
    client = register_organisation(desk, org_kind="professional")
    qualify(desk, client, "professional", "reviewer")
    walk = start(desk, clock, client).match().choose("W-01").tell().understand().print()
    assert "questionnaire" not in {one.kind for one in walk.view.sale.printed}
    walk.take_back().countersign()


def test_a_minor_buys_the_lowest_level_with_the_guardian(desk: Desk, clock: Clock) -> None:
    """SUIT-11."""
    put_on(desk, product(issuer_level="R1", bank_level="R1"), product(code="W-02"))
    guardian = {
        "guardian.1.name": "测试监护",
        "guardian.1.id_type": "passport",
        "guardian.1.id_number": "E0000002",
        "guardian.1.id_valid_until": "2030-01-01",
        "guardian.1.phone": "13900000002",
    }
    client = register(desk, date(2012, 3, 5), id_valid_until="2031-03-05", **guardian)
    assessed(desk, client, "C2")
    walk = start(desk, clock, client).match()
    opinion = walk.view.sale.opinion
    assert opinion is not None
    (one,) = opinion.offered
    assert (one.codes, one.needs) == (("W-01",), ("recording", "guardian_consent"))
    assert [warned.code for warned in one.warnings] == ["SUIT-16.loss"], "he said that he can bear no loss"
    walk.choose("W-01").tell().understand().record().print().take_back().countersign().archive()


def _given_to(desk: Desk, client_id: str, person: Person) -> None:
    """The client goes into the book of a new colleague, who then sits at the desk (DESK-18)."""
    done(people.add(desk, person, PASSWORD, PASSWORD, COST))
    giver = done(clients.get(desk, client_id)).manager
    done(book.hand_over(desk, giver, person.login, "交接", Proof(PASSWORD, person.login), (client_id,)))
    desk.actor = person


def test_resumed_by_the_next_person(desk: Desk, clock: Clock) -> None:
    """A sale goes on under another manager who holds the certificate, and stops under one who does not."""
    put_on(desk, product())
    client = register(desk)
    assessed(desk, client)
    walk = start(desk, clock, client).match().choose("W-01")
    clock.forward(days=2)
    _given_to(desk, client.id, staff("trainee", "manager", sells=False))
    assert codes(selling.items(desk, walk.id)) == ["SALE-01.step", "DESK-15.training", "SUIT-08"]
    desk.actor = staff("auditor", "auditor", sells=False)
    assert done(sales.view(desk, walk.id)).status.current == "disclose"
    desk.actor = staff("demo")
    _given_to(desk, client.id, staff("second", "manager"))
    walk.tell().understand().record().print().take_back().countersign()
    signed = walk.view.sale.countersigned
    assert signed is not None
    assert signed.by == "second"


@pytest.mark.parametrize("family", ["bond", "fund", "wealth", "structured", "trust", "derivative"])
def test_whatever_needs_a_match_has_its_opinion_printed(desk: Desk, clock: Clock, family: str) -> None:
    """SUIT-09, SUIT-22: questionnaire, opinion, disclosure book and notice of rights."""
    put_on(desk, product(family=family))
    client = register(desk)
    assessed(desk, client)
    walk = start(desk, clock, client).match().choose("W-01")
    wanted = {"questionnaire", "opinion", "disclosure_book", "rights_notice"}
    assert wanted <= set(walk.view.context.demands.papers)
