"""Projections are pure: they ask for rows and give rows, and know no engine. A head office with another one reads the
same facts to the same rows."""

import ast
import re
from pathlib import Path

import pytest

import rmdesk.store
from store.kit import boxes, fill, made
from support.memory import differences
from support.sampled import copied
from support.tiers import longer

STORE = Path(rmdesk.store.__file__).parent
TABLES = sorted((STORE / "tables").glob("*.py"))
PURE = {"entry", "errors", "pinyin", "plain", "project", "rows", "tables"}
"""What of the store a projection may name, and may name nothing else in its turn."""
OUTSIDE = {"collections", "dataclasses", "datetime", "decimal", "enum", "functools", "itertools", "json", "os",
           "pathlib", "pydantic", "pypinyin", "re", "typing", "unicodedata"}  # fmt: skip
SQL = re.compile(r"\b(CREATE TABLE|SELECT|INSERT|UPDATE|DELETE|REPLACE|PRAGMA)\b")


def _imported(tree: ast.AST) -> set[str]:
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {one.name for one in node.names}
        elif isinstance(node, ast.ImportFrom):
            found |= {f"{node.module}.{one.name}" for one in node.names}
    return found


@pytest.mark.parametrize("path", [*TABLES, *(STORE / f"{name}.py" for name in sorted(PURE - {"tables"}))])
def test_a_projection_names_no_engine(path: Path) -> None:
    """One import of the vault, and head office cannot read the facts without SQLite."""
    for name in _imported(ast.parse(path.read_text(encoding="utf-8"))):
        first, *rest = name.split(".")
        if first == "rmdesk":
            assert rest[0] == "domain" or (rest[0] == "store" and rest[1] in PURE), name
        else:
            assert first in OUTSIDE, name


@pytest.mark.parametrize("path", TABLES, ids=lambda path: path.stem)
def test_a_projection_holds_no_sql(path: Path) -> None:
    """Neither in what it does nor in how its tables are declared: another engine has statements of its own."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    said = [node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)]
    assert [text for text in said if SQL.search(text)] == []


@longer
def test_dictionaries_hold_what_sqlite_holds(built_sample: Path, tmp_path: Path) -> None:
    """Every fact of a whole branch, over another engine: the same rows in every table, and in the search index."""
    desk = copied(built_sample, tmp_path / "desk")
    assert differences(desk.store) == []
    desk.close()


def test_a_projection_that_does_not_give_its_rows_is_found(tmp_path: Path) -> None:
    """The comparison itself: a row that was put in another way is a difference."""
    projections = boxes()
    with made(tmp_path / "desk", projections) as store:
        fill(store, 3)
        assert differences(store, projections) == []
        with store._vault.acting("append"):
            store._vault.execute("UPDATE box SET total = '1'")
        assert len(differences(store, projections)) == 2
