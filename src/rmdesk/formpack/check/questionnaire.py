"""A questionnaire: its questions, their options, what they cover (QUES-01, QUES-03). Scores stand in `bands`."""

from collections.abc import Iterator

from rmdesk.domain.levels import Levels
from rmdesk.domain.questionnaire import Question, Questionnaire
from rmdesk.formpack.check import ages, bands, served
from rmdesk.formpack.check.scores import MOST_OPTIONS
from rmdesk.formpack.check.scores import MOST_QUESTIONS as COUNTED
from rmdesk.formpack.fault import Fault, fault
from rmdesk.formpack.intake import Field, Intake
from rmdesk.formpack.parse import Parsed
from rmdesk.formpack.schema import INTAKES, QUESTIONNAIRES

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
LEAST_QUESTIONS, MOST_QUESTIONS = 10, 20  # QUES-01: bank forms have 10-15, securities and fund forms 19-20
LEAST_OPTIONS, USUAL_OPTIONS = 2, 8  # more do not fit a screen of 24 lines without scrolling


def faults(parsed: Parsed) -> Iterator[Fault]:
    """Everything that is wrong with the questionnaires."""
    levels = parsed.get("levels.toml", Levels)
    general = {file: audience for audience, file in QUESTIONNAIRES.items()}
    for file, form in served.forms(parsed).items():
        if file in general and form.audience != general[file]:
            yield fault(file, "audience", "audience", wanted=general[file])
        if levels is not None:
            yield from form_faults(file, form, levels)
        yield from _about(file, form, parsed.get(INTAKES[form.audience], Intake))


def _about(file: str, form: Questionnaire, intake: Intake | None) -> Iterator[Fault]:
    """What an answer is compared with stands in the file, and its choices are the file's (QUES-09)."""
    fields = {} if intake is None else {field.key: field for step in intake.steps for field in step.fields}
    for question in form.questions if intake is not None else ():
        key = f"questions[{question.id}]"
        if question.about and question.about not in fields:
            yield fault(file, f"{key}.about", "unknown_about", name=question.about)
        for option in question.options:
            bounded = option.says or option.at_least is not None or option.below is not None
            if bounded and not question.about:
                yield fault(file, f"{key}.options[{option.key}]", "about_nothing")
            known = [one.key for one in fields[question.about].options] if question.about in fields else []
            strange = [one for one in option.says if one not in known]
            for name in strange if question.about in fields and _has_options(fields[question.about]) else ():
                at = f"{key}.options[{option.key}].says"
                yield fault(file, at, "choice", given=name, allowed=", ".join(known))


def _has_options(field: Field) -> bool:
    """False of one whose vocabulary is not there, which is told of labels.toml."""
    return bool(field.options) or not field.vocabulary


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
    if not form.questions or len(form.questions) > COUNTED:
        yield fault(file, "questions", "no_question" if not form.questions else "uncountable")
    elif not LEAST_QUESTIONS <= len(form.questions) <= MOST_QUESTIONS:
        yield fault(file, "questions", "question_count", count=len(form.questions))
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
        if topic not in covered and topic != "age":  # the age stands in the file of a person; an organisation has none
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
    if len(options) > USUAL_OPTIONS:
        reason = "unusual_options" if len(options) <= MOST_OPTIONS else "uncountable"
        yield fault(file, f"{key}.options", reason, count=len(options), most=USUAL_OPTIONS)
    yield from _several(file, key, question)
    if [option.key for option in options] != [chr(ord("A") + at) for at in range(len(options))]:
        yield fault(file, f"{key}.options", "letters")
    if len({(option.score, option.knock_out) for option in options}) == 1:
        yield fault(file, f"{key}.options", "flat")


def _several(file: str, key: str, question: Question) -> Iterator[Fault]:
    """What belongs to a question with several answers, and can be given at all."""
    alone = [one for one in question.options if one.exclusive]
    if question.kind == "single":
        given = {"most": question.most, "cap": question.cap, "exclusive": alone or None}
        yield from (fault(file, f"{key}.{name}", "multi_only") for name, value in given.items() if value is not None)
    elif len(alone) == len(question.options):
        yield fault(file, f"{key}.options", "all_exclusive")
    if question.most is not None and not 1 <= question.most <= len(question.options):
        yield fault(file, f"{key}.most", "range", value=question.most, low=1, high=len(question.options))
