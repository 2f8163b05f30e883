"""Two files of one person: linked by two people, counted together, worked with as one, parted again (DESK-01)."""

import json
from decimal import Decimal
from pathlib import Path

import pytest

from rmdesk.desk import assess, book, client_file, clients, home, linking, matching, people, sales
from rmdesk.desk.archive import client_copy, copy_maker, retention, sealing
from rmdesk.desk.assessment import standing
from rmdesk.desk.complaints import register as cases
from rmdesk.desk.desk import Desk
from rmdesk.desk.dues import client_dues
from rmdesk.desk.guarding import Proof
from rmdesk.desk.holdings import keeping, seeing
from rmdesk.desk.registers import acting
from rmdesk.desk.shelf import holders
from rmdesk.domain.client import Client
from rmdesk.domain.complaint import Complainant
from rmdesk.domain.refusal import Refused
from support.desks import COST, PASSWORD, codes, done
from support.memory import differences
from support.people import product, staff
from support.walk import assessed, put_on, register, register_organisation

SECOND = Proof(PASSWORD, "second")
HELD = {"product": "W-01", "amount": "150000"}


@pytest.fixture
def branch(desk: Desk) -> Desk:
    """A desk with a product, a reviewer, somebody of compliance and another manager."""
    for login, role in (("second", "reviewer"), ("officer", "compliance"), ("seller", "manager")):
        done(people.add(desk, staff(login, role, sells=False), PASSWORD, PASSWORD, COST))  # type: ignore[arg-type]
    put_on(desk, product())
    return desk


def _two(desk: Desk, **other: str) -> tuple[Client, Client]:
    return register(desk, name="测试甲"), register(desk, **{"name": "测试甲", "phone": "13900000002", **other})


def _linked(desk: Desk, other: Client, one: Client) -> Client:
    return done(linking.link(desk, other.no, one.no, "重复建档", "证件号码一致", SECOND))


def test_two_people_link_on_evidence_and_with_a_reason(branch: Desk) -> None:
    """One person alone must not make two people's assets one, nor without saying what was seen."""
    one, other = _two(branch)
    assert codes(linking.link(branch, other.no, one.no, "重复", "证件一致")) == ["DATA-08.second"]
    assert codes(linking.link(branch, other.no, one.no, " ", "证件一致", SECOND)) == ["INPUT.required"]
    assert codes(linking.link(branch, other.no, one.no, "重复", "", SECOND)) == ["INPUT.required"]
    own = Proof(PASSWORD, branch.actor.login)
    assert codes(linking.link(branch, other.no, one.no, "重复", "证件一致", own)) == ["DATA-08.same_person"]
    assert _linked(branch, other, one).id == one.id
    assert clients.require(branch, other.id).linked_to == one.id


def test_what_cannot_be_one_person_is_not_linked(branch: Desk) -> None:
    """Kinds, birth dates, a sale under way, the very file, one that is linked already."""
    one, other = _two(branch)
    company = register_organisation(branch)
    assert codes(linking.link(branch, company.no, one.no, "重复", "证件", SECOND)) == ["DESK-01.kind"]
    assert codes(linking.link(branch, one.no, one.no, "重复", "证件", SECOND)) == ["DESK-01.same"]
    elder = done(clients.register(branch, "person", {**one.profile, "id_type": "passport", "id_number": "E1234567",
                                                     "born": "1979-03-05", "nationality": "DEU"}))  # fmt: skip
    assert codes(linking.link(branch, elder.no, one.no, "重复", "证件", SECOND)) == ["DESK-01.born"]
    under_way = done(sales.start(branch, other.id)).sale
    assert codes(linking.link(branch, other.no, one.no, "重复", "证件", SECOND)) == ["DESK-01.open_sales"]
    done(sales.abandon(branch, under_way.id, "不买了"))
    _linked(branch, other, one)
    assert codes(linking.link(branch, other.no, one.no, "重复", "证件", SECOND)) == ["DESK-01.same"]
    third = register(branch, phone="13900000003")
    assert codes(linking.link(branch, third.no, other.no, "重复", "证件", SECOND)) == ["DESK-01.linked"]


def test_the_other_file_takes_no_new_work_and_says_which_does(branch: Desk) -> None:
    """Every door: sale, questionnaire, match, change, holding, register; reading stays open."""
    one, other = _two(branch)
    _linked(branch, other, one)
    answers: list[object] = [
        sales.start(branch, other.id),
        assess.begin(branch, other.id),
        matching.match(branch, other.id),
        clients.change(branch, other.id, other.profile, "更正"),
        clients.report_change(branch, other.id, "离职"),
        keeping.add(branch, other.id, HELD),
        book.hand_over(branch, branch.actor.login, "seller", "轮岗", Proof(PASSWORD, "seller"), (other.id,)),
        acting.begin(branch, "risk", {"about": f"client:{other.no}"}),
    ]
    for answer in answers:
        assert isinstance(answer, Refused), answer
        assert "DESK-01.linked" in codes(answer), codes(answer)
        (reason,) = (one for one in answer.reasons if one.code == "DESK-01.linked")
        assert reason.saw["one"] == one.no
    assert done(clients.get(branch, other.no)).id == other.id
    assert done(client_file.read(branch, other.no)).client.id == one.id


def test_what_is_held_counts_together(branch: Desk) -> None:
    """SUIT-03 asks what somebody holds: a second file is no second purse."""
    one, other = _two(branch)
    for client in (one, other):
        done(keeping.add(branch, client.id, HELD))
    assert done(seeing.of_client(branch, one.id)).bound == Decimal(150000)
    _linked(branch, other, one)
    together = done(seeing.of_client(branch, one.id))
    assert (together.bound, len(together.lines)) == (Decimal(300000), 2)
    assert standing.match_input(branch, one, None).portfolio.bound == Decimal(300000)
    done(linking.unlink(branch, other.no, "不是同一人", SECOND))
    assert done(seeing.of_client(branch, one.id)).bound == Decimal(150000)


def test_one_person_is_counted_once(branch: Desk) -> None:
    """A book, the week and the list of holders would show more people than there are, and tell one of them twice."""
    one, other = _two(branch)
    for file in (one, other):
        done(keeping.add(branch, file.id, HELD))
    before = done(home.business(branch)).week.clients
    _linked(branch, other, one)
    assert done(home.business(branch)).week.clients == before - 1
    mine = next(book_ for book_ in done(book.books(branch)) if book_.login == one.manager)
    assert mine.clients == before - 1
    held = done(holders.holders(branch, "W-01")).holders
    assert [(line.no, line.amount) for line in held] == [(one.no, Decimal(300_000))]


def test_assessments_of_a_day_count_together_and_the_latest_serves(branch: Desk) -> None:
    """SUIT-18: two files are no way to try the questionnaire twice as often."""
    one, other = _two(branch)
    most = branch.thresholds().assessments_per_day
    for _ in range(most):
        taken = assessed(branch, other)
    assert codes(assess.begin(branch, one.id)) == ["SUIT-18.day"], "before anybody has linked them, too"
    _linked(branch, other, one)
    assert codes(assess.begin(branch, one.id)) == ["SUIT-18.day"]
    latest = standing.latest(branch, one.id)
    assert latest is not None
    assert latest.id == taken.id
    assert next(line for line in done(clients.page(branch)) if line.id == one.id).level == taken.level
    assert [due.kind for due in done(client_dues.of_client(branch, one.id))].count("reassess") == 1
    assert {due.client_id for due in done(client_dues.of_client(branch, one.id))} == {one.id}


def test_one_file_shows_what_stands_in_both(branch: Desk) -> None:
    """And the list says of the other where to look."""
    one, other = _two(branch)
    done(sales.abandon(branch, done(sales.start(branch, other.id)).sale.id, "不买了"))
    assert [double.no for double in linking.doubles(branch, one)] == [other.no]
    assert "DESK-01.double" in [one.code for one in done(client_file.read(branch, one.no)).warnings]
    _linked(branch, other, one)
    seen = done(client_file.read(branch, one.no))
    assert (seen.also, len(seen.sales)) == ((other.no,), 1)
    assert "DESK-01.double" not in [one.code for one in seen.warnings]
    assert {line.no: line.one_no for line in done(clients.find(branch, "测试甲"))} == {one.no: None, other.no: one.no}


def test_a_complaint_is_taken_in_under_the_file_that_is_worked_with(branch: Desk) -> None:
    """COMP-01 and COMP-07: no complaint is refused for the number that was named, and the same person is known."""
    one, other = _two(branch)
    _linked(branch, other, one)
    assert done(cases.prefill(branch, client=other.no)).complainant.client_id == one.id
    who = Complainant(name="测试甲", contact="13900000002", client_id=other.id)
    named = cases.NewCase(complainant=who, claim="多收了手续费")
    first = done(cases.take(branch, named))
    again = named.model_copy(update={"complainant": Complainant(name="某人", contact="95500", client_id=one.id)})
    assert [case.no for case in done(cases.duplicates(branch, again))] == [first.no]


def test_the_copy_of_the_own_data_holds_both(branch: Desk, tmp_path: Path) -> None:
    """DATA-03: whoever asks what the bank knows of him gets all of it."""
    one, other = _two(branch, address="虚构市另一处 9 号")
    done(keeping.add(branch, other.id, HELD))
    _linked(branch, other, one)
    branch.actor = next(copy_maker.drawn_for(branch, one))
    made = done(client_copy.export(branch, other.no, tmp_path, "zh", Proof(PASSWORD)))
    data = json.loads(made.json.read_text(encoding="utf-8"))
    assert data["client"]["no"] == one.no
    assert [each["no"] for each in data["linked"]] == [other.no]
    assert "虚构市另一处 9 号" in json.dumps(data["linked"], ensure_ascii=False)
    assert len(data["holdings"]) == 1


def test_sealing_seals_both_and_neither_is_destroyed_while_linked(branch: Desk) -> None:
    """DATA-03, KYC-08: half a person is neither sealed nor destroyed."""
    one, other = _two(branch)
    _linked(branch, other, one)
    assert "DESK-01.still_linked" in [reason.code for reason in done(retention.status(branch, one.id)).against]
    branch.actor = staff("boss", "compliance")
    done(sealing.seal(branch, one.no, "客户要求", Proof(PASSWORD, "officer")))
    assert {clients.require(branch, each.id).kept for each in (one, other)} == {"sealed"}


def test_the_other_book_is_left_and_found_again(branch: Desk) -> None:
    """DESK-18: one person is one manager's client; unlinked, the file goes back, and the journal tells it all."""
    one, other = _two(branch)
    done(book.hand_over(branch, branch.actor.login, "seller", "轮岗", Proof(PASSWORD, "seller"), (other.id,)))
    _linked(branch, other, one)
    assert clients.require(branch, other.id).manager == one.manager
    done(book.hand_over(branch, branch.actor.login, "seller", "轮岗", Proof(PASSWORD, "seller"), (one.id,)))
    assert {clients.require(branch, each.id).manager for each in (one, other)} == {"seller"}
    assert codes(linking.unlink(branch, one.no, "不是同一人", SECOND)) == ["DESK-01.not_linked"]
    done(linking.unlink(branch, other.no, "不是同一人", SECOND))
    assert not isinstance(sales.start(branch, other.id), Refused)
    assert differences(branch.store) == []
