"""A bank's own questionnaire works with data alone: other names, bands and levels, negative scores, a knock-out."""

from pathlib import Path

import pytest

from formpack.packs import Change, Texts, add, both, changed, cut, question, swap, write
from rmdesk.domain.questionnaire import AnswerFault, Outcome, Question
from rmdesk.formpack import Fault, PackFaults, check_texts, load, load_questionnaire, score_file
from rmdesk.formpack.loader import check
from rmdesk.formpack.parse import build, toml
from rmdesk.formpack.schema import QUESTIONNAIRES
from rmdesk.resources import folder

OWN = Path(__file__).parent / "own_bank"
Q, QO = QUESTIONNAIRES["person"], QUESTIONNAIRES["organisation"]
BEST = ("B", "D", "A", "ABCD", "C", "C", "C", "C", "C", "D", "D", "C", "B")


def _own_pack() -> Texts:
    """The default pack with the own bank's levels and questionnaire; the organisations' form follows the new names."""
    texts = changed()
    for name in ("levels.toml", Q):
        texts[name] = (OWN / name).read_text(encoding="utf-8")
    for rank in range(1, 6):
        texts[QO] = texts[QO].replace(f'"C{rank}"', f'"P{rank}"')
    top = '{ level = "P5", low = 80, high = 94 },\n  { level = "P6", low = 95, high = 100 },'
    both(
        swap(QO, '{ level = "P5", low = 80, high = 100 },', top),
        swap(QO, 'score = 100\nlevel = "P5"', 'score = 100\nlevel = "P6"'),
    )(texts)
    return texts


def test_it_is_accepted_as_a_whole(tmp_path: Path) -> None:
    """Six levels, thirteen questions, a multiple choice and two knock-outs need no code."""
    assert check(write(_own_pack(), tmp_path)) == ()


@pytest.mark.parametrize(
    ("answers", "score", "level", "flags"),
    [
        (BEST, 105, "P6", ()),
        ((*BEST[:3], "BCD", *BEST[4:]), 107, "P6", ()),  # the multiple choice is added up, its negative option too
        (("C", "C", "C", "A", *("A",) * 6, "B", "B", "A"), -20, "P1", ()),
        ((*BEST[:10], "A", *BEST[11:]), 92, "P1", ("knock_out:LOSE",)),
        ((*BEST[:11], "A", BEST[12]), 94, "P3", ("knock_out:FALL",)),
        ((*BEST[:10], "A", "A", BEST[12]), 81, "P1", ("knock_out:LOSE", "knock_out:FALL")),
    ],
)
def test_it_scores_as_it_says(
    tmp_path: Path, answers: tuple[str, ...], score: int, level: str, flags: tuple[str, ...]
) -> None:
    """QUES-02: the level is the band's, capped by what was knocked out; the same from the pack and from the file."""
    pack = load(write(_own_pack(), tmp_path))
    wanted = Outcome(score=score, level=level, flags=flags)
    assert pack.score("person", answers) == wanted
    assert score_file(tmp_path / Q, answers) == wanted
    assert pack.levels.of_client("P6").reach == 5


@pytest.mark.parametrize(("age", "letter"), [(8, "A"), (25, "A"), (26, "B"), (59, "B"), (60, "C"), (101, "C")])
def test_the_age_is_answered_from_the_file(tmp_path: Path, age: int, letter: str) -> None:
    """QUES-02: the client's age picks the option, not the client."""
    form = load(write(_own_pack(), tmp_path)).questionnaire("person")
    assert form.questions[0].for_age(age) == letter


def _with_example(answers: str, score: int, level: str) -> Change:
    """Another worked example in place of all."""
    listed = ", ".join(f'"{one}"' for one in answers)
    example = f'[[examples]]\nanswers = [{listed}]\nscore = {score}\nlevel = "{level}"\n'
    return both(cut(Q, "[[examples]]", ""), add(Q, example))


def test_the_questions_that_the_manual_shows_are_read_and_come_out() -> None:
    """A bank copies them: an example that the program refuses would cost its editor a day."""
    _, *blocks = (folder("forms") / "README.md").read_text(encoding="utf-8").split("```toml")
    shown = next(one for one in (block.partition("```")[0] for block in blocks) if "[[questions]]" in one)
    tables = toml("README.md", shown)
    assert not isinstance(tables, Fault)
    built = [build("README.md", one, Question) for one in tables["questions"]]
    questions = [one for one in built if isinstance(one, Question)]
    (example,) = tables["examples"]
    points = [one.points(given) for one, given in zip(questions, example["answers"], strict=True)]
    assert sum(points) == example["score"]
    (level,) = [band["level"] for band in tables["bands"] if band["low"] <= sum(points) <= band["high"]]
    assert level == example["level"]


def test_ten_questions_are_accepted() -> None:
    """QUES-01: the lower end of the range."""
    fewer = cut(Q, '[[questions]]\nid = "Q3"', '[[questions]]\nid = "Q5"')
    assert check_texts(changed(fewer, _with_example("B" * 10, 30, "C2"))) == ()


def test_fifteen_questions_are_accepted() -> None:
    """QUES-01: the upper end of the range."""
    more = swap(Q, "# Worked examples", "".join(question(f"X{at}") for at in range(3)) + "# Worked examples")
    top = swap(Q, "high = 100", "high = 103")
    assert check_texts(changed(more, top, _with_example("B" * 15, 40, "C3"))) == ()


def test_a_low_score_may_mean_more_risk() -> None:
    """QUES-02: some banks count the other way round."""
    turned = [swap(Q, f'{{ level = "C{rank}"', f'{{ level = "X{6 - rank}"') for rank in range(1, 6)]
    named = [swap(Q, f'{{ level = "X{rank}"', f'{{ level = "C{rank}"') for rank in range(1, 6)]
    texts = changed(*turned, *named, _with_example("B" * 12, 37, "C4"))
    assert check_texts(texts) == ()


def test_a_form_alone_is_scored_by_the_default_levels(tmp_path: Path) -> None:
    """`forms score FORM.toml` needs no whole pack beside the form."""
    form = tmp_path / "mine.toml"
    form.write_text(changed()[Q], encoding="utf-8")
    assert score_file(form, ("B",) * 12) == Outcome(score=37, level="C2")
    assert load_questionnaire(form).id == "person"


def test_answers_that_do_not_fit_are_named(tmp_path: Path) -> None:
    """A slip on the command line is told by question, and scores nothing."""
    write(_own_pack(), tmp_path)
    wrong = score_file(tmp_path / Q, ("B", "Z", "AB", "AA", ""))
    assert isinstance(wrong, tuple)
    assert [(one.question, one.why) for one in wrong[:5]] == [
        ("HAVE", "unknown"),
        ("OWE", "several"),
        ("BEEN", "repeated"),
        ("YEARS", "missing"),
        ("KNOW", "missing"),
    ]
    assert all(isinstance(one, AnswerFault) for one in wrong)


@pytest.mark.parametrize("text", [b"", b"\xff\xfe", b"= 1", b'id = "x"'])
def test_a_form_that_is_none_is_refused(tmp_path: Path, text: bytes) -> None:
    """A wrong file ends in faults that name it, not in a traceback."""
    form = tmp_path / "form.toml"
    form.write_bytes(text)
    with pytest.raises(PackFaults) as raised:
        score_file(form, ("A",))
    assert {one.file for one in raised.value.faults} == {"form.toml"}
    with pytest.raises(PackFaults):
        load_questionnaire(tmp_path / "nowhere.toml")


def test_a_form_whose_example_lies_is_refused(tmp_path: Path) -> None:
    """QUES-05: nobody is scored by a form that does not know its own result."""
    form = tmp_path / "form.toml"
    form.write_text(changed(swap(Q, "score = 33", "score = 32"))[Q], encoding="utf-8")
    with pytest.raises(PackFaults) as raised:
        load_questionnaire(form)
    assert [one.reason for one in raised.value.faults] == ["example_score"]
