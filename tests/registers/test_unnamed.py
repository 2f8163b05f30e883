"""The program knows no register: a bank's own has the same rights as those that come with it."""

import ast
import re

from rmdesk.formpack import Pack
from support.program import sources
from support.tiers import longer

HOMONYMS = {"action", "audit", "notice", "risk"}
"""Ids that are also words of other subjects: a corrective action's, the audit trail's, a decision's, a product's."""
ELSEWHERE = (
    "tui/actions.py", "tui/audit", "tui/settings/settings.py", "tui/complaints", "faces/complaints", "plain/complaints",
    "tui/lines/portrait_text.py", "tui/lines/settings_ways.py",
    "desk/audit", "desk/complaints", "desk/archive", "desk/proving",
    "formpack/check/complaints.py", "formpack/check/disclosures.py", "formpack/check/duties.py",
    "domain/complaint", "domain/clocks.py", "formpack/check/portrait.py", "commands/client_show.py",
    "commands/client_list.py", "commands/usage.py", "commands/complaints.py", "commands/table.py",
    "commands/completion.py",
)  # fmt: skip
"""Where they mean those."""
_IN_SQL = re.compile(r"register_id = '(\w+)'")


@longer
def test_no_register_is_named_anywhere(pack: Pack) -> None:
    """A register that the program treats in a way of its own is one that a bank can neither change nor add."""
    files = list(sources())
    assert len(files) > 500
    for _, place, _, nodes in files:
        ids = set(pack.registers) - (HOMONYMS if place.startswith(ELSEWHERE) else set())
        for node in nodes:
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                assert node.value not in ids, f"{place} names the register {node.value}"
                assert not _IN_SQL.search(node.value), f"{place} asks for one register: {node.value}"
