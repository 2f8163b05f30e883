"""Desks that meet: a name of its own for each, cards enrolled, bundles carried."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count, permutations
from pathlib import Path

from rmdesk.desk import checking
from rmdesk.desk.desk import Desk
from rmdesk.desk.exchange import enrolling, giving, taking
from rmdesk.desk.exchange.giving import Given
from rmdesk.desk.exchange.taking import Taken
from rmdesk.desk.guarding import Proof
from rmdesk.domain.exchange import Card
from rmdesk.domain.exchange_facts import ClashFound
from rmdesk.domain.facts import BranchChanged, PersonAdded
from rmdesk.domain.refusal import Refused
from rmdesk.domain.vault_facts import RecoverySealed
from rmdesk.formpack import Pack
from rmdesk.store import Store, slots
from support.clock import Clock
from support.desks import COST, PASSWORD, FreshDesks, done
from support.people import staff

SECOND = Proof(PASSWORD, "reviewer")
OWN = Proof(PASSWORD)
_names = count(1)


def two_people(desk: Desk) -> None:
    """Somebody who reviews works here too."""
    desk.record(PersonAdded(person=staff("reviewer", "reviewer")), "reviewer")
    slots.add(desk.folder, slots.open(desk.folder, "demo", PASSWORD), "reviewer", PASSWORD, COST)


@contextmanager
def one_of(fresh_desks: FreshDesks, folder: Path, pack: Pack, clock: Clock) -> Iterator[Desk]:
    """A desk with a device of its own and a second person."""
    with fresh_desks.copied(folder, pack, clock, two_people) as desk:
        desk.store.rename_device(f"DEV{next(_names):05}")
        work(desk)
        yield desk


def work(desk: Desk, note: str = "柜") -> None:
    """One fact more."""
    done_fact = RecoverySealed(place=note)
    desk.record(done_fact, "desk")


def card_of(desk: Desk, file: Path) -> Card:
    """Its card, in a new file."""
    file.unlink(missing_ok=True)
    return done(enrolling.show_card(desk, file))


def enrol_one_another(*desks: Desk) -> None:
    """Each of them knows all others."""
    for desk, other in permutations(desks, 2):
        file = other.folder.parent / f"{other.store.device}.card"
        card = card_of(other, file)
        done(enrolling.enrol(desk, file, card.fingerprint, SECOND))


def give(desk: Desk, other: Desk) -> Given:
    """A bundle for `other`, in the folder where both stand."""
    return done(giving.give(desk, other.store.device, other.folder.parent))


def carry(desk: Desk, other: Desk) -> Taken:
    """A bundle goes from one to the other."""
    return done(taking.take(other, give(desk, other).file))


def coded(desk: Desk, code: str) -> None:
    """Head office gave the desk a code."""
    desk.branch = desk.branch.model_copy(update={"code": code})
    desk.record(BranchChanged(branch=desk.branch), "desk")


def sound(*desks: Desk) -> None:
    """Nothing is wrong with chains, tables and rules."""
    for desk in desks:
        assert desk.store.replay().faults == ()
        assert done(checking.rules(desk)).faults == ()


def twin_of(desk: Desk, folder: Path) -> Desk:
    """The same desk once more, from a copy of its folder: device, keys and all."""
    desk.store.query("PRAGMA wal_checkpoint(TRUNCATE)")
    shutil.copytree(desk.folder, folder)
    store = Store.open(folder, slots.open(folder, "demo", PASSWORD))
    return Desk(folder, store, desk.pack, desk.branch, desk.actor, desk.clock)


def refused_as(answer: object) -> str:
    """The code of the refusal that was answered."""
    assert isinstance(answer, Refused), answer
    return answer.reasons[0].code


def clashes(desk: Desk) -> list[ClashFound]:
    """The contradictions that the journal keeps."""
    found = [entry.fact for entry in desk.store.entries(kind=ClashFound.kind)]
    return [one for one in found if isinstance(one, ClashFound)]
