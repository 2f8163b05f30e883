"""The program knows no family of products: a bank's own has the same rights as those that law names."""

import ast

from rmdesk.formpack.check.families import LAW
from support.program import sources
from support.tiers import longer

LAWFUL = "formpack/check/families.py"
"""The one place: what a pack may not say otherwise of those that law names."""
HOMONYMS = {
    # a regime (SUIT-24, SUIT-25), the terms of a product, and the field that holds them
    "insurance": (
        "desk/imports/product_standing.py", "domain/loosening.py",
        "domain/product.py", "domain/families.py", "domain/match.py", "desk/selling.py", "desk/shelf/products.py",
        "desk/shelf/keeping.py", "desk/papers/opinion.py", "desk/papers/checks.py", "formpack/check/disclosures.py",
        "desk/shelf/stood.py", "tui/lines/product_text.py",
    ),
    # what is offered to verified investors alone, of whatever family
    "private": (
        "domain/families.py", "desk/shelf/keeping.py", "desk/shelf/families_in_use.py", "desk/imports/products.py",
        "desk/imports/product_questions.py", "desk/wording/product_words.py", "tui/shelf/forms.py",
        "tui/lines/product_text.py",
    ),
    # a kind of private product (SALE-07)
    "derivative": ("domain/product.py", "formpack/check/thresholds.py", "sample/entries.py"),
}  # fmt: skip
"""Names of families that are words of other things as well, and where they mean those."""


@longer
def test_no_family_is_named_anywhere() -> None:
    """A rule that asks what a family is called holds for no family of a bank's own."""
    files = list(sources())
    assert len(files) > 500
    for _, place, _, nodes in files:
        names = set() if place == LAWFUL else {one for one in LAW if place not in HOMONYMS.get(one, ())}
        for node in nodes:
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                assert node.value not in names, f"{place}:{node.lineno} names the family {node.value}"


def test_no_rule_compares_a_family_with_a_name() -> None:
    """Not even with one that means something else elsewhere."""
    for _, place, _, nodes in sources():
        for node in nodes:
            if isinstance(node, ast.Compare) and "family" in ast.unparse(node.left).rpartition(".")[2]:
                named = [one.value for one in node.comparators if isinstance(one, ast.Constant)]
                assert not set(named) & set(LAW), f"{place}:{node.lineno} asks for a family by name"
