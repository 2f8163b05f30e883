"""The risk questionnaire as values, and its scoring (QUES-01..06). One form, one pure function."""

from collections.abc import Sequence
from datetime import date
from typing import Literal

from rmdesk.domain.base import Text, Value

Topic = Literal[
    "age", "finances", "experience", "purpose", "expected_return", "preference", "horizon", "understanding", "loss"
]


class Option(Value):
    """One answer. `min_age`/`max_age` (whole years, both included) stand on the options of an age question;
    `knock_out` names the client level that choosing it caps the result at (QUES-02)."""

    key: str
    text: Text
    score: int
    min_age: int | None = None
    max_age: int | None = None
    knock_out: str | None = None


class Question(Value):
    """One question. `source` "age" is answered from the client's file, never by a choice (QUES-02)."""

    id: str
    section: str
    topics: tuple[Topic, ...]
    text: Text
    kind: Literal["single", "multi"] = "single"
    source: Literal["client", "age"] = "client"
    multi_score: Literal["sum", "max", "min"] = "sum"
    options: tuple[Option, ...]

    def option(self, key: str) -> Option | None:
        """The option with letter `key`, or None."""
        return next((option for option in self.options if option.key == key), None)

    def points(self, letters: str) -> int:
        """The points of an answer: the option's own, or `multi_score` over the chosen ones."""
        scores = [option.score for option in self.options if option.key in letters]
        if self.kind == "single" or self.multi_score == "sum":
            return sum(scores)
        return max(scores) if self.multi_score == "max" else min(scores)

    def for_age(self, age: int) -> str:
        """The letter of an age question for a client of `age` whole years; "" when no option covers it."""
        for option in self.options:
            if (option.min_age or 0) <= age <= (999 if option.max_age is None else option.max_age):
                return option.key
        return ""


class Band(Value):
    """Total scores from `low` to `high`, both included, mean client level `level`."""

    level: str
    low: int
    high: int


class Example(Value):
    """A worked example that a form carries (QUES-05)."""

    answers: tuple[str, ...]
    score: int
    level: str


class Section(Value):
    """A titled group of questions (QUES-01)."""

    id: str
    title: Text


class Questionnaire(Value):
    """A questionnaire as one version of a form file. `fast_seconds` is the time per question under which nobody
    can have read it (QUES-09). `audience` is who answers it: an organisation has no age to ask for."""

    id: str
    audience: Literal["person", "organisation"] = "person"
    version: str
    effective_from: date
    title: Text
    intro: Text
    fast_seconds: int = 2
    sections: tuple[Section, ...]
    questions: tuple[Question, ...]
    bands: tuple[Band, ...]
    examples: tuple[Example, ...]


class Outcome(Value):
    """What a set of answers comes to. `flags` name what a reviewer must see ("knock_out:Q9")."""

    score: int
    level: str
    flags: tuple[str, ...] = ()


class AnswerFault(Value):
    """One answer that the form does not allow: question index from 0, question id, what was given."""

    index: int
    question: str
    given: str
    why: Literal["missing", "unknown", "several", "repeated", "surplus"]


def answer_faults(form: Questionnaire, answers: Sequence[str]) -> tuple[AnswerFault, ...]:
    """Every answer that is missing, unknown, or one too many; empty when the set can be scored."""
    faults = [
        AnswerFault(index=at, question=question.id, given=given, why=why)
        for at, question in enumerate(form.questions)
        for given in (answers[at] if at < len(answers) else "",)
        for why in (_fault(question, given),)
        if why
    ]
    faults += [
        AnswerFault(index=at, question="", given=answers[at], why="surplus")
        for at in range(len(form.questions), len(answers))
    ]
    return tuple(faults)


def _fault(question: Question, given: str) -> Literal["missing", "unknown", "several", "repeated"] | None:
    if not given:
        return "missing"
    if any(question.option(letter) is None for letter in given):
        return "unknown"
    if len(set(given)) != len(given):
        return "repeated"
    return "several" if question.kind == "single" and len(given) > 1 else None


def score(form: Questionnaire, answers: Sequence[str], rank: dict[str, int]) -> Outcome:
    """Score a complete set of answers, letters per question in order (QUES-02).

    `rank` gives each client level's rank, so that a knock-out can cap the band's level.
    Raises ValueError when `answer_faults` would name a fault or no band holds the total.
    """
    if answer_faults(form, answers):
        raise ValueError("answers do not fit the form")
    total = sum(question.points(given) for question, given in zip(form.questions, answers, strict=True))
    level = next((band.level for band in form.bands if band.low <= total <= band.high), None)
    if level is None:
        raise ValueError(f"no band holds {total}")
    flags = []
    for question, given in zip(form.questions, answers, strict=True):
        for option in question.options:
            if option.key in given and option.knock_out is not None:
                flags.append(f"knock_out:{question.id}")
                level = min(level, option.knock_out, key=rank.__getitem__)
    return Outcome(score=total, level=level, flags=tuple(flags))
