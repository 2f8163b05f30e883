"""The questionnaire, the changed level and the two notices."""

from dataclasses import replace

import pytest

from desk.papers import people
from desk.papers.every import LANGS, NAMES, flat, inputs, paper, words
from rmdesk.domain.base import Lang
from rmdesk.paper import Answers, Scale, Signatures


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
    level = people.pack().levels.of_client(taken.level)
    for text in (
        f"{taken.score} 分",
        "C3 稳健型",
        level.meaning.zh,
        "至 2027-11-21",
        taken.pack_digest[:16],
        "person 2026.1",
    ):
        assert text in said
    assert people.pack().sentences.answered_self.zh in said


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
    client, form = people.person(), people.pack().questionnaire("person")
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
    levels = people.pack().levels
    meanings = [level.meaning for level in levels.client] + [level.meaning for level in levels.product]
    assert not [text for text in meanings if text.of(lang) not in said]
    for section in people.pack().notices.rights.sections:
        assert section.title.of(lang) in said
    assert people.BRANCH.contact in said
    assert "{" not in said


@pytest.mark.parametrize("lang", LANGS)
def test_privacy_notice_tells_all_and_keeps_each_consent_apart(lang: Lang) -> None:
    """DATA-01, DATA-02: one box for each consent, ticked only where it was given."""
    given = inputs(lang)["person"]
    doc = paper("privacy_notice", given)
    for section in people.pack().notices.privacy.sections:
        assert section.title.of(lang) in words(doc)
    boxes = [
        item for block in flat(doc.blocks) if hasattr(block, "items") for item in block.items if isinstance(item, tuple)
    ]
    assert [given for given, _ in boxes] == [True, False, True]
