"""The risk questionnaire as values, and its scoring (QUES-01..06). One form, one pure function."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Literal, TypeAlias

from rmdesk.domain.base import Text, Value
from rmdesk.domain.product import Matched
from rmdesk.domain.served import Served

Topic = Literal[
    "age", "finances", "experience", "purpose", "expected_return", "preference", "horizon", "understanding", "loss"
]


_NUMBER = re.compile(r"\d+(\.\d+)?")
Points: TypeAlias = int | Decimal
"""Points as a form states them, with decimals where it has weights; whole ones are ints."""


class Option(Value):
    """One answer. `min_age`/`max_age` (whole years, both included) stand on the options of an age question;
    `knock_out` names the client level that choosing it caps the result at, as a loss that cannot be borne or a short
    horizon does (QUES-02). `exclusive`: of several answers this one stands alone ("none of these"). `loss` is the share
    of the principal that whoever chooses it says can be borne at most, from 0 to 1. Where the question is `about` a
    field of the file, `at_least` and `below` are the amounts, or `says` the choices, that agree with this answer."""

    key: str
    text: Text
    score: Points
    exclusive: bool = False
    min_age: int | None = None
    max_age: int | None = None
    knock_out: str | None = None
    loss: Points | None = None
    at_least: Points | None = None
    below: Points | None = None
    says: tuple[str, ...] = ()

    def agrees(self, value: str) -> bool:
        """Whether the file's value means this answer."""
        if self.says:
            return value in self.says
        if self.at_least is None and self.below is None:
            return False
        amount = Decimal(value) if _NUMBER.fullmatch(value) else None
        return (
            amount is not None
            and (self.at_least is None or amount >= self.at_least)
            and (self.below is None or amount < self.below)
        )


class Question(Value):
    """One question. `source` "age" is answered from the client's file, never by a choice (QUES-02). Of a "multi"
    at most `most` options are chosen, and they bring no more than `cap` points; `weight` multiplies what an answer
    brings;
    `scale` names the scale that it counts for in a form that has two."""

    id: str
    section: str
    topics: tuple[Topic, ...]
    text: Text
    kind: Literal["single", "multi"] = "single"
    source: Literal["client", "age"] = "client"
    multi_score: Literal["sum", "max", "min"] = "sum"
    most: int | None = None
    cap: Points | None = None
    weight: Points = 1
    scale: str = ""
    about: str = ""
    options: tuple[Option, ...]

    @cached_property
    def letters(self) -> frozenset[str]:
        """The letters of its options."""
        return frozenset(option.key for option in self.options)

    @cached_property
    def knocking_out(self) -> tuple[Option, ...]:
        """Its options that cap the level (QUES-02)."""
        return tuple(option for option in self.options if option.knock_out is not None)

    def option(self, key: str) -> Option | None:
        """The option with letter `key`, or None."""
        return next((option for option in self.options if option.key == key), None)

    def points(self, letters: str) -> Points:
        """The points of an answer: the option's own, or `multi_score` over the chosen ones up to `cap`, times
        `weight`."""
        known = self._points_of_one.get(letters)
        return self._points(letters) if known is None else known

    @cached_property
    def _points_of_one(self) -> dict[str, Points]:
        return {option.key: self._points(option.key) for option in self.options}

    def _points(self, letters: str) -> Points:
        scores = [option.score for option in self.options if option.key in letters]
        if self.kind == "single" or self.multi_score == "sum":
            found: Points = sum(scores)
        else:
            found = max(scores) if self.multi_score == "max" else min(scores)
        capped = found if self.cap is None else min(found, self.cap)
        return _whole(capped * self.weight)

    def joined(self, letters: str, more: str) -> str:
        """The letters that stand when option `more` is added to `letters`, in the form's order: an exclusive option
        drives the others out, and they it; beyond `most` nothing is added."""
        newest = self.option(more)
        if newest is None or newest.exclusive or self.kind == "single":
            return letters if newest is None else more
        kept = [one.key for one in self.options if one.key == more or (one.key in letters and not one.exclusive)]
        return letters if self.most is not None and len(kept) > self.most else "".join(kept)

    def contradicts(self, given: str, value: str) -> bool:
        """Whether an answer and what the file says in the field that the question is `about` are far apart: neither the
        option that the file would mean was chosen nor one beside it. Nothing is compared with an empty field
        (QUES-09)."""
        if not value or not self.about or self.kind == "multi":
            return False
        meant = [at for at, option in enumerate(self.options) if option.agrees(value)]
        chosen = [at for at, option in enumerate(self.options) if option.key in given]
        return bool(meant and chosen) and all(abs(one - other) > 1 for one in meant for other in chosen)

    def for_age(self, age: int) -> str:
        """The letter of an age question for a client of `age` whole years; "" when no option covers it."""
        for option in self.options:
            if (option.min_age or 0) <= age <= (999 if option.max_age is None else option.max_age):
                return option.key
        return ""


class Band(Value):
    """Total scores from `low` to `high`, both included, mean client level `level`."""

    level: str
    low: Points
    high: Points


class Scale(Value):
    """One of two scales of a form, such as capacity and willingness. Its bands name grades of its own, which the matrix
    brings together to a client level."""

    id: str
    title: Text
    bands: tuple[Band, ...]


class Cell(Value):
    """Of a matrix: the grades on both scales, in the form's order, and the client level that they mean."""

    grades: tuple[str, ...]
    level: str

    @property
    def name(self) -> str:
        """Its row and column: "low×high"."""
        return "×".join(self.grades)


class Example(Value):
    """A worked example that a form carries (QUES-05). `scores` are those of the scales where there are two."""

    answers: tuple[str, ...]
    score: Points
    scores: tuple[Points, ...] = ()
    level: str


class Section(Value):
    """A titled group of questions (QUES-01)."""

    id: str
    title: Text


class Questionnaire(Value):
    """A questionnaire as one version of a form file. `fast_seconds` is the time per question under which nobody
    can have read it (QUES-09). `audience` is who answers it: an organisation has no age to ask for. `unreached` are
    client levels that it says lead nowhere from it. It has `bands`, or two `scales` and a `matrix`. Where a pack has
    several for an audience, `regimes` and `families` say which products each serves."""

    id: str
    audience: Literal["person", "organisation"] = "person"
    version: str
    effective_from: date
    title: Text
    intro: Text
    fast_seconds: int = 2
    sections: tuple[Section, ...]
    questions: tuple[Question, ...]
    bands: tuple[Band, ...] = ()
    scales: tuple[Scale, ...] = ()
    matrix: tuple[Cell, ...] = ()
    unreached: tuple[str, ...] = ()
    regimes: tuple[Matched, ...] = ()
    families: tuple[str, ...] = ()
    examples: tuple[Example, ...]

    def served(self, key: str) -> Served:
        """Which products it serves, under its key in the pack."""
        return Served(key=key, regimes=self.regimes, families=self.families)

    @cached_property
    def measures(self) -> tuple[Scale, ...]:
        """The scales; of a form with bands of its own the one that these make."""
        return self.scales or (Scale(id="", title=self.title, bands=self.bands),)

    def contradicted(self, answers: Sequence[str], profile: Mapping[str, str]) -> tuple[str, ...]:
        """Ids of the questions whose answers are far from what the file says (QUES-09)."""
        pairs = zip(self.questions, answers, strict=False)
        return tuple(one.id for one, given in pairs if one.contradicts(given, profile.get(one.about, "")))

    def named_loss(self, answers: Sequence[str]) -> Decimal | None:
        """The smallest loss, as a share, that these answers call the most that can be borne; None where none does."""
        told = ((options, answers[at]) for at, options in self._losses if at < len(answers))
        return min((loss for options, given in told for key, loss in options if key in given), default=None)

    @cached_property
    def _losses(self) -> tuple[tuple[int, tuple[tuple[str, Decimal], ...]], ...]:
        """The letters that name a loss, by the place of their question."""
        named = (
            (at, tuple((one.key, Decimal(one.loss)) for one in question.options if one.loss is not None))
            for at, question in enumerate(self.questions)
        )
        return tuple((at, options) for at, options in named if options)

    def of_grades(self, grades: Sequence[str]) -> str | None:
        """The client level of a grade on each scale: by the matrix, or the one scale's own word."""
        if not self.scales:
            return grades[0]
        return next((cell.level for cell in self.matrix if cell.grades == tuple(grades)), None)


class Outcome(Value):
    """What a set of answers comes to. `flags` name what a reviewer must see ("knock_out:Q9"); `scores` are those of the
    scales where a form has two."""

    score: Points
    level: str
    flags: tuple[str, ...] = ()
    scores: tuple[Points, ...] = ()


Why: TypeAlias = Literal["missing", "unknown", "several", "repeated", "surplus", "exclusive", "most"]


class AnswerFault(Value):
    """One answer that the form does not allow: question index from 0, question id, what was given."""

    index: int
    question: str
    given: str
    why: Why


def answer_faults(form: Questionnaire, answers: Sequence[str]) -> tuple[AnswerFault, ...]:
    """Every answer that is missing, unknown, or one too many; empty when the set can be scored."""
    faults = [
        AnswerFault(index=at, question=question.id, given=given, why=why)
        for at, question in enumerate(form.questions)
        for given in (answers[at] if at < len(answers) else "",)
        for why in (answer_fault(question, given),)
        if why
    ]
    faults += [
        AnswerFault(index=at, question="", given=answers[at], why="surplus")
        for at in range(len(form.questions), len(answers))
    ]
    return tuple(faults)


def answer_fault(question: Question, given: str) -> Why | None:
    """Why letters are no answer to a question; None when they are."""
    if not given:
        return "missing"
    letters = set(given)
    if not letters <= question.letters:
        return "unknown"
    if len(letters) != len(given):
        return "repeated"
    if question.kind == "single":
        return "several" if len(given) > 1 else None
    if len(given) > 1 and any(one.exclusive for one in question.options if one.key in given):
        return "exclusive"
    return "most" if question.most is not None and len(given) > question.most else None


def score(form: Questionnaire, answers: Sequence[str], rank: dict[str, int]) -> Outcome:
    """Score a complete set of answers, letters per question in order (QUES-02).

    `rank` gives each client level's rank, so that a knock-out can cap the band's level.
    Raises ValueError when `answer_faults` would name a fault or no band holds the total.
    """
    if answer_faults(form, answers):
        raise ValueError("answers do not fit the form")
    pairs = list(zip(form.questions, answers, strict=True))
    scores = tuple(
        _whole(sum(question.points(given) for question, given in pairs if scale.id in ("", question.scale)))
        for scale in form.measures
    )
    grades = [graded(scale.bands, total) for scale, total in zip(form.measures, scores, strict=True)]
    found = None if None in grades else form.of_grades([grade for grade in grades if grade is not None])
    if found is None:
        raise ValueError(f"no level for {scores}")
    level = found
    flags = []
    for question, given in pairs:
        for option in question.knocking_out:
            if option.key in given:
                flags.append(f"knock_out:{question.id}")
                level = min(level, option.knock_out or level, key=rank.__getitem__)
    told = scores if form.scales else ()
    return Outcome(score=_whole(sum(scores)), level=level, flags=tuple(flags), scores=told)


def graded(bands: tuple[Band, ...], total: Points) -> str | None:
    """The grade of the band that holds a total; None when none does."""
    return next((band.level for band in bands if band.low <= total <= band.high), None)


def _whole(points: Points) -> Points:
    """Whole points as an int, so that they read as a form writes them; others without needless zeros."""
    return int(points) if points == int(points) else Decimal(points).normalize()
