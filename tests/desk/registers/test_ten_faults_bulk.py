"""Fault most likely to be made, 8: acts on many at once. All or none, nobody twice, nobody forgotten, nobody named."""

from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from rmdesk.desk import people as at_desk
from rmdesk.desk.archive import sealing
from rmdesk.desk.desk import Desk
from rmdesk.desk.guarding import Proof
from rmdesk.desk.registers import acting, listing, opening
from rmdesk.desk.registers.views import Done, Query
from rmdesk.domain.client import Client
from support.clock import Clock
from support.desks import COST, PASSWORD, codes, done, new_desk
from support.own_registers import own_pack
from support.people import product, staff
from support.registers import SECRET, at, numbers, people, second, was_done
from support.tiers import longer
from support.walk import assessed, put_on, register, start


@pytest.fixture
def branch(tmp_path: Path, clock: Clock) -> Iterator[Desk]:
    """A desk with a product on its shelf."""
    with new_desk(tmp_path / "desk", own_pack(), clock) as desk:
        people(desk)
        done(at_desk.add(desk, staff("other", "manager"), SECRET, PASSWORD, COST))
        done(at_desk.add(desk, staff("checker", "compliance"), SECRET, PASSWORD, COST))
        at(desk, "product_keeper")
        put_on(desk, product())
        yield desk


def _buy(desk: Desk, clock: Clock, client: Client, amount: int = 20_000) -> None:
    """A countersigned sale of the product."""
    walk = start(desk, clock, client).match().choose("W-01", Decimal(amount))
    walk.tell().understand().record().print().take_back().countersign()


def _holder(desk: Desk, clock: Clock, login: str, **profile: str) -> Client:
    desk.actor = staff(login)
    client = register(desk, **profile)
    assessed(desk, client)
    _buy(desk, clock, client)
    return client


def _notice(desk: Desk) -> Done:
    typed = {"about": "W-01", "event": "regrade", "happened_on": desk.today().isoformat(), "facts": "等级由R2调整为R3"}
    typed |= {"until": (desk.today() + timedelta(5)).isoformat()}
    return was_done(acting.begin(at(desk, "product_keeper"), "notice", typed))


def _release(desk: Desk, notice: Done) -> Done:
    day = {"holders_on": desk.today().isoformat()}
    return was_done(acting.do(at(desk, "compliance"), notice.no, "release", 1, day, proof=Proof(SECRET)))


@longer
def test_every_holder_is_told_once(branch: Desk, clock: Clock) -> None:
    """Who bought twice is told twice, who bought after the notice not at all, and running it again doubles them all."""
    first = _holder(branch, clock, "manager", name="持有人甲")
    branch.actor = staff("manager")
    _buy(branch, clock, first, 30_000)
    notice = _notice(branch)
    assert _release(branch, notice).made == 1
    _holder(branch, clock, "other", name="持有人乙")
    day = {"holders_on": branch.today().isoformat()}
    late = was_done(acting.do(at(branch, "compliance"), notice.no, "late_holders", 2, day))
    assert late.made == 1
    assert was_done(acting.do(branch, notice.no, "late_holders", 3, day)).made == 0
    lines = done(listing.page(branch, "notice_recipient", Query(parent_id=notice.entry_id))).lines
    assert sorted(line.cells[1].raw for line in lines) == ["20000", "50000"]
    view = done(opening.entry(branch, notice.no))
    assert {one.key: one.raw for one in view.values if one.key in ("recipients", "told")}["recipients"] == "2"
    mine = numbers(at(branch, "manager", login="other"), "notice_recipient")
    assert len(mine) == 1
    assert branch.store.replay().ok


def test_a_sealed_client_is_left_out_by_number(branch: Desk, clock: Clock) -> None:
    """A file that is sealed is told by name to everybody who sends a notice (DATA-03)."""
    client = _holder(branch, clock, "manager", name="封存甲")
    done(sealing.seal(at(branch, "compliance"), client.id, "本人要求", second("checker")))
    _holder(branch, clock, "other", name="持有人乙")
    answer = _release(branch, _notice(branch))
    assert answer.made == 1
    assert [(no, why.zh) for no, why in answer.left_out] == [(client.no, "档案已封存")]
    assert "封存甲" not in str(answer)


def _released(branch: Desk, clock: Clock) -> tuple[Done, list[tuple[str, int]]]:
    for login, name in (("manager", "持有人甲"), ("manager", "持有人乙"), ("other", "持有人丙")):
        _holder(branch, clock, login, name=name)
    notice = _notice(branch)
    _release(branch, notice)
    at(branch, "compliance")
    lines = done(listing.page(branch, "notice_recipient", Query(parent_id=notice.entry_id))).lines
    return notice, [(one.id, one.version) for one in lines]


def _told(desk: Desk) -> dict[str, str]:
    return {"channel": "phone", "told_on": desk.today().isoformat()}


def test_one_stale_of_many_stops_them_all(branch: Desk, clock: Clock) -> None:
    """Half of them told and half not, and nobody knows which."""
    notice, marked = _released(branch, clock)
    was_done(acting.do(branch, marked[1][0], "miss", 1, {"channel": "phone"}))
    facts = branch.store.head().seq
    answer = acting.do_marked(branch, tuple(marked), "tell", _told(branch))
    assert codes(answer) == ["INPUT.stale", "REGISTER.of"]
    assert branch.store.head().seq == facts
    marked[1] = (marked[1][0], 2)
    assert was_done(acting.do_marked(branch, tuple(marked), "tell", _told(branch))).entries == 3
    at(branch, "compliance")
    was_done(acting.do(branch, notice.no, "finish", 2, {"summary": "全部通知"}))


def test_a_row_marked_twice_is_done_once(branch: Desk, clock: Clock) -> None:
    """By its id and by its number: the second would be an act on a version that is not there."""
    _, marked = _released(branch, clock)
    no = done(opening.entry(branch, marked[0][0])).no
    assert was_done(acting.do_marked(branch, (marked[0], (no, 1)), "tell", _told(branch))).entries == 1


@longer
def test_marked_rows_of_another_s_book_stop_them_all(branch: Desk, clock: Clock) -> None:
    """A manager tells the clients of a colleague by sending their ids along (DATA-08)."""
    _, marked = _released(branch, clock)
    answer = acting.do_marked(at(branch, "manager"), tuple(marked), "tell", _told(branch))
    assert codes(answer) == ["INPUT.unknown"]
    assert numbers(at(branch, "compliance"), "notice_recipient", states=("told",)) == []


@longer
def test_an_act_that_is_not_for_many_is_refused(branch: Desk, clock: Clock) -> None:
    """Leaving two hundred holders out by one key."""
    _, marked = _released(branch, clock)
    answer = acting.do_marked(branch, tuple(marked), "leave_out", {"why": "x"}, proof=second("reviewer"))
    assert codes(answer) == ["REGISTER.marked", "REGISTER.of"]
    assert codes(acting.do_marked(branch, (), "tell", _told(branch))) == ["INPUT.required"]


def test_a_bulk_that_fails_leaves_nothing(branch: Desk, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    """The disk is full at the second recipient: the notice stands as released with one of three."""
    for name in ("持有人甲", "持有人乙"):
        _holder(branch, clock, "manager", name=name)
    notice = _notice(branch)
    before, recorded = branch.store.head().seq, []
    real = Desk.record

    def record(self: Desk, fact: object, subject: str) -> object:
        recorded.append(fact)
        if len(recorded) == 3:
            raise OSError(28, "No space left on device")
        return real(self, fact, subject)  # type: ignore[arg-type]

    monkeypatch.setattr(Desk, "record", record)
    answer = acting.do(
        at(branch, "compliance"),
        notice.no,
        "release",
        1,
        {"holders_on": branch.today().isoformat()},
        proof=Proof(SECRET),
    )
    assert codes(answer) == ["DESK-19.disk_full"]
    monkeypatch.undo()
    assert branch.store.head().seq == before
    assert numbers(branch, "notice_recipient") == []
    assert _release(branch, notice).made == 2
