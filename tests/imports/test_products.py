"""One set of readers for a form and a list: what is typed and what is imported give the same products and refusals."""

from decimal import Decimal
from pathlib import Path

import pytest

from imports.product_texts import TEXTS, in_zh, listed
from rmdesk.desk import show
from rmdesk.desk.desk import Desk
from rmdesk.desk.disclosure_items import fees_told
from rmdesk.desk.holdings import rates
from rmdesk.desk.imports import running
from rmdesk.desk.imports.kind import single
from rmdesk.desk.imports.products import Products
from rmdesk.desk.imports.running import Choice
from rmdesk.desk.shelf import keeping
from rmdesk.desk.shelf import products as shelf
from rmdesk.domain.base import Text
from rmdesk.domain.refusal import Faulty, Refused
from support.desks import codes, done


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


def test_what_a_list_calls_its_own_bank_is_the_bank(desk: Desk) -> None:
    """SALE-10: its own deposit stood on the shelf as distributed for an institution that is called "this bank"."""
    bank = desk.branch.bank
    said = ("本行", " 我 行 ", "本行自营", "Own", "our bank", bank.replace("银行", " 银行"))
    for at, issuer in enumerate(said):
        one = done(keeping.add(desk, {**TEXTS, "code": f"W-{at}", "issuer": issuer}))
        assert (one.issuer.zh, one.self_issued) == (bank, True), issuer
    for at, issuer in enumerate(("本行代销", "虚构理财公司", "本行理财子公司", "Owner Co")):
        one = done(keeping.add(desk, {**TEXTS, "code": f"X-{at}", "issuer": issuer}))
        assert (one.issuer.zh, one.self_issued) == (issuer, False)


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


def test_every_product_of_the_sample_survives_being_written_and_read(sample: Desk) -> None:
    """A change of one term must not change another."""
    for product in done(shelf.products(sample)):
        texts = keeping.texts_of(sample.pack, product)
        changed = keeping.change(sample, product.code, {"order_system": "示例系统"}, "测试")
        told = single(sample, Products, texts).value
        assert told is not None
        assert sorted(map(repr, map(in_zh, told.fees))) == sorted(map(repr, map(in_zh, product.fees))), texts
        after = done(changed)
        assert after == product.model_copy(update={"order_system": "示例系统"}), texts


def test_a_changed_level_tells_the_holders(sample: Desk) -> None:
    """SUIT-14: who holds it hears of it today."""
    before = {row["id"] for row in sample.store.query("SELECT id FROM due WHERE kind = 'level_changed'")}
    done(keeping.change(sample, "W-103", {"bank_level": "R4"}, "重新评级"))
    after = {row["id"] for row in sample.store.query("SELECT id FROM due WHERE kind = 'level_changed'")}
    assert len(after - before) == 1


def test_of_one_code_with_two_levels_nothing_is_taken(desk: Desk, tmp_path: Path) -> None:
    """SUIT-15: R1 stood in the first row, was taken and sold to a C1; R4 in the third was told and dropped. Both are
    told, each with the other's number and what differs; what says the same twice is taken once."""
    head = "产品代码,产品名称,产品类别,发行机构,风险等级,起购金额,最不利情形损失比例,最不利情形,收益类型,产品状态"
    row = "示例产品,理财,示例机构,{},1000,60%,净值可能下跌六成,浮动收益,在售"
    path = tmp_path / "twice.csv"
    coded = (("X-1", "R1"), ("X-2", "R2"), ("ｘ-1", "R4"), ("X-2", "R2"))
    path.write_text("\n".join((head, *(f"{code},{row.format(level)}" for code, level in coded))), encoding="utf-8")
    for run in (running.look_at, running.bring_in):
        report = done(run(desk, "products", path, Choice()))
        assert (report.accepted, report.refused) == (1, 3)
        told = [
            (one.row, one.refusal.code, one.refusal.saw.get("row"), one.refusal.saw.get("headings"))
            for one in report.faults
        ]
        assert told[:2] == [(2, "IMPORT.contradicts", "4", "风险等级"), (4, "IMPORT.contradicts", "2", "风险等级")]
        assert told[2][:3] == (5, "IMPORT.twice", "3")
    assert codes(shelf.get(desk, "X-1")) == codes(shelf.get(desk, "X-9"))
    assert done(shelf.get(desk, "X-2")).issuer_level == "R2"
