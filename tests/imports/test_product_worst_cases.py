"""The worst case of a product is said by a keeper before it is sold, in words that say something (SALE-04)."""

import pytest

from imports.product_texts import TEXTS
from rmdesk.desk.desk import Desk
from rmdesk.desk.shelf import keeping
from rmdesk.desk.shelf.history import history
from rmdesk.domain.refusal import Faulty
from rmdesk.faces.unconfirmed import to_confirm
from rmdesk.locale import LANGS, tr
from support.desks import codes, done


def test_what_a_keeper_reads_before_confirming_is_true(desk: Desk) -> None:
    """A product whose state nobody said was called off sale for good, and confirming put it on sale; a share without
    its sign was told to be no amount."""
    asked = {
        key: text for key, text in TEXTS.items() if key not in ("worst_loss", "worst_case", "return_kind", "status")
    }
    later = done(keeping.add(desk, {**asked, "code": "T-002", "name": "虚构测试二号", "raise_from": "2027-01-05"}))
    first = done(keeping.add(desk, asked))
    said = to_confirm(desk, (first, later), (), "zh")
    assert tr("zh", "shelf.confirm_sold", many=1) in said
    assert tr("zh", "shelf.confirm_unsold", many=1, codes="T-002") in said
    worst = {"worst_loss": "10", "worst_case": "示例：净值下跌"}
    wrong = keeping.confirm(desk, "T-001", worst)
    assert isinstance(wrong, Faulty)
    assert wrong.fields["worst_loss"].code == "INPUT.share"
    confirmed = done(keeping.confirm(desk, "T-001", {**worst, "worst_loss": "10%"}))
    assert confirmed.state_on(desk.today()) == "listed"


_UNSAID = [
    "待定",
    "见说明书。",
    "TBD",
    "同上",
    "nil",
    "X",
    "（待定）",
    "【】",
    "……待补充",
    "待定 待定",
    "以产品说明书为准",
    "请参阅产品文件。",
]
_UNSAID += [
    "另行通知",
    "没有",
    "最不利情形",
    "pending",
    "To follow",
    "see the terms",
    "as per contract",
    "N/A (pending)",
    "aaa",
    *("损失待定", "损失金额见附件", "损失情况请咨询客户经理", "loss: see annex", "亏亏亏亏", "同W-01", "见附件第3页"),
    *("same as W-01", "see PDF p.3"),
]


@pytest.mark.parametrize("words", _UNSAID)
def test_a_word_that_stands_for_one_is_no_worst_case(desk: Desk, words: str) -> None:
    """SALE-04: the book that a client signs printed "worst case: to be determined"."""
    added = done(keeping.add(desk, {**TEXTS, "worst_case": words}))
    assert added.unconfirmed == ("worst_case",)
    assert isinstance(keeping.confirm(desk, added.code, {"worst_case": words}), Faulty)
    done(keeping.confirm(desk, added.code, {"worst_case": "示例：净值下跌。"}))
    assert isinstance(keeping.change(desk, added.code, {"worst_case": words}, "改"), Faulty)


@pytest.mark.parametrize(
    "said",
    [
        *("不会亏损", "风险可控，收益稳健", "风险较低", "Risk is low.", "The risk is under control."),
        *("损失由我行补偿", "如有亏损由管理人补足", "亏损由保险公司赔付", "Losses are covered by the bank."),
        *(
            "亏损概率接近于零",
            "亏损几乎不可能",
            "最不利情形基本不会发生",
            "损失可能性极小",
            "基本不亏",
            "亏损风险小于存款",
        ),
        *("只会少赚不会少本", "最坏也就是收益少一点", "损失不大", "A loss has never happened.", "no chance to lose"),
        *("Loss is very unlikely.", "hardly any loss"),
    ],
)
def test_a_worst_case_promises_nothing(desk: Desk, said: str) -> None:
    """SALE-11: the signed book said "不会亏损" beside a loss of 60%, or that the bank makes a loss good."""
    answer = keeping.add(desk, {**TEXTS, "worst_case": said})
    assert isinstance(answer, Faulty)
    assert {one.code for one in answer.fields.values()} == {"SALE-11"}


def test_a_worst_case_may_say_that_nothing_is_promised(desk: Desk) -> None:
    """Words of a promise that they deny, and what is lost in words enough, stay a worst case."""
    for number, said in enumerate(
        (
            "评级为中低并不代表不会亏损，可能损失部分本金。",
            "由于风险揭示书所述的信用风险，可能亏损。",
            "Client may lose part of it.",
            "亏损由投资者自行承担，可能损失部分本金。",
            "发行人违约，本金几乎不可能收回。",
            "本金损失的可能性较大，且基本不会回升。",
            "Losses are borne by the investor and may be half.",
            "本金亏损60%。",
        )
    ):
        added = done(keeping.add(desk, {**TEXTS, "code": f"T-04{number}", "worst_case": said}))
        assert "worst_case" not in added.unconfirmed


@pytest.mark.parametrize(
    "said",
    [
        *(
            "x",
            "待定",
            "abc",
            "aaaa",
            "啊啊啊啊",
            "asdf",
            "见第三页",
            "见风险揭示书",
            "详见附件一",
            "稍后补充",
            "总行未提供",
        ),
        *(
            "请咨询客户经理",
            "由产品管理员填写",
            "与同类产品一致",
            "净值型产品",
            "see website",
            "Ask the manager",
            "not available",
        ),
        "TODO later",
    ],
)
def test_whoever_fills_in_a_worst_case_that_says_nothing_reads_what_is_wanted(desk: Desk, said: str) -> None:
    """SALE-04: "Required. Please fill it in", under a field that was filled in."""
    asked = {key: text for key, text in TEXTS.items() if key != "worst_case"}
    waiting = done(keeping.add(desk, asked))
    for typed, code in ((said, "SALE-04.unsaid"), ("", "INPUT.required"), ("无", "INPUT.required")):
        answer = keeping.confirm(desk, waiting.code, {"worst_case": typed})
        assert isinstance(answer, Faulty)
        assert {key: one.code for key, one in answer.fields.items()} == {"worst_case": code}


def test_a_history_speaks_the_reader_s_language_of_what_nobody_said(desk: Desk) -> None:
    """An English keeper read 待产品管理员填写 as what had stood there."""
    waiting = done(keeping.add(desk, {key: text for key, text in TEXTS.items() if key != "worst_case"}))
    done(keeping.confirm(desk, waiting.code, {"worst_case": "Half of it is lost."}))
    for lang in LANGS:
        (was,) = [
            was for change in done(history(desk, waiting.code, lang)) for _, was, now in change.fields if "Half" in now
        ]
        assert was == waiting.worst_case.of(lang)


def test_a_worst_case_is_never_taken_out(sample: Desk) -> None:
    """SALE-04: the book would print that it is still to be filled in."""
    said_nothing = {"worst_loss": ("", "—", "无"), "worst_case": ("", "-", "N/A", "\u200b", ".")}
    for cell, said in ((cell, said) for cell, all_of in said_nothing.items() for said in all_of):
        assert codes(keeping.change(sample, "W-101", {cell: said}, "测试")) == ["INPUT.required"], (cell, said)
