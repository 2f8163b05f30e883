"""What no paper may say, and what every paper must be, whatever the client, the sale and the language."""

import re
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from desk.papers import people
from desk.papers.every import LANGS, NAMES, inputs, paper, papers, words
from rmdesk.desk.papers.citing import cited
from rmdesk.desk.papers.framing import framed
from rmdesk.desk.papers.paper_input import PaperInput
from rmdesk.domain.base import Lang
from rmdesk.formpack.papers import PaperKind
from rmdesk.paper import CopySentence, KeepTogether, Signatures, missing_glyphs
from support.families import default_pack

every = [(lang, name) for lang in LANGS for name in NAMES]


def changed(given: PaperInput, **profile: str) -> PaperInput:
    """The same input with other values in the client's file."""
    client = given.client.model_copy(update={"profile": given.client.profile | profile})
    return replace(given, client=client, match_input=given.match_input.model_copy(update={"client": client}))


def digests(given: PaperInput) -> dict[Any, str]:
    """Digest by kind."""
    return {kind: doc.digest() for kind, doc in papers(given).items()}


@pytest.mark.parametrize(("lang", "name"), every)
def test_aml_grade_and_remarks_change_nothing_on_any_paper(lang: Lang, name: str) -> None:
    """KYC-05: else a client learns his grade, or that he was reported, from a paper at the counter."""
    given = inputs(lang)[name]
    other = changed(given, aml_grade="low", aml_reason="改过", remarks="改过")
    assert digests(given) == digests(other)


@pytest.mark.parametrize(("lang", "name"), every)
def test_no_paper_names_the_grade_or_the_reason(lang: Lang, name: str) -> None:
    """KYC-05: neither the label nor the reason stands anywhere."""
    forms = [default_pack().intake(kind) for kind in people.KINDS]
    fields = [form.field(key) for form in forms for key in ("aml_grade", "aml_reason")]
    secret = {people.SECRET, *(field.label.of(lang) for field in fields if field is not None)}
    assert len(secret) == 3
    for kind, doc in papers(inputs(lang)[name]).items():
        assert not [text for text in secret if text in words(doc)], kind


@pytest.mark.parametrize(("lang", "name"), every)
def test_no_paper_says_a_banned_word(lang: Lang, name: str) -> None:
    """SALE-11: a promise in print is the bank's liability."""
    for kind, doc in papers(inputs(lang)[name]).items():
        assert default_pack().banned_in(words(doc)) == (), kind


@pytest.mark.parametrize(("lang", "name"), every)
def test_no_paper_cites_an_unconfirmed_rule(lang: Lang, name: str) -> None:
    """A citation that nobody confirmed would be an invented law."""
    unconfirmed = [rule.id for rule in default_pack().rules.rule if rule.basis == "U"]
    assert unconfirmed
    for kind, doc in papers(inputs(lang)[name]).items():
        assert not [rule for rule in unconfirmed if rule in words(doc)], kind


def test_sources_name_each_law_once_and_leave_out_the_unconfirmed() -> None:
    """The reader finds the article; practice and unconfirmed rules get none."""
    said = cited(inputs("zh")["person"], ["SUIT-02", "SUIT-13", "SALE-08", "DESK-03", "SUIT-02"])
    assert said.sources == "《金融机构产品适当性管理办法》第十二条第（一）项（注 1）、第二十二条（注 2）"
    assert said.notes == {"SUIT-02": 1, "SUIT-13": 2}
    english = cited(inputs("en")["person"], ["SUIT-02", "SUIT-13", "SALE-04"])
    law = "Measures on Product Suitability of Financial Institutions"
    assert english.sources == f"{law}, art. 12(1) (note 1), art. 22 (note 2)"


@pytest.mark.parametrize(("lang", "name"), every)
def test_no_paper_shows_a_rule_by_its_number(lang: Lang, name: str) -> None:
    """A client reads "《办法》SUIT-02 第十二条" and takes SUIT-02 for a law: the ids are the program's own."""
    for kind, doc in papers(inputs(lang)[name]).items():
        assert not re.search(r"\b(SUIT|SALE|KYC|DATA|QUES|COMP|DESK)-\d\d", words(doc)), kind


@pytest.mark.parametrize(("lang", "name"), every)
def test_the_same_case_gives_the_same_paper(lang: Lang, name: str) -> None:
    """Else a reprint looks like a forgery: its QR code carries another digest."""
    assert digests(inputs(lang)[name]) == digests(inputs(lang)[name])


@pytest.mark.parametrize(("lang", "name"), every)
def test_the_font_has_every_character_of_every_paper(lang: Lang, name: str) -> None:
    """SALE-14: our own words never print as boxes."""
    for kind, doc in papers(inputs(lang)[name]).items():
        assert missing_glyphs(doc) == (), kind


def test_a_name_that_the_font_lacks_is_reported() -> None:
    """SALE-14: whoever prints is told what to write in."""
    given = changed(inputs("zh")["person"], name="李\U0001f600")
    found = missing_glyphs(paper("disclosure_book", given))
    assert {glyph.char for glyph in found} == {"\U0001f600"}


@pytest.mark.parametrize("lang", LANGS)
def test_numbers_are_masked_but_on_the_sheet_that_the_client_checks(lang: Lang) -> None:
    """DATA-05: a paper left on the counter does not give away ID and phone."""
    for name, given in inputs(lang).items():
        secret = {"id_number", "phone"}
        numbers = [value for key, value in given.client.profile.items() if key.rpartition(".")[2] in secret]
        for kind, doc in papers(given).items():
            full = [number for number in numbers if number in words(doc)]
            assert (full == numbers) if kind == "client_sheet" else not full, (name, kind)


@pytest.mark.parametrize("lang", LANGS)
def test_commission_changes_nothing_on_any_paper(lang: Lang) -> None:
    """SUIT-29: what the bank earns does not steer what the client reads."""
    given = inputs(lang)["person"]
    greedy = tuple(one.model_copy(update={"commission": Decimal(at)}) for at, one in enumerate(given.products))
    assert digests(given) == digests(replace(given, products=greedy))


def test_footer_values_come_from_the_case() -> None:
    """SALE-14: operator, local time, number, form version, complaint contact and the journal's head."""
    doc = paper("disclosure_book", inputs("zh")["person"])
    assert (doc.operator, doc.at, doc.number, doc.head) == (
        "王敏",
        "2026-11-21 14:05",
        "D-20261121-0042",
        people.HEAD,
    )
    assert doc.complaint_contact == people.BRANCH.contact
    pack = default_pack()
    form = pack.disclosure("wealth").version
    assert doc.form_version == f"{pack.id} {pack.version} ({pack.digest[:8]}) · wealth {form}"


@pytest.mark.parametrize(("born", "large"), [("1961-11-21", True), ("1961-11-22", False), ("1980-04-12", False)])
def test_large_print_begins_on_the_65th_birthday(born: str, large: bool) -> None:
    """An elder client can read what he signs; the day itself counts."""
    client = people.person(born=born)
    assert paper("rights_notice", people.given(client, people.at_level(client, "C3"))).large is large


def test_an_organisation_never_gets_large_print() -> None:
    """Age is a person's."""
    assert not paper("rights_notice", inputs("zh")["company"]).large


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("kind", ["disclosure_book", "opinion"])
def test_what_is_signed_names_client_product_and_amount(kind: PaperKind, lang: Lang) -> None:
    """SALE-13: a sheet with a signature or a copied sentence stands for one client, one product, one amount."""
    given = inputs(lang)["person"]
    doc = paper(kind, given)
    written = [
        block
        for block in doc.blocks
        if isinstance(block, KeepTogether) and any(isinstance(one, Signatures | CopySentence) for one in block.blocks)
    ]
    assert written
    for block in written:
        said = words(replace(doc, blocks=(block,), about="", subtitle=""))
        assert all(one in said for one in (given.client.name, given.chosen.code, given.paid, "***"))


def test_the_clients_file_decides_language_and_print() -> None:
    """SUIT-10: large print for whoever asks, whatever the age; the language is the client's, not the screen's."""
    given = inputs("en")["person"]
    assert not given.large
    asked = changed(given, papers="zh_large")
    assert asked.large
    assert (asked.client.reads("en"), given.client.reads("en")) == ("zh", "en")


def test_a_paper_in_another_language_says_which_text_counts() -> None:
    """Else a client who copied the Chinese sentence disputes what it says; or he is sent to a text that he never got:
    of a paper that is in English alone no other text prevails."""
    said = default_pack().sentences.chinese_prevails
    for kind, english in papers(inputs("en")["person"]).items():
        copied = kind == "disclosure_book"
        assert [one in words(english) for one in (said.zh, said.en)] == [copied, copied], kind
        assert ("本人已经阅读风险揭示，愿意承担投资风险" in words(english)) is copied, kind
    assert said.zh not in words(paper("disclosure_book", inputs("zh")["person"]))


def test_the_pages_that_follow_say_whom_and_what_a_paper_is_about() -> None:
    """The second sheet of a letter or a report that lies alone on a desk belonged to nobody: only papers of a client's
    file said at their head whose they are."""
    given = inputs("zh")["person"]
    doc = framed(given, kind="letter", title="投诉处理告知书", subtitle="李建国 C-0003", blocks=())
    assert doc.about == "李建国 C-0003"
    assert framed(given, kind="letter", title="告知书", subtitle="C-0003", blocks=(), about="李建国 C-0003").about == (
        "李建国 C-0003"
    )
