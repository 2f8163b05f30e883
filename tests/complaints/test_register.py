"""Taking a case in: the least that the law wants, everything known prefilled, nonsense refused."""

from datetime import timedelta

import pytest

from complaints.kit import AGREED, LABELS, WHO, about, acting, again, how, new, registered, taken
from rmdesk.desk import sales
from rmdesk.desk.complaints import cases as looking
from rmdesk.desk.complaints import ending, register, work
from rmdesk.desk.complaints.register import NewCase
from rmdesk.desk.desk import Desk
from rmdesk.desk.shelf import products as shelf
from rmdesk.domain.complaint import About, Complainant, Labels
from support.clock import Clock
from support.desks import codes, done
from support.people import client, organisation_profile, product

SHORT = NewCase(complainant=Complainant(name="测试甲", contact="13800000001"), claim="等了两小时。")


def test_the_least_that_the_law_wants_is_enough(branch: Desk) -> None:
    """A name, a contact and what is wanted: under a minute at the counter."""
    view = done(register.take(branch, SHORT)).view
    assert view is not None
    assert (view.case.no, view.case.state, view.case.received_at) == ("C-0001", "accepted", view.case.recorded_at)
    assert view.due is not None
    assert view.due.id == "answer"


@pytest.mark.parametrize(
    ("new_case", "case"),
    [
        (new(complainant=WHO.model_copy(update={"name": " "})), "COMP-02.missing"),
        (new(complainant=WHO.model_copy(update={"contact": ""})), "COMP-02.missing"),
        (new(claim="\n "), "COMP-02.missing"),
        (new(complainant=WHO.model_copy(update={"role": "agent"})), "COMP-03.agent"),
        (new(complainant=WHO.model_copy(update={"role": "heir"})), "COMP-03.heir"),
        (
            new(
                complainant=WHO.model_copy(
                    update={"role": "group", "group_size": 9, "representatives": tuple("甲乙丙丁戊己")}
                )
            ),
            "COMP-03.group",
        ),
        (new(complainant=WHO.model_copy(update={"role": "group", "group_size": 9})), "COMP-03.group_size"),
        (new(claim="长" * 5_000_000), "INPUT.too_long"),
        (new(claim="看\x1b[2J不见"), "INPUT.control"),
        (new(claim="从右\u202e到左"), "INPUT.control"),
        (new(complainant=WHO.model_copy(update={"name": "名" * 61})), "INPUT.too_long"),
        (new(complainant=WHO.model_copy(update={"client_id": "nobody"})), "INPUT.unknown"),
        (new(about=about("nobody")), "INPUT.unknown"),
        (new(about=About(product="X-0")), "INPUT.unknown"),
        (new(about=About(sale_id="x")), "INPUT.unknown"),
        (new(labels=Labels(cause="?")), "INPUT.choice"),
    ],
)
def test_what_cannot_be_taken_in(branch: Desk, new_case: NewCase, case: str) -> None:
    """And nothing is recorded of it."""
    before = branch.store.head()
    assert case in codes(register.take(branch, new_case))
    assert branch.store.head() == before


def test_markup_is_text(branch: Desk) -> None:
    """A bracket in a claim is what the client said."""
    claim = "[red]退款[/b] <script> {name} %s\n第二行"
    assert taken(branch, claim=claim).case.claim == claim


def test_a_receipt_in_the_future_is_refused(branch: Desk, clock: Clock) -> None:
    """One from before is recorded late, and its clocks run from the receipt."""
    ahead = new(received_at=clock.now + timedelta(minutes=2))
    assert codes(register.take(branch, ahead)) == ["COMP-08.future"]
    view = taken(branch, received_at=clock.now - timedelta(days=4))
    assert view.late
    assert view.legal is not None
    assert (view.legal.due_day - branch.today()).days == 11


def test_the_regulators_clock_starts_at_the_banks_receipt(branch: Desk, clock: Clock) -> None:
    """Not on the day of the regulator's letter (COMP-13)."""
    view = taken(branch, source="regulator", regulator_no="转办-17", received_at=clock.now - timedelta(days=1))
    assert (view.case.source, view.case.regulator_no) == ("regulator", "转办-17")
    assert view.legal is not None
    assert (view.legal.due_day - branch.today()).days == 14


def test_a_clients_file_fills_the_record(branch: Desk) -> None:
    """Nobody is asked again for what the bank holds (COMP-02)."""
    person = registered(branch, client())
    company = registered(branch, client(organisation_profile(), id="client-2", no="K-0002"))
    who = done(register.prefill(branch, client=person.no)).complainant
    assert (who.name, who.contact, who.client_id) == (person.name, person.profile["phone"], person.id)
    assert who.id_number == person.profile["id_number"]
    firm = done(register.prefill(branch, client=company.id)).complainant
    assert (firm.kind, firm.id_number, firm.legal_representative) == (
        "organisation",
        company.profile["uscc"],
        company.profile["representative.1.name"],
    )


def test_a_sale_fills_the_record_and_names_its_seller(branch: Desk) -> None:
    """From a sale: whose, which product, and who may not handle it (COMP-04, COMP-16)."""
    done(shelf.put_on(branch, product()))
    with acting(branch, "lin"):
        whose = registered(branch, client())
        sale = done(sales.start(branch, whose.id)).sale
    first = done(register.prefill(branch, sale=sale.no, product="W-01"))
    assert first.about == About(sale_id=sale.id, product="W-01", people=("lin",))
    view = taken(branch, complainant=first.complainant, about=first.about)
    assert view.case.interested == ("lin",)


def test_a_case_is_given_by_rule_and_never_to_whom_it_is_about(branch: Desk) -> None:
    """Compliance first, the one with the fewest open cases; nobody when all have an interest (COMP-04)."""
    given = [taken(branch, complainant=WHO.model_copy(update={"contact": f"微信 {n}"})).case.handler for n in range(3)]
    assert given == ["demo", "he", "demo"]
    assert taken(branch, about=about("he")).case.handler == "demo"
    everyone = about("demo", "he", "zhou", "lin")
    alone = done(register.take(branch, new(about=everyone)))
    assert alone.view is None
    with acting(branch, "shen"):
        assert done(looking.view(branch, alone.id)).case.handler is None


def test_twenty_face_to_face_make_it_major(branch: Desk) -> None:
    """To be reported at once (COMP-12)."""
    group = WHO.model_copy(
        update={"role": "group", "group_size": 20, "representatives": ("甲", "乙"), "face_to_face": True}
    )
    assert taken(branch, complainant=group).case.major == ("group",)
    smaller = taken(branch, complainant=group.model_copy(update={"group_size": 19})).case
    assert smaller.major == ()
    record = work.record_of(smaller).model_copy(update={"complainant": group})
    grown = done(work.complete(branch, smaller.id, smaller.version, record)).case
    assert grown.major == ("group",), "what becomes known later counts as much"
    assert done(work.mark_major(branch, grown.id, grown.version, ("accident",))).case.major == ("accident", "group")


def test_the_same_complaint_again_is_shown_and_merged(branch: Desk) -> None:
    """Two clocks for one matter would make one of them late (COMP-07)."""
    first = taken(branch)
    words = done(register.duplicates(branch, new(claim="赎回费没有事先说明,请退还")))
    assert [(one.no, one.why) for one in words] == [("C-0001", "words")]
    assert done(register.duplicates(branch, new(claim="柜员态度差"))) == ()
    stranger = WHO.model_copy(update={"contact": "13899999999"})
    assert done(register.duplicates(branch, new(complainant=stranger))) == ()
    taken(branch, complainant=stranger)
    second = taken(branch)
    assert [one.no for one in done(ending.mergeable(branch, first.case.id))] == [second.case.no], (
        "a choice that is refused is none"
    )
    joined = done(ending.merge(branch, second.case.id, second.case.version, first.case.no, how(branch), AGREED))
    assert (joined.case.id, joined.case.joined) == (first.case.id, (second.case.id,))
    assert done(looking.view(branch, second.case.id)).case.state == "merged"
    third = taken(branch)
    assert codes(ending.merge(branch, third.case.id, third.case.version, third.case.id, how(branch), AGREED)) == [
        "COMP-07.merge"
    ]
    assert codes(ending.merge(branch, third.case.id, third.case.version, second.case.id, how(branch), AGREED)) == [
        "COMP-07.merge"
    ]


def test_a_case_is_not_merged_into_a_later_one(branch: Desk, clock: Clock) -> None:
    """If it fails, merging is a way to win days against the law (COMP-05, COMP-07)."""
    first = taken(branch, received_at=clock.now - timedelta(days=4))
    again = taken(branch)
    assert codes(ending.merge(branch, first.case.id, first.case.version, again.case.no, how(branch), AGREED)) == [
        "COMP-07.merge_order"
    ]
    joined = done(ending.merge(branch, again.case.id, again.case.version, first.case.no, how(branch), AGREED))
    assert joined.case.received_at == first.case.received_at


def test_other_feedback_becomes_a_complaint_and_never_the_reverse(branch: Desk) -> None:
    """An expression of dissatisfaction is a complaint whatever it was called (COMP-01)."""
    view = taken(branch, type="suggestion", labels=Labels())
    view = done(work.become_complaint(branch, view.case.id, view.case.version))
    assert view.legal is not None
    assert codes(work.become_complaint(branch, view.case.id, view.case.version)) == ["DESK-08.type"]


def test_completing_the_record_moves_an_interested_handler_away(branch: Desk) -> None:
    """Who was complained about often comes out later (COMP-04)."""
    with acting(branch, "zhou"):
        view = taken(branch, about=about("demo"))
        assert view.case.handler == "he"
        after = again(branch, view, about=about("demo", "he"), labels=LABELS)
        assert after.case.handler == "zhou"


def test_finding_cases(branch: Desk) -> None:
    """By number, name, contact, or words of the claim; a case about oneself only by its number."""
    first, second = taken(branch), taken(branch, claim="柜员态度不好", about=about("lin"))
    assert [one.no for one in done(looking.find(branch, "甲 赎回费"))] == [first.case.no]
    with acting(branch, "lin"):
        assert done(looking.find(branch, "态度")) == ()
        line = done(looking.find(branch, second.case.no))[0]
        assert (line.no, line.name, line.claim, line.restricted) == (second.case.no, "", "", True)
