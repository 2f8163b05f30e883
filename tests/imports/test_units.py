"""A unit behind a heading counts as it would in each cell below it; what nobody knows there is asked."""

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from rmdesk.desk.desk import Desk
from rmdesk.desk.imports import running
from rmdesk.desk.imports.clients import Clients
from rmdesk.desk.imports.holdings import Holdings
from rmdesk.desk.imports.kind import Kind
from rmdesk.desk.imports.kinds import kind_of
from rmdesk.desk.imports.number_formats import look_of
from rmdesk.desk.imports.products import Products
from rmdesk.desk.imports.rows import Cells, Sheet
from rmdesk.desk.imports.running import Choice, Report
from rmdesk.desk.shelf import products as shelf
from rmdesk.domain.imports.grid import Line, Row, layout
from rmdesk.domain.imports.units import MONEY
from rmdesk.domain.refusal import Refused
from rmdesk.formpack import Pack
from support.desks import done

SCALES = {"元": 1, "千元": 10**3, "万元": 10**4, "百万元": 10**6, "亿元": 10**8}
COLUMNS: list[tuple[type[Kind[Any]], str]] = [
    *((Products, one) for one in ("minimum", "step")),
    *((Holdings, one) for one in ("amount", "cost", "premium", "units", "price", "cost_price")),
    *((Clients, one) for one in ("income_yearly", "family_income_yearly")),
]
MEASURED: list[tuple[type[Kind[Any]], str, str]] = [
    *((Products, "term_days", unit) for unit in ("天", "日", "月", "个月", "年", "days", "months")),
    *((Products, "pay_years", unit) for unit in ("年", "月", "天", "years", "months")),
    *((Holdings, "years_left", unit) for unit in ("年", "月")),
    *((Products, "worst_loss", unit) for unit in ("%", "‰", "bp")),
    *((Products, one, unit) for one in ("fee_management", "fee_entry", "fee_exit") for unit in ("%", "‰", "bp", "元")),
]
HEAD = "产品代码,产品名称,产品类别,发行机构,风险等级,最不利情形,收益类型,产品状态"
ROW = "U-1,示例理财,理财,示例机构,R2,到期可能损失本金,浮动收益,在售"


def read(desk: Desk, kind: type[Kind[Any]], heading: str, target: str, text: str) -> tuple[Any, list[str], bool]:
    """What a cell below a heading becomes, which refusals there are, and whether something is asked."""
    found = layout([Line(1, (heading, heading))], {target: kind.headings(desk.pack)[target]}, {})
    assert found is not None
    column = found.columns[0]
    assert column.target == target
    cells = Cells(kind(Sheet(desk, {target: ((0, column),)}, {}, {})), Row(2, (text,)))
    value = cells.read(target)
    return value, [one.refusal.code for one in cells.faults], bool(cells.words)


@pytest.mark.parametrize(("kind", "target"), COLUMNS)
def test_an_amount_counts_by_its_heading_as_by_its_cell(desk: Desk, kind: type[Kind[Any]], target: str) -> None:
    """390,000 held and listed in 万元 was 39 yuan: as much again was sold to the client (SUIT-03)."""
    for name in kind.headings(desk.pack)[target]:
        for unit, times in SCALES.items():
            forms = (f"{name}（{unit}）", f"{name}(单位：{unit})", f"{name}[{unit}]", f"*{name}({unit})*")
            for heading in forms:
                found, faults, asked = read(desk, kind, heading, target, "39")
                assert (Decimal(found), faults, asked) == (Decimal(39 * times), [], False), heading
                assert Decimal(read(desk, kind, heading, target, "3.9万元")[0]) == 39000
            assert read(desk, kind, name, target, f"39{unit}") == read(desk, kind, forms[0], target, "39")


@pytest.mark.parametrize(("kind", "target", "unit"), MEASURED)
def test_days_years_and_shares_count_by_their_heading_as_by_their_cell(
    desk: Desk, kind: type[Kind[Any]], target: str, unit: str
) -> None:
    """36 months were 36 days on the paper that the client signed, and 3‰ a year 3%."""
    for name in kind.headings(desk.pack)[target]:
        for figure in ("40", "1", "0.4", "36", "0"):
            behind, within = (
                read(desk, kind, *said)
                for said in ((f"{name}（{unit}）", target, figure), (name, target, figure + unit))
            )
            assert behind == within, (name, figure)


@pytest.mark.parametrize(("figure", "share"), [("40", "0.4"), ("1", "0.01"), ("0.4", "0.004")])
def test_a_loss_in_per_cent_is_one(desk: Desk, figure: str, share: str) -> None:
    """Under (%) 1 was all of the money, 0.4 two fifths of it, and 40 a fault."""
    assert read(desk, Products, "最不利情形损失比例（%）", "worst_loss", figure) == (Decimal(share), [], False)


@pytest.mark.parametrize(
    ("unit", "scale", "currency"),
    [("万美元", "万", "USD"), ("10k CNY", "万", "CNY"), ("thousand", "千", ""), ("USD million", "百万", "USD"),
     ("元/年", "", ""), ("人民币万元", "万", "CNY"), ("港币", "", "HKD"), ("原币", "", ""), ("K", "千", ""),
     ("万份", "万", ""), ("CNY'000", "千", "CNY"), ("in thousands", "千", ""), ("必填", "", "")],
)  # fmt: skip
def test_power_and_currency_are_told_apart(pack: Pack, unit: str, scale: str, currency: str) -> None:
    """Lists say both in one bracket."""
    assert MONEY.of(unit, pack.imports.word["currency"]) == (scale, currency)


@pytest.mark.parametrize(
    ("kind", "target", "heading"),
    [(Products, "minimum", "起购金额（万盾）"), (Products, "minimum", "起购金额（USD/CNY）"),
     (Holdings, "amount", "持有金额（$）"), (Clients, "income_yearly", "年收入（万元/月）"),
     (Products, "term_days", "产品期限（工作日）"), (Products, "worst_loss", "最不利情形损失比例（成）"),
     (Products, "fee_management", "管理费率（日）"), (Holdings, "years_left", "剩余缴费年数（期）")],
)  # fmt: skip
def test_a_unit_nobody_knows_is_asked(desk: Desk, kind: type[Kind[Any]], target: str, heading: str) -> None:
    """A figure of what nobody knows is no yuan, no day and no per cent."""
    assert read(desk, kind, heading, target, "36") == (None, ["IMPORT.heading_unit"], True)


def product(desk: Desk, folder: Path, columns: str, values: str, **answers: str) -> Report:
    """A list of one product; `answers`: target → what stands behind its heading."""
    path = folder / "list.csv"
    path.write_text(f"{HEAD},{columns}\n{ROW},{values}\n", encoding="utf-8")
    said = {(target, "(万盾)"): value for target, value in answers.items()}
    return done(running.bring_in(desk, "products", path, Choice(answers=said)))


def test_an_answer_says_once_what_is_behind_a_heading(desk: Desk, tmp_path: Path) -> None:
    """Who knows what the other system counts in need not write the list anew."""
    columns, values = "起购金额（万盾）,最不利情形损失比例", "5,10%"
    before = product(desk, tmp_path, columns, values)
    assert (before.asked, before.accepted) == (1, 0)
    question = before.questions[0]
    assert (question.target, question.word, question.allowed) == ("minimum", "(万盾)", tuple(SCALES))
    product(desk, tmp_path, columns, values, minimum="万元")
    assert done(shelf.get(desk, "U-1")).minimum == 50000


def test_a_currency_behind_a_heading_is_the_rows(desk: Desk, tmp_path: Path) -> None:
    """A minimum of 1,000 dollars was one of 1,000 yuan; a column that says otherwise makes it neither."""
    product(desk, tmp_path, "起购金额（美元）,最不利情形损失比例", "1000,10%")
    found = done(shelf.get(desk, "U-1"))
    assert (found.minimum, found.currency) == (Decimal(1000), "USD")
    report = product(desk, tmp_path, "起购金额（美元）,最不利情形损失比例,币种", "1000,10%,港币")
    assert [one.refusal.code for one in report.faults] == ["IMPORT.heading_currency"]
    report = product(desk, tmp_path, "起购金额（USD）,最不利情形损失比例,币种", "1000,10%,美元")
    assert (report.changed, report.faults) == (1, ()), "it is on sale again, as no row of the list before could say"


def test_a_term_in_months_keeps_its_product_off_the_shelf(desk: Desk, tmp_path: Path) -> None:
    """Else it would fit who may bind money for half a year, and be over after 36 days (SUIT-03)."""
    report = product(desk, tmp_path, "起购金额（万元）,最不利情形损失比例,产品期限（月）", "1,10%,36")
    assert [(one.refusal.code, one.refusal.saw["given"]) for one in report.faults] == [("IMPORT.term", "36个月")]
    assert isinstance(shelf.get(desk, "U-1"), Refused)


def test_income_in_another_currency_is_no_yuan(desk: Desk, tmp_path: Path) -> None:
    """A client's file is in yuan."""
    path = tmp_path / "clients.csv"
    path.write_text("客户号,姓名,年收入（万美元）\n990001,虚甲,30\n990002,虚乙,\n", encoding="utf-8")
    report = done(running.look_at(desk, "clients", path, Choice()))
    assert [(one.row, one.refusal.code) for one in report.faults] == [(2, "IMPORT.heading_currency")]


@pytest.mark.parametrize(("unit", "said"), [("小时", "90"), ("分钟", "90分钟")])
def test_a_number_of_a_register_is_counted_in_its_own_unit(desk: Desk, unit: str, said: str) -> None:
    """Ninety minutes are not ninety hours of training."""
    kind = kind_of(desk, "training_course")
    assert read(desk, kind, f"学时（{unit}）", "hours", "90")[0] == said


def test_units_below_the_headings_are_no_row(desk: Desk) -> None:
    """A row of units was one of data, refused, and what it said was left out."""
    lines = [Line(1, ("产品代码", "产品期限", "起购金额")), Line(2, ("", "个月", "百万元"))]
    found = layout(lines, Products.headings(desk.pack), {})
    assert found is not None
    assert [one.unit for one in found.columns] == ["", "个月", "百万元"]


@pytest.mark.parametrize("unit", ["个月", "百万元", "‰", "美元"])
def test_a_unit_in_the_format_of_a_figure_stands_in_its_cell(unit: str) -> None:
    """A workbook shows "12个月" and keeps 12: its term was twelve days."""
    assert look_of(f'0"{unit}"').unit == unit
