"""What a product's name says against the cells of its row, or beside none: its row waits until it is said."""

from pathlib import Path

import pytest

from rmdesk.desk.desk import Desk
from rmdesk.desk.imports import running
from rmdesk.desk.imports.running import Choice, Report
from rmdesk.desk.shelf import products as shelf
from support.desks import done

HEAD = (
    "产品代码,产品名称,产品类别,发行机构,风险等级,起购金额,最不利情形损失比例,最不利情形,收益类型,产品状态,期限,认购费"
)


def brought(
    desk: Desk, folder: Path, name: str, *, family: str = "理财", level: str = "R2", loss: str = "20%",
    how: str = "到期可能损失本金", kind: str = "浮动收益", term: str = "", entry: str = "",
    answers: dict[tuple[str, str], str] | None = None,
) -> Report:  # fmt: skip
    """A list of one product."""
    path = folder / "list.csv"
    row = ("V-1", name, family, "示例机构", level, "1000", loss, how, kind, "在售", term, entry)
    path.write_text(f"{HEAD}\n{','.join(row)}\n", encoding="utf-8")
    return done(running.bring_in(desk, "products", path, Choice(answers=answers or {})))


@pytest.mark.parametrize("name", ["示例三年期理财", "示例理财36个月", "示例1年定开理财", "示例理财18M", "示例理财3Y"])
def test_a_period_in_a_name_alone_is_asked(desk: Desk, tmp_path: Path, name: str) -> None:
    """Without a term it was sold as one without an end, which fits every horizon (SUIT-03)."""
    report = brought(desk, tmp_path, name)
    (asked,) = report.questions
    assert (asked.target, asked.word, report.asked) == ("term_days", name, 1)
    days = asked.allowed[0]
    assert brought(desk, tmp_path, name, answers={("term_days", name): days}).questions == ()
    assert done(shelf.get(desk, "V-1")).term_days == int(days)


@pytest.mark.parametrize(("term", "about"), [("12个月", 365), ("3年", 1095), ("半年", 180), ("18 months", 545)])
def test_a_term_in_months_is_asked_once_for_its_days(desk: Desk, tmp_path: Path, term: str, about: int) -> None:
    """Most lists count in months: each of them had to be changed by hand, month after month."""
    report = brought(desk, tmp_path, "示例理财", term=term)
    (asked,) = report.questions
    assert (asked.target, asked.word, asked.allowed, report.asked) == ("term_days", term, (str(about),), 1)
    assert brought(desk, tmp_path, "示例理财", term=term, answers={("term_days", term): "366"}).questions == ()
    assert done(shelf.get(desk, "V-1")).term_days == 366


def test_what_is_open_ended_has_no_term(desk: Desk, tmp_path: Path) -> None:
    """It was refused as a term that is not in days."""
    assert brought(desk, tmp_path, "示例理财", term="开放式").faults == ()
    assert done(shelf.get(desk, "V-1")).term_days is None


def test_a_name_s_period_may_be_none_of_its_term(desk: Desk, tmp_path: Path) -> None:
    """What the list says in words, or somebody answered, has no end."""
    assert brought(desk, tmp_path, "示例1年定开理财", term="无固定期限").questions == ()
    assert done(shelf.get(desk, "V-1")).term_days is None
    said = {("term_days", "示例1年定开理财"): "无固定期限"}
    assert brought(desk, tmp_path, "示例1年定开理财", answers=said).same == 1


@pytest.mark.parametrize(("name", "term"), [("示例36个月", "36"), ("示例理财3Y", "3"), ("示例（12个月）", "12")])
def test_days_beside_a_name_of_months_are_none(desk: Desk, tmp_path: Path, name: str, term: str) -> None:
    """36 days stood on the paper that the client signed."""
    assert [one.refusal.code for one in brought(desk, tmp_path, name, term=term).faults] == ["IMPORT.term_named"]


def test_what_a_name_says_of_its_end_and_its_hold_counts(desk: Desk, tmp_path: Path) -> None:
    """Half a year is held; what matures has a maturity. Years of premiums and of a house are no term."""
    brought(desk, tmp_path, "示例半年持有期理财")
    assert done(shelf.get(desk, "V-1")).term_days == 182
    faults = brought(desk, tmp_path, "示例理财（2029年12月到期）").faults
    assert [(one.target, one.refusal.code) for one in faults] == [("maturity", "INPUT.required")]
    for name in ("示例百年理财2026年第3期", "示例10年交理财"):
        assert brought(desk, tmp_path, name).questions == ()


@pytest.mark.parametrize(("name", "level"), [("示例进取型理财（R4）", "R4"), ("股票型进取 R5", "R5")])
def test_a_level_in_the_name_is_asked(desk: Desk, tmp_path: Path, name: str, level: str) -> None:
    """SUIT-13: R4 in the name and R2 in its cell stood on one page, and R2 counted."""
    (asked,) = brought(desk, tmp_path, name).questions
    assert (asked.target, asked.word, asked.allowed) == ("issuer_level", name, ("R2", level))
    assert brought(desk, tmp_path, name, answers={("issuer_level", name): level}).questions == ()
    assert done(shelf.get(desk, "V-1")).issuer_level == level
    assert brought(desk, tmp_path, name, level="R5").questions == ()


@pytest.mark.parametrize("cell", ["低风险（原中高风险）", "R1（适合C4）"])
def test_a_level_s_cell_that_says_another_is_asked(desk: Desk, tmp_path: Path, cell: str) -> None:
    """What stands in brackets was left out, and R1 counted."""
    assert [one.target for one in brought(desk, tmp_path, "示例理财", level=cell).questions] == ["issuer_level"]


@pytest.mark.parametrize(
    ("name", "how"),
    [
        ("示例区间累积型存款（挂沪深300）", "到期还本"),
        ("示例汇率看涨存款", "到期还本"),
        ("示例结构存款", "到期还本"),
        ("示例现金管理类理财", "到期还本"),
        ("示例黄金积存", "到期还本"),
        ("示例年金险", "到期还本"),
        ("Sample range accrual deposit", "到期还本"),
        ("示例步步高存款", "到期还本，收益视沪深300而定"),
    ],
)
def test_a_deposit_that_is_called_otherwise_is_asked(desk: Desk, tmp_path: Path, name: str, how: str) -> None:
    """SUIT-24: it needed no match and no questionnaire, and was told to be insured as a deposit."""
    report = brought(desk, tmp_path, name, family="存款", level="", loss="0%", how=how, kind="固定收益")
    assert [(one.target, one.word) for one in report.questions] == [("family", name)]


@pytest.mark.parametrize("name", ["示例集合信托计划", "示例资产支持专项计划", "示例资管计划", "示例定向债务融资工具"])
def test_a_private_plan_under_wealth_is_asked(desk: Desk, tmp_path: Path, name: str) -> None:
    """SUIT-21: it was sold from 1,000 yuan to whoever is no qualified investor."""
    assert [one.target for one in brought(desk, tmp_path, name).questions] == ["offer"]


def test_what_is_paid_back_is_no_fee(desk: Desk, tmp_path: Path) -> None:
    """A gift stood among the fees in the book."""
    for entry in ("奖励1%", "买满送红包", "管理费退0.5%", "补贴客户1%"):
        assert [one.target for one in brought(desk, tmp_path, "示例理财", entry=entry).faults] == ["fee_entry"]
