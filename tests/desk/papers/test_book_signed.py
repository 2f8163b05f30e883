"""Who signs the disclosure book and writes by hand, and what stands on the page that is signed (SALE-03)."""

import re
from dataclasses import replace
from typing import Literal

import pytest

from desk.papers import people
from desk.papers.every import LANGS, NAMES, flat, inputs, paper, signers, words
from paper.reading import squeezed, texts
from rmdesk.domain.address import addressed
from rmdesk.domain.base import Lang
from rmdesk.domain.capitals import capitals, in_words
from rmdesk.formpack.disclosure import Kind
from rmdesk.paper import Bullets, CopySentence, Heading, KeepTogether, KeyValues, Paragraph, Signatures, outline, render
from support.families import default_pack


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
@pytest.mark.parametrize("kind", ["disclosure_book", "statement_insurance"])
def test_in_large_print_the_banks_page_says_of_what_there_are_copies(
    kind: Literal["disclosure_book", "statement_insurance"], lang: Lang
) -> None:
    """The last page bore signatures and a seal alone: it could be put behind any paper."""
    given = replace(inputs(lang)["elder"], asked_large=True)
    if kind == "statement_insurance":
        adult = people.person(insurance_budget="20000")
        given = people.given(adult, people.at_level(adult, "C4"), people.insurance(), lang, "120000")
        given = replace(given, asked_large=True)
    doc = paper(kind, given)
    copies = given.text(given.pack.sentences.copies, count=given.say("papers.copies_2"), bank=given.bank)
    last = squeezed(texts(render(doc))[-1])
    assert squeezed(copies) in last
    assert squeezed(doc.about) in last


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


@pytest.mark.parametrize("large", [False, True])
@pytest.mark.parametrize("lang", LANGS)
def test_what_guardian_and_qualified_investor_declare_stands_where_they_sign(lang: Lang, large: bool) -> None:
    """SUIT-11, SALE-06: it stood on a page that nobody signs, and could be exchanged."""
    sentences = default_pack().sentences
    for name, said, role in (
        (
            "minor",
            max(re.split(r"\{\w+\}", sentences.guardian_consent.of(lang)), key=len),
            sentences.signature_guardian,
        ),
        ("qualified", sentences.qualified.of(lang), sentences.signature_client),
    ):
        doc = paper("disclosure_book", replace(inputs(lang)[name], asked_large=large))
        pages = [squeezed(page) for page in texts(render(doc))]
        (at,) = (at for at, page in enumerate(pages, 1) if squeezed(addressed("person", said.strip("“”"))) in page)
        assert at in outline(doc, {}).signed, name
        assert squeezed(role.of(lang)) in pages[at - 1], name


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
def test_what_a_client_declares_is_not_torn_from_its_title(lang: Lang, name: str) -> None:
    """SALE-03: of four lines two stood on the page before the one that is signed. In large print it may break."""
    given = inputs(lang)[name]
    title = given.text(given.pack.disclosure(given.chosen.family).declaration.title)
    blocks = paper("disclosure_book", given).blocks
    kept = [one.blocks for one in blocks if isinstance(one, KeepTogether) and Heading(title) in one.blocks]
    assert len(kept) == (0 if given.large else 1)
    assert all(any(isinstance(one, Bullets) for one in each) for each in kept)
