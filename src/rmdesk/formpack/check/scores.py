"""What scores and levels a questionnaire can come to at all (QUES-06): exact, by adding question to question."""

from collections.abc import Iterator, Mapping
from itertools import combinations

from rmdesk.domain.questionnaire import Question, Questionnaire

NO_CAP = 10**6
MOST_QUESTIONS, MOST_OPTIONS = 20, 10  # beyond these the sets below grow too large to be worth counting
Reached = set[tuple[int, int]]
"""Pairs of a total score and the rank that a knock-out caps the level at (NO_CAP: none)."""


def countable(form: Questionnaire) -> bool:
    """Whether a form is whole and small enough to be counted through; others have faults of their own."""
    sizes = [len(question.options) for question in form.questions]
    return 0 < len(sizes) <= MOST_QUESTIONS and all(0 < size <= MOST_OPTIONS for size in sizes)


def reached(form: Questionnaire, ranks: Mapping[str, int]) -> Reached:
    """Every pair that some complete set of answers comes to."""
    found: Reached = {(0, NO_CAP)}
    for question in form.questions:
        steps = set(_steps(question, ranks))
        found = {(total + points, min(cap, other)) for total, cap in found for points, other in steps}
    return found


def _steps(question: Question, ranks: Mapping[str, int]) -> Iterator[tuple[int, int]]:
    for chosen in _choices(question):
        caps = (option.knock_out for option in question.options if option.key in chosen)
        yield question.points(chosen), min((ranks.get(cap, NO_CAP) for cap in caps if cap), default=NO_CAP)


def _choices(question: Question) -> Iterator[str]:
    keys = [option.key for option in question.options]
    most = len(keys) if question.kind == "multi" else 1
    for count in range(1, most + 1):
        yield from ("".join(chosen) for chosen in combinations(keys, count))


def levels_reached(form: Questionnaire, ranks: Mapping[str, int], pairs: Reached) -> set[str]:
    """The levels that some complete set of answers comes to; a total outside of all bands comes to none."""
    codes = {rank: code for code, rank in ranks.items()}
    found = set()
    for total, cap in pairs:
        level = next((band.level for band in form.bands if band.low <= total <= band.high), None)
        if level is not None and level in ranks:
            found.add(codes[min(ranks[level], cap)])
    return found
