"""Packs whose families are none, ask for less than the law, or are not whole."""

# fmt: off
from pathlib import Path

from formpack.packs import Row, add, both, cut, default_texts, drop, swap

OWN_KEY = "gold_plan"
F, GOLD = "families.toml", "disclosures/gold_plan.toml"
OWN = Path(__file__).parent / "own_bank" / "families"
ROW = (OWN / "family.toml").read_text(encoding="utf-8")
BOOK = (
    default_texts()["disclosures/wealth.toml"]
    .replace('id = "wealth"', 'id = "gold_plan"')
    .replace("理财产品", "黄金积存").replace("wealth product", "gold saving plan")
)
"""What is told of it: a similar family's file, edited."""
OWN_FAMILY = both(
    add(F, ROW), add(GOLD, BOOK), swap("thresholds.toml", '"wealth", "struc', '"wealth", "gold_plan", "struc')
)
"""The bank's own tenth family: a plan to save in gold, treated as a wealth product."""


def own(name: str, old: str, new: str, key: str, says: str) -> Row:
    """The own family with one thing written otherwise."""
    assert old in ROW, old
    return Row(name, both(OWN_FAMILY, swap(F, ROW, ROW.replace(old, new, 1))), F, f"family[{key}", says)


BROKEN = (
    Row("a family of the law left out", both(cut(F, '[[family]]\nkey = "trust"', "[[family]]"),
        drop("disclosures/trust.toml")), F, "family", '"trust", which law names'),
    Row("a family of the law treated as another", swap(F, 'key = "fund"\n', 'key = "fund"\nlike = "deposit"\n'), F,
        "family[fund].like", '"deposit"'),
    Row("a fund that needs no match", swap(F, 'regimes = ["securities", "bank"]', 'regimes = ["none", "bank"]'), F,
        "family[fund].regimes", 'as "fund" cannot stand under "none" (SUIT-24)'),
    Row("bonds that no company's bond can stand under", swap(F, 'regimes = ["none", "bank", "securities"]',
        'regimes = ["none"]'), F, "family[bond].regimes", 'as "bond" cannot stand under "none" (SUIT-24)'),
    Row("insurance under the banks' regime", swap(F, 'regimes = ["insurance"]', 'regimes = ["bank"]'), F,
        "family[insurance].regimes", '"bank" (SUIT-24)'),
    Row("insurance without its terms", swap(F, 'terms = "insurance"\n', ""), F,
        "family[insurance].terms", "insurance (SUIT-26)"),
    Row("private products for everybody", swap(F, 'terms = "private"\n', ""), F, "family[private].terms", "private"),
    Row("a structured deposit that keeps its principal", swap(F, '"may_be_kept"\n', '"kept"\n'), F,
        "family[structured].principal", "kept: it makes the loss smaller (SALE-04)"),
    Row("a family twice", swap(F, 'key = "trust"', 'key = "fund"'), F, "family[fund].key", "twice"),
    Row("a family without its disclosures", drop("disclosures/fund.toml"), "disclosures/fund.toml", "", "missing"),
    Row("disclosures of no family", add("disclosures/funds.toml", BOOK), "disclosures/funds.toml", "", '"funds"'),
    Row("a word of lists for two families", swap(F, '"公募基金", "基金"', '"公募基金", "理财"'), F,
        "family[wealth].called", '"理财" is what "fund"'),
    Row("names of families among the labels", add("labels.toml", '\n[label.family]\nx = { zh = "一", en = "x" }\n'),
        "labels.toml", "label.family", "families.toml"),
    Row("words of families among the imports'", add("imports.toml", '\n[word.family]\nx = ["x"]\n'),
        "imports.toml", "word.family", "families.toml"),
    own("a key that is no key", 'key = "gold_plan"', 'key = "Gold plan"', "Gold plan].key", "small letters"),
    own("an own family that is treated as none", 'like = "wealth"', 'like = "gold"', "gold_plan].like", '"gold"'),
    own("an own family that does not say what it is", 'like = "wealth"\n', "", "gold_plan].like", '"gold_plan"'),
    own("an own family that nobody must match", 'regimes = ["bank"]', 'regimes = ["none"]', "gold_plan].regimes",
        'as "wealth" cannot stand under "none"'),
    own("an own family without a regime", 'regimes = ["bank"]', "regimes = []", "gold_plan].regimes", "missing"),
    own("an own family that everybody sells", 'like = "wealth"', 'like = "wealth"\ncertified = false',
        "gold_plan].certified", "wants a certificate (SUIT-08)"),
    own("an own family that loses nothing", 'like = "wealth"', 'like = "wealth"\nprincipal = "kept"',
        "gold_plan].principal", "SALE-04"),
    own("an own family with the terms of an insurance", 'like = "wealth"', 'like = "wealth"\nterms = "insurance"',
        "gold_plan].terms", "SUIT-26"),
    own("an own family without an English name", ', en = "Gold saving plan" }\n', " }\n", "gold_plan].name.en",
        "translation"),
    own("an own family without its questionnaire", '"questionnaire", ', "", "gold_plan].papers.always", "SUIT-20"),
    own("an own family that promises", "黄金积存计划，", "保本的黄金积存，", "gold_plan].default.summary.zh", "保本"),
    Row("more families than keys to choose them by",
        add(F, "".join(ROW.replace(f'"{OWN_KEY}"', f'"gold_{number}"') for number in range(22))), F,
        "family", "at most 30"),
    Row("an own family that is not recorded", both(add(F, ROW), add(GOLD, BOOK)), "thresholds.toml",
        "threshold[recorded_families].value", '"gold_plan" (SALE-09)'),
)
