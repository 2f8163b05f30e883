"""The layers hold at run time too: what is imported late must not sneak in (DESIGN, CRAFT)."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import rmdesk
from support.tiers import longer

SOURCE = Path(rmdesk.__file__).parent
TOUCHES_THE_WORLD = {
    "os", "io", "pathlib", "shutil", "tempfile", "socket", "subprocess", "sqlite3", "time", "random", "secrets",
    "threading", "asyncio", "logging", "urllib", "http", "locale",
}  # fmt: skip


def _loaded(code: str) -> set[str]:
    """Names of the modules that stand in a fresh interpreter after `code`."""
    script = f"{code}\nimport sys\nprint('\\n' + ' '.join(sys.modules))"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    return set(done.stdout.splitlines()[-1].split())


def _import_all(package: str) -> str:
    return (
        f"import importlib, pkgutil, {package}\n"
        f"for one in pkgutil.walk_packages({package}.__path__, '{package}.'): importlib.import_module(one.name)"
    )


def _foreign(loaded: set[str]) -> set[str]:
    """Top-level packages that are neither Python's nor ours."""
    tops = {name.partition(".")[0] for name in loaded}
    return {top for top in tops if top not in sys.stdlib_module_names and top[0] != "_"} - {"rmdesk", "sitecustomize"}


def test_the_rules_need_pydantic_and_nothing_else() -> None:
    """A rule that could reach a file or a screen could not be proved."""
    before = _foreign(_loaded(""))
    loaded = _loaded(_import_all("rmdesk.domain"))
    assert _foreign(loaded) - before <= {
        "pydantic", "pydantic_core", "annotated_types", "typing_extensions", "typing_inspection",
    }  # fmt: skip
    ours = {name for name in loaded if name.startswith("rmdesk.") and not name.startswith("rmdesk.domain")}
    assert ours == set()


@pytest.mark.parametrize("path", sorted((SOURCE / "domain").glob("*.py")), ids=lambda path: path.stem)
def test_no_rule_imports_what_touches_the_world(path: Path) -> None:
    """No file, no clock, no chance."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    named = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    named |= {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert {name.partition(".")[0] for name in named} & TOUCHES_THE_WORLD == set()


def test_the_lock_is_painted_without_the_models() -> None:
    """pydantic takes a tenth of a second: a manager at the counter should not wait for it before the first screen."""
    loaded = _loaded("import rmdesk.commands.run, rmdesk.commands.desk, rmdesk.tui.app")
    assert "textual" in loaded
    assert {"pydantic", "sqlcipher3", "cryptography", "reportlab", "questionary"} & loaded == set()


def test_composing_a_paper_does_not_load_the_printer() -> None:
    """reportlab takes a quarter of a second: the start must not wait for it."""
    assert "reportlab" not in _loaded("import rmdesk.paper.blocks")
    assert "reportlab" not in _loaded("import rmdesk.desk.papers")


@longer
def test_a_list_loads_what_it_shows() -> None:
    """A command's time is what it imports: whoever lists clients, the shelf, matches or seeks prints and registers
    nothing, the chain is verified without the checks of a form pack, and deadlines are counted without a desk."""
    loaded = _loaded("from rmdesk.commands import client_list, deadlines, find, match, product_list, verify")
    ours = {"paper", "desk.papers.compose", "desk.registers.acting", "desk.dues.listing", "formpack.check", "plain"}
    assert {*(f"rmdesk.{one}" for one in ours), "rich", "sqlite_utils"} & loaded == set()
    alone = _loaded("from rmdesk.cli import main; main(['deadlines', '--received', '2026-11-02'])")
    assert "rmdesk.formpack" in alone
    ours = {"store", "domain.facts", "formpack.check"}
    assert {*(f"rmdesk.{one}" for one in ours), "sqlcipher3", "cryptography"} & alone == set()


@longer
def test_the_desk_knows_no_screen() -> None:
    """Scripts and the plain face use the desk without Textual, and Textual's face without questionary."""
    loaded = _loaded(_import_all("rmdesk.desk"))
    assert {"textual", "questionary", "prompt_toolkit"} & loaded == set()


def test_the_version_needs_nothing() -> None:
    """A script that asks for the version waits for no library."""
    code = "import contextlib, sys; sys.argv = ['rmdesk', '--version']; from rmdesk.cli import main\n"
    code += "with contextlib.suppress(SystemExit): main()"
    assert {"textual", "pydantic", "reportlab", "sqlite_utils", "sqlcipher3", "cryptography"} & _loaded(code) == set()
