"""How often a client may be assessed, and which takes a reviewer must see (SUIT-18, QUES-09)."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rmdesk.domain.assessment import SUSPICIOUS, may_assess, serves, suspicious
from rmdesk.domain.base import Text
from rmdesk.domain.calendar import add_months
from rmdesk.domain.client import ClientKind
from rmdesk.domain.questionnaire import Option, Question, Questionnaire
from rmdesk.domain.refusal import refuse
from rmdesk.faces.flags import answered, flagged
from rmdesk.formpack import Pack
from support.people import DAY, LIMITS, assessment, client

WORDS = Text(zh="…", en="…")


def _case(days: list[date], today: int = 0, year: int = 0, on: date = DAY) -> str | None:
    found = may_assess(days, on, LIMITS, today, year)
    return None if found is None else found.code


@pytest.mark.parametrize(
    ("own", "bank", "case"),
    [(0, 0, None), (1, 0, None), (2, 0, "SUIT-18.day"), (0, 1, None), (0, 2, "SUIT-18.day"), (1, 2, "SUIT-18.day")],
)
def test_two_a_day_across_the_whole_bank(own: int, bank: int, case: str | None) -> None:
    """SUIT-18: this desk's count is a lower bound, the figure that was entered may be higher; they are not added."""
    assert _case([DAY] * own, today=bank) == case


def test_one_here_and_one_more_known_bank_wide_are_one() -> None:
    """The bank's figure includes this desk's own."""
    assert _case([DAY], today=1) is None


def test_yesterdays_assessments_do_not_count_for_today() -> None:
    """The day is the branch's date."""
    assert _case([DAY - timedelta(1)] * 2) is None


@pytest.mark.parametrize(
    ("first", "case"),
    [
        (date(2025, 11, 20), None),  # a year and a day ago
        (date(2025, 11, 21), "SUIT-18.year"),  # its twelve months end today
        (date(2026, 5, 1), "SUIT-18.year"),
    ],
)
def test_eight_in_any_twelve_months(first: date, case: str | None) -> None:
    """SUIT-18: the window rolls, and ends on the same day a year later."""
    assert _case([first, *(DAY - timedelta(days) for days in range(10, 80, 10))]) == case


def test_the_banks_yearly_figure_counts_when_it_is_higher() -> None:
    """Seven of them at other branches are known only by the figure."""
    assert _case([], year=8) == "SUIT-18.year"
    assert _case([], year=7) is None


def test_a_refused_assessment_says_how_many_there_were() -> None:
    """The client hears both numbers."""
    found = may_assess([DAY, DAY], DAY, LIMITS)
    assert found is not None
    assert found.saw == {"count": "2", "most": "2"}


@given(st.lists(st.integers(0, 400), max_size=14), st.integers(0, 3), st.integers(0, 9))
def test_no_sequence_of_days_passes_the_limits(ago: list[int], today: int, year: int) -> None:
    """Against counting by hand."""
    days = [DAY - timedelta(days) for days in ago]
    within = sum(1 for day in days if add_months(day, 12) >= DAY)
    allowed = max(days.count(DAY), today) < 2 and max(within, year) < 8
    assert (_case(days, today, year) is None) == allowed


def test_an_assessment_of_tomorrow_serves_nobody_today() -> None:
    """A match for an earlier day must not use what came later."""
    later = assessment(on=DAY + timedelta(1))
    found = serves(later, client(), DAY, LIMITS)
    assert found is not None
    assert found.code == "SUIT-20.none"


def _form(questions: int = 10) -> Questionnaire:
    options = (Option(key="A", text=WORDS, score=0), Option(key="B", text=WORDS, score=1))
    asked = [Question(id="Q0", section="s", topics=(), text=WORDS, source="age", options=options)]
    asked += [
        Question(id=f"Q{at}", section="s", topics=(), text=WORDS, options=options) for at in range(1, questions + 1)
    ]
    values = {"id": "f", "version": "1", "effective_from": date(2026, 1, 1), "title": WORDS, "intro": WORDS}
    return Questionnaire.model_validate(
        {**values, "fast_seconds": 2, "sections": (), "questions": tuple(asked), "bands": (), "examples": ()}
    )


def _flags(seconds: list[int], rank: int = 3, *lately: tuple[date, int], same: int = 0) -> set[str]:
    answers = ("A",) * (len(seconds) + 1)
    return set(suspicious(_form(len(seconds)), answers, (0, *seconds), DAY, rank, lately, same, LIMITS))


@pytest.mark.parametrize(
    ("seconds", "fast"),
    [
        ([2] * 10, False),
        ([1] * 10, True),
        ([0] * 10, True),
        ([1] * 5 + [9] * 5, False),  # half of them: some questions are short
        ([1] * 6 + [9] * 4, True),
        ([0] * 9 + [600], True),  # a pause over one hides nothing
        ([30] * 10, False),
    ],
)
def test_ques_09_faster_than_anyone_can_read(seconds: list[int], fast: bool) -> None:
    """The question that the file answers takes no time and does not count."""
    assert ("fast" in _flags(seconds)) == fast


@pytest.mark.parametrize(
    ("days_ago", "was", "now", "lift"),
    [(0, 2, 3, True), (3, 2, 3, True), (4, 2, 3, False), (1, 3, 3, False), (1, 4, 3, False)],
)
def test_ques_09_a_retake_straight_before_a_sale_that_lifts_the_level(
    days_ago: int, was: int, now: int, lift: bool
) -> None:
    """Somebody may have been told what to answer."""
    assert ("lift" in _flags([9] * 10, now, (DAY - timedelta(days_ago), was))) == lift


@pytest.mark.parametrize(("others", "flagged"), [(0, False), (3, False), (4, True), (9, True)])
def test_ques_09_the_same_pattern_for_many_clients(others: int, flagged: bool) -> None:
    """Five clients with the very same answers, this one among them."""
    assert ("pattern" in _flags([9] * 10, same=others)) == flagged


def test_a_first_careful_take_has_no_flag() -> None:
    """Nobody is suspected without cause."""
    assert _flags([9] * 10) == set()


@pytest.mark.parametrize(
    ("income", "given", "far"),
    [("80000", "A", False), ("80000", "B", False), ("80000", "C", True), ("", "E", False), ("2000000", "D", False)],
)
def test_answers_far_from_the_file_are_for_a_reviewer(pack: Pack, income: str, given: str, far: bool) -> None:
    """QUES-09: neither the option that the file means nor one beside it; what the file does not know contradicts
    nothing."""
    form = pack.questionnaire("person")
    answers = tuple(given if one.id == "Q2" else "A" for one in form.questions)
    found = form.contradicted(answers, {"family_income_yearly": income})
    assert found == (("Q2",) if far else ())


def test_a_company_of_eight_millions_is_not_one_of_a_hundred(pack: Pack) -> None:
    """QUES-09: what the file says and what is answered are held against each other; nothing is filled in beforehand."""
    form = pack.questionnaire("organisation")
    answers = ("D", *("A" for _ in form.questions[1:]))
    assert form.contradicted(answers, {"net_assets": "8000000"}) == ("Q1",)
    assert form.contradicted(answers, {"net_assets": "150000000"}) == ()


@pytest.mark.parametrize(
    ("field", "filed", "given", "far"),
    [
        ("experience_years", "0", "B", False), ("experience_years", "0", "C", True),
        ("experience_years", "1", "D", True), ("experience_years", "9", "C", False),
        ("horizon", "1y_3y", "D", False), ("horizon", "under_6m", "C", True), ("horizon", "over_5y", "B", True),
    ],
)  # fmt: skip
@pytest.mark.parametrize("kind", ["person", "organisation"])
def test_years_of_investing_and_horizon_are_held_against_the_file(
    pack: Pack, kind: ClientKind, field: str, filed: str, given: str, far: bool
) -> None:
    """QUES-09: who never invested by the file has no five years of it in the questionnaire, of either kind."""
    asked = next(one for one in pack.questionnaire(kind).questions if one.about == field)
    assert asked.contradicts(given, filed) == far


def test_a_reviewer_reads_what_the_file_said_then(pack: Pack) -> None:
    """QUES-09: question, file and answer side by side, although the file may say something else since."""
    question = next(one for one in pack.questionnaire("person").questions if one.about == "experience_years")
    taken = assessment(contradicted=(question.id,), filed=("0",))
    said = answered(pack, client(), taken, question, "D", "zh")
    assert said == "! 档案：0 年；回答：D 5 年及以上"
    assert answered(pack, client(), taken, question, "D", "en") == "! File: 0 yr; answer: D 5 years or more"
    before = assessment(contradicted=(question.id,))
    assert answered(pack, client(), before, question, "D", "en") == "! File: —; answer: D 5 years or more"


def test_a_flag_names_its_questions_and_a_refusal_its_words(pack: Pack) -> None:
    """QUES-09: whoever reviews looks at these answers; "contradiction" alone tells a banker nothing."""
    form = pack.questionnaire("person")
    ids = [one.id for one in form.questions]
    flags = ("fast", "contradiction", f"knock_out:{ids[4]}", f"knock_out:{ids[7]}")
    taken = assessment(flags=flags, contradicted=(ids[1],))
    assert flagged(taken, "zh", form) == "作答过快、与档案不符（第 2 题）、一票限制（第 5、8 题）"
    assert flagged(taken, "en", form) == "too fast, differs from the file (Q2), knock-out (Q5, 8)"
    assert flagged(taken, "en") == "too fast, differs from the file, knock-out"
    said = pack.say(refuse("QUES-09.unreviewed", flags=", ".join(sorted(SUSPICIOUS))), "zh").text
    assert "作答过快" in said
    assert not any(one in said for one in SUSPICIOUS)
