"""No file needs another that needs it: whoever changes one need not know them all.

Every import counts, wherever it stands: inside of functions, for typing, and as a string that names a module.
"""

import ast
import re
from collections.abc import Iterator, Mapping
from graphlib import CycleError, TopologicalSorter
from importlib import import_module
from pathlib import Path

import rmdesk
from rmdesk.tui import routes
from rmdesk.tui.places import PLACES
from support.tiers import longer

SOURCE = Path(rmdesk.__file__).parent.parent
_MODULE = re.compile(r"rmdesk(\.\w+)+(:\w+)?")


def _modules() -> dict[str, Path]:
    """Every module by its name."""
    found = {}
    for path in (SOURCE / "rmdesk").rglob("*.py"):
        parts = path.relative_to(SOURCE).with_suffix("").parts
        found[".".join(parts).removesuffix(".__init__")] = path
    return found


def _named(tree: ast.AST) -> Iterator[str]:
    """What a file names: modules, and names of modules."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module is not None:
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and _MODULE.fullmatch(node.value):
            yield node.value.partition(":")[0]


def needs(sources: Mapping[str, str]) -> dict[str, set[str]]:
    """Which module needs which, of those that are given as text by their name."""
    found: dict[str, set[str]] = {}
    for module, text in sources.items():
        given = (name if name in sources else name.rpartition(".")[0] for name in _named(ast.parse(text)))
        found[module] = {name for name in given if name in sources and name != module}
    return found


def circle(graph: Mapping[str, set[str]]) -> list[str]:
    """Modules that need one another, or nothing."""
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        return list(error.args[1])
    return []


@longer
def test_no_file_stands_in_a_circle() -> None:
    """Two files that import each other cannot be changed, loaded or tested one by one."""
    graph = needs({name: path.read_text(encoding="utf-8") for name, path in _modules().items()})
    assert len(graph) > 500
    assert circle(graph) == []


def test_a_circle_is_seen_wherever_it_hides() -> None:
    """An import inside of a function, for typing or by a string holds files together as any other does."""
    one = "def show():\n    from b import two\n"
    typing = "if TYPE_CHECKING:\n    import a\n"
    assert circle(needs({"a": one, "b": typing})) != []
    assert circle(needs({"rmdesk.a": "WAY = 'rmdesk.b:show'", "rmdesk.b": "import rmdesk.a"})) != []
    assert circle(needs({"a": one, "b": ""})) == []


def test_every_route_leads_somewhere() -> None:
    """A key that leads to a screen which is not there would end the program."""
    named = {one for one in vars(routes).values() if isinstance(one, type) and issubclass(one, routes.Route)}
    assert set(PLACES) == named - {one for route in named for one in route.__bases__}
    for place in PLACES.values():
        module, _, name = place.target.partition(":")
        assert callable(getattr(import_module(module), name)), place
