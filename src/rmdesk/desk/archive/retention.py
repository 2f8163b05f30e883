"""How long a client's file must be kept, holds, and its destruction when everything is over (KYC-08, SUIT-09)."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import NamedTuple

from rmdesk.desk import clients, same_person
from rmdesk.desk.access import use_case
from rmdesk.desk.archive.tracking import keeping_of
from rmdesk.desk.concern import Matter, stop_concerned
from rmdesk.desk.desk import Desk
from rmdesk.desk.registers.keeping import kept_until, of_client
from rmdesk.domain import archive_facts as facts
from rmdesk.domain.archive import Hold, Keeping, Running, destroyable, running
from rmdesk.domain.client import Client
from rmdesk.domain.refusal import Refusal, passed, refuse, stop, stop_at, written


class Whose(NamedTuple):
    """Whose file it is, as a list shows it: without its numbers (DATA-05)."""

    id: str
    no: str
    name: str


class Retention(NamedTuple):
    """How long a file is kept. `clocks` are those that run, the longest first; `until` is its last day. `against`: why
    it cannot be destroyed today."""

    client: Whose
    keeping: Keeping
    clocks: tuple[Running, ...]
    until: date | None
    against: tuple[Refusal, ...]

    @property
    def held(self) -> bool:
        """Whether a hold stands."""
        return bool(self.keeping.holds)

    def over(self, day: date) -> bool:
        """Whether every clock has run out on `day`."""
        return self.until is not None and day > self.until


@use_case("archive.read")
def status(desk: Desk, which: str) -> Retention:
    """How a client's file is kept, and how long."""
    client = passed(clients.get(desk, which))
    return retention_of(desk, client)


@use_case("retention.read")
def due(desk: Desk, on: date | None = None) -> tuple[Retention, ...]:
    """The files whose retention is over on `on` (today when not given), by number: those that can be destroyed, and
    those that only a hold keeps from going unnoticed (`held`). Refuses today while the clock must be confirmed."""
    day = on or desk.local(desk.sure_now()).date()
    rows = desk.store.query("SELECT client_id FROM keeping WHERE ended_on IS NOT NULL AND destroyed = 0")
    found = [retention_of(desk, clients.require(desk, row["client_id"]), day) for row in rows]
    over = (one for one in found if not one.against or (one.held and one.over(day)))
    return tuple(sorted(over, key=lambda one: one.client.no))


@use_case("archive.work")
def end_relationship(desk: Desk, which: str, on: date, reason: str) -> Retention:
    """The relationship with the client ended on `on` (a local day): the retention clocks begin."""
    client = passed(clients.get(desk, which))
    ended_on = keeping_of(desk, client.id).ended_on
    if ended_on is not None:
        stop("KYC-08.ended", client=client.no, on=ended_on)
    if on > desk.today():
        stop_at("on", refuse("INPUT.future", given=on))
    if on < client.registered_on:
        stop_at("on", refuse("INPUT.period", start=client.registered_on, end=on))
    reason = written("reason", reason)
    desk.record(facts.RelationshipEnded(client_id=client.id, on=on, reason=reason), client.id)
    return retention_of(desk, client)


@use_case("archive.work")
def resume_relationship(desk: Desk, which: str, reason: str) -> Retention:
    """The client came back, or the end was noted in error: no clock runs any more."""
    client = passed(clients.get(desk, which))
    if keeping_of(desk, client.id).ended_on is None:
        stop("KYC-08.relationship", client=client.no)
    reason = written("reason", reason)
    desk.record(facts.RelationshipResumed(client_id=client.id, reason=reason), client.id)
    return retention_of(desk, client)


@use_case("retention.hold")
def put_hold(desk: Desk, which: str, reason: str) -> Retention:
    """Nothing of this client may be destroyed until the hold is lifted: a dispute, an inquiry."""
    client = passed(clients.get(desk, which))
    hold = Hold(id=desk.new_id(), reason=written("reason", reason), at=desk.now(), by=desk.actor.login)
    desk.record(facts.HoldPut(client_id=client.id, hold=hold), client.id)
    return retention_of(desk, client)


@use_case("retention.hold")
def lift_hold(desk: Desk, which: str, hold_id: str, reason: str) -> Retention:
    """Lift a hold, with the reason."""
    client = passed(clients.get(desk, which))
    if hold_id not in {hold.id for hold in keeping_of(desk, client.id).holds}:
        stop("INPUT.unknown", what="hold", given=hold_id)
    stop_concerned(desk, "of_file.lift_hold", Matter(client_id=client.id), desk.actor.login)
    reason = written("reason", reason)
    desk.record(facts.HoldLifted(client_id=client.id, hold_id=hold_id, reason=reason), client.id)
    return retention_of(desk, client)


def retention_of(desk: Desk, client: Client, on: date | None = None) -> Retention:
    """How long a client's file is kept, judged on a day. For use cases."""
    keeping, day = keeping_of(desk, client.id), on or desk.today()
    clocks = running(desk.pack.archive.on(day), keeping.ended_on, last_sale(desk, client.id))
    ends = [one.until for one in clocks[:1]] + [until for until in _entries_until(desk, client.id) if clocks]
    until = max(ends, default=None)
    against = _against(desk, client, keeping, clocks, until, day)
    return Retention(Whose(client.id, client.no, client.name), keeping, clocks, until, against)


def last_sale(desk: Desk, client_id: str) -> date | None:
    """The local day on which the client last confirmed a sale."""
    sql = "SELECT max(json_extract(doc, '$.countersigned.at')) FROM sale WHERE client_id = ? AND state <> 'abandoned'"
    at = desk.store.query(sql, (client_id,))[0][0]
    return None if at is None else desk.local(datetime.fromisoformat(at)).date()


def _entries_until(desk: Desk, client_id: str) -> Iterator[date]:
    """The last days of the clocks of the client's entries: the longest counts."""
    found = (kept_until(desk, one) for one in of_client(desk, client_id))
    return (one for one in found if one is not None)


def _against(
    desk: Desk, client: Client, keeping: Keeping, clocks: tuple[Running, ...], until: date | None, day: date
) -> tuple[Refusal, ...]:
    if client.kept == "destroyed":
        return (refuse("KYC-08.destroyed", client=client.no),)
    reasons = []
    if keeping.ended_on is None:
        reasons.append(refuse("KYC-08.relationship", client=client.no))
    if until is not None and day <= until:
        reasons.append(refuse("KYC-08.until", client=client.no, until=until))
    if keeping.holds:
        reasons.append(refuse("KYC-08.hold", client=client.no))
    linked = same_person.others(desk, client.id)
    if linked:
        reasons.append(refuse("DESK-01.still_linked", client=client.no, others=", ".join(linked)))
    matters = _open(desk, client.id)
    if matters:
        reasons.append(refuse("KYC-08.open", client=client.no, open=", ".join(matters)))
    assert reasons or destroyable(keeping, clocks, day), "whatever stands against it has a reason"
    return tuple(reasons)


def _open(desk: Desk, client_id: str) -> tuple[str, ...]:
    """Numbers of what is still going on with the client."""
    sales = desk.store.query("SELECT no FROM sale WHERE client_id = ? AND state = 'open' ORDER BY no", (client_id,))
    cases = desk.store.query("SELECT no FROM complaint WHERE client_id = ? AND ended = 0 ORDER BY no", (client_id,))
    entries = desk.store.query(
        "SELECT no FROM entry WHERE client_id = ? AND ended_on IS NULL ORDER BY no", (client_id,)
    )
    return tuple(row["no"] for row in (*sales, *cases, *entries))
