"""Bands and worked examples: seamless, every level reachable, every example comes out (QUES-05, QUES-06)."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from itertools import pairwise, product

from rmdesk.domain.questionnaire import Band, Example, Points, Questionnaire, Scale, answer_faults, score
from rmdesk.formpack.check.scores import MOST_PAIRS, countable, levels_reached, reached
from rmdesk.formpack.fault import Fault, fault

SCALES = 2  # a matrix has two sides
MOST_SCORE = 100  # of one option; a total of 100 is usual (QUES-01)


def faults(file: str, form: Questionnaire, ranks: Mapping[str, int]) -> Iterator[Fault]:
    """What is wrong with the bands and the examples of a form; `ranks` are those of the client levels."""
    broken = [*_scales(file, form), *_unknown_levels(file, form, ranks), *_oversized(file, form)]
    broken += [fault(file, _bands(scale), "no_band") for scale in form.measures if not scale.bands]
    yield from broken
    if broken or not countable(form):
        return
    seams = [one for scale in form.measures for one in _seams(file, form, scale, ranks)]
    seams += _matrix(file, form)
    yield from seams
    if seams:
        return
    if not form.scales:
        yield from _order(file, form, ranks)
        yield from _top(file, form, ranks)
    else:
        yield from _matrix_order(file, form, ranks)
    found = levels_reached(form, ranks)
    unnamed = [level for level in ranks if level not in found and level not in form.unreached]
    yield from (fault(file, "bands", "unreachable", level=level) for level in unnamed)
    yield from (fault(file, "unreached", "reached", level=level) for level in form.unreached if level in found)
    yield from _examples(file, form, dict(ranks))


def _bands(scale: Scale) -> str:
    return f"scales[{scale.id}].bands" if scale.id else "bands"


def _scales(file: str, form: Questionnaire) -> Iterator[Fault]:
    """A form has bands, or two scales; each question counts for one of them."""
    if not form.scales:
        if form.matrix:
            yield fault(file, "matrix", "matrix_alone")
        for question in form.questions:
            if question.scale:
                yield fault(file, f"questions[{question.id}].scale", "unknown_scale", name=question.scale)
        return
    if form.bands or len(form.scales) != SCALES:
        yield fault(file, "scales", "two_scales", count=len(form.scales))
    ids = [scale.id for scale in form.scales]
    for question in form.questions:
        if question.scale not in ids:
            yield fault(file, f"questions[{question.id}].scale", "unknown_scale", name=question.scale)
    for scale in form.scales:
        if not any(question.scale == scale.id for question in form.questions):
            yield fault(file, f"scales[{scale.id}]", "empty_scale")


def _matrix(file: str, form: Questionnaire) -> Iterator[Fault]:
    """Every pair of grades means one level, and no pair that there is not."""
    wanted = set(product(*(dict.fromkeys(band.level for band in scale.bands) for scale in form.scales)))
    if not form.scales:
        return
    seen = set[tuple[str, ...]]()
    for cell in form.matrix:
        if cell.grades not in wanted or cell.grades in seen:
            reason = "matrix_twice" if cell.grades in seen else "matrix_strange"
            yield fault(file, f"matrix[{cell.name}].grades", reason, name=cell.name)
        seen.add(cell.grades)
    for grades in sorted(wanted - seen):
        yield fault(file, "matrix", "matrix_hole", name="×".join(grades))


def _matrix_order(file: str, form: Questionnaire, ranks: Mapping[str, int]) -> Iterator[Fault]:
    """Along each scale the level never falls in one row and rises in another: who can bear more would else be called
    more careful. A matrix tells levels apart (QUES-06)."""
    levels = {cell.grades: ranks[cell.level] for cell in form.matrix}
    if len(set(levels.values())) == 1:
        yield fault(file, "matrix", "one_level", level=form.matrix[0].level)
    first, second = ([band.level for band in sorted(scale.bands, key=_low)] for scale in form.scales)
    columns = [[levels[one, other] for one in first] for other in second]
    rows = [[levels[one, other] for other in second] for one in first]
    for scale, found in zip(form.scales, (columns, rows), strict=True):
        steps = [after - before for line in found for before, after in pairwise(line)]
        if steps and min(steps) < 0 < max(steps):
            yield fault(file, "matrix", "matrix_levels", name=scale.id)


def _unknown_levels(file: str, form: Questionnaire, ranks: Mapping[str, int]) -> Iterator[Fault]:
    named = [(f"bands[{band.level}].level", band.level) for band in form.bands]
    named += [(f"matrix[{cell.name}].level", cell.level) for cell in form.matrix]
    named += [("unreached", level) for level in form.unreached]
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
        key = f"questions[{question.id}]"
        if not 0 < question.weight <= MOST_SCORE:
            yield fault(file, f"{key}.weight", "range", value=question.weight, low=0, high=MOST_SCORE)
        for option in question.options:
            if not -MOST_SCORE <= option.score <= MOST_SCORE:
                at = f"{key}.options[{option.key}].score"
                yield fault(file, at, "range", value=option.score, low=-MOST_SCORE, high=MOST_SCORE)


def _seams(file: str, form: Questionnaire, scale: Scale, ranks: Mapping[str, int]) -> Iterator[Fault]:
    """Every score that the form can come to lies in one band of the scale; between two bands may be what none can."""
    totals, key = {total for total, _ in reached(form, ranks, scale)}, _bands(scale)
    if len(totals) > MOST_PAIRS:
        yield fault(file, key, "uncountable")
        return
    for band in scale.bands:
        if band.low > band.high:
            yield fault(file, f"{key}[{band.level}]", "band_order", low=band.low, high=band.high)
    step, due, before = _step(totals, scale), min(totals), None
    for band in sorted((one for one in scale.bands if one.low <= one.high), key=_low):
        if before is not None and band.low <= before.high:
            yield fault(file, f"{key}[{band.level}].low", "band_overlap", score=band.low)
        elif missing := [one for one in totals if due <= one < band.low]:
            yield _gap(file, f"{key}[{band.level}].low", min(missing), max(missing))
        due, before = max(due, band.high + step), band
    if due <= max(totals):
        yield _gap(file, key, min(one for one in totals if one >= due), max(totals))


def _step(totals: set[Points], scale: Scale) -> Points:
    """The finest step in which this form counts: 1 for whole scores, 0.5 or 0.01 where it has such decimals."""
    edges = [edge for band in scale.bands for edge in (band.low, band.high)]
    finest = min((Decimal(1), *(Decimal(one).normalize() for one in (*totals, *edges))), key=_exponent)
    places = -_exponent(finest)
    return 1 if places <= 0 else Decimal(1).scaleb(-places)


def _exponent(value: Decimal) -> int:
    found = value.as_tuple().exponent
    return found if isinstance(found, int) else 0


def _gap(file: str, key: str, low: Points, high: Points) -> Fault:
    return fault(file, key, "band_hole", score=low) if low == high else fault(file, key, "band_gap", low=low, high=high)


def _order(file: str, form: Questionnaire, ranks: Mapping[str, int]) -> Iterator[Fault]:
    """From band to band the level rises throughout, or falls throughout where a low score means more risk."""
    found = [ranks[band.level] for band in sorted(form.bands, key=_low)]
    rising = all(one < other for one, other in pairwise(found))
    falling = all(one > other for one, other in pairwise(found))
    if not rising and not falling:
        yield fault(file, "bands", "band_levels")


def _top(file: str, form: Questionnaire, ranks: Mapping[str, int]) -> Iterator[Fault]:
    """A form tells levels apart, and the highest is for those who come beyond half of the way (QUES-06)."""
    if len(form.bands) == 1:
        yield fault(file, "bands", "one_level", level=form.bands[0].level)
        return
    totals = {total for total, _ in reached(form, ranks, form.measures[0])}
    low, high = min(totals), max(totals)
    bands = sorted(form.bands, key=_low)
    rising = ranks[bands[-1].level] > ranks[bands[0].level]
    top, middle = bands[-1] if rising else bands[0], (low + high) / Decimal(2)
    early = top.low < middle if rising else top.high > middle
    if early and ranks[top.level] == max(ranks.values()):
        yield fault(file, f"bands[{top.level}]", "top_early", level=top.level, low=low, high=high)


def _low(band: Band) -> Points:
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
    if outcome.scores != example.scores:
        stated, actual = (" / ".join(map(str, one)) or "—" for one in (example.scores, outcome.scores))
        yield fault(file, f"{key}.scores", "example_score", stated=stated, actual=actual)
    if outcome.level != example.level:
        yield fault(file, f"{key}.level", "example_level", stated=example.level, actual=outcome.level)
