"""What a list says above its headings, or in a column beside a figure, of what the figure is counted in (SUIT-03)."""

from decimal import Decimal
from pathlib import Path

import pytest

from rmdesk.desk import clients
from rmdesk.desk.desk import Desk
from rmdesk.desk.holdings.portfolio import held_by
from rmdesk.desk.imports import running
from rmdesk.desk.imports.running import Choice, Report
from rmdesk.desk.shelf import products as shelf
from rmdesk.domain.imports.above import units_said
from support.desks import done
from support.people import product
from support.walk import put_on, register

HELD = "客户编号,产品代码,产品名称,持有金额"
LISTED = "产品代码,产品名称,产品类别,发行机构,风险等级,最不利情形损失比例,最不利情形,收益类型,产品状态"
PRODUCT = "N-1,示例理财,理财,示例机构,R2,10%,到期可能损失本金,浮动收益,在售"


def brought(desk: Desk, folder: Path, what: str, text: str, choice: Choice | None = None) -> Report:
    """A list, taken."""
    path = folder / "list.csv"
    path.write_text(text, encoding="utf-8")
    return done(running.bring_in(desk, what, path, choice or Choice()))


@pytest.mark.parametrize(
    ("said", "units"),
    [
        ("单位：万元", ("万元",)),
        ("客户持仓明细表（单位：人民币万元）", ("人民币万元",)),
        ("截至2026年11月19日  金额单位：万元 币种：美元", ("万元", "美元")),
        ("本表单位为：万元、%", ("万元", "%")),
        ("Amounts in thousands of USD", ("thousands of usd",)),
        ("（人民币，万元）", ("人民币", "万元")),
        ("注：以上金额单位为万元", ("万元",)),
        ("注：1.本表金额单位为万元；2.数据截至11月19日", ("万元",)),
        ("金额以万元计", ("万元",)),
        ("（以万元为单位）", ("万元",)),
        ("单位-万元", ("万元",)),
        ("RMB'000", ("rmb'000",)),
        ("客户持仓明细表-万元", ("万元",)),
        ("（折美元）", ("折美元",)),
        ("in thousands of RMB", ("in thousands of rmb",)),
        ("以公允价值计量，产品清单-日", ()),
        ("编制单位：示例银行", ()),
        ("汇率：1 美元 = 7.1 元", ()),
        ("客户持仓明细表", ()),
    ],
)
def test_a_unit_above_the_headings_is_told_from_who_wrote_the_list(said: str, units: tuple[str, ...]) -> None:
    """编制单位 names an office, 单位 what the figures count in."""
    assert units_said([said]) == units
    assert units_said(["金额单位：", "万元"]) == ("万元",)


@pytest.mark.parametrize(
    ("above", "heads", "cells", "amount", "currency"),
    [
        ("单位：万元\n", "", "39", 390000, "CNY"),
        ("客户持仓明细表,,,\n,,,单位：万元\n", "", "39", 390000, "CNY"),
        ("金额单位：人民币万元\n", "", "39", 390000, "CNY"),
        ("单位：万元\n", "", "390000元", 390000, "CNY"),
        ("币种：美元\n", "", "60000", 60000, "USD"),
        ("", ",金额单位", "39,万元", 390000, "CNY"),
        ("", ",单位", "6,万美元", 60000, "USD"),
        ("", ",货币", "60000,USD", 60000, "USD"),
        ("单位：万元\n", ",计价币种", "6,美元", 60000, "USD"),
        ("单位：万元\n", ",单位", "390,千元", 390000, "CNY"),
        ("RMB'000\n", "", "390", 390000, "CNY"),
        ("客户持仓明细表-万元\n", "", "39", 390000, "CNY"),
    ],
)
def test_what_is_held_counts_by_the_unit_that_the_list_says(
    desk: Desk, tmp_path: Path, above: str, heads: str, cells: str, amount: int, currency: str
) -> None:
    """390,000 were noted as 39 yuan, 60,000 dollars as as many yuan, and as much again was sold to the client."""
    client = register(desk)
    report = brought(desk, tmp_path, "holdings", f"{above}{HELD}{heads}\n{client.no},Z-9,他行理财,{cells}\n", OUTSIDE)
    (held,) = held_by(desk, client.id)
    assert (report.accepted, held.amount, held.currency) == (1, Decimal(amount), currency)


@pytest.mark.parametrize(
    ("name", "below"),
    [
        ("list", "注：以上金额单位为万元,,,\n"),
        ("list", "合计,,,39\n,,,单位：万元\n"),
        ("list", ",,单位,万元\n"),
        ("客户持仓（万元）", ""),
        ("客户持仓-万元", ""),
    ],
)
def test_a_unit_below_the_rows_or_in_the_files_name_counts(desk: Desk, tmp_path: Path, name: str, below: str) -> None:
    """SUIT-03: 390,000 were 39 yuan by a footnote that nobody read, and as much again was sold to the client."""
    client, path = register(desk), tmp_path / f"{name}.csv"
    path.write_text(f"{HELD}\n{client.no},Z-9,他行理财,39\n{below}", encoding="utf-8")
    assert done(running.bring_in(desk, "holdings", path, OUTSIDE)).accepted == 1
    assert held_by(desk, client.id)[0].amount == 390000


def test_a_unit_between_rows_is_not_that_of_the_list(desk: Desk, tmp_path: Path) -> None:
    """A page's note is no word on the rows of the next; a list of days by its name counts no days."""
    client, path = register(desk), tmp_path / "客户持仓（日）2026.csv"
    rows = [f"{client.no},Z-{at},他行理财,39\n" for at in (8, 9)]
    path.write_text(f"{HELD}\n{rows[0]}单位：万元,,,\n{rows[1]}", encoding="utf-8")
    answers = {("product", f"Z-{at}"): "outside" for at in (8, 9)}
    assert done(running.bring_in(desk, "holdings", path, Choice(answers=answers))).accepted == 2
    assert {one.amount for one in held_by(desk, client.id)} == {39}


OUTSIDE = Choice(answers={("product", "Z-9"): "outside"})


@pytest.mark.parametrize("heading", ["（万元）持有金额", "持有金额 万元", "持有金额-万", "持有金额:万元", "市值万"])
def test_a_unit_counts_wherever_it_stands_in_a_heading(desk: Desk, tmp_path: Path, heading: str) -> None:
    """The heading was not known, and mapped by hand its 万元 went unread."""
    client = register(desk)
    for choice in (Choice(), Choice(mapping={heading: "amount"})):
        head = HELD.replace("持有金额", heading)
        brought(
            desk,
            tmp_path,
            "holdings",
            f"{head}\n{client.no},Z-9,他行理财,39\n",
            choice._replace(answers=OUTSIDE.answers),
        )
        (held,) = held_by(desk, client.id)
        assert held.amount == 390000


@pytest.mark.parametrize(
    ("above", "heads", "cells", "minimum", "currency", "days"),
    [
        ("单位：万元\n", "起购金额", "30", 300000, "CNY", None),
        ("", "起购金额,金额单位", "30,万元", 300000, "CNY", None),
        ("", "起购金额,单位,期限,单位", "30,万元,3,年", 300000, "CNY", 1095),
        ("币种：美元\n", "起购金额", "1000", 1000, "USD", None),
        ("", "起购金额,币种单位", "1000,美元", 1000, "USD", None),
        ("", "起购金额,base currency", "1000,USD", 1000, "USD", None),
        ("", "起购金额,期限,期限单位", "1000,36,天", 1000, "CNY", 36),
        ("", "起购金额,期限,期限单位", "1000,36,月", 1000, "CNY", 0),
        ("", "起购金额,期限月", "1000,36", 1000, "CNY", 0),
    ],
)
def test_a_product_s_figures_count_by_the_unit_that_the_list_says(
    desk: Desk, tmp_path: Path, above: str, heads: str, cells: str, minimum: int, currency: str, days: int | None
) -> None:
    """300,000 yuan at least were 30, 36 months 36 days on the paper that the client signed: months ask for days."""
    text = f"{above}{LISTED},{heads}\n{PRODUCT},{cells}\n"
    report = brought(desk, tmp_path, "products", text)
    if days == 0:
        assert [(one.target, one.refusal.code) for one in report.faults] == [("term_days", "IMPORT.term")]
        return
    one = done(shelf.get(desk, "N-1"))
    assert (one.minimum, one.currency, one.term_days) == (Decimal(minimum), currency, days)
    again = brought(desk, tmp_path, "products", text)
    assert again.same == 1


@pytest.mark.parametrize(("above", "heads", "cells"), [("单位：示例支行\n", "", ""), ("", ",单位", ",万盾")])
def test_a_unit_that_nobody_knows_is_asked(desk: Desk, tmp_path: Path, above: str, heads: str, cells: str) -> None:
    """A figure of what nobody knows is no yuan; the answer counts."""
    client = register(desk)
    text = f"{above}{HELD}{heads}\n{client.no},Z-9,他行理财,39{cells}\n"
    report = brought(desk, tmp_path, "holdings", text, OUTSIDE)
    (asked,) = report.questions
    assert (asked.target, asked.allowed[:3], report.asked) == ("amount", ("元", "千元", "万元"), 1)
    answers = {**OUTSIDE.answers, ("amount", asked.word): "万元"}
    assert brought(desk, tmp_path, "holdings", text, Choice(answers=answers)).accepted == 1
    assert held_by(desk, client.id)[0].amount == 390000


def test_no_price_of_a_share_is_counted_by_what_stands_above(desk: Desk, tmp_path: Path) -> None:
    """A net value of 1.0728 in a list in 万元 is no 10,728 yuan."""
    client = register(desk)
    text = f"单位：万元\n{HELD},持有份额,单位净值\n{client.no},Z-9,他行理财,0.10728,1000,1.0728\n"
    assert brought(desk, tmp_path, "holdings", text, OUTSIDE).accepted == 1


def test_income_counts_by_the_unit_above(desk: Desk, tmp_path: Path) -> None:
    """30 in a list in 万元 was an income of 30 yuan a year."""
    text = "单位：万元\n客户号,姓名,手机号码,年收入\n990001,虚构甲,13900000001,30\n"
    assert brought(desk, tmp_path, "clients", text).accepted == 1
    (line,) = done(clients.find(desk, "990001"))
    assert done(clients.get(desk, line.id)).profile["income_yearly"] == "300000"


@pytest.mark.parametrize("loss", ["-60%", "−60%", "-60"])
def test_a_loss_written_below_nothing_is_one(desk: Desk, tmp_path: Path, loss: str) -> None:
    """The preview called it new, and taking it stopped the whole list without a row."""
    head = LISTED + ",起购金额"
    other = PRODUCT.replace("N-1", "N-2").replace("10%", "50%") + ",1000"
    more = PRODUCT.replace("N-1", "N-3").replace("10%", "40%") + ",1000"
    text = f"{head}\n{PRODUCT.replace('10%', loss)},1000\n{other}\n{more}\n"
    assert brought(desk, tmp_path, "products", text).accepted == 3
    assert done(shelf.get(desk, "N-1")).worst_loss == Decimal("0.6")


@pytest.mark.parametrize(
    ("name", "heads", "cells", "below"),
    [
        ("他行理财", "", "", "合计,,,39万元"),
        ("他行理财", "", "", "合计39万元,,,"),
        ("他行理财（单位万元）", "", "", ""),
        ("他行理财", ",折人民币", ",390000", ""),
    ],
)
def test_a_holding_that_may_be_ten_thousand_times_as_much_is_asked(
    desk: Desk, tmp_path: Path, name: str, heads: str, cells: str, below: str
) -> None:
    """SUIT-03: 390,000 yuan elsewhere were taken for 39, and the client bought as much again unseen."""
    client = register(desk)
    put_on(desk, product(code="W-02"))
    text = f"{HELD}{heads}\n{client.no},W-02,{name},39{cells}\n{below}\n"
    report = brought(desk, tmp_path, "holdings", text)
    assert report.questions
    assert held_by(desk, client.id) == ()
