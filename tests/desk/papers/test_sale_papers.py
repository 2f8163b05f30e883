"""The match opinion, the disclosure book and the statement on insurance."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from desk.papers import people
from desk.papers.every import LANGS, NAMES, flat, inputs, paper, words
from paper.reading import squeezed, texts
from rmdesk.desk import worst
from rmdesk.desk.papers.ready import why_not
from rmdesk.domain.address import addressed
from rmdesk.domain.base import Lang
from rmdesk.domain.capitals import capitals, in_words
from rmdesk.domain.holdings import Portfolio, bought
from rmdesk.domain.people import Person
from rmdesk.domain.ranking import Wish
from rmdesk.domain.refusal_codes import REFUSAL_CODES
from rmdesk.formpack.disclosure import Kind
from rmdesk.formpack.papers import PAPER_KINDS, PaperKind
from rmdesk.paper import (
    Bullets,
    Callout,
    Checklist,
    CopySentence,
    Document,
    Heading,
    KeepTogether,
    KeyValues,
    Paragraph,
    Signatures,
    Table,
    outline,
    render,
)
from support.families import FAMILIES, default_pack


def signers(doc: Document) -> list[tuple[str, str]]:
    """Role and name of everybody who signs."""
    return [row for block in flat(doc.blocks) if isinstance(block, Signatures) for row in block.rows]


def checked(doc: Document) -> dict[str, tuple[str, ...]]:
    """The opinion's lines by what was checked."""
    table = next(block for block in flat(doc.blocks) if isinstance(block, Table) and len(block.head) == 5)
    return {row[0]: row for row in table.rows}


@pytest.mark.parametrize("lang", LANGS)
def test_opinion_shows_both_values_of_each_rule_and_that_it_is_no_guarantee(lang: Lang) -> None:
    """SUIT-23, SUIT-28: the client can see why, and is told what the opinion is not."""
    given = inputs(lang)["elder"]
    doc = paper("opinion", given)
    lines = checked(doc)
    level, rating = lines[given.say("papers.check_level")], lines[given.say("papers.check_rating")]
    assert given.client_level("C4") in level[1]
    assert given.product_level("R4") in level[2]
    assert "R3" in rating[1]
    assert "R4" in rating[2]
    amount = lines[given.text(given.words.amount)]
    assert "750,000.00" in amount[1]
    assert "200,000.00" in amount[2]
    assert default_pack().sentences.no_judgement.of(lang) in words(doc)
    assert default_pack().ranking.said.of(lang) in words(doc)


def test_a_broken_rule_stands_as_broken_in_the_opinion() -> None:
    """SUIT-02, SUIT-08: the paper never says more than the match did."""
    client = people.person()
    given = people.given(client, people.at_level(client, "C2"), people.product("SF-900", "wealth", "R4"))
    green = Person(login="new", name="赵新", roles=("manager",))
    given = replace(given, match_input=given.match_input.model_copy(update={"seller": green}))
    doc = paper("opinion", given)
    assert checked(doc)["风险等级"][3] == "不符合"
    assert checked(doc)["其他"][3] == "不符合"
    assert checked(doc)["风险评估"][3] == "符合"
    assert "不得向您推荐或销售" in words(doc)


@pytest.mark.parametrize("lang", LANGS)
def test_the_opinion_lists_what_was_chosen_and_what_of_the_wish_it_does_not_meet(lang: Lang) -> None:
    """SUIT-29: who signs for a product finds it among the suitable ones, and reads which wish it leaves open."""
    client, chosen = people.person(), people.shelf()[2]
    given = people.given(client, people.at_level(client, "C3"), chosen, lang)
    this = given.say("papers.this_one", product=f"{chosen.name.of(lang)} {chosen.code}")
    met = words(paper("opinion", given))
    assert this in met
    assert given.label("horizon", "under_6m") not in met
    assert given.sale is not None
    short = given.sale.model_copy(update={"wish": Wish(horizon="under_6m")})
    beyond = words(paper("opinion", replace(given, sale=short)))
    assert this in beyond
    unmet = f"{given.say('sale.wish.horizon')} {given.label('horizon', 'under_6m')}"
    assert given.say("sale.match.unmet", wishes=unmet) in beyond
    many = tuple(people.product(f"SF-1{at:02}", "wealth", "R1", term_days=365) for at in range(7))
    crowded = words(paper("opinion", replace(given, products=(*many, chosen))))
    assert this in crowded
    assert given.say("papers.offered.count_and_this", count=8, shown=6) in crowded


def test_regime_is_told_for_a_distributed_fund() -> None:
    """SUIT-24: the client knows under whose rules a fund is sold."""
    client = people.person()
    given = people.given(client, people.at_level(client, "C3"), people.shelf()[3])
    assert "证券监督管理机构" in words(paper("opinion", given))


def test_a_match_is_claimed_only_where_one_was_made() -> None:
    """SUIT-17, SUIT-24: neither a deposit nor a professional institution was matched, and the paper does not say so."""
    deposit = words(paper("opinion", inputs("zh")["saver"]))
    assert "无需进行风险匹配" in deposit
    company = people.organisation()
    proven = people.qualified().qualification
    bank = company.model_copy(update={"profile": company.profile | {"org_kind": "professional"}, "licence": proven})
    said = words(paper("opinion", people.given(bank, None, people.product())))
    assert "专业投资者" in said
    assert "相匹配" not in said
    assert "相匹配" not in deposit


def test_private_products_are_named_to_qualified_investors_only() -> None:
    """SUIT-21: not in a list, not in a comparison, not in a proposal, not as the subject of a paper."""
    for lang in LANGS:
        name = people.private().name.of(lang)
        given = inputs(lang)["person"]
        private = (people.private(), people.product())
        listing: tuple[PaperKind, ...] = ("opinion", "proposal", "comparison")
        for kind in listing:
            assert name not in words(paper(kind, given))
            assert "SM-001" not in words(paper(kind, replace(given, products=private)))
        assert name in words(paper("opinion", inputs(lang)["qualified"]))
    named: tuple[PaperKind, ...] = ("opinion", "disclosure_book")
    for kind in named:
        with pytest.raises(ValueError, match="SUIT-21"):
            paper(kind, replace(given, product=people.private()))


def test_a_book_says_when_a_product_matures() -> None:
    """SALE-04: the day on which the money comes back stood nowhere in what the client signed."""
    given = inputs("zh")["person"]
    ends = given.chosen.model_copy(update={"maturity": date(2036, 12, 1)})
    rows = [
        dict(one.rows)
        for one in flat(paper("disclosure_book", replace(given, product=ends, sale=None)).blocks)
        if isinstance(one, KeyValues)
    ]
    assert "2036-12-01" in [row.get(given.say("papers.maturity")) for row in rows]


@pytest.mark.parametrize("lang", LANGS)
def test_disclosure_book_holds_what_the_annex_asks_for(lang: Lang) -> None:
    """SALE-02, SALE-03, SALE-04, SUIT-22: headline, reminders, worst case, no guarantee, items, own hand."""
    given, sentences = inputs(lang)["person"], default_pack().sentences
    own = default_pack().families.of("wealth").words
    assert own.headline is not None
    assert own.copied is not None
    said = words(paper("disclosure_book", given))
    wanted = (own.headline, sentences.reassess, sentences.read_all, sentences.no_guarantee, own.copied)
    assert not [text.of(lang) for text in wanted if given.addressed(text.of(lang)) not in said]
    for item in default_pack().disclosure("wealth").items:
        assert item.title.of(lang) in said
    for figure in ("200,000.00", "12,000.00", "188,000.00", "6%", "C2–C5", "LX-20261121-0007", "2026-11-21 10:10"):
        assert figure in said


def test_the_client_writes_his_level_himself() -> None:
    """SALE-04: a level printed into the box would be the bank's word, not the client's."""
    boxes = [
        block
        for block in flat(paper("disclosure_book", inputs("zh")["person"]).blocks)
        if isinstance(block, CopySentence)
    ]
    assert [box.sentence for box in boxes] == ["本人的风险承受能力等级为", "本人已经阅读风险揭示，愿意承担投资风险"]


@pytest.mark.parametrize("lang", LANGS)
def test_an_organisation_copies_what_it_says_itself(lang: Lang) -> None:
    """Under a company's seal stood what "I" had read: the company declared nothing, whoever signed for it all."""
    given = replace(inputs(lang)["company"], product=people.product())
    said = words(paper("disclosure_book", given))
    assert "本单位已经阅读风险揭示，愿意承担投资风险" in said
    assert "本人已经阅读" not in said
    if lang == "en":
        assert "We have read the risk disclosure and are willing to bear the investment risk" in said


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize(("name", "key"), [("saver", "deposit"), ("insured", "insurance"), ("person", "wealth")])
def test_what_the_desk_does_not_know_has_a_line_to_be_filled_in(name: str, key: str, lang: Lang) -> None:
    """A client signed that he had checked the rate and what happens at maturity, and no page named either; the days of
    the free-look period were spoken of in five places and stood nowhere."""
    given = inputs(lang)[name]
    assert given.chosen.family == key
    wanted = given.pack.families.of(key).words.by_hand
    assert bool(wanted) is (key != "wealth")
    rows = [
        row for one in flat(paper("disclosure_book", given).blocks) if isinstance(one, KeyValues) for row in one.rows
    ]
    assert [value for label, value in rows if label in [one.of(lang) for one in wanted]] == [
        given.say("papers.by_hand_open") for _ in wanted
    ]


@pytest.mark.parametrize("lang", LANGS)
def test_in_large_print_the_sentence_stays_with_the_clients_own_signature(lang: Lang) -> None:
    """Three who sign in 16 pt filled a page: the copied words stood alone on the one before, unsigned, and could be
    exchanged (SALE-03)."""
    given = inputs(lang)["elder"]
    last = flat(paper("disclosure_book", given).blocks[-1:])
    sentence, own, bank = (one for one in last if isinstance(one, CopySentence | Signatures))
    assert isinstance(sentence, CopySentence)
    assert isinstance(own, Signatures)
    assert isinstance(bank, Signatures)
    assert [name for _, name in own.rows] == [given.client.name]
    assert bank.rows[0][1] == given.match_input.seller.name
    assert bank.seals
    for name in NAMES[:-1]:
        doc = paper("disclosure_book", replace(inputs(lang)[name], asked_large=True))
        found = outline(doc, {})
        assert found.copied[-1] in found.signed, name


@pytest.mark.parametrize("lang", LANGS)
def test_in_large_print_a_companys_seal_stands_by_the_sentence_it_signs(lang: Lang) -> None:
    """The half of the signature that binds a company stood beside the bank's, on a page that said nothing (SALE-03)."""
    given = replace(inputs(lang)["company"], asked_large=True)
    doc = paper("disclosure_book", given)
    sealed = squeezed(given.say("papers.seal_note", name=given.client.name))
    pages = [at for at, page in enumerate(texts(render(doc)), 1) if sealed in squeezed(page)]
    assert pages == [outline(doc, {}).copied[-1]]


@pytest.mark.parametrize("lang", LANGS)
def test_the_sentence_stays_with_the_signatures_and_the_level_before_it_flows(lang: Lang) -> None:
    """All three kept together left a page with one line of the statement before them."""
    book = paper("disclosure_book", inputs(lang)["person"])
    kept = [type(one) for one in flat(book.blocks[-1:]) if isinstance(one, CopySentence | Signatures)]
    assert kept == [CopySentence, Signatures]
    assert len([one for one in flat(book.blocks) if isinstance(one, CopySentence)]) == 2
    told = [one.text for one in flat(book.blocks) if isinstance(one, Paragraph)]
    assert told.count(book.about) == 2, "above what is written by hand, and above the signatures"


@pytest.mark.parametrize("family", ["bond", "fund", "insurance", "structured", "trust", "derivative", "private"])
def test_no_other_family_is_called_a_wealth_product(family: str) -> None:
    """SALE-02, SALE-03: a client must not sign for 理财 who buys insurance, a structured deposit, a fund."""
    given = inputs("zh")["insured" if family == "insurance" else "qualified"]
    if family != "insurance":
        given = replace(given, product=given.chosen.model_copy(update={"family": family}))
    row = default_pack().families.of(family)
    own = row.words
    assert own.headline is not None
    assert own.copied is not None
    doc = paper("disclosure_book", given)
    said = words(doc)
    assert doc.title == row.title_of(given.chosen).zh
    assert all(given.addressed(text.zh) in said for text in (own.headline, own.copied, own.amount))
    assert "理财非存款" not in said
    assert "拟投资金额" not in said


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


def test_items_that_were_not_acknowledged_are_shown_as_open() -> None:
    """SUIT-22: a draft of the book never looks like a finished one."""
    given = inputs("zh")["person"]
    assert given.sale is not None
    told = given.sale.acknowledged[:2]
    half = replace(given, sale=given.sale.model_copy(update={"acknowledged": told, "recording": None}))
    said = words(paper("disclosure_book", half))
    assert said.count("客户尚未确认") == 4
    assert "录音录像编号：____" in said


def test_an_elder_buying_high_risk_gets_the_stronger_warning_and_time_to_think() -> None:
    """SUIT-10: warning at the head and beside the items, thinking time, a second person's signature (SALE-13)."""
    doc = paper("disclosure_book", inputs("zh")["elder"])
    warnings = [block for block in flat(doc.blocks) if isinstance(block, Callout) and "65 周岁" in block.title]
    assert warnings[0].lines == (default_pack().sentences.care.zh,)
    assert len(warnings) > 1
    assert "24 小时" in words(doc)
    assert [role for role, _ in signers(doc)][-1] == default_pack().sentences.signature_reviewer.zh
    assert "65 周岁" not in words(paper("disclosure_book", inputs("zh")["person"]))


def test_issuer_and_seller_are_told_apart() -> None:
    """SALE-10: the client knows who owes him what."""
    given = inputs("zh")["person"]
    assert "松风银行为代销机构" in words(paper("disclosure_book", given))
    own = replace(given, product=people.product(self_issued=True))
    assert "代销机构" not in words(paper("disclosure_book", own))


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
def test_guardian_consents_and_signs_for_a_minor(lang: Lang) -> None:
    """SUIT-11: without the guardian's name on it the paper binds nobody."""
    doc = paper("disclosure_book", inputs(lang)["minor"])
    guardian = (default_pack().sentences.signature_guardian.of(lang), "何丽")
    assert guardian in signers(doc)
    consent = default_pack().sentences.guardian_consent.of(lang).partition("{")[0]
    assert f"{consent}何丽" in words(doc)


def test_agent_signs_for_an_organisation_beside_its_seal() -> None:
    """KYC-04: who acted for the company stands on the paper, and both seals have their boxes."""
    doc = paper("disclosure_book", inputs("zh")["company"])
    assert [name for _, name in signers(doc)] == ["赵小莉（经办人）", "王敏"]
    (block,) = (one for one in flat(doc.blocks) if isinstance(one, Signatures))
    assert block.seals == ("松风清泉水务有限公司（盖章）", "松风银行城东支行（盖章）")
    person = paper("disclosure_book", inputs("zh")["person"])
    (alone,) = (one for one in flat(person.blocks) if isinstance(one, Signatures))
    assert alone.seals == ("松风银行城东支行（盖章）",), "a person has no seal"


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("name", NAMES)
def test_what_is_bought_and_declared_stands_on_the_paper_that_is_signed(name: str, lang: Lang) -> None:
    """SALE-03: else a client signs for a product and an amount that somebody writes in later."""
    given = inputs(lang)[name]
    doc = paper("disclosure_book", given)
    rows = [row for block in flat(doc.blocks) if isinstance(block, KeyValues) for row in block.rows]
    assert (given.text(given.words.amount), given.paid) in rows
    assert (given.say("papers.sale_no"), "J-0142") in rows
    assert any(said.endswith(given.chosen.code) and given.text(given.chosen.name) in said for _, said in rows)
    if lang == "en":
        assert any(label == "Amount in words" and in_words(given.amount) in said for label, said in rows)
    else:
        each = "每年" if given.paid.startswith("每年") else ""  # one premium of ten is not what is paid
        assert ("金额大写", f"{each}人民币{capitals(given.amount)}") in rows
    lists = [block.items for block in flat(doc.blocks) if isinstance(block, Bullets)]
    declared = default_pack().disclosure(given.chosen.family).declared_of(Kind.of(given.chosen))
    assert tuple(given.addressed(one.of(lang)) for one in declared) in lists
    blocks = [one for one in flat(doc.blocks) if isinstance(one, Signatures)]
    assert len(blocks) == (2 if given.large else 1)
    assert all(one.timed for one in blocks)


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("name", NAMES)
def test_each_risk_says_what_it_means_in_this_family(name: str, lang: Lang) -> None:
    """SUIT-22: "market risk" alone tells a client nothing of what may happen to the money."""
    given = inputs(lang)[name]
    own = default_pack().disclosure(given.chosen.family)
    texts = [given.addressed(one.text.of(lang)) for one in own.risks_of(given.chosen)]
    lists = [block.items for block in flat(paper("disclosure_book", given).blocks) if isinstance(block, Bullets)]
    told = next(items for items in lists if any(texts[-1] in one for one in items))
    assert len(told) == len(texts)
    assert len(told) >= (6 if given.chosen.needs_match else 1)
    for text, said in zip(texts, told, strict=True):
        assert said.endswith(text)
        assert len(said) > len(text) + 2, "by its name"
    left_out = {given.addressed(one.text.of(lang)) for one in own.risk} - set(texts)
    assert not [text for text in left_out if text in words(paper("disclosure_book", given))]


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"experience_years": "1"}, "SALE-06.experience"),
        (dict.fromkeys(("financial_assets", "net_financial_assets", "income_3y"), "100000"), "SALE-06.means"),
    ],
)
def test_nobody_declares_what_the_figures_contradict(changed: dict[str, str], code: str) -> None:
    """SALE-06: verified once, poorer now: the book would let the client declare what the bank knows to be untrue."""
    given = inputs("zh")["qualified"]
    client = given.client.model_copy(update={"profile": given.client.profile | changed})
    refused = why_not("disclosure_book", replace(given, client=client))
    assert refused is not None
    assert refused.code == code
    assert why_not("disclosure_book", given) is None


def test_the_book_says_by_which_criterion_the_investor_qualifies() -> None:
    """SALE-06: a declaration without its grounds cannot be checked by whoever reads it later."""
    said = words(paper("disclosure_book", inputs("zh")["qualified"]))
    for text in (
        "投资经历 6 年",
        "家庭金融资产 9,000,000.00 元",
        "近三年本人年均收入 900,000.00 元",
        "2026-10-08 经两人核验",
    ):
        assert text in said


@pytest.mark.parametrize("lang", LANGS)
def test_a_qualified_investor_declares_himself_one(lang: Lang) -> None:
    """SALE-06: the declaration stands above the signature of a private product, and of no other."""
    declared = addressed("person", default_pack().sentences.qualified.of(lang))
    assert declared in words(paper("disclosure_book", inputs(lang)["qualified"]))
    assert declared not in words(paper("disclosure_book", inputs(lang)["person"]))


def test_cooling_off_is_told_without_a_source() -> None:
    """SALE-08 is unconfirmed: its hours are the bank's own, no law is named for them."""
    said = words(paper("disclosure_book", inputs("zh")["qualified"]))
    assert "24 小时的冷静期" in said
    assert "《" not in said


def test_three_waits_have_three_names_in_english() -> None:
    """An elder's insurance book said "Within the cooling-off period you get your premium back" and "You have a
    cooling-off period of at least 24 hours": the client read that the right to the whole premium ends after a day."""
    pack = default_pack()
    insured = words(paper("disclosure_book", inputs("en")["insured"]))
    assert "Within the free-look period" in insured
    assert "cooling-off" not in insured
    assert "to think" in pack.sentences.thinking.en
    assert "cooling-off period" in pack.sentences.cancel.en
    for family in FAMILIES:
        for item in pack.disclosure(family).items:
            assert item.care is None or "cooling-off" not in item.care.en, (family, item.id)


@pytest.mark.parametrize("lang", LANGS)
def test_insurance_statement_holds_the_choice_and_every_limit_with_its_figures(lang: Lang) -> None:
    """SUIT-25, SUIT-26: the client signs what exactly was passed, and that the bank advised against it."""
    said = words(paper("statement_insurance", inputs(lang)["insured"]))
    for figure in ("120,000.00", "420,000.00", "28.58%", "20%", "10", "68", "78", "75", "20,000.00", "1.5"):
        assert figure in said
    assert inputs(lang)["insured"].say("papers.times", times="6") in said
    assert inputs(lang)["insured"].say("papers.advised") in said
    product = inputs(lang)["insured"].product
    assert product is not None
    assert worst.assumed(default_pack(), product, lang) in said
    assert addressed("person", default_pack().sentences.own_choice.of(lang)).rpartition("}")[2] in said


@pytest.mark.parametrize("large", [False, True])
@pytest.mark.parametrize("lang", LANGS)
def test_what_is_declared_of_a_policy_stands_on_the_page_that_is_signed(lang: Lang, large: bool) -> None:
    """SUIT-25, SUIT-26: it stood on a page that nobody signs, and could be exchanged. In large print both do not fit
    on one page: there the own choice does."""
    adult = people.person(insurance_budget="20000")
    taken, policy = people.at_level(adult, "C2"), people.insurance()
    doc = paper("statement_insurance", people.given(adult, taken, policy, lang, "120000", own_choice=True))
    doc = replace(doc, large=large)
    words, pages = default_pack().sentences, [squeezed(page) for page in texts(render(doc))]
    for one in (words.own_choice,) if large else (words.own_choice, words.insurance_statement):
        end = squeezed(addressed("person", one.of(lang)).rpartition("}")[2])
        assert [at for at, page in enumerate(pages, 1) if end in page] == list(outline(doc, {}).signed)


@pytest.mark.parametrize("lang", LANGS)
def test_the_statement_counts_what_is_held_and_says_so(lang: Lang) -> None:
    """SUIT-26: who bought in two parts signed for the second alone, or for nothing."""
    given = inputs(lang)["insured"]
    assert given.product is not None
    held = Portfolio(positions=(bought(given.product, Decimal(30_000), given.pack.levels),))
    given = replace(given, match_input=given.match_input.model_copy(update={"portfolio": held}))
    said = words(paper("statement_insurance", given))
    assert given.say("papers.premium_beside", premium="150,000.00", beside="30,000.00") in said
    assert "35.72%" in said


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize(
    ("budget", "times"), [("80000", "1.5"), ("79999", "1.51"), ("60000", "2"), ("20000", "6"), ("0", None)]
)
def test_the_client_signs_the_figure_that_is_true_beside_the_limit(budget: str, times: str | None, lang: Lang) -> None:
    """SUIT-26: at twice the budget he signed for one and a half times: less than what he takes on. No figure is shown
    as less than it is, and of a budget of nothing none is made up."""
    given = inputs(lang)["insured"]
    client = given.client.model_copy(update={"profile": given.client.profile | {"insurance_budget": budget}})
    given = replace(given, client=client, match_input=given.match_input.model_copy(update={"client": client}))
    said = words(paper("statement_insurance", given))
    told = given.say("papers.times", times=times) if times else given.say("papers.times_over", times="1.5")
    assert told in said


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
@pytest.mark.parametrize("name", NAMES)
def test_what_a_client_declares_is_not_torn_from_its_title(lang: Lang, name: str) -> None:
    """SALE-03: of four lines two stood on the page before the one that is signed. In large print it may break."""
    given = inputs(lang)[name]
    title = given.text(given.pack.disclosure(given.chosen.family).declaration.title)
    blocks = paper("disclosure_book", given).blocks
    kept = [one.blocks for one in blocks if isinstance(one, KeepTogether) and Heading(title) in one.blocks]
    assert len(kept) == (0 if given.large else 1)
    assert all(any(isinstance(one, Bullets) for one in each) for each in kept)


@pytest.mark.parametrize("lang", LANGS)
def test_whoever_buys_a_deposit_is_not_asked_to_be_reassessed(lang: Lang) -> None:
    """SUIT-24: nobody is assessed for a deposit; for all else the reminder stands (SALE-04)."""
    reassess = addressed("person", default_pack().sentences.reassess.of(lang))
    assert reassess not in words(paper("disclosure_book", inputs(lang)["saver"]))
    assert reassess in words(paper("disclosure_book", inputs(lang)["person"]))


@pytest.mark.parametrize("lang", LANGS)
def test_a_single_premium_is_no_paying_over_years(lang: Lang) -> None:
    """SUIT-26: who pays once signed to know the burden of paying for years."""
    yearly = inputs(lang)["insured"]
    assert yearly.product is not None
    terms = people.insurance().insurance
    assert terms is not None
    once = terms.model_copy(update={"premium": "single", "pay_years": 1})
    single = replace(yearly, product=yearly.product.model_copy(update={"insurance": once}))
    for given, said, unsaid in ((yearly, "yearly", "single"), (single, "single", "yearly")):
        told = words(paper("statement_insurance", given))
        assert given.say(f"papers.burden_{said}") in told
        assert given.say(f"papers.burden_{unsaid}") not in told


def test_no_statement_where_none_is_due() -> None:
    """SUIT-25: the override exists for insurance alone, and a statement is signed only for a reason."""
    with pytest.raises(ValueError, match="SUIT-25"):
        paper("statement_insurance", inputs("zh")["person"])
    client = people.person(insurance_budget="90000")
    given = people.given(client, people.at_level(client, "C3"), people.insurance(), amount="60000")
    assert why_not("statement_insurance", given) is not None


def test_what_cannot_be_composed_yet_is_refused_by_rule() -> None:
    """SALE-01, SUIT-21: the desk can say what is missing instead of failing."""
    given = replace(inputs("zh")["person"], products=())
    unassessed = given.match_input.model_copy(update={"assessment": None})
    bare = replace(given, match_input=unassessed, assessment=None, product=None)
    for kind in (one for one in PAPER_KINDS if one not in ("sale_ended", "consent_withdrawn")):
        said = why_not(kind, bare)
        free = kind in {"client_sheet", "privacy_notice", "rights_notice", "comparison"}
        assert (said is None) if free else (said is not None and said.rule == "SALE-01"), kind
        assert why_not(kind, given) is None or kind == "statement_insurance"
    refused = why_not("opinion", replace(given, product=people.private()))
    assert refused is not None
    assert refused.code == "SUIT-21"
    assert set(refused.saw) == set(REFUSAL_CODES[refused.code])


def test_an_ended_sale_says_why_and_that_nothing_comes_of_it() -> None:
    """If it fails, a client who cancelled in time has nothing in hand that says so (SALE-08)."""
    said = words(paper("sale_ended", inputs("zh")["dropped"]))
    for text in ("J-0142", "SF-900", "家人不同意", "考虑期内决定取消", "未办理扣款"):
        assert text in said
    (section,) = (one for one in flat(paper("sale_ended", inputs("zh")["dropped"]).blocks) if isinstance(one, Heading))
    assert not section.numbered, "一 without 二"
    under_way = why_not("sale_ended", inputs("zh")["person"])
    assert under_way is not None
    assert under_way.code == "INPUT.unknown"


def test_client_sheet_shows_the_file_in_words_and_the_people_around_the_client() -> None:
    """SUIT-16: the client checks words, not codes; guardian, agent and owners have their own parts."""
    said = words(paper("client_sheet", inputs("zh")["minor"]))
    for text in ("何小满", "学生", "260,000.00 元", "1 至 3 年", "存款、国债；银行理财；公募基金", "何丽", "父母"):
        assert text in said
    company = words(paper("client_sheet", inputs("zh")["company"]))
    for text in ("受益所有人 1", "受益所有人 2", "持有股权", "60%", "法定代表人", "赵小莉", "长期"):
        assert text in company
    assert "本人保证所提供的信息真实" in said
    assert "本单位保证所提供的信息真实" in company


def test_the_sheet_tells_of_consents_and_asks_for_none() -> None:
    """DATA-02: the one signature under the sheet would stand for three consents."""
    doc = paper("client_sheet", inputs("zh")["person"])
    rows = [row for block in flat(doc.blocks) if isinstance(block, KeyValues) for row in block.rows]
    titles = [one.title.zh for one in default_pack().notices.privacy.consents]
    assert [said for label, said in rows if label in titles] == ["同意", "不同意", "同意"]
    assert not [block for block in flat(doc.blocks) if isinstance(block, Checklist)]


@pytest.mark.parametrize("name", NAMES)
def test_no_title_of_the_sheet_tells_of_a_grade(name: str) -> None:
    """KYC-05: a part of the sheet was called "consent and grade", with the grade left out."""
    doc = paper("client_sheet", inputs("zh")[name])
    titles = [one.text for one in flat(doc.blocks) if isinstance(one, Heading)]
    assert not [one for one in titles if "评级" in one]
    assert len(titles) == len(set(titles))
    assert "勿打扰" in words(doc)
