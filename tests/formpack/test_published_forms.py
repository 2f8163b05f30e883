"""Questionnaires that banks, securities firms and fund sellers use are taken and scored; what does not add up is
not."""

import re
from pathlib import Path

import pytest

from cli.conftest import Run, run
from formpack import published_forms as forms
from formpack.packs import changed, default_texts, write
from rmdesk.desk.packcheck import faults
from rmdesk.domain.questionnaire import Outcome
from rmdesk.formpack import score_file
from rmdesk.formpack.comparing import compare
from rmdesk.formpack.loader import check, load

__all__ = ["run"]  # the fixture of the commands
FORM = "questionnaire.toml"


def _pack(text: str, home: Path) -> Path:
    return write({**default_texts(), FORM: text}, home)


def _reasons(text: str, home: Path) -> set[str]:
    return {one.reason for one in check(_pack(text, home))}


@pytest.mark.parametrize("name", forms.SOUND)
def test_published_forms_load_and_score(tmp_path: Path, name: str) -> None:
    """A bank whose form has 20 questions cannot use the program otherwise (QUES-01, QUES-05)."""
    form = forms.SOUND[name]()
    home = _pack(form.text(), tmp_path)
    assert check(home) == ()
    for answers, points, level, _ in form.examples:
        found = load(home).score("person", answers)
        assert (str(found.score), found.level) == (points, level)
        assert score_file(home / FORM, answers) == found


@pytest.mark.parametrize("name", forms.SOUND)
def test_the_command_says_ok_and_lists_what_practice_warns_of(run: Run, tmp_path: Path, name: str) -> None:
    """Exit code 0 beside warnings: a script that adopts packs must not stop for a matter of taste."""
    ran = run("forms", "check", _pack(forms.SOUND[name]().text(), tmp_path), "--json")
    assert ran.code == 0
    assert ran.value["ok"] is True
    assert ran.value["faults"] == []
    assert {one["basis"] for one in ran.value["warnings"]} <= {"practice"}


def test_a_form_of_nine_questions_is_warned_of(run: Run, tmp_path: Path) -> None:
    """It is unusual, and it can be scored."""
    form = forms.Form(
        [forms.Asked(("0", "5", "10")) for _ in range(9)],
        (("C1", "0", "19"), ("C2", "20", "39"), ("C3", "40", "59"), ("C4", "60", "79"), ("C5", "80", "90")),
        examples=((("C",) * 9, "90", "C5", ""),),
    )
    ran = run("forms", "check", _pack(form.text(), tmp_path), "--json")
    assert ran.code == 0
    assert [(one["file"], one["key"]) for one in ran.value["warnings"]] == [(FORM, "questions")]


def test_a_pack_in_chinese_alone_is_whole(tmp_path: Path) -> None:
    """A bank without English texts needs none (pack.toml, langs = ["zh"]); who says nothing needs both."""
    texts = {
        name: re.sub(r"(?m)^[\w.]*\.en = .*\n", "", re.sub(r', en = "(?:[^"\\]|\\.)*"', "", text))
        for name, text in default_texts().items()
    }
    (said,) = faults(write(texts, tmp_path / "both"))
    assert (said.file, said.key) == ("pack.toml", "langs")
    assert 'langs = ["zh"]' in said.message.en
    alone = {**texts, "pack.toml": texts["pack.toml"] + 'langs = ["zh"]\n'}
    home = write(alone, tmp_path / "zh")
    assert check(home) == ()
    assert load(home).questionnaire("person").title.of("en") == load(home).questionnaire("person").title.of("zh")
    assert isinstance(score_file(home / FORM, ("B", *"DCACDDDDCCD")), Outcome)


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ('level = "C3", low = 40', 'level = "C3", low = 41', "band_hole"),
        ('level = "C3", low = 40', 'level = "C3", low = 39', "band_overlap"),
        ("score = 100\n", "score = 99\n", "example_score"),
        ('score = 100\nlevel = "C5"', 'score = 100\nlevel = "C4"', "example_level"),
        ('kind = "multi"\n', 'kind = "multi"\nmost = 9\n', "range"),
        ('topics = ["finances"]\n', 'topics = ["finances"]\nweight = 0\n', "range"),
        ('topics = ["finances"]\n', 'topics = ["finances"]\ncap = 3\n', "multi_only"),
        ('topics = ["finances"]\n', 'topics = ["finances"]\nscale = "able"\n', "unknown_scale"),
        ("bands = [", 'unreached = ["C5"]\nbands = [', "reached"),
        ('["D", "D", "D", "D", "D", "D", "ABC"', '["D", "D", "D", "D", "D", "D", "AX"', "example_answer"),
    ],
)
def test_what_does_not_add_up_is_refused(tmp_path: Path, old: str, new: str, reason: str) -> None:
    """A gap, an unreached level that the form does not name, a wrong example: a client would get a wrong level
    (QUES-06)."""
    text = forms.twenty().text()
    assert old in text
    assert reason in _reasons(text.replace(old, new, 1), tmp_path)


def test_a_level_that_is_not_reached_must_be_named(tmp_path: Path) -> None:
    """Else nobody notices that no client can ever be C5."""
    text = forms.no_highest().text()
    assert "unreachable" in _reasons(text.replace('unreached = ["C5"]\n', ""), tmp_path)


def test_half_points_fall_into_no_gap(tmp_path: Path) -> None:
    """Bands of whole numbers leave 19.5 out once a form has decimals."""
    text = forms.nineteen().text()
    assert "19.9" in text
    assert _reasons(text.replace("high = 19.9", "high = 19"), tmp_path) & {"band_gap", "band_hole"}


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ('grades = ["low", "high"]\nlevel = "C2"\n', 'grades = ["low", "mid"]\nlevel = "C2"\n', "matrix_twice"),
        ('[[matrix]]\ngrades = ["low", "high"]\nlevel = "C2"\n', "", "matrix_hole"),
        ('grades = ["low", "high"]', 'grades = ["low", "huge"]', "matrix_strange"),
        ('grades = ["mid", "mid"]\nlevel = "C3"', 'grades = ["mid", "mid"]\nlevel = "C5"', "matrix_levels"),
        ('level = "low", low = 0, high = 10', 'level = "low", low = 0, high = 9', "band_hole"),
        ("scores = [30, 25]", "scores = [25, 30]", "example_score"),
        ('scale = "able"\n', "", "unknown_scale"),
    ],
)
def test_scales_and_matrix_that_do_not_add_up_are_refused(tmp_path: Path, old: str, new: str, reason: str) -> None:
    """Every pair of grades means one level, every total has one grade."""
    text = forms.two_scales().text()
    assert old in text
    assert reason in _reasons(text.replace(old, new, 1), tmp_path)


def test_a_matrix_that_gives_a_higher_level_is_looser(tmp_path: Path) -> None:
    """The same answers would be offered more (QUES-02)."""
    text, place = forms.two_scales().text(), 'grades = ["low", "high"]\nlevel = "C2"'
    higher = text.replace(place, place.replace("C2", "C3"), 1)
    packs = [load(_pack(one, tmp_path / name)) for name, one in (("old", text), ("new", higher))]
    assert [(one.way, one.key) for one in compare(*packs)] == [("looser", "matrix[low×high].level")]
    assert [one.way for one in compare(*reversed(packs))] == ["tighter"]


def test_weights_and_scales_come_out_of_the_command(run: Run, tmp_path: Path) -> None:
    """JSON has numbers where the form has decimals, and the scales one by one."""
    home = _pack(forms.two_scales().text(), tmp_path)
    ran = run("forms", "score", home / FORM, "--answers", ",".join("D" * 11 + "A"), "--json")
    assert ran.value == {
        "score": 55,
        "scores": [30, 25],
        "level": "C2",
        "flags": ["knock_out:Q12"],
    }
    home = _pack(forms.nineteen().text(), tmp_path)
    answers = ("D", "D", "D", "C", *("D",) * 4, "BCD", *("D",) * 10)
    assert run("forms", "score", home / FORM, "--answers", ",".join(answers), "--json").value["score"] == 96.4


@pytest.mark.parametrize(("given", "refused"), [("AB", True), ("BCD", False), ("BC", False), ("A", False)])
def test_an_exclusive_option_stands_alone(tmp_path: Path, given: str, refused: bool) -> None:
    """ "None of these" and "shares" cannot both be true."""
    home = _pack(forms.nineteen().text(), tmp_path)
    answers = tuple(given if at == 8 else "A" for at in range(19))
    assert isinstance(score_file(home / FORM, answers), Outcome) != refused


def test_changed_is_still_the_default() -> None:
    """The packs of these tests differ from the default one by the questionnaire alone."""
    assert changed() == default_texts()


def test_a_press_adds_takes_away_and_drives_out(tmp_path: Path) -> None:
    """The same on both screens and in plain mode: none of them can leave an answer that cannot be scored."""
    question = load(_pack(forms.nineteen().text(), tmp_path)).questionnaire("person").questions[8]
    assert question.joined("", "C") == "C"
    assert question.joined("C", "B") == "BC"
    assert question.joined("BC", "A") == "A"
    assert question.joined("A", "D") == "D"
    assert question.joined("BCD", "X") == "BCD"
