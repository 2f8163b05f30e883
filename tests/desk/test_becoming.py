"""Who becomes somebody else carries nothing over that was found out about the one before (KYC-01, SUIT-20, SALE-06)."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from rmdesk.desk import checking, clients, matching, people
from rmdesk.desk.becoming import Ends
from rmdesk.desk.desk import Desk
from rmdesk.desk.dues import client_dues
from rmdesk.desk.guarding import Proof
from rmdesk.desk.imports import running
from rmdesk.desk.imports.running import Choice
from rmdesk.domain import facts
from rmdesk.domain.assessment import serves
from rmdesk.domain.becoming import Identity, became
from rmdesk.domain.client import Client
from support.clock import Clock
from support.desks import COST, PASSWORD, codes, done
from support.people import product, staff
from support.walk import assessed, put_on, qualify, register, register_organisation

AT = datetime(2026, 11, 20, 2, 0, tzinfo=UTC)
RICH = {"net_financial_assets": "8000000", "financial_assets": "9000000"}


@pytest.fixture
def branch(desk: Desk) -> Desk:
    """A desk with a reviewer, and one fund on its shelf."""
    done(people.add(desk, staff("second", "reviewer", sells=False), PASSWORD, PASSWORD, COST))
    put_on(desk, product())
    return desk


def _who(name: str, number: str, born: str, day: int = 0) -> Identity:
    until = AT + timedelta(day)
    return Identity(name=name, number=number, born=born, until=until, on=until.date())


def _why(desk: Desk, client: Client) -> set[str]:
    withheld = done(matching.match(desk, client.id)).withheld
    return {reason.code for _, one in withheld for reason in one.reasons}


def _edited(desk: Desk, client: Client, clock: Clock, **values: str) -> Client:
    clock.forward(minutes=5)
    with_second = Proof(PASSWORD, "second")
    return done(clients.change(desk, client.id, {**client.profile, **values}, "更正", proof=with_second))


@pytest.mark.parametrize(
    ("now", "another"),
    [
        (("乙", "2", "1980-01-01"), True),
        (("甲", "1", "1990-01-01"), True),
        (("乙", "1", "1980-01-01"), False),  # a new name
        (("甲", "2", "1980-01-01"), False),  # a new document
        (("甲", "1", "1980-01-01"), False),
    ],
)
def test_who_is_somebody_else(now: tuple[str, str, str], *, another: bool) -> None:
    """A new name alone, or a new document alone, would send clients through the questionnaire for nothing."""
    assert _who("甲", "1", "1980-01-01").another(_who(*now)) is another
    assert not _who("甲", "", "").another(_who("甲乙", "2", "1980-01-01"))  # known only now


def test_steps_add_up_and_what_is_taken_back_counts_no_more() -> None:
    """Name today, number tomorrow would pass; a list that is taken back would cost an assessment."""
    first, second = _who("甲", "1", ""), _who("乙", "1", "", 1)
    assert became((first, second), _who("乙", "2", "", 9), AT) == second.on
    assert became((first, second), _who("乙", "2", "", 9), first.until + timedelta(seconds=1)) is None
    assert became((first, _who("乙", "2", "", 1)), first, AT) is None


def test_the_assessment_of_the_one_before_sells_nothing(branch: Desk, clock: Clock) -> None:
    """SUIT-20: one person corrects name and number, and a stranger buys by the level of another."""
    client = register(branch)
    taken = assessed(branch, client)
    renamed = _edited(branch, client, clock, name="虚构改名")
    assert serves(taken, renamed, branch.today(), branch.thresholds()) is None
    other = _edited(branch, renamed, clock, id_type="passport", id_number="E00000007")
    why = serves(taken, other, branch.today(), branch.thresholds())
    assert why is not None
    assert why.code == "SUIT-20.another"
    assert "SUIT-20.another" in _why(branch, other)
    (due,) = [one for one in done(client_dues.of_client(branch, client.id)) if one.kind == "reassess"]
    assert due.on == branch.today()
    clock.forward(minutes=5)
    assert serves(assessed(branch, other), other, branch.today(), branch.thresholds()) is None
    assert branch.store.replay().ok


def test_a_birth_date_that_was_put_back_carries_the_assessment_again(branch: Desk, clock: Clock) -> None:
    """SUIT-20: a slip that is mended would cost the client a questionnaire."""
    client = register(branch, id_type="passport", id_number="E00000007")
    taken = assessed(branch, client)
    other = _edited(branch, client, clock, born="1990-01-02")
    assert other.another_since(taken.taken_at) == branch.today()
    same = _edited(branch, other, clock, born=client.profile["born"])
    assert same.another_since(taken.taken_at) is None
    (due,) = [one for one in done(client_dues.of_client(branch, client.id)) if one.kind == "reassess"]
    assert due.on > branch.today()


@pytest.mark.parametrize("which", ["qualified", "professional"])
def test_the_due_of_a_fallen_privilege_goes_with_it(branch: Desk, clock: Clock, which: str) -> None:
    """SALE-06, SUIT-17: what nobody can end any more would stand for ever."""
    if which == "qualified":
        client = qualify(branch, register(branch, **RICH), "qualified", "second")
    else:
        client = qualify(branch, register_organisation(branch, org_kind="professional"), "professional", "second")
    assert which in {one.kind for one in done(client_dues.of_client(branch, client.id))}
    client = _edited(branch, client, clock, name="虚构改名")
    assert which not in {one.kind for one in done(client_dues.of_client(branch, client.id))}


def test_nobody_alone_lowers_an_aml_grade(branch: Desk) -> None:
    """KYC-05, DATA-08: the yearly review of the highest grade would end with one person's word. A bank may do without
    the second person; to raise a grade nobody need be asked."""
    client = register(branch)
    high = {**client.profile, "aml_grade": "high", "aml_reason": "现金往来频繁"}
    assert not any(done(clients.would_end(branch, client.id, high)))
    done(clients.change(branch, client.id, high, "复评"))
    low = {**high, "aml_grade": "medium"}
    assert done(clients.would_end(branch, client.id, low)) == Ends(grade="high")
    assert codes(clients.change(branch, client.id, low, "复评")) == ["DATA-08.second"]
    done(clients.change(branch, client.id, low, "复评", proof=Proof(PASSWORD, "second")))
    assert not done(checking.rules(branch)).faults
    change = facts.ClientChanged(
        client_id=client.id, on=branch.today(), changes={"aml_grade": ("medium", "low")}, reason="复评"
    )
    branch.record(change, client.id)
    (fault,) = done(checking.rules(branch)).faults
    assert (fault.fact, fault.what) == (branch.store.head().seq, "second")


def test_nobody_alone_takes_the_care_for_the_old_from_a_client(branch: Desk) -> None:
    """SUIT-10: before any assessment a birth date could make of a woman of 76 one of 46, and nobody would call her."""
    client = register(branch, date(1950, 3, 5), id_type="passport", id_number="E00000007")
    younger = {**client.profile, "born": "1980-03-05"}
    assert done(clients.would_end(branch, client.id, younger)) == Ends(elder=True)
    assert codes(clients.change(branch, client.id, younger, "更正")) == ["DATA-08.second"]
    done(clients.change(branch, client.id, {**client.profile, "born": "1950-04-05"}, "更正"))


def test_nobody_alone_makes_somebody_else_of_an_assessed_client(branch: Desk) -> None:
    """DATA-08: it is said before it is saved, and what hangs on nothing stays one person's act."""
    client = register(branch, id_type="passport", id_number="E00000007")
    reborn = {**client.profile, "born": "1990-01-02"}
    assert done(clients.would_end(branch, client.id, reborn)) == Ends()
    taken = assessed(branch, client)
    assert done(clients.would_end(branch, client.id, reborn)) == Ends((taken.level,))
    assert done(clients.would_end(branch, client.id, {**client.profile, "name": "虚构改名"})) == Ends()
    assert codes(clients.change(branch, client.id, reborn, "更正")) == ["DATA-08.second"]
    assert codes(clients.change(branch, client.id, reborn, "更正", proof=Proof(PASSWORD, "demo"))) == [
        "DATA-08.same_person"
    ]
    assert done(clients.get(branch, client.id)) == client
    done(clients.change(branch, client.id, {**client.profile, "address": "虚构路 9 号"}, "搬迁"))
    assert done(clients.change(branch, client.id, reborn, "更正", proof=Proof(PASSWORD, "second"))).was


def test_no_list_makes_somebody_else_of_an_assessed_client(branch: Desk, tmp_path: Path) -> None:
    """A list has no second person: the row is refused by name, the file stays (SUIT-20)."""
    client = register(branch)
    assessed(branch, client)
    path = tmp_path / "clients.csv"
    number = client.profile["id_number"]
    path.write_text(f"姓名,证件类型,证件号码,出生日期\n虚构别人,身份证,{number},1990-01-02\n", encoding="utf-8")
    report = done(running.bring_in(branch, "clients", path, Choice()))
    assert report.changed == 0
    assert done(clients.get(branch, client.id)).profile == client.profile
