"""No question about registers walks through all entries: what is quick with a hundred is not with many."""

from collections.abc import Iterator

import pytest

from rmdesk.desk.desk import Desk
from rmdesk.desk.dues.listing import listed
from rmdesk.desk.registers import acting, listing, opening
from rmdesk.desk.registers.views import Query
from rmdesk.domain.people import Role
from rmdesk.store import Store
from support.desks import done
from support.registers import at, let_in, visit, was_done

Asked = list[tuple[str, tuple[object, ...]]]
_BIG = (
    "d",
    "entry",
    "e",
    "f",
    "entry_value",
    "v",
    "x",
    "entry_search",
    "s",
    "entry_link",
    "p",
    "entry_due",
    "entry_unique",
    "n",
    "ep",
)


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> Iterator[Asked]:
    """Every query that the desk puts from now on."""
    found: Asked = []
    real = Store.query

    def query(self: Store, sql: str, params: tuple[object, ...] = ()) -> object:
        found.append((sql, tuple(params)))
        return real(self, sql, params)

    monkeypatch.setattr(Store, "query", query)
    yield found
    monkeypatch.undo()


def _scans(desk: Desk, asked: Asked) -> list[str]:
    """The steps that walk through a whole table of entries."""
    steps = []
    for sql, params in [one for one in asked if not one[0].startswith("EXPLAIN")]:
        for row in desk.store.rows(f"EXPLAIN QUERY PLAN {sql}", params):
            words = str(row["detail"]).split()
            if words[0] == "SCAN" and words[1] in _BIG:
                steps.append(f"{row['detail']}: {sql}")
    return steps


@pytest.mark.parametrize("role", ["compliance", "manager", "reviewer"])
def test_lists_entries_and_acts_use_an_index(own: Desk, role: Role, asked: Asked) -> None:
    """As each role: a plain manager's query is another one than compliance's."""
    made = visit(own, host="manager")
    let_in(own, made.no)
    typed = {"carrier": "reviewer", "reach": "机房"}
    was_done(acting.begin(own, "visitor_pass", typed, parent_id=made.entry_id))
    asked.clear()
    at(own, role)
    for query in (Query(), Query(text="访客"), Query(open_only=True), Query(states=("inside",)), Query(sort="host")):
        done(listing.page(own, "visitors", query))
    done(opening.entry(own, made.no))
    was_done(acting.do(own, made.no, "jot", 2, {"note": "x"}))
    assert len(asked) > 10
    assert _scans(own, asked) == []


def test_dues_of_one_person_use_an_index(own: Desk, asked: Asked) -> None:
    """The first screen of every morning."""
    visit(own)
    asked.clear()
    done(listed(at(own, "manager")))
    assert len(asked) > 1
    assert _scans(own, asked) == []
