"""Scans at the screen: what needs somebody's eyes comes first, a code is typed, source files go when all is kept."""

import random
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import ImageDraw

from rmdesk.desk import printing
from rmdesk.desk.desk import Desk
from rmdesk.locale import Lang
from rmdesk.tui.archive.scanning import ScansScreen
from support.desks import done
from support.scanned import pages_of, scan
from support.tiers import also, longer
from tui.looking import cut_off
from tui.stage import Driver, app_over, drive


def _glass(desk: Desk, folder: Path) -> Path:
    """Two pages of a paper: one as it should be, one with a stain on its code; and a file that is no scan."""
    client = desk.store.query("SELECT id FROM client ORDER BY no LIMIT 1")[0]["id"]
    sheet = done(printing.print_client(desk, client, folder / "papers", "zh", ("rights_notice",)))[0]
    chance, glass = random.Random(5), folder / "glass"
    glass.mkdir()
    pages = list(pages_of(sheet.path))
    stained = pages[1].picture.copy()
    ImageDraw.Draw(stained).rectangle((900, 0, 1240, 330), fill=90)
    scan(pages[0].picture, chance).save(glass / "1.jpg")
    scan(stained, chance, turn=0).save(glass / "2.jpg")
    (glass / "3.pdf").write_bytes(b"PK\x03\x04" + bytes(99))
    return glass


async def _until(see: Driver, there: Callable[[], bool]) -> None:
    """Files are read beside the screen: wait for what comes of it."""
    for _ in range(1500):
        if there():
            break
        await see.pilot.pause(0.02)
    await see.pilot.pause()
    assert there()


@longer
@pytest.mark.parametrize("lang", ["zh", also("en")])
def test_a_heap_is_read_named_and_put_away(full: Desk, tmp_path: Path, lang: Lang) -> None:
    """Whoever has no command line files the signed papers as well, and reads all of it at the smallest terminal."""
    glass = _glass(full, tmp_path)
    number = full.store.query("SELECT number FROM track ORDER BY number DESC LIMIT 1")[0]["number"]

    async def look(see: Driver) -> None:
        screen = ScansScreen(glass)
        see.app.push_screen(screen)
        await _until(see, lambda: bool(screen.heap.told) and not screen.busy)
        assert cut_off(see.app) == []
        assert "2.jpg" in see.text
        await see.press("enter")
        await see.type(f"{number} 2")
        await see.press("enter")
        await _until(see, lambda: not screen.heap.open)
        await see.press("f10", "1")
        said = see.lines[1]
        await _until(see, lambda: not (glass / "2.jpg").exists())
        assert see.lines[1] == said, "what was read is no less for what was deleted"

    drive(app_over(full, lang), look, (80, 24))
    assert [one.name for one in glass.iterdir()] == ["3.pdf"]
