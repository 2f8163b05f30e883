"""Every refusal that can be uttered has words in both languages, and shows the values that clashed (SUIT-28)."""

import ast
import re
from collections.abc import Iterator
from typing import NamedTuple

import pytest

from rmdesk.domain.refusal import Refusal, refuse, refused
from rmdesk.domain.refusal_codes import REFUSAL_CODES
from rmdesk.formpack import Pack
from rmdesk.locale import LANGS
from support.program import Source, sources
from support.tiers import longer

UTTER = {"refuse", "refused", "stop"}
TABLED = {"Barred"}
"""Rows of a table whose code is uttered where the table is read."""
CHINESE = re.compile("[一-鿿]")


class Use(NamedTuple):
    """One place of the program that utters a refusal. `codes` is empty where its code is not written there."""

    where: str
    codes: tuple[str, ...]
    shown: frozenset[str]


def _modules() -> Iterator[Source]:
    return (one for one in sources() if one.path.name not in {"refusal_codes.py", "refusal.py"})


def _constants(node: ast.AST) -> tuple[str, ...]:
    """The codes written in an expression: one, or both branches of a condition."""
    if isinstance(node, ast.IfExp):
        return _constants(node.body) + _constants(node.orelse)
    return (node.value,) if isinstance(node, ast.Constant) and isinstance(node.value, str) else ()


def _uses(one: Source) -> list[Use]:
    calls = [
        node
        for node in one.nodes
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in UTTER
    ]
    return [
        Use(
            f"{one.place}:{call.lineno}",
            _constants(call.args[0]),
            frozenset(keyword.arg or "**" for keyword in call.keywords),
        )
        for call in calls
    ]


def _loose(one: Source) -> set[str]:
    """Codes that a module keeps in a variable or table and utters later; compared and passed-on ids are no such."""
    skip: set[ast.AST] = set()
    for node in one.nodes:
        if isinstance(node, ast.Compare):
            skip.update(ast.walk(node))
        if isinstance(node, ast.Call):
            if not (isinstance(node.func, ast.Name) and node.func.id in TABLED):
                skip.update(node.args)
            if isinstance(node.func, ast.Name) and node.func.id in UTTER:
                skip.update(ast.walk(node.args[0]))
    return {
        node.value
        for node in one.nodes
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and node.value in REFUSAL_CODES
        and node not in skip
    }


@pytest.fixture(scope="module")
def uses() -> list[Use]:
    """Every place that utters a refusal."""
    return [use for one in _modules() for use in _uses(one)]


@longer
def test_a_refusal_is_declared_and_shows_what_it_declares(uses: list[Use]) -> None:
    """An undeclared code, or one without its value, would end on the screen as a KeyError."""
    written = [(use, code) for use in uses for code in use.codes]
    assert len(written) > 300
    assert [f"{use.where} utters {code}" for use, code in written if code not in REFUSAL_CODES] == []
    whole = [(use, code) for use, code in written if "**" not in use.shown]  # a table is checked where it is uttered
    assert [f"{use.where}: {code}" for use, code in whole if use.shown != frozenset(REFUSAL_CODES[code])] == []


def test_a_refusal_whose_case_is_chosen_elsewhere_shows_what_it_declares() -> None:
    """A code out of a table or a variable must fit one of the module's calls that utter such."""
    for one in _modules():
        shapes = [set(use.shown) for use in _uses(one) if not use.codes]
        for code in _loose(one) if shapes else ():
            assert set(REFUSAL_CODES[code]) in shapes, (
                f"{one.place}: {code} shows {REFUSAL_CODES[code]}, the calls give {shapes}"
            )


def test_every_declared_case_is_uttered_somewhere(uses: list[Use]) -> None:
    """Words for a refusal that never comes are a rule that is not kept."""
    uttered = {code for use in uses for code in use.codes} | {code for one in _modules() for code in _loose(one)}
    assert sorted(set(REFUSAL_CODES) - uttered) == []


def _wordless(pack: Pack, code: str) -> Iterator[str]:
    """What the words of a code lack."""
    names = REFUSAL_CODES[code]
    said = {lang: pack.say(refuse(code, **{name: f"‹{name}›" for name in names}), lang) for lang in LANGS}
    for lang, one in said.items():
        whole = one.text + one.next
        yield from [f"{lang}: no words"] if not (one.text.strip() and one.next.strip()) else []
        yield from [f"{lang}: a brace"] if "{" in whole else []
        yield from [f"{lang}: {name} is not shown" for name in names if f"‹{name}›" not in whole]
        yield from [f"{lang}: another rule"] if one.rule != code.split(".")[0] else []
    yield from ["zh: not Chinese"] if not CHINESE.search(said["zh"].text) else []
    yield from ["en: not English"] if CHINESE.search(said["en"].text) else []


def test_every_case_has_words_in_both_languages(pack: Pack) -> None:
    """SUIT-28: a reason shows the values that clashed, and says what to do next, or the client cannot check it."""
    assert [f"{code}: {lack}" for code in REFUSAL_CODES for lack in _wordless(pack, code)] == []


def test_every_cases_rule_stands_in_the_rule_book(pack: Pack) -> None:
    """INPUT is no rule of the field; every other id must be known to the pack, or nobody can look it up."""
    rules = {code.split(".")[0] for code in REFUSAL_CODES} - {"INPUT"}
    assert sorted(rule for rule in rules if pack.rule(rule) is None) == []


def test_a_refusal_is_a_value() -> None:
    """It carries rule, code and what it saw, as texts, through the journal and back."""
    one = refuse("SUIT-18.day", count=2, most=2)
    assert one == Refusal(rule="SUIT-18", code="SUIT-18.day", saw={"count": "2", "most": "2"})
    assert Refusal.model_validate_json(one.model_dump_json()) == one
    assert refused("SUIT-21").reasons == (refuse("SUIT-21"),)
