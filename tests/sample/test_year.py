"""The year of sales that the sample ships as facts is what the use cases would make of it, and its papers are sound."""

from pathlib import Path

from rmdesk.desk import printing
from rmdesk.desk.papers import papercheck
from rmdesk.domain.indicators.periods import month_of
from rmdesk.sample import shipped
from rmdesk.tools import sample_year
from sample.told import all_sales
from support.desks import done
from support.sampled import copied
from support.tiers import exhaustive, longer


@exhaustive
def test_made_anew_the_facts_are_the_same() -> None:
    """What no use case would write any more shows a desk that nobody can have: `python -m rmdesk.tools.sample_year`."""
    assert sample_year.made() == shipped.unpacked(shipped.packed(shipped.read()))


@longer
def test_it_is_a_year_as_branches_have_it(built_sample: Path, tmp_path: Path) -> None:
    """DESK-11: every month has sales, two people sell, and not all goes well; the numbers of `sales.toml` stay."""
    desk = copied(built_sample, tmp_path / "desk")
    try:
        year = [view.sale for _, view in all_sales(desk) if len(view.sale.no) > len("J-0001")]
        assert {one.no for _, view in all_sales(desk) if (one := view.sale) not in year} == {
            f"J-{serial:04d}" for serial in range(1, len(all_sales(desk)) - len(year) + 1)
        }
        known = {one.no: one.choice.code for _, view in all_sales(desk) if (one := view.sale).choice}
        assert (known["J-0028"], known["J-0029"]) == ("W-301", "W-201"), "whoever learns by the sample looks for them"
        months = {month_of(desk.local(one.opened_at).date()).start for one in year}
        assert len(months) == 12
        assert {one.by for one in year} == {"demo", "manager"}
        assert {one.abandoned is not None for one in year} == {True, False}
        backs = desk.store.query("SELECT count(*) AS n FROM figure_sales WHERE sent_back = 'yes'")
        assert backs[0]["n"] == 2
        one = next(one for one in year if one.countersigned is not None)
        (sheet, *_) = done(printing.print_sale(desk, one.id, tmp_path, "zh"))
        assert done(papercheck.check(desk, sheet.path)).verdict == "same"
    finally:
        desk.close()
