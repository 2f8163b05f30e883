"""Adopting a form pack (DESIGN: forms are data). The one in force is kept in the desk with all its predecessors."""

from pathlib import Path

from rmdesk.desk.access import use_case
from rmdesk.desk.desk import Desk
from rmdesk.domain import facts
from rmdesk.domain.refusal import Refused
from rmdesk.formpack import Fault, Pack, check, load


@use_case("packs.adopt")
def adopt(desk: Desk, folder: Path) -> Pack | tuple[Fault, ...] | Refused:
    """Put the pack in `folder` into force, or say what is wrong with it."""
    faults = check(folder)
    if faults:
        return faults
    pack = load(folder)
    if pack.digest != desk.pack.digest:
        desk.record(facts.PackAdopted(digest=pack.digest, files=pack.files), "desk")
        desk.pack = pack
    return pack


def faults(folder: Path) -> tuple[Fault, ...]:
    """Everything that is wrong with the pack in `folder`; empty when it could be adopted."""
    return check(folder)
