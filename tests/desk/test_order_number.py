"""Orders that another system places: its number stands on the sale's paper and closes the file (SALE-15)."""

import json

import pytest

from rmdesk.desk import confirming
from rmdesk.desk.audit import gaps
from rmdesk.desk.desk import Desk
from rmdesk.domain.facts import PaperPrinted
from support.clock import Clock
from support.desks import codes, done
from support.people import product
from support.walk import Walk, assessed, put_on, register, start

SYSTEM = "示例代销系统"


@pytest.fixture
def told(desk: Desk, clock: Clock) -> Walk:
    """A product that an agent system orders, told to its buyer."""
    put_on(desk, product(order_system=SYSTEM), product(code="W-02"))
    client = register(desk)
    assessed(desk, client)
    return start(desk, clock, client).match().choose("W-01").tell().understand().record()


def _book(walk: Walk) -> str:
    printed = [one.fact for one in walk.desk.store.entries() if one.kind == PaperPrinted.kind]
    books = [one for one in printed if isinstance(one, PaperPrinted) and one.printed.kind == "disclosure_book"]
    return json.dumps(json.loads(books[-1].content), ensure_ascii=False)


def test_the_file_waits_for_the_order_number_and_the_signatures_do_not(told: Walk) -> None:
    """The order is placed once the client has signed; without its number nobody finds it later."""
    walk = told.print().take_back().countersign()
    assert f"{SYSTEM}受理，订单号：____" in _book(walk), "a line to fill in by hand"
    assert codes(confirming.archive(walk.desk, walk.id)) == ["SALE-01.step", "SALE-15"]
    assert "SALE-15" in [one.code for one in gaps.gaps(walk.desk, walk.view.sale)["recorded"]]
    assert codes(confirming.note_order(walk.desk, walk.id, "  ")) == ["INPUT.required"]
    assert codes(confirming.note_order(walk.desk, walk.id, "-02")) == ["SALE-15.number"]
    done(confirming.note_order(walk.desk, walk.id, "DX-2026-01"))
    noted = done(confirming.note_order(walk.desk, walk.id, "DX-2026-001")).sale.order
    assert noted is not None
    assert (noted.system, noted.number) == (SYSTEM, "DX-2026-001"), "a slip is mended"
    assert "SALE-15" not in [one.code for one in gaps.gaps(walk.desk, walk.view.sale)["recorded"]]
    walk.archive()
    other = start(walk.desk, walk.clock, walk.view.context.client).match().choose("W-01").tell().understand().record()
    assert codes(confirming.note_order(other.desk, other.id, "DX-2026-001")) == ["SALE-15.used"]
    done(confirming.note_order(other.desk, other.id, "DX-2026-01"))


def test_a_number_that_is_known_stands_on_the_paper_and_belongs_to_one_product(told: Walk) -> None:
    """Another product is another order; one that no system orders has no number."""
    done(confirming.note_order(told.desk, told.id, "DX-7"))
    assert "订单号：DX-7" in _book(told.print())
    walk = told.match().choose("W-02").tell().understand().record()
    assert walk.view.sale.order is None
    assert codes(confirming.note_order(walk.desk, walk.id, "DX-8")) == ["SALE-15.none"]
    walk.print().take_back().countersign().archive()
