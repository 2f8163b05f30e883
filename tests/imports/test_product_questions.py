"""What a list says in words of its own or not at all, and may close a product: its row waits until it is said."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from imports.product_texts import TEXTS
from rmdesk.desk.desk import Desk
from rmdesk.desk.imports import running, undoing
from rmdesk.desk.imports.running import Choice
from rmdesk.desk.shelf import institutions, keeping
from rmdesk.desk.shelf import products as shelf
from rmdesk.domain.product import Insurance
from rmdesk.domain.refusal import Faulty, Refused
from support.desks import codes, done
from support.people import insurance


def test_a_list_without_a_family_is_asked_for_it_once(desk: Desk, tmp_path: Path) -> None:
    """A list of funds calls none a fund: each of its rows was refused. An answer that is none is asked again."""
    path = tmp_path / "funds.csv"
    head = "基金代码,基金名称,管理人,风险等级,起购金额"
    path.write_text(f"{head}\nA1,虚构一号,虚构基金,R2,1元起\nA2,虚构二号,虚构基金,R3,10\n", encoding="utf-8")
    for answers in ({}, {("family", "*"): "nonsense"}):
        report = done(running.look_at(desk, "products", path, Choice(answers=answers)))
        (asked,) = report.questions
        assert (report.refused, report.waiting, asked.target, asked.column) == (0, 2, "family", "产品类型")
        assert (asked.word, asked.rows) == ("*", 2)
    report = done(running.bring_in(desk, "products", path, Choice(answers={("family", "*"): "公募基金"})))
    assert (report.accepted, report.waiting, report.questions) == (2, 0, ())


def test_premiums_of_several_years_are_never_taken_for_one(desk: Desk, tmp_path: Path) -> None:
    """SUIT-03: a list that is silent on how premiums are paid, says once for ten years, or each year
    without for how many, would hide nine of them."""
    path = tmp_path / "products.csv"
    head = "产品代码,产品名称,产品类型,发行机构,风险等级,起点金额,递增金额,交费方式,交费年限\n"
    paid = {"X-1": ",10", "X-2": "趸交,10", "X-3": ",", "X-4": "年交,"}
    rows = (f"{code},{code}险,保险,虚构人寿,R2,1000,1000,{how}" for code, how in paid.items())
    path.write_text(head + "\n".join(rows), encoding="utf-8")
    report = done(running.bring_in(desk, "products", path, Choice()))
    assert report.refused == 2
    terms = {one.code: one.insurance for one in done(shelf.products(desk)) if one.insurance is not None}
    assert {code: (one.premium, one.pay_years) for code, one in terms.items()} == {
        "X-1": ("yearly", 10),
        "X-3": ("single", 1),
    }
    wrong = shelf.put_on(desk, insurance(premium="single", pay_years=10))
    assert codes(wrong) == ["INPUT.choice"]
    assert codes(shelf.put_on(desk, insurance(premium="yearly", pay_years=1))) == ["INPUT.required"]


HEAD = "产品代码,产品名称,产品类别,发行机构,风险等级,起购金额,最不利情形损失比例,最不利情形,收益类型,产品状态"
FUND = "理财,虚构理财,R3,1000000,60%,净值下跌,浮动收益,在售"
POLICY = "保险,虚构人寿,R2,10000,50%,退保损失,浮动收益,在售"


def taken(
    desk: Desk, folder: Path, heads: str, row: str, answers: Mapping[tuple[str, str], str], name: str = "虚构产品"
) -> running.Report:
    """What became of a list of one product."""
    family, told = row.split(",", 1)
    path = folder / "products.csv"
    path.write_text(f"{HEAD}{heads}\nQ-1,{name},{family},{told}\n", encoding="utf-8")
    return done(running.bring_in(desk, "products", path, Choice(answers=answers)))


@pytest.mark.parametrize(
    ("heads", "row", "target", "word", "means"),
    [
        (",募集方式", FUND, "offer", "私募发行", "private"),
        (",销售对象", FUND, "client_kind", "机构专属", "organisation"),
        (",币种", FUND, "currency", "美金", "USD"),
        (",合作机构状态", FUND, "institution_state", "不再合作", "stopped"),
        (",设计类型,缴费方式,缴费期", POLICY, "insurance_design", "分红", "participating"),
        (",设计类型,缴费方式,缴费期", POLICY, "premium", "月交", "yearly"),
        (",设计类型,缴费方式,缴费期,保险类别", POLICY, "insurance_class", "投连", "investing"),
    ],
)
def test_what_a_word_may_close_waits_for_its_meaning(
    desk: Desk, tmp_path: Path, heads: str, row: str, target: str, word: str, means: str
) -> None:
    """SUIT-21, SUIT-26, SALE-07, SALE-16: read as silence, a private product was sold to everybody, one for
    organisations to persons, ten premiums as one, dollars as yuan."""
    insured = {"insurance_design": "分红型", "premium": "年交", "pay_years": "10", "insurance_class": "", target: word}
    said = [insured[one] for one in list(insured)[: heads.count(",")]] if row == POLICY else [word]
    row = ",".join((row, *said))
    waiting = taken(desk, tmp_path, heads, row, {})
    assert [(one.target, one.word) for one in waiting.questions] == [(target, word)]
    assert (waiting.refused, waiting.waiting, done(shelf.products(desk))) == (0, 1, ())
    done(institutions.state(desk, ("虚构理财", "虚构人寿"), "admitted", "测试"))
    assert taken(desk, tmp_path, heads, row, {(target, word): means}).waiting == 0
    one = done(shelf.get(desk, "Q-1"))
    insurance = one.insurance
    found = {"offer": "private" if one.private else "", "client_kind": one.client_kind, "currency": one.currency}
    found |= {"institution_state": "stopped" if one.status == "suspended" else ""}
    if insurance is not None:
        found |= {"insurance_design": insurance.design, "premium": insurance.premium, "insurance_class": one.licence}
    assert found[target] == means


TRUST = ("示例集合资金信托计划", "信托,示例信托,R3,1000,60%,净值下跌,浮动收益,在售")
NAMED = ("示例私募证券投资基金", "基金,示例基金,R3,1000,60%,净值下跌,浮动收益,在售")
IN_ENGLISH = ("Sample Private Growth Fund", "理财,示例理财,R3,1000,60%,净值下跌,浮动收益,在售")


@pytest.mark.parametrize(("name", "row"), [TRUST, NAMED, IN_ENGLISH], ids=["trust", "named", "english"])
@pytest.mark.parametrize("heads", ["", ",募集方式"])
def test_what_may_be_private_is_asked_where_a_list_does_not_say(
    desk: Desk, tmp_path: Path, name: str, row: str, heads: str
) -> None:
    """SUIT-21, SALE-07: a trust plan and a private fund were sold from 1,000 yuan on to whoever is no qualified
    investor, because the list had no column for it, or a blank."""
    texts = dict(
        zip(
            ("family", "issuer", "issuer_level", "minimum", "worst_loss", "worst_case", "return_kind", "status"),
            row.split(","),
            strict=True,
        )
    )
    form = keeping.add(desk, {"code": "Q-2", "name": name, **texts})
    assert isinstance(form, Faulty)
    assert {key: one.code for key, one in form.fields.items()} == {"offer": "INPUT.required"}
    row = f"{row},-" if heads else row
    waiting = taken(desk, tmp_path, heads, row, {}, name)
    assert [(one.target, one.word, one.allowed) for one in waiting.questions] == [
        ("offer", name, ("public", "private"))
    ]
    assert (waiting.refused, waiting.waiting, done(shelf.products(desk))) == (0, 1, ())
    assert taken(desk, tmp_path, heads, row, {("offer", name): "private"}, name).accepted == 1
    assert done(shelf.get(desk, "Q-1")).private
    assert taken(desk, tmp_path, "", row.removesuffix(",-"), {}, name).questions == (), "it was said once"
    assert done(shelf.get(desk, "Q-1")).private
    done(keeping.add(desk, {"code": "Q-2", "name": name, **texts, "offer": "public"}))
    done(keeping.change(desk, "Q-2", {"minimum": "2000"}, "更正"))


def test_a_policy_s_word_keeps_no_other_product_waiting(desk: Desk, tmp_path: Path) -> None:
    """A list of everything says of funds how they are paid, too."""
    assert taken(desk, tmp_path, ",缴费方式", f"{FUND},申购时", {}).waiting == 0
    assert done(shelf.get(desk, "Q-1")).status == "listed"


def test_what_nobody_said_of_an_insurance_is_confirmed_before_it_is_sold(desk: Desk, tmp_path: Path) -> None:
    """SUIT-26: ten premiums of a participating policy were measured as one of a traditional one, without a statement,
    and anybody with the lowest class sold it (SUIT-31). The keeper says it; a later list that does not keeps it."""
    taken(desk, tmp_path, "", POLICY, {})
    silent = done(shelf.get(desk, "Q-1"))
    assert (silent.status, silent.unconfirmed) == ("suspended", ("insurance_design", "premium", "pay_years"))
    assert codes(shelf.set_status(desk, "Q-1", "listed", "测试")) == ["DESK-03.unconfirmed"]
    blank = keeping.confirm(desk, "Q-1", {})
    assert isinstance(blank, Faulty)
    assert set(blank.fields) == {"insurance_design", "premium"}
    terms = {"insurance_design": "分红型", "premium": "年交"}
    assert codes(keeping.confirm(desk, "Q-1", terms)) == ["INPUT.required"]
    sold = done(keeping.confirm(desk, "Q-1", {**terms, "pay_years": "10"}))
    assert (sold.status, sold.unconfirmed) == ("listed", ())
    assert sold.insurance == Insurance(design="participating", premium="yearly", pay_years=10, licence="saving")
    assert taken(desk, tmp_path, "", POLICY, {}).same == 1
    assert taken(desk, tmp_path, ",缴费期,设计类型", f"{POLICY},12,", {}).changed == 1
    assert done(shelf.get(desk, "Q-1")).insurance == Insurance(**{**dict(sold.insurance), "pay_years": 12})
    taken(desk, tmp_path, "", POLICY.replace("在售", "停售"), {})
    assert done(shelf.get(desk, "Q-1")).status == "suspended", "what a list ends stays ended though it says no terms"


def test_a_product_that_a_list_makes_an_insurance_waits_for_its_terms(desk: Desk, tmp_path: Path) -> None:
    """SUIT-26: what was on sale as a deposit stayed so, and nobody ever said how the insurance is paid."""
    taken(desk, tmp_path, "", "存款,虚构人寿,,1000,0,提前支取少得利息,固定收益,在售", {})
    assert done(shelf.get(desk, "Q-1")).status == "listed"
    assert isinstance(keeping.change(desk, "Q-1", {"family": "insurance", "issuer_level": "R2"}, "测试"), Faulty)
    assert taken(desk, tmp_path, "", POLICY, {}).changed == 1
    silent = done(shelf.get(desk, "Q-1"))
    assert (silent.status, silent.unconfirmed) == ("suspended", ("insurance_design", "premium", "pay_years"))


def test_terms_that_a_list_said_before_it_was_taken_back_are_held_against_the_new_ones(
    desk: Desk, tmp_path: Path
) -> None:
    """SUIT-15: a silent list and a confirmation by one person made ten premiums one."""
    said = taken(desk, tmp_path, ",设计类型,缴费方式,缴费期", f"{POLICY},分红型,年交,10", {})
    done(undoing.take_back(desk, said.import_id))
    assert isinstance(shelf.get(desk, "Q-1"), Refused)
    taken(desk, tmp_path, "", POLICY, {})
    single = {"insurance_design": "传统型", "premium": "趸交"}
    assert codes(keeping.confirm(desk, "Q-1", single)) == ["DATA-08.second"]
    done(keeping.confirm(desk, "Q-1", {"insurance_design": "分红型", "premium": "年交", "pay_years": "10"}))


OPEN = "基金,示例基金,R3,1000,60%,净值下跌,浮动收益,在售"
CALLED = [
    "示例集合资产管理计划",
    "示例专户一号",
    "示例有限合伙基金",
    "示例契约型基金（合格投资者）",
    "Sample Hedge Fund",
]


@pytest.mark.parametrize("name", CALLED)
def test_a_private_offer_by_another_name_is_asked_too(desk: Desk, tmp_path: Path, name: str) -> None:
    """SUIT-21: only 私募 in its name was asked about; an asset management plan was sold to everybody."""
    waiting = taken(desk, tmp_path, "", OPEN, {}, name)
    assert [(one.target, one.word) for one in waiting.questions] == [("offer", name)]
    noted = taken(desk, tmp_path, ",备注", f"{OPEN},仅面向合格投资者非公开募集", {}, "示例一号")
    assert [(one.target, one.word) for one in noted.questions] == [("offer", "示例一号")]
    assert (waiting.waiting, noted.waiting, done(shelf.products(desk))) == (1, 1, ())


@pytest.mark.parametrize(
    ("heading", "text", "target", "means"),
    [
        ("发行渠道安排", "私募", "offer", "private"),
        ("适合投资者", "合格投资者", "offer", "private"),
        ("私募标志", "是", "offer", "private"),
        ("是否私募", "是", "offer", "private"),
        ("投资者类型", "机构", "client_kind", "organisation"),
        ("销售范围", "仅限机构", "client_kind", "organisation"),
    ],
)
def test_what_limits_a_sale_is_asked_under_a_heading_that_nobody_knows(
    desk: Desk, tmp_path: Path, heading: str, text: str, target: str, means: str
) -> None:
    """SUIT-21: the column was left out, and what it says is for qualified investors, or for organisations, alone was
    sold to everybody."""
    row = f"{OPEN},{text}"
    waiting = taken(desk, tmp_path, f",{heading}", row, {})
    assert [(one.column, one.target, one.word) for one in waiting.questions] == [(heading, target, text)]
    assert (waiting.waiting, done(shelf.products(desk))) == (1, ())
    assert taken(desk, tmp_path, "", OPEN, {}).accepted == 1
    answered = taken(desk, tmp_path, f",{heading}", row, {(target, text): means})
    assert (answered.questions, answered.changed) == ((), 1)
    one = done(shelf.get(desk, "Q-1"))
    assert ("private" if one.private else one.client_kind) == means


def test_what_a_product_invests_in_is_no_question(desk: Desk, tmp_path: Path) -> None:
    """Each fund would wait for an answer, of which the list says nothing."""
    row = f"{OPEN},投资于国债、金融债、公司债以及依法发行的非公开发行公司债券等"
    assert taken(desk, tmp_path, ",投资范围", row, {}).questions == ()


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("示例结构性存款（挂钩黄金）", "本行,,10000,0%,到期还本付息,固定收益,在售"),
        ("示例定期存款", "本行,R3,10000,0%,到期还本付息,固定收益,在售"),
        ("示例大额存单", "本行,,10000,0%,到期还本付息,浮动收益,在售"),
    ],
)
def test_what_is_called_a_deposit_and_is_none_is_asked(desk: Desk, tmp_path: Path, name: str, told: str) -> None:
    """SUIT-24: a structured deposit among 存款 needed no match and no questionnaire."""
    waiting = taken(desk, tmp_path, "", f"存款,{told}", {}, name)
    assert [(one.target, one.word) for one in waiting.questions] == [("family", name)]
    assert "structured" in waiting.questions[0].allowed
    assert not {"deposit", "存款"}.intersection(waiting.questions[0].allowed)
    assert (waiting.waiting, done(shelf.products(desk))) == (1, ())
    texts = dict(
        zip(
            ("issuer", "issuer_level", "minimum", "worst_loss", "worst_case", "return_kind"),
            told.split(","),
            strict=False,
        )
    )
    typed = keeping.add(desk, {"code": "Q-2", "name": name, "family": "deposit", **texts})
    assert isinstance(typed, Faulty)
    assert set(typed.fields) == {"family"}
    rated = f"存款,{told}".replace("本行,,", "本行,R2,")
    assert taken(desk, tmp_path, "", rated, {("family", name): "structured"}, name).accepted == 1
    assert done(shelf.get(desk, "Q-1")).needs_match


def test_a_deposit_stays_one(desk: Desk, tmp_path: Path) -> None:
    """Of a deposit whose list says nothing of its return nobody asks more than before."""
    report = taken(desk, tmp_path, "", "定期存款,本行,R1,10000,0%,到期还本付息,-,在售", {}, "示例定期存款")
    assert (report.questions, report.accepted, report.unconfirmed) == ((), 1, 1)
    assert not done(keeping.confirm(desk, "Q-1", {})).needs_match


def test_what_has_matured_is_not_put_on_sale(desk: Desk, tmp_path: Path) -> None:
    """SUIT-03: with the year mistyped it was sold for 0 days, and what it had bound was free for the next sale."""
    row = "理财,示例理财,R3,1000,60%,净值下跌,浮动收益"
    for day in ("2025-12-01", desk.today().isoformat()):
        report = taken(desk, tmp_path, ",到期日", f"{row},在售,{day}", {})
        assert [(one.target, one.refusal.code) for one in report.faults] == [("maturity", "IMPORT.matured")]
        texts = {key: text for key, text in TEXTS.items() if key not in ("term_days", "raise_from")}
        typed = keeping.add(desk, {**texts, "maturity": day})
        assert isinstance(typed, Faulty)
        assert typed.fields["maturity"].code == "IMPORT.matured"
    assert taken(desk, tmp_path, ",到期日", f"{row},已到期,2025-12-01", {}).accepted == 1, "it is not on sale"
