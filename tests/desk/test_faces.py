"""Every use case has a face: what nobody can reach from a screen, a prompt or a command is no use to anybody."""

import ast
import importlib
import pkgutil
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import rmdesk.desk
from rmdesk.desk.access import USE_CASES
from support.program import SOURCE, source
from support.tiers import longer

FACES = ("tui", "plain", "commands", "faces")
WITHOUT = {
    "complaints.drafting.kept": "half-typed cases stand among all half-typed work on the home screen, never alone",
}


def named(path: Path) -> dict[str, str]:
    """What the file imports from the desk, by the name that it has there: `letters` → "complaints.letters"."""
    found = {}
    for node in source(path).nodes:
        if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[:2] == ["rmdesk", "desk"]:
            for one in node.names:
                found[one.asname or one.name] = f"{node.module}.{one.name}".removeprefix("rmdesk.desk.")
    return found


def spoken(node: ast.AST, names: dict[str, str]) -> Iterator[str]:
    """The functions of the desk that a piece of code names: "complaints.letters.print_letter"."""
    for one in ast.walk(node):
        if isinstance(one, ast.Attribute) and isinstance(one.value, ast.Name) and one.value.id in names:
            yield f"{names[one.value.id]}.{one.attr}"
        elif isinstance(one, ast.Name) and isinstance(one.ctx, ast.Load) and one.id in names:
            yield names[one.id]


def from_faces() -> set[str]:
    """What screens, prompts and commands name."""
    paths = [path for face in FACES for path in (SOURCE / face).rglob("*.py")]
    return {name for path in paths for name in spoken(source(path).tree, named(path))}


def inside() -> dict[str, set[str]]:
    """What each function of the desk names of the desk in its turn, and each table of functions."""
    found = {}
    for path in (SOURCE / "desk").rglob("*.py"):
        module = ".".join(path.relative_to(SOURCE / "desk").with_suffix("").parts).removesuffix(".__init__")
        tree = source(path).tree
        own = {name: one for one in tree.body for name in _called(one)}
        names = named(path) | {name: f"{module}.{name}" for name in own}
        for name, one in own.items():
            found[f"{module}.{name}"] = set(spoken(one, names))
    return found


def _called(one: ast.stmt) -> Iterator[str]:
    if isinstance(one, ast.FunctionDef | ast.ClassDef):
        yield one.name
    elif isinstance(one, ast.AnnAssign) and isinstance(one.target, ast.Name):
        yield one.target.id


@cache
def reached() -> set[str]:
    """Every function of the desk that a face leads to."""
    inner, ahead, seen = inside(), list(from_faces()), set[str]()
    while ahead:
        one = ahead.pop()
        if one not in seen:
            seen.add(one)
            ahead += inner.get(one, ())
    return seen


@longer
def test_every_use_case_has_a_face() -> None:
    """A use case that no face leads to is work that nobody at the desk can do; an exception says why it may wait."""
    for one in pkgutil.walk_packages(rmdesk.desk.__path__, "rmdesk.desk."):
        importlib.import_module(one.name)
    assert len(WITHOUT) <= 5
    assert sorted(USE_CASES.keys() - reached()) == sorted(WITHOUT)


def test_a_use_case_without_a_face_would_be_seen() -> None:
    """The net itself: a function that is named nowhere counts as unreached, one behind another use case as reached."""
    found = reached()
    assert "sales.open_sales" in found, "the home screen asks for it through the desk"
    assert "complaints.drafting.kept" not in found
