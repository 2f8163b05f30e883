"""A questionnaire drawn in a spreadsheet becomes the draft of a form, never a form in force (QUES-05, QUES-06)."""

import json
import tomllib
from pathlib import Path

from rmdesk.desk.imports.questionnaire import drafted, toml
from rmdesk.domain.imports.grid import Line
from rmdesk.domain.imports.xlsform import Draft, read
from support.desks import codes, done

FILES = Path(__file__).parent / "files"
FILE = FILES / "survey_xlsform.xlsx"


def _lines(*rows: tuple[str, ...]) -> tuple[Line, ...]:
    return tuple(Line(at, row) for at, row in enumerate(rows, 1))


def _drawn(*questions: tuple[str, ...], scores: tuple[str, str] = ("0", "5"), calculation: str = "") -> Draft:
    """A form of one list with two choices."""
    survey = _lines(
        ("type", "name", "label", "relevant", "calculation"), *questions, ("calculate", "level", "", "", calculation)
    )
    choices = _lines(("list name", "name", "label", "score"), ("a", "A", "甲", scores[0]), ("a", "B", "乙", scores[1]))
    return read(survey, choices, ())


def test_the_file_gives_what_is_expected_of_it() -> None:
    """If it fails, a bank's own questionnaire is typed anew by hand, with other scores than it has."""
    expected = json.loads((FILES / f"{FILE.name}.expect.json").read_text(encoding="utf-8"))
    found = done(drafted(FILE))
    assert (found.rows, len(found.questions)) == (expected["rows"], expected["accepted"])
    assert [one.title.zh for one in found.sections] == expected["sections"]
    scores = [(one.id, {option.key: option.score for option in one.options}) for one in found.questions]
    assert scores == [(one["name"], one["scores"]) for one in expected["questions"]]
    assert list(found.score) == expected["range"]
    assert [(one.level, one.low, one.high) for one in found.bands] == [
        ("C1", -10, 19), ("C2", 20, 39), ("C3", 40, 59), ("C4", 60, 79), ("C5", 80, 100)
    ]  # fmt: skip
    wanted = {(one.get("sheet", "survey"), one["row"], one["column"], one["given"]) for one in expected["faults"]}
    assert {(one.sheet, one.row, one.column, one.given) for one in found.faults} == wanted
    assert {one.refusal.rule for one in found.faults} == {"QUES-06"}
    assert {one.row for one in found.notes} == {one["row"] for one in expected["warnings"]} | {15}
    assert found.questions[0].text.en == "1. How old are you?"
    assert found.intro.zh == "请本人如实作答（虚构问卷）。"


def test_the_draft_is_read_as_a_form_and_lacks_what_nobody_has_said(tmp_path: Path) -> None:
    """If it fails, the draft cannot be completed, or a form comes into force without a worked example (QUES-05)."""
    out = tmp_path / "draft.toml"
    found = done(drafted(FILE, out))
    form = tomllib.loads(out.read_text(encoding="utf-8"))
    assert [one["id"] for one in form["questions"]] == [one.id for one in found.questions]
    assert form["bands"][0] == {"level": "C1", "low": -10, "high": 19}
    assert not {"examples", "effective_from"} & form.keys()
    assert codes(drafted(FILE, out)) == ["INPUT.exists"]
    assert tomllib.loads(toml(found)) == form


def test_scores_of_a_calculation_are_read() -> None:
    """If it fails, a form without a score column scores nothing."""
    asked = ("select_one a", "q1", "问", "", "")
    without = _drawn(asked, scores=("", ""))
    assert [one.refusal.code for one in without.faults] == ["QUES-06.choice"] * 2
    with_sum = _drawn(asked, scores=("", ""), calculation="if(${q1}='A', 3, if(${q1} = \"B\", -4, 0))")
    assert {one.key: one.score for one in with_sum.questions[0].options} == {"A": 3, "B": -4}


def test_a_level_that_no_answers_lead_to_is_told() -> None:
    """If it fails, a level stands on the shelf that nobody can have (QUES-06)."""
    levels = "if(${total} <= 3, 'C1', if(${total} < 9, 'C2', 'C3'))"
    far = _drawn(("select_one a", "q1", "问", "", ""), calculation=levels)
    assert [(one.level, one.low, one.high) for one in far.bands] == [("C1", 0, 3), ("C2", 4, 8), ("C3", 9, 5)]
    assert [one.refusal.saw["level"] for one in far.faults] == ["C3"]


def test_what_is_asked_of_some_only_is_asked_about() -> None:
    """If it fails, the same answers give two levels, or the whole file is refused for one question."""
    found = _drawn(("select_one a", "q1", "问", "", ""), ("select_multiple a", "q2", "问", "${q1} = 'A'", ""))
    assert (found.rows, len(found.questions), found.asked) == (2, 1, 1)


def test_another_workbook_is_no_form(tmp_path: Path) -> None:
    """If it fails, a product list ends in a traceback."""
    assert codes(drafted(FILES / "products_list.xlsx")) == ["INPUT.choice"]
    assert codes(drafted(tmp_path / "none.xlsx")) == ["INPUT.unknown"]
