"""What makes a product easier to sell wants a second person who does not sell (SUIT-15)."""

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from rmdesk.desk import checking, guarding
from rmdesk.desk import people as at_desk
from rmdesk.desk.desk import Desk
from rmdesk.desk.guarding import Proof
from rmdesk.desk.holdings import keeping as holdings
from rmdesk.desk.imports import running
from rmdesk.desk.imports.running import Choice
from rmdesk.desk.shelf import holders, keeping
from rmdesk.desk.shelf import products as shelf
from rmdesk.desk.shelf.regrading import LOWER
from rmdesk.domain.product import Product
from rmdesk.faces.seconds import seconds
from support.desks import COST, PASSWORD, codes, done
from support.people import insurance, private, product, staff
from support.registers import SECRET, people, second
from support.walk import put_on, register


def test_a_level_falls_only_with_a_second_person_who_did_not_key_it(desk: Desk) -> None:
    """One person alone with "typo" opens an R5 to everybody: not by a regrade, not by a new version, not by way of no
    level at all (SUIT-15)."""
    put_on(desk, product(issuer_level="R5", bank_level="R5"))
    people(desk)
    lower = product(issuer_level="R1", bank_level="R1")
    assert codes(shelf.regrade(desk, "W-01", "R1", "R1", "笔误")) == ["DATA-08.second"]
    assert codes(shelf.put_on(desk, lower, "笔误")) == ["DATA-08.second"]
    assert codes(shelf.regrade(desk, "W-01", None, None, "笔误")) == ["DATA-08.second"]
    assert codes(shelf.regrade(desk, "W-01", "R1", "R1", "笔误", Proof(PASSWORD, "demo"))) == ["DATA-08.same_person"]
    assert codes(shelf.regrade(desk, "W-01", "R1", "R1", "笔误", second("manager"))) == ["DATA-08.second_role"]
    assert done(shelf.get(desk, "W-01")).bank_level == "R5"
    done(shelf.regrade(desk, "W-01", "R1", "R4", "发行方下调，本行复核", second("compliance")))
    assert done(shelf.get(desk, "W-01")).level(desk.pack.levels) == "R4"


@pytest.mark.parametrize(
    ("before", "over"),
    [
        (product(), {"family": "deposit", "regime": "none", "worst_loss": Decimal(0)}),
        (product(family="bond"), {"regime": "none"}),
        (product(), {"regime": "securities"}),
        (product(), {"worst_loss": Decimal("0.05")}),
        (product(), {"currency": "JPY"}),
        (product(client_kind="organisation"), {"client_kind": None}),
        (product(self_issued=False, approved=True), {"self_issued": True}),
        (private(), {"private_kind": "fixed_income"}),
        (private(), {"private_kind": None, "family": "wealth", "regime": "bank"}),
        (insurance(), {"insurance": insurance(premium="single", pay_years=1).insurance}),
        (insurance(), {"insurance": insurance(pay_years=3).insurance}),
        (insurance(), {"insurance": insurance(design="traditional").insurance}),
        (insurance(), {"insurance": None, "family": "wealth", "regime": "bank"}),
    ],
)
def test_no_check_of_the_match_is_loosened_alone(desk: Desk, before: Product, over: dict[str, Any]) -> None:
    """SUIT-15: called a deposit, an R5 fund fits everybody; paid at once, a premium that the income does not bear is
    offered again. One person alone would sell by it what the level forbids."""
    put_on(desk, before)
    stands = done(shelf.get(desk, before.code))
    people(desk)
    after = before.model_copy(update=over)
    assert codes(shelf.put_on(desk, after, "笔误")) == ["DATA-08.second"]
    assert done(shelf.get(desk, before.code)) == stands
    done(shelf.put_on(desk, after, "发行方更正，已复核", second("reviewer")))
    done(shelf.put_on(desk, stands, "改回", second("reviewer")))
    assert done(checking.rules(desk)).faults == ()


@pytest.mark.parametrize(
    ("before", "over"),
    [
        (product(family="deposit", regime="none"), {"family": "wealth", "regime": "bank", "worst_loss": Decimal(1)}),
        (product(), {"client_kind": "person", "minimum": Decimal(1), "private_kind": "equity"}),
        (
            product(worst_loss=Decimal(1), unconfirmed=("worst_loss",)),
            {"worst_loss": Decimal("0.2"), "unconfirmed": ()},
        ),
        (insurance(), {"insurance": insurance(pay_years=20).insurance}),
    ],
)
def test_what_makes_a_product_harder_to_sell_needs_nobody_else(
    desk: Desk, before: Product, over: dict[str, Any]
) -> None:
    """SUIT-15: a stricter match must not wait until a second person is at hand, nor a worst case until one confirms
    what was never sold by."""
    put_on(desk, before)
    done(shelf.put_on(desk, before.model_copy(update=over), "更正"))


def test_what_clients_hold_is_freed_by_no_listing_alone(desk: Desk, tmp_path: Path) -> None:
    """SUIT-03: noted as a fund of elsewhere, it stands in the way; listed as a deposit of that code it counts no more,
    and one person made room for another purchase."""
    people(desk)
    client = register(desk)
    noted = {"product": "X-9", "name": "他行理财", "family": "wealth", "amount": "390000"}
    done(holdings.add(desk, client.id, noted))
    said = {"code": "X-9", "name": "虚构存款", "family": "deposit", "issuer": "虚构银行", "minimum": "50"}
    assert codes(keeping.add(desk, said)) == ["DATA-08.second"]
    agreed = holders.lowering(desk, *done(keeping.adding(desk, said)), "zh")
    assert "不再计入" in agreed, "who agrees reads what it frees"
    path = tmp_path / "list.csv"
    path.write_text(
        "产品代码,产品名称,产品类型,发行机构,起购金额(元)\nX-9,虚构存款,存款,虚构银行,50\n", encoding="utf-8"
    )
    report = done(running.bring_in(desk, "products", path, Choice()))
    assert [one.refusal.code for one in report.faults] == ["SUIT-15.held"]
    done(keeping.add(desk, said, second("reviewer")))
    assert done(checking.rules(desk)).faults == ()
    done(holdings.add(desk, client.id, {**noted, "product": "X-8"}))
    done(holdings.add(desk, client.id, {**noted, "product": "X-7", "family": "deposit"}))
    done(keeping.add(desk, {**said, "code": "X-7"}))
    done(keeping.add(desk, {**said, "code": "X-8", "family": "wealth", "issuer_level": "R1"}))
    assert done(checking.rules(desk)).faults == ()


def test_who_sells_is_no_second_person_for_a_level(desk: Desk) -> None:
    """SUIT-15: a manager who also reviews would agree to R2 for an R5 and then sell it to his own client."""
    put_on(desk, product(issuer_level="R5", bank_level="R5"))
    people(desk)
    both = staff("both", "manager", "reviewer", sells=False)
    done(at_desk.add(desk, both, SECRET, PASSWORD, COST))
    assert codes(shelf.regrade(desk, "W-01", "R2", "R2", "复评", second("both"))) == ["SUIT-15.apart"]
    assert done(shelf.get(desk, "W-01")).bank_level == "R5"
    wanted, closed = guarding.asked(desk, LOWER), guarding.barred(desk, LOWER)
    offered = {one.key for one in seconds(desk, wanted, "zh", closed_to=closed).options}
    assert offered == {"product_keeper", "reviewer", "compliance"}
    done(shelf.regrade(desk, "W-01", "R2", "R2", "复评", second("reviewer")))
