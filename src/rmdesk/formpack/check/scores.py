"""What scores and levels a questionnaire can come to at all (QUES-06): exact, by adding question to question."""

from collections.abc import Iterator, Mapping
from itertools import combinations, product

from rmdesk.domain.questionnaire import Points, Question, Questionnaire, Scale, graded

NO_CAP = 10**6
MOST_QUESTIONS, MOST_OPTIONS = 60, 12  # beyond these the sets below grow too large to be worth counting
MOST_PAIRS = 200_000  # weights with many decimals make more totals than any form has use for
Reached = set[tuple[Points, int]]
"""Pairs of a total score and the rank that a knock-out caps the level at (NO_CAP: none)."""


def countable(form: Questionnaire) -> bool:
    """Whether a form is whole and small enough to be counted through; others have faults of their own."""
    sizes = [len(question.options) for question in form.questions]
    return 0 < len(sizes) <= MOST_QUESTIONS and all(0 < size <= MOST_OPTIONS for size in sizes)


def reached(form: Questionnaire, ranks: Mapping[str, int], scale: Scale | None = None) -> Reached:
    """Every pair that some complete set of answers comes to, on one scale of the form or on the only one. Of a form
    whose totals are too many to be counted, those of its first questions alone."""
    found: Reached = {(0, NO_CAP)}
    for question in form.questions:
        if scale is not None and scale.id not in ("", question.scale):
            continue
        steps = set(_steps(question, ranks))
        found = {(total + points, min(cap, other)) for total, cap in found for points, other in steps}
        if len(found) > MOST_PAIRS:
            break
    return found


def _steps(question: Question, ranks: Mapping[str, int]) -> Iterator[tuple[Points, int]]:
    for chosen in choices(question):
        caps = (option.knock_out for option in question.options if option.key in chosen)
        yield question.points(chosen), min((ranks.get(cap, NO_CAP) for cap in caps if cap), default=NO_CAP)


def choices(question: Question) -> Iterator[str]:
    """Every answer that a question allows: one option, or several up to its `most`, an exclusive one alone."""
    keys = [option.key for option in question.options]
    alone = [option.key for option in question.options if option.exclusive]
    yield from keys
    if question.kind == "multi":
        others = [key for key in keys if key not in alone]
        for count in range(2, min(question.most or len(others), len(others)) + 1):
            yield from ("".join(chosen) for chosen in combinations(others, count))


def levels_reached(form: Questionnaire, ranks: Mapping[str, int]) -> set[str]:
    """The levels that some complete set of answers comes to; a total outside of all bands comes to none."""
    codes = {rank: code for code, rank in ranks.items()}
    found = set()
    graded_by = [_graded(scale, reached(form, ranks, scale)) for scale in form.measures]
    for pairs in product(*graded_by):
        level = form.of_grades([grade for grade, _ in pairs])
        if level is not None and level in ranks:
            found.add(codes[min(ranks[level], *(cap for _, cap in pairs))])
    return found


def _graded(scale: Scale, pairs: Reached) -> set[tuple[str, int]]:
    named = ((graded(scale.bands, total), cap) for total, cap in pairs)
    return {(grade, cap) for grade, cap in named if grade is not None}
