"""What ends when a client's file comes to be about somebody else (SUIT-17, SUIT-20, SALE-06). For use cases."""

from rmdesk.desk.assessment import standing
from rmdesk.desk.desk import Desk
from rmdesk.desk.dues import client_dues
from rmdesk.domain.client import PRIVILEGED, Client

_RULE = {"qualified": "SALE-06", "professional": "SUIT-17"}


def follow(desk: Desk, before: Client, after: Client) -> None:
    """Dues after a change of the file: those of a privilege that fell with it are over, and who was assessed as
    somebody else is assessed anew, today; where a change was taken back, when the assessment runs out."""
    if before.was == after.was:
        return
    for which in PRIVILEGED:
        if before.privilege(which) is not None and after.privilege(which) is None:
            client_dues.replace(desk, which, _RULE[which], after.id, None)
    for key, one in standing.taken(desk, after.id).items():
        ended = after.another_since(one.started_at) is not None
        if ended:
            client_dues.replace(desk, "reassess", "SUIT-20", after.id, desk.today(), questionnaire=key)
        elif before.another_since(one.started_at) is not None:
            client_dues.watch_assessment(desk, one)
