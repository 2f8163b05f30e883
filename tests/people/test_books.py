"""A manager sees the own book; a hand-over is an act of two; an auditor's looks are facts."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from rmdesk.desk import (
    assess,
    book,
    client_file,
    clients,
    home,
    intake,
    matching,
    opening,
    people,
    printing,
    qualifying,
    sales,
)
from rmdesk.desk.desk import Desk
from rmdesk.desk.dues import client_dues
from rmdesk.desk.guarding import Proof
from rmdesk.desk.qualifying import Evidence
from rmdesk.domain.client import Client
from rmdesk.domain.people import Exam, Person, Training
from rmdesk.domain.people_facts import ClientHandedOver, ClientRead
from support.clock import Clock
from support.desks import PASSWORD, codes, done, opened
from support.people import product, staff
from support.walk import assessed, put_on, register, start
from vault.kit import OWN, at_desk, hire

LIN: Person = staff("lin", "manager")


@pytest.fixture
def mine(desk: Desk, clock: Clock) -> Client:
    """A client in demo's book, assessed, in the middle of a sale, with dues; lin is another manager."""
    hire(desk, "lin", "manager")
    put_on(desk, product())
    client = register(desk)
    assessed(desk, client)
    start(desk, clock, client).match().choose("W-01")
    return client


def test_another_managers_client_is_out_of_reach(desk: Desk, mine: Client, tmp_path: Path) -> None:
    """The whole branch's wealth is not one manager's reading; every way to a client leads to the same refusal."""
    sale = done(sales.of_client(desk, mine.id))[0]
    taken = done(assess.history(desk, mine.id))[0]
    due = done(client_dues.of_client(desk, mine.id))[0]
    desk.actor = LIN
    refused = (
        clients.get(desk, mine.id),
        clients.get(desk, mine.no),
        clients.reveal(desk, mine.id, "phone"),
        clients.change(desk, mine.id, {}, "x"),
        clients.report_change(desk, mine.id, "x"),
        qualifying.verify(desk, mine.id, "qualified", Evidence("x", desk.folder / "x.png")),
        client_file.read(desk, mine.id),
        assess.begin(desk, mine.id),
        assess.get(desk, taken.id),
        assess.history(desk, mine.id),
        assess.hand_over(desk, mine.id, started=True),
        sales.start(desk, mine.id),
        sales.view(desk, sale.id),
        sales.view(desk, sale.no),
        sales.abandon(desk, sale.id, "x"),
        matching.match(desk, mine.id),
        printing.print_sale(desk, sale.id, tmp_path, "zh"),
        printing.print_client(desk, mine.id, tmp_path, "zh"),
    )
    for answer in refused:
        assert codes(answer) == ["DATA-08.book"]
    assert codes(client_dues.settle(desk, due.id, "x")) == ["INPUT.unknown"]
    assert list(tmp_path.glob("*.pdf")) == []


def test_lists_hold_the_own_book_only(desk: Desk, mine: Client, clock: Clock) -> None:
    """A name in a list is already a leak."""
    opened(desk).actor = LIN
    own = register(desk, date(1990, 5, 5), name="测试林", phone="13800000009")
    clock.forward(days=4000)
    assert [line.id for line in done(clients.page(desk))] == [own.id]
    for text in (mine.name, mine.no, "13800000001", "csj"):
        assert mine.id not in {line.id for line in done(clients.find(desk, text))}
    assert [line.id for line in done(clients.find(desk, "测试"))] == [own.id]
    assert done(sales.open_sales(desk)) == ()
    assert done(client_dues.of_client(desk, mine.id)) == ()
    shown = done(home.overview(desk))
    assert {line.subject.id for line in shown.dues} <= {own.id}
    assert done(home.business(desk)).sales == ()


def test_a_duplicate_in_another_book_is_found_and_not_named(desk: Desk, mine: Client) -> None:
    """Nobody is entered twice, and still nobody learns whose client somebody is."""
    desk.actor = LIN
    (found,) = done(clients.duplicates(desk, {"id_number": mine.profile["id_number"]}))
    assert (found.why, found.line.no, found.line.name, found.line.level) == ("id", mine.no, "＊", None)


@pytest.mark.parametrize("role", ["reviewer", "compliance", "auditor"])
def test_who_watches_over_the_branch_sees_every_book(desk: Desk, mine: Client, role: str) -> None:
    """A reviewer who is also a manager still reviews the sales of others."""
    desk.actor = staff("lin", "manager", role)  # type: ignore[arg-type]
    assert done(clients.get(desk, mine.id)).manager == "demo"
    assert [line.id for line in done(clients.page(desk))] == [mine.id]


@pytest.mark.usefixtures("mine")
def test_clients_of_somebody_who_left_are_found_and_handed_over(desk: Desk) -> None:
    """Whoever left is in no list of people any more; the clients must not be forgotten with the name (DESK-18)."""
    hire(desk, "guard", "compliance")
    hire(desk, "boss", "administrator")
    assert [(one.login, one.clients, one.left) for one in done(book.books(desk))] == [
        ("demo", 1, False),
        ("lin", 0, False),
    ]
    desk.actor = staff("boss", "administrator")
    done(people.remove(desk, "demo", "离职", OWN))
    gone = next(iter(done(book.books(desk))))
    assert (gone.login, gone.clients, gone.left) == ("demo", 1, True)
    desk.actor = staff("guard", "compliance")
    done(book.hand_over(desk, "demo", "lin", "离职", Proof(PASSWORD, "lin")))
    assert [(one.login, one.clients) for one in done(book.books(desk))] == [("lin", 1)]


def test_a_hand_over_lists_what_is_open_and_moves_it(desk: Desk, mine: Client) -> None:
    """DESK-18: no due and no half-made sale is lost between two chairs."""
    (work,) = done(book.open_work(desk, "demo"))
    assert {due.kind for due in work.dues} >= {"reassess"}
    assert len(work.sales) == 1
    assert codes(book.hand_over(desk, "demo", "lin", "分工调整")) == ["DATA-08.second"]
    assert codes(book.hand_over(desk, "demo", "lin", "分工调整", Proof("wrong", "lin"))) == ["DATA-08.password"]
    given = done(book.hand_over(desk, "demo", "lin", "分工调整", Proof(PASSWORD, "lin")))
    assert given == (work,)
    facts = [entry for entry in desk.store.entries(subject=mine.id) if entry.kind == "client.handed_over/1"]
    assert [entry.actor for entry in facts] == ["demo"]
    told = facts[0].fact
    assert isinstance(told, ClientHandedOver)
    assert (told.due_ids, told.sale_ids) == (tuple(one.id for one in work.dues), (work.sales[0][0],))
    agreed = [entry.actor for entry in desk.store.entries(kind="people.second_agreed/1")]
    assert agreed == ["lin"]
    desk.actor = LIN
    assert done(clients.get(desk, mine.id)).manager == "lin"
    assert len(done(sales.open_sales(desk))) == 1
    assert desk.store.replay().ok


def test_a_hand_over_that_is_none_is_refused(desk: Desk, mine: Client) -> None:
    """One person, a person who is no manager, no client, no reason: nothing moves."""
    hire(desk, "keeper", "product_keeper")
    answers = {
        "DATA-08.same_person": book.hand_over(desk, "demo", "demo", "x", OWN),
        "DESK-18.not_manager": book.hand_over(desk, "demo", "keeper", "x", Proof(PASSWORD, "keeper")),
        "DESK-18.nothing": book.hand_over(desk, "lin", "demo", "x", OWN),
        "INPUT.required": book.hand_over(desk, "demo", "lin", " ", Proof(PASSWORD, "lin")),
    }
    for case, answer in answers.items():
        assert codes(answer) == [case]
    other = book.hand_over(desk, "demo", "lin", "x", Proof(PASSWORD, "keeper"))
    assert codes(other) == ["DATA-08.second"], "the receiver agrees, not just anybody"
    assert codes(book.hand_over(desk, "demo", "lin", "x", Proof(PASSWORD, "lin"), ("K-9999",))) == ["DESK-18.nothing"]
    assert done(clients.get(desk, mine.id)).manager == "demo"


def test_a_manager_gives_only_the_own_clients_and_compliance_those_of_a_leaver(desk: Desk, mine: Client) -> None:
    """Nobody helps himself from a colleague's book; a leaver's clients are not orphaned."""
    hire(desk, "he", "compliance")
    desk.actor = LIN
    assert codes(book.open_work(desk, "demo")) == ["DATA-08.role"]
    assert codes(book.hand_over(desk, "demo", "lin", "x", Proof(PASSWORD, "lin"))) == ["DATA-08.role"]
    desk.actor = staff("he", "compliance")
    done(book.hand_over(desk, "demo", "lin", "离职", Proof(PASSWORD, "lin"), (mine.no,)))
    assert done(clients.get(desk, mine.id)).manager == "lin"


def test_half_typed_work_goes_with_the_client(desk: Desk, mine: Client) -> None:
    """What was typed about a client holds the file in clear: only the receiver goes on with it."""
    done(intake.keep(desk, "draft-1", "intake", mine.id, {"values": {"phone": "13800000001"}}))
    done(intake.keep(desk, "draft-2", "intake", "", {"values": {"name": "新客户"}}))
    done(book.hand_over(desk, "demo", "lin", "分工", Proof(PASSWORD, "lin")))
    assert [one.id for one in done(intake.kept(desk))] == ["draft-2"]
    desk.actor = LIN
    assert [one.id for one in done(intake.kept(desk))] == ["draft-1"]


def _reads(desk: Desk) -> list[tuple[str, str, str]]:
    facts = [entry.fact for entry in desk.store.entries(kind="client.read/1")]
    return [(one.client_id, one.what, one.about) for one in facts if isinstance(one, ClientRead)]


def test_every_look_of_an_auditor_is_a_fact(desk: Desk, mine: Client) -> None:
    """Whoever may read everything can be asked what it was for; once for a screen, not once for each part of it."""
    sale = done(sales.of_client(desk, mine.id))[0]
    before = len(_reads(desk))
    assert before == 0, "somebody who works on a client is on record by the work"
    desk.actor = staff("shen", "auditor")
    done(client_file.read(desk, mine.no))
    done(sales.view(desk, sale.no))
    done(clients.find(desk, mine.name))
    done(clients.find(desk, "13800000001"))
    assert codes(clients.get(desk, "K-9999")) == ["INPUT.unknown"]
    assert _reads(desk) == [
        (mine.id, "client_file.read", mine.no),
        (mine.id, "sales.view", sale.no),
        ("", "clients.find", ""),
        ("", "clients.find", ""),
    ]
    found = [entry.fact for entry in desk.store.entries(kind="client.read/1")][-2:]
    assert [one.listed for one in found if isinstance(one, ClientRead)] == [(mine.no,)] * 2
    assert mine.name not in str(found), "what was searched for may be a name"


def test_an_auditor_beside_an_open_desk_is_refused_rather_than_unrecorded(
    desk: Desk, mine: Client, clock: Clock
) -> None:
    """A reader that cannot write would let an auditor read in secret."""
    hire(desk, "shen", "auditor")
    answer = opening.unlock(desk.folder, "shen", PASSWORD, clock=clock, shared=True)
    assert codes(answer) == ["DESK-19.busy"]
    desk.close()
    alone = done(opening.unlock(desk.folder, "shen", PASSWORD, clock=clock, shared=True))
    done(clients.get(alone, mine.id))
    assert [one[1] for one in _reads(alone)] == ["clients.get"]
    alone.close()
    with at_desk(desk.folder, "demo", clock) as again:
        assert again.store.replay().ok


def test_training_and_exams_gate_what_is_recommended(desk: Desk) -> None:
    """DESK-15: eight hours of compliance training first, and no exam that was failed and not repeated."""
    today = desk.today()
    green = staff("zhao", "manager", sells=False)
    done(people.add(desk, green.model_copy(update={"certificates": LIN.certificates}), PASSWORD, PASSWORD,
                    opening.Cost.quick()))  # fmt: skip
    half = Training(kind="compliance", hours=Decimal("7.5"), on=today)
    assert codes(people.record_training(desk, "zhao", half)) == ["DATA-08.again"]
    person = done(people.record_training(desk, "zhao", half, OWN))
    refusal = person.may_recommend("wealth", today, 8)
    assert refusal is not None
    assert refusal.saw == {"hours": "7.5", "required": "8"}
    person = done(
        people.record_training(desk, "zhao", Training(kind="compliance", hours=Decimal("0.5"), on=today), OWN)
    )
    assert person.may_recommend("wealth", today, 8) is None
    person = done(people.record_exam(desk, "zhao", Exam(subject="wealth", on=today, passed=False), OWN))
    failed = person.may_recommend("wealth", today, 8)
    assert failed is not None
    assert failed.code == "DESK-15.exam"
    assert person.may_recommend("fund", today, 8) is None
    late = Training(kind="compliance", hours=Decimal(1), on=date(2999, 1, 1))
    assert codes(people.record_training(desk, "zhao", late, OWN)) == ["INPUT.future"]
