"""The questionnaire, the changed level and the two notices."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest

from desk.papers import people
from desk.papers.every import LANGS, NAMES, flat, inputs, paper, words
from paper.reading import squeezed, texts
from rmdesk.desk.papers.notices import filled
from rmdesk.desk.papers.paper_input import PaperInput
from rmdesk.domain.base import Lang
from rmdesk.formpack.papers import PaperKind
from rmdesk.paper import Answers, Document, Framed, Heading, KeyValues, Paragraph, Scale, Signatures, render
from support.families import default_pack


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("name", NAMES)
def test_every_question_stands_there_with_the_given_answers_ticked(lang: Lang, name: str) -> None:
    """QUES-04: what the client signs is what the client answered, nothing else."""
    given = inputs(lang)[name]
    blocks = flat(paper("questionnaire", given).blocks)
    rows = [row for block in blocks if isinstance(block, Answers) for row in block.rows]
    ticked = tuple("".join(letter for letter, _, chosen in options if chosen) for _, _, options in rows)
    assert ticked == given.assessed.answers
    assert [number for number, _, _ in rows] == [f"{at}." for at in range(1, len(rows) + 1)]


def test_score_level_meaning_validity_and_form_are_told() -> None:
    """SUIT-20, QUES-07: the client sees what came out, what it means, until when, and by which form."""
    given = inputs("zh")["person"]
    said, taken = words(paper("questionnaire", given)), given.assessed
    level = default_pack().levels.of_client(taken.level)
    for text in (
        f"{taken.score} 分",
        "C3 稳健型",
        level.meaning.zh,
        "至 2027-11-21",
        taken.pack_digest[:16],
        f"{default_pack().questionnaire('person').title.zh} 2026.1",
    ):
        assert text in said
    assert given.text(default_pack().sentences.answered_self) in said


@pytest.mark.parametrize(("previous", "asked"), [(None, False), ("C3", False), ("C2", True)])
def test_a_second_signature_is_asked_only_for_a_changed_level(previous: str | None, asked: bool) -> None:
    """SUIT-19: "from C2 to C3" is signed apart."""
    client = people.person()
    given = people.given(client, people.at_level(client, "C3", previous=previous))
    blocks = flat(paper("questionnaire", given).blocks)
    assert sum(isinstance(block, Signatures) for block in blocks) == 1 + asked
    scale = next(block for block in blocks if isinstance(block, Scale))
    assert (scale.current, scale.previous) == (2, 1 if asked else None)


def test_a_knock_out_says_which_answer_decided() -> None:
    """QUES-02: a level below the score is explained, not imposed."""
    client, form = people.person(), default_pack().questionnaire("person")
    barred = next((at, option) for at, one in enumerate(form.questions) for option in one.options if option.knock_out)
    letters = [one.options[1].key for one in form.questions]
    letters[barred[0]] = barred[1].key
    given = people.given(client, people.assessed(client, "".join(letters)))
    assert f"第 {barred[0] + 1} 题" in words(paper("questionnaire", given))


def test_another_version_of_the_form_is_not_used_to_read_the_answers() -> None:
    """QUES-07: letters of an old form under new questions would be a forged paper."""
    given = inputs("zh")["person"]
    old = replace(given, assessment=given.assessed.model_copy(update={"form_version": "2019.1"}))
    with pytest.raises(ValueError, match=r"2019\.1"):
        paper("questionnaire", old)


@pytest.mark.parametrize("lang", LANGS)
def test_level_change_names_both_levels(lang: Lang) -> None:
    """SUIT-19."""
    given = inputs(lang)["person"]
    said = words(paper("level_change", given))
    assert given.client_level("C2") in said
    assert given.client_level("C3") in said


def test_no_level_change_paper_without_a_change() -> None:
    """Nobody signs a change that did not happen."""
    client = people.person()
    with pytest.raises(ValueError, match="level_change"):
        paper("level_change", people.given(client, people.at_level(client, "C3")))


@pytest.mark.parametrize("lang", LANGS)
def test_rights_notice_explains_every_level_and_how_to_complain(lang: Lang) -> None:
    """SALE-05: purchase, assessment, each level and what fits it, information, complaints, contact."""
    said = words(paper("rights_notice", inputs(lang)["person"]))
    levels = default_pack().levels
    meanings = [level.meaning for level in levels.client] + [level.meaning for level in levels.product]
    assert not [text for text in meanings if text.of(lang) not in said]
    for section in default_pack().notices.rights.sections:
        assert section.title.of(lang) in said
    assert people.BRANCH.contact in said
    assert "{" not in said


@pytest.mark.parametrize("lang", LANGS)
def test_privacy_notice_tells_all_and_keeps_each_consent_apart(lang: Lang) -> None:
    """DATA-02, DATA-13: one signature would stand for three consents, and nobody knew who has the data and what for."""
    given = inputs(lang)["person"]
    doc = paper("privacy_notice", given)
    for section in default_pack().notices.privacy.sections:
        assert section.title.of(lang) in words(doc)
    for frame, consent in zip(_frames(doc), default_pack().notices.privacy.consents, strict=True):
        assert [row[1] for row in _signed(frame)] == [given.client.name]
        said = words(replace(doc, blocks=(frame,), title="", about=""))
        for text in (consent.title, consent.purpose, consent.kinds, consent.means):
            assert text.of(lang) in said
        assert given.client.name in said


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("kind", ["privacy_notice", "consent_withdrawn"])
def test_an_organisation_consents_as_itself_and_says_whose_information_it_is(kind: PaperKind, lang: Lang) -> None:
    """DATA-02, DATA-13: under the company's seal stood "my sensitive information", which is nobody's consent: neither
    the company's, which has none, nor that of the people behind it, who were not named."""
    asked = default_pack().notices.privacy.consents
    taken_back = tuple((one.key, people.AT, "") for one in asked)
    doc = paper(kind, replace(inputs(lang)["company"], withdrawn=taken_back))
    frames = [words(replace(doc, blocks=(frame,), title="", about="")) for frame in _frames(doc)]
    assert len(frames) == len(asked)
    for said, consent in zip(frames, asked, strict=True):
        own = consent.organisation
        assert own is not None
        assert own.purpose.of(lang) in said
        assert own.kinds.of(lang) in said
        assert not re.search(r"本人意见|本人申请|处理本人|\b(?:my|I)\b|\bMy\b", said)
        assert ("本单位" if lang == "zh" else "We agree") in said
    person = words(paper(kind, replace(inputs(lang)["person"], withdrawn=taken_back)))
    assert ("本单位" if lang == "zh" else "We agree") not in person


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("name", ["person", "company"])
def test_in_large_print_what_is_agreed_to_stands_with_answer_and_signature(name: str, lang: Lang) -> None:
    """DATA-01, DATA-02: a company's answer, signature and seal stood alone on a page that said nothing of what was
    agreed to, nor who receives it."""
    given = replace(inputs(lang)[name], asked_large=True)
    doc = paper("privacy_notice", given)
    pages = [squeezed(page) for page in texts(render(doc))]
    for frame in _frames(doc):
        blocks = flat(frame.blocks)
        agreed = blocks[next(at for at, one in enumerate(blocks) if isinstance(one, Answers)) - 1]
        assert isinstance(agreed, Paragraph)
        said = squeezed(agreed.text)
        before, _, rest = next(page.partition(said) for page in pages if said in page)
        assert squeezed(given.say("papers.recipient")) in before
        assert squeezed(given.say("papers.disagree")) in rest
        assert squeezed(_signed(frame)[0][0]) in rest


def test_a_consent_that_a_page_can_hold_is_not_parted() -> None:
    """DATA-02: in large print a company read on one page for which purpose and which data, and signed on the next."""
    given = replace(inputs("zh")["company"], asked_large=True)
    doc = paper("privacy_notice", given)
    pages = [squeezed(page) for page in texts(render(doc))]
    for frame in _frames(doc):
        blocks = flat(frame.blocks)
        rows = next(block.rows for block in blocks if isinstance(block, KeyValues))
        agreed = blocks[next(at for at, one in enumerate(blocks) if isinstance(one, Answers)) - 1]
        assert isinstance(agreed, Paragraph)
        signed_on = next(page for page in pages if squeezed(agreed.text) in page)
        assert all(squeezed(value) in signed_on for _, value in rows)


def _frames(doc: Document) -> list[Framed]:
    return [block for block in flat(doc.blocks) if isinstance(block, Framed)]


def _signed(frame: Framed) -> tuple[tuple[str, str], ...]:
    return next(block.rows for block in flat(frame.blocks) if isinstance(block, Signatures))


def _answer(frame: Framed) -> tuple[bool, ...]:
    rows = next(block.rows for block in flat(frame.blocks) if isinstance(block, Answers))
    return tuple(chosen for _, _, chosen in rows[0][2])


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("name", ["person", "elder", "minor", "company"])
def test_no_box_of_a_consent_is_ticked_before_the_client_signs(name: str, lang: Lang) -> None:
    """DATA-02, SUIT-05: a consent that comes out of the printer with its tick is the bank's, and a court lets it count
    for none. Nor does anything of the file lead to an answer: "on file: we do not agree" stood above the boxes."""
    given = inputs(lang)[name]
    asked = [one.key for one in default_pack().notices.privacy.consents]
    frames = {answer: _frames(_about(given, **dict.fromkeys(asked, answer))) for answer in ("yes", "no", "")}
    assert frames["yes"] == frames["no"] == frames[""]
    assert all(_answer(frame) == (False, False) for frame in frames[""])


@pytest.mark.parametrize("lang", LANGS)
def test_a_withdrawal_counts_from_its_own_time_and_leaves_nothing_to_fill_in(lang: Lang) -> None:
    """DATA-02: printed days later it said "from today" beside the earlier day, and had an empty line for a recipient
    whom anybody could have written in afterwards."""
    given = inputs(lang)["withdrawn"]
    key, at, _ = given.withdrawn[-1]
    assert key == "consent_sharing"
    unnamed = replace(given, withdrawn=((key, at - timedelta(days=9), ""),))
    said = words(paper("consent_withdrawn", unnamed))
    assert given.say("papers.recipient_none") in said
    assert "____" not in said
    quoted = given.say("papers.consent_read", text=filled(given, default_pack().notices.privacy.consents[-1].text))
    assert quoted in said, "a quotation, and no consent of today"
    assert given.moment(at - timedelta(days=9)) in said
    assert ("自即日起" if lang == "zh" else "from today") not in said
    assert "虚构大河基金公司" in words(paper("consent_withdrawn", given))


@pytest.mark.parametrize("lang", LANGS)
def test_what_the_client_withdraws_stands_right_above_the_signatures(lang: Lang) -> None:
    """The page that is signed said what the bank does afterwards, and not that anything was withdrawn."""
    given = inputs(lang)["withdrawn"]
    blocks = paper("consent_withdrawn", given).blocks
    said = given.text(given.pack.sentences.consent_withdrawn, client=given.client.name, bank=given.bank)
    signed = blocks.index(Heading(given.say("papers.signatures")))
    assert blocks[signed - 1] == Paragraph(said, tone="strong")


def _about(given: PaperInput, **profile: str) -> Document:
    client = given.client.model_copy(update={"profile": given.client.profile | profile})
    return paper("privacy_notice", replace(given, client=client))


@pytest.mark.parametrize(("born", "who"), [("2012-11-22", ["何丽"]), ("2012-11-21", ["何小满", "何丽"])])
def test_the_guardian_alone_consents_for_a_child_under_14(born: str, who: list[str]) -> None:
    """DATA-13: else a child of 13 signs away its own data; the birthday itself counts as 14."""
    for frame in _frames(_about(inputs("zh")["minor"], born=born)):
        assert [name for _, name in _signed(frame)] == who


@pytest.mark.parametrize("lang", LANGS)
def test_a_guardian_consents_to_the_use_of_the_childs_information(lang: Lang) -> None:
    """DATA-13: a mother signed that her own sensitive information may be used, and nobody consented for the child."""
    given = inputs(lang)["minor"]
    own = ("本人同意", "I agree that")[lang == "en"]
    for born, spoken_for in (("2012-11-22", True), ("2012-11-21", False)):
        doc = _about(given, born=born)
        boxes = given.say("papers.consent_guardian" if spoken_for else "papers.consent_mine")
        assert words(doc).count(boxes) == 3, "whoever decides ticks"
        for frame in _frames(doc):
            said = "\n".join(one.text for one in flat(frame.blocks) if isinstance(one, Paragraph))
            assert (given.client.name in said) == spoken_for
            assert said.split("\n")[1].startswith(own) != spoken_for


@pytest.mark.parametrize("lang", LANGS)
def test_a_guardian_decides_on_the_ground_that_is_true(lang: Lang) -> None:
    """A girl of 12 was said to be under 14 or without capacity: the desk knows which, and the second is not true."""
    given = inputs(lang)["minor"]
    sentences = given.pack.sentences
    assert sentences.guardian_agrees_child is not None
    assert sentences.guardian_agrees_incapable is not None
    values = {"guardian": "何丽", "client": given.client.name, "age": 14}
    child, incapable = (
        given.text(one, **values) for one in (sentences.guardian_agrees_child, sentences.guardian_agrees_incapable)
    )
    for born, capacity, told, untold in (
        ("2014-11-22", "by_age", child, incapable),
        ("1990-01-01", "none", incapable, child),
    ):
        said = words(_about(given, born=born, capacity=capacity))
        assert told in said
        assert untold not in said


def test_an_organisation_consents_by_seal_and_signatory() -> None:
    """KYC-04: a company's name beside a line to sign on binds nobody: its agent signs, and the seal has its box."""
    given = inputs("zh")["company"]
    frames = _frames(paper("privacy_notice", given))
    assert [[name for _, name in _signed(frame)] for frame in frames] == [["赵小莉（经办人）"]] * 3
    blocks = [block for frame in frames for block in flat(frame.blocks) if isinstance(block, Signatures)]
    assert [block.seals for block in blocks] == [("松风清泉水务有限公司（盖章）",)] * 3
    itself = _frames(_about(given, has_agent="no"))
    assert [[name for _, name in _signed(frame)] for frame in itself] == [["周大川"]] * 3


def test_whatever_an_organisation_signs_has_a_box_for_its_seal() -> None:
    """KYC-04: the paper without one is the paper that binds nobody."""
    sets = inputs("zh")["company"].pack.papers.paper
    assert [one.id for one in sets if "client" in one.signed_by and "client" not in one.seals] == []


@pytest.mark.parametrize("lang", LANGS)
def test_whoever_gets_passed_on_data_is_named(lang: Lang) -> None:
    """DATA-13: a consent to pass data on to nobody in particular is none; an open name is a line to fill in."""
    given = inputs(lang)["person"]
    named = words(_about(given, sharing_recipient="望岳基金 95000-7"))
    assert "望岳基金 95000-7" in named
    assert "____" not in named
    assert "____" in words(_about(given))
