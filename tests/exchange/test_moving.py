"""A client who moves with everything: one owner at a time, the chain of the giving desk proved at the other."""

import hashlib

import pytest

from exchange.meeting import OWN, SECOND, carry, enrol_one_another, refused_as
from rmdesk.desk import checking, client_file, clients, sales
from rmdesk.desk.archive import filing
from rmdesk.desk.desk import Desk
from rmdesk.desk.dues import listing
from rmdesk.desk.exchange import moving, receiving
from rmdesk.desk.printing import printed_document
from rmdesk.domain.client import Client
from rmdesk.domain.facts import BranchChanged, DeskUnlocked
from rmdesk.domain.people import Role
from support.clock import Clock
from support.desks import done
from support.people import product, staff
from support.walk import PNG, assessed, put_on, register, start

NAME = "欧阳静怡"
Pair = tuple[Desk, Desk]


def coded(desk: Desk, code: str) -> None:
    """Head office gave the desk a code."""
    desk.branch = desk.branch.model_copy(update={"code": code})
    desk.record(BranchChanged(branch=desk.branch), "desk")


@pytest.fixture
def apart(strangers: Pair) -> Pair:
    """Two desks with codes and the same shelf, each enrolled at the other."""
    for desk, code in zip(strangers, ("07", "08"), strict=True):
        coded(desk, code)
        put_on(desk, product())
    enrol_one_another(*strangers)
    return strangers


def sound(*desks: Desk) -> None:
    """Nothing is wrong with chains, tables and rules."""
    for desk in desks:
        assert desk.store.replay().faults == ()
        assert done(checking.rules(desk)).faults == ()


@pytest.fixture
def client(apart: Pair, clock: Clock) -> Client:
    """Somebody with an assessment and a sale at the first desk, filed."""
    here, _ = apart
    one = register(here, name=NAME, id_type="passport", id_number="E7654321")
    assessed(here, one)
    walk = start(here, clock, one).match().choose("W-01").tell()
    walk.understand().record().print().take_back().countersign().archive()
    number = done(client_file.read(here, one.id)).papers[0].number
    done(filing.scan(here, number, "a.png", PNG))
    return done(clients.get(here, one.id))


def sits(desk: Desk, login: str, *roles: Role) -> None:
    """Somebody else unlocks the desk."""
    desk.actor = staff(login, *roles)
    desk.record(DeskUnlocked(), login)


def test_a_client_moves_with_everything(apart: Pair, client: Client) -> None:
    """Sealed where he left, whole where he came, under the numbers of the desk that gave them: who moved would be a
    stranger there, or served twice."""
    here, there = apart
    register(there, name="另一人")
    papers = done(client_file.read(here, client.id)).papers
    done(moving.give_up(here, client.no, "08", "搬家", SECOND))
    assert refused_as(moving.give_up(here, client.no, "08", "搬家", SECOND)) == "EXCHANGE.moved"
    carry(here, there)
    (one,) = done(receiving.waiting(there))
    assert (one.moving.move.no, one.against) == ("K-07-0001", ())
    assert [due.about.zh for due in done(listing.listed(there)) if due.kind == "elsewhere.client"] == ["K-07-0001"]
    taken = done(receiving.take_over(there, "K-07-0001", "demo", OWN))
    assert (taken.no, taken.name, taken.manager, taken.kept) == ("K-07-0001", NAME, "demo", "open")
    file = done(client_file.read(there, "K-07-0001"))
    assert file.client.profile == client.profile
    assert [one.no for one in file.sales] == ["J-07-0001"]
    assert [one.holding.code for one in file.holdings] == ["W-01"]
    assert [one.number for one in file.papers] == [one.number for one in papers]
    assert len(file.assessments) == 1
    assert printed_document(there, papers[0].number) == printed_document(here, papers[0].number)
    signed = done(sales.view(there, "J-07-0001")).sale.countersigned
    assert signed is not None
    assert signed.by == f"demo@{here.store.device}"
    (scan,) = [scan for one in done(filing.of_client(there, taken.id)) for scan in one.track.scans]
    assert (scan.name, scan.by) == ("a.png", f"demo@{here.store.device}")
    assert there.store.attachments.get(hashlib.sha256(PNG).hexdigest()) == PNG
    assert there.store.query("SELECT count(*) FROM opened_fact")[0][0] == 0
    assert refused_as(receiving.take_over(there, "K-07-0001", "demo", OWN)) == "EXCHANGE.not_offered"
    carry(there, here)
    carry(here, there)
    assert [one.state for one in done(moving.all_out(here))] == ["taken"]
    assert done(receiving.waiting(there)) == ()
    sound(here, there)
    sits(here, "r2", "reviewer")
    assert refused_as(clients.get(here, client.no)) == "EXCHANGE.moved"
