"""Fees of a product, in one cell or in many: what the client reads of them is what was said (SUIT-22)."""

import pytest

from imports.product_texts import TEXTS, in_zh
from rmdesk.desk.desk import Desk
from rmdesk.desk.disclosure_items import fees_told
from rmdesk.desk.shelf import fees, keeping
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
        ("fee_management", "300", "INPUT.most"),
        ("fee_entry", "100.01%", "INPUT.most"),
        ("fees", "管理费 500%", "INPUT.fees"),
    ):
        answer = keeping.add(desk, {**TEXTS, cell: text})
        assert isinstance(answer, Faulty), text
        assert {key: one.code for key, one in answer.fields.items()} == {cell: code}
    for number, said in enumerate(("免收", "waived", "free", "每笔1000元", "1.5%，不予返还", "USD 20")):
        added = done(keeping.add(desk, {**TEXTS, "code": f"T-02{number}", "fee_entry": said}))
        assert said.rstrip("%") in fees_told(desk.pack, added, "zh"), said
    named = done(keeping.add(desk, {**TEXTS, "code": "T-030", "fees": "申购费 待定；赎回费 0.5%"}))
    assert [one.kind for one in named.fees] == ["management", "exit"]


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
