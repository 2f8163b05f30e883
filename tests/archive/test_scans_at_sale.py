"""Scans prepare what a person ticks at the sale, and tick nothing."""

import random
from pathlib import Path

from archive.conftest import Printed
from rmdesk.desk import printing, sales
from rmdesk.desk.archive import scan_filing
from rmdesk.desk.archive.scan_sources import read_source
from rmdesk.desk.desk import Desk
from rmdesk.domain.refusal import Refusal
from rmdesk.tui import routes
from support.desks import done
from support.scanned import pages_of, save_pdf, scan
from support.tiers import longer
from tui.stage import Driver, app_over, drive


@longer
def test_what_is_scanned_whole_is_ticked_by_one_key(
    desk: Desk, printed: Printed, glass: Path, chance: random.Random
) -> None:
    """Twenty papers came back: whoever ticks each again ticks without looking, and a desk that ticks itself lies."""
    sale_id = desk.store.query("SELECT id FROM sale ORDER BY no LIMIT 1")[0]["id"]
    done(printing.print_sale(desk, sale_id, glass / "papers", "zh", ("questionnaire", "disclosure_book")))
    paper = next((glass / "papers").glob("*评估*"))
    path = save_pdf(
        [scan(page.picture, chance) for page in (*pages_of(paper), *pages_of(printed.files[0]))], glass / "a.pdf"
    )
    source = read_source(path)
    assert not isinstance(source, Refusal)
    assert done(scan_filing.take_in(desk, source)).spare
    assert done(sales.view(desk, sale_id)).sale.returned == ()

    async def look(see: Driver) -> None:
        see.app.go(routes.SaleStep(sale_id))
        await see.pilot.pause()
        assert "扫描件已齐的 2 份" in see.text
        await see.press("7")
        assert "扫描件已齐" not in see.text

    drive(app_over(desk), look)
    assert set(done(sales.view(desk, sale_id)).sale.returned) == {"opinion", "questionnaire"}
