"""Lists with a filter above them."""

from collections.abc import Sequence

import pytest

from rmdesk.tui.kit.filtered import FilteredRows
from rmdesk.tui.kit.rows import Column, Row, Rows
from tui.bench import BenchScreen, try_out
from tui.stage import Driver


def test_the_key_that_leads_to_a_filter_is_not_typed_there() -> None:
    """Whoever presses it twice would find nothing."""
    listed = FilteredRows((Column("姓名", 20),), lambda *_: [], lang="zh")

    async def narrow(see: Driver, _: BenchScreen) -> None:
        listed.focus_filter()
        await see.press("slash")
        await see.type("、／")
        await see.press("w", "slash")
        assert listed.filter.value == "w/"

    try_out([listed], narrow)


def test_what_is_typed_narrows_the_list_and_enter_opens() -> None:
    """The one list of the desk: type, see, Enter."""
    names = ("王伟", "王敏", "李建国")

    def search(query: str, after: str, _limit: int) -> Sequence[Row]:
        return [] if after else [Row(name, (name,)) for name in names if query in name]

    listed = FilteredRows((Column("姓名", 20),), search, lang="zh")

    async def narrow(see: Driver, bench: BenchScreen) -> None:
        listed.focus_filter()
        await see.type("王")
        await see.press("down", "enter")
        assert [one.row.key for one in bench.heard_of(Rows.Opened)] == ["王敏"]
        await see.type("[/b]")
        assert "没有符合“王[/b]”的内容" in see.text
        assert listed.clear_filter()
        await see.pilot.pause()
        assert len(listed.rows.rows) == 3

    try_out([listed], narrow)


@pytest.mark.parametrize(("many", "said"), [(199, "199 条"), (200, "200 条"), (201, "200+ 条")])
def test_a_list_that_ends_with_its_page_is_counted_exactly(many: int, said: str) -> None:
    """Two hundred holders are two hundred, not "200+": a plus says that there are more."""

    def search(_query: str, after: str, limit: int) -> Sequence[Row]:
        begin = int(after) + 1 if after else 0
        return [Row(str(at), (f"客户{at}",)) for at in range(begin, min(begin + limit, many))]

    listed = FilteredRows((Column("姓名", 20),), search, lang="zh")

    async def look(see: Driver, _bench: BenchScreen) -> None:
        assert said in see.text

    try_out([listed], look)
