"""Saying of any due in the list that it was done, or putting its reminder off: what a command and a face may ask."""

from datetime import date

from rmdesk.desk.access import use_case
from rmdesk.desk.desk import Desk
from rmdesk.desk.dues import client_dues, listing
from rmdesk.desk.dues.opening import OPENING
from rmdesk.domain.refusal import passed, stop

_EVER = date(9000, 1, 1)


@use_case("dues.work")
def settle(desk: Desk, key: str, note: str) -> None:
    """The due with this key was done; `note` says how it went. One that stands for an act ends by that act alone
    (DESK-07.act, DESK-07.there, DESK-07.opening)."""
    passed(client_dues.settle(desk, _of_client(desk, key), note))


@use_case("dues.work")
def postpone(desk: Desk, key: str, until: date, reason: str) -> None:
    """Be reminded of it again on `until`, with why; its date stays, and what is due elsewhere has no reminder that
    anybody could move (DESK-07.there)."""
    passed(client_dues.postpone(desk, _of_client(desk, key), until, reason))


def _of_client(desk: Desk, key: str) -> str:
    """The id of a client's due; of anything else that is listed: where it is done."""
    if key.startswith(client_dues.PREFIX):
        return key.removeprefix(client_dues.PREFIX)
    found = next((one for one in passed(listing.listed(desk, _EVER)) if one.key == key), None)
    if found is None:
        return stop("INPUT.unknown", what="duty", given=key)
    if found.subject.kind == OPENING:
        return stop("DESK-07.opening")
    return stop("DESK-07.there", no=found.no or found.subject.id)
