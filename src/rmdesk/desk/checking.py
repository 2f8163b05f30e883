"""Proving that the journal is whole (`rmdesk verify`)."""

from pathlib import Path

from rmdesk.desk.access import use_case
from rmdesk.desk.desk import Desk
from rmdesk.store.verify import Verdict


@use_case("verify")
def verify(desk: Desk, *, replay: bool = False, against: Path | None = None) -> Verdict:
    """Check the chain of facts; with `replay` also rebuild the tables from it and compare them.

    `against` is a backup that is kept elsewhere: the journal must still know what it holds. Refuses one that is no
    sound backup of this desk.
    """
    return desk.store.replay(against) if replay else desk.store.verify(against)
