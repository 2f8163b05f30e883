"""What is listed again, or under another code, is held against what it was and what head office said (SUIT-15)."""

from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from rmdesk.desk import checking
from rmdesk.desk.desk import Desk
from rmdesk.desk.exchange import directed
from rmdesk.desk.imports import running, undoing
from rmdesk.desk.imports.running import Choice
from rmdesk.desk.shelf import holders, keeping, stood
from rmdesk.desk.shelf import products as shelf
from rmdesk.desk.shelf.history import history
from rmdesk.domain import facts
from rmdesk.domain.directives import Directive, HandedDown, ProductGiven, Recall, Release, topic
from rmdesk.domain.product import Product
from support.desks import codes, done
from support.people import product, text
from support.registers import people, second
from support.walk import put_on


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


@pytest.mark.parametrize("rows", ["R1,1%;R5,90%", "R5,90%;R1,1%"])
def test_rows_of_one_list_are_held_against_each_other(desk: Desk, tmp_path: Path, rows: str) -> None:
    """SUIT-15: one list had a product as R1 and 1 % under one code and as R5 and 90 % under another, and the first was
    sold to a C2, whichever came first."""
    path = tmp_path / "list.csv"
    heads = (
        "产品代码,登记编码,产品名称,产品类型,发行机构,起购金额(元),最不利情形,收益类型,发行机构评级,最不利情形损失比例"
    )
    same = "Z7000123000001,虚构一号,理财产品,虚构理财,1,可能损失,浮动收益"
    lines = [f"T-{level[:2]},{same},{level}" for level in rows.split(";")]
    path.write_text("\n".join((heads, *lines)), encoding="utf-8")
    (fault,) = done(running.look_at(desk, "products", path, Choice())).faults
    assert (fault.refusal.code, fault.refusal.saw["product"]) == ("SUIT-15.registered", "T-R1")
    done(running.bring_in(desk, "products", path, Choice()))
    assert [one.code for one in done(shelf.products(desk))] == ["T-R5"]
    assert len(done(running.bring_in(desk, "products", path, Choice())).faults) == 1, "tomorrow, too"


@pytest.mark.parametrize("registered", ["", "Z7OOO123OOOOO1"])
@pytest.mark.parametrize("withheld", ["recalled", "stopped"])
def test_what_head_office_withholds_is_no_other_product_without_its_registration_code(
    desk: Desk, tmp_path: Path, registered: str, withheld: str
) -> None:
    """DESK-03: head office recalled it, and under another code, with its registration code left out or mistyped, its
    keeper alone put it on sale again."""
    one = product(code="T-1", **REGISTERED)
    put_on(desk, one)
    people(desk)
    stopped = ProductGiven(product=one.model_copy(update={"status": "suspended"}))
    given: Directive = Recall(about="T-1", reason="净值异常") if withheld == "recalled" else stopped
    with desk.transaction():
        down = HandedDown(device="hq", seq=1, by="op", second="other", about=given.about, directive=given)
        desk.record(down, topic(given.what, given.about))
    path = tmp_path / "list.csv"
    path.write_text(
        "产品代码,登记编码,产品名称,产品类型,发行机构,发行机构评级,起购金额(元),最不利情形损失比例,最不利情形,收益类型\n"
        f"T-2,{registered},{one.name.zh},理财产品,{one.issuer.zh},R5,1,90%,可能损失,浮动收益\n"
        f"T-3,{registered},虚构的另一产品,理财产品,{one.issuer.zh},R5,1,90%,可能损失,浮动收益\n",
        encoding="utf-8",
    )
    report = done(running.bring_in(desk, "products", path, Choice()))
    assert [(fault.column, fault.refusal.code) for fault in report.faults] == [("产品名称", "SUIT-15.named")]
    assert report.accepted == 1
    again = product(code="T-2", **{**REGISTERED, "registration_code": registered})
    assert codes(shelf.put_on(desk, again)) == ["DATA-08.second"]
    done(shelf.put_on(desk, again, proof=second("compliance")))
    assert "second" not in [one.what for one in done(checking.rules(desk)).faults]


def _hear(desk: Desk, given: Directive, number: int = 1) -> None:
    with desk.transaction():
        down = HandedDown(device="hq", seq=number, by="op", second="other", about=given.about, directive=given)
        desk.record(down, topic(given.what, given.about))


class _LookedUp(dict[tuple[str, str], Any]):
    """Found by its key alone."""

    def values(self) -> Any:
        raise AssertionError("gone through anew for each row of a list")


def test_a_row_of_a_list_does_not_go_through_all_that_head_office_said(desk: Desk) -> None:
    """A list of thousands waited for each of its rows to go through the whole shelf of head office: what of it was
    recalled is known before the first row."""
    one = product(code="T-1", name=text("测试理财"))
    put_on(desk, one)
    _hear(desk, Recall(about="T-1", reason="净值异常"))
    _hear(desk, ProductGiven(product=product(code="T-2", name=text("另一产品"))), 2)
    above = stood.from_above(desk.store)
    known = above._replace(said=_LookedUp(above.said))
    rows = (product(code="V-1", name=text("测试理财增强")), product(code="V-2", name=text("第三产品")), one)
    found = [stood.named_as_withheld(known, None, row, desk.pack.levels) for row in rows]
    assert found == [True, False, False]


NAMED = (
    "測試理財", "测试·理财", "测试理财产品", "测试理财A", "测试理财（R1）", "测试理财 A类份额", "测试理财（虚构银行）",
    "测试理财A（虚构证券代销）",
)  # fmt: skip


@pytest.mark.parametrize("withheld", ["recalled", "stopped", "raised"])
def test_what_head_office_withholds_is_no_other_product_by_another_spelling(
    desk: Desk, tmp_path: Path, withheld: str
) -> None:
    """DESK-03, SUIT-15: head office recalled it, or gave it R5, and the keeper alone sold it on as an R1, with a letter
    more in its name, in traditional characters, or renamed a day after it was listed."""
    one = product(code="T-1", name=text("测试理财"), issuer=text("示例理财公司"), **REGISTERED)
    put_on(desk, one)
    people(desk)
    update = {"status": "suspended"} if withheld == "stopped" else {"issuer_level": "R5"}
    raised = ProductGiven(product=one.model_copy(update=update))
    _hear(desk, Recall(about="T-1", reason="净值异常") if withheld == "recalled" else raised)
    terms = {"registration_code": "", "worst_case": text("可能损失"), "issuer_level": "R1", "bank_level": None}
    terms |= {"self_issued": False}
    for at, name in enumerate(NAMED):
        again = product(code=f"V-{at}", name=text(name), issuer=text("示例理财有限公司"), **terms)
        assert codes(shelf.put_on(desk, again)) == ["DATA-08.second"], name
    others = [("测试理财2号", "示例理财公司")] if withheld != "recalled" else []
    again = product(code="V-9", name=text("测试理财"), issuer=text("示例理财公司（虚构银行）"), **terms)
    assert codes(shelf.put_on(desk, again)) == ["DATA-08.second"]
    for name, issuer in (*others, ("测试理财", "另一理财公司")):
        done(shelf.put_on(desk, product(code="X-1", name=text(name), issuer=text(issuer), **terms)))
    done(shelf.put_on(desk, product(code="W-70", name=text("临时名"), issuer=text("示例理财公司"), **terms)))
    assert codes(keeping.change(desk, "W-70", {"name": "测试理财A"}, "改名")) == ["DATA-08.second"]
    assert codes(keeping.change(desk, "X-1", {"issuer": "示例理财公司"}, "更正")) == ["DATA-08.second"]
    path = tmp_path / "list.csv"
    path.write_text(
        "产品代码,产品名称,产品类型,发行机构,发行机构评级,起购金额(元),最不利情形损失比例,最不利情形,收益类型\n"
        "W-70,测试理财,理财产品,示例理财公司,R1,1,60%,可能损失,浮动收益\n",
        encoding="utf-8",
    )
    (fault,) = done(running.bring_in(desk, "products", path, Choice())).faults
    assert (fault.column, fault.refusal.code) == ("产品名称", "SUIT-15.looser")
    renamed = done(keeping.changing(desk, "W-70", {"name": "测试理财A"}))
    assert "临时名 → 测试理财A" in holders.lowering(desk, done(shelf.get(desk, "W-70")), renamed, "zh")
    done(keeping.change(desk, "W-70", {"name": "测试理财A"}, "总行函", second("compliance")))
    done(keeping.change(desk, "W-70", {"step": "2"}, "agreed to once"))
    assert "second" not in [one.what for one in done(checking.rules(desk)).faults]


@pytest.mark.parametrize(
    ("name", "issuer"),
    [
        *((name, "示例理财公司") for name in (
            "测试理财（稳健）", "测试理财 Test", "测试净值型理财", "新测试理财", "示例测试理财", "测试理财1号",
        )),
        ("测试理财二期", "—"), ("测试理财", "示例银行"), ("测试理财（虚构银行）", "示例理财公司"),
        ("测试理财（虚构银行）", "虚构银行股份有限公司"), ("测试理财", "示例理财公司（虚构银行）"),
        ("测试理财【虚构证券代销】", "示例理财有限公司(管理人)"),
    ],
)  # fmt: skip
def test_what_is_recalled_comes_back_under_no_longer_name(desk: Desk, name: str, issuer: str) -> None:
    """DESK-03: recalled, it was listed by its keeper alone with a word more in its name, and sold."""
    put_on(desk, product(code="T-1", name=text("测试理财"), issuer=text("示例理财公司")))
    people(desk)
    _hear(desk, Recall(about="T-1", reason="净值异常"))
    again = product(code="V-1", name=text(name), issuer=text(issuer), self_issued=issuer == "示例银行")
    assert codes(shelf.put_on(desk, again)) == ["DATA-08.second"]
    done(shelf.put_on(desk, again, proof=second("compliance")))
    assert done(shelf.get(desk, "V-1")).state_on(desk.today()) == "listed"


@pytest.mark.parametrize("name", ["测试稳健理财2026年第2期", "测试稳健理财2026年第12期", "测试成长二号"])
def test_the_next_series_is_another_product(desk: Desk, name: str) -> None:
    """Of a house whose first series was recalled the second is listed as any other."""
    put_on(desk, product(code="T-1", name=text("测试稳健理财2026年第1期"), issuer=text("示例理财公司")))
    people(desk)
    _hear(desk, Recall(about="T-1", reason="净值异常"))
    done(shelf.put_on(desk, product(code="V-1", name=text(name), issuer=text("示例理财公司"))))


@pytest.mark.parametrize(
    "twin", [("测试理财", "示例理财公司"), ("测试理财A", "示例理财公司"), ("測試理財", "示例理财有限公司")]
)
def test_what_head_office_says_reaches_a_twin_by_name(desk: Desk, twin: tuple[str, str]) -> None:
    """DESK-03: one list had it under two codes and no registration code; recalled, stopped or raised under one of them,
    it was sold on under the other."""
    loss = {"worst_case": text("可能损失")}
    put_on(
        desk,
        product(code="T-1", name=text("测试理财"), issuer=text("示例理财公司"), **loss),
        product(code="T-2", name=text(twin[0]), issuer=text(twin[1]), **loss),
        product(code="T-3", name=text(twin[0]), issuer=text("另一理财公司"), **loss),
    )
    people(desk)

    def states() -> list[str]:
        return [done(shelf.get(desk, one)).state_on(desk.today()) for one in ("T-1", "T-2", "T-3")]

    _hear(desk, Recall(about="T-1", reason="净值异常"))
    assert states() == ["recalled", "recalled", "listed"]
    done(keeping.change(desk, "T-2", {"name": "别的名称"}, "改名"))
    assert states()[1] == "recalled", "whatever it is called from now on"
    done(keeping.change(desk, "T-2", {"name": twin[0]}, "改名", second("compliance")))
    _hear(desk, Release(about="T-1", reason="已核实"), 2)
    assert states() == ["listed"] * 3
    one = done(shelf.get(desk, "T-1"))
    stopped = ProductGiven(product=one.model_copy(update={"status": "suspended"}))
    _hear(desk, stopped, 3)
    assert states() == ["suspended", "suspended", "listed"]
    assert codes(shelf.set_status(desk, "T-2", "listed", "恢复")) == ["DATA-08.second"]
    done(shelf.set_status(desk, "T-2", "listed", "总行函", second("compliance")))
    assert "second" not in [one.what for one in done(checking.rules(desk)).faults]


ABOVE: tuple[dict[str, Any], ...] = (
    {"issuer_level": "R5"}, {"worst_loss": Decimal("0.9"), "worst_case": text("可能损失九成")},
    {"ends_on": date(2026, 1, 5)}, {"minimum": Decimal(500_000)}, {"client_kind": "organisation"},
    {"maturity": date(2026, 1, 5)}, {"private_kind": "mixed"},
)  # fmt: skip


@pytest.mark.parametrize("given", ABOVE, ids=str)
def test_what_head_office_says_later_reaches_the_other_code_on_the_shelf(desk: Desk, given: dict[str, Any]) -> None:
    """DESK-03: head office raised the level, ended the sale or kept it to organisations, and under the other code of
    the same registration it was sold on as before."""
    one = product(code="T-1", **REGISTERED)
    put_on(
        desk,
        one,
        product(code="T-2", name=text("另一名称"), **REGISTERED),
        product(code="T-3", name=text("第三名称"), worst_case=text("损失")),
    )
    people(desk)
    again = directed._do(
        desk,
        HandedDown(
            device="hq", seq=1, by="op", second="other", about="T-1",
            directive=ProductGiven(product=one.model_copy(update=given)),
        ),
        ProductGiven(product=one.model_copy(update=given)),
    )  # fmt: skip
    assert again.held == ""
    twin, other = (done(shelf.get(desk, code)) for code in ("T-2", "T-3"))
    assert {name: getattr(twin, name) for name in given} == given
    assert twin.name.zh == "另一名称"
    assert other == product(code="T-3", name=text("第三名称"), worst_case=text("损失"))
    assert "T-1" in "".join(told.said for told in done(history(desk, "T-2", "zh")))
    if {"issuer_level", "client_kind", "ends_on", "minimum", "maturity"}.intersection(given):
        looser = product(code="T-9", **REGISTERED)
        assert codes(shelf.put_on(desk, looser)) == ["DATA-08.second"]
    assert "second" not in [one.what for one in done(checking.rules(desk)).faults]


@pytest.mark.parametrize("given", [{"ends_on": date(2026, 1, 5)}, {"minimum": Decimal(500_000)}], ids=str)
def test_days_and_minimum_of_head_office_hold_under_the_other_code(
    desk: Desk, tmp_path: Path, given: dict[str, Any]
) -> None:
    """DESK-03: head office ended its sale, or sold it from 500,000 on, and under another code of the same registration
    its keeper alone sold it on from 1."""
    one = product(code="T-1", **REGISTERED)
    put_on(desk, one, product(code="T-9", **REGISTERED))
    people(desk)
    directive = ProductGiven(product=one.model_copy(update=given))
    with desk.transaction():
        down = HandedDown(device="hq", seq=1, by="op", second="other", about="T-1", directive=directive)
        desk.record(down, topic("product", "T-1"))
    path = tmp_path / "list.csv"
    path.write_text(
        "产品代码,登记编码,产品名称,产品类型,发行机构,发行机构评级,起购金额(元),最不利情形损失比例,最不利情形,收益类型\n"
        "T-2,Z7000123000001,虚构一号,理财产品,虚构理财,R5,1,90%,可能损失,浮动收益\n",
        encoding="utf-8",
    )
    (fault,) = done(running.bring_in(desk, "products", path, Choice())).faults
    assert fault.refusal.code == "SUIT-15.registered"
    assert codes(shelf.put_on(desk, _twin("T-2"))) == ["DATA-08.second"]
    assert "登记编码相同的产品：T-1" in holders.lowering(desk, _twin("T-2"), _twin("T-2"), "zh")
    done(keeping.change(desk, "T-9", {"step": "2"}, "so far it went before"))
    done(shelf.put_on(desk, _twin("T-2", **given)))
    wider = {"raise_to": "2030-01-01"} if "ends_on" in given else {"minimum": "1"}
    assert codes(keeping.change(desk, "T-2", wider, "更正")) == ["DATA-08.second"]
    done(keeping.change(desk, "T-2", wider, "总行函", second("compliance")))
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
