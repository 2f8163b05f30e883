"""Proving that the journal is whole (`rmdesk verify`)."""

from rmdesk.desk.access import use_case
from rmdesk.desk.desk import Desk
from rmdesk.domain.refusal import Refused
from rmdesk.store.verify import Verdict


@use_case("verify")
def verify(desk: Desk, *, replay: bool = False) -> Verdict | Refused:
    """Check the chain of facts; with `replay` also rebuild the tables from it and compare them."""
    return desk.store.replay() if replay else desk.store.verify()
