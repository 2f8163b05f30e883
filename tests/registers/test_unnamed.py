"""The program knows no register: a bank's own has the same rights as those that come with it."""

import ast
from pathlib import Path

import rmdesk
from rmdesk.formpack import Pack

PLACES = ("domain/registers", "desk/registers", "tui/registers", "store/tables/registers.py", "commands/registers.py")


def test_no_register_is_named_where_registers_are_worked_on(pack: Pack) -> None:
    """A register that the program treats in a way of its own is one that a bank can neither change nor add."""
    source = Path(rmdesk.__file__).parent
    paths = [path for place in PLACES for path in ((source / place).rglob("*.py") or [])]
    paths += [source / place for place in PLACES if place.endswith(".py")]
    assert len(paths) > 20
    for path in paths:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                assert node.value not in pack.registers, f"{path.name} names the register {node.value}"
