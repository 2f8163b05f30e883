"""The program's own source, for tests that look for what it may not say: each file is read and walked once."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

import rmdesk

SOURCE = Path(rmdesk.__file__).parent


class Source(NamedTuple):
    """A file of the program: where it stands, its place below `rmdesk`, its tree, and every node of that."""

    path: Path
    place: str
    tree: ast.Module
    nodes: tuple[ast.AST, ...]


@cache
def source(path: Path) -> Source:
    """One file."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return Source(path, path.relative_to(SOURCE).as_posix(), tree, tuple(ast.walk(tree)))


def sources(below: str = "") -> Iterator[Source]:
    """All files, or those of one folder, in order."""
    return map(source, sorted((SOURCE / below).rglob("*.py")))
