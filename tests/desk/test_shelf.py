"""The shelf: levels that change are told to their holders; what is not coherent never gets on it (SUIT-13..15)."""

from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from rmdesk.desk import checking, guarding, sales, selling
from rmdesk.desk import people as at_desk
from rmdesk.desk.assessment import standing
from rmdesk.desk.desk import Desk
from rmdesk.desk.dues import client_dues
from rmdesk.desk.guarding import Proof
from rmdesk.desk.holdings import keeping as holdings
from rmdesk.desk.imports import running, undoing
from rmdesk.desk.imports.running import Choice
from rmdesk.desk.registers import acting
from rmdesk.desk.shelf import holders, keeping, listing
from rmdesk.desk.shelf import products as shelf
from rmdesk.desk.shelf.history import history
from rmdesk.desk.shelf.listing import Sought
from rmdesk.desk.shelf.regrading import LOWER
from rmdesk.domain import facts
from rmdesk.domain.base import Text
from rmdesk.domain.directives import Directive, HandedDown, ProductGiven, Recall, Release, topic
from rmdesk.domain.product import Product
from rmdesk.domain.refusal import Refused
from rmdesk.faces.seconds import seconds
from support.clock import Clock
from support.desks import COST, PASSWORD, codes, done, rested
from support.people import insurance, private, product, staff, text
from support.registers import SECRET, at, people, second, was_done
from support.walk import Walk, assessed, put_on, register, start

ME = Proof(SECRET)


def _sold(desk: Desk, clock: Clock, **over: str) -> Walk:
    """A countersigned sale of W-01."""
    client = register(desk, **over)
    assessed(desk, client)
    walk = start(desk, clock, client).match().choose("W-01").tell().understand().record()
    return walk.print().take_back().countersign()


def _told(desk: Desk, client_id: str) -> list[tuple[date, str]]:
    found = done(client_dues.of_client(desk, client_id))
    return [(due.on, due.about) for due in found if due.kind == "level_changed"]


def test_a_changed_level_is_told_to_every_holder_today(desk: Desk, clock: Clock) -> None:
    """SUIT-14: filed or not, and the due says whether the product still fits; who did not buy is not bothered."""
    put_on(desk, product())
    filed = _sold(desk, clock).archive().view.sale.client_id
    signed = _sold(desk, clock, phone="13800000002").view.sale.client_id
    other = register(desk, phone="13800000003").id
    gone = start(desk, clock, register(desk, phone="13800000004"))
    done(sales.abandon(desk, gone.id, "客户放弃"))
    done(shelf.regrade(desk, "w-01", "R4", "R3", "年度重新评级"))
    for holder in (filed, signed):
        assert _told(desk, holder) == [(desk.today(), "W-01 R2 → R4 > C3")]
    assert _told(desk, other) == []
    assert _told(desk, gone.view.sale.client_id) == []
    assert {one.client_id for one in done(holders.holders(desk, "W-01")).holders} == {filed, signed}


def test_a_rating_that_changes_nothing_is_told_to_nobody(desk: Desk, clock: Clock) -> None:
    """The higher of both counts, and it did not move."""
    put_on(desk, product())
    holder = _sold(desk, clock).view.sale.client_id
    done(shelf.regrade(desk, "W-01", "R1", "R2", "复核"))
    assert _told(desk, holder) == []
    people(desk)
    done(shelf.regrade(desk, "W-01", "R1", "R1", "复核", second("reviewer")))
    assert _told(desk, holder) == [(desk.today(), "W-01 R2 → R1")]


def test_a_new_version_with_another_level_is_told_as_well(desk: Desk, clock: Clock) -> None:
    """A level does not change unnoticed by listing the product anew."""
    put_on(desk, product())
    holder = _sold(desk, clock).view.sale.client_id
    put_on(desk, product(bank_level="R5"))
    assert _told(desk, holder) == [(desk.today(), "W-01 R2 → R5 > C3")]


def test_a_sale_under_way_stops_at_the_new_level(desk: Desk, clock: Clock) -> None:
    """SUIT-14: the client chose another risk; even where it still fits, he is told and chooses again."""
    put_on(desk, product())
    client = register(desk)
    assessed(desk, client)
    walk = start(desk, clock, client).match().choose("W-01").tell()
    done(shelf.regrade(desk, "W-01", "R3", "R3", "重新评级"))
    answer = selling.items(desk, walk.id)
    assert codes(answer) == ["SALE-01.step", "SUIT-14"]
    assert isinstance(answer, Refused)
    assert answer.reasons[1].saw == {"was": "R2", "now": "R3"}
    walk.choose("W-01").tell().understand()


@pytest.mark.parametrize(
    ("over", "case"),
    [
        ({"bank_level": "R9"}, "INPUT.choice"),
        ({"issuer_level": ""}, "INPUT.choice"),
        ({"family": "fund", "regime": "none"}, "INPUT.choice"),
        ({"family": "wealth", "regime": "insurance"}, "INPUT.choice"),
        ({"family": "insurance", "regime": "bank"}, "INPUT.choice"),
        ({"family": "insurance", "regime": "insurance"}, "INPUT.required"),
        ({"family": "private", "regime": "securities"}, "INPUT.required"),
        ({"minimum": Decimal(-1)}, "INPUT.amount"),
        ({"step": Decimal(0)}, "INPUT.required"),
        ({"worst_loss": Decimal("NaN")}, "INPUT.amount"),
        ({"code": "  "}, "INPUT.required"),
        ({"summary": Text(zh="稳赚不赔", en="…")}, "SALE-11"),
        ({"worst_case": Text(zh="本产品保本", en="…")}, "SALE-11"),
    ],
)
def test_what_the_rules_could_not_be_asked_about_stays_off_the_shelf(
    desk: Desk, over: dict[str, Any], case: str
) -> None:
    """An unknown level, a fund without a regime, an insurance without its terms, a promise in its texts."""
    assert codes(shelf.put_on(desk, product().model_copy(update=over))) == [case]
    assert done(shelf.products(desk)) == ()


def test_what_is_coherent_gets_on_it(desk: Desk) -> None:
    """Every family, and a code typed in lower case is the same code."""
    put_on(desk, product(code=" w-09 "), insurance(), private(), product(code="B-1", family="bond", regime="none"))
    assert [one.code for one in done(shelf.products(desk))] == ["B-1", "I-01", "P-01", "W-09"]
    assert done(shelf.get(desk, "w-09")).code == "W-09"


def test_what_cannot_be_left_on_any_day_carries_the_liquidity_risk(desk: Desk) -> None:
    """A paper said that there is no way out within the term, and explained no liquidity risk: it is told whatever the
    keeper's list says (DESK-03). Nothing is lost by leaving a deposit early."""
    assert done(shelf.put_on(desk, product(risks=("market",)))).risks == ("market", "liquidity")
    assert done(shelf.put_on(desk, product(code="W-02", risks=("market",), liquidity="daily"))).risks == ("market",)
    deposit = product(code="D-01", family="deposit", regime="none", issuer_level=None, bank_level=None, risks=("rate",))
    assert done(shelf.put_on(desk, deposit)).risks == ("rate",)


@pytest.mark.parametrize("reason", ["", "   "])
def test_a_change_of_the_shelf_says_why(desk: Desk, reason: str) -> None:
    """SUIT-14, DESK-03: an unexplained change cannot be looked into later."""
    put_on(desk, product())
    assert codes(shelf.regrade(desk, "W-01", "R3", "R3", reason)) == ["INPUT.required"]
    assert codes(shelf.set_status(desk, "W-01", "suspended", reason)) == ["INPUT.required"]
    assert codes(shelf.regrade(desk, "W-77", "R3", "R3", "x")) == ["INPUT.unknown"]
    assert codes(shelf.regrade(desk, "W-01", "R3", "R7", "x")) == ["INPUT.choice"]


def test_a_suspended_product_is_offered_again_when_it_is_resumed(desk: Desk, clock: Clock) -> None:
    """DESK-03: the reason is the shelf's, not the client's."""
    put_on(desk, product())
    client = register(desk)
    assessed(desk, client)
    done(shelf.set_status(desk, "W-01", "suspended", "总行通知"))
    walk = start(desk, clock, client).match()
    assert codes(selling.choose(desk, walk.id, "W-01", Decimal(20_000))) == ["DESK-03.suspended"]
    done(shelf.set_status(desk, "W-01", "listed", "恢复"))
    walk.match().choose("W-01")


def test_a_product_that_was_listed_after_the_match_was_not_judged_by_it(desk: Desk, clock: Clock) -> None:
    """SALE-01: what is chosen stands in the opinion."""
    put_on(desk, product())
    client = register(desk)
    assessed(desk, client)
    walk = start(desk, clock, client).match()
    put_on(desk, product(code="W-02", name=text("示例新品")))
    assert codes(selling.choose(desk, walk.id, "W-02", Decimal(20_000))) == ["SALE-01.step"]
    walk.match().choose("W-02")


def test_a_match_of_last_month_is_made_anew(desk: Desk, clock: Clock) -> None:
    """The opinion serves thirty days, also for the choice itself."""
    put_on(desk, product())
    client = register(desk)
    assessed(desk, client)
    walk = start(desk, clock, client).match()
    rested(desk, clock, days=31)
    assert codes(selling.choose(desk, walk.id, "W-01", Decimal(20_000))) == ["SALE-01.opinion"]
    found = standing.latest(desk, client.id)
    assert found is not None
    assert found.on == desk.today() - timedelta(31)
    walk.match().choose("W-01")


def test_the_shelf_is_found_by_words_and_filters_page_by_page(desk: Desk) -> None:
    """A product that is not found is not sold; the level that counts is the higher one (SUIT-13)."""
    put_on(desk, product(), product(code="W-02", issuer_level="R4", bank_level="R1", status="suspended"), insurance())
    put_on(desk, product(code="D_01", family="deposit", regime="none", issuer_level=None, bank_level=None))

    def found(text: str = "", **by: str) -> list[str]:
        page = done(listing.page(desk, Sought(text, tuple(by.items()))))  # type: ignore[arg-type]
        assert page.total == len(page.products)
        return [one.code for one in page.products]

    assert found() == ["D_01", "I-01", "W-01", "W-02"]
    assert found("r4") == found("中高风险") == found(level="R4") == ["W-02"]
    assert found(level="") == ["D_01"]
    assert found("w-0 suspended") == []
    assert found("w-0", status="suspended") == ["W-02"]
    assert found("理财产品") == ["W-01", "W-02"]
    assert found("_") == ["D_01"]
    assert found("%") == []
    first = done(listing.page(desk, Sought(), limit=3))
    assert [one.code for one in done(listing.page(desk, Sought(), after=first.products[-1].code)).products] == ["W-02"]
    assert done(listing.values(desk, "level")) == (("R2", 2), ("R4", 1), ("", 1))
    assert done(listing.values(desk, "status")) == (("listed", 3), ("suspended", 1))
    today, day = desk.today(), timedelta(1)
    put_on(desk, product(code="W-03", ends_on=today - day), product(code="W-04", listed_on=today + day))
    put_on(desk, product(code="W-05", ends_on=today), product(code="W-06", status="suspended", ends_on=today - day))
    states = {one.code: one.state_on(today) for one in done(shelf.products(desk))}
    for state, many in done(listing.values(desk, "status")):
        assert found(status=state) == [code for code, stands in states.items() if stands == state]
        assert len(found(status=state)) == many
    assert found(status="over") == ["W-03"]


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


def test_what_is_listed_again_is_held_against_what_it_was(desk: Desk, tmp_path: Path) -> None:
    """SUIT-15: who takes the list back and lists its R5 anew as R2 opens it to everybody alone, in whatever letters."""
    listed = "产品代码,产品名称,产品类型,发行机构,发行机构评级,起购金额(元)\n{},虚构一号,理财产品,虚构理财,{},10000\n"
    path = tmp_path / "list.csv"

    def bring(code: str, level: str) -> running.Report:
        path.write_text(listed.format(code, level), encoding="utf-8")
        return done(running.bring_in(desk, "products", path, Choice()))

    people(desk)
    done(undoing.take_back(desk, bring("T-1", "R5").import_id))
    lower = {"code": "ｔ-1", "name": "虚构一号", "family": "wealth", "issuer": "虚构理财", "issuer_level": "R2"}
    lower |= {"minimum": "10000"}
    for code in ("T-1", "t-1", "Ｔ－１"):
        assert [one.refusal.code for one in bring(code, "R2").faults] == ["SUIT-15.again"]
    assert codes(keeping.add(desk, lower)) == ["DATA-08.second"]
    before, after = done(keeping.adding(desk, lower))
    assert (before.issuer_level, after.issuer_level) == ("R5", "R2")
    assert codes(shelf.get(desk, "T-1")) == ["INPUT.unknown"]
    assert done(keeping.add(desk, lower, second("reviewer"))).code == "T-1"
    assert done(checking.rules(desk)).faults == ()


def test_a_worst_case_left_blank_is_held_against_what_was_told(desk: Desk, tmp_path: Path) -> None:
    """SUIT-15: 60 % was told by the list that was taken back; listed again without it, the keeper alone confirmed 5 %,
    and the book prints the small loss."""
    listed = "产品代码,产品名称,产品类型,发行机构,发行机构评级,起购金额(元),最不利情形损失比例,最不利情形,收益类型\n"
    path = tmp_path / "list.csv"

    def bring(loss: str) -> running.Report:
        path.write_text(f"{listed}T-1,虚构一号,理财产品,虚构理财,R3,10000,{loss},可能损失,浮动收益\n", encoding="utf-8")
        return done(running.bring_in(desk, "products", path, Choice()))

    people(desk)
    for loss in ("60%", ""):
        done(undoing.take_back(desk, bring(loss).import_id))
    assert bring("").unconfirmed == 1
    assert [one.refusal.code for one in bring("5%").faults] == ["SUIT-15.looser"]
    small = {"worst_loss": "5%"}
    assert codes(keeping.confirm(desk, "T-1", small)) == ["DATA-08.second"]
    assert codes(keeping.confirm_many(desk, ("T-1",), small)) == ["DATA-08.second"]
    (pair,) = done(keeping.confirming(desk, ("T-1",), small))
    assert "0.6 → 0.05" in holders.lowering(desk, *pair, "zh")
    assert done(keeping.confirming(desk, ("T-1",), {"worst_loss": "60%"})) == ()
    assert done(keeping.confirm_many(desk, ("T-1",), small, second("reviewer"))) == 1
    assert done(shelf.get(desk, "T-1")).worst_loss == Decimal("0.05")
    assert done(checking.rules(desk)).faults == ()


def test_what_head_office_said_of_a_product_goes_with_no_list(desk: Desk, tmp_path: Path) -> None:
    """SUIT-15: head office gives R5 for what a list had as R2; the list taken back would forget that with it."""
    path = tmp_path / "list.csv"
    path.write_text(
        "产品代码,产品名称,产品类型,发行机构,发行机构评级,起购金额(元)\nT-1,虚构一号,理财产品,虚构理财,R2,1\n",
        encoding="utf-8",
    )
    run = done(running.bring_in(desk, "products", path, Choice())).import_id
    given = ProductGiven(product=product(code="T-1", issuer_level="R5", bank_level="R5"))
    with desk.transaction():
        down = HandedDown(device="hq", seq=7, by="op", second="other", about="T-1", directive=given)
        desk.record(down, "hq")
    assert [one.why for one in done(undoing.take_back(desk, run)).kept] == ["changed"]
    assert done(shelf.get(desk, "T-1")).issuer_level == "R5"


def test_what_head_office_took_off_sale_comes_back_by_no_one_alone(desk: Desk, tmp_path: Path) -> None:
    """DESK-03: two people at head office suspended it, ended its sale and raised its minimum; the keeper of one branch
    sold it again alone, for longer and to clients with less, by a command, a form or the next list."""
    put_on(desk, product(code="T-1", minimum=Decimal(10000), worst_case=text("可能损失")))
    people(desk)
    last = desk.today() + timedelta(10)
    terms = {"status": "suspended", "ends_on": last, "minimum": Decimal(50000)}
    given = ProductGiven(product=done(shelf.get(desk, "T-1")).model_copy(update=terms))
    with desk.transaction():
        desk.record(HandedDown(device="hq", seq=7, by="op", second="other", about="T-1", directive=given), "hq")
    assert done(shelf.set_status(desk, "T-1", "ended", "停售")).status == "ended"
    assert codes(shelf.set_status(desk, "T-1", "listed", "恢复")) == ["DATA-08.second"]
    assert codes(keeping.state_many(desk, ("T-1",), "listed", "恢复")) == ["DATA-08.second"]
    later = {"raise_to": (last + timedelta(1)).isoformat()}
    for looser in (later, {"raise_to": ""}, {"minimum": "10000"}):
        assert codes(keeping.change(desk, "T-1", looser, "展期")) == ["DATA-08.second"]
    done(keeping.change(desk, "T-1", {"raise_to": desk.today().isoformat(), "minimum": "60000"}, "收紧"))
    done(keeping.change(desk, "T-1", {"raise_to": last.isoformat(), "minimum": "50000"}, "如总行所定"))
    path = tmp_path / "list.csv"
    path.write_text(
        "产品代码,产品名称,产品类型,发行机构,发行机构评级,起购金额(元),最不利情形损失比例,最不利情形,收益类型,销售状态\n"
        "T-1,虚构一号,理财产品,虚构理财,R2,50000,60%,可能损失,浮动收益,在售\n",
        encoding="utf-8",
    )
    report = done(running.bring_in(desk, "products", path, Choice()))
    assert [one.refusal.code for one in report.faults] == ["SUIT-15.looser"]
    assert "状态：ended → listed" in holders.resuming(desk, (done(shelf.get(desk, "T-1")),), "zh")
    done(keeping.state_many(desk, ("T-1",), "listed", "总行函", second("compliance")))
    done(shelf.set_status(desk, "T-1", "suspended", "暂停"))
    done(shelf.set_status(desk, "T-1", "listed", "恢复"))
    assert codes(keeping.change(desk, "T-1", later, "展期")) == ["DATA-08.second"]
    done(keeping.change(desk, "T-1", later, "展期", second("compliance")))
    assert "second" not in [one.what for one in done(checking.rules(desk)).faults]
    with desk.transaction():
        desk.record(HandedDown(device="hq", seq=8, by="op", second="other", about="T-1", directive=given), "hq")
    desk.record(facts.ProductStatusChanged(code="T-1", status="listed", was="suspended", reason="恢复"), "T-1")
    assert [one.what for one in done(checking.rules(desk)).faults].count("second") == 1


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


def test_what_is_listed_again_as_it_was_needs_nobody_else(desk: Desk, tmp_path: Path) -> None:
    """A mended list comes in by one person, as long as it sells nothing more easily; without it, `verify --rules` would
    name what one person listed lower."""
    listed = "产品代码,产品名称,产品类型,发行机构,发行机构评级,起购金额(元)\nT-1,虚构一号,理财产品,虚构理财,R3,10000\n"
    path = tmp_path / "list.csv"
    path.write_text(listed, encoding="utf-8")
    for level in ("R4", "R5"):
        done(undoing.take_back(desk, done(running.bring_in(desk, "products", path, Choice())).import_id))
        path.write_text(listed.replace("R3", level), encoding="utf-8")
    done(undoing.take_back(desk, done(running.bring_in(desk, "products", path, Choice())).import_id))
    assert done(checking.rules(desk)).faults == ()
    with desk.transaction():
        desk.record(facts.ProductListed(product=product(code="T-1", issuer_level="R1", bank_level=None)), "T-1")
    assert [(one.what, one.detail.split()[0]) for one in done(checking.rules(desk)).faults] == [
        ("second", "shelf.lower")
    ]


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


def test_a_holder_whose_assessment_expired_is_not_called_suitable(desk: Desk, clock: Clock) -> None:
    """SUIT-20: his file and every sale say expired; the list of holders said suitable, and nobody asked him again."""
    put_on(desk, product(term_days=720))
    _sold(desk, clock)
    rested(desk, clock, days=364)
    assert [one.fit for one in done(holders.holders(desk, "W-01")).holders] == ["fits"]
    rested(desk, clock, days=3)
    found = done(holders.holders(desk, "W-01"))
    assert (found.holders[0].fit, found.unfit, found.expired) == ("expired", 0, 1)


def test_holders_who_no_longer_fit_come_first_and_one_notice_waits(desk: Desk, clock: Clock) -> None:
    """SUIT-14: raised at nine, everybody who holds it is listed, and compliance only has to release the notice; from
    then on its own dues stand for telling each of them, and nobody is called twice."""
    put_on(desk, product())
    people(desk)
    first, other = (_sold(desk, clock, phone=f"1380000000{at}").view.sale for at in (2, 3))
    assert [one.fit for one in done(holders.holders(desk, "W-01")).holders] == ["fits", "fits"]
    assert done(holders.holders(desk, "W-01")).expired == 0
    done(shelf.regrade(desk, "W-01", "R4", "R4", "重新评级"))
    found = done(holders.holders(desk, "w-01"))
    assert [(one.client_id, one.fit, one.amount) for one in found.holders] == [
        (first.client_id, "above", Decimal(20_000)),
        (other.client_id, "above", Decimal(20_000)),
    ]
    assert found.unfit == 2
    ((_, no),) = found.notices
    assert _told(desk, first.client_id) != []
    released = acting.do(at(desk, "compliance"), no, "release", 1, {"holders_on": desk.today().isoformat()}, proof=ME)
    assert was_done(released).made == 2
    desk.actor = staff("demo")
    assert _told(desk, first.client_id) == _told(desk, other.client_id) == []
    desk.actor = staff("someone", "manager")
    assert done(holders.holders(desk, "W-01")).holders == (), "of the own book alone"
    keeper = holders.holders(at(desk, "product_keeper"), "W-01")
    assert all("*" in one.name for one in done(keeper).holders), "who rates products needs no names"


REGISTERED = {"registration_code": "Z7000123000001", "worst_case": text("可能损失")}


def _twin(code: str, **over: Any) -> Product:
    return product(code=code, **{**REGISTERED, "registration_code": "ｚ7000 123000001", **over})


def test_a_product_under_another_code_is_no_lower_by_one_person_s_word(desk: Desk, tmp_path: Path) -> None:
    """SUIT-15: what stood there as R5 and may lose 90 % was listed again under another code, with the registration
    code of before, as R1 and 1 %, and sold to a C2. Two classes of a fund's shares are one product alike."""
    put_on(desk, product(code="T-1", issuer_level="R5", bank_level="R5", worst_loss=Decimal("0.9"), **REGISTERED))
    people(desk)
    done(shelf.put_on(desk, _twin("T-2", issuer_level="R5", worst_loss=Decimal("0.9"))))
    lower, less = _twin("T-3", issuer_level="R1", worst_loss=Decimal("0.9")), _twin("T-3", issuer_level="R5")
    for one in (lower, less):
        assert codes(shelf.put_on(desk, one)) == ["DATA-08.second"]
    unsaid = _twin("T-4", issuer_level="R5", worst_loss=Decimal(1), unconfirmed=("worst_loss",), status="suspended")
    done(shelf.put_on(desk, unsaid))
    assert codes(keeping.confirm(desk, "T-4", {"worst_loss": "1%"})) == ["DATA-08.second"]
    done(keeping.confirm(desk, "T-4", {"worst_loss": "90%"}))
    path = tmp_path / "list.csv"
    path.write_text(
        "产品代码,登记编码,产品名称,产品类型,发行机构,发行机构评级,起购金额(元),最不利情形损失比例,最不利情形,收益类型,销售状态\n"
        "T-3,Z7000123000001,虚构一号,理财产品,虚构理财,R1,1,1%,可能损失,浮动收益,在售\n",
        encoding="utf-8",
    )
    (fault,) = done(running.bring_in(desk, "products", path, Choice())).faults
    assert (fault.refusal.code, fault.column) == ("SUIT-15.registered", "发行机构评级")
    told = holders.lowering(desk, lower, lower, "zh")
    assert "登记编码相同的产品：T-1" in told
    done(shelf.put_on(desk, lower, proof=second("reviewer")))
    done(keeping.change(desk, "T-3", {"step": "2"}, "agreed to once"))
    assert "second" not in [one.what for one in done(checking.rules(desk)).faults]


def test_what_went_off_the_shelf_is_held_against_its_other_codes(desk: Desk, tmp_path: Path) -> None:
    """SUIT-15: the list taken back, or the registration code put right, and the R5 was an R1 under the next code."""
    path = tmp_path / "list.csv"
    heads = "产品代码,登记编码,产品名称,产品类型,发行机构,发行机构评级,起购金额(元),最不利情形损失比例,最不利情形\n"
    path.write_text(f"{heads}T-1,Z7000123000001,虚构一号,理财产品,虚构理财,R5,1,90%,可能损失\n", encoding="utf-8")
    done(undoing.take_back(desk, done(running.bring_in(desk, "products", path, Choice())).import_id))
    people(desk)
    assert codes(shelf.put_on(desk, _twin("T-2", issuer_level="R1"))) == ["DATA-08.second"]
    put_on(desk, product(code="T-5", issuer_level="R5", **{**REGISTERED, "registration_code": "Z7000123000005"}))
    done(keeping.change(desk, "T-5", {"registration_code": "Z7000123000006"}, "更正"))
    other = _twin("T-6", issuer_level="R1", registration_code="Z7000123000005")
    assert codes(shelf.put_on(desk, other)) == ["DATA-08.second"]
    done(shelf.put_on(desk, _twin("T-7", issuer_level="R1", registration_code="待定")))
    done(shelf.put_on(desk, _twin("T-8", issuer_level="R2", registration_code="待定")))


def test_what_head_office_withholds_is_withheld_under_all_its_codes(desk: Desk) -> None:
    """DESK-03: recalled or stopped by two people at head office, it was sold on under the other code of the same
    registration, listed before or the day after."""
    for code in ("T-1", "T-2"):
        put_on(desk, product(code=code, **REGISTERED))
    people(desk)
    recall = Recall(about="T-1", reason="净值异常")

    def hear(number: int, given: Directive) -> None:
        with desk.transaction():
            down = HandedDown(device="hq", seq=number, by="op", second="other", about=given.about, directive=given)
            desk.record(down, topic(given.what, given.about))

    def states(*products: str) -> list[str]:
        return [done(shelf.get(desk, one)).state_on(desk.today()) for one in products]

    hear(1, recall)
    done(shelf.put_on(desk, _twin("T-3")))
    assert states("T-1", "T-2", "T-3") == ["recalled"] * 3
    assert "下发召回 T-1" in "".join(one.said for one in done(history(desk, "T-3", "zh")))
    apart = {"registration_code": "Z7000999000009"}
    assert codes(keeping.change(desk, "T-3", apart, "更正")) == ["DATA-08.second"]
    hear(2, Release(about="T-1", reason="已核实"))
    assert states("T-1", "T-2", "T-3") == ["listed"] * 3
    hear(3, ProductGiven(product=done(shelf.get(desk, "T-1")).model_copy(update={"status": "suspended"})))
    assert states("T-1", "T-2", "T-3") == ["suspended"] * 3
    assert codes(shelf.set_status(desk, "T-2", "listed", "恢复")) == ["DATA-08.second"]
    assert codes(keeping.change(desk, "T-2", apart, "更正")) == ["DATA-08.second"]
    assert codes(shelf.put_on(desk, _twin("T-4"))) == ["DATA-08.second"]
    assert "状态：suspended → listed" in holders.resuming(desk, (done(shelf.get(desk, "T-2")),), "zh")
    done(shelf.set_status(desk, "T-2", "listed", "总行函", second("compliance")))
    done(keeping.change(desk, "T-2", {"step": "2"}, "agreed to once"))
    hear(4, ProductGiven(product=done(shelf.get(desk, "T-2"))))
    hear(5, ProductGiven(product=done(shelf.get(desk, "T-1"))))
    assert states("T-2") == ["listed"], "head office itself says so of it"
    assert "second" not in [one.what for one in done(checking.rules(desk)).faults]
