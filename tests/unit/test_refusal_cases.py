"""Every refusal that can be uttered has words in both languages, and shows the values that clashed (SUIT-28)."""

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

import rmdesk
from rmdesk.domain.cases import CASES
from rmdesk.domain.refusal import Refusal, refuse, refused
from rmdesk.formpack import Pack

SOURCE = Path(rmdesk.__file__).parent
UTTER = {"refuse", "refused"}


class Use(NamedTuple):
    """One place of the program that utters a refusal. `cases` is empty where the case is not written there."""

    where: str
    cases: tuple[str, ...]
    shown: frozenset[str]


def _modules() -> Iterator[tuple[Path, ast.Module]]:
    for path in sorted(SOURCE.rglob("*.py")):
        if path.name not in {"cases.py", "refusal.py"}:
            yield path, ast.parse(path.read_text(encoding="utf-8"))


def _constants(node: ast.AST) -> tuple[str, ...]:
    """The cases written in an expression: one, or both branches of a condition."""
    if isinstance(node, ast.IfExp):
        return _constants(node.body) + _constants(node.orelse)
    return (node.value,) if isinstance(node, ast.Constant) and isinstance(node.value, str) else ()


def _uses(path: Path, tree: ast.Module) -> list[Use]:
    calls = [
        node
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in UTTER
    ]
    return [
        Use(
            f"{path.relative_to(SOURCE)}:{call.lineno}",
            _constants(call.args[0]),
            frozenset(keyword.arg or "**" for keyword in call.keywords),
        )
        for call in calls
    ]


def _loose(tree: ast.Module) -> set[str]:
    """Cases that a module keeps in a variable or table and utters later; compared and passed-on ids are no such."""
    skip: set[ast.AST] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Compare):
            skip.update(ast.walk(node))
        if isinstance(node, ast.Call):
            skip.update(node.args)
            if isinstance(node.func, ast.Name) and node.func.id in UTTER:
                skip.update(ast.walk(node.args[0]))
    return {
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value in CASES and node not in skip
    }


MODULES = list(_modules())
USES = [use for path, tree in MODULES for use in _uses(path, tree)]


@pytest.mark.parametrize("use", [use for use in USES if use.cases], ids=lambda use: f"{use.where}-{use.cases[0]}")
def test_a_refusal_is_declared_and_shows_what_it_declares(use: Use) -> None:
    """An undeclared case, or one without its value, would end on the screen as a KeyError."""
    for case in use.cases:
        assert case in CASES, f"{use.where} utters {case}, which domain/cases.py does not declare"
        if "**" not in use.shown:  # values given as a table are checked where they are uttered
            assert use.shown == frozenset(CASES[case]), f"{use.where}: {case} shows {sorted(CASES[case])}"


@pytest.mark.parametrize("path", [path for path, _ in MODULES], ids=lambda path: path.stem)
def test_a_refusal_whose_case_is_chosen_elsewhere_shows_what_it_declares(path: Path) -> None:
    """A case out of a table or a variable must fit one of the module's calls that utter such."""
    tree = next(tree for other, tree in MODULES if other == path)
    open_calls = [use for use in _uses(path, tree) if not use.cases]
    for case in _loose(tree) if open_calls else ():
        shapes = [set(use.shown) for use in open_calls]
        assert set(CASES[case]) in shapes, f"{path.name}: {case} shows {CASES[case]}, the calls give {shapes}"


def test_every_declared_case_is_uttered_somewhere() -> None:
    """Words for a refusal that never comes are a rule that is not kept."""
    uttered = {case for use in USES for case in use.cases} | {case for _, tree in MODULES for case in _loose(tree)}
    assert sorted(set(CASES) - uttered) == []


@pytest.mark.parametrize("case", CASES)
def test_every_case_has_words_in_both_languages(pack: Pack, case: str) -> None:
    """The words name the values, and say what to do next."""
    saw = {name: f"‹{name}›" for name in CASES[case]}
    for lang in ("zh", "en"):
        said = pack.say(refuse(case, **saw), lang)
        assert said.text.strip()
        assert said.next.strip()
        assert "{" not in said.text + said.next
        assert said.rule == case.split(".")[0]
    chinese, english = (pack.say(refuse(case, **saw), lang).text for lang in ("zh", "en"))
    assert chinese != english
    assert any("一" <= character <= "鿿" for character in chinese)
    assert not any("一" <= character <= "鿿" for character in english)


@pytest.mark.parametrize("case", [case for case, shown in CASES.items() if shown])
def test_the_words_show_every_value_that_clashed(pack: Pack, case: str) -> None:
    """SUIT-28: a reason without its values cannot be checked by the client."""
    saw = {name: f"‹{name}›" for name in CASES[case]}
    for lang in ("zh", "en"):
        said = pack.say(refuse(case, **saw), lang)
        assert [name for name in saw if f"‹{name}›" not in said.text + said.next] == []


@pytest.mark.parametrize("case", CASES)
def test_every_cases_rule_stands_in_the_rule_book(pack: Pack, case: str) -> None:
    """INPUT is no rule of the field; every other id must be known to the pack, or nobody can look it up."""
    rule = case.split(".")[0]
    assert rule == "INPUT" or pack.rule(rule) is not None


def test_a_refusal_is_a_value() -> None:
    """It carries rule, case and what it saw, as texts, through the journal and back."""
    one = refuse("SUIT-18.day", count=2, most=2)
    assert one == Refusal(rule="SUIT-18", case="SUIT-18.day", saw={"count": "2", "most": "2"})
    assert Refusal.model_validate_json(one.model_dump_json()) == one
    assert refused("SUIT-21").reasons == (refuse("SUIT-21"),)
