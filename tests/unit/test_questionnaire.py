"""Scoring: a point too many makes a cautious client a bold one (QUES-01..06)."""

from datetime import date
from itertools import product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rmdesk.domain.base import Text
from rmdesk.domain.questionnaire import Band, Option, Outcome, Question, Questionnaire, answer_faults, score
from rmdesk.formpack import Pack

WORDS = Text(zh="…", en="…")
RANK = {f"C{rank}": rank for rank in range(1, 6)}


def _question(name: str, scores: list[int], **over: Any) -> Question:
    knock_outs = over.pop("knock_outs", {})
    options = tuple(
        Option(key=key, text=WORDS, score=points, knock_out=knock_outs.get(key))
        for key, points in zip("ABCDEFGH", scores, strict=False)
    )
    return Question.model_validate(
        {"id": name, "section": "s", "topics": (), "text": WORDS, "options": options, **over}
    )


def _form(*questions: Question, cuts: tuple[int, ...] = (0, 10, 20, 30)) -> Questionnaire:
    edges = (-1000, *cuts, 1000)
    bands = tuple(Band(level=f"C{at + 1}", low=edges[at], high=edges[at + 1] - 1) for at in range(5))
    values = {"id": "f", "version": "1", "effective_from": date(2026, 1, 1), "title": WORDS, "intro": WORDS}
    return Questionnaire.model_validate(
        {**values, "sections": (), "questions": questions, "bands": bands, "examples": ()}
    )


def test_scores_are_added_and_may_be_negative() -> None:
    """QUES-01: option scores may be negative."""
    form = _form(_question("Q1", [-7, 3]), _question("Q2", [-5, 20]))
    assert (score(form, ("A", "A"), RANK).score, score(form, ("A", "A"), RANK).level) == (-12, "C1")
    assert (score(form, ("B", "B"), RANK).score, score(form, ("B", "B"), RANK).level) == (23, "C4")


@pytest.mark.parametrize(("total", "level"), [(-1, "C1"), (0, "C2"), (9, "C2"), (10, "C3"), (29, "C4"), (30, "C5")])
def test_both_ends_of_a_band_belong_to_it(total: int, level: str) -> None:
    """QUES-02: the cut point itself is the next level's."""
    assert score(_form(_question("Q1", [total])), ("A",), RANK).level == level


@pytest.mark.parametrize(("how", "points"), [("sum", 6), ("max", 5), ("min", -2)])
def test_a_multiple_choice_counts_as_the_form_says(how: str, points: int) -> None:
    """QUES-01: one occurs at some banks, each with its own way of counting."""
    form = _form(_question("Q1", [5, 3, -2], kind="multi", multi_score=how))
    assert score(form, ("ABC",), RANK).score == points
    assert score(form, ("CBA",), RANK).score == points


def test_a_knock_out_caps_the_level_and_says_so() -> None:
    """QUES-02: whoever cannot bear any loss is C1, whatever the rest adds up to."""
    form = _form(_question("Q1", [40, 40], knock_outs={"A": "C1"}))
    assert score(form, ("A",), RANK) == Outcome(score=40, level="C1", flags=("knock_out:Q1",))
    assert score(form, ("B",), RANK) == Outcome(score=40, level="C5")


def test_a_knock_out_never_lifts() -> None:
    """A cap above the band's level changes nothing."""
    form = _form(_question("Q1", [-9], knock_outs={"A": "C4"}))
    assert score(form, ("A",), RANK).level == "C1"


@pytest.mark.parametrize(
    ("answers", "why"),
    [
        ((), ["missing", "missing"]),
        (("A",), ["missing"]),
        (("A", ""), ["missing"]),
        (("A", "Z"), ["unknown"]),
        (("a", "A"), ["unknown"]),
        (("AB", "A"), ["several"]),
        (("A", "AA"), ["repeated"]),
        (("A", "A", "A"), ["surplus"]),
        (("A", "AB"), []),
    ],
)
def test_answers_that_do_not_fit_the_form_are_named_and_never_scored(answers: tuple[str, ...], why: list[str]) -> None:
    """A level must not come out of half a questionnaire."""
    form = _form(_question("Q1", [1, 2]), _question("Q2", [1, 2], kind="multi"))
    assert [fault.why for fault in answer_faults(form, answers)] == why
    if why:
        with pytest.raises(ValueError, match="do not fit"):
            score(form, answers, RANK)


def test_a_total_outside_of_all_bands_is_loud() -> None:
    """The form check forbids such a form; scoring does not guess."""
    form = _form(_question("Q1", [5000]))
    with pytest.raises(ValueError, match="5000"):
        score(form, ("A",), RANK)


@pytest.mark.parametrize(("age", "letter"), [(8, "A"), (30, "A"), (31, "B"), (64, "B"), (65, "C"), (120, "C")])
def test_the_age_answer_comes_from_the_file(age: int, letter: str) -> None:
    """QUES-02: both ends of an age range belong to it."""
    ages = ((None, 30), (31, 64), (65, None))
    options = tuple(
        Option(key=key, text=WORDS, score=0, min_age=low, max_age=high)
        for key, (low, high) in zip("ABC", ages, strict=True)
    )
    assert _question("Q1", []).model_copy(update={"options": options}).for_age(age) == letter


@given(st.data())
def test_scoring_agrees_with_adding_by_hand(data: st.DataObject) -> None:
    """Against brute force over small forms of every shape."""
    points = st.lists(st.integers(-20, 30), min_size=2, max_size=4)
    shapes = data.draw(
        st.lists(
            st.tuples(points, st.sampled_from(["single", "sum", "max", "min"]), st.booleans()), min_size=1, max_size=4
        )
    )
    questions = [
        _question(
            f"Q{at}",
            scores,
            kind="single" if how == "single" else "multi",
            multi_score="sum" if how == "single" else how,
            knock_outs={"A": "C2"} if knocks else {},
        )
        for at, (scores, how, knocks) in enumerate(shapes)
    ]
    form = _form(*questions)
    for answers in product(*(("A", "B") if how == "single" else ("A", "AB", "B") for _, how, _ in shapes)):
        expected = 0
        for (scores, how, _), letters in zip(shapes, answers, strict=True):
            chosen = [scores["AB".index(letter)] for letter in letters]
            expected += {"max": max(chosen), "min": min(chosen)}.get(how, sum(chosen))
        band = 1 + sum(expected >= cut for cut in (0, 10, 20, 30))
        knocked = any(knocks and "A" in letters for (_, _, knocks), letters in zip(shapes, answers, strict=True))
        found = score(form, answers, RANK)
        assert found.score == expected
        assert found.level == f"C{min(band, 2) if knocked else band}"
        assert bool(found.flags) == knocked


@pytest.mark.parametrize("kind", ["person", "organisation"])
def test_the_default_forms_worked_examples_come_out(pack: Pack, kind: Any) -> None:
    """QUES-05: and there is one for every level."""
    form = pack.questionnaire(kind)
    assert {example.level for example in form.examples} == set(pack.client_ranks)
    for example in form.examples:
        outcome = pack.score(kind, example.answers)
        assert (outcome.score, outcome.level) == (example.score, example.level)
