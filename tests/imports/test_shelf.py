"""One set of readers for a form and a list: what is typed and what is imported give the same products and refusals."""

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from rmdesk.desk import show
from rmdesk.desk.desk import Desk
from rmdesk.desk.disclosure_items import fees_told
from rmdesk.desk.holdings import rates
from rmdesk.desk.imports import running, undoing
from rmdesk.desk.imports.kind import single
from rmdesk.desk.imports.products import Products
from rmdesk.desk.imports.running import Choice
from rmdesk.desk.shelf import institutions, keeping
from rmdesk.desk.shelf import products as shelf
from rmdesk.desk.shelf.history import history
from rmdesk.domain.base import Text
from rmdesk.domain.fees import Fee
from rmdesk.domain.product import Insurance
from rmdesk.domain.refusal import Faulty, Refused
from rmdesk.locale import LANGS, tr
from rmdesk.tui.lines.product_text import to_confirm
from support.clock import Clock
from support.desks import codes, done
from support.people import insurance
from support.sampled import copied

TEXTS = {
    "code": "T-001",
    "name": "虚构测试一号",
    "family": "理财产品",
    "issuer": "虚构远山理财有限责任公司",
    "issuer_level": "PR2",
    "bank_level": "三级",
    "minimum": "1万",
    "step": "1000",
    "term_days": "91天",
    "raise_from": "2026年1月5日",
    "fee_management": "0.30%",
    "worst_loss": "5%",
    "worst_case": "示例：净值下跌。",
    "return_kind": "浮动收益",
    "status": "在售",
    "client_kind": "个人",
    "note": "示例备注，总行写了很多。" * 50,
}


def listed(folder: Path, texts: dict[str, str]) -> Path:
    """The same as a list of one row."""
    path = folder / "one.csv"
    path.write_text(",".join(texts) + "\n" + ",".join(texts.values()) + "\n", encoding="utf-8")
    return path


def mapping() -> dict[str, str]:
    """Headings that are the fields themselves."""
    return {key: key for key in TEXTS}


CHANGES = [{}, {"minimum": "0.5万"}, {"issuer_level": "R9"}, {"raise_from": "2026/2/30"}, {"name": ""}]
CHANGES += [{"worst_case": "保本"}, {"value_date": "2026-11-01", "maturity": "2026-10-01"}]
CHANGES += [{"return_kind": "固定收益"}]


@pytest.mark.parametrize("change", CHANGES, ids=str)
def test_a_form_and_a_list_say_the_same(desk: Desk, tmp_path: Path, change: dict[str, str]) -> None:
    """Two readers would sooner or later let two products through."""
    texts = {**TEXTS, **change}
    report = done(running.look_at(desk, "products", listed(tmp_path, texts), Choice(mapping())))
    added = keeping.add(desk, texts)
    if isinstance(added, Refused):
        assert isinstance(added, Faulty)
        assert {one.target: one.refusal.code for one in report.faults} == {
            key: refusal.code for key, refusal in added.fields.items()
        }
        assert report.accepted == 0
    else:
        again = done(running.look_at(desk, "products", listed(tmp_path, texts), Choice(mapping())))
        assert (report.accepted, again.same) == (1, 1)


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
]


@pytest.mark.parametrize("words", _UNSAID)
def test_a_word_that_stands_for_one_is_no_worst_case(desk: Desk, words: str) -> None:
    """SALE-04: the book that a client signs printed "worst case: to be determined"."""
    added = done(keeping.add(desk, {**TEXTS, "worst_case": words}))
    assert added.unconfirmed == ("worst_case",)
    assert isinstance(keeping.confirm(desk, added.code, {"worst_case": words}), Faulty)
    done(keeping.confirm(desk, added.code, {"worst_case": "示例：净值下跌。"}))
    assert isinstance(keeping.change(desk, added.code, {"worst_case": words}, "改"), Faulty)


def test_what_moves_with_its_net_value_pays_no_fixed_return(desk: Desk) -> None:
    """SUIT-06: a letter too many in a form, and the client signed a wealth product's book that said "Return: fixed"."""
    fixed = {"return_kind": "固定收益"}
    asked = {key: text for key, text in TEXTS.items() if key != "return_kind"}
    refused = keeping.add(desk, {**asked, **fixed})
    waiting = done(keeping.add(desk, asked))
    confirmed = keeping.confirm(desk, waiting.code, fixed)
    done(keeping.confirm(desk, waiting.code, {}))
    for answer in (refused, confirmed, keeping.change(desk, waiting.code, fixed, "测试")):
        assert isinstance(answer, Faulty)
        assert {key: one.code for key, one in answer.fields.items()} == {"return_kind": "SUIT-06.fixed"}
    deposit = {"code": "D-9", "family": "存款", "issuer_level": "", "bank_level": "", "worst_loss": "0"}
    assert done(keeping.add(desk, {**TEXTS, **fixed, **deposit})).return_kind == "fixed"


def test_a_private_product_in_another_currency_is_measured_in_yuan(desk: Desk) -> None:
    """SALE-07 names yuan: a fund from 150,000 dollars on could not be listed, one from a million yen on could."""
    private = {**TEXTS, "family": "私募产品", "bank_level": "五级", "currency": "美元"}
    assert done(keeping.add(desk, {**private, "code": "P-1", "minimum": "15万"})).private_kind == "equity"
    done(rates.enter(desk, "USD", Decimal(7), desk.today(), "示例牌价"))
    done(rates.enter(desk, "JPY", Decimal("0.05"), desk.today(), "示例牌价"))
    kinds = {
        minimum: done(keeping.add(desk, {**private, "code": f"P-{minimum}", "minimum": minimum})).private_kind
        for minimum in ("15万", "10万", "5万")
    }
    assert kinds == {"15万": "equity", "10万": "mixed", "5万": "fixed_income"}
    small = keeping.add(desk, {**private, "code": "P-2", "currency": "日元", "minimum": "100万"})
    assert isinstance(small, Faulty)
    assert {key: one.code for key, one in small.fields.items()} == {"minimum": "SALE-07"}


def test_what_a_product_is_called_is_true_of_it(desk: Desk) -> None:
    """SUIT-06, SUIT-22: a privately offered fund was called a public one that is redeemed daily, a bought option one
    that may lose more than was paid; where nobody named a fee, the client read that there are none."""
    private = {**TEXTS, "code": "P-1", "family": "公募基金", "offer": "私募", "minimum": "100万"}
    fund = done(keeping.add(desk, private))
    family = desk.pack.families.of("fund")
    said = (family.name_of(fund), family.title_of(fund), family.summary_of(fund))
    assert all("私募" in one.zh and "公募" not in one.zh for one in said)
    assert fund.liquidity == "at_maturity"
    option = {**TEXTS, "code": "O-1", "family": "衍生品", "worst_loss": "100%", "worst_case": "全部损失"}
    bought, written = (
        done(keeping.add(desk, {**option, "code": code, "capped": capped}))
        for code, capped in (("O-1", "是"), ("O-2", ""))
    )
    assert "超过本金" not in show.summary(desk.pack, bought, "zh")
    assert "超过本金" in show.summary(desk.pack, written, "zh")
    own = bought.model_copy(update={"summary": Text.same("本行另写")})
    assert show.summary(desk.pack, own, "zh") == "本行另写"
    unsaid, deposit = bought.model_copy(update={"fees": ()}), bought.model_copy(update={"fees": (), "regime": "none"})
    assert [fees_told(desk.pack, one, "zh") == "无" for one in (unsaid, deposit)] == [False, True]


def test_a_level_below_the_issuers_is_told(desk: Desk, tmp_path: Path) -> None:
    """SUIT-13: the higher counts. Whoever put R2 over an issuer's R4 must hear that it changes nothing."""
    texts = {**TEXTS, "issuer_level": "R4", "bank_level": "R2"}
    report = done(running.bring_in(desk, "products", listed(tmp_path, texts), Choice(mapping())))
    assert report.told == (("bank_below", "bank_level", 1, 2),)
    (product,) = done(shelf.products(desk))
    assert product.level(desk.pack.levels) == "R4"


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


def _zh(fee: Fee) -> tuple[str | None, ...]:
    figures = (None if one is None else f"{one:f}" for one in (fee.rate, fee.amount))
    return (fee.kind, *figures, fee.when, fee.note.zh)


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
    assert [_zh(one) for one in added.fees] == CELLS[cell]


def test_a_figure_of_no_fee_is_refused(desk: Desk) -> None:
    """Nobody knows what 0.30% are of."""
    wrong = keeping.add(desk, {**TEXTS, "fees": "0.30%"})
    assert isinstance(wrong, Faulty)
    assert wrong.fields["fees"].code == "INPUT.fees"


@pytest.fixture
def sample(built_sample: Path, tmp_path: Path) -> Iterator[Desk]:
    """A sample desk of its own."""
    desk = copied(built_sample, tmp_path / "desk")
    yield desk
    desk.close()


def test_every_product_of_the_sample_survives_being_written_and_read(sample: Desk) -> None:
    """A change of one term must not change another."""
    for product in done(shelf.products(sample)):
        texts = keeping.texts_of(sample.pack, product)
        changed = keeping.change(sample, product.code, {"order_system": "示例系统"}, "测试")
        told = single(sample, Products, texts).value
        assert told is not None
        assert sorted(map(repr, map(_zh, told.fees))) == sorted(map(repr, map(_zh, product.fees))), texts
        after = done(changed)
        assert after == product.model_copy(update={"order_system": "示例系统"}), texts


def test_a_changed_level_tells_the_holders(sample: Desk) -> None:
    """SUIT-14: who holds it hears of it today."""
    before = {row["id"] for row in sample.store.query("SELECT id FROM due WHERE kind = 'level_changed'")}
    done(keeping.change(sample, "W-103", {"bank_level": "R4"}, "重新评级"))
    after = {row["id"] for row in sample.store.query("SELECT id FROM due WHERE kind = 'level_changed'")}
    assert len(after - before) == 1


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


def test_a_bond_that_is_no_bond_of_the_state_must_fit_its_buyer(desk: Desk) -> None:
    """SUIT-02, SUIT-24: a company's bond of R5 stood on the shelf as a savings bond, for everybody."""
    bond = {"code": "B-888", "name": "虚构地产公司债", "family": "bond", "issuer": "虚构地产", "minimum": "1000",
            "return_kind": "fixed", "term_days": "365", "worst_loss": "60%", "worst_case": "发行人违约"}  # fmt: skip
    assert done(keeping.add(desk, {**bond, "issuer_level": "R5"})).needs_match
    unrated = keeping.add(desk, {**bond, "code": "B-889"})
    assert isinstance(unrated, Refused)
    assert {one.saw.get("field", "issuer_level") for one in unrated.reasons} == {"issuer_level"}
    for more in ({"worst_loss": "1%", "client_kind": "person"}, {"family": "国债", "name": "示例储蓄国债"}):
        assert isinstance(keeping.add(desk, {**bond, "code": "B-891", **more}), Refused)
    for issuer in ("示例银行控股地产公司", "Treasury Wine Estates"):
        named = {"name": "示例国债优选债券", "issuer": issuer, "worst_loss": "1%"}
        assert isinstance(keeping.add(desk, {**bond, "code": "B-893", **named}), Refused)
    for placed in ("示例银行股份有限公司虚构市分行", "Treasury (sample)"):
        added = {**bond, "code": f"B-9{len(placed)}", "name": "示例储蓄国债", "issuer": placed, "worst_loss": "0"}
        assert not done(keeping.add(desk, added)).needs_match
    saving = {**bond, "code": "B-890", "name": "示例储蓄国债", "issuer": "财政部（示例）", "worst_loss": "1%"}
    saved = done(keeping.add(desk, {**saving, "client_kind": "person"}))
    assert not saved.needs_match
    became = {"name": "虚构地产公司债", "issuer": "虚构地产"}
    for more in (became, {"worst_loss": "60%"}):
        assert isinstance(keeping.change(desk, saved.code, more, "测试"), Refused)
    rated = done(keeping.change(desk, saved.code, {**became, "issuer_level": "R3", "worst_loss": "60%"}, "测试"))
    assert rated.needs_match, "what a company issues must fit its buyer whoever issued it before"


def test_a_list_that_makes_a_company_s_bond_of_one_of_the_state_has_it_matched(desk: Desk, tmp_path: Path) -> None:
    """SUIT-24: the list kept it exempt, and R3 with a loss of 60% was sold to a C1."""
    path = tmp_path / "products.csv"
    for row in ("示例储蓄国债,国债,财政部（示例）,,", "虚构地产公司债,债券,虚构地产,R3,60%"):
        path.write_text(
            f"产品代码,产品名称,产品类型,发行机构,风险等级,最不利情形损失比例,起点金额\nB-1,{row},100\n",
            encoding="utf-8",
        )
        assert done(running.bring_in(desk, "products", path, Choice())).refused == 0
    assert done(shelf.get(desk, "B-1")).needs_match


@pytest.mark.parametrize(
    "said",
    [
        {"name": "示例地产国债收益债", "issuer": "示例财政部地产公司"},
        {"name": "示例银行国债主题二级资本债", "issuer": "示例银行股份有限公司"},
        {"name": "示例银行国债", "issuer": "示例银行"},
        {"name": "国债期货合约", "issuer": "财政部"},
        {"name": "国债逆回购", "issuer": "示例银行示例分行"},
        {"name": "非国债", "issuer": "财政部"},
        {"name": "2026年记账式附息（五期）国债", "issuer": "示例银行"},
        {"name": "阿根廷国债", "issuer": "阿根廷财政部"},
        {"name": "美国国债10年期", "issuer": ""},
        {"name": "储蓄国债", "issuer": "财政部", "currency": "USD"},
        {"name": "US Treasury bond", "issuer": "The Treasury"},
    ],
    ids=lambda said: said["name"],
)
def test_what_only_sounds_like_a_bond_of_the_state_wants_a_level(desk: Desk, said: dict[str, str]) -> None:
    """SUIT-24: it was offered to a C1 who was never asked whether it fits him."""
    bond = {"code": "B-895", "family": "bond", "minimum": "1000", "return_kind": "fixed", "worst_loss": "1%",
            "worst_case": "提前支取损失利息"}  # fmt: skip
    refused = keeping.add(desk, {**bond, **said})
    assert isinstance(refused, Faulty)
    assert set(refused.fields) == {"issuer_level"}


@pytest.mark.parametrize(
    ("name", "issuer"),
    [
        ("2026年第三期储蓄国债（电子式）", "中华人民共和国财政部"),
        ("26附息国债05", "财政部（示例）"),
        ("2026年超长期特别国债（一期）", "财政部"),
        ("2026年凭证式（一期）国债", "示例银行股份有限公司虚构市分行"),
        ("Savings Bond 3 Years", "Ministry of Finance"),
    ],
)
def test_a_bond_of_the_state_needs_no_match(desk: Desk, name: str, issuer: str) -> None:
    """SUIT-24: a level that nobody gives would be asked for."""
    bond = {"code": "B-896", "name": name, "issuer": issuer, "family": "bond", "minimum": "100",
            "return_kind": "fixed", "worst_loss": "0", "worst_case": "提前支取损失利息"}  # fmt: skip
    assert not done(keeping.add(desk, bond)).needs_match


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


def test_a_company_s_bond_is_no_government_bond_in_its_book(desk: Desk) -> None:
    """SALE-04: the first line of the book said that the state repays it."""
    assert "国债" not in desk.pack.families.of("bond").default.summary.zh


@pytest.mark.parametrize(
    ("said", "liquidity"),
    [
        ("每个工作日", "daily"),
        ("每季末月第一个工作日开放赎回", "periodic"),
        ("封闭期内不开放", "at_maturity"),
        ("工作日开放申购，每季度末赎回", "periodic"),
        ("每日开放，最短持有90天", "periodic"),
        ("日开360天", "periodic"),
        ("Daily NAV, quarterly redemption", "periodic"),
        ("any business day of March", "periodic"),
        ("每个交易日开放申购、赎回", "daily"),
        ("Every business day", "daily"),
        ("非封闭，每日开放", "daily"),
        ("每日申购", "periodic"),
        ("每个工作日开放申购", "periodic"),
        ("每个工作日9:30-15:00", "daily"),
        ("每个交易日（节假日除外）", "daily"),
        ("开放日为每个工作日", "daily"),
        ("每个交易日9:00至15:00可申购、赎回", "daily"),
        ("每个自然日（遇法定节假日及休市日除外）", "daily"),
        ("每个工作日开放赎回（持有未满365天的除外）", "periodic"),
        ("每日赎回（首年除外）", "periodic"),
        ("工作日（申购后三年内除外）可赎回", "periodic"),
    ],
)
def test_open_days_are_read_as_they_stand(desk: Desk, said: str, liquidity: str) -> None:
    """A quarter's first working day was printed as every day."""
    fund = {"code": "F-882", "name": "虚构定开基金", "family": "fund", "issuer": "虚构基金", "minimum": "1000",
            "issuer_level": "R2", "return_kind": "floating", "term_days": "763", "worst_loss": "30%",
            "worst_case": "债券违约", "open_days": said}  # fmt: skip
    assert done(keeping.add(desk, fund)).liquidity == liquidity


def test_a_maturity_that_moves_takes_the_term_along(desk: Desk) -> None:
    """SUIT-03: the book said 365 days of a product that runs for ten years, and a wish for a year fitted."""
    fund = {"code": "W-883", "name": "虚构定期", "family": "理财产品", "issuer": "虚构理财", "minimum": "10000",
            "issuer_level": "R2", "return_kind": "floating", "value_date": "2026-12-01", "maturity": "2027-12-01",
            "worst_loss": "30%", "worst_case": "债券违约"}  # fmt: skip
    assert done(keeping.add(desk, fund)).term_days == 365
    assert done(keeping.change(desk, "W-883", {"maturity": "2036-12-01"}, "测试")).term_days == 3653
    assert done(keeping.change(desk, "W-883", {"maturity": ""}, "测试")).term_days == 3653, "no end is no open end"
    told = {**fund, "code": "W-884", "term_days": "365", "maturity": "2036-12-01"}
    assert done(keeping.add(desk, told)).term_days == 3653, "the days that are told count"


def test_a_product_that_matures_has_an_end(desk: Desk, tmp_path: Path) -> None:
    """SUIT-03: of one that matures in ten years the book said "no fixed term" or 30 days, and a wish for half a year
    fitted."""
    asked = {key: text for key, text in TEXTS.items() if key != "term_days"}
    ends, first = {**asked, "maturity": "2036-12-01", "raise_from": ""}, {"value_date": "2026-12-01"}
    refused = [{"term_days": "30"}, {"term_days": "长期"}, {**first, "term_days": "无固定期限"}]
    path = listed(tmp_path, ends)
    for texts in refused:
        answer = keeping.add(desk, {**ends, **texts})
        assert isinstance(answer, Faulty), texts
        assert {key: one.code for key, one in answer.fields.items()} == {"term_days": "IMPORT.term_ends"}
        named = {key: key for key in (*TEXTS, *ends, *texts)}
        report = done(running.look_at(desk, "products", listed(tmp_path, {**ends, **texts}), Choice(named)))
        assert [one.refusal.code for one in report.faults] == ["IMPORT.term_ends"]
    lasts = (date(2036, 12, 1) - desk.today()).days
    choice = Choice({key: key for key in ends if key != "raise_from"})
    listed(tmp_path, {key: text for key, text in ends.items() if key != "raise_from"})
    assert done(running.bring_in(desk, "products", path, choice)).accepted == 1
    assert done(shelf.get(desk, "T-001")).term_days == lasts, "from the day on which it was listed"
    for texts in ({"term_days": "30"}, {"term_days": "不定期"}):
        assert isinstance(keeping.change(desk, "T-001", texts, "测试"), Faulty)
    moved = done(keeping.change(desk, "T-001", {"maturity": "2036-12-11"}, "测试"))
    assert moved.term_days == lasts + 10
    year = {**ends, "code": "T-002", "term_days": "365", "raise_from": "2026-12-01", "maturity": "2027-12-20"}
    assert done(keeping.add(desk, year)).term_days == 365, "it begins when it is raised"


def test_a_list_of_the_next_day_says_the_same_of_a_term(desk: Desk, clock: Clock, tmp_path: Path) -> None:
    """Each product that matures would change each day, and each list tell its keeper so."""
    asked = {key: text for key, text in TEXTS.items() if key not in ("term_days", "raise_from")}
    path = listed(tmp_path, {**asked, "maturity": "2036-12-01"})
    choice = Choice({key: key for key in (*asked, "maturity")})
    assert done(running.bring_in(desk, "products", path, choice)).accepted == 1
    clock.forward(days=1)
    assert done(running.look_at(desk, "products", path, choice)).same == 1


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
    ):
        answer = keeping.add(desk, {**TEXTS, cell: text})
        assert isinstance(answer, Faulty), text
        assert {key: one.code for key, one in answer.fields.items()} == {cell: code}
    for number, said in enumerate(("免收", "waived", "每笔1000元", "1.5%", "USD 20")):
        added = done(keeping.add(desk, {**TEXTS, "code": f"T-02{number}", "fee_entry": said}))
        assert said.rstrip("%") in fees_told(desk.pack, added, "zh"), said
    named = done(keeping.add(desk, {**TEXTS, "code": "T-030", "fees": "申购费 待定；赎回费 0.5%"}))
    assert [one.kind for one in named.fees] == ["management", "exit"]


@pytest.mark.parametrize("said", ["x", "待定", "abc"])
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
