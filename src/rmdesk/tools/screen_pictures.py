"""Draw README's screens from the sample: `python -m rmdesk.tools.screen_pictures docs`.

Each is an SVG of plain text: small, sharp at any size, drawn in the fonts of whoever looks.
"""

import asyncio
import re
import sys
import tempfile
from collections.abc import Iterable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from xml.sax.saxutils import escape

from rich.cells import cell_len
from rich.segment import Segment

from rmdesk.desk.desk import Desk
from rmdesk.domain.base import Lang
from rmdesk.domain.refusal import Refused
from rmdesk.sample import SampleError, build
from rmdesk.tui import routes
from rmdesk.tui.app import RmdeskApp
from rmdesk.tui.kit.screen import DeskScreen
from rmdesk.tui.routes import Route

SIZE = (120, 32)
NOW = datetime(2026, 11, 21, 1, 30, tzinfo=UTC)
"""When the sample is looked at: a morning of its branch."""
SCREENS: dict[str, Route] = {"desk": routes.Home(), "disclosure": routes.Sale("J-0029")}
"""What is drawn, by the file's name."""
_WIDE, _HIGH, _SIZE = 8.4, 18, 14  # of a cell and of its letters, in units of the picture
_FONTS = "ui-monospace, 'Noto Sans Mono', 'DejaVu Sans Mono', 'Noto Sans SC', 'PingFang SC', monospace"
_WORD = re.compile(r"[\u0021-\u007e]+|[\u2e80-\u9fff\uf900-\uffef]+|[^\s]")


def picture(lines: Iterable[Iterable[Segment]], size: tuple[int, int], ground: str, ink: str) -> str:
    """An SVG of `size` cells: each run of letters of one style where it stands, over its ground."""
    cells, rows = size
    wide, high = round(cells * _WIDE), rows * _HIGH
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide} {high}" font-family="{_FONTS}" '
        f'font-size="{_SIZE}"><rect width="{wide}" height="{high}" rx="6" fill="{ground}"/>'
    ]
    for row, line in enumerate(lines):
        at = 0
        for segment in line:
            parts += _run(segment, at, row, ground, ink)
            at += cell_len(segment.text)
    return "\n".join([*parts, "</svg>\n"])


def _run(segment: Segment, at: int, row: int, ground: str, ink: str) -> Iterable[str]:
    style, cells = segment.style, cell_len(segment.text)
    front = style.color.triplet.hex if style and style.color and style.color.triplet else ink
    back = style.bgcolor.triplet.hex if style and style.bgcolor and style.bgcolor.triplet else ground
    if style is not None and style.reverse:
        front, back = back, front
    if back != ground:
        width = cells * _WIDE
        yield f'<rect x="{at * _WIDE:.1f}" y="{row * _HIGH}" width="{width:.1f}" height="{_HIGH}" fill="{back}"/>'
    weight = ' font-weight="bold"' if style is not None and style.bold else ""
    for left, text in _words(segment.text):
        wide = f' letter-spacing="{2 * _WIDE - _SIZE:.1f}"' if cell_len(text) > len(text) else ""
        place = f'x="{(at + left) * _WIDE:.1f}" y="{row * _HIGH + _SIZE}"'
        yield f'<text {place} fill="{front}"{weight}{wide}>{escape(text)}</text>'


def _words(text: str) -> Iterable[tuple[int, str]]:
    """Each word from its own cell on: in no font do letters and characters drift apart over a line."""
    for found in _WORD.finditer(text):
        yield cell_len(text[: found.start()]), found[0]


async def _drawn(desk: Desk, lang: Lang, folder: Path) -> None:
    app = RmdeskApp(desk.folder, desk, lang=lang)
    async with app.run_test(size=SIZE) as pilot:
        for name, route in SCREENS.items():
            if not isinstance(route, routes.Home):
                app.go(route)
            await pilot.pause()
            if isinstance(app.screen, DeskScreen):
                app.screen.show_beside()  # else it waits until the pointer rests
            await pilot.pause()
            lines = app.screen._compositor.render_strips()
            variables = app.theme_variables
            drawn = picture(lines, SIZE, variables["background"], variables["foreground"])
            (folder / f"{name}.{lang}.svg").write_text(drawn, encoding="utf-8")


def main(folder: Path) -> None:
    """Draw every screen in both languages into `folder`."""
    langs: tuple[Lang, ...] = ("zh", "en")
    for lang in langs:
        with tempfile.TemporaryDirectory() as place:
            desk = build(Path(place) / "desk", clock=lambda: NOW, lang=lang)
            if isinstance(desk, Refused):
                raise SampleError(desk.reasons[0].code)
            with closing(desk):
                asyncio.run(_drawn(desk, lang, folder))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
