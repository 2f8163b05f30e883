"""A family's words are said of the kinds of product that they are true of (SUIT-22)."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest

from formpack.packs import changed, swap
from rmdesk.desk import worst
from rmdesk.desk.disclosure_items import disclosure_items
from rmdesk.domain.base import Lang
from rmdesk.domain.product import Product
from rmdesk.formpack.disclosure import Kind
from rmdesk.formpack.loader import load_texts
from rmdesk.sample import goods
from rmdesk.sample.reading import read
from support.families import default_pack
from support.people import insurance, match_input

SHELF = {one.code: one for file in read().products for one in goods.products(file, date(2026, 11, 2))}
SHELF |= {
    f"{code} private": one.model_copy(update={"private_kind": "mixed"})
    for code, one in SHELF.items()
    if one.family == "fund"
}
SHELF |= {
    f"{code} losing": one.model_copy(update={"worst_loss": Decimal("0.05")})
    for code, one in SHELF.items()
    if one.family == "structured"
}
CLAIMS: dict[str, dict[tuple[str, ...], Callable[[Kind], bool]]] = {
    "derivative": {
        ("强制平仓", "超过投入", "超过最初", "margin calls", "force-close", "exceed"): lambda kind: not kind.capped,
        ("行权", "权利到期", "lapses"): lambda kind: kind.capped,
    },
    "bond": {
        ("储蓄国债", "提前兑取", "savings bond", "cashed in"): lambda kind: kind.regime == "none",
        ("市场价", "折价", "提前赎回", "callable", "sold early"): lambda kind: kind.regime != "none",
    },
    "insurance": {
        ("分红", "dividend"): lambda kind: kind.design == "participating",
        ("结算利率", "credited"): lambda kind: kind.design == "universal",
        ("投资账户", "investment account"): lambda kind: kind.design in ("unit_linked", "variable"),
        ("续期保费", "renewal premium", "交费、保单", "notices of premiums"): lambda kind: kind.premium == "yearly",
    },
    "fund": {
        ("招募说明书", "产品资料概要", "公开募集证券", "公告", "prospectus", "key facts", "notices"): lambda kind: (
            not kind.private
        ),
        ("私募", "拆分转让", "不公开披露", "冷静期", "qualified investor", "cooling-off"): lambda kind: kind.private,
    },
    "structured": {
        ("最不利时只有约定的最低收益", "at worst it is the agreed minimum"): lambda kind: not kind.loses,
        ("不弥补挂钩标的造成的损失", "some of the principal is lost"): lambda kind: kind.loses,
    },
    "wealth": {
        ("募集期", "产品成立前", "launched", "到期公告", "maturity notices"): lambda kind: kind.fixed_term,
    },
}
"""Family → words → of which of its products they are true."""


def _said(one: Product, lang: Lang) -> str:
    """All that is told, read aloud, asked and declared of a product, beside the answers that are wrong."""
    told, kind = default_pack().disclosure(one.family), Kind.of(one)
    texts = [text for item in told.items_for(kind) for text in (item.title, item.text, item.script)]
    texts += [risk.text for risk in told.risks_of(one)] + list(told.declared_of(kind))
    for question in told.questions_for(kind, care=True):
        texts += [question.text, *(option.text for option in question.options if option.key == question.correct)]
    more = worst.more(default_pack(), one, lang), worst.care(default_pack(), one).of(lang)
    return "\n".join([*(text.of(lang) for text in texts), *more])


@pytest.mark.parametrize("code", [code for code, one in SHELF.items() if one.family in CLAIMS])
def test_nothing_is_told_of_a_product_that_is_true_of_another_kind_alone(code: str) -> None:
    """Who buys an option was made to declare that margin calls can be met, who buys a company's bond was told how it is
    cashed in early: a paper with a sentence that is not so is worth less in each of its others."""
    one = SHELF[code]
    said = {lang: _said(one, lang) for lang in ("zh", "en")}
    both = f"{said['zh']}\n{said['en']}".casefold()
    for words, true_of in CLAIMS[one.family].items():
        found = [word for word in words if word in both]
        assert bool(found) == true_of(Kind.of(one)), (words, found)


def test_what_a_pack_of_before_told_of_a_premium_is_told_by_it_as_it_was() -> None:
    """SUIT-22: what was told is judged by its digest: a figure that comes to mean another one accuses sound sales."""
    texts = changed(*[swap("disclosures/insurance.toml", "{worst_bound}", "{worst_loss}") for _ in range(6)])
    policy = insurance(premium="yearly", pay_years=10, worst_loss=Decimal("0.1"))
    amount = Decimal(120_000)
    for pack, loss in ((load_texts(texts), "12,000.00"), (default_pack(), "120,000.00")):
        risks = next(one for one in disclosure_items(pack, policy, match_input(), amount) if one.id == "risks")
        assert f"损失 {loss}" in risks.script.zh


@pytest.mark.parametrize("code", SHELF)
def test_what_cannot_be_left_on_any_day_explains_the_liquidity_risk(code: str) -> None:
    """A worst case without a way out, of a product whose book lists no such risk, misleads (SUIT-22)."""
    one = SHELF[code]
    kept = default_pack().families.of(one.family).principal == "kept"
    assert kept or one.liquidity == "daily" or "liquidity" in one.risks


@pytest.mark.parametrize("family", default_pack().families.keys)
def test_a_holder_is_promised_news_of_every_change_of_the_level(family: str) -> None:
    """SUIT-14: a book that promises it only beyond the client's own level promises a C5 client nothing."""
    told = [one.text for one in default_pack().disclosure(family).items if one.id == "level"]
    assert all("{client_level" not in text.zh + text.en for text in told)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_only_what_owes_no_more_is_told_so(lang: Lang) -> None:
    """Unless the keeper says that no more can be asked for, a derivative may cost more than was paid in (SALE-04)."""
    option = SHELF["X-201"]
    silent = option.model_copy(update={"capped": False})
    beyond = default_pack().sentences.worst_may_exceed.of(lang)
    assert option.worst_loss == silent.worst_loss == Decimal(1)
    assert beyond in worst.told(default_pack(), silent, Decimal(10_000), lang)
    assert beyond not in worst.told(default_pack(), option, Decimal(10_000), lang)
