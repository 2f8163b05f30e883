"""Forms of questions that registers ask: every question can be answered, and each has a key of its own."""

import re
from collections.abc import Iterator

from rmdesk.domain.registers.sheet import SheetForm
from rmdesk.formpack.fault import Fault, fault
from rmdesk.formpack.parse import Parsed
from rmdesk.formpack.registers.reading import sheet_id

MOST_QUESTIONS = 40  # more are not asked on one screen
_KEY = re.compile(r"[a-z][a-z0-9_]{0,30}")
_OPTION = re.compile(r"[A-Za-z0-9][A-Za-z0-9_]{0,30}")


def faults(parsed: Parsed) -> Iterator[Fault]:
    """Everything that is wrong with the sheets of a pack, beyond what their models see."""
    for file, sheet in parsed.models.items():
        if isinstance(sheet, SheetForm):
            yield from _sheet(file, sheet)


def _sheet(file: str, sheet: SheetForm) -> Iterator[Fault]:
    if sheet.id != sheet_id(file):
        yield fault(file, "id", "file_id", wanted=sheet_id(file))
    if not 1 <= len(sheet.questions) <= MOST_QUESTIONS:
        yield fault(file, "questions", "r_questions", most=MOST_QUESTIONS)
    seen: set[str] = set()
    for no, question in enumerate(sheet.questions, 1):
        at = f"questions[{no}]"
        if not _KEY.fullmatch(question.id):
            yield fault(file, f"{at}.id", "r_key", name=question.id)
        if question.id in seen:
            yield fault(file, f"{at}.id", "duplicate", name=question.id)
        seen.add(question.id)
        options = [one.key for one in sheet.choices(question)]
        where = f"{at}.options" if question.options or not sheet.options else "options"
        if not 2 <= len(options) <= 9 or len(set(options)) < len(options):
            yield fault(file, where, "r_question_options")
        for key in options:
            if not _OPTION.fullmatch(key):
                yield fault(file, where, "r_key", name=key)
        for key in question.note:
            if key not in options:
                yield fault(file, f"{at}.note", "r_answer", name=key, sheet=sheet.id)
