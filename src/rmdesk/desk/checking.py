"""Proving that the journal is whole, and that it was lived by the rules (`rmdesk verify`)."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from rmdesk.desk.access import use_case
from rmdesk.desk.desk import Desk
from rmdesk.desk.proving.passing import READ, Pass, Unfit
from rmdesk.formpack import Fault as PackFault
from rmdesk.garbage import sought_seldom
from rmdesk.store.passing import passed_by
from rmdesk.store.verify import MOST_FAULTS, Fault, Verdict

_ILLEGIBLE = {"unreadable", "malformed"}


class RulesKept(NamedTuple):
    """How many facts were read, the first of those that do not fit, in order, and the figures of the pack in force that
    are looser than the law that the program knows."""

    facts: int
    faults: tuple[Unfit, ...]
    figures: tuple[PackFault, ...] = ()

    @property
    def ok(self) -> bool:
        """Whether everything fits."""
        return not self.faults


@use_case("verify")
def verify(desk: Desk, *, replay: bool = False, against: Path | None = None) -> Verdict:
    """Check the chain of facts, and that time, person, role and form pack of each fit; with `replay` also rebuild the
    tables from it and compare them.

    `against` is a backup that is kept elsewhere: the journal must still know what it holds. Refuses one that is no
    sound backup of this desk.
    """
    verdict = desk.store.replay(against) if replay else desk.store.verify(against)
    if not _ILLEGIBLE.isdisjoint(one.what for one in verdict.faults):
        return verdict
    unfit = islice(Pass().over(passed_by(desk.store, READ)), MOST_FAULTS)
    more = tuple(Fault(one.fact, one.what, one.detail) for one in unfit)
    return replace(verdict, faults=(*verdict.faults, *more))


@use_case("verify")
def rules(desk: Desk) -> RulesKept:
    """Every fact whose time, person, role, session or form pack does not fit, and every countersigned sale that missed
    something at its moment, by the rules of the desk and as it stood then. Reads the journal once, and keeps nothing
    of it."""
    from rmdesk.formpack.check.newer_law import figures  # late, as below

    found = tuple(islice(_unkept(desk), MOST_FAULTS))
    return RulesKept(desk.store.head().seq, tuple(sorted(found, key=lambda one: one.fact)), figures(desk.pack))


def _unkept(desk: Desk) -> Iterator[Unfit]:
    from rmdesk.desk.proving.sales_then import sales_told  # late: the chain is verified without the rules of a sale

    walk = Pass(sessions=True)
    with sought_seldom(), sales_told(desk) as told:
        for row in passed_by(desk.store, READ | told.kinds):
            yield from walk.one(row)
            yield from told.one(row)
