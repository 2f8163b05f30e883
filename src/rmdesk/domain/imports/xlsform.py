"""A questionnaire drawn in a spreadsheet (XLSForm) as the draft of a form: what it asks, how it scores, what stands
against it. Pure; a draft is never in force before somebody has completed it and the form check is content (QUES-05,
QUES-06)."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from rmdesk.domain.base import Text
from rmdesk.domain.imports.grid import Line
from rmdesk.domain.questionnaire import Band, Option, Points, Question, Section
from rmdesk.domain.refusal import Refusal, refuse

MISSING = ("effective_from", "examples", "topics", "fast_seconds", "source")
"""What an XLSForm cannot say and a form must."""
_LABEL = re.compile(r"(label|hint)(?:::?(.+))?")
_LANGUAGE = re.compile(r".*\(([A-Za-z]{2})(?:[-_][A-Za-z]+)?\)\s*")
_SELECT = re.compile(r"select_(one|multiple)(?:\s+from)?\s+(\S+)(?:\s+or_other)?")
_SHOWN = re.compile(r"\$\{(\w+)\}")
_BAND = re.compile(r"if\(\s*\$\{\w+\}\s*(<=?)\s*(-?\d+)\s*,\s*['\"](\w+)['\"]\s*,\s*")
_LAST = re.compile(r"['\"](\w+)['\"]\s*\)+")
_SCORED = re.compile(r"\$\{(\w+)\}\s*=\s*['\"](\w+)['\"]\s*,\s*(-?\d+)\b")
_WHOLE = re.compile(r"-?\d+(?:\.0*)?")


class Found(NamedTuple):
    """What stands in a place of the workbook: sheet, row as the spreadsheet shows it, column, what is given. `asked`:
    one answer would settle it."""

    sheet: str
    row: int
    column: str
    given: str
    refusal: Refusal
    asked: bool = False


class Note(NamedTuple):
    """A row that is left out or wants a look: "result" (shows the result while answering), "language" (one language is
    lacking), "unscored" (asks for no choice)."""

    row: int
    given: str
    why: str


class Draft(NamedTuple):
    """What of a form can be read. `rows`: choice questions on the sheet; `score`: lowest and highest total of those
    that are accepted; `bands` as its calculation says, empty where it says none."""

    id: str
    title: Text
    version: str
    intro: Text
    sections: tuple[Section, ...]
    questions: tuple[Question, ...]
    bands: tuple[Band, ...]
    score: tuple[Points, Points]
    rows: int
    faults: tuple[Found, ...]
    notes: tuple[Note, ...]

    @property
    def asked(self) -> int:
        """Questions that one answer would let in."""
        by_row: dict[int, set[bool]] = {}
        for one in self.faults:
            if one.sheet == "survey":
                by_row.setdefault(one.row, set()).add(one.asked)
        return sum(kinds == {True} for kinds in by_row.values())


class _Row(NamedTuple):
    no: int
    cells: Mapping[str, str]

    def at(self, heading: str) -> str:
        return self.cells.get(heading, "")


class _Labels(NamedTuple):
    """Which columns hold texts in which language."""

    columns: Mapping[str, str]  # language → heading

    def of(self, row: _Row) -> Text:
        """The text in both languages; one that is lacking is filled from the other."""
        zh, en = (row.cells.get(self.columns.get(lang, ""), "") for lang in ("zh", "en"))
        return Text(zh=zh or en, en=en or zh)

    def whole(self, row: _Row) -> bool:
        """Whether every language that the sheet has is there."""
        return all(row.cells.get(heading) for heading in self.columns.values())


def read(survey: Sequence[Line], choices: Sequence[Line], settings: Sequence[Line]) -> Draft:
    """The draft. The sheets' first rows are their headings."""
    asked, listed, said = _table(survey), _table(choices), _table(settings)
    about = said[0] if said else _Row(0, {})
    language = _language_of(about.at("default_language")) or "zh"
    reading = _Reading(asked, listed, language)
    questions = tuple(reading.questions())
    score = (
        sum(min(one.score for one in question.options) for question in questions),
        sum(max(one.score for one in question.options) for question in questions),
    )
    bands, wrong = _bands(asked, score) if questions else ((), ())
    title = about.at("form_title")
    return Draft(
        id=about.at("form_id") or "draft",
        title=Text(zh=title, en=title),
        version=about.at("version") or "1",
        intro=reading.intro(),
        sections=tuple(reading.sections.values()) or (Section(id="all", title=Text(zh=title, en=title)),),
        questions=questions,
        bands=bands,
        score=score,
        rows=reading.count,
        faults=(*reading.faults, *wrong),
        notes=tuple(sorted(reading.notes)),
    )


class _Reading:
    """The sheet `survey` row by row."""

    def __init__(self, asked: Sequence[_Row], listed: Sequence[_Row], language: str) -> None:
        self.asked = asked
        self.labels = _labels(asked, language)
        self.lists: dict[str, list[_Row]] = {}
        for row in listed:
            self.lists.setdefault(row.at("list_name"), []).append(row)
        self.choice_labels = _labels(listed, language)
        self.computed = _computed(asked)
        self.faults: list[Found] = []
        self.notes: list[Note] = []
        self.sections: dict[str, Section] = {}
        self.count = 0
        self._judged: dict[str, bool] = {}

    def intro(self) -> Text:
        """The first note that shows no result."""
        row = next((one for one in self.asked if one.at("type") == "note" and not _shows(one, self.labels)), None)
        return Text(zh="", en="") if row is None else self.labels.of(row)

    def questions(self) -> Iterator[Question]:
        """Those that can be taken; what stands against the others is in `faults`."""
        within: list[str] = []
        for row in self.asked:
            kind = row.at("type").replace(" ", "_") if row.at("type").startswith(("begin", "end")) else row.at("type")
            if kind in ("begin_group", "begin_repeat"):
                within.append(row.at("name"))
                self.sections.setdefault(row.at("name"), Section(id=row.at("name"), title=self.labels.of(row)))
            elif kind in ("end_group", "end_repeat") and within:
                within.pop()
            elif select := _SELECT.fullmatch(kind):
                self.count += 1
                section, several = (within or ["all"])[-1], select[1] == "multiple"
                question = self._question(row, select[2], several=several, section=section)
                if question is not None:
                    yield question
            elif kind == "note":
                if _shows(row, self.labels):
                    self.notes.append(Note(row.no, self.labels.of(row).zh, "result"))
            elif kind not in ("calculate", ""):
                self.notes.append(Note(row.no, kind, "unscored"))

    def _question(self, row: _Row, wanted: str, *, several: bool, section: str) -> Question | None:
        good = True
        if not self.labels.whole(row):
            self.notes.append(Note(row.no, row.at("name"), "language"))
        if wanted not in self.lists:
            self.faults.append(Found("survey", row.no, "type", row.at("type"), refuse("QUES-06.list", given=wanted)))
            return None
        if row.at("relevant"):
            wrong = refuse("QUES-06.relevant", question=row.at("name"))
            self.faults.append(Found("survey", row.no, "relevant", row.at("relevant"), wrong, asked=True))
            good = False
        if not self._is_sound(wanted, row.at("name")) or not good:
            return None
        options = tuple(
            Option(key=one.at("name"), text=self.choice_labels.of(one), score=self._score(one, row.at("name")) or 0)
            for one in self.lists[wanted]
        )
        kind = "multi" if several else "single"
        text = self.labels.of(row)
        return Question(id=row.at("name"), section=section, topics=(), text=text, kind=kind, options=options)

    def _is_sound(self, wanted: str, question: str) -> bool:
        """Whether a list has one choice a letter, each with a score; said once a list."""
        if wanted not in self._judged:
            seen: Counter[str] = Counter()
            before = len(self.faults)
            for one in self.lists[wanted]:
                seen[one.at("name")] += 1
                if seen[one.at("name")] > 1 or self._score(one, question) is None:
                    wrong = refuse("QUES-06.choice", given=one.at("name"), list=wanted)
                    self.faults.append(Found("choices", one.no, "name", one.at("name"), wrong))
            self._judged[wanted] = len(self.faults) == before
        return self._judged[wanted]

    def _score(self, choice: _Row, question: str) -> int | None:
        """From the column `score`, or from a calculation over the question."""
        given = choice.at("score")
        if _WHOLE.fullmatch(given):
            return int(given.partition(".")[0])
        return self.computed.get((question, choice.at("name")))


def _computed(asked: Sequence[_Row]) -> dict[tuple[str, str], int]:
    """(question, choice) → score, out of if(${q}='A', 6, …)."""
    found: dict[tuple[str, str], int] = {}
    for row in asked:
        if row.at("type") == "calculate":
            for question, choice, score in _SCORED.findall(row.at("calculation")):
                found[question, choice] = int(score)
    return found


def _bands(asked: Sequence[_Row], score: tuple[Points, Points]) -> tuple[tuple[Band, ...], tuple[Found, ...]]:
    """The levels of the calculation if(${total} < 20, 'C1', …), from the lowest to the highest total (QUES-06)."""
    for row in asked:
        steps = _BAND.findall(row.at("calculation")) if row.at("type") == "calculate" else []
        last = _LAST.search(row.at("calculation")) if steps else None
        if last is None:
            continue
        bands, low = [], score[0]
        for sign, limit, level in steps:
            high = int(limit) - (sign == "<")
            bands.append(Band(level=level, low=low, high=high))
            low = high + 1
        bands.append(Band(level=_LAST.findall(row.at("calculation"))[-1], low=low, high=score[1]))
        empty = [one for one in bands if one.low > one.high]
        return tuple(bands), tuple(
            Found("survey", row.no, "calculation", f"{one.low}..{one.high}", refuse("QUES-06.reach", level=one.level))
            for one in empty
        )
    return (), ()


def _shows(row: _Row, labels: _Labels) -> bool:
    return bool(_SHOWN.search("".join(row.at(heading) for heading in labels.columns.values())))


def _table(lines: Sequence[Line]) -> tuple[_Row, ...]:
    """Rows by heading: `list name` and `list_name` are one."""
    if not lines:
        return ()
    headings = [_heading(one) for one in lines[0].cells]
    rows = (
        _Row(line.no, {key: cell.strip() for key, cell in zip(headings, line.cells, strict=False) if key})
        for line in lines[1:]
    )
    return tuple(row for row in rows if any(row.cells.values()))


def _heading(text: str) -> str:
    plain = " ".join(unicodedata.normalize("NFKC", text).split())
    return plain if plain.casefold().startswith(("label", "hint")) else plain.casefold().replace(" ", "_")


def _labels(rows: Sequence[_Row], language: str) -> _Labels:
    found = {}
    for heading in rows[0].cells if rows else ():
        known = _LABEL.fullmatch(heading)
        if known is not None and known[1] == "label":
            found[_language_of(known[2] or "") or language] = heading
    return _Labels(found)


def _language_of(text: str) -> str:
    """`zh` or `en`; "" for another one or none."""
    code = _LANGUAGE.fullmatch(text)
    plain = (code[1] if code else text).strip().casefold()
    if plain.startswith(("zh", "chin", "中")):
        return "zh"
    return "en" if plain.startswith("en") else ""
