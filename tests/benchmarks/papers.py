"""One full paper set, composed, recorded, drawn and written, against reportlab drawing the same bare text."""

import io
from collections.abc import Iterator
from pathlib import Path

from pypdf import PdfReader
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from benchmarks.measuring import Row, in_turn, seconds
from rmdesk.desk import printing
from rmdesk.desk.desk import Desk
from rmdesk.resources import folder as resource
from support.clock import Clock
from support.desks import done
from support.people import product
from support.walk import Walk, assessed, put_on, register, start


def ready_sale(desk: Desk, clock: Clock) -> Walk:
    """A sale of which everything was told and nothing printed."""
    put_on(desk, product())
    client = register(desk)
    assessed(desk, client)
    return start(desk, clock, client).match().choose("W-01").tell().understand().record()


def _bare(texts: list[list[str]]) -> bytes:
    """The same lines of text on as many pages, in one font, and nothing else."""
    made = io.BytesIO()
    canvas = Canvas(made, pagesize=A4)
    for page in texts:
        canvas.setFont("Bench", 10)
        for at, line in enumerate(page):
            canvas.drawString(50, 800 - at * 12, line)
        canvas.showPage()
    canvas.save()
    return made.getvalue()


def rows(desk: Desk, clock: Clock, folder: Path, rounds: int = 5) -> Iterator[Row]:
    """All papers of a sale, and all papers of a client."""
    walk = ready_sale(desk, clock)
    sheets = done(printing.print_sale(desk, walk.id, folder, "zh"))
    pages = [page.extract_text().splitlines() for sheet in sheets for page in PdfReader(sheet.path).pages]
    # Read once, as the program does: a long read would hide the drawing.
    pdfmetrics.registerFont(TTFont("Bench", str(next(resource("paper/fonts").glob("*Regular*")))))

    def ours() -> float:
        walk.match().choose("W-01").tell().understand().record()  # a redone sale is printed anew
        return seconds(lambda: done(printing.print_sale(desk, walk.id, folder, "zh")))

    taken, bare = in_turn(ours, lambda: seconds(lambda: _bare(pages)), rounds)
    yield Row(f"paper set ({len(sheets)} papers, {len(pages)} pages)", taken, bare, "reportlab, the same bare text")
