"""An organisation is spoken to as one: 贵单位, not 您. A paper that mixes both is read as carelessness."""

import re

import pytest

from desk.papers.every import LANGS, inputs, paper, papers, words
from rmdesk.desk import disclosure_items
from rmdesk.domain.address import addressed
from rmdesk.domain.base import Lang
from rmdesk.domain.refusal import refuse
from rmdesk.formpack.papers import PaperKind
from rmdesk.formpack.placeholders import names
from support.families import default_pack

PRIVACY: PaperKind = "privacy_notice"


def test_no_paper_of_an_organisation_says_you_as_to_a_person() -> None:
    made = {kind: words(paper) for kind, paper in papers(inputs("zh")["company"]).items()}
    assert [kind for kind, said in made.items() if "您" in said] == []
    assert {"disclosure_book", "rights_notice", "questionnaire", "proposal"} <= {
        kind for kind, said in made.items() if "贵单位" in said
    }
    assert not any("贵单位本人" in said for said in made.values())


def test_papers_of_a_person_are_as_they_are_written() -> None:
    """A change for one must not reach the other."""
    made = {kind: words(paper) for kind, paper in papers(inputs("zh")["person"]).items()}
    assert not any("贵单位" in said for said in made.values())
    assert "您" in made["disclosure_book"]


def test_what_is_told_on_the_screen_speaks_as_the_paper_does() -> None:
    """The script that is read aloud, the text, the questions: one sale, one voice (SUIT-22)."""
    given = inputs("zh")["company"]
    asked = (given.pack, given.chosen, given.match_input, given.amount)
    items = disclosure_items.disclosure_items(*asked)
    questions = disclosure_items.disclosure_questions(*asked)
    said = "".join([one.text.zh + one.script.zh + one.title.zh for one in items] + [one.text.zh for one in questions])
    assert "贵单位" in said
    assert "您" not in said


def test_only_the_written_text_is_changed() -> None:
    """A product called 悦您宝 keeps its name; what is said of a person alone falls away."""
    assert addressed("organisation", "由您本人确认{product}，您可以放弃") == "由贵单位确认{product}，贵单位可以放弃"
    assert addressed("person", "您本人") == "您本人"


@pytest.mark.parametrize("lang", LANGS)
def test_the_privacy_notice_of_an_organisation_is_about_its_people(lang: Lang) -> None:
    """A company read that its income and debts were sensitive personal information, and was asked for its consent to
    them, while the consent below named its people's documents alone (DATA-01)."""
    given = inputs(lang)["company"]
    said = words(papers(given)[PRIVACY])
    for section in given.pack.notices.privacy.sections:
        own = section.organisation
        assert own is not None
        assert not any(given.text(one) in said for one in section.bullets if one not in own.bullets)
    assert ("有关个人" if lang == "zh" else "the people concerned") in said
    assert ("财务信息" if lang == "zh" else "finances:") not in said


def test_a_pack_without_words_for_organisations_speaks_to_the_people_behind_them() -> None:
    """What is said of a person's information is not said of a company's."""
    given = inputs("zh")["company"]
    privacy = given.pack.notices.privacy
    bare = tuple(one.model_copy(update={"organisation": None}) for one in privacy.sections)
    assert privacy.for_organisations
    assert not privacy.model_copy(update={"sections": bare}).for_organisations


@pytest.mark.parametrize("lang", LANGS)
def test_no_paper_tells_the_client_what_staff_must_do_with_elderly_clients(lang: Lang) -> None:
    """Points to note for her read 老年客户购买较高风险产品 and 超过客户自述可承受的: said of her, to somebody else."""
    for name in ("elder", "minor", "insured"):
        made = papers(inputs(lang)[name])
        for kind in ("proposal", "disclosure_book", "comparison"):
            said = words(made[kind])
            assert not re.search("老年客户购买|客户自述可承受|Elderly client|above the client's", said), (name, kind)


@pytest.mark.parametrize("lang", LANGS)
def test_what_a_client_reads_of_a_match_speaks_to_the_client(lang: Lang) -> None:
    """One paragraph said "your level", "the client's capacity for risk" and "your own decision"."""
    given = inputs(lang)["insured"]
    apart = {
        "zh": ("客户自述", "客户的 C", "与客户的风险", "客户自主决定", "符合客户需求"),
        "en": (
            "the client said",
            "the client's C",
            "the client's capacity",
            "If the client",
            "the client's requirements",
        ),
    }
    kinds: tuple[PaperKind, ...] = ("opinion", "disclosure_book", "proposal")
    for kind in kinds:
        said = words(paper(kind, given))
        assert not [one for one in apart[lang] if one in said], kind


@pytest.mark.parametrize("lang", LANGS)
def test_a_warning_says_that_the_worst_case_is_above_what_the_client_named(lang: Lang) -> None:
    """SUIT-16: the English one put two figures side by side and left the client to compare them."""
    seen = {"worst": "0.45", "named": "0.3"}
    pack, above = default_pack(), {"zh": ("超过",), "en": ("above", "more than")}[lang]
    one = refuse("SUIT-16.loss", **seen)
    for said in (pack.say(one, lang).text, pack.told(one, lang, "person")):
        assert any(word in said for word in above), said


def test_every_amount_that_a_client_is_told_bears_its_unit() -> None:
    """SUIT-03: "is 1,200,000.00: above 750,000.00 per product" stood on the paper that a client signs."""
    amounts = {"amount", "held", "total", "limit", "visit", "premium", "whole", "income", "assets", "free", "budget"}
    for code, words_of in {one.code: one for one in default_pack().refusals.refusal}.items():
        if words_of.told is None or not code.startswith("SUIT-03"):
            continue
        for name in amounts.intersection(names(words_of.told.zh)):
            assert words_of.told.en.count(f"{{{name}}}") == words_of.told.en.count(f"CNY {{{name}}}"), code
            assert words_of.told.zh.count(f"{{{name}}}") == words_of.told.zh.count(f"{{{name}}} 元"), code


@pytest.mark.parametrize("lang", LANGS)
def test_whoever_signs_declares_as_what_it_is(lang: Lang) -> None:
    """A company's seal stood under 本人, and a person's signature under 本人（本单位）."""
    wrong = {
        "zh": {"company": re.compile("本人(?:保证|知悉|已获知|独立)|（本单位）"), "person": re.compile("本单位")},
        "en": {
            "company": re.compile(r"\bI (?:gave|confirm|have been|understand)|\(we"),
            "person": re.compile(r"\(we|\(our|\bWe gave"),
        },
    }
    for name, words_of_another in wrong[lang].items():
        made = papers(inputs(lang)[name])
        told = {kind: words_of_another.search(words(made[kind])) for kind in made if kind != PRIVACY}
        assert {kind: found[0] for kind, found in told.items() if found} == {}


def test_a_declaration_begins_a_sentence_with_a_capital() -> None:
    """English alone: "we" stands within a sentence too."""
    said = "I (we) know. I (we) sign, and I am (we are) sure: the loss is mine (ours), and my (our) own."
    assert addressed("organisation", said) == "We know. We sign, and we are sure: the loss is ours, and our own."
    assert addressed("person", said) == "I know. I sign, and I am sure: the loss is mine, and my own."
