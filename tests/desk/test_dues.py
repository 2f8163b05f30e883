"""What is due: nobody ticks off an act that was not done, and no date moves for a reminder."""

from datetime import timedelta

import pytest

from rmdesk.desk.desk import Desk
from rmdesk.desk.dues import client_dues, listing
from rmdesk.domain import people_facts
from rmdesk.domain.client_dues import ENDED_BY, ClientDue, DueKind
from rmdesk.domain.refusal import Refused
from support.clock import Clock
from support.desks import codes, done, rested
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
    """DESK-07: put off it is out of sight until the day that was named; the day that matters is the same."""
    client = register(desk)
    assessed(desk, client)
    rested(desk, clock, days=345)
    found = _open(desk, client.id, "reassess")
    assert client_dues.postpone(desk, found.id, desk.today() + timedelta(5), "客户下周来行") is None
    assert "client.reassess" not in _listed(desk)
    assert _open(desk, client.id, "reassess").on == found.on
    clock.forward(days=5)
    assert "client.reassess" in _listed(desk)


def test_a_reminder_cannot_be_put_off_beyond_the_date(desk: Desk, clock: Clock) -> None:
    """DESK-07: else "later" would hide what runs out."""
    client = register(desk)
    assessed(desk, client)
    rested(desk, clock, days=345)
    found, today = _open(desk, client.id, "reassess"), desk.today()
    assert codes(client_dues.postpone(desk, found.id, found.on + timedelta(1), "再说")) == ["DESK-07.later"]
    assert codes(client_dues.postpone(desk, found.id, today, "再说")) == ["DESK-07.later"]
    assert codes(client_dues.postpone(desk, found.id, today + timedelta(1), " ")) == ["INPUT.required"]
    assert codes(client_dues.postpone(desk, "nobody", today + timedelta(1), "再说")) == ["INPUT.unknown"]


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
