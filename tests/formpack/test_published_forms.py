"""Questionnaires that banks, securities firms and fund sellers use are taken and scored; what does not add up is
not."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from cli.conftest import Run, run
from formpack import published_forms as forms
from formpack.packs import changed, default_texts, write
from rmdesk.desk.packcheck import faults
from rmdesk.domain.questionnaire import Outcome, Questionnaire
from rmdesk.formpack import score_file
from rmdesk.formpack.comparing import compare
from rmdesk.formpack.comparing.scoring import lifted
from rmdesk.formpack.loader import check, load
from rmdesk.formpack.reading import read_part
from support.tiers import longer

__all__ = ["run"]  # the fixture of the commands
FORM = "questionnaire.toml"
RANKS = {f"C{rank}": rank for rank in range(1, 6)}


def _pack(text: str, home: Path) -> Path:
    return write({**default_texts(), FORM: text}, home)


def _read(text: str) -> Questionnaire:
    return read_part({**default_texts(), FORM: text}, FORM, Questionnaire)


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


@longer
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
    (found,) = check(_pack(text.replace("high = 19.9", "high = 19"), tmp_path))
    assert found.reason == "band_gap"
    assert found.message.zh.startswith("19.4 至 19.8 分"), "what can fall there, not 19.1, which no answers come to"


def test_a_band_may_end_where_no_sum_can_fall(tmp_path: Path) -> None:
    """A form as a bank writes it, whose points are whole, would be refused for 39.3 points."""
    text = forms.twenty().text()
    assert "high = 39 " in text
    assert not _reasons(text.replace("high = 39 ", "high = 39.2 ", 1), tmp_path)


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
    found = [(one.way, one.key, one.values("zh")) for one in compare(*packs)]
    assert found == [("looser", "matrix[low×high].level", "C2 → C3"), ("looser", "matrix", "C2 → C3")]
    assert [one.way for one in compare(*reversed(packs))] == ["tighter"]


def _of_one_total() -> forms.Form:
    """The questions of `two_scales`, by one total."""
    form = forms.two_scales()
    for one in form.questions:
        one.more = ""
    form.tail = ""
    form.bands = (("C1", "0", "20"), ("C2", "21", "35"), ("C3", "36", "45"), ("C4", "46", "55"), ("C5", "56", "60"))
    form.examples = ((("A",) * 12, "0", "C1", ""), (("D",) * 12, "60", "C5", ""))
    return form


def test_bands_that_give_way_to_a_matrix_tell_who_is_lifted_by_it(tmp_path: Path) -> None:
    """Two people adopt another way of scoring: unless told, nobody sees that the same answers are offered more
    (QUES-02)."""
    texts = _of_one_total().text(), forms.two_scales().text()
    packs = [load(_pack(one, tmp_path / name)) for name, one in zip(("bands", "matrix"), texts, strict=True)]
    one_way, back = (
        [(one.key, one.called("en"), one.values("zh")) for one in compare(*both) if one.way == "looser"]
        for both in (packs, packs[::-1])
    )
    said = "the same answers reach a higher level"
    lifts = ("C1 → C2", "C2 → C4", "C3 → C5", "C4 → C5")  # such as 21 and 11, together 32: C2, and C4 by the matrix
    assert one_way == [("matrix", said, one) for one in lifts]
    assert back == [("bands", said, "C1 → C2"), ("bands", said, "C2 → C3"), ("bands", said, "C3 → C4")]


@pytest.mark.parametrize(
    ("form", "old", "new"),
    [
        (forms.two_scales, "low = 0, high = 10 },\n  { level = \"mid\", low = 11",
         "low = 0, high = 8 },\n  { level = \"mid\", low = 9"),
        (forms.nineteen, "cap = 6", "cap = 9"),
        (forms.nineteen, "weight = 1.2", "weight = 2"),
        (forms.neutral_age, "max_age = 64, ", "max_age = 70, "),
    ],
    ids=["a grade for fewer points", "a higher cap", "a heavier question", "an answer for older clients"],
)  # fmt: skip
def test_whatever_lifts_the_same_answers_is_told(form: Callable[[], forms.Form], old: str, new: str) -> None:
    """A change that no single figure shows to be looser still lifts clients (QUES-02)."""
    text = form().text()
    if old.startswith("max_age"):
        text = text.replace("score = 0, max_age", "score = 5, max_age")
    assert old in text
    was, now = _read(text), _read(text.replace(old, new, 1).replace("min_age = 65", "min_age = 71"))
    assert {one.way for one in lifted(FORM, was, now, (RANKS, RANKS))} == {"looser"}
    assert not list(lifted(FORM, was, was, (RANKS, RANKS)))


@longer
def test_what_is_too_much_to_be_counted_counts_as_looser() -> None:
    """Where nobody can say whom another scoring lifts, the two people look at every level (QUES-02)."""
    odd = forms.twenty().text()
    for at, points in enumerate(("0.013", "2.17", "4.0071", "5.31")):
        odd = odd.replace(f"score = {(0, 2, 4, 5)[at]},", f"score = {points},")
    weights = iter(f"weight = 1.{at:02}7\n" for at in range(20))
    odd = re.sub(r"(?m)^text = ", lambda _: f"{next(weights, '')}text = ", odd)
    found = list(lifted(FORM, _read(forms.twenty().text()), _read(odd), (RANKS, RANKS)))
    assert [(one.way, one.called("en")) for one in found] == [
        ("looser", "scored too differently to be counted through: check every level")
    ]


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
