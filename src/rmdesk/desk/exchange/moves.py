"""Everything that moves between this desk and others, as the person at it may see it: clients, and cases."""

from typing import NamedTuple

from rmdesk.desk.access import ROLES_OF, use_case
from rmdesk.desk.desk import Desk
from rmdesk.desk.exchange import cases_in, cases_out, moving, receiving
from rmdesk.desk.exchange.cases_in import CaseArriving
from rmdesk.desk.exchange.receiving import Arriving
from rmdesk.domain.exchange_cases import CaseMoving
from rmdesk.domain.exchange_moves import Moving
from rmdesk.domain.refusal import passed


class Moves(NamedTuple):
    """Clients who are offered here (`coming`) and who were given up (`gone`), and cases likewise."""

    coming: tuple[Arriving, ...]
    gone: tuple[Moving, ...]
    cases_in: tuple[CaseArriving, ...]
    cases_out: tuple[CaseMoving, ...]


@use_case("complaints.move")
def listed(desk: Desk) -> Moves:
    """All of them; clients only for whoever may move them."""
    clients = not ROLES_OF["clients.move"].isdisjoint(desk.actor.roles)
    coming = passed(receiving.waiting(desk)) if clients else ()
    gone = passed(moving.all_out(desk)) if clients else ()
    return Moves(coming, gone, passed(cases_in.waiting(desk)), passed(cases_out.all_out(desk)))
