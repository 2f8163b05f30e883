"""A questionnaire from a spreadsheet (XLSForm) written out as the draft of a form's file. No desk need be open."""

import json
from collections.abc import Iterator
from pathlib import Path

from rmdesk.desk.failures import door
from rmdesk.desk.imports.files import source_of
from rmdesk.desk.paper_files import unwritable, write_file
from rmdesk.domain.base import Text
from rmdesk.domain.imports import xlsform
from rmdesk.domain.imports.grid import Line
from rmdesk.domain.imports.xlsform import Draft
from rmdesk.domain.questionnaire import Question
from rmdesk.domain.refusal import stop

_SHEETS = ("survey", "choices", "settings")


@door
def drafted(path: Path, out: Path | None = None) -> Draft:
    """What the workbook at `path` asks and how it scores; with `out` it is written there, where nothing stands yet."""
    survey, choices, settings = (_sheet(path, name) for name in _SHEETS)
    draft = xlsform.read(survey, choices, settings)
    if not draft.rows:
        stop("IMPORT.headings", given=path.name[-60:])
    if out is not None:
        if out.exists():
            stop("INPUT.exists", given=str(out)[-60:])
        try:
            write_file(out, toml(draft).encode())
        except OSError as error:
            raise unwritable(out, error) from error
    return draft


def _sheet(path: Path, name: str) -> tuple[Line, ...]:
    return tuple(source_of(path, name, lambda _lines, _spans: None).rows())


def toml(draft: Draft) -> str:
    """The draft as a form's file. What a spreadsheet cannot say is a comment in it: the form check asks for it."""
    return "\n".join(_lines(draft)) + "\n"


def _lines(draft: Draft) -> Iterator[str]:
    yield "# A draft: complete what is marked, then `rmdesk forms check` (QUES-05, QUES-06)."
    yield f"id = {_quoted(draft.id)}"
    yield 'audience = "person"'
    yield f"version = {_quoted(draft.version)}"
    yield "# effective_from = the day from which it holds"
    yield "# fast_seconds = seconds a question under which nobody can have read it (QUES-09)"
    yield f"title = {_text(draft.title)}"
    yield f"intro = {_text(draft.intro)}"
    yield ""
    yield "sections = ["
    yield from (f"  {{ id = {_quoted(one.id)}, title = {_text(one.title)} }}," for one in draft.sections)
    yield "]"
    yield ""
    yield f"# Totals run from {draft.score[0]} to {draft.score[1]}."
    yield "bands = ["
    yield from (f"  {{ level = {_quoted(one.level)}, low = {one.low}, high = {one.high} }}," for one in draft.bands)
    yield "]"
    for question in draft.questions:
        yield from _question(question)
    yield ""
    yield "# [[examples]]: answers, score, level (QUES-05)"


def _question(one: Question) -> Iterator[str]:
    yield ""
    yield "[[questions]]"
    yield f"id = {_quoted(one.id)}"
    yield f"section = {_quoted(one.section)}"
    yield '# topics = what it asks about (QUES-03); source = "age" with ages on its options where it asks the age'
    if one.kind == "multi":
        yield 'kind = "multi"'
        yield "# multi_score = sum, max or min of the chosen options"
    yield f"text = {_text(one.text)}"
    yield "options = ["
    for option in one.options:
        yield f"  {{ key = {_quoted(option.key)}, score = {option.score}, text = {_text(option.text)} }},"
    yield "]"


def _text(text: Text) -> str:
    return f"{{ zh = {_quoted(text.zh)}, en = {_quoted(text.en)} }}"


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)  # what JSON escapes, TOML escapes alike
