"""What is due: nobody ticks off an act that was not done, and no date moves for a reminder."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rmdesk.desk.access import ROLES_OF
from rmdesk.desk.desk import Desk
from rmdesk.desk.dues import client_dues, ending, listing
from rmdesk.desk.dues.whose import others_do
from rmdesk.domain import people_facts
from rmdesk.domain.client_dues import ENDED_BY, ClientDue, DueKind
from rmdesk.domain.dues import state
from rmdesk.domain.people import DESK_ROLES, Role
from rmdesk.domain.refusal import Refused
from support.clock import Clock
from support.desks import codes, done, rested
from support.people import staff
from support.sampled import copied
from support.tiers import longer
from support.walk import assessed, register


def _open(desk: Desk, client_id: str, kind: str) -> ClientDue:
    return next(one for one in done(client_dues.of_client(desk, client_id)) if one.kind == kind)


def _listed(desk: Desk) -> set[str]:
    return {one.kind for one in done(listing.listed(desk))}


@pytest.mark.parametrize("kind", sorted(ENDED_BY))
def test_a_due_that_stands_for_an_act_is_not_ticked_off(desk: Desk, kind: DueKind) -> None:
    """QUES-09, SALE-13: neither the watched person nor a reviewer ends a review without reviewing."""
    client = register(desk)
    client_dues.create(desk, kind, "QUES-09", client.id, desk.today())
    found = _open(desk, client.id, kind)
    refused = client_dues.settle(desk, found.id, "看过了")
    assert isinstance(refused, Refused)
    assert refused.reasons[0].code == "DESK-07.act"
    assert dict(refused.reasons[0].saw)["act"] == ENDED_BY[kind]
    assert found.id in {one.id for one in done(client_dues.of_client(desk, client.id))}


def test_a_call_is_ended_by_how_it_went(desk: Desk) -> None:
    """SUIT-10: no act of the desk ends a call; its note does."""
    client = register(desk)
    client_dues.create(desk, "elder_call", "SUIT-10", client.id, desk.today())
    assert client_dues.settle(desk, _open(desk, client.id, "elder_call").id, "无异议") is None
    assert "client.elder_call" not in _listed(desk)


def test_an_assessment_that_still_serves_is_not_late(desk: Desk, clock: Clock) -> None:
    """SUIT-20: 27 days after the reminder it ends in three days, and the list says that."""
    client = register(desk)
    taken = assessed(desk, client)
    rested(desk, clock, days=334)
    assert "client.reassess" not in _listed(desk)
    rested(desk, clock, days=28)
    found = next(one for one in done(listing.listed(desk)) if one.kind == "client.reassess")
    assert found.day - desk.today() == timedelta(3)
    assert found.day == taken.on.replace(year=taken.on.year + 1)
    assert not found.past(desk.local(desk.now()).replace(tzinfo=None))


def test_later_moves_the_reminder_and_never_the_date(desk: Desk, clock: Clock) -> None:
    """DESK-07: put off it stands at the end until the day that was named, and says so; the date is the same."""
    client = register(desk)
    assessed(desk, client)
    rested(desk, clock, days=345)
    found = _open(desk, client.id, "reassess")
    assert ending.postpone(desk, f"client:{found.id}", desk.today() + timedelta(5), "客户下周来行") is None
    now, last = listing.moment(desk), done(listing.listed(desk))[-1]
    assert (last.kind, state(last, now), last.day) == ("client.reassess", "put_off", found.on)
    assert _open(desk, client.id, "reassess").later == last.later == desk.today() + timedelta(5)
    later = done(listing.listed(desk, desk.today() + timedelta(5)))
    assert [state(one, now + timedelta(5)) for one in later if one.kind == last.kind] == ["coming"]
    clock.forward(days=5)
    back = next(one for one in done(listing.listed(desk)) if one.kind == last.kind)
    assert state(back, listing.moment(desk)) == "coming"


def test_a_reminder_cannot_be_put_off_beyond_the_date(desk: Desk, clock: Clock) -> None:
    """DESK-07: else "later" would hide what runs out."""
    client = register(desk)
    assessed(desk, client)
    rested(desk, clock, days=345)
    found, today = _open(desk, client.id, "reassess"), desk.today()
    assert codes(ending.postpone(desk, f"client:{found.id}", found.on + timedelta(1), "再说")) == ["DESK-07.later"]
    assert codes(ending.postpone(desk, f"client:{found.id}", today, "再说")) == ["DESK-07.later"]
    assert codes(ending.postpone(desk, f"client:{found.id}", today + timedelta(1), " ")) == ["INPUT.required"]
    assert codes(ending.postpone(desk, "client:nobody", today + timedelta(1), "再说")) == ["INPUT.unknown"]


def test_a_manager_sees_what_is_due_of_the_own_book_alone(desk: Desk) -> None:
    """DATA-08: another book's dues are neither listed nor ended."""
    mine, other = register(desk), register(desk, phone="13800009991", name="测试他人")
    for client in (mine, other):
        client_dues.create(desk, "elder_call", "SUIT-10", client.id, desk.today())
    theirs = _open(desk, other.id, "elder_call")
    handed = people_facts.ClientHandedOver(
        client_id=other.id, giver="demo", receiver="lin", due_ids=(), sale_ids=(), reason="换经理"
    )
    desk.record(handed, other.id)
    _as(desk, "manager")
    calls = [one.subject.id for one in done(listing.listed(desk)) if one.kind == "client.elder_call"]
    assert calls == [mine.id]
    assert codes(client_dues.settle(desk, theirs.id, "x")) == ["INPUT.unknown"]


def test_the_list_of_a_plain_manager_never_walks_the_book(desk: Desk) -> None:
    """If it fails, a manager with ten thousand clients waits for the first screen."""
    _as(desk, "manager")
    asked: list[str] = []
    query = desk.store.query

    def watched(sql: str, params: tuple[object, ...] = ()) -> object:
        if " due " in sql.lower():
            plan = query(f"EXPLAIN QUERY PLAN {sql}", params)
            asked.extend(str(row["detail"]) for row in plan)
        return query(sql, params)

    desk.store.query = watched  # type: ignore[method-assign, assignment]
    done(listing.listed(desk))
    done(client_dues.of_client(desk, "nobody"))
    assert any("due_done_remind" in line for line in asked), asked
    assert any("due_client_id" in line for line in asked), asked
    assert not any(line.startswith("SCAN") for line in asked), asked


def _as(desk: Desk, *roles: str) -> None:
    desk.actor = desk.actor.model_copy(update={"roles": roles})


def _with_kinds(desk: Desk, *not_by: str) -> dict[DueKind, ClientDue]:
    """A client with a due of each kind."""
    client = register(desk)
    for kind in get_args(DueKind):
        client_dues.create(desk, kind, "DESK-07", client.id, desk.today(), not_by=not_by)
    found = done(client_dues.of_client(desk, client.id))
    return {one.kind: one for one in found if one.on == desk.today()}  # the ID that ends some day has one of its own


NOTED = {"elder_call", "follow_up", "maturity", "level_changed"}
"""Kinds that no act of the desk ends: a call, a talk. How it went is noted."""


def test_every_kind_of_due_ends_by_its_act_or_by_a_note() -> None:
    """DESK-07: a kind that is added later is one or the other, and somebody decided which."""
    assert set(get_args(DueKind)) == NOTED | ENDED_BY.keys()
    assert NOTED.isdisjoint(ENDED_BY)
    assert all(ROLES_OF[act] for act in ENDED_BY.values())


@pytest.mark.parametrize("role", DESK_ROLES)
@pytest.mark.parametrize("not_by", [(), ("demo",)])
def test_no_role_ticks_off_or_hides_what_others_do(desk: Desk, role: Role, not_by: tuple[str, ...]) -> None:
    """DESK-07: of each kind a role notes how it went, or it does not; nobody puts off what is not his to do, nor the
    review of what he did himself."""
    dues = _with_kinds(desk, *not_by)
    desk.actor = staff("demo", role)
    for kind, due in dues.items():
        act = ENDED_BY.get(kind, "")
        put_off = ending.postpone(desk, f"client:{due.id}", desk.today() + timedelta(1), "明天再办")
        ticked = ending.settle(desk, f"client:{due.id}", "办了")
        if role not in ROLES_OF["dues.work"]:
            assert codes(put_off) in (["DATA-08.role"], ["DESK-07.theirs"])
            assert codes(ticked) == ["DATA-08.role"]
        elif not act:
            assert (put_off, ticked) == (None, None)
        else:
            assert codes(ticked) == ["DESK-07.act"]
            theirs = bool(not_by) or role not in ROLES_OF[act]
            refused = ["DESK-07.theirs"] if theirs else ["DESK-07.legal"] if kind == "aml_review" else []
            assert (codes(put_off) if put_off is not None else []) == refused


@pytest.fixture
def sample(built_sample: Path, tmp_path: Path) -> Iterator[Desk]:
    """The sample branch."""
    desk = copied(built_sample, tmp_path / "sample")
    yield desk
    desk.close()


@longer
def test_every_due_of_a_branch_at_work_keeps_its_act_at_every_door(sample: Desk) -> None:
    """DESK-07: clocks of cases, entries of registers, retention, what recurs: none is ticked off or put off by its key;
    the journal does not grow by trying."""
    head, kinds = sample.store.head(), set[str]()
    for due in done(listing.listed(sample, sample.today() + timedelta(3660))):
        kinds.add(due.kind.partition(".")[0])
        if due.act:
            assert codes(ending.settle(sample, due.key, "办了"))[0] in ("DESK-07.act", "DESK-07.there")
        if due.daily:
            refused = ending.postpone(sample, due.key, sample.today() + timedelta(1), "明天")
            assert codes(refused) == ["DESK-07.there"]
        if due.key.startswith(client_dues.PREFIX):
            assert (due.act == "") == (due.kind.removeprefix("client.") in NOTED)
    assert {"client", "case", "entry"} <= kinds
    assert sample.store.head() == head
    assert codes(ending.settle(sample, "case:nobody:due", "x")) == ["INPUT.unknown"]


@longer
def test_any_reminder_is_put_off_by_whom_it_is_for_and_never_beyond_the_law(sample: Desk) -> None:
    """DESK-07: a clock of a case, an entry, what recurs: who has put it off finds it at the end of the list, saying so;
    with another date it is back where it was."""
    today, kinds = sample.today(), set[str]()
    for due in done(listing.listed(sample)):
        last = due.latest_reminder(today)
        answer = ending.postpone(sample, due.key, today + timedelta(1), "今日外出")
        if due.daily or others_do(sample, due) or last is None:
            assert codes(answer)[0] in ("DESK-07.there", "DESK-07.theirs", "DESK-07.legal")
            continue
        assert answer is None
        assert codes(ending.postpone(sample, due.key, last + timedelta(1), "今日外出")) == ["DESK-07.later"]
        kinds.add(due.kind.partition(".")[0])
    assert {"client", "case", "entry"} <= kinds
    found = done(listing.listed(sample))
    off = [one for one in found if state(one, listing.moment(sample)) == "put_off"]
    assert off == list(found[-len(off) :])
    assert {one.kind.partition(".")[0] for one in off} >= kinds
    assert not any(one.legal and one.day <= today for one in off)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.tuples(
            st.sampled_from(get_args(DueKind)),
            st.sampled_from(("settle", "later", "beyond", "blank")),
            st.sampled_from(("manager", "reviewer", "compliance")),
            st.integers(1, 120),
        ),
        max_size=8,
    )
)
def test_whatever_is_tried_a_date_stays_and_an_act_is_never_ticked_off(
    desk: Desk, tried: list[tuple[DueKind, str, Role, int]]
) -> None:
    """DESK-07: in any order, by anybody, at any distance: `on` never moves, reminders only within what may be put off,
    and what stands for an act is open until that act."""
    desk.actor = staff("demo")
    dues = _with_kinds(desk, "watched")
    client_id = next(iter(dues.values())).client_id
    for kind, what, role, days in tried:
        desk.actor = staff("watched" if days % 2 else "somebody", role)
        due = dues[kind]
        if what == "settle":
            client_dues.settle(desk, due.id, "办了")
        else:
            until = desk.today() + timedelta(days + (400 if what == "beyond" else 0))
            ending.postpone(desk, f"client:{due.id}", until, "" if what == "blank" else "改天")
    desk.actor = staff("demo")
    after = {
        one.kind: one for one in done(client_dues.of_client(desk, client_id)) if one.id in {d.id for d in dues.values()}
    }
    assert ENDED_BY.keys() <= after.keys()
    for kind, one in after.items():
        assert one.on == dues[kind].on
        last = client_dues.as_due(one).latest_reminder(desk.today())
        assert one.later is None or (last is not None and one.later <= last)
