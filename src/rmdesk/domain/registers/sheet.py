"""A form of the pack that is filled in inside an entry: its questions, how answers to it are kept, scored and counted.

The answers to a sheet are one value of an entry. Canonical they are a JSON object: question → option, and
"question.note" → what was noted there. Typed they may also be the options alone, in the order of the questions.
"""

import json
import re
import unicodedata
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from rmdesk.domain import fields
from rmdesk.domain.base import Text, Value
from rmdesk.domain.refusal import Refusal, refuse
from rmdesk.domain.registers.words import Number

NOTE = "note"
"""What the key of a question's note ends in."""
MOST_NOTE = 300


class SheetOption(Value):
    """One answer that may be given, and what it scores."""

    key: str
    text: Text
    score: Number = 0


class Question(Value):
    """One question. Without `options` of its own it has those of the sheet. `note`: the options with which something
    must be noted."""

    id: str
    text: Text
    options: tuple[SheetOption, ...] = ()
    note: tuple[str, ...] = ()


class SheetForm(Value):
    """A form of questions, `sheets/<id>.toml`."""

    id: str
    title: Text
    options: tuple[SheetOption, ...] = ()
    questions: tuple[Question, ...]

    def choices(self, question: Question) -> tuple[SheetOption, ...]:
        """The answers that a question may be given."""
        return question.options or self.options

    @property
    def most(self) -> Number:
        """The largest score that it can have."""
        return sum((max((one.score for one in self.choices(each)), default=0) for each in self.questions), 0)


class Line(NamedTuple):
    """One answered question: what it asked, what was chosen, what was noted."""

    question: Question
    option: SheetOption
    note: str


def read_sheet(sheet: SheetForm, typed: str) -> str | Mapping[str, Refusal]:
    """The canonical answers, "" for none; or what is wrong, by question or "question.note" ("" for the whole)."""
    given = _given(sheet, typed)
    if given is None:
        return {"": refuse("INPUT.sheet", given=typed[:40], count=len(sheet.questions))}
    if not any(given.values()):
        return ""
    answers, wrong = dict[str, str](), dict[str, Refusal]()
    for one in sheet.questions:
        for key, read in _read(sheet, one, given):
            if isinstance(read, Refusal):
                wrong[key] = read
            elif read:
                answers[key] = read
    strange = set(given) - {key for one in sheet.questions for key in (one.id, note_key(one.id))}
    wrong |= {key: refuse("INPUT.not_asked", given=given[key][:40]) for key in strange if given[key]}
    return wrong or json.dumps(answers, ensure_ascii=False, separators=(",", ":"))


def note_key(question: str) -> str:
    """The key under which the note of a question stands."""
    return f"{question}.{NOTE}"


def gathered(fields_of: Mapping[str, SheetForm], typed: Mapping[str, str]) -> dict[str, str]:
    """What was typed question by question ("answers.greeting") put together: one text for each sheet."""
    found: dict[str, str] = {}
    apart: dict[str, dict[str, str]] = {}
    for key, text in typed.items():
        field, mark, question = key.partition(".")
        if mark and field in fields_of:
            apart.setdefault(field, {})[question] = text
        else:
            found[key] = text
    return {**found, **{key: json.dumps(one, ensure_ascii=False) for key, one in apart.items()}}


def read_one(sheet: SheetForm, key: str, typed: str) -> str | Refusal:
    """The canonical text of one answer or note by itself, "" for none; whether it may be left is told by the whole."""
    if key.endswith(f".{NOTE}"):
        return fields.read("text", typed, most=MOST_NOTE)
    question = next((one for one in sheet.questions if one.id == key), None)
    return refuse("INPUT.not_asked", given=typed[:40]) if question is None else _option(sheet.choices(question), typed)


def answers_of(canonical: str) -> dict[str, str]:
    """Question → option, "question.note" → note."""
    return {} if not canonical else {str(key): str(value) for key, value in json.loads(canonical).items()}


def lines(sheet: SheetForm, canonical: str) -> Iterator[Line]:
    """The answers in the order of the sheet; of a question that it no longer has, nothing."""
    answers = answers_of(canonical)
    for one in sheet.questions:
        option = next((each for each in sheet.choices(one) if each.key == answers.get(one.id)), None)
        if option is not None:
            yield Line(one, option, answers.get(note_key(one.id), ""))


def score(sheet: SheetForm, canonical: str) -> Number | None:
    """The sum of what the chosen options score; None for no answers."""
    return sum((one.option.score for one in lines(sheet, canonical)), 0) if canonical else None


def _given(sheet: SheetForm, typed: str) -> dict[str, str] | None:
    """Question → what was typed; None where it cannot be told which answer belongs to which question."""
    text = typed.strip()
    if not text:
        return {}
    if text.startswith("{"):
        try:
            found = json.loads(text)
        except (ValueError, RecursionError):  # thousands of open brackets
            return None
        return {str(key): str(value) for key, value in found.items()}
    options = re.split("[,，、]", text)
    if len(options) != len(sheet.questions):
        return None
    return {question.id: option for question, option in zip(sheet.questions, options, strict=True)}


def _read(sheet: SheetForm, one: Question, given: Mapping[str, str]) -> Iterator[tuple[str, str | Refusal]]:
    meant = _option(sheet.choices(one), given.get(one.id, ""))
    note = fields.read("text", given.get(note_key(one.id), ""), most=MOST_NOTE)
    yield one.id, meant or refuse("INPUT.required")
    yield note_key(one.id), refuse("INPUT.required") if meant in one.note and not note else note


def _option(options: tuple[SheetOption, ...], typed: str) -> str | Refusal:
    text = unicodedata.normalize("NFKC", typed).strip()
    meant = next((one.key for one in options if text in {one.key, one.text.zh, one.text.en}), "")
    if text and not meant:
        return refuse("INPUT.choice", given=text[:40], allowed=", ".join(one.key for one in options))
    return meant
