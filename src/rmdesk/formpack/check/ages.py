"""An age question: answered from the client's file, so its options must cover every age once."""

from collections.abc import Iterator

from rmdesk.domain.questionnaire import Option, Question, Questionnaire
from rmdesk.formpack.fault import Fault, fault

OLDEST = 999  # no upper bound


def faults(file: str, form: Questionnaire, question: Question) -> Iterator[Fault]:
    """What is wrong with a question's ages."""
    key = f"questions[{question.id}]"
    if question.source != "age":
        bounded = (one for one in question.options if one.min_age is not None or one.max_age is not None)
        yield from (fault(file, f"{key}.options[{one.key}]", "age_bounds") for one in bounded)
        if "age" in question.topics:
            yield fault(file, f"{key}.source", "age_source")
        return
    if form.audience == "organisation":
        yield fault(file, f"{key}.source", "age_audience")
    if question.kind == "multi":
        yield fault(file, f"{key}.kind", "age_multi")
    yield from _cover(file, f"{key}.options", question.options)


def _cover(file: str, key: str, options: tuple[Option, ...]) -> Iterator[Fault]:
    """From birth on, without gap or overlap; the last option is open."""
    nearest = 0
    for option in sorted(options, key=_youngest):
        if _youngest(option) > nearest:
            yield fault(file, f"{key}[{option.key}]", "age_gap", age=nearest)
        elif _youngest(option) < nearest:
            yield fault(file, f"{key}[{option.key}]", "age_overlap", age=_youngest(option))
        nearest = max(nearest, _oldest(option) + 1)
    if nearest <= OLDEST:
        yield fault(file, key, "age_gap", age=nearest)


def _youngest(option: Option) -> int:
    return 0 if option.min_age is None else option.min_age


def _oldest(option: Option) -> int:
    return OLDEST if option.max_age is None else option.max_age
