"""What one person wrote alone where two were asked for, or no file shows what it says: `verify --rules` names it
(DATA-08, COMP-07, COMP-08)."""

from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from complaints.kit import shown, taken
from evidence.appended import alone, append, named, verified
from rmdesk.desk import checking, clients, people, standing_in
from rmdesk.desk.desk import Desk
from rmdesk.desk.guarding import Proof
from rmdesk.desk.shelf import products
from rmdesk.domain import facts, people_facts
from rmdesk.domain.complaint import Ending, Notice, OpenPause
from rmdesk.domain.complaint_facts import (
    CaseAnswered,
    CaseDeclined,
    CaseReopened,
    CaseWithdrawn,
    ClockPaused,
    NewFactsReceived,
)
from rmdesk.domain.imports.facts import FileImported, ImportTakenBack
from rmdesk.domain.product import altered
from rmdesk.domain.vault_facts import ClockConfirmed
from support.clock import Clock
from support.desks import COST, PASSWORD, done
from support.people import product, staff
from support.walk import assessed, put_on, register


@pytest.fixture
def branch(desk: Desk) -> Desk:
    """A desk with a reviewer."""
    done(people.add(desk, staff("second", "reviewer", sells=False), PASSWORD, PASSWORD, COST))
    return desk


@pytest.mark.parametrize("held", [True, False])
def test_a_legal_date_moved_without_a_file_is_named(branch: Desk, *, held: bool) -> None:
    """COMP-07: two who agree gave themselves another 15 days. A fact of before this was asked is accused of nothing."""
    view = taken(branch)
    sha = shown(branch, view)[1] if held else "0" * 64
    moved = NewFactsReceived(case_id=view.case.id, at=branch.now(), what="…", agreed_by="second", evidence=sha)
    append(branch, moved, "demo", view.case.id)
    assert [one for one in named(branch) if one == "evidence"] == ([] if held else ["evidence"])


@pytest.mark.parametrize("held", [True, False])
@pytest.mark.parametrize("kind", [CaseWithdrawn, CaseDeclined])
def test_an_end_that_no_file_shows_to_be_in_time_is_named(
    branch: Desk, kind: type[CaseWithdrawn | CaseDeclined], *, held: bool
) -> None:
    """COMP-08: an end of an earlier day would be in time by a file that nobody ever kept."""
    view = taken(branch)
    sha = shown(branch, view)[1] if held else "0" * 64
    told = Notice(way="call", at=branch.now(), proof="…", evidence=sha, agreed_by="second")
    ended = kind(case_id=view.case.id, on=branch.today(), note="…", ending=Ending(told=told))
    append(branch, ended, "demo", view.case.id)
    assert [one for one in named(branch) if one == "evidence"] == ([] if held else ["evidence"])


@pytest.mark.parametrize("held", [True, False])
def test_an_answer_that_no_file_shows_to_be_in_time_is_named(branch: Desk, *, held: bool) -> None:
    """COMP-06: an answer of an earlier hour would be in time by a file that nobody ever kept."""
    view = taken(branch)
    sha = shown(branch, view)[1] if held else "0" * 64
    said = {"way": "call", "text": "…", "evidence": sha, "agreed_by": "second"}
    append(branch, CaseAnswered(case_id=view.case.id, at=branch.now(), **said), "demo", view.case.id)
    assert [one for one in named(branch) if one == "evidence"] == ([] if held else ["evidence"])


@pytest.mark.parametrize(
    ("version", "days", "agreed_by", "wanted"),
    [(4, 1, "", ["second"]), (4, 1, "second", []), (4, 0, "", []), (3, 1, "", [])],
)
def test_a_pause_dated_back_by_one_person_is_named(
    branch: Desk, clock: Clock, monkeypatch: pytest.MonkeyPatch,
    version: int, days: int, agreed_by: str, wanted: list[str],
) -> None:  # fmt: skip
    """COMP-07: it takes a late case out of what is late. A fact of before this was asked is accused of nothing."""
    view, sha = shown(branch, taken(branch))
    clock.forward(days=2)
    begun = OpenPause(start=branch.today() - timedelta(days), kind="mediation")
    fact = ClockPaused(case_id=view.case.id, paused=begun, reason="…", evidence=sha, agreed_by=agreed_by)
    with monkeypatch.context() as before:
        before.setattr(ClockPaused, "kind", f"complaint.clock_paused/{version}")
        append(branch, fact, "demo", view.case.id)
    assert named(branch) == wanted


@pytest.mark.parametrize(("version", "days", "wanted"), [(2, 2, ["time"]), (2, 4, []), (2, 9, ["time"]), (1, 2, [])])
def test_an_end_of_before_the_case_was_reopened_is_named(
    branch: Desk, clock: Clock, monkeypatch: pytest.MonkeyPatch, version: int, days: int, wanted: list[str]
) -> None:
    """COMP-07: the case would have been withdrawn in time. A fact of before this was asked is accused of nothing."""
    case, received = taken(branch).case, branch.now()
    clock.forward(days=4)
    told = Notice(way="call", at=branch.now(), proof="…")
    ended = {"case_id": case.id, "on": branch.today(), "note": "…"}
    append(branch, CaseDeclined(**ended, ending=Ending(told=told)), "demo", case.id)
    append(branch, CaseReopened(case_id=case.id, at=branch.now(), reason="…", restarts=False), "demo", case.id)
    clock.forward(days=1)
    at = told.model_copy(update={"at": received + timedelta(days)})
    with monkeypatch.context() as before:
        before.setattr(CaseWithdrawn, "kind", f"complaint.withdrawn/{version}")
        append(branch, CaseWithdrawn(**ended, ending=Ending(told=at)), "demo", case.id)
    assert named(branch) == wanted


@pytest.mark.parametrize(("version", "restarts", "wanted"), [(3, True, ["second"]), (3, False, []), (2, True, [])])
def test_a_count_begun_anew_by_reopening_is_named(
    branch: Desk, monkeypatch: pytest.MonkeyPatch, version: int, *, restarts: bool, wanted: list[str]
) -> None:
    """COMP-07: what no file shows and nobody agreed to would move a date of the law. A fact of before is accused of
    nothing."""
    case = taken(branch).case
    ended = Ending(told=Notice(way="call", at=branch.now(), proof="…"))
    append(branch, CaseDeclined(case_id=case.id, on=branch.today(), note="…", ending=ended), "demo", case.id)
    reopened = CaseReopened(case_id=case.id, at=branch.now(), reason="…", restarts=restarts)
    with monkeypatch.context() as before:
        before.setattr(CaseReopened, "kind", f"complaint.reopened/{version}")
        append(branch, reopened, "demo", case.id)
    assert named(branch) == wanted


@pytest.mark.parametrize("confirms", ["second", "demo"])
def test_a_clock_put_back_by_one_person_is_named(branch: Desk, clock: Clock, tmp_path: Path, confirms: str) -> None:
    """DESK-19: else whoever dates a fact back confirms the clock first, alone, and nothing is said of either."""
    clock.forward(days=-1)
    turned = ClockConfirmed(last=branch.now() + timedelta(1), now=branch.now())
    append(branch, turned, confirms)
    append(branch, facts.DeskUnlocked(), "demo")
    wanted = [] if confirms == "second" else ["second"]
    assert (named(branch), verified(branch), alone(branch, tmp_path / "j")) == (wanted,) * 3


def test_who_became_somebody_else_without_a_second_person_is_named(branch: Desk, clock: Clock, tmp_path: Path) -> None:
    """DATA-08: a level of one client would sell to another, and one person alone had done it."""
    client = register(branch, id_type="passport", id_number="E00000007")
    assessed(branch, client)
    clock.forward(minutes=5)
    proof = Proof(PASSWORD, "second")
    done(clients.change(branch, client.id, {**client.profile, "born": "1990-01-02"}, "更正", proof=proof))
    done(clients.change(branch, client.id, {**client.profile, "born": "1990-01-02", "address": "虚构路"}, "搬迁"))
    assert (named(branch), verified(branch), alone(branch, tmp_path / "j")) == ([], [], [])
    other = register(branch, date(1981, 3, 5))
    assessed(branch, other)
    born = {"born": ("1981-03-05", "1990-01-02")}
    change = facts.ClientChanged(client_id=other.id, on=branch.today(), changes=born, reason="更正")
    agreed = people_facts.SecondPersonAgreed(act="clients.become", about=client.id)  # to another's
    append(branch, agreed, "second", client.id)
    append(branch, change, "demo", other.id)
    assert (named(branch), alone(branch, tmp_path / "j")) == (["second"], ["second"])
    assert done(checking.rules(branch)).faults[0].fact == branch.store.head().seq


@pytest.mark.parametrize("act", ["clients.link", "clients.qualify", "own", ""])
def test_a_link_that_one_person_made_is_named(branch: Desk, tmp_path: Path, act: str) -> None:
    """DATA-08, DESK-01: two files would be one person's because somebody said so; an own consent is none."""
    one, other = register(branch), register(branch, date(1981, 3, 5))
    if act:
        said = people_facts.SecondPersonAgreed(act="clients.link" if act == "own" else act, about=other.id)
        append(branch, said, "demo" if act == "own" else "second", other.id)
    link = facts.ClientLinked(
        client_id=other.id, one_id=one.id, manager="demo", manager_before="demo", reason="x", evidence="x", second="x"
    )
    append(branch, link, "demo", other.id)
    wanted = [] if act == "clients.link" else ["second"]
    assert (named(branch), verified(branch), alone(branch, tmp_path / "j")) == (wanted,) * 3


@pytest.mark.parametrize("second", ["second", "demo", "nobody", "gone"])
def test_a_second_person_whom_a_fact_names_was_there(branch: Desk, second: str) -> None:
    """DATA-08, COMP-11: a complaint ended with the agreement of the one who ended it, or of somebody who had left."""
    done(people.add(branch, staff("gone", "reviewer", sells=False), PASSWORD, PASSWORD, COST))
    done(people.suspend(branch, "gone", "离岗", Proof(PASSWORD)))
    case = taken(branch).case
    told = Notice(way="call", at=branch.now(), proof="录音")
    ended = CaseDeclined(case_id=case.id, on=branch.today(), note="非本行", ending=Ending(told=told, agreed_by=second))
    append(branch, ended, "demo", case.id)
    wanted = [] if second == "second" else ["second"]
    assert (named(branch), verified(branch)) == (wanted, wanted)


def test_a_level_that_fell_by_one_word_is_named(branch: Desk) -> None:
    """SUIT-15, DATA-08: a product would be sold to those whose level it was above."""
    put_on(branch, product(bank_level="R3", issuer_level="R3"))
    done(products.regrade(branch, "W-01", "R2", "R2", "复评", Proof(PASSWORD, "second")))
    done(products.regrade(branch, "W-01", "R3", "R3", "复评"))
    assert named(branch) == []
    for level in ("R2", "R4"):
        regraded = facts.ProductRegraded(code="W-01", issuer_level=level, bank_level=level, reason="x")
        append(branch, regraded, "demo", "W-01")
    assert named(branch) == ["second"]


@pytest.mark.parametrize("kind", [facts.ProductChanged, facts.ProductListed])
def test_a_level_that_fell_among_other_terms_is_named(
    branch: Desk, kind: type[facts.ProductChanged | facts.ProductListed]
) -> None:
    """SUIT-15: what nobody may do by changing the level alone would be done by changing the fee beside it."""
    above, below = product(issuer_level="R3", bank_level="R3"), product(issuer_level="R2", bank_level="R2")
    put_on(branch, above)
    done(products.put_on(branch, below, "复评", Proof(PASSWORD, "second")))
    done(products.put_on(branch, above, "复评"))
    assert named(branch) == []
    said = {"altered": {"note": ("", "x")}} if kind is facts.ProductChanged else {}
    append(branch, kind(product=below, reason="x", **said), "demo", "W-01")
    assert named(branch) == ["second"]


def test_a_match_that_was_loosened_by_one_word_is_named(branch: Desk) -> None:
    """SUIT-15: called a deposit, the product would fit everybody, and the journal would accuse nobody."""
    before = product()
    put_on(branch, before)
    after = before.model_copy(update={"family": "deposit", "regime": "none", "worst_loss": Decimal(0)})
    change = facts.ProductChanged(product=after, altered=altered(before, after), reason="x")
    append(branch, change, "demo", "W-01")
    assert named(branch) == ["second"]


@pytest.mark.parametrize("falls_to", ["R2", "R1"])
def test_a_level_that_a_list_raised_falls_with_the_list(branch: Desk, falls_to: str) -> None:
    """SUIT-15: taking a list back is nobody's lowering; a lower level than before would hide in it."""
    put_on(branch, product(issuer_level="R2", bank_level="R2"))
    list_id = "list"
    for level, ends in (("R4", _brought), (falls_to, _taken_back)):
        before = done(products.get(branch, "W-01"))
        after = before.model_copy(update={"issuer_level": level, "bank_level": level})
        change = facts.ProductChanged(product=after, altered=altered(before, after), reason="x")
        append(branch, change, "demo", "W-01")
        if ends is _taken_back:
            assert named(branch) == ["second"], "nothing says yet that a list is taken back"
        append(branch, ends(list_id), "demo", list_id)
    assert named(branch) == ([] if falls_to == "R2" else ["second"])


def _brought(list_id: str) -> FileImported:
    return FileImported(
        import_id=list_id, what="products", name="x", sha256="", rows=1, accepted=0, changed=1, refused=0, facts=1
    )


def _taken_back(list_id: str) -> ImportTakenBack:
    return ImportTakenBack(import_id=list_id, what="products", name="x", back=1, kept=0, facts=1)


@pytest.mark.parametrize("receiver", ["second", "demo", "nobody"])
def test_clients_who_were_given_to_nobody_who_agreed_are_named(branch: Desk, receiver: str) -> None:
    """DESK-18: whoever must see to the clients would not know of them."""
    client = register(branch)
    given = people_facts.ClientHandedOver(
        client_id=client.id, giver="demo", receiver=receiver, due_ids=(), sale_ids=(), reason="x"
    )
    append(branch, given, "demo", client.id)
    assert (named(branch), verified(branch)) == (([], []) if receiver == "second" else (["second"], ["second"]))


def test_a_stand_in_who_was_not_asked_is_named(branch: Desk) -> None:
    """DESK-18: an absent manager's clients would be somebody's who never heard of it."""
    hired = staff("lin", "manager")
    done(people.add(branch, hired, PASSWORD, PASSWORD, COST))
    days = (branch.today(), branch.today() + timedelta(3))
    done(standing_in.appoint(branch, "demo", "lin", days, "休假", Proof(PASSWORD, "lin")))
    assert named(branch) == []
    told = people_facts.StandInSet(absent="lin", stand_in="demo", since=days[0], until=days[1], reason="x")
    append(branch, told, "demo", "lin")
    assert (named(branch), verified(branch)) == (["second"], ["second"])
