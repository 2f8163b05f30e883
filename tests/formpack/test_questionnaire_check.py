"""The check of bands and levels agrees with trying every answer: else a level that nobody can reach slips through."""

from collections.abc import Iterator
from datetime import date
from itertools import combinations, pairwise, product

from hypothesis import given
from hypothesis import strategies as st

from rmdesk.domain.base import Text
from rmdesk.domain.questionnaire import Band, Option, Question, Questionnaire, score
from rmdesk.formpack.check import ages, bands
from rmdesk.formpack.check.scores import levels_reached, reached

WORDS = Text(zh="…", en="…")
RANKS = {f"C{rank}": rank for rank in range(1, 6)}
LETTERS = "ABCD"


@st.composite
def questions(draw: st.DrawFn, name: str) -> Question:
    """A question of two to four options with any scores, sometimes a knock-out, sometimes multiple choice."""
    scores = draw(st.lists(st.integers(-9, 12), min_size=2, max_size=4))
    knocks = st.sampled_from([None, None, None, "C1", "C3"])
    options = tuple(
        Option(key=key, text=WORDS, score=points, knock_out=draw(knocks))
        for key, points in zip(LETTERS, scores, strict=False)
    )
    kind = draw(st.sampled_from(["single", "single", "multi"]))
    way = draw(st.sampled_from(["sum", "max", "min"]))
    values = {"id": name, "section": "s", "topics": (), "text": WORDS, "options": options}
    return Question.model_validate({**values, "kind": kind, "multi_score": way})


@st.composite
def forms(draw: st.DrawFn) -> Questionnaire:
    """A small form whose bands may or may not fit its scores."""
    asked = tuple(draw(questions(f"Q{at}")) for at in range(draw(st.integers(1, 4))))
    cuts = sorted(draw(st.sets(st.integers(-20, 40), min_size=4, max_size=4)))
    edges = [draw(st.integers(-60, -20)), *cuts, draw(st.integers(41, 80))]
    found = [Band(level=f"C{at + 1}", low=edges[at], high=edges[at + 1] - 1) for at in range(5)]
    if draw(st.booleans()):  # a slip of the pen
        at = draw(st.integers(0, 4))
        found[at] = found[at].model_copy(update={"low": found[at].low + draw(st.integers(-2, 2))})
    values = {"id": "f", "version": "1", "effective_from": date(2026, 1, 1), "title": WORDS, "intro": WORDS}
    return Questionnaire.model_validate(
        {**values, "sections": (), "questions": asked, "bands": tuple(found), "examples": ()}
    )


def _answers(question: Question) -> list[str]:
    keys = [option.key for option in question.options]
    most = len(keys) if question.kind == "multi" else 1
    return ["".join(chosen) for count in range(1, most + 1) for chosen in combinations(keys, count)]


def _all_answers(form: Questionnaire) -> Iterator[tuple[str, ...]]:
    return product(*(_answers(question) for question in form.questions))


def _total(form: Questionnaire, answers: tuple[str, ...]) -> int:
    return sum(int(question.points(given)) for question, given in zip(form.questions, answers, strict=True))


@given(forms())
def test_the_totals_are_those_of_trying_every_answer(form: Questionnaire) -> None:
    """QUES-06: the range that the bands must cover is exact."""
    tried = {_total(form, answers) for answers in _all_answers(form)}
    assert {total for total, _ in reached(form, RANKS)} == tried


@given(forms())
def test_the_levels_are_those_of_trying_every_answer(form: Questionnaire) -> None:
    """QUES-06: a level is called reachable exactly when some answers lead to it, knock-outs and all."""
    tried = set()
    for answers in _all_answers(form):
        if any(band.low <= _total(form, answers) <= band.high for band in form.bands):
            tried.add(score(form, answers, RANKS).level)
    assert levels_reached(form, RANKS) == tried


@given(forms())
def test_a_form_without_seams_scores_every_answer(form: Questionnaire) -> None:
    """QUES-06: what passes the check never ends at "no band holds this", and no total has two levels."""
    seams = {"band_gap", "band_hole", "band_overlap", "band_order"}
    found = {one.reason for one in bands.faults("f", form, RANKS)} & seams
    totals = {_total(form, answers) for answers in _all_answers(form)}
    held = [sum(band.low <= total <= band.high for band in form.bands) for total in totals]
    assert found or set(held) == {1}


@given(st.sets(st.integers(1, 99), min_size=1, max_size=5), st.integers(-2, 2))
def test_ages_are_covered_once_or_named(cuts: set[int], slip: int) -> None:
    """QUES-02: whatever a client's age, exactly one option holds; a slip of a year is found."""
    edges = [0, *sorted(cuts), 1000]
    options = [
        Option(key=chr(65 + at), text=WORDS, score=at, min_age=low, max_age=high - 1)
        for at, (low, high) in enumerate(pairwise(edges))
    ]
    options[-1] = options[-1].model_copy(update={"min_age": (options[-1].min_age or 0) + slip, "max_age": None})
    asked = Question.model_validate(
        {"id": "Q1", "section": "s", "topics": ("age",), "text": WORDS, "source": "age", "options": tuple(options)}
    )
    form = Questionnaire.model_validate(
        {
            "id": "f", "version": "1", "effective_from": date(2026, 1, 1), "title": WORDS, "intro": WORDS,
            "sections": (), "questions": (asked,), "bands": (), "examples": (),
        }
    )  # fmt: skip
    reasons = {one.reason for one in ages.faults("f", form, asked)}
    assert reasons == {-2: {"age_overlap"}, -1: {"age_overlap"}, 0: set(), 1: {"age_gap"}, 2: {"age_gap"}}[slip]
    if not slip:
        assert all(asked.for_age(age) for age in range(130))
