"""The disclosure book speaks of each family in its own words: what can be lost, repaid, left early and by whom."""

import re
from dataclasses import replace
from decimal import Decimal

import pytest

from desk.papers import people
from desk.papers.every import LANGS, flat, inputs, paper, words
from rmdesk.desk.disclosure_items import disclosure_items, disclosure_questions
from rmdesk.domain.address import addressed
from rmdesk.domain.base import Lang
from rmdesk.paper import CopySentence, KeyValues, Table
from support.families import default_pack


@pytest.mark.parametrize("family", ["bond", "fund", "insurance", "structured", "trust", "derivative", "private"])
def test_no_other_family_is_called_a_wealth_product(family: str) -> None:
    """SALE-02, SALE-03: a client must not sign for 理财 who buys insurance, a structured deposit, a fund."""
    given = inputs("zh")["insured" if family == "insurance" else "qualified"]
    if family != "insurance":
        given = replace(given, product=given.chosen.model_copy(update={"family": family}))
    row = default_pack().families.of(family)
    headline, copied = row.headline_of(given.chosen), row.copied_of(given.chosen)
    assert headline is not None
    assert copied is not None
    doc = paper("disclosure_book", given)
    said = words(doc)
    assert doc.title == row.title_of(given.chosen).zh
    assert all(given.addressed(text.zh) in said for text in (headline, copied, row.amount_of(given.chosen)))
    assert "理财非存款" not in said
    assert "拟投资金额" not in said


@pytest.mark.parametrize("lang", LANGS)
def test_a_fund_that_is_offered_privately_is_nowhere_called_a_public_one(lang: Lang) -> None:
    """SUIT-21: under the title of a private fund the client signed to have read the prospectus of a public one."""
    given = inputs(lang)["qualified"]
    fund = given.chosen.model_copy(update={"family": "fund", "regime": "securities"})
    told = {
        private: words(
            paper("disclosure_book", replace(given, product=fund.model_copy(update={"private_kind": kind}), sale=None))
        )
        for private, kind in ((True, "mixed"), (False, None))
    }
    public = (
        ("公募基金风险揭示书", "招募说明书", "产品资料概要", "申购") if lang == "zh" else ("prospectus", "key facts")
    )
    private = ("私募基金", "不得公开宣传", "拆分转让") if lang == "zh" else ("private fund", "qualified investors only")
    assert not [word for word in public if word in told[True]]
    assert all(word in told[True] for word in private)
    assert not [word for word in private if word in told[False]]


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize(("liquidity", "early"), [("at_maturity", False), ("periodic", True)])
def test_a_structured_deposit_says_of_early_withdrawal_what_is_true_of_it(
    liquidity: str, early: bool, lang: Lang
) -> None:
    """SALE-04: one book said that nothing can be withdrawn before maturity, and that principal may be lost by doing so:
    the client could not tell which."""
    kept = people.product("JG-1", "structured", "R2", worst_loss=Decimal(0), liquidity=liquidity)
    given = inputs(lang)["person"]
    said = words(paper("disclosure_book", replace(given, product=kept, sale=None)))
    words_of_it = given.pack.sentences
    assert words_of_it.worst_no_return_held is not None
    told, untold = words_of_it.worst_no_return_held.of(lang), words_of_it.worst_no_return.of(lang)
    if early:
        told, untold = untold, told
    assert told in said
    assert untold not in said
    assert (("提前支取" if lang == "zh" else "early withdrawal") in said) is early


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize(("lost", "at_risk"), [("0", False), ("0.05", True)])
def test_a_structured_deposit_that_may_lose_principal_speaks_of_the_return_alone_nowhere(
    lost: str, at_risk: bool, lang: Lang
) -> None:
    """SALE-03, SALE-04: beside a worst case of 10,000 yuan lost the client copied that he bears the risk to the
    return, and an elder was warned of an uncertain return."""
    losing = people.product("JG-2", "structured", "R3", worst_loss=Decimal(lost))
    given = inputs(lang)["elder"]
    said = words(paper("disclosure_book", replace(given, product=losing, sale=None)))
    return_alone = {
        "zh": ("承担结构性存款的收益风险", "存款，收益有风险", "甚至没有收益。", "最不利时只有约定的最低收益"),
        "en": ("the risk to the return", "Its return is at risk", "only the lowest return, or none", "at worst it is"),
    }[lang]
    principal = ("本金和收益风险", "本金和收益有风险") if lang == "zh" else ("Principal and return are at risk",)
    assert {one: one in said for one in return_alone} == dict.fromkeys(return_alone, not at_risk)
    assert all((one in said) is at_risk for one in principal)


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("name", ["person", "saver", "insured"])
def test_a_book_has_no_row_or_column_that_says_nothing(name: str, lang: Lang) -> None:
    """SUIT-22: a deposit's "product risk level: —", and a column of dashes that took the room from what a fee is."""
    given = inputs(lang)[name]
    blocks = flat(paper("disclosure_book", given).blocks)
    rows = [row for block in blocks if isinstance(block, KeyValues) for row in block.rows]
    assert not [label for label, value in rows if value == "—"]
    for table in (block for block in blocks if isinstance(block, Table)):
        assert not [head for at, head in enumerate(table.head) if {row[at] for row in table.rows} == {"—"}]


@pytest.mark.parametrize("family", default_pack().families.keys)
def test_a_label_within_an_english_text_follows_a_heading_of_its_own(family: str) -> None:
    """The text read "return: Floating; access: At maturity", a form that was pasted together."""
    basics = next(one for one in default_pack().disclosure(family).items if one.id == "basics")
    for text in (basics.text.en, *(one.text.en for one in basics.instead)):
        assert not re.search(r"(?:; |, )[a-z]+: \{(?:return_kind|liquidity)\}", text)


def test_a_deposit_is_not_dressed_as_a_wealth_product() -> None:
    """SUIT-06: no wealth headline, no copied sentence, no "principal not guaranteed" on a deposit."""
    doc = paper("disclosure_book", inputs("zh")["saver"])
    for text in ("理财非存款", "拟投资金额", default_pack().sentences.no_guarantee.zh):
        assert text not in words(doc)
    assert not [block for block in flat(doc.blocks) if isinstance(block, CopySentence)]


@pytest.mark.parametrize("lang", LANGS)
def test_no_box_says_that_principal_is_repaid_and_that_it_is_not(lang: Lang) -> None:
    """SALE-04: a structured deposit that repays principal says so, and that its return alone is not guaranteed."""
    given, sentences = inputs(lang)["person"], default_pack().sentences
    assert sentences.no_guarantee_return is not None
    kept = given.chosen.model_copy(update={"family": "structured", "worst_loss": Decimal(0)})
    for product, told, untold in (
        (kept, sentences.no_guarantee_return, sentences.no_guarantee),
        (kept.model_copy(update={"worst_loss": Decimal("0.1")}), sentences.no_guarantee, sentences.no_guarantee_return),
    ):
        said = words(paper("disclosure_book", replace(given, product=product)))
        assert told.of(lang) in said
        assert untold.of(lang) not in said


def test_more_than_all_can_be_lost_is_said_so() -> None:
    """SALE-04: a derivative's worst case is not "nothing left" but a debt."""
    rich = people.qualified()
    bet = people.product("YS-007", "derivative", "R5", worst_loss=Decimal("1.4"))
    said = words(paper("disclosure_book", people.given(rich, people.at_level(rich, "C5"), bet)))
    assert "280,000.00 元（140%）" in said
    assert "还须另行支付 80,000.00 元" in said


@pytest.mark.parametrize("lang", LANGS)
def test_nothing_is_left_of_what_nobody_paid_in(lang: Lang) -> None:
    """SALE-04: of a forward's amount nothing is paid in; to be told what "is left" of it misleads. A bought option is
    paid for."""
    rich = people.qualified()
    bet = people.product("YS-008", "derivative", "R5", worst_loss=Decimal("0.15"))
    for product, told in ((bet, False), (bet.model_copy(update={"capped": True}), True)):
        said = words(paper("disclosure_book", people.given(rich, people.at_level(rich, "C5"), product, lang)))
        assert "30,000.00" in said
        assert ("170,000.00" in said) is told


@pytest.mark.parametrize("lang", LANGS)
def test_a_loss_of_yearly_premiums_is_the_same_figure_wherever_it_is_said(lang: Lang) -> None:
    """SALE-04, SUIT-10: the box told of 120,000 of all premiums, the warning and the right answer of the first one's
    12,000 alone."""
    policy = people.insurance(issuer_level="R4", bank_level="R4", worst_loss=Decimal("0.1"))
    client = people.elder()
    given = people.given(client, people.at_level(client, "C5"), policy, lang, "120000")
    items = {one.id: one for one in disclosure_items(given.pack, policy, given.judged, given.amount)}
    asked = {one.id: one for one in disclosure_questions(given.pack, policy, given.judged, given.amount)}
    answer = next(one.text for one in asked["C1"].options if one.key == asked["C1"].correct)
    care = items["risks"].care
    assert care is not None
    for text in (items["risks"].text, items["risks"].script, care, answer):
        assert "120,000.00" in text.of(lang)
    for text in (items["risks"].script, care, answer):
        assert " 12,000.00" not in text.of(lang)


@pytest.mark.parametrize("lang", LANGS)
def test_the_warning_calls_the_risk_by_one_word(lang: Lang) -> None:
    """SUIT-10: one book called the same product one of very high risk, of high risk and of medium-high risk."""
    told, word = default_pack(), "风险较高" if lang == "zh" else "high risk"
    warnings = [
        told.sentences.care,
        told.sentences.care_return,
        told.sentences.care_beyond,
        told.sentences.care_premiums,
    ]
    warnings += [item.care for one in told.families.keys for item in told.disclosure(one).items if item.id == "risks"]
    for text in (one.of(lang) for one in warnings if one is not None):
        assert word in text
        assert f"{word[:2]}很高" not in text
        assert "very high" not in text


@pytest.mark.parametrize("lang", LANGS)
def test_an_elder_client_is_warned_of_what_this_product_can_lose(lang: Lang) -> None:
    """SUIT-10: told that a structured deposit may lose all principal he learns to skip warnings; told of a derivative
    that its principal alone may go he was told too little."""
    given, words_of = inputs(lang)["elder"], default_pack().sentences
    own = (words_of.care, words_of.care_return, words_of.care_beyond, words_of.care_premiums)
    assert None not in own
    terms = people.insurance(issuer_level="R4", bank_level="R4")
    bare = given.chosen
    for product, mine in (
        (bare, words_of.care),
        (bare.model_copy(update={"family": "structured", "worst_loss": Decimal(0)}), words_of.care_return),
        (bare.model_copy(update={"family": "structured", "worst_loss": Decimal("0.2")}), words_of.care),
        (people.product("YS-7", "derivative", "R4", worst_loss=Decimal("1.4")), words_of.care_beyond),
        (terms, words_of.care_premiums),
    ):
        said = words(paper("disclosure_book", replace(given, product=product)))
        assert [one for one in own if one is not None and one.of(lang) in said] == [mine]


def test_a_structured_deposit_that_repays_does_not_ask_to_imagine_a_loss_of_nothing() -> None:
    """SUIT-10: "suppose 0.00 yuan were lost" makes a joke of the warning."""
    given = inputs("zh")["elder"]
    kept = given.chosen.model_copy(update={"family": "structured", "worst_loss": Decimal(0)})
    assert "损失 0.00" not in words(paper("disclosure_book", replace(given, product=kept)))


@pytest.mark.parametrize("lang", LANGS)
def test_a_book_says_who_is_liable_in_the_terms_of_its_product(lang: Lang) -> None:
    """SALE-10: nobody manages a bond, and a policy is underwritten: the sentence of wealth products said neither who
    repays nor who pays the claim."""
    given, pack = inputs(lang)["person"], default_pack()
    bond = given.chosen.model_copy(update={"family": "bond"})
    for product in (given.chosen, bond, people.insurance()):
        own = pack.families.of(product.family).words.issuer_differs
        told = given.text(own or pack.sentences.issuer_differs, issuer=given.text(product.issuer), seller=given.bank)
        assert (own is None) is (product.family == "wealth")
        assert told in words(paper("disclosure_book", replace(given, product=product)))


def test_a_deposit_is_withdrawn_and_a_policy_paid_out() -> None:
    """SUIT-06: "may be redeemed daily" makes a fund of a savings account."""
    given = inputs("zh")["saver"]
    daily = given.chosen.model_copy(update={"liquidity": "daily"})
    said = words(paper("disclosure_book", replace(given, product=daily)))
    assert "随时支取" in said
    assert "赎回" not in said
    fund = given.chosen.model_copy(update={"family": "fund", "liquidity": "daily"})
    assert "每日可赎回" in words(paper("comparison", replace(given, products=(fund, daily))))


@pytest.mark.parametrize("lang", LANGS)
def test_whoever_buys_a_deposit_is_not_asked_to_be_reassessed(lang: Lang) -> None:
    """SUIT-24: nobody is assessed for a deposit; for all else the reminder stands (SALE-04)."""
    reassess = addressed("person", default_pack().sentences.reassess.of(lang))
    assert reassess not in words(paper("disclosure_book", inputs(lang)["saver"]))
    assert reassess in words(paper("disclosure_book", inputs(lang)["person"]))
