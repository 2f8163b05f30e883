"""Everything that moves between this desk and others, as the person at it may see it: clients, and cases."""

from typing import NamedTuple

from rmdesk.desk.desk import Desk
from rmdesk.desk.exchange import cases_in, cases_out, moving, receiving
from rmdesk.desk.exchange.cases_in import CaseArriving
from rmdesk.desk.exchange.receiving import Arriving
from rmdesk.domain.exchange_cases import CaseMoving
from rmdesk.domain.exchange_moves import Moving
from rmdesk.domain.refusal import Refused


class Moves(NamedTuple):
    """Clients who are offered here (`coming`) and who were given up (`gone`), and cases likewise."""

    coming: tuple[Arriving, ...]
    gone: tuple[Moving, ...]
    cases_in: tuple[CaseArriving, ...]
    cases_out: tuple[CaseMoving, ...]


def listed(desk: Desk) -> Moves | Refused:
    """All of them; clients only for whoever may move them."""
    coming, gone = receiving.waiting(desk), moving.all_out(desk)
    offered, given = cases_in.waiting(desk), cases_out.all_out(desk)
    if isinstance(offered, Refused):
        return offered
    if isinstance(given, Refused):
        return given
    return Moves(
        () if isinstance(coming, Refused) else coming, () if isinstance(gone, Refused) else gone, offered, given
    )
