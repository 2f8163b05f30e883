"""The sale behind a complaint: the very words, and who else heard them (COMP-16)."""

from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from complaints.kit import AGREED, acting, how, registered, taken
from plain.typist import Chooser
from rmdesk.commands.complaint_do import named
from rmdesk.desk import printing_sets, sales, selling
from rmdesk.desk.complaints import board, cases, ending, handing, linking, register, related_sales, work
from rmdesk.desk.desk import Desk
from rmdesk.desk.guarding import Proof
from rmdesk.desk.sales import View
from rmdesk.desk.shelf import products as shelf
from rmdesk.domain import facts
from rmdesk.domain.client import Client
from rmdesk.domain.complaint import About, Complainant
from rmdesk.domain.ranking import Wish
from rmdesk.domain.refusal import Refused
from rmdesk.faces.complaints.record import sale_options
from rmdesk.formpack import Pack
from rmdesk.plain.complaints.acting import act
from rmdesk.plain.complaints.case import complain
from support.clock import Clock
from support.desks import PASSWORD, codes, done
from support.people import assessment, client, person_profile, product, staff
from support.walk import assessed, put_on, start
from support.walk import register as register_client


def _told(desk: Desk, whose: Client, amount: int, code: str = "W-01", items: int = 6) -> View:
    """A sale as far as the disclosure."""
    view = done(sales.start(desk, whose.id))
    sale = view.sale.id
    done(selling.state_wish(desk, sale, Wish()))
    done(selling.run_match(desk, sale))
    done(selling.choose(desk, sale, code, Decimal(amount)))
    for item in done(selling.items(desk, sale))[:items]:
        view = done(selling.acknowledge(desk, sale, item.id, 30, "zh", read_to_end=True))
    return view


@pytest.fixture
def clients_told(branch: Desk) -> list[tuple[Client, View]]:
    """Three clients who were told about one product, a fourth about another."""
    done(shelf.put_on(branch, product()))
    done(shelf.put_on(branch, product(code="W-02")))
    found = []
    for at, (code, amount) in enumerate((("W-01", 50_000), ("W-01", 50_000), ("W-01", 80_000), ("W-02", 50_000))):
        one = client(
            person_profile(name=f"测试{at}", phone=f"1380000000{at}", id_number=f"99999919800305{at:03d}X"),
            id=f"client-{at}",
            no=f"K-000{at + 1}",
            registered_on=branch.today(),
            changed_at=branch.now(),
        )
        registered(branch, one)
        taken_at = branch.now()
        kept = assessment(id=f"assessment-{at}", client_id=one.id).model_copy(
            update={
                "taken_at": taken_at,
                "started_at": taken_at,
                "on": branch.today(),
                "pack_digest": branch.pack.digest,
            }
        )
        branch.record(facts.AssessmentTaken(assessment=kept), one.id)
        found.append((one, _told(branch, one, amount, code)))
    return found


def test_who_else_was_told_the_same(branch: Desk, clients_told: list[tuple[Client, View]]) -> None:
    """The same product from the same version, the words as they stood on the screen; another product is another
    matter."""
    whose, view = clients_told[0]
    record = done(register.prefill(branch, sale=view.sale.no))
    kept = done(
        register.take(branch, register.NewCase(complainant=record.complainant, about=record.about, claim="费用"))
    )
    assert kept.view is None, "whoever sold it does not see the complaint about it"
    with acting(branch, "he"):
        related_sale = done(related_sales.related_sale(branch, kept.id))
        assert [one.item for one in related_sale.told] == [one.item for one in view.sale.acknowledged]
        assert related_sale.assessment is not None
        assert related_sale.assessment.client_id == whose.id
        assert any("50,000.00" in one.text for one in related_sale.told)
        others = done(related_sales.who_else(branch, kept.id))
        assert {one.client_no for one in others} == {"K-0002", "K-0003"}
        assert related_sales.clients(others) == 2
        exact = {one.client_no: one.same_words for one in others}
        assert exact["K-0002"] > exact["K-0003"] > 0


def test_another_version_of_the_text_is_told_apart(branch: Desk, clients_told: list[tuple[Client, View]]) -> None:
    """After the bank changed its disclosure, later clients did not hear what the complainant heard."""
    files = dict(branch.pack.files)
    files["disclosures/wealth.toml"] += "\n# another wording\n"
    changed = Pack.of(files)
    branch.record(facts.PackAdopted(digest=changed.digest, files=changed.files, begins=branch.today()), "desk")
    branch.pack = changed
    later = registered(
        branch, client(person_profile(name="后来者"), id="client-9", no="K-0009", changed_at=branch.now())
    )
    kept = assessment(id="assessment-9", client_id=later.id).model_copy(
        update={
            "taken_at": branch.now(),
            "started_at": branch.now(),
            "on": branch.today(),
            "pack_digest": changed.digest,
        }
    )
    branch.record(facts.AssessmentTaken(assessment=kept), later.id)
    _told(branch, later, 50_000)
    _, view = clients_told[0]
    record = done(register.prefill(branch, sale=view.sale.no))
    case = done(
        register.take(branch, register.NewCase(complainant=record.complainant, about=record.about, claim="费用"))
    )
    with acting(branch, "he"):
        assert "K-0009" not in {one.client_no for one in done(related_sales.who_else(branch, case.id))}


def test_a_case_about_no_sale(branch: Desk) -> None:
    """Says so, and how to link one."""
    view = taken(branch)
    assert codes(related_sales.related_sale(branch, view.case.id)) == ["COMP-16.no_sale"]
    assert codes(related_sales.who_else(branch, view.case.id)) == ["COMP-16.no_sale"]


def test_a_sale_is_linked_changed_and_unlinked(branch: Desk, clients_told: list[tuple[Client, View]]) -> None:
    """A case that was taken in without its sale would never show what was told; whoever made it loses the case."""
    whose, view = clients_told[0]
    record = done(register.prefill(branch, client=whose.no))
    case = taken(branch, complainant=record.complainant).case
    with acting(branch, "he"):
        assert [one.no for one in done(linking.choices(branch, case.id))] == [view.sale.no]
        other = clients_told[1][1].sale.id
        assert codes(linking.link_sale(branch, case.id, case.version, other)) == ["INPUT.unknown"]
        linked = done(linking.link_sale(branch, case.id, case.version, view.sale.id)).case
        assert (linked.about.sale_id, linked.interested) == (view.sale.id, (view.sale.by,))
        assert done(related_sales.related_sale(branch, case.id)).told
        assert isinstance(linking.link_sale(branch, case.id, linked.version, ""), Refused), "a reason is wanted"
        alone = linking.link_sale(branch, case.id, linked.version, "", "关联错误")
        assert codes(alone) == ["DATA-08.second"], "one person would free the seller, and then hand the case to him"
        seller = linking.link_sale(branch, case.id, linked.version, "", "关联错误", Proof(PASSWORD, "demo"))
        assert codes(seller)[0].startswith(("DATA-08", "COMP-04"))
        agreed = Proof(PASSWORD, "zhou")
        after = done(linking.link_sale(branch, case.id, linked.version, "", "关联错误", agreed)).case
        assert (after.about.sale_id, after.interested) == (None, ())


@pytest.mark.parametrize("part", ["questionnaire", "telling"])
def test_who_took_the_questionnaire_or_told_is_a_party(branch: Desk, clock: Clock, part: str) -> None:
    """COMP-04: the client complains of what he was asked or told, and whoever did it decides whether it was right."""
    put_on(branch, product())
    seller, other = staff("lin", "manager"), branch.actor
    branch.actor = seller
    mine = register_client(branch)
    branch.actor = other if part == "questionnaire" else seller
    assessed(branch, mine)
    branch.actor = seller
    walk = start(branch, clock, mine).match()
    branch.actor = other if part == "telling" else seller
    walk.choose("W-01").tell()
    with acting(branch, "he"):
        case = taken(branch, about=About(sale_id=walk.id)).case
    assert case.parties == {"lin", "demo"}
    assert case.handler not in case.parties


def test_who_joins_the_sale_after_the_complaint_is_a_party(branch: Desk, clock: Clock) -> None:
    """COMP-04: a colleague tells and prints in a sale that was complained about, and then decides the complaint."""
    put_on(branch, product())
    seller, other = staff("lin", "manager"), branch.actor
    branch.actor = seller
    mine = register_client(branch)
    assessed(branch, mine)
    walk = start(branch, clock, mine).match().choose("W-01")
    with acting(branch, "he"):
        view = taken(branch, about=About(sale_id=walk.id))
        case = done(work.assign(branch, view.case.id, view.case.version, "he")).case
    assert case.parties == {"lin"}
    branch.actor = other
    walk.tell()
    with acting(branch, "he"):
        now = done(cases.view(branch, case.id)).case
    assert now.parties == {"lin", "demo"}
    assert codes(cases.view(branch, case.id)) == ["COMP-04"]
    assert case.no in done(board.board(branch)).restricted
    assert [one.restricted for one in done(cases.find(branch, case.no))] == [True]
    assert [one for one in done(cases.taken_in(branch)) if one.no == case.no] == [cases.Taken(case.no)]
    with acting(branch, "he"):
        passing = done(handing.passing(branch, "he", "demo"))
        assert "demo" not in [one.handler for one in passing if one.line.no == case.no]


@pytest.mark.parametrize("again", ["a paper", "the set"])
def test_who_prints_papers_of_the_sale_again_is_a_party(branch: Desk, clock: Clock, tmp_path: Path, again: str) -> None:
    """COMP-04: who gave the client the papers once more handled the complaint about that sale."""
    put_on(branch, product())
    other, branch.actor = branch.actor, staff("lin", "manager")
    mine = register_client(branch)
    assessed(branch, mine)
    walk = start(branch, clock, mine).match().choose("W-01").tell().understand().record().print()
    with acting(branch, "he"):
        case = taken(branch, about=About(sale_id=walk.id)).case
    assert case.parties == {"lin"}
    branch.actor = other
    if again == "a paper":
        done(printing_sets.print_again(branch, done(sales.view(branch, walk.id)).sale.printed[0].number, tmp_path))
    else:
        done(printing_sets.print_set(branch, walk.id, "zh", tmp_path))
    with acting(branch, "he"):
        assert done(cases.view(branch, case.id)).case.parties == {"lin", "demo"}


def test_a_merged_case_follows_its_sale_and_so_does_who_only_prints(branch: Desk, clock: Clock) -> None:
    """COMP-04: the case that it was merged into is about no sale, and was decided by who had sold since."""
    put_on(branch, product())
    other, branch.actor = branch.actor, staff("lin", "manager")
    mine = register_client(branch)
    assessed(branch, mine)
    walk = start(branch, clock, mine).match().choose("W-01").tell().understand().record()
    with acting(branch, "zhou"):
        view = taken(branch, about=About(sale_id=walk.id))
        into = taken(branch, received_at=view.case.received_at).case
        done(ending.merge(branch, view.case.id, view.case.version, into.id, how(branch), AGREED))
    branch.actor = other
    walk.print()
    with acting(branch, "he"):
        assert done(cases.view(branch, into.id)).case.parties == {"lin", "demo"}
    assert codes(cases.view(branch, into.id)) == ["COMP-04"]


def test_a_sale_is_linked_line_by_line(branch: Desk, clients_told: list[tuple[Client, View]]) -> None:
    """Whoever works without a screen would have to leave the case without its sale, or learn only "no"."""
    whose, view = clients_told[0]
    record = done(register.prefill(branch, client=whose.no))
    case, stranger = taken(branch, complainant=record.complainant).case, taken(branch).case
    with acting(branch, "he"):
        assert [named(one) for one in sale_options(branch, whose.id)] == [view.sale.no], "no id that nobody knows"
        clerk = Chooser({"涉及销售": "1"}, {})
        assert act(clerk.talk(branch), done(cases.view(branch, case.id)), "link_sale") == case.id, clerk.all_heard
        assert done(cases.view(branch, case.id)).case.about.sale_id == view.sale.id
        clerk = Chooser({}, {})
        assert act(clerk.talk(branch), done(cases.view(branch, stranger.id)), "link_sale") == ""
        assert "请先用“关联客户”" in clerk.all_heard, "the way to link the client first"


def test_a_case_without_a_client_file_is_linked_with_one(branch: Desk) -> None:
    """Whoever complained by telephone would stay nobody's client, and his sale out of the case (COMP-02)."""
    whose = registered(
        branch, client(person_profile(name="测试回电"), id="client-9", no="K-0009", changed_at=branch.now())
    )
    other = registered(branch, client(person_profile(name="别人"), id="client-8", no="K-0008", changed_at=branch.now()))
    case = taken(branch, complainant=Complainant(name="测试回电", contact="微信 回电")).case
    assert codes(linking.link_client(branch, case.id, case.version, "K-0099")) == ["INPUT.unknown"]
    assert codes(linking.link_client(branch, case.id, case.version, other.no)) == ["COMP-16.another"]
    linked = done(linking.link_client(branch, case.id, case.version, whose.no)).case
    assert (linked.complainant.client_id, linked.complainant.contact) == (whose.id, "微信 回电")
    assert linked.complainant.id_number == whose.number
    assert [one.no for one in done(cases.of_client(branch, whose.id))] == [case.no]
    assert codes(linking.choices(branch, case.id)) == ["COMP-16.no_client_sale"]
    younger = person_profile(date(1990, 1, 1), name="测试回电")
    same = registered(branch, client(younger, id="client-7", no="K-0007", changed_at=branch.now()))
    moved = done(linking.link_client(branch, case.id, linked.version, same.no)).case.complainant
    assert (moved.client_id, moved.id_number, moved.contact) == (same.id, same.number, "微信 回电")


def test_nothing_to_link_is_said(branch: Desk) -> None:
    """An empty list would not tell why; nobody knows whether the client or the sale is missing."""
    stranger = taken(branch).case
    assert codes(linking.link_sale(branch, stranger.id, stranger.version, "")) == ["COMP-16.no_client"]
    one = registered(branch, client(person_profile(name="无销售"), id="client-8", no="K-0008", changed_at=branch.now()))
    record = done(register.prefill(branch, client=one.no))
    case = taken(branch, complainant=record.complainant).case
    assert codes(linking.choices(branch, case.id)) == ["COMP-16.no_client_sale"]
    assert done(cases.view(branch, case.id)).case.about.sale_id is None


def test_a_client_who_bought_twice_is_counted_once(branch: Desk, clients_told: list[tuple[Client, View]]) -> None:
    """COMP-16: "3 other clients were given the same text" sends the bank looking for one who is not there."""
    (whose, view), (again, _), *_ = clients_told
    record = done(register.prefill(branch, client=whose.no))
    case = taken(branch, complainant=record.complainant).case
    _told(branch, again, 20_000)
    with acting(branch, "he"):
        done(linking.link_sale(branch, case.id, case.version, view.sale.id))
        assert len(done(related_sales.who_else(branch, case.id))) == 3
        clerk = Chooser({}, {"看哪一部分": ["所涉销售"]})
        complain(clerk.talk(branch), case.no)
    assert "另有 2 位客户" in clerk.all_heard, clerk.all_heard


def test_a_sale_to_link_has_the_day_at_the_branch(
    branch: Desk, clock: Clock, clients_told: list[tuple[Client, View]]
) -> None:
    """At one in the morning of the 22nd it is still the 21st in the journal: the wrong sale is linked."""
    whose, _ = clients_told[3]
    clock.now = datetime(2026, 11, 21, 17, 0, tzinfo=UTC)
    sale = _told(branch, whose, 60_000, "W-02").sale
    label = next(one.label for one in sale_options(branch, whose.id) if one.key == sale.id)
    assert label.endswith("2026-11-22"), label
