"""Packs with levels or questionnaires that would give a wrong level, or none."""

# fmt: off
from formpack.packs import Row, add, both, cut, question, swap

Q, QO, L = "questionnaire.toml", "questionnaire_organisation.toml", "levels.toml"

_TOP = """
[[product]]
code = "R6"
rank = 6
name = { zh = "极高风险", en = "Highest risk" }
meaning = { zh = "本金可能全部损失。", en = "The whole principal may be lost." }
"""

LEVELS = [
    Row("fewer than five client levels", cut(L, '[[client]]\ncode = "C5"', "[[product]]"), L, "client", "at least 5"),
    Row("fewer than five product levels", cut(L, '[[product]]\ncode = "R5"', ""), L, "product", "at least 5"),
    Row("ranks out of order", swap(L, "rank = 2", "rank = 3"), L, "client", "from 1 to 5"),
    Row("a reach beyond the scale", swap(L, "reach = 5", "reach = 6"), L, "client[C5].reach", "between 0 and 5"),
    Row("a product above the client's level", swap(L, "reach = 2", "reach = 5"), L, "client[C2].reach",
        "no product above the client's level (SUIT-02)"),
    Row("a lowest level that reaches higher", swap(L, "reach = 1", "reach = 2"), L, "client[C1].reach",
        "above the level's own rank, 1"),
    Row("a level put on top that opens those below it",
        both(swap(L, "reach = 2", "reach = 3"), add(L, _TOP)), L,
        "client[C2].reach", "no product above the client's level (SUIT-02)"),
    Row("a reach that falls", swap(L, "reach = 4", "reach = 2"), L, "client[C4].reach", "below the level before"),
    Row("one code for a client's and a product's level", swap(L, 'code = "C5"', 'code = "R5"'), L,
        "product[R5].code", "twice"),
    Row("a code too long to print", swap(L, 'code = "R5"', 'code = "RISKY5"'), L, "product[RISKY5].code", "1 to 4"),
]
QUESTIONS = [
    Row("an unknown section", swap(Q, 'section = "style"', 'section = "stile"'), Q,
        "questions[Q8].section", '"stile"'),
    Row("a section without questions", swap(Q, 'section = "tolerance"', 'section = "style"'), Q,
        "sections[tolerance]", "no question"),
    Row("one option only", cut(Q, '  { key = "B", score = 3, text = { zh = "10%', "]\n\n"), Q,
        "questions[Q3].options", "at least 2"),
    Row("options not lettered in order", swap(Q, '"C", score = 6', '"F", score = 6'), Q,
        "questions[Q3].options", "A, B, C"),
    Row("a score beyond all sense", swap(Q, "score = 10,", "score = 1000,"), Q,
        "questions[Q10].options[D].score", "out of range"),
    Row("nobody reads in no time", swap(Q, "fast_seconds = 2", "fast_seconds = 0"), Q, "fast_seconds", "range"),
]
AGES = [
    Row("a gap between ages", swap(Q, "min_age = 31", "min_age = 33"), Q, "questions[Q1].options[B]", "age of 31"),
    Row("ages that overlap", swap(Q, "min_age = 31", "min_age = 30"), Q, "questions[Q1].options[B]", "age of 30"),
    Row("ages that end", swap(Q, "min_age = 65,", "min_age = 65, max_age = 90,"), Q,
        "questions[Q1].options", "age of 91"),
    Row("ages on another question", swap(Q, '"A", score = 0, below', '"A", score = 0, max_age = 9, below'), Q,
        "questions[Q2].options[A]", "belong to an age question"),
    Row("several ages at once", swap(Q, 'source = "age"\n', 'source = "age"\nkind = "multi"\n'), Q,
        "questions[Q1].kind", "single choice"),
    Row("an age asked of an organisation", swap(QO, '["purpose"]', '["purpose"]\nsource = "age"'), QO,
        "questions[Q7].source", "organisations"),
    Row("a form for the other kind of client", swap(QO, '"organisation"\nversion', '"person"\nversion'), QO,
        "audience", '"organisation"'),
]
BANDS = [
    Row("a gap between bands", swap(Q, "low = 40", "low = 42"), Q, "bands[C3].low", "no band holds 40 to 41"),
    Row("bands that overlap", swap(Q, "low = 40", "low = 39"), Q, "bands[C3].low", "two bands hold 39"),
    Row("bands that stop below the highest score", swap(Q, "high = 100", "high = 99"), Q, "bands", "holds 100 "),
    Row("bands that begin above the lowest score", swap(Q, "low = -10", "low = -9"), Q, "bands[C1].low", "holds -10 "),
    Row("a band upside down", swap(Q, "low = 40, high = 59", "low = 59, high = 40"), Q, "bands[C3]", "above its high"),
    Row("no bands", cut(Q, '  { level = "C1"', "]\n"), Q, "bands", "no bands"),
    Row("a band of an unknown level", swap(Q, '{ level = "C3"', '{ level = "C7"'), Q, "bands[C7].level", '"C7"'),
    Row("bands whose levels go up and down", both(swap(Q, '{ level = "C3"', '{ level = "C0"'),
        swap(Q, '{ level = "C4"', '{ level = "C3"'), swap(Q, '{ level = "C0"', '{ level = "C4"')), Q,
        "bands", "neither rise nor fall"),
    Row("a level that no score leads to", both(swap(Q, "low = 80, high = 100", "low = 101, high = 120"),
        swap(Q, "high = 79", "high = 100")), Q, "bands", 'no answers lead to "C5"'),
    Row("a knock-out to an unknown level", swap(Q, 'knock_out = "C1"', 'knock_out = "C9"'), Q,
        "questions[Q12].options[A].knock_out", '"C9"'),
]
EXAMPLES = [
    Row("no worked example", both(cut(Q, "[[examples]]", ""), swap(Q, "bands = [", "examples = []\nbands = [")), Q,
        "examples", "no worked example"),
    Row("an example with a wrong score", swap(Q, "score = 33", "score = 34"), Q,
        "examples[2].score", "states 34, scores 33"),
    Row("an example with a wrong level", swap(Q, 'score = 33\nlevel = "C2"', 'score = 33\nlevel = "C3"'), Q,
        "examples[2].level", "states C3, comes to C2"),
    Row("an example of an unknown level", swap(Q, 'score = 33\nlevel = "C2"', 'score = 33\nlevel = "C8"'), Q,
        "examples[2].level", '"C8"'),
    Row("an example with too few answers", swap(Q, 'answers = ["C", "B", ', 'answers = ["C", '), Q,
        "examples[2].answers", "11 answers for 12"),
    Row("an example with an answer that is none", swap(Q, 'answers = ["C", "B", ', 'answers = ["C", "X", '), Q,
        "examples[2].answers", 'question 2 has no answer "X"'),
]
BROKEN = (*LEVELS, *QUESTIONS, *AGES, *BANDS, *EXAMPLES)

UNUSUAL = [
    Row("too few questions", cut(Q, '[[questions]]\nid = "Q5"', '[[questions]]\nid = "Q8"'), Q,
        "questions", "9 questions, 10 to 20"),
    Row("too many questions", add(Q, "\n" + "".join(question(f"X{at}") for at in range(9))), Q,
        "questions", "21 questions, 10 to 20"),
    Row("a topic that no question covers", swap(Q, '["understanding"]', '["experience"]'), Q,
        "questions", '"understanding"'),
    Row("a question without a topic", swap(Q, '["purpose"]', "[]"), Q, "questions[Q8].topics", "no topic"),
    Row("more options than a screen holds", add(Q, "\n" + question("X").replace("\n]", "\n" + "".join(
        f'  {{ key = "{key}", score = 2, text = {{ zh = "丙", en = "c" }} }},\n' for key in "CDEFGHI") + "]")), Q,
        "questions[X].options", "9 options, at most 8"),
    Row("options that all score the same", add(Q, "\n" + question("X").replace("score = 1", "score = 0")), Q,
        "questions[X].options", "no effect"),
    Row("an age that the client chooses", swap(Q, 'source = "age"\n', ""), Q, "questions[Q1].source", "QUES-02"),
]
"""What no bank form does and the law allows: practice warns of it, and nothing refuses it (QUES-01, QUES-03)."""
