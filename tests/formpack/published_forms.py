"""Questionnaires as securities firms, fund sellers and banks publish them, written as a person with an editor would."""

from dataclasses import dataclass, field

LETTERS = "ABCDEFGHIJ"
TOPICS = ("finances", "experience", "purpose", "expected_return", "preference", "horizon", "understanding", "loss")
HEAD = """id = "{name}"
audience = "person"
version = "1"
effective_from = 2026-02-01
fast_seconds = 2
title = {{ zh = "投资者风险承受能力评估问卷", en = "Questionnaire" }}
intro = {{ zh = "请如实作答。", en = "Please answer truthfully." }}
sections = [{{ id = "all", title = {{ zh = "问题", en = "Questions" }} }}]
"""


@dataclass
class Asked:
    """One question: the score of each option, and what else stands in its table and in those of its options."""

    scores: tuple[str, ...]
    more: str = ""
    options: dict[str, str] = field(default_factory=dict)


@dataclass
class Form:
    """A questionnaire. `examples` are (answers, score, level, more)."""

    questions: list[Asked]
    bands: tuple[tuple[str, str, str], ...] = ()
    more: str = ""
    tail: str = ""
    examples: tuple[tuple[tuple[str, ...], str, str, str], ...] = ()
    name: str = "own"

    def text(self) -> str:
        """The file."""
        bands = "".join(f'  {{ level = "{level}", low = {low}, high = {high} }},\n' for level, low, high in self.bands)
        parts = [HEAD.format(name=self.name), f"bands = [\n{bands}]\n" if bands else "", self.more]
        parts += [_question(at, one) for at, one in enumerate(self.questions, 1)]
        parts += [self.tail, *(_example(*one) for one in self.examples)]
        return "\n".join(parts)


def _question(at: int, one: Asked) -> str:
    options = "".join(
        f'  {{ key = "{key}", score = {points}, {one.options.get(key, "")}'
        f'text = {{ zh = "选项{key}", en = "{key}" }} }},\n'
        for key, points in zip(LETTERS, one.scores, strict=False)
    )
    topic = TOPICS[(at - 1) % len(TOPICS)]
    return (
        f'[[questions]]\nid = "Q{at}"\nsection = "all"\ntopics = ["{topic}"]\n{one.more}'
        f'text = {{ zh = "第 {at} 题", en = "Question {at}" }}\noptions = [\n{options}]\n'
    )


def _example(answers: tuple[str, ...], score: str, level: str, more: str) -> str:
    said = ", ".join(f'"{one}"' for one in answers)
    return f'[[examples]]\nanswers = [{said}]\nscore = {score}\nlevel = "{level}"\n{more}\n'


PLAIN = Asked(("0", "2", "4", "5"))
FIVE = (("C1", "0", "19"), ("C2", "20", "39"), ("C3", "40", "59"), ("C4", "60", "79"), ("C5", "80", "100"))


def twenty() -> Form:
    """A securities form: 20 questions, two of them with several answers, none about the age."""
    questions = [Asked(PLAIN.scores) for _ in range(20)]
    for at in (6, 7):
        questions[at] = Asked(("1", "2", "2"), 'kind = "multi"\n')
    low, high = (("A",) * 20), ("D",) * 6 + ("ABC", "ABC") + ("D",) * 12
    return Form(questions, FIVE, examples=((low, "2", "C1", ""), (high, "100", "C5", "")))


def nineteen() -> Form:
    """A fund form: 19 questions, one with weights and decimals, an exclusive option, caps on choices and on points."""
    questions = [Asked(PLAIN.scores) for _ in range(19)]
    questions[3] = Asked(("1.5", "3", "4.5"), "weight = 1.2\n")
    questions[8] = Asked(("0", "2", "3", "4"), 'kind = "multi"\nmost = 3\ncap = 6\n', {"A": "exclusive = true, "})
    bands = (("C1", "0", "19.9"), ("C2", "20", "39.9"), ("C3", "40", "59.9"), ("C4", "60", "79.9"), ("C5", "80", "99"))
    first = ("A",) * 19
    best = ("D", "D", "D", "C", *("D",) * 4, "BCD", *("D",) * 10)
    return Form(questions, bands, examples=((first, "1.8", "C1", ""), (best, "96.4", "C5", "")))


def two_scales() -> Form:
    """Capacity and willingness, brought together by a matrix; the short horizon caps the level."""
    questions = [Asked(PLAIN.scores, f'scale = "{"able" if at < 6 else "willing"}"\n') for at in range(12)]
    questions[11].options = {"A": 'knock_out = "C2", '}
    scales = "".join(
        f"""[[scales]]
id = "{name}"
title = {{ zh = "{zh}", en = "{name}" }}
bands = [
  {{ level = "low", low = 0, high = 10 }},
  {{ level = "mid", low = 11, high = 20 }},
  {{ level = "high", low = 21, high = 30 }},
]
"""
        for name, zh in (("able", "客观承受能力"), ("willing", "主观承受意愿"))
    )
    grades = ("low", "mid", "high")
    levels = (("C1", "C1", "C2"), ("C2", "C3", "C3"), ("C3", "C4", "C5"))
    cells = "".join(
        f'[[matrix]]\ngrades = ["{able}", "{willing}"]\nlevel = "{levels[a][w]}"\n'
        for a, able in enumerate(grades)
        for w, willing in enumerate(grades)
    )
    low, top = ("A",) * 12, ("D",) * 12
    capped = ("D",) * 11 + ("A",)
    examples = (
        (low, "0", "C1", "scores = [0, 0]"),
        (top, "60", "C5", "scores = [30, 30]"),
        (capped, "55", "C2", "scores = [30, 25]"),
    )
    return Form(questions, tail=scales + cells, examples=examples)


def no_highest() -> Form:
    """A form that says itself that nobody comes to C5 by it."""
    questions = [Asked(PLAIN.scores) for _ in range(16)]
    return Form(
        questions,
        (("C1", "0", "19"), ("C2", "20", "39"), ("C3", "40", "59"), ("C4", "60", "80")),
        'unreached = ["C5"]\n',
        examples=((("A",) * 16, "0", "C1", ""), (("D",) * 16, "80", "C4", "")),
    )


def neutral_age() -> Form:
    """The age is asked, from the file, and counts for nothing."""
    form = twenty()
    form.questions[0] = Asked(("0", "0"), 'source = "age"\n', {"A": "max_age = 64, ", "B": "min_age = 65, "})
    low, high = ("A",) * 20, ("B",) + ("D",) * 5 + ("ABC", "ABC") + ("D",) * 12
    bands = (*FIVE[:4], ("C5", "80", "95"))
    return Form(form.questions, bands, examples=((low, "2", "C1", ""), (high, "95", "C5", "")))


SOUND = {
    "twenty questions, two with several answers, no age": twenty,
    "nineteen questions, weights, an exclusive option, caps": nineteen,
    "two scales and a matrix": two_scales,
    "a level that is not reached": no_highest,
    "a neutral age question": neutral_age,
}
