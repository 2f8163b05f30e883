"""A form of questions inside an entry: how answers to it are read, kept and scored, and what a pack may get wrong."""

from collections.abc import Mapping
from decimal import Decimal
from functools import cache

import pytest

from formpack.packs import Change, swap
from registers.build import DAY
from rmdesk.domain.registers.definition import Register
from rmdesk.domain.registers.deriving import derive
from rmdesk.domain.registers.sheet import answers_of
from rmdesk.domain.registers.values import Answers, read_answers
from rmdesk.formpack import check_texts, load_texts
from rmdesk.formpack.registers.adopting import InUse, dropped
from support.own_registers import own_texts

S, F = "registers/survey.toml", "sheets/service_survey.toml"
KIND = 'answers = { kind = "sheet", of = "service_survey"'


@cache
def _registers(*changes: Change) -> Mapping[str, Register]:
    return load_texts(own_texts(*changes)).registers


def _read(typed: Mapping[str, str]) -> dict[str, str]:
    """The canonical answers, or case of refusal by key."""
    read = read_answers(_registers()["survey"], "answer", typed, {}, DAY)
    return read.values if isinstance(read, Answers) else {one.key: one.refusal.code for one in read}


@pytest.mark.parametrize(
    "typed",
    [
        {"answers": "A,B,yes"},
        {"answers": " 满意，一般、愿意"},
        {"answers.clear": "Satisfied", "answers.wait": "B", "answers.again": "yes", "answers.clear.note": ""},
    ],
)
def test_a_sheet_is_taken_whole_or_question_by_question(typed: dict[str, str]) -> None:
    """A screen asks question by question, a script or an example gives the ticks in order: the same answers."""
    values = _read(typed)
    assert answers_of(values["answers"]) == {"clear": "A", "wait": "B", "again": "yes"}
    derived = derive(_registers()["survey"], values, (), DAY)
    assert (derived["score"], derived["faults"], derived["pleased"]) == (Decimal(80), Decimal(0), Decimal(1) / 3)


@pytest.mark.parametrize(
    ("typed", "wrong"),
    [
        ({"answers": ""}, {"answers": "INPUT.required"}),
        ({"answers": "A,B"}, {"answers": "INPUT.sheet"}),
        ({"answers": '{"clear": "A"'}, {"answers": "INPUT.sheet"}),
        ({"answers": '{"a":' * 5000}, {"answers": "INPUT.sheet"}),
        ({"answers": "A,D,yes"}, {"answers.wait": "INPUT.choice"}),
        ({"answers": "C,A,no"}, {"answers.clear.note": "INPUT.required", "answers.again.note": "INPUT.required"}),
        ({"answers.clear": "A", "answers.wait": "A"}, {"answers.again": "INPUT.required"}),
        (
            {"answers.clear": "A", "answers.wait": "A", "answers.again": "yes", "answers.x": "A"},
            {"answers.x": "INPUT.not_asked"},
        ),
        (
            {"answers.clear": "A", "answers.wait": "A", "answers.again": "yes", "words.x": "A"},
            {"words.x": "INPUT.not_asked"},
        ),
    ],
)
def test_what_is_wrong_is_said_at_its_question(typed: dict[str, str], wrong: dict[str, str]) -> None:
    """Whoever typed twenty answers is told which one is missing, not that the form is wrong."""
    assert _read(typed) == wrong


BROKEN = [
    (swap(S, KIND, KIND.replace("service", "no")), S, "field.answers.of"),
    (swap(S, KIND, f"{KIND}, log = true"), S, "field.answers.kind"),
    (swap(S, 'answer = "C"', 'answer = "X"'), S, "derived.faults.count"),
    (swap(S, "{ to = 100,", "{ to = 90,"), S, "derived.score.bands"),
    (swap(S, '"served_by", "score", "state"]\nsort', '"served_by", "answers", "state"]\nsort'), S, "list.columns"),
    (swap(S, 'key = "faults", most = 2', 'key = "answers", any = ["A"]'), S, "act.answer.needs"),
    (swap(F, 'id = "wait"', 'id = "clear"'), F, "questions[2].id"),
    (swap(F, 'id = "wait"', 'id = "Wait time"'), F, "questions[2].id"),
    (swap(F, 'note = ["no"]', 'note = ["never"]'), F, "questions[3].note"),
    (swap(F, 'id = "service_survey"', 'id = "survey"'), F, "id"),
    (swap(F, '{ key = "no", text', '{ key = "yes", text'), F, "questions[3].options"),
    (swap(F, "是否清楚", "能保证收益"), F, "questions[clear].text.zh"),
]


@pytest.mark.parametrize(("change", "file", "key"), BROKEN)
def test_a_broken_sheet_is_refused(change: Change, file: str, key: str) -> None:
    """Its editor is told where: a question that nobody can answer would stop every entry that asks it."""
    assert (file, key) in [(one.file, one.key) for one in check_texts(own_texts(change))]


@pytest.mark.parametrize(
    ("change", "found"),
    [
        (swap(F, 'id = "wait"', 'id = "waiting"'), [(F, "questions.wait")]),
        (swap(F, "score = 20, text", "score = 10, text"), [(F, "questions.clear"), (F, "questions.wait")]),
        (swap(F, "等候时间是否合适", "等候的时间是否合适"), []),
    ],
)
def test_a_new_pack_keeps_what_was_answered(change: Change, found: list[tuple[str, str]]) -> None:
    """An exam passed with 80 would have failed a year later, or lost its questions."""
    used = {"survey": InUse(fields=frozenset({"answers"}))}
    got = dropped(_registers(), load_texts(own_texts(change)).registers, used)
    assert [(one.file, one.key) for one in got] == found
