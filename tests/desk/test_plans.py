"""No screen reads through all clients, facts or cases: what the engine says of each query behind it, as each role."""

import re
from collections.abc import Iterator

import pytest

from benchmarks import growing
from rmdesk.desk import home
from rmdesk.desk.desk import Desk
from rmdesk.domain.people import Role
from support.desks import done
from support.grown import MANAGER, ROLES, grown
from support.people import staff
from support.tiers import exhaustive

LARGE = "client|journal|complaint|sale|track|due|assessment|paper|entry|entry_value|visit|holding"
_PAGE = re.compile(r"FROM \w+( WHERE 1)?( ORDER BY [\w ,]+)? LIMIT \d+( OFFSET \d+)?$")
"""Read along its order, as far as the page; or as far as it takes to know that there are many."""
_WORDS = re.compile(r"(doc|payload|name) LIKE '%")
"""Words, and names, inside cases and facts: sought once somebody rests from typing, or audits."""


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """The engine keeps no statistics, so its plans are the same with more clients."""
    made, _ = grown(tmp_path_factory.mktemp("grown") / "desk", 120)
    yield made
    made.close()


def _scanned(desk: Desk, statements: list[str]) -> set[str]:
    """The queries that go through a large table from end to end."""
    found, ask = set(), desk.store._vault.connection.execute
    for sql in {" ".join(one.split()) for one in statements if one.lstrip().startswith(("SELECT", "WITH"))}:
        for plan in ask(f"EXPLAIN QUERY PLAN {sql}").fetchall():
            name = next(iter(re.findall(r"^SCAN (\w+)", plan["detail"])), "")
            through = re.search(rf"\b(FROM|JOIN) ({LARGE})( AS)?( {name})?\b", sql)
            if (
                name
                and through
                and (name in LARGE.split("|") or through[4])
                and not (_PAGE.search(sql) or _WORDS.search(sql))
            ):
                found.add(f"{plan['detail']}: {sql}")
    return found


@exhaustive
@pytest.mark.parametrize("role", ["manager", *ROLES])
def test_no_screen_reads_through_a_large_table(desk: Desk, role: Role) -> None:
    """With a hundred thousand clients it would stand still for seconds."""
    desk.actor = staff(MANAGER if role == "manager" else role, role)
    statements: list[str] = []
    desk.store._vault.connection.set_trace_callback(statements.append)
    try:
        if role in ("product_keeper", "administrator"):
            done(home.overview(desk))
        else:
            for way in growing.ways(desk):
                way.ours()
    finally:
        desk.store._vault.connection.set_trace_callback(None)
    assert len(statements) > 10
    assert _scanned(desk, statements) == set()


@exhaustive
def test_a_scan_is_found(desk: Desk) -> None:
    """A test that never found one would hold nothing."""
    told = ["SELECT id FROM client WHERE name <> 'a'", "SELECT c.id FROM sale s CROSS JOIN client c ON c.no > s.no"]
    assert len(_scanned(desk, told)) == 2
    assert _scanned(desk, ["SELECT id FROM client WHERE id = 'a'"]) == set()
