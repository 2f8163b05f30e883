"""No use case drops what another refused, and none hands it on by hand: it is forgotten once, and the act goes on."""

import ast
import importlib
import inspect
import pkgutil
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import ModuleType

import rmdesk.desk
from rmdesk.desk.shelf import products as shelf
from support.program import source

Nodes = Sequence[ast.AST]


def _modules() -> Iterator[tuple[ModuleType, Nodes]]:
    for info in pkgutil.walk_packages(rmdesk.desk.__path__, "rmdesk.desk."):
        module = importlib.import_module(info.name)
        yield module, source(Path(module.__file__ or "")).nodes


def _behind_a_door(module: ModuleType, call: ast.Call) -> bool:
    """Whether the function that is called answers with a refusal instead of raising it."""
    found = None
    if isinstance(call.func, ast.Name):
        found = getattr(module, call.func.id, None)
    elif isinstance(call.func, ast.Attribute) and isinstance(call.func.value, ast.Name):
        found = getattr(getattr(module, call.func.value.id, None), call.func.attr, None)
    home = str(getattr(found, "__module__", ""))
    return inspect.isfunction(found) and home.startswith("rmdesk.desk.") and hasattr(found, "__wrapped__")


def _dropped(module: ModuleType, nodes: Nodes) -> list[str]:
    calls = [node.value for node in nodes if isinstance(node, ast.Expr) and isinstance(node.value, ast.Call)]
    return [f"{module.__name__}:{call.lineno}" for call in calls if _behind_a_door(module, call)]


def _handed_on(module: ModuleType, nodes: Nodes) -> list[str]:
    returns = {
        f"isinstance({ast.unparse(last.value)}, Refused)": last.lineno
        for last in nodes
        if isinstance(last, ast.Return) and last.value is not None
    }
    asked = {ast.unparse(node.test) for node in nodes if isinstance(node, ast.If | ast.IfExp)}
    return [f"{module.__name__}:{line}" for test, line in returns.items() if test in asked]


def test_no_answer_of_a_use_case_is_dropped() -> None:
    """An act whose part was refused would be told as done: a product not put on the shelf, a draft not kept."""
    assert [one for module, nodes in _modules() for one in _dropped(module, nodes)] == []
    assert _dropped(shelf, [*ast.walk(ast.parse("get(desk, 'W-01')"))]) == ["rmdesk.desk.shelf.products:1"]


def test_no_refusal_is_handed_on_by_hand() -> None:
    """What is handed on by hand is committed with the transaction that it leaves; what is raised takes it back."""
    assert [one for module, nodes in _modules() for one in _handed_on(module, nodes)] == []
    passing_on = "def act():\n    if isinstance(found, Refused):\n        return found\n"
    assert _handed_on(shelf, [*ast.walk(ast.parse(passing_on))]) == ["rmdesk.desk.shelf.products:3"]
