"""A list that says less or is taken back, and a sale that its seller ends, free no means unseen (SUIT-03)."""

from decimal import Decimal
from pathlib import Path

from desk.raised.means import LESS, PASSPORT, waits
from rmdesk.desk import checking, sales
from rmdesk.desk.desk import Desk
from rmdesk.desk.holdings import keeping
from rmdesk.desk.holdings.portfolio import held_by
from rmdesk.desk.imports import running, undoing
from rmdesk.desk.imports.running import Choice
from rmdesk.domain.client import Client
from rmdesk.faces.sale.looks import Looks
from support.clock import Clock
from support.desks import done
from support.memory import differences
from support.people import product
from support.walk import assessed, put_on, register, start


def test_a_list_that_says_less_frees_nothing_unseen(branch: Desk, tmp_path: Path) -> None:
    """Who sells would else bring in a list of his own (SUIT-03)."""
    client = register(branch, financial_assets=LESS)
    for amount in ("390000", "1", "5"):
        listed = tmp_path / "holdings.csv"
        listed.write_text(
            f"客户编号,产品代码,持有金额,数据日期\n{client.no},W-01,{amount},{branch.today()}\n", encoding="utf-8"
        )
        done(running.bring_in(branch, "holdings", listed, Choice()))
    (held,) = held_by(branch, client.id)
    assert [one.bound for one in held.eased] == [Decimal(390_000)]
    assert [one.amount for one in held.lately(branch.today())] == [Decimal(390_000)]


def test_what_was_typed_beside_a_list_was_held_beside_it(branch: Desk, clock: Clock, tmp_path: Path) -> None:
    """The same product of the same day, by a list and by hand: the list goes, and what it brought is forgotten."""
    client = register(branch, financial_assets="500000")
    assessed(branch, client)
    listed = tmp_path / "holdings.csv"
    head, day = "客户编号,产品代码,持有金额,起息日,数据日期", branch.today()
    listed.write_text(f"{head}\n{client.no},W-02,240000,2026-01-02,{day}\n", encoding="utf-8")
    put_on(branch, product(code="W-02"))
    brought = done(running.bring_in(branch, "holdings", listed, Choice())).import_id
    typed = {"product": "W-02", "amount": "200000", "begun_on": "2026-01-02"}
    done(keeping.add(branch, client.id, typed))
    done(undoing.take_back(branch, brought))
    walk = start(branch, clock, client).match().choose("W-01", Decimal(100_000))
    assert walk.view.context.demands.review == "raised"


def _brought(desk: Desk, client: Client, folder: Path, code: str = "W-02") -> str:
    """A list says that the client holds 240,000 since a day; the id of its import."""
    listed = folder / f"{client.no}-{code}.csv"
    head, day = "客户编号,产品代码,持有金额,起息日,数据日期", desk.today()
    listed.write_text(f"{head}\n{client.no},{code},240000,2026-01-02,{day}\n", encoding="utf-8")
    return done(running.bring_in(desk, "holdings", listed, Choice())).import_id


def test_lists_of_two_files_of_a_person_brought_two_holdings(branch: Desk, clock: Clock, tmp_path: Path) -> None:
    """The same product of the same day in both: taken back, they were forgotten as one."""
    put_on(branch, product(code="W-02"))
    one, other = register(branch, financial_assets="500000"), register(branch, **PASSPORT, financial_assets="500000")
    third = register(branch, **PASSPORT | {"id_number": "E7654321"}, financial_assets="500000")
    assessed(branch, third)
    for brought in [_brought(branch, client, tmp_path) for client in (one, other)]:
        done(undoing.take_back(branch, brought))
    walk = start(branch, clock, third).match().choose("W-01", Decimal(100_000))
    assert walk.view.context.demands.review == "raised"


def test_what_is_renamed_to_what_a_list_took_back_is_not_what_came_again(
    branch: Desk, clock: Clock, tmp_path: Path
) -> None:
    """Both were held at once: the second one, called by the first one's name, made one of them."""
    for code in ("W-02", "W-03"):
        put_on(branch, product(code=code))
    client = register(branch, financial_assets="500000")
    assessed(branch, client)
    first, _ = (_brought(branch, client, tmp_path, code) for code in ("W-02", "W-03"))
    renamed = next(one for one in held_by(branch, client.id) if one.code == "W-03")
    done(undoing.take_back(branch, first))
    done(keeping.change(branch, renamed.id, {"product": "W-02"}, "录错"))
    walk = start(branch, clock, client).match().choose("W-01", Decimal(100_000))
    assert walk.view.context.demands.review == "raised"


def _listed(desk: Desk, client: Client, folder: Path) -> str:
    """A list says that the client holds 390,000; the id of its import."""
    listed = folder / "holdings.csv"
    listed.write_text(
        f"客户编号,产品代码,持有金额,数据日期\n{client.no},W-01,390000,{desk.today()}\n", encoding="utf-8"
    )
    return done(running.bring_in(desk, "holdings", listed, Choice())).import_id


def test_a_sale_on_means_that_a_list_taken_back_frees_waits_for_a_second_person(
    branch: Desk, clock: Clock, tmp_path: Path
) -> None:
    """Whoever sells would else take back the list that stands in the way; a list that comes again frees nothing."""
    client = register(branch, financial_assets=LESS)
    assessed(branch, client)
    clock.forward(days=1)
    done(undoing.take_back(branch, _listed(branch, client, tmp_path)))
    assert held_by(branch, client.id) == ()
    walk = start(branch, clock, client).match().choose("W-01", Decimal(300_000))
    assert walk.view.context.demands.review == "raised"
    seen = {one.key: one.texts for one in Looks(branch, walk.view, "zh").lines()}
    assert "390,000.00" in seen["eased:W-01"][1], "the reviewer reads what it was"
    _listed(branch, client, tmp_path)
    again = start(branch, clock, client).match().choose("W-01", Decimal(10_000))
    assert again.view.context.demands.review == "", "it is held once, not twice"
    assert differences(branch.store) == []


def test_a_signed_sale_that_its_seller_ends_frees_nothing_unseen(branch: Desk, clock: Clock) -> None:
    """Who sells would else end one purchase to make room for another, and nobody looks at either (SUIT-03)."""
    client = register(branch, financial_assets=LESS)
    assessed(branch, client)
    first = start(branch, clock, client).match().choose("W-01", Decimal(390_000)).tell().understand().record()
    first.print().take_back().countersign()
    done(sales.abandon(branch, first.id, "客户取消"))
    assert held_by(branch, client.id) == ()
    walk = waits(branch, clock, client)
    seen = {one.key: one.texts for one in Looks(branch, walk.view, "zh").lines()}
    assert "390,000.00" in seen["eased:W-01"][1], "the reviewer reads what it was"
    assert differences(branch.store) == []
    assert done(checking.rules(branch)).faults == ()
