"""What a product's name says against the cells of its row, or beside none: its row waits until it is said."""

from pathlib import Path

import pytest

from rmdesk.desk.desk import Desk
from rmdesk.desk.imports import running
from rmdesk.desk.imports.running import Choice, Report
from rmdesk.desk.shelf import keeping
from rmdesk.desk.shelf import products as shelf
from rmdesk.desk.wording.product_words import called_private
from rmdesk.domain.refusal import Refused
from support.desks import done
from support.registers import people, second

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


@pytest.mark.parametrize(("term", "about"), [("12个月", 365), ("半年", 180), ("18 months", 545)])
def test_a_term_in_months_is_asked_once_for_its_days(desk: Desk, tmp_path: Path, term: str, about: int) -> None:
    """Most lists count in months: each of them had to be changed by hand, month after month."""
    report = brought(desk, tmp_path, "示例理财", term=term)
    (asked,) = report.questions
    assert (asked.target, asked.word, asked.allowed, report.asked) == ("term_days", term, (str(about),), 1)
    assert brought(desk, tmp_path, "示例理财", term=term, answers={("term_days", term): "366"}).questions == ()
    assert done(shelf.get(desk, "V-1")).term_days == 366


@pytest.mark.parametrize(("term", "days"), [("3年", 1095), ("一年期", 365), ("5 years", 1825)])
def test_whole_years_are_asked_of_nobody(desk: Desk, tmp_path: Path, term: str, days: int) -> None:
    """Every list that says 3年 asked what it means, with one answer to choose from. What the name says of more is."""
    report = brought(desk, tmp_path, "示例理财", term=term)
    assert (report.questions, report.faults) == ((), ())
    assert [one[0] for one in report.told] == ["term_of_years"]
    assert done(shelf.get(desk, "V-1")).term_days == days
    assert [one.word for one in brought(desk, tmp_path, "示例十年期理财", term=term).questions] == [term]


@pytest.mark.parametrize("term", ["开放式", "开放", "终身", "Whole life"])
def test_what_is_open_ended_has_no_term(desk: Desk, tmp_path: Path, term: str) -> None:
    """It was refused as a term that is not in days."""
    assert brought(desk, tmp_path, "示例理财", term=term).faults == ()
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
    assert (asked.target, asked.column, asked.word) == ("issuer_level", "风险等级", name)
    assert asked.allowed == ("R4", "R5")[("R4", "R5").index(level) :], "a lower one wants two people"
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


@pytest.mark.parametrize(
    ("name", "family"),
    [
        *((f"示例{one}", "理财") for one in (
            "终身寿险（分红型）", "年金保险（万能型）", "两全保险", "重疾险", "看涨期权组合", "远期结售汇",
            "双货币投资", "股票型基金", "沪深300ETF", "QDII基金", "结构性存款", "大额存单", "雪球结构产品", "家族信托",
            "黄金T+D", "二级资本债", "收益凭证", "终 身 寿 险",
        )),
        *((f"示例{one}", "基金") for one in ("重疾险", "投资连结保险", "黄金期货组合")),
        ("Sample whole life insurance", "wealth"), ("Sample ETF wealth", "wealth"), ("Sample Call Options", "wealth"),
    ],
)  # fmt: skip
def test_a_name_of_another_family_is_asked(desk: Desk, tmp_path: Path, name: str, family: str) -> None:
    """SUIT-24, SUIT-26: a policy was sold as a wealth product, with its papers and without its statement."""
    (asked,) = brought(desk, tmp_path, name, family=family, level="R4").questions
    assert (asked.target, asked.word, len(asked.allowed)) == ("family", name, len(desk.pack.families.keys) + 1)
    said = {("family", name): asked.allowed[0]}
    assert brought(desk, tmp_path, name, family=family, level="R4", answers=said).accepted == 1
    assert brought(desk, tmp_path, name, family=family, level="R4").same == 1, "asked once"


@pytest.mark.parametrize(
    ("name", "family"),
    [
        ("示例保险主题混合A", "基金"), ("示例不动产投资信托基金", "基金"),
        ("示例REITs基金", "基金"),
        ("示例结构性存款·黄金看涨", "结构性存款"), ("示例债券型理财", "理财"), ("示例同业存单指数", "基金"),
        ("Sample Growth Fund", "fund"), ("Sample Swaption-free Trustee wealth", "wealth"), ("示例十年国债指数", "基金"),
        ("示例季季享开放式", "理财"), ("示例周周盈余货币A", "基金"), ("示例平衡二号", "理财"),
        ("示例企业债指数", "基金"), ("示例并购重组债指数", "基金"), ("示例结构性存款（挂钩欧元兑美元）", "结构性存款"),
        ("示例QDII美元债人民币A", "基金"), ("示例黄金周专享", "理财"), ("示例新元宝", "理财"),
        ("示例石油债指数", "基金"),
        ("示例股票质押债", "理财"), ("Sample Golden Years", "wealth"), ("示例固收增强", "理财"),
    ],
)  # fmt: skip
def test_a_usual_name_is_not_asked(desk: Desk, tmp_path: Path, name: str, family: str) -> None:
    """What is called as it is costs nobody an answer."""
    report = brought(desk, tmp_path, name, family=family)
    assert (report.questions, report.faults) == ((), ())


USUAL = """
R1 理财 现金管理类1号|同业存单添益|黄金甲现金宝
R2 理财 固收开放式2026年第12期|稳富固收增强2026年第18期|固收+黄金6号|多元资产安享1号
R2 理财 睿远稳健固收养老|黄金挂钩固收|私人银行专属固收
R3 理财 沪港深精选权益类|阳光橙增盈稳健混合|私行尊享股票优选
R4 理财 卫生安全主题精选权益
R1 基金 余额宝货币|现金增利货币A
R2 基金 安心回报债券A|产业债A|股息龙头债券|长城新兴产业债券|欧元区国债优选
R3 基金 沪深300ETF联接A|中证500ETF|天惠成长混合(LOF)A|黄金易ETF联接A|科技成长股票
R3 基金 纳斯达克100ETF联接人民币A|并购重组主题|油气LOF|创业板50ETF
R4 基金 原油A|中小盘股票
R2 结构性存款 看涨三层区间|挂钩欧元兑美元汇率单鲨|挂钩美元/日元
"""


def test_a_list_of_usual_names_asks_nothing(desk: Desk, tmp_path: Path) -> None:
    """Words for what is risky stand in the names of hundreds that are rated so: whoever answered for each of them would
    stop reading."""
    cells = [line.split(" ", 2) for line in USUAL.strip().splitlines()]
    named = [(level, family, name) for level, family, names in cells for name in names.split("|")]
    rows = (
        f"U-{at},示例{name},{family},示例机构,{level},1000,20%,到期可能损失本金,浮动收益,在售,无固定期限,"
        for at, (level, family, name) in enumerate(named)
    )
    path = tmp_path / "list.csv"
    path.write_text("\n".join((HEAD, *rows)), encoding="utf-8")
    report = done(running.look_at(desk, "products", path, Choice()))
    assert ([(one.target, one.word) for one in report.questions], report.faults) == ([], ())
    assert report.accepted == len(named)


@pytest.mark.parametrize(
    "name", ["二级资本债", "收益凭证", "债券型存款", "添利存款（浮动）", "节节高存款", "双利存款", "智能存款组合"]
)
def test_a_deposit_of_another_name_is_asked_too(desk: Desk, tmp_path: Path, name: str) -> None:
    """SUIT-24: it needed no match."""
    report = brought(desk, tmp_path, name, family="存款", level="", loss="0%", how="到期还本", kind="固定收益")
    assert [(one.target, one.word) for one in report.questions] == [("family", name)]


@pytest.mark.parametrize(
    "name",
    [
        *(f"示例{one}" for one in (
            "量化对冲一号", "PE母基金", "Pre-IPO项目", "员工持股平台", "FOF（限200人）", "城投定融计划", "政信一号",
            "未上市股权一号", "债权转让项目", "天使投资一号", "定增一号", "S基金二期",
        )),
        "Sample Feeder LP (QPs only)",
    ],
)  # fmt: skip
def test_what_is_sold_to_few_by_its_name_is_asked(desk: Desk, tmp_path: Path, name: str) -> None:
    """SUIT-21: it was sold from 1,000 yuan to whoever is no qualified investor, as a public fund."""
    assert [one.target for one in brought(desk, tmp_path, name, family="基金").questions] == ["offer"]


@pytest.mark.parametrize(
    "name",
    [
        "示例股权投资一号",
        "示例并购一号",
        "示例私享一号",
        "示例夹层基金",
        "示例创投成长",
        "示例劣后份额",
        "Sample Buyout",
    ],
)
def test_a_name_of_what_few_may_buy_is_asked_however_it_is_called(desk: Desk, tmp_path: Path, name: str) -> None:
    """SUIT-21: 股权投资 was noticed where 基金 stood behind it alone. A note of what it invests in says nothing of
    that."""
    report = brought(desk, tmp_path, name, family="基金", level="R5")
    assert [(one.target, one.word) for one in report.questions] == [("offer", name)]
    said = {("offer", name): "public"}
    assert brought(desk, tmp_path, name, family="基金", level="R5", answers=said).accepted == 1
    assert called_private(desk.pack.imports, done(shelf.get(desk, "V-1"))), "its sale waits for somebody else"


@pytest.mark.parametrize(
    ("name", "least"),
    [
        ("示例权益类一号", "R3"), ("示例黄金积存", "R3"), ("示例股票精选", "R3"), ("示例商品期货基金", "R3"),
        ("示例大宗商品指数", "R3"), ("Sample Gold", "R3"), ("Sample Equity Plus", "R3"), ("示例2倍做多", "R4"),
        ("示例分级B", "R5"),
    ],
)  # fmt: skip
def test_what_a_name_invests_in_has_a_level_at_least(desk: Desk, tmp_path: Path, name: str, least: str) -> None:
    """SUIT-13: shares and gold were sold as R1 to who bears no loss, by the slip of one cell."""
    (asked,) = brought(desk, tmp_path, name, family="基金", level="R2").questions
    assert (asked.target, asked.allowed[0]) == ("issuer_level", least)
    assert brought(desk, tmp_path, name, family="基金", level=least).questions == ()


@pytest.mark.parametrize("heads", ["issuer", "bank"])
def test_a_level_in_the_name_is_asked_of_the_column_that_says_one(desk: Desk, tmp_path: Path, heads: str) -> None:
    """The report named a column that the list has not."""
    path = tmp_path / "list.csv"
    column = {"issuer": "发行机构评级", "bank": "本行评级"}[heads]
    row = "V-1,示例进取理财,理财,示例机构,R2,1000,20%,到期可能损失本金,浮动收益,在售,,"
    path.write_text(f"{HEAD.replace('风险等级', column)}\n{row}\n", encoding="utf-8")
    report = done(running.bring_in(desk, "products", path, Choice()))
    assert {one.column for one in report.questions} == {one.column for one in report.faults} == {column}
    said = {(f"{heads}_level", "示例进取理财"): "R4"}
    assert done(running.bring_in(desk, "products", path, Choice(answers=said))).accepted == 1
    assert done(shelf.get(desk, "V-1")).level(desk.pack.levels) == "R4"


@pytest.mark.parametrize(
    ("name", "currency"), [("示例美元债", "USD"), ("示例港币现金管理", "HKD"), ("Sample EUR Income", "EUR")]
)
def test_a_currency_in_the_name_is_asked(desk: Desk, tmp_path: Path, name: str, currency: str) -> None:
    """SUIT-03: as many yuan as dollars were measured against the client's means."""
    (asked,) = brought(desk, tmp_path, name).questions
    assert (asked.target, asked.word, asked.allowed) == ("currency", name, ("CNY", currency))
    assert brought(desk, tmp_path, name, answers={("currency", name): currency}).accepted == 1
    assert done(shelf.get(desk, "V-1")).currency == currency
    report = brought(desk, tmp_path, name)
    assert (report.questions, report.same) == ((), 1), "it is kept"
    assert [one.target for one in brought(desk, tmp_path, f"{name}2").questions] == ["currency"]
    renamed = brought(desk, tmp_path, "示例一号", answers={("currency", f"{name}2"): "CNY"})
    assert (renamed.questions, done(shelf.get(desk, "V-1")).currency) == ((), currency)


@pytest.mark.parametrize(
    "name", ["示例对公专属理财", "示例机构版理财", "示例企业客户专享", "Sample Institutional Wealth"]
)
def test_who_buys_it_by_its_name_is_asked(desk: Desk, tmp_path: Path, name: str) -> None:
    """What is for companies was sold to a person."""
    (asked,) = brought(desk, tmp_path, name).questions
    assert (asked.target, asked.word) == ("client_kind", name)
    assert brought(desk, tmp_path, name, answers={("client_kind", name): "organisation"}).accepted == 1
    assert done(shelf.get(desk, "V-1")).client_kind == "organisation"
    assert brought(desk, tmp_path, name).same == 1, "asked once"


@pytest.mark.parametrize(
    ("name", "level"),
    [
        ("示例高风险理财", "R5"), ("示例激进型理财", "R5"), ("示例进取理财", "R4"), ("示例五级风险理财", "R5"),
        ("示例理财（C4）", "R4"), ("示例理财（R四）", "R4"), ("示例风险等级4级", "R4"),
        ("Sample high risk wealth", "R5"),
    ],
)  # fmt: skip
def test_a_level_in_a_name_s_words_is_asked(desk: Desk, tmp_path: Path, name: str, level: str) -> None:
    """SUIT-13: it was R1 by its cell, and sold to who bears no risk."""
    (asked,) = brought(desk, tmp_path, name, level="R1").questions
    assert (asked.target, asked.allowed[0]) == ("issuer_level", level)
    for one in asked.allowed:
        assert brought(desk, tmp_path, name, level="R1", answers={("issuer_level", name): one}).faults == ()
    assert brought(desk, tmp_path, name, level="R5").questions == ()


def test_less_than_the_name_says_wants_two(desk: Desk, tmp_path: Path) -> None:
    """SUIT-15: the keeper alone answered R1 to what is called R4, and it was on sale. An answer that a list may not
    give is not offered."""
    people(desk)
    name, said = "示例理财（R4）", {("issuer_level", "示例理财（R4）"): "R1"}
    report = brought(desk, tmp_path, name, level="R1", answers=said)
    assert [one.refusal.code for one in report.faults] == ["IMPORT.named"]
    assert [one.allowed for one in report.questions] == [("R4", "R5")]
    form = {
        "code": "V-1", "name": name, "family": "wealth", "issuer": "示例机构", "minimum": "1000", "issuer_level": "R1",
        "worst_loss": "20%", "worst_case": "到期可能损失本金", "return_kind": "浮动收益",
    }  # fmt: skip
    assert isinstance(keeping.add(desk, form), Refused)
    done(keeping.add(desk, {**form, "name": "示例理财"}))
    assert isinstance(keeping.change(desk, "V-1", {"name": name}, "测试"), Refused)
    done(keeping.change(desk, "V-1", {"name": name}, "测试", second("compliance")))
    assert brought(desk, tmp_path, name, level="R1").questions == (), "two saw it"


@pytest.mark.parametrize(
    ("name", "days"),
    [
        ("示例90天理财", 90), ("示例理财365天", 365), ("示例理财540D", 540), ("示例理财24月", 720),
        ("示例理财 两年", 730),
        ("示例半年盈", 182), ("示例季季鑫", 90), ("示例双周盈", 14), ("示例一年宝", 365), ("示例三年丰", 1095),
        ("Sample 3-year wealth plan", 1095), ("Sample wealth 36 months", 1080), ("Sample two years", 730),
    ],
)  # fmt: skip
def test_a_period_in_any_words_is_asked(desk: Desk, tmp_path: Path, name: str, days: int) -> None:
    """SUIT-03: the book said that it has no fixed term."""
    (asked,) = brought(desk, tmp_path, name).questions
    assert (asked.target, asked.allowed[0]) == ("term_days", str(days))
    assert brought(desk, tmp_path, name, term="无固定期限").questions == ()


def test_what_is_paid_back_is_no_fee(desk: Desk, tmp_path: Path) -> None:
    """A gift stood among the fees in the book."""
    for entry in ("奖励1%", "买满送红包", "管理费退0.5%", "补贴客户1%"):
        assert [one.target for one in brought(desk, tmp_path, "示例理财", entry=entry).faults] == ["fee_entry"]
