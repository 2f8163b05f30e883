"""A column that nobody knows is asked once for the whole list: nothing that may count is left out unseen."""

from decimal import Decimal
from pathlib import Path

import pytest

from rmdesk.desk.desk import Desk
from rmdesk.desk.imports import running
from rmdesk.desk.imports.running import Choice, Report
from rmdesk.desk.imports.unread import COLUMN, LEFT
from rmdesk.desk.shelf import institutions, keeping, waiting
from rmdesk.desk.shelf import products as shelf
from rmdesk.faces.sale.looks import Looks
from rmdesk.faces.unconfirmed import to_confirm
from rmdesk.tui.imports.lines import asked_of
from rmdesk.tui.lines.product_text import card
from support.clock import Clock
from support.desks import codes, done
from support.walk import assessed, register, start

HEAD = "产品代码,产品名称,产品类别,发行机构,风险等级,起购金额,最不利情形损失比例,最不利情形,收益类型,产品状态"
ROW = "理财,示例机构,R1,1000,60%,净值可能下跌六成,浮动收益,在售"


def brought(
    desk: Desk, folder: Path, head: str, *cells: str, answers: dict[tuple[str, str], str] | None = None
) -> Report:
    """A list with a column more, one product for each of its cells."""
    path = folder / "list.csv"
    rows = "".join(f"X-{at},示例产品{at},{ROW},{cell}\n" for at, cell in enumerate(cells))
    path.write_text(f"{HEAD},{head}\n{rows}", encoding="utf-8")
    return done(running.bring_in(desk, "products", path, Choice(answers=answers or {})))


@pytest.mark.parametrize(
    ("heading", "cell"),
    [
        ("代销风险等级", "R4"),
        ("最终风险等级", "R4"),
        ("风险等级名称", "高风险"),
        ("风险程度", "高"),
        ("适合投资者风险等级", "C4、C5"),
        ("适合客户", "C4及以上"),
        ("适合投资者类型", "进取型"),
        ("风险提示", "本产品属于高风险产品"),
        ("目标客户", "同业"),
        ("是否对公", "是"),
        ("个人可购", "×"),
        ("产品说明", "本产品为非公开募集产品，仅向累计不超过二百名合格投资者发售"),
        ("停售日期", "2026-10-01"),
        ("认购期", "2026/9/1-2026/10/1"),
        ("兑付日期", "2025-12-01"),
        ("期限类型", "三年"),
        ("甲", "36个月"),
        ("乙", "万元"),
        ("丙", "美元"),
    ],
)
def test_what_may_count_waits_until_its_column_is_said(desk: Desk, tmp_path: Path, heading: str, cell: str) -> None:
    """R4, C4, a last day, dollars or 否 under a heading that nobody knew went unread, and the product was sold as R1,
    to anybody, on any day. A row whose cell is blank is taken."""
    report = brought(desk, tmp_path, heading, cell, "-")
    (asked,) = report.questions
    assert (asked.target, asked.word, asked.rows, asked.cells) == ("column", heading, 1, (cell,))
    assert asked.allowed[0] == "nothing", "what most columns are stands first"
    assert "issuer_level" not in asked.allowed
    assert (report.accepted, report.waiting) == (2, 1)
    assert codes(shelf.get(desk, "X-0")) == codes(shelf.get(desk, "X-9"))
    assert done(shelf.get(desk, "X-1")).status == "listed"
    for lang in ("zh", "en"):
        said = asked_of(desk, "products", asked, lang)
        assert heading in said
        assert cell[:8] in said


@pytest.mark.parametrize(
    ("head", "row"),
    [
        (
            "编码,名称,产品类型,管理人,风险等级,起购,起点递增,期限",
            "X-1,示例一号,理财,示例机构,R1,1万,1000,3年",
        ),
        (
            "Code,Name,Type,Issuer,Risk level,Minimum,Increment,Term,Opening days,Offer from,Offer to,Start,Maturity",
            "X-1,Sample,Mutual fund,Sample AM,R1,10000,1000,1095,,2026-11-25,2026-12-08,2026-12-09,2029-12-08",
        ),
    ],
)
def test_the_plainest_headings_are_asked_of_nobody(desk: Desk, tmp_path: Path, head: str, row: str) -> None:
    """Four and six questions, four keys each, stood before the first list of a new desk."""
    path = tmp_path / "list.csv"
    path.write_text(f"{head}\n{row}\n", encoding="utf-8")
    report = done(running.bring_in(desk, "products", path, Choice()))
    assert (report.questions, report.faults, report.unmapped) == ((), (), ())
    found = done(shelf.get(desk, "X-1"))
    assert (found.minimum, found.step, found.term_days) == (Decimal(10000), Decimal(1000), 1095)
    assert found.family == ("wealth" if head.startswith("编码") else "fund")


def test_what_a_column_was_said_to_be_is_read_and_kept(desk: Desk, tmp_path: Path) -> None:
    """The next list of the same headings is read so without a word."""
    answers = {("column", "代销风险等级"): "本行评级"}
    assert brought(desk, tmp_path, "代销风险等级", "R4", answers=answers).questions == ()
    assert done(shelf.get(desk, "X-0")).bank_level == "R4"
    again = brought(desk, tmp_path, "代销风险等级", "R4", "R5")
    assert (again.questions, again.waiting) == ((), 0)
    assert done(shelf.get(desk, "X-1")).bank_level == "R5"


def test_a_column_that_is_left_out_is_confirmed_by_the_keeper(desk: Desk, tmp_path: Path) -> None:
    """An answer that R4 says nothing alone put the product on sale as R1."""
    answers = {("column", "代销风险等级"): "nothing"}
    report = brought(desk, tmp_path, "代销风险等级", "R4", "-", answers=answers)
    assert (report.questions, report.waiting, report.unconfirmed) == ((), 0, 1)
    left, other = (done(shelf.get(desk, one)) for one in ("X-0", "X-1"))
    assert (left.status, left.unconfirmed, other.status) == ("suspended", ("unread",), "listed")
    assert codes(shelf.set_status(desk, "X-0", "listed", "测试")) == ["DESK-03.unconfirmed"]
    assert done(keeping.confirm(desk, "X-0", {})).status == "listed"
    assert brought(desk, tmp_path, "代销风险等级", "R4", "-").same == 2, "it was confirmed once"


def test_the_keeper_reads_what_was_left_out_before_confirming_it(desk: Desk, tmp_path: Path) -> None:
    """The page and the confirmation named neither the column nor its cell: nobody saw what was confirmed. What says
    something else in a later list is confirmed anew."""
    left = {("column", "代销风险等级"): "nothing"}
    brought(desk, tmp_path, "代销风险等级", "R4", answers=left)
    waiting = done(shelf.get(desk, "X-0"))
    assert waiting.left_out == (("代销风险等级", "R4"),)
    for lang in ("zh", "en"):
        page = [f"{one.label} {one.value}" for one in card(desk, waiting, lang)]
        for said in (page, to_confirm(desk, (waiting,), (), lang)):
            assert any("代销风险等级" in one and "R4" in one for one in said)
    done(keeping.confirm(desk, "X-0", {}))
    brought(desk, tmp_path, "代销风险等级", "R5")
    again = done(shelf.get(desk, "X-0"))
    assert (again.status, again.unconfirmed, again.left_out) == ("suspended", ("unread",), (("代销风险等级", "R5"),))


@pytest.mark.parametrize(
    ("name", "more", "answers"),
    [
        ("示例私募证券投资基金", {"募集方式": "公募"}, {}),
        ("示例集合资产管理计划", {}, {("offer", "示例集合资产管理计划"): "public"}),
        ("示例九号", {"投资者类型": "合格投资者"}, {("offer", "合格投资者"): "public"}),
        (
            "示例九号",
            {"投资者类型": "合格投资者"},
            {("column", "投资者类型"): "nothing", ("offer", "合格投资者"): "public"},
        ),
    ],
)
def test_what_is_called_private_and_sold_as_public_waits_for_somebody_else(
    desk: Desk, clock: Clock, tmp_path: Path, name: str, more: dict[str, str], answers: dict[tuple[str, str], str]
) -> None:
    """SUIT-21: one word of the keeper's sold a private fund to whoever is no qualified investor, and nobody looked."""
    path = tmp_path / "list.csv"
    cells = (ROW.replace("R1", "R2"), *more.values())
    path.write_text(f"{','.join((HEAD, *more))}\nX-0,{name},{','.join(cells)}\n", encoding="utf-8")
    done(running.bring_in(desk, "products", path, Choice(answers=answers)))
    done(institutions.state(desk, ("示例机构",), "admitted", "测试"))
    if done(shelf.get(desk, "X-0")).unconfirmed:
        done(keeping.confirm(desk, "X-0", {}))
    assert not done(shelf.get(desk, "X-0")).private
    client = register(desk)
    assessed(desk, client)
    view = start(desk, clock, client).match().choose("X-0").view
    assert view.context.demands.review == "offered"
    for lang in ("zh", "en"):
        looks = [one.texts for one in Looks(desk, view, lang).outstanding() if one.key.startswith("offered")]
        assert looks[0][0] == name
        assert ("合格投资者" in "".join(cell for _, cell in looks)) is ("投资者类型" in more)


def test_what_a_form_calls_public_against_its_name_waits_too(desk: Desk, clock: Clock) -> None:
    """The form is no other door; what no name calls private waits for nobody."""
    texts = {"family": "wealth", "issuer": "示例机构", "issuer_level": "R2", "minimum": "1000", "worst_loss": "10%",
             "worst_case": "到期可能损失部分本金", "return_kind": "浮动收益", "status": "在售"}  # fmt: skip
    done(keeping.add(desk, {**texts, "code": "F-1", "name": "示例私募一号", "offer": "公募"}))
    done(keeping.add(desk, {**texts, "code": "F-2", "name": "示例一号"}))
    done(institutions.state(desk, ("示例机构",), "admitted", "测试"))
    client = register(desk)
    assessed(desk, client)
    for code, review in (("F-1", "offered"), ("F-2", "")):
        assert start(desk, clock, client).match().choose(code).view.context.demands.review == review


def test_what_was_left_out_and_says_more_now_is_confirmed_anew(desk: Desk, tmp_path: Path) -> None:
    """SUIT-13: the answer of a harmless day sold R4 as R1 on every later one. What says the same, or less, is not read
    twice."""
    left = {("column", "内部分类"): "nothing"}
    brought(desk, tmp_path, "内部分类", "甲", answers=left)
    assert done(shelf.get(desk, "X-0")).status == "listed"
    brought(desk, tmp_path, "内部分类", "R4")
    now = done(shelf.get(desk, "X-0"))
    assert (now.status, now.unconfirmed, now.left_out) == ("suspended", ("unread",), (("内部分类", "R4"),))
    done(keeping.confirm(desk, "X-0", {}))
    assert brought(desk, tmp_path, "内部分类", "R4").same == 1
    brought(desk, tmp_path, "内部分类", "甲")
    assert done(shelf.get(desk, "X-0")).status == "listed"


@pytest.mark.parametrize(("before", "since"), [("★★", "★★★★★"), ("1", "0"), ("甲类", "丙类"), ("充足", "清退")])
def test_words_that_were_not_there_when_a_column_was_answered_are_asked_of(
    desk: Desk, tmp_path: Path, before: str, since: str
) -> None:
    """SUIT-13: what said nothing in one list said in the next that the product is withdrawn, in a word that nobody ever
    saw. What stood there is not asked again, and a product that says it is sold on."""
    left = {("column", "内部分类"): "nothing"}
    brought(desk, tmp_path, "内部分类", before, before, answers=left)
    assert brought(desk, tmp_path, "内部分类", before, "-").questions == ()
    report = brought(desk, tmp_path, "内部分类", before, since)
    (asked,) = report.questions
    assert (asked.target, asked.word, asked.rows, asked.cells) == ("column", "内部分类", 1, (since,))
    assert (report.same, report.withheld) == (1, 1)
    assert [done(shelf.get(desk, one)).status for one in ("X-0", "X-1")] == ["listed", "suspended"]
    assert brought(desk, tmp_path, "内部分类", before, since).questions == (asked,), "till somebody answers"
    assert brought(desk, tmp_path, "内部分类", before, since, answers=left).questions == ()
    assert done(shelf.get(desk, "X-1")).status == "listed"
    end = desk.store.head()
    assert brought(desk, tmp_path, "内部分类", since, before).questions == (), "both were answered"
    kinds = [one.kind for one in desk.store.entries(after=end.seq)]
    assert kinds == ["import.done/1"], "nothing more is kept of it"


@pytest.mark.parametrize(
    ("before", "since"),
    [
        (("2026-11-20",), "2026-11-27"), (("1.0234",), "1.0567"),
        (("近期热门，可向老客户推荐，注意说明净值波动与期限安排",), "新"),
        (tuple(f"经理{one}" for one in "甲乙丙丁戊己庚辛壬癸子丑寅"), "经理卯"),
    ],
)  # fmt: skip
def test_what_is_new_in_every_list_is_not_asked_every_day(
    desk: Desk, tmp_path: Path, before: tuple[str, ...], since: str
) -> None:
    """Days, figures, remarks of their own, names: whoever were asked each day would stop reading."""
    brought(desk, tmp_path, "内部说法", *before, answers={("column", "内部说法"): "nothing"})
    assert brought(desk, tmp_path, "内部说法", since).questions == ()


def test_a_column_without_a_heading_is_asked_too(desk: Desk, tmp_path: Path) -> None:
    """SUIT-13: R4 below no heading was read by nobody. It is called by its letter, and its answer is kept."""
    (asked,) = (report := brought(desk, tmp_path, ",备注", "R4,", "-,甲")).questions
    assert (asked.target, asked.word, asked.cells, report.waiting) == ("column", "#K", ("R4",), 1)
    assert brought(desk, tmp_path, ",备注", ",", "-,").questions == ()
    assert brought(desk, tmp_path, ",备注", "R4,", answers={("column", "#K"): "bank_level"}).questions == ()
    assert done(shelf.get(desk, "X-0")).bank_level == "R4"
    again = brought(desk, tmp_path, ",备注", "R4,", "R5,")
    assert (again.questions, done(shelf.get(desk, "X-1")).bank_level) == ((), "R5")


@pytest.mark.parametrize(
    ("remark", "held"),
    [
        ("我行评级R4，以此为准", True),
        ("本产品属于高风险产品", True),
        ("适合C4及以上客户", True),
        ("本产品已停售", True),
        ("仅限机构客户购买", True),
        ("机构客户", True),
        ("2026-10-01起停止发售", True),
        ("Institutions only", True),
        ("低风险产品，风险等级R1", True),
        ("风险等级4", True),
        ("额度用完", True),
        ("65岁以上不得购买", True),
        ("待总行批复", True),
        ("热销", False),
        ("推荐。", False),
        ("无", False),
    ],
)
def test_remarks_that_count_are_confirmed(desk: Desk, tmp_path: Path, remark: str, held: bool) -> None:
    """SUIT-13, SUIT-21: what is stopped, for institutions or R4 by its remarks was sold to anybody as R1, unseen."""
    report = brought(desk, tmp_path, "备注", remark)
    product = done(shelf.get(desk, "X-0"))
    assert (report.questions, product.unconfirmed) == ((), ("unread",) if held else ())
    if held:
        assert any(remark in one for one in to_confirm(desk, (product,), (), "zh"))
        assert done(keeping.confirm(desk, "X-0", {})).status == "listed"
        assert brought(desk, tmp_path, "备注", remark).same == 1


@pytest.mark.parametrize(("state", "status"), [("暂停销售", "suspended"), ("停售", "suspended"), ("在售", "listed")])
def test_what_a_list_says_is_off_sale_is_confirmed_and_stays_so(
    desk: Desk, tmp_path: Path, state: str, status: str
) -> None:
    """SUIT-13, DESK-03: its keeper filled in what the list did not say of a suspended product, and it was on sale."""
    path = tmp_path / "list.csv"
    path.write_text(f"{HEAD},备注\nX-0,示例产品,{ROW.replace('在售', state)},请核对\n", encoding="utf-8")
    done(running.bring_in(desk, "products", path, Choice()))
    product = done(shelf.get(desk, "X-0"))
    assert product.unconfirmed == ("unread",)
    read = "\n".join(to_confirm(desk, (product,), (), "zh"))
    assert (state in read.replace("即在售", "")) is (status == "suspended")
    assert done(keeping.confirm(desk, "X-0", {})).status == status
    done(running.bring_in(desk, "products", path, Choice()))
    assert done(shelf.get(desk, "X-0")).status == status


@pytest.mark.parametrize("target", ["registration_code", "benchmark", "open_days", "order_system"])
@pytest.mark.parametrize("cell", ["R5", "已停售", "仅限机构客户"])
def test_a_column_that_is_said_to_be_a_text_hides_nothing(desk: Desk, tmp_path: Path, cell: str, target: str) -> None:
    """SUIT-13: answered to be a registration code, a column of the bank's own rating put R5 on sale as R1."""
    head = "本行评级结论"
    brought(desk, tmp_path, head, cell, answers={("column", head): target})
    product = done(shelf.get(desk, "X-0"))
    assert "unread" in product.unconfirmed
    assert product.state_on(desk.today()) != "listed"
    assert any(cell in one for one in to_confirm(desk, (product,), (), "zh"))


@pytest.mark.parametrize(
    ("heading", "cell", "held"),
    [
        ("投资范围", "风险等级R4", True),
        ("产品系列", "机构专属系列", True),
        ("投资策略", "美元计价", True),
        ("产品特点", "三年封闭，到期前不可赎回", True),
        ("投资范围", "金融机构存款、美元债券、货币市场工具", False),
        ("产品特点", "每日开放，申赎灵活", False),
    ],
)
def test_what_a_harmless_column_says_beside_is_confirmed(
    desk: Desk, tmp_path: Path, heading: str, cell: str, held: bool
) -> None:
    """SUIT-13, SUIT-03: R4, for institutions, in dollars or closed for three years by its description, a product was
    sold to a cautious person as R1."""
    left = {(COLUMN, heading): LEFT}
    brought(desk, tmp_path, heading, cell, answers=left)
    assert done(shelf.get(desk, "X-0")).unconfirmed == (("unread",) if held else ())


def test_what_a_remark_holds_is_confirmed_by_itself(desk: Desk, tmp_path: Path) -> None:
    """SUIT-13: in a lot of seven nobody read that one is sold out, and it stood first in the next match."""
    brought(desk, tmp_path, "备注,风险程度", "已停售,略", ",略", "仅限机构,略", answers={(COLUMN, "风险程度"): LEFT})
    held = [one.code for one in done(shelf.products(desk)) if one.unconfirmed]
    assert held == ["X-0", "X-1", "X-2"]
    assert done(keeping.confirm_many(desk, tuple(held), {})) == 1
    assert [done(shelf.get(desk, one)).status for one in held] == ["suspended", "listed", "suspended"]
    assert done(keeping.confirm_many(desk, ("X-0",), {})) == 1


def test_a_row_waits_for_any_column_that_is_asked(desk: Desk, tmp_path: Path) -> None:
    """Taken meanwhile, what cannot be left for a year was sold as redeemable on any day; a serial number is not asked
    about (SUIT-03)."""
    report = brought(desk, tmp_path, "内部分类,序号", "甲类,1", "乙类,2")
    (asked,) = report.questions
    assert (asked.word, asked.rows, asked.cells, report.waiting) == ("内部分类", 2, ("甲类", "乙类"), 2)
    (asked,) = brought(desk, tmp_path, "赎回规则", "持有满一年方可赎回").questions
    assert asked.word == "赎回规则"
    assert not done(shelf.products(desk))
    assert (
        brought(desk, tmp_path, "内部分类,序号", "甲类,1", answers={("column", "内部分类"): "nothing"}).questions == ()
    )


def test_a_level_is_asked_about_under_a_harmless_heading(desk: Desk, tmp_path: Path) -> None:
    """编号 with R4 below it is no number."""
    assert [one.word for one in brought(desk, tmp_path, "编号", "R4").questions] == ["编号"]


@pytest.mark.parametrize(
    ("heading", "cell"),
    [
        ("单位净值", "1.0234"),
        ("单位净值（元）", "1.0234(2026-11-20)"),
        ("净值日期", "2026-11-20"),
        ("更新时间", "2026-11-20 09:00:00"),
        ("Last updated", "20 Nov 2026"),
        ("是否支持定投", "是"),
        ("Regular savings plan", "no"),
        ("募集规模上限", "50亿元"),
        ("Cap on size", "5 billion"),
        ("基金经理", "张某"),
        ("定投", "支持"),
        ("成立规模（亿元）", "12.5"),
    ],
)
def test_what_every_list_brings_beside_is_not_asked(desk: Desk, tmp_path: Path, heading: str, cell: str) -> None:
    """A usual list asked two dozen questions and held every product, on every day anew, by the day of its value."""
    report = brought(desk, tmp_path, heading, cell)
    assert (report.questions, report.unconfirmed, report.unused) == ((), 0, (heading,))
    assert done(shelf.get(desk, "X-0")).status == "listed"


@pytest.mark.parametrize(
    ("heading", "cell"),
    [
        ("更新时间", "已停售"),
        ("是否支持定投", "R4"),
        ("是否支持定投", "仅限新客户"),
        ("单位净值", "USD"),
        ("基金经理", "C5"),
        ("募集规模上限", "50亿，2026年12月1日截止"),
        ("定投", "售罄"),
        ("更新时间", "募集结束"),
        ("产品规模", "5000万美元"),
        ("是否支持定投", "否，已关闭申购"),
    ],
)
def test_what_counts_is_asked_below_such_a_heading_too(desk: Desk, tmp_path: Path, heading: str, cell: str) -> None:
    """SUIT-13, SUIT-21: a level, a class of clients, a currency, a last day or a stop is sold past by no heading."""
    report = brought(desk, tmp_path, heading, cell)
    assert ([one.word for one in report.questions], report.waiting, report.unused) == ([heading], 1, ())
    left = {("column", heading): "nothing"}
    assert brought(desk, tmp_path, heading, cell, answers=left).unconfirmed == 1
    assert done(shelf.get(desk, "X-0")).status == "suspended"


def test_a_value_in_dollars_is_asked_about(desk: Desk, tmp_path: Path) -> None:
    """SUIT-03: a list without a column of currencies says it behind the heading of the value alone."""
    assert [one.word for one in brought(desk, tmp_path, "单位净值（美元）", "1.02").questions] == ["单位净值（美元）"]


def test_what_is_sold_out_is_confirmed_apart_from_the_rest(desk: Desk, tmp_path: Path) -> None:
    """SUIT-13: four hundred confirmations, or one that sold what was sold out. The same words are one confirmation, and
    it leaves what a confirmation of each would."""
    cells = ("充足,是", "充足,否", "已售罄,是", "已售罄,否", "充足,R4", "充足,R1")
    left = {("column", "额度状态"): "nothing", ("column", "甲"): "nothing"}
    brought(desk, tmp_path, "额度状态,甲", *cells, answers=left)
    every = tuple(f"X-{at}" for at in range(len(cells)))
    groups = waiting.parted(desk.pack, [done(shelf.get(desk, one)) for one in every])
    assert [(one.said, [product.code for product in one.products]) for one in groups] == [
        ((), ["X-0", "X-1", "X-5"]),
        ((("额度状态", "已售罄"),), ["X-2", "X-3"]),
        ((("甲", "R4"),), ["X-4"]),
    ]
    for lang in ("zh", "en"):
        assert "额度状态" in waiting.said_of(groups[1], lang)
        (first, *_) = (one for one in to_confirm(desk, groups[1].products, (), lang) if "已售罄" in one or "甲" in one)
        assert "已售罄" in first, "what holds them stands first"
    assert done(keeping.confirm_many(desk, every, {})) == 3
    assert [done(shelf.get(desk, one)).status for one in every] == [
        "listed", "listed", "suspended", "suspended", "suspended", "listed",
    ]  # fmt: skip
    assert done(keeping.confirm_many(desk, ("X-2", "X-4"), {})) == 0, "words of two kinds are no group"
    before = desk.store.head().seq
    assert done(keeping.confirm_many(desk, ("X-2", "X-3"), {})) == 2
    assert [one.kind for one in desk.store.entries(after=before)] == ["shelf.changed/1"] * 2
    assert brought(desk, tmp_path, "额度状态,甲", *cells).same == len(cells), "it is confirmed once"


@pytest.mark.parametrize(
    ("cell", "waits"),
    [("USD", 1), ("万元", 1), ("以万元计", 1), ("单位：元", 0), ("R4", 0), ("人民币", 0), ("2026-10-01", 0)],
)
def test_a_holding_waits_where_its_money_may_count_otherwise(desk: Desk, tmp_path: Path, cell: str, waits: int) -> None:
    """60,000 dollars were 60,000 yuan (SUIT-03); of what counts nothing there, nobody asks."""
    path = tmp_path / "held.csv"
    number = register(desk).no
    path.write_text(f"客户编号,产品代码,产品名称,持有金额,甲\n{number},Z-9,他行理财,60000,{cell}\n", encoding="utf-8")
    answers = {("product", "Z-9"): "outside"}
    report = done(running.look_at(desk, "holdings", path, Choice(answers=answers)))
    assert (len(report.questions), report.waiting) == (waits, waits)
    answers[("column", "甲")] = "currency" if cell == "USD" else "unit"
    if cell == "以万元计":
        return
    if waits:
        assert done(running.bring_in(desk, "holdings", path, Choice(answers=answers))).accepted == 1
