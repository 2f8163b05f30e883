"""The disclosure book: what the client is told before signing, whatever the product (SALE-04, SUIT-22)."""

from dataclasses import replace
from datetime import date

import pytest

from desk.papers import people
from desk.papers.every import LANGS, NAMES, flat, inputs, paper, signers, words
from rmdesk.desk.papers.ready import why_not
from rmdesk.domain.address import addressed
from rmdesk.domain.base import Lang
from rmdesk.paper import Bullets, Callout, KeyValues
from support.families import FAMILIES, default_pack


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
