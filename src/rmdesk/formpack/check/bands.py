"""Bands and worked examples: seamless, every level reachable, every example comes out (QUES-05, QUES-06)."""

from collections.abc import Iterator, Mapping
from itertools import pairwise

from rmdesk.domain.questionnaire import Band, Example, Questionnaire, answer_faults, score
from rmdesk.formpack.check.scores import countable, levels_reached, reached
from rmdesk.formpack.fault import Fault, fault

MOST_SCORE = 100  # of one option; a total of 100 is usual (QUES-01)


def faults(file: str, form: Questionnaire, ranks: Mapping[str, int]) -> Iterator[Fault]:
    """What is wrong with the bands and the examples of a form; `ranks` are those of the client levels."""
    unknown = [*_unknown_levels(file, form, ranks)]
    yield from unknown
    if not form.bands:
        yield fault(file, "bands", "no_band")
    oversized = [*_oversized(file, form)]
    yield from oversized
    if unknown or oversized or not form.bands or not countable(form):
        return
    pairs = reached(form, ranks)
    seams = [*_seams(file, form, {total for total, _ in pairs})]
    yield from seams
    if seams:
        return
    yield from _order(file, form, ranks)
    found = levels_reached(form, ranks, pairs)
    yield from (fault(file, "bands", "unreachable", level=level) for level in ranks if level not in found)
    yield from _examples(file, form, dict(ranks))


def _unknown_levels(file: str, form: Questionnaire, ranks: Mapping[str, int]) -> Iterator[Fault]:
    named = [(f"bands[{band.level}].level", band.level) for band in form.bands]
    named += [(f"examples[{at}].level", example.level) for at, example in enumerate(form.examples, 1)]
    named += [
        (f"questions[{question.id}].options[{option.key}].knock_out", option.knock_out)
        for question in form.questions
        for option in question.options
        if option.knock_out is not None
    ]
    yield from (fault(file, key, "unknown_level", level=level) for key, level in named if level not in ranks)


def _oversized(file: str, form: Questionnaire) -> Iterator[Fault]:
    for question in form.questions:
        for option in question.options:
            if abs(option.score) > MOST_SCORE:
                key = f"questions[{question.id}].options[{option.key}].score"
                yield fault(file, key, "range", value=option.score, low=-MOST_SCORE, high=MOST_SCORE)


def _seams(file: str, form: Questionnaire, totals: set[int]) -> Iterator[Fault]:
    """Every score from the lowest to the highest that the form can come to lies in one band."""
    for band in form.bands:
        if band.low > band.high:
            yield fault(file, f"bands[{band.level}]", "band_order", low=band.low, high=band.high)
    due, before = min(totals), None
    for band in sorted((one for one in form.bands if one.low <= one.high), key=_low):
        if before is not None and band.low <= before.high:
            yield fault(file, f"bands[{band.level}].low", "band_overlap", score=band.low)
        elif band.low > due:
            yield _gap(file, f"bands[{band.level}].low", due, band.low - 1)
        due, before = max(due, band.high + 1), band
    if due <= max(totals):
        yield _gap(file, "bands", due, max(totals))


def _gap(file: str, key: str, low: int, high: int) -> Fault:
    return fault(file, key, "band_hole", score=low) if low == high else fault(file, key, "band_gap", low=low, high=high)


def _order(file: str, form: Questionnaire, ranks: Mapping[str, int]) -> Iterator[Fault]:
    """From band to band the level rises throughout, or falls throughout where a low score means more risk."""
    found = [ranks[band.level] for band in sorted(form.bands, key=_low)]
    rising = all(one < other for one, other in pairwise(found))
    falling = all(one > other for one, other in pairwise(found))
    if not rising and not falling:
        yield fault(file, "bands", "band_levels")


def _low(band: Band) -> int:
    return band.low


def _examples(file: str, form: Questionnaire, ranks: dict[str, int]) -> Iterator[Fault]:
    if not form.examples:
        yield fault(file, "examples", "no_example")
    for at, example in enumerate(form.examples, 1):
        yield from _example(file, f"examples[{at}]", form, example, ranks)


def _example(file: str, key: str, form: Questionnaire, example: Example, ranks: dict[str, int]) -> Iterator[Fault]:
    if len(example.answers) != len(form.questions):
        count, wanted = len(example.answers), len(form.questions)
        yield fault(file, f"{key}.answers", "example_length", count=count, wanted=wanted)
        return
    wrong = answer_faults(form, example.answers)
    if wrong:
        yield fault(file, f"{key}.answers", "example_answer", no=wrong[0].index + 1, given=wrong[0].given)
        return
    outcome = score(form, example.answers, ranks)
    if outcome.score != example.score:
        yield fault(file, f"{key}.score", "example_score", stated=example.score, actual=outcome.score)
    if outcome.level != example.level:
        yield fault(file, f"{key}.level", "example_level", stated=example.level, actual=outcome.level)
