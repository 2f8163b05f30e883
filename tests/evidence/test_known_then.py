"""`verify --rules` judges a sale by what the desk knew when it was signed: by nothing that came later, and by all that
was there, whether it stands in the tables or in earlier facts alone (SUIT-03)."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from desk.raised.means import HELD, LESS, OTHER, PASSPORT, SECOND
from evidence.appended import append, named
from rmdesk.desk import clients, linking, people
from rmdesk.desk.desk import Desk
from rmdesk.desk.guarding import Proof
from rmdesk.desk.holdings import keeping
from rmdesk.desk.imports import running, undoing
from rmdesk.desk.imports.running import Choice
from rmdesk.domain import facts
from rmdesk.domain.client import Client
from support.clock import Clock
from support.desks import COST, PASSWORD, done
from support.people import product, staff
from support.walk import Walk, assessed, put_on, register, start

AGREED = Proof(SECOND, "second")
WHO = ("name", "born", "phone", "sex")


@pytest.fixture
def branch(desk: Desk) -> Desk:
    """Two products and a second person."""
    put_on(desk, product(), product(code="W-02"))
    done(people.add(desk, staff("second", "reviewer"), SECOND, PASSWORD, COST))
    return desk


def _changed(branch: Desk, one: Client, **over: str) -> Client:
    now = clients.require(branch, one.id)
    return done(clients.change(branch, now.id, now.profile | over, "更正", proof=AGREED))


def _renamed(branch: Desk, one: Client, other: Client) -> None:
    _changed(branch, other, **{key: one.profile[key] for key in WHO})


def _phone_of_before(branch: Desk, one: Client, other: Client) -> None:
    """Called alike, and one of them had the other's phone once: only a fact says so."""
    _changed(branch, other, name=one.profile["name"])
    _changed(branch, one, phone=other.profile["phone"])
    _changed(branch, one, phone="13900000055")


def _linked(branch: Desk, one: Client, other: Client) -> None:
    _renamed(branch, one, other)
    done(linking.link(branch, other.no, one.no, "重复建档", "证件一致", AGREED))


def _opened(branch: Desk, one: Client, _: Client) -> None:
    again = {key: one.profile[key] for key in ("name", "phone")}
    file = register(branch, date.fromisoformat(one.profile["born"]), **PASSPORT, **again, financial_assets=LESS)
    done(keeping.add(branch, file.id, HELD))


LEARNT: dict[str, Callable[[Desk, Client, Client], None]] = {
    "renamed": _renamed,
    "phone_of_before": _phone_of_before,
    "opened": _opened,
    "linked": _linked,
}
"""How the desk comes to know that two files are one person's."""


def _two(branch: Desk) -> tuple[Client, Client]:
    """A client, and a file that nothing ties to him, in which most of his means are bound."""
    one = register(branch, financial_assets=LESS)
    strange = {**OTHER, "id_number": "E7654321", "financial_assets": LESS}
    other = register(branch, date(1970, 1, 9), **strange)
    done(keeping.add(branch, other.id, HELD))
    return one, other


def _signable(branch: Desk, clock: Clock, client: Client, amount: int = 300_000) -> Walk:
    assessed(branch, client)
    walk = start(branch, clock, client).match().choose("W-01", Decimal(amount))
    return walk.tell().understand().record().print().take_back()


@pytest.mark.parametrize("later", LEARNT)
@pytest.mark.parametrize("hours", [0.1, 30])
def test_what_was_learnt_since_accuses_no_sale(branch: Desk, clock: Clock, later: str, hours: float) -> None:
    """An honest sale would be named as signed without a review, to the auditor, against its manager."""
    one, other = _two(branch)
    walk = _signable(branch, clock, one).countersign()
    assert walk.view.sale.review == ""
    clock.forward(hours=hours)
    LEARNT[later](branch, one, other)
    walk.archive()
    assert named(branch) == []


@pytest.mark.parametrize("before", ["renamed", "phone_of_before", "opened"])
def test_what_was_known_is_asked_of_a_sale(branch: Desk, clock: Clock, before: str) -> None:
    """Whoever holds the key appends a signature without the review that both files asked for: a phone that only an
    earlier change tells of was not known to the proof, and the sale passed."""
    one, other = _two(branch)
    LEARNT[before](branch, one, other)
    walk = _signable(branch, clock, one)
    assert walk.view.context.demands.review == "raised"
    append(branch, facts.Countersigned(sale_id=walk.id, review="", on=branch.today()), "demo", walk.id)
    assert named(branch) == ["SALE-13"]


def test_what_a_list_took_back_and_brought_again_was_held_once(branch: Desk, clock: Clock, tmp_path: Path) -> None:
    """The proof knew of no earlier list and counted it twice: an honest sale was named."""
    client = register(branch, financial_assets="500000")
    head, listed = "客户编号,产品代码,持有金额,起息日,数据日期", tmp_path / "holdings.csv"
    listed.write_text(f"{head}\n{client.no},W-02,240000,2026-01-02,{branch.today()}\n", encoding="utf-8")
    done(undoing.take_back(branch, done(running.bring_in(branch, "holdings", listed, Choice())).import_id))
    done(running.bring_in(branch, "holdings", listed, Choice()))
    walk = _signable(branch, clock, client, 100_000).countersign()
    assert walk.view.sale.review == ""
    assert named(branch) == []
