"""The banned words are tried by examples: a promise that passes, or a warning that is refused, is named (SALE-11)."""

import pytest

from rmdesk.formpack import Pack
from rmdesk.formpack.loader import check_texts

FILE = "banned_words.toml"


@pytest.mark.parametrize(
    ("list_of", "text", "key"),
    [("refused", "稳健增值", "refused[1]"), ("passes", "保本理财", "passes[1]")],
)
def test_an_example_that_comes_out_otherwise_is_a_fault(pack: Pack, list_of: str, text: str, key: str) -> None:
    """Whoever edits the lists sees at once what they let through and what they stop."""
    words = pack.files[FILE].replace(f"\n{list_of} = [\n", f'\n{list_of} = [\n  "{text}",\n', 1)
    assert [(one.file, one.key) for one in check_texts({**pack.files, FILE: words})] == [(FILE, key)]


@pytest.mark.parametrize(
    ("text", "refused"),
    [
        ("享保底收益", True),
        ("收益不低于4%", True),
        ("没有任何风险", True),
        ("本金安全", True),
        ("跟存款一样", True),
        ("投保本产品前请阅读", False),
        ("担保本公司债务", False),
        ("本产品不承诺保本", False),
    ],
)
def test_promises_are_refused_and_denials_pass(pack: Pack, text: str, refused: bool) -> None:
    """A promise in other words misleads; a denial that is refused makes the warning unsayable."""
    assert bool(pack.banned_in(text)) is refused
