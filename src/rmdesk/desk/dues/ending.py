"""Saying of any due in the list that it was done, or putting its reminder off: what a command and a face may ask."""

from datetime import date

from rmdesk.desk.access import ROLES_OF, lacks_role, use_case
from rmdesk.desk.desk import Desk
from rmdesk.desk.dues import client_dues, listing
from rmdesk.desk.dues.opening import OPENING
from rmdesk.desk.dues.whose import others_do
from rmdesk.domain import facts
from rmdesk.domain.dues import Due
from rmdesk.domain.refusal import passed, stop, written

_EVER = date(9000, 1, 1)


@use_case("dues.work")
def settle(desk: Desk, key: str, note: str) -> None:
    """The due with this key was done; `note` says how it went. One that stands for an act ends by that act alone
    (DESK-07.act, DESK-07.there, DESK-07.opening)."""
    if not key.startswith(client_dues.PREFIX):
        _done_there(found(desk, key))
    passed(client_dues.settle(desk, key.removeprefix(client_dues.PREFIX), note))


@use_case("dues.put_off")
def postpone(desk: Desk, key: str, until: date, reason: str) -> None:
    """Be reminded of it again on `until`, with why; its date stays (DESK-07.later when that comes before, DESK-07.legal
    when it is the law's and has come). Only by whom it is for and its act allows (DESK-07.theirs): nobody puts off the
    review of what he did himself, or a colleague's work."""
    due, today = found(desk, key), desk.today()
    if due.daily:
        _done_there(due)
    if others_do(desk, due):
        act = due.act if due.act in ROLES_OF else "dues.work"
        stop("DESK-07.theirs", act=act, roles=", ".join(sorted(ROLES_OF[act])))
    last = due.latest_reminder(today)
    if last is None:
        stop("DESK-07.legal", on=due.day)
    elif not today < until <= last:
        stop("DESK-07.later", given=until, last=last)
    is_client = due.subject.kind == "client"
    fact = facts.DuePostponed(
        key=due.key,
        what=due.what,
        no=due.no,
        client_id=due.subject.id if is_client else "",
        on=due.day,
        until=until,
        reason=written("reason", reason),
    )
    desk.record(fact, key.removeprefix(client_dues.PREFIX) if is_client else due.subject.id)


def found(desk: Desk, key: str) -> Due:
    """A due of the person at the desk by its key, whenever its reminder comes. For use cases."""
    if key.startswith(client_dues.PREFIX):
        if ROLES_OF["clients.read"].isdisjoint(desk.actor.roles):
            passed(lacks_role("clients.read", desk.store))
        one = client_dues.of_book(desk, key.removeprefix(client_dues.PREFIX))
        row = desk.store.get("client", one.client_id)
        return client_dues.as_due(one) if row is None else client_dues.as_due(one, row["no"], "", row["manager"])
    mine = passed(listing.listed(desk, _EVER, key=key)) if key else ()
    return mine[0] if mine else stop("INPUT.unknown", what="duty", given=key[:80])


def _done_there(due: Due) -> None:
    if due.subject.kind == OPENING:
        stop("DESK-07.opening")
    stop("DESK-07.there", no=due.no or due.subject.id)
