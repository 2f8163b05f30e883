"""Packs whose portrait leaves somebody without a stage, or asks what nobody knows (DESK-01, DESK-02)."""

from formpack.packs import Change, Row, add, cut, swap

F = "portrait.toml"
HEAD = '\n[[check]]\nkey = "own"\nkind = "stale"\nlabel = { zh = "自定", en = "Own" }\n'
AT = "check[own]"


def own(more: str) -> Change:
    """The default pack with one check more."""
    return add(F, HEAD + more)


def when(condition: str) -> Change:
    """With a check on this condition."""
    return own(f"when = [[{{ {condition} }}]]\n")


BROKEN = (
    Row("a stage that is not there", cut(F, '[[stage]]\nkey = "new"', '[[stage]]\nkey = "active"'), F,
        "stage", "each once"),
    Row("a stage twice", swap(F, 'key = "new"', 'key = "lapsed"'), F, "stage[lapsed].key", "twice"),
    Row("nobody takes the rest", swap(F, 'key = "base"', 'key = "base"\nwhen = [[{ figure = "held", most = 9 }]]'), F,
        "value[base].when", "everybody else"),
    Row("one that takes all before the last", cut(F, 'when = [[{ figure = "days_since_first"', "next"), F,
        "stage[new].when", "only the last"),
    Row("a figure that nobody counts", when('figure = "shoes", least = 1'), F,
        f"{AT}.when[1][1].figure", "known: held"),
    Row("a field that no form has", when('field = "shoes", known = false'), F, f"{AT}.when[1][1].field", '"shoes"'),
    Row("an answer that no form offers", when('field = "occupation", any = ["pirate"]'), F,
        f"{AT}.when[1][1].any", "pirate"),
    Row("how much of what is no number", when('field = "occupation", least = 1'), F, f"{AT}.when[1][1]", "no number"),
    Row("a check that asks nothing of a figure", when('figure = "held"'), F, f"{AT}.when[1][1]", "asks for nothing"),
    Row("a condition on two things", when('figure = "held", field = "phone", least = 1'), F,
        f"{AT}.when[1][1]", "one of them"),
    Row("answers of a figure", when('figure = "held", any = ["yes"]'), F,
        f"{AT}.when[1][1].any", "field of the intake"),
    Row("a least above the most", when('figure = "held", least = 2, most = 1'), F,
        f"{AT}.when[1][1]", "above the most"),
    Row("a check of everybody", own(""), F, f"{AT}.when", "asks for nothing"),
    Row("a check mended nowhere", own('when = [[{ figure = "held", least = 9 }]]\nfield = "shoes"\n'), F,
        f"{AT}.field", '"shoes"'),
    Row("a check that is late at once", own('within = 0\nwhen = [[{ figure = "held", least = 9 }]]\n'), F,
        f"{AT}.within", "more than nothing"),
)  # fmt: skip
