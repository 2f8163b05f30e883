"""A stand-in covers a colleague's week: he sees and does, in his own name, until the day on which it ends by itself."""

from datetime import timedelta

import pytest

from rmdesk.desk import assess, book, clients, sales, selling, standing_in
from rmdesk.desk.assessment import reviewing
from rmdesk.desk.audit import trail
from rmdesk.desk.desk import Desk
from rmdesk.desk.dues import client_dues, ending, listing
from rmdesk.desk.guarding import Proof
from rmdesk.desk.standing_in import MOST_DAYS, StandIn
from rmdesk.domain.client import Client
from rmdesk.domain.people import Person
from rmdesk.domain.refusal import Refused
from support.clock import Clock
from support.desks import PASSWORD, codes, done
from support.people import product, staff
from support.walk import put_on, register
from vault.kit import hire

LIN: Person = staff("lin", "manager")
DEMO: Person = staff("demo", "manager")
OFFICER: Person = staff("officer", "compliance")
AGREED = Proof(PASSWORD, "lin")


@pytest.fixture
def mine(desk: Desk) -> Client:
    """A client in demo's book with a call to make today; lin is another manager."""
    hire(desk, "lin", "manager")
    hire(desk, "he", "manager")
    hire(desk, "officer", "compliance")
    client = register(desk)
    client_dues.create(desk, "elder_call", "SUIT-10", client.id, desk.today())
    desk.actor = DEMO
    return client


def _appoint(desk: Desk, days: int = 7, proof: Proof | None = AGREED) -> StandIn:
    today = desk.today()
    return done(standing_in.appoint(desk, "demo", "lin", (today, today + timedelta(days)), "年休假", proof))


def _calls(desk: Desk) -> list[str]:
    return [one.subject.id for one in done(listing.listed(desk)) if one.kind == "client.elder_call"]


def test_a_stand_in_sees_the_book_and_its_dues_until_its_day(desk: Desk, clock: Clock, mine: Client) -> None:
    """Else a client's call falls into a colleague's holiday, or the holiday's help keeps the book for ever."""
    desk.actor = LIN
    assert codes(clients.get(desk, mine.id)) == ["DATA-08.book"]
    assert not _calls(desk)
    desk.actor = DEMO
    stands = _appoint(desk)
    desk.actor = LIN
    assert done(clients.get(desk, mine.id)).manager == "demo", "the book is not handed over"
    assert [one.no for one in done(clients.page(desk))] == [mine.no]
    assert _calls(desk) == [mine.id]
    (call,) = (one for one in done(listing.listed(desk)) if one.kind == "client.elder_call")
    assert (call.whom, call.about.zh) == ("demo", "代测试demo")
    clock.forward(days=(stands.until - desk.today()).days)
    assert _calls(desk) == [mine.id]
    clock.forward(days=1)
    assert codes(clients.get(desk, mine.id)) == ["DATA-08.book"]
    assert not _calls(desk)
    assert done(clients.page(desk)) == ()


def test_what_he_does_is_in_his_own_name_for_the_colleague(desk: Desk, mine: Client) -> None:
    """DESK-18: years later it must be told who called, and in whose place; also once the client has another manager."""
    _appoint(desk)
    desk.actor = LIN
    (due,) = done(client_dues.of_client(desk, mine.id))[:1]
    assert ending.settle(desk, f"client:{due.id}", "已回访") is None
    own = register(desk, name="测试自有", phone="13800009994")
    desk.actor = OFFICER
    found = {one.kind: one for one in done(trail.page(desk, trail.Sought(person="lin"), "zh")).lines}
    assert found["due.done/1"].actor == "lin"
    assert found["due.done/1"].person == "测试lin（代测试demo）"
    assert found["client.registered/1"].person == "测试lin"
    assert own.manager == "lin"
    desk.actor = DEMO
    done(book.hand_over(desk, "demo", "he", "调岗", Proof(PASSWORD, "he")))
    desk.actor = OFFICER
    again = next(
        one for one in done(trail.page(desk, trail.Sought(person="lin"), "zh")).lines if one.kind == "due.done/1"
    )
    assert again.person == "测试lin（代测试demo）"


def test_two_appoint_and_either_or_compliance_ends_it(desk: Desk, mine: Client) -> None:
    """Nobody gets into a book by his own word, and nobody is given one without knowing."""
    today = desk.today()
    days = (today, today + timedelta(3))
    assert codes(standing_in.appoint(desk, "demo", "lin", days, "休假")) == ["DATA-08.second"]
    others = Proof(PASSWORD, "he")
    assert codes(standing_in.appoint(desk, "demo", "lin", days, "休假", others)) == ["DATA-08.second"]
    desk.actor = LIN
    assert codes(standing_in.appoint(desk, "demo", "lin", days, "休假", AGREED)) == ["DATA-08.role"]
    desk.actor = OFFICER
    _appoint(desk)
    assert codes(standing_in.appoint(desk, "demo", "he", days, "休假", others)) == ["DESK-18.stands"]
    desk.actor = staff("he", "manager")
    assert codes(standing_in.dismiss(desk, "demo", "回来了")) == ["DATA-08.role"]
    desk.actor = LIN
    assert [one.absent for one in done(standing_in.standing(desk))] == ["demo"]
    done(standing_in.dismiss(desk, "demo", "已返岗"))
    assert codes(clients.get(desk, mine.id)) == ["DATA-08.book"]
    assert codes(standing_in.dismiss(desk, "demo", "已返岗")) == ["DESK-18.nobody_stands"]


@pytest.mark.usefixtures("mine")
@pytest.mark.parametrize(
    ("absent", "stand_in", "since", "until", "code"),
    [
        ("demo", "demo", 0, 3, "DATA-08.same_person"),
        ("demo", "nobody", 0, 3, "DESK-18.not_manager"),
        ("officer", "lin", 0, 3, "DESK-18.not_manager"),
        ("demo", "lin", -1, 3, "INPUT.past"),
        ("demo", "lin", 2, 1, "INPUT.period"),
        ("demo", "lin", 0, MOST_DAYS, "DESK-18.too_long"),
    ],
)
def test_wrong_people_and_days_are_refused(
    desk: Desk, absent: str, stand_in: str, since: int, until: int, code: str
) -> None:
    """A stand-in without an end would be a hand-over that nobody lists."""
    desk.actor = OFFICER
    days = (desk.today() + timedelta(since), desk.today() + timedelta(until))
    assert codes(standing_in.appoint(desk, absent, stand_in, days, "休假", AGREED)) == [code]


def test_a_stand_in_sees_no_further_than_one_book(desk: Desk, mine: Client) -> None:
    """He who stands in for a stand-in does not inherit: nobody agreed to that."""
    _appoint(desk)
    desk.actor = LIN
    days = (desk.today(), desk.today() + timedelta(2))
    done(standing_in.appoint(desk, "lin", "he", days, "外出", Proof(PASSWORD, "he")))
    desk.actor = staff("he", "manager")
    assert codes(clients.get(desk, mine.id)) == ["DATA-08.book"]
    assert codes(listing.listed(desk, login="demo")) == ["DATA-08.role"]
    assert done(listing.listed(desk, login="lin"))


def test_nobody_is_offered_a_review_that_the_sale_since_bars_him_from(desk: Desk, mine: Client) -> None:
    """QUES-09: whoever sold on flagged answers is refused their review, so it stands in nobody's day but a third one's,
    and no key and no line offers it."""
    desk.actor = staff("demo", "manager", "product_keeper")
    put_on(desk, product())
    take = done(assess.begin(desk, mine.id))
    for question, letter in zip(take.form.questions, "BCBBCCCCCBCC", strict=True):
        if question.source == "client":
            take.answers[question.id], take.seconds[question.id] = letter, 0
    flagged = done(assess.finish(desk, take))
    _appoint(desk)
    desk.actor = staff("lin", "manager", "reviewer")
    assert _reviews(desk, flagged.id) == (True, True)
    done(selling.run_match(desk, done(sales.start(desk, mine.id)).sale.id))
    assert _reviews(desk, flagged.id) == (False, False)
    desk.actor = staff("he", "reviewer")
    assert _reviews(desk, flagged.id) == (True, True)


def _reviews(desk: Desk, assessment_id: str) -> tuple[bool, bool]:
    """Whether the day holds the review, and whether it would be let pass."""
    offered = any(one.kind == "client.assessment_review" for one in done(listing.listed(desk)))
    return offered, not isinstance(reviewing.to_review(desk, assessment_id), Refused)


def test_four_eyes_see_a_stand_in_as_himself(desk: Desk, mine: Client) -> None:
    """SALE-13, QUES-09: whoever stands in and also reviews may not review what he did himself in the other's place."""
    _appoint(desk)
    desk.actor = LIN
    client_dues.create(desk, "assessment_review", "QUES-09", mine.id, desk.today(), not_by=("demo", "lin"))
    (due,) = (one for one in done(client_dues.of_client(desk, mine.id)) if one.kind == "assessment_review")
    desk.actor = staff("lin", "manager", "reviewer")
    assert all(one.kind != "client.assessment_review" for one in done(listing.listed(desk)))
    refused = ending.postpone(desk, f"client:{due.id}", desk.today() + timedelta(1), "x")
    assert codes(refused) == ["DESK-07.theirs"]
    desk.actor = staff("he", "reviewer")
    assert any(one.kind == "client.assessment_review" for one in done(listing.listed(desk)))
