"""A questionnaire: its questions, their options, what they cover (QUES-01, QUES-03). Scores stand in `bands`."""

from collections.abc import Iterator

from rmdesk.domain.levels import Levels
from rmdesk.domain.questionnaire import Question, Questionnaire
from rmdesk.formpack.check import ages, bands
from rmdesk.formpack.fault import Fault, fault
from rmdesk.formpack.parse import Parsed
from rmdesk.formpack.schema import QUESTIONNAIRES

TOPICS = (
    "age",
    "finances",
    "experience",
    "purpose",
    "expected_return",
    "preference",
    "horizon",
    "understanding",
    "loss",
)
LEAST_QUESTIONS, MOST_QUESTIONS = 10, 15  # QUES-01
LEAST_OPTIONS, MOST_OPTIONS = 2, 8  # more do not fit a screen of 24 lines


def faults(parsed: Parsed) -> Iterator[Fault]:
    """Everything that is wrong with the questionnaires."""
    levels = parsed.get("levels.toml", Levels)
    for audience, file in QUESTIONNAIRES.items():
        form = parsed.get(file, Questionnaire)
        if form is None:
            continue
        if form.audience != audience:
            yield fault(file, "audience", "audience", wanted=audience)
        if levels is not None:
            yield from form_faults(file, form, levels)


def form_faults(file: str, form: Questionnaire, levels: Levels) -> Iterator[Fault]:
    """Everything that is wrong with one form, given the levels that it leads to."""
    yield from _count(file, form)
    yield from _sections(file, form)
    yield from _topics(file, form)
    for question in form.questions:
        yield from _question(file, question)
        yield from ages.faults(file, form, question)
    yield from bands.faults(file, form, {level.code: level.rank for level in levels.client})


def _count(file: str, form: Questionnaire) -> Iterator[Fault]:
    if not LEAST_QUESTIONS <= len(form.questions) <= MOST_QUESTIONS:
        yield fault(file, "questions", "question_count", count=len(form.questions))
    multi = [question for question in form.questions if question.kind == "multi"]
    for question in multi[1:]:
        yield fault(file, f"questions[{question.id}].kind", "several_multi")
    if form.fast_seconds < 1:
        yield fault(file, "fast_seconds", "range", value=form.fast_seconds, low=1, high=60)


def _sections(file: str, form: Questionnaire) -> Iterator[Fault]:
    known = {section.id for section in form.sections}
    used = {question.section for question in form.questions}
    for question in form.questions:
        if question.section not in known:
            yield fault(file, f"questions[{question.id}].section", "unknown_section", name=question.section)
    for section in form.sections:
        if section.id not in used:
            yield fault(file, f"sections[{section.id}]", "empty_section")


def _topics(file: str, form: Questionnaire) -> Iterator[Fault]:
    """Every topic is covered (QUES-03); an organisation has no age."""
    covered = {topic for question in form.questions for topic in question.topics}
    for topic in TOPICS:
        if topic not in covered and not (topic == "age" and form.audience == "organisation"):
            yield fault(file, "questions", "topic", topic=topic)
    for question in form.questions:
        if not question.topics:
            yield fault(file, f"questions[{question.id}].topics", "no_topic")


def _question(file: str, question: Question) -> Iterator[Fault]:
    key = f"questions[{question.id}]"
    options = question.options
    if len(options) < LEAST_OPTIONS:
        yield fault(file, f"{key}.options", "few_options")
        return
    if len(options) > MOST_OPTIONS:
        yield fault(file, f"{key}.options", "many_options", count=len(options), most=MOST_OPTIONS)
    if [option.key for option in options] != [chr(ord("A") + at) for at in range(len(options))]:
        yield fault(file, f"{key}.options", "letters")
    if len({(option.score, option.knock_out) for option in options}) == 1:
        yield fault(file, f"{key}.options", "flat")
