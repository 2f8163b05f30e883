"""Fees of a product, in one cell or in many: what the client reads of them is what was said (SUIT-22)."""

import pytest

from imports.product_texts import TEXTS, in_zh
from rmdesk.desk.desk import Desk
from rmdesk.desk.disclosure_items import fees_told
from rmdesk.desk.imports import running
from rmdesk.desk.imports.running import Choice
from rmdesk.desk.shelf import fees, keeping
from rmdesk.desk.shelf import products as shelf
from rmdesk.domain.base import Text
from rmdesk.domain.refusal import Faulty
from support.desks import done

CELLS = {
    "管理费0.3%/年；托管费：0.03%": [
        ("management", "0.3", None, "yearly", ""),
        ("custody", "0.03", None, "yearly", ""),
    ],
    "认购费 1.2% （100万元以上每笔1,000元）": [("entry", "1.2", None, "buying", "100万元以上每笔1,000元")],
    "账户管理费 10元 每年": [("account", None, "10", "yearly", "")],
    "赎回费 持有不满7天1.50%，满30天0": [("exit", None, None, "redeeming", "持有不满7天1.50%，满30天0")],
    "投资管理费0.1%（年）、销售手续费0.2%（年），托管费合计每季提取": [
        ("management", "0.1", None, "yearly", ""),
        ("sales", None, None, "yearly", "0.2%（年），托管费合计每季提取"),
    ],
    "管理费、托管费合计0.5%": [("other", None, None, "once", "管理费、托管费合计0.5%")],
    "申购费1.5%；1000元/笔（500万元以上）": [
        ("entry", "1.5", None, "buying", ""),
        ("entry", None, "1000", "once", "500万元以上"),
    ],
    "management fee 0.20% a year, custody fee 0.02% per year": [
        ("management", "0.20", None, "yearly", ""),
        ("custody", "0.02", None, "yearly", ""),
    ],
    "管理费每日计提，年化0.2%": [("management", None, None, "yearly", "每日计提，年化0.2%")],
    "业绩报酬20%超额部分；转换费另议": [
        ("performance", "20", None, "profit", ""),
        ("other", None, None, "once", "转换费另议"),
    ],
}


@pytest.mark.parametrize("cell", CELLS)
def test_fees_in_one_cell_become_a_table(desk: Desk, cell: str) -> None:
    """A list that says all fees in one column would else be disclosed as no fee at all (SUIT-22)."""
    texts = {key: text for key, text in TEXTS.items() if key != "fee_management"}
    added = done(keeping.add(desk, {**texts, "fees": cell}))
    assert [in_zh(one) for one in added.fees] == CELLS[cell]


@pytest.mark.parametrize(
    ("column", "cell"),
    [
        ("fees", "购买有礼"),
        ("fees", "首购客户享超市卡200元"),
        ("fees", "客户经理每万元提成20元"),
        ("fees", "提前赎回可退佣金"),
        ("fee_entry", "1.5%，到期可领消费券"),
        ("fee_entry", "免（领立减金）"),
    ],
)
def test_what_the_client_or_who_sells_is_given_is_no_fee(desk: Desk, column: str, cell: str) -> None:
    """SALE-12: the signed book named a present to whoever buys as a fee of the product."""
    wrong = keeping.add(desk, {**TEXTS, column: cell})
    assert isinstance(wrong, Faulty)
    assert list(wrong.fields) == [column]


def test_a_figure_of_no_fee_is_refused(desk: Desk) -> None:
    """Nobody knows what 0.30% are of."""
    wrong = keeping.add(desk, {**TEXTS, "fees": "0.30%"})
    assert isinstance(wrong, Faulty)
    assert wrong.fields["fees"].code == "INPUT.fees"


def test_a_fee_that_nobody_said_or_that_is_paid_to_the_client_is_none(desk: Desk) -> None:
    """SUIT-22: the signed book named "other fees: to be determined", and a management fee of -0.5% a year."""
    for number, cells in enumerate(
        ({"fee_management": "待定"}, {"fee_entry": "（tbd）"}, {"fees": "详见产品说明书；待定"})
    ):
        added = done(keeping.add(desk, {**TEXTS, "code": f"T-01{number}", "fee_management": "", **cells}))
        assert fees_told(desk.pack, added, "zh") == fees_told(desk.pack, added.model_copy(update={"fees": ()}), "zh")
    for cell, text, code in (
        ("fee_management", "-0.5", "INPUT.least"),
        ("fee_exit", "-1%", "INPUT.least"),
        ("fees", "管理费 -0.5%", "INPUT.fees"),
        ("fees", "-0.5%", "INPUT.fees"),
        ("fee_entry", "abc", "INPUT.fee"),
        ("fee_exit", "..x y", "INPUT.fee"),
        ("fees", "abc", "INPUT.fees"),
        ("fees", "管理费0.3%；申购费 abc", "INPUT.fees"),
        ("fee_management", "\u22120.5", "INPUT.least"),
        ("fee_entry", "\u20131%", "INPUT.least"),
        ("fees", "管理费—0.5%", "INPUT.fees"),
        ("fee_entry", "返还1%", "INPUT.fee"),
        ("fees", "管理费返还0.5%", "INPUT.fees"),
        ("fees", "赠送 100 元", "INPUT.fees"),
        ("fee_exit", "1% rebate", "INPUT.fee"),
        ("fee_entry", "aaaa", "INPUT.fee"),
        ("fee_management", "300", "INPUT.rate"),
        ("fee_entry", "100.01%", "INPUT.rate"),
        ("fees", "管理费 500%", "INPUT.fees"),
        ("fee_entry", "100%", "INPUT.rate"),
        ("fees", "申购费 100%", "INPUT.fees"),
        ("fee_management", "年费率0.20%", "INPUT.rate"),
        ("fees", "购买赠积分", "INPUT.fees"),
        ("fees", "认购满10万抽奖", "INPUT.fees"),
        ("fees", "首年免管理费送金条", "INPUT.fees"),
        ("fees", "管理费按季返客户经理", "INPUT.fees"),
        ("fee_entry", "打5折再返话费", "INPUT.fee"),
    ):
        answer = keeping.add(desk, {**TEXTS, cell: text})
        assert isinstance(answer, Faulty), text
        assert {key: one.code for key, one in answer.fields.items()} == {cell: code}
    for number, said in enumerate(("免收", "waived", "free", "每笔1000元", "1.5%，不予返还", "USD 20")):
        added = done(keeping.add(desk, {**TEXTS, "code": f"T-02{number}", "fee_entry": said}))
        assert said.rstrip("%") in fees_told(desk.pack, added, "zh"), said
    named = done(keeping.add(desk, {**TEXTS, "code": "T-030", "fees": "申购费 待定；赎回费 0.5%"}))
    assert [one.kind for one in named.fees] == ["management", "entry", "exit"]


@pytest.mark.parametrize("said", ["不收取", "免收", "不收费", "Not charged"])
def test_a_management_fee_that_is_not_charged_says_so(desk: Desk, said: str) -> None:
    """不收取 was refused as no amount, and the right row with it."""
    added = done(keeping.add(desk, {**TEXTS, "fee_management": said}))
    assert [in_zh(one) for one in added.fees] == [("management", None, None, "yearly", said)]
    done(keeping.change(desk, added.code, {"note": "示例"}, "测试"))


@pytest.mark.parametrize("cell", ["综合费率0.45%/年", "按年收取0.3%", "转换费另议"])
def test_what_is_not_read_says_nothing_of_when(desk: Desk, cell: str) -> None:
    """SUIT-22: a yearly fee in unknown words stood as "一次性" in the book that the client signs."""
    texts = {key: text for key, text in TEXTS.items() if key != "fee_management"}
    added = done(keeping.add(desk, {**texts, "fees": cell}))
    assert [(row.when, row.note) for row in fees.rows(desk.pack, added, "zh")] == [("", cell)]
    assert fees.lines(desk.pack, added, "zh") == [f"其他费用：{cell}"]


@pytest.mark.parametrize(
    ("cells", "told"),
    [
        (
            {"fee_management": "0.3%", "fee_entry": "待定"},
            "管理费：每年 0.3%；申购费：本行未登记，以产品文件载明的为准",
        ),
        (
            {"fee_management": "待定", "fee_entry": "1.5%"},
            "管理费：本行未登记，以产品文件载明的为准；申购费：买入时 1.5%",
        ),
        ({"fees": "管理费0.3%；赎回费待定"}, "管理费：每年 0.3%；赎回费：本行未登记，以产品文件载明的为准"),
    ],
)
def test_a_fee_that_is_still_to_be_said_stands_beside_those_that_are_known(
    desk: Desk, cells: dict[str, str], told: str
) -> None:
    """SUIT-22: the book listed the management fee alone, as if nothing were paid on entry."""
    added = done(keeping.add(desk, {**TEXTS, "fee_management": "", **cells}))
    assert fees_told(desk.pack, added, "zh") == told
    done(keeping.change(desk, added.code, {"note": "示例"}, "测试"))
    assert done(shelf.get(desk, added.code)).fees == added.fees


@pytest.mark.parametrize(
    ("heading", "cell", "asked"),
    [
        ("管理费率", "0.003", ("0.3%", "0.003%")),
        ("申购费", "0.015", ("1.5%", "0.015%")),
        ("托管费率", "0.0002", ("0.02%", "0.0002%")),
        ("托管费率", "0.02", ()),
        ("管理费率", "0.003%", ()),
        ("管理费率（%）", "0.003", ()),
        ("管理费率", "0.3", ()),
        ("管理费率", "0", ()),
    ],
)
def test_a_rate_that_may_be_a_share_is_asked(desk: Desk, heading: str, cell: str, asked: tuple[str, ...]) -> None:
    """SUIT-22: 0.003 in a list, which is 0.3%, stood in the book as "每年 0.003%"."""
    path = desk.folder / "one.csv"
    row = "T-001,虚构测试一号,理财产品,虚构远山理财有限责任公司,R2,10000,5%,示例：净值下跌。,浮动收益,在售"
    heads = "产品代码,产品名称,产品类别,发行机构,风险等级,起购金额,最不利情形损失比例,最不利情形,收益类型,产品状态"
    path.write_text(f"{heads},{heading}\n{row},{cell}\n", encoding="utf-8")
    found = done(running.bring_in(desk, "products", path, Choice()))
    assert [(one.word, one.allowed) for one in found.questions] == ([(cell, asked)] if asked else [])
    assert [one.refusal.code for one in found.faults] == (["IMPORT.rate"] if asked else [])
    if asked:
        answers = {(found.questions[0].target, cell): asked[0]}
        done(running.bring_in(desk, "products", path, Choice(answers=answers)))
    rate = done(shelf.get(desk, "T-001")).fees[0].rate
    assert f"{rate}%" == (asked[0] if asked else f"{cell.rstrip('%')}%")


def test_a_small_figure_among_all_fees_is_asked_too(desk: Desk) -> None:
    """SUIT-22: 0.003 of what is managed is 0.3% a year; the book told "0.003 a year", which says nothing."""
    path = desk.folder / "list.csv"
    texts = {key: text for key, text in TEXTS.items() if not key.startswith("fee")} | {"fees": "管理费 0.003/年"}
    path.write_text(",".join(texts) + "\n" + ",".join(f'"{one}"' for one in texts.values()), encoding="utf-8")
    choice = Choice({key: key for key in texts})
    (asked,) = done(running.look_at(desk, "products", path, choice)).questions
    assert asked.word == "管理费 0.003/年"
    assert asked.allowed == ("管理费 0.3%/年", "管理费 0.003%/年")


def test_what_cannot_be_confirmed_so_is_named(desk: Desk) -> None:
    """The form that confirms has no field for a fee: "not a valid amount" stood there, of nobody knew what."""
    texts = {key: text for key, text in TEXTS.items() if key != "worst_loss"}
    added = done(keeping.add(desk, {**texts, "fees": "申购费 0.20%"}))
    noted = tuple(one.model_copy(update={"rate": None, "note": Text.same("购买赠积分")}) for one in added.fees[1:])
    gift = added.model_copy(update={"fees": noted})
    with desk.transaction():
        shelf.put(desk, gift, added)
    answer = keeping.confirm(desk, added.code, {"worst_loss": "5%"})
    assert isinstance(answer, Faulty)
    assert desk.pack.say(answer.fields["fee_entry"], "zh").text == "T-001 的认购费、申购费不能这样登记：购买赠积分"
    assert desk.pack.say(answer.fields["fee_entry"], "en").text == "Entry fee of T-001 cannot stand so: 购买赠积分"


def test_a_rate_in_words_stands_until_it_is_confirmed(desk: Desk) -> None:
    """ "管理费年化约0.20%" passed in a list of fees and was refused as no amount when its product was confirmed."""
    texts = {key: text for key, text in TEXTS.items() if key not in ("worst_loss", "fee_management")}
    added = done(keeping.add(desk, {**texts, "fees": "管理费约0.20%"}))
    assert done(keeping.confirm(desk, added.code, {"worst_loss": "5%"})).fees == added.fees
