"""Finding an entry by a piece of what stands in it, and leafing through a list in the order of a value."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from rmdesk.desk.desk import Desk
from rmdesk.desk.registers import acting, listing
from rmdesk.desk.registers.views import Query
from rmdesk.formpack import Pack
from support.clock import Clock
from support.desks import FreshDesks, done
from support.registers import at, numbers, people, visit, was_done

TITLES = ('双录漏录(二楼) "重点"', "Late 50% of KYC", "客户经理代客操作", "……", "a_b\\c")


@pytest.fixture
def desk(tmp_path: Path, pack: Pack, clock: Clock, fresh_desks: FreshDesks) -> Iterator[Desk]:
    """A desk with a risk of each title."""
    with fresh_desks.copied(tmp_path / "desk", pack, clock, people, _risks) as made:
        yield at(made, "compliance")


def _risks(desk: Desk) -> None:
    for grade, title in enumerate(TITLES, 1):
        typed = {"about": "branch", "title": title, "class": "operational", "source": "check", "impact": "5"}
        typed |= {"likelihood": str(grade), "owner": "manager"}
        typed["review_on"] = (desk.today() + timedelta(30)).isoformat()
        was_done(acting.begin(at(desk, "compliance"), "risk", typed))


@pytest.mark.parametrize(("text", "found"), [
    ("漏录", [1]), ("漏录(二", [1]), ('"重', [1]), ("录二", []), ("late", [2]), ("ATE 5", [2]), ("0%", [2]), ("%", [2]),
    ("kyc ", [2]), ("代客", [3]), ("…", [4]), ("_b", [5]), ("b\\", [5]), ("AND", []), ("操", [1, 2, 3, 4, 5]),
    ("RK-0003", [3]),
])  # fmt: skip
def test_any_piece_of_a_title_finds_it_and_nothing_else(desk: Desk, text: str, found: list[int]) -> None:
    """If it fails, who remembers two characters of a title leafs through the whole register, or a bracket ends it."""
    assert sorted(numbers(desk, "risk", text=text)) == [f"RK-{one:04d}" for one in found]


def test_what_was_amended_is_found_as_it_reads_now(desk: Desk) -> None:
    """A hit by what nobody reads any more sends somebody to the wrong entry."""
    amended = {"title": "代客操作(已更正)", "reason": "笔误"}
    was_done(acting.do(at(desk, "compliance"), "RK-0001", "_amend", 1, amended))
    assert numbers(desk, "risk", text="漏录") == []
    assert sorted(numbers(desk, "risk", text="代客操作")) == ["RK-0001", "RK-0003"]


def test_pages_in_the_order_of_a_value_miss_nothing(own: Desk) -> None:
    """Entries alike in a value, or without it, would stand on two pages or on none."""
    for badge in range(3):
        visit(own, purpose=("repair", "check", "repair")[badge])
    every = numbers(own, "visitors", sort="-host")
    for sort in ("-host", "host", "-purpose", "badge"):
        paged = [no for at_row in range(4) for no in numbers(own, "visitors", sort=sort, limit=1, offset=at_row)]
        assert sorted(paged) == sorted(every)
        assert paged == numbers(own, "visitors", sort=sort)
    assert done(listing.page(own, "visitors", Query(limit=2))).total == 3
