"""What a client has, in one file or two, what is held of it, and how somebody writes more or less there."""

from collections.abc import Mapping
from decimal import Decimal

from rmdesk.desk import clients, confirming
from rmdesk.desk.desk import Desk
from rmdesk.desk.guarding import Proof
from rmdesk.desk.holdings import keeping
from rmdesk.domain.client import Client
from rmdesk.domain.holdings import Holding
from support.clock import Clock
from support.desks import codes, done
from support.walk import Walk, start

LESS, MORE = "800000", "9000000"
SECOND = "second-password"
PASSPORT = {"id_type": "passport", "id_number": "E1234567"}
OTHER = {**PASSPORT, "name": "测试乙", "phone": "13900000003"}
HELD = {"product": "W-01", "amount": "390000"}
ELSEWHERE = {"product": "X-9", "name": "他行理财", "family": "wealth", "amount": "390000"}
POLICY = {"product": "P-9", "name": "他行保单", "family": "insurance", "amount": "50000", "payment": "yearly",
          "premium": "100000", "years_left": "2"}  # fmt: skip


def edited(desk: Desk, client: Client, **profile: str) -> Client:
    """The client's file with other figures, which a second person agreed to."""
    return done(clients.change(desk, client.id, client.profile | profile, "客户告知", proof=Proof(SECOND, "second")))


def ended(desk: Desk, holding: Holding) -> None:
    """The holding struck out."""
    done(keeping.end(desk, holding.id, "录错"))


def lessened(desk: Desk, holding: Holding) -> None:
    """The holding said to be one yuan."""
    done(keeping.change(desk, holding.id, {"amount": "1"}, "录错"))


def noted_as(desk: Desk, client: Client, *says: Mapping[str, str]) -> Holding:
    """A holding noted, and said to be something else once and again."""
    first, *then = says
    noted = done(keeping.add(desk, client.id, {**ELSEWHERE, **first}))
    for said in then:
        done(keeping.change(desk, noted.id, said, "录错"))
    return noted


def waits(branch: Desk, clock: Clock, client: Client) -> Walk:
    """A small sale, which what stood before allows, needs nobody; a larger one stands on means that rose, and is not
    filed before a second person looked (SUIT-03, SALE-13)."""
    smaller = start(branch, clock, client).match().choose("W-01", Decimal(10_000))
    assert smaller.view.context.demands.review == "", "what stood before allows it"
    walk = start(branch, clock, client).match().choose("W-01", Decimal(300_000))
    assert walk.view.context.demands.review == "raised"
    walk.tell().understand().record().print().take_back().countersign()
    assert "SALE-13.review" in codes(confirming.archive(branch, walk.id))
    return walk
