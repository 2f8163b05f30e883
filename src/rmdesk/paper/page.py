"""What stands around the blocks: letterhead, title and QR code, on later pages a slim header, everywhere the footer."""

from collections.abc import Callable
from math import atan2, cos, hypot, sin

from rmdesk.paper.breaking import Line
from rmdesk.paper.document import Document, Stamp
from rmdesk.paper.flow import Stack
from rmdesk.paper.look import BOTTOM, MARGIN, MM, PAGE_HEIGHT, PAGE_WIDTH, RULE, TOP, WIDTH, Look, TextStyle
from rmdesk.paper.pen import Pen
from rmdesk.paper.qr import QrModules
from rmdesk.paper.text import draw_lines, set_lines, shortened, text_width
from rmdesk.paper.words import WORDS

QR_SIDE, SMALL_QR_SIDE = 19 * MM, 13 * MM
"""On the first page, and on those that follow."""
_SMALL_QR_TOP = 10 * MM
"""From the sheet's upper edge: it ends where the blocks begin, so that no page loses room to it."""
LOGO_HEIGHT, LOGO_WIDTH = 10 * MM, 48 * MM
_TITLE_LINES, _SUBTITLE_LINES, _FOOTER_LINES, _ABOUT_LINES = 5, 5, 6, 3
"""More lines than these are no title and no footer any more: the last one ends with an ellipsis."""

_PALE = (0.87, 0.87, 0.87)
"""Of what stands across a draft: seen from afar, and the words above it are still read."""


class Sheet:
    """Header and footer of one document, and the room that they leave."""

    def __init__(
        self,
        doc: Document,
        look: Look,
        modules: Callable[[int, int], QrModules],
        logo_shape: float = 0.0,
        stamp: Stamp | None = None,
    ) -> None:
        """`modules` gives the QR code of a page of so many; `logo_shape`: width by height of the logo, or 0; `stamp`:
        of a later printing, which moves nothing of what the first one printed."""
        self.doc, self.look, self.modules = doc, look, modules
        self._logo_shape = logo_shape
        self._words = WORDS[look.lang]
        beside = WIDTH - QR_SIDE - 6 * MM
        self._title = _limited(doc.title, look.title, beside, _TITLE_LINES)
        # What the paper is about mostly names what the subtitle says: then it stands there once.
        told = (doc.about,) if doc.subtitle in doc.about else (doc.subtitle, doc.about)
        subtitle = "\n".join(filter(None, told))
        self._subtitle = _limited(subtitle, look.subtitle, beside, _SUBTITLE_LINES) if subtitle else ()
        beside = WIDTH - SMALL_QR_SIDE - 4 * MM
        self._about = _limited(doc.about, look.running, beside, _ABOUT_LINES) if doc.about else ()
        beside = WIDTH - text_width(self._page(99, 99), look.footer) - 4 * MM
        self._footer = _limited(self._footer_text(beside, None), look.footer, beside, _FOOTER_LINES)
        later = self._footer_text(beside, stamp)
        # One line more than at first still stands below the blocks.
        self._stamped = _limited(later, look.footer, beside, len(self._footer) + 1) if stamp else self._footer

    @property
    def first_room(self) -> float:
        """The room for blocks on the first page, in points."""
        return self._first_top - self._foot

    @property
    def other_room(self) -> float:
        """The room for blocks on the pages that follow, in points."""
        return self._other_top - self._foot

    def draw(self, pen: Pen, page: Stack, number: int, count: int) -> None:
        """Draws page `number` of `count` with everything around it."""
        modules = self.modules(number, count)
        if self.doc.draft:
            self._across(pen)
        if number == 1:
            self._letterhead(pen, modules)
        else:
            self._running_head(pen, modules)
        page.draw(pen, MARGIN, self._first_top if number == 1 else self._other_top)
        self._draw_footer(pen, number, count)

    def _across(self, pen: Pen) -> None:
        """From the lower left to the upper right, below all else, that nobody may sign this."""
        text, style = self._words["draft"], self.look.title.but(weight="Bold")
        turn, length = atan2(PAGE_HEIGHT, PAGE_WIDTH), 0.72 * hypot(PAGE_WIDTH, PAGE_HEIGHT)
        size = style.size * length / text_width(text, style)
        x = (PAGE_WIDTH - length * cos(turn)) / 2 + size / 3 * sin(turn)
        y = (PAGE_HEIGHT - length * sin(turn)) / 2 - size / 3 * cos(turn)
        pen.slanted(x, y, text, size=size, turn=turn, colour=_PALE)

    @property
    def _masthead_foot(self) -> float:
        return PAGE_HEIGHT - TOP - max(self._names_height, self._logo_height) - 5

    @property
    def _names_height(self) -> float:
        return self.look.letterhead.lead + (self.look.letterhead_also.lead if self.doc.bank_also else 0)

    @property
    def _logo_height(self) -> float:
        """One that is very wide becomes lower: beside it the names still have most of the line."""
        return min(LOGO_HEIGHT, LOGO_WIDTH / self._logo_shape) if self._logo_shape else 0.0

    @property
    def logo_box(self) -> tuple[float, float, float, float] | None:
        """Where the logo stands on the first page: left, foot, width, height; None without one."""
        if not self._logo_height:
            return None
        height = self._logo_height
        return MARGIN, PAGE_HEIGHT - TOP - height, self._logo_shape * height, height

    @property
    def _first_top(self) -> float:
        titles = len(self._title) * self.look.title.lead + len(self._subtitle) * self.look.subtitle.lead
        return self._masthead_foot - max(titles + 5 * MM, QR_SIDE + 3 * MM) - 5 * MM

    @property
    def _other_top(self) -> float:
        return PAGE_HEIGHT - TOP - (1 + len(self._about)) * self.look.running.lead - 3 - 6 * MM

    @property
    def _foot(self) -> float:
        return BOTTOM + len(self._footer) * self.look.footer.lead + 3 + 5 * MM

    def _number(self) -> str:
        return f"{self._words['number']} {self.doc.number}"

    def _letterhead(self, pen: Pen, modules: QrModules) -> None:
        style, top = self.look.letterhead, PAGE_HEIGHT - TOP
        self._right(pen, self._number(), self.look.running, top - (style.lead - self.look.running.lead) / 2)
        beside = 0.0 if self.logo_box is None else self.logo_box[2] + 3 * MM
        room = WIDTH - beside - text_width(self._number(), self.look.running) - 6 * MM
        # Names that are lower than the logo stand in its middle.
        first = top - max(0.0, self._logo_height - self._names_height) / 2
        name = shortened(" · ".join(filter(None, (self.doc.bank, self.doc.branch))), style, room)
        draw_lines(pen, set_lines(name, style, WIDTH), style, MARGIN + beside, first, WIDTH)
        if self.doc.bank_also:
            also = self.look.letterhead_also
            name = shortened(self.doc.bank_also, also, room)
            draw_lines(pen, set_lines(name, also, WIDTH), also, MARGIN + beside, first - style.lead, WIDTH)
        foot = self._masthead_foot
        pen.line((MARGIN, foot), (MARGIN + WIDTH, foot), width=1.6, colour=self.look.accent)
        pen.line((MARGIN, foot - 2.4), (MARGIN + WIDTH, foot - 2.4), width=0.4, colour=self.look.accent)
        self._titles(pen, foot - 5 * MM)
        self._qr(pen, modules, MARGIN + WIDTH - QR_SIDE, foot - 4 * MM, QR_SIDE)

    def _titles(self, pen: Pen, top: float) -> None:
        title, subtitle = self.look.title, self.look.subtitle
        draw_lines(pen, self._title, title, MARGIN, top, WIDTH)
        draw_lines(pen, self._subtitle, subtitle, MARGIN, top - len(self._title) * title.lead, WIDTH)

    def _qr(self, pen: Pen, modules: QrModules, x: float, top: float, whole: float) -> None:
        pen.squares(modules, (x, top), whole / len(modules), (0.0, 0.0, 0.0))

    def _running_head(self, pen: Pen, modules: QrModules) -> None:
        style, top = self.look.running, PAGE_HEIGHT - TOP
        room = WIDTH - SMALL_QR_SIDE - 4 * MM
        self._right(pen, self._number(), style, top, room)
        title = shortened(self.doc.title, style, room - text_width(self._number(), style) - 6 * MM)
        draw_lines(pen, set_lines(title, style, WIDTH), style, MARGIN, top, WIDTH)
        draw_lines(pen, self._about, style, MARGIN, top - style.lead, room)
        foot = top - (1 + len(self._about)) * style.lead - 3
        pen.line((MARGIN, foot), (MARGIN + room, foot), width=0.6, colour=self.look.accent)
        self._qr(pen, modules, MARGIN + WIDTH - SMALL_QR_SIDE, PAGE_HEIGHT - _SMALL_QR_TOP, SMALL_QR_SIDE)

    def _footer_parts(self, stamp: Stamp | None) -> list[str]:
        doc, words = self.doc, self._words
        operator, at, head = (doc.operator, doc.at, doc.head) if stamp is None else stamp[:3]
        told = {
            "operator": operator,
            "again" if stamp else "at": at,
            "number": doc.number,
            "form": doc.form_version,
            "head": head,
        }
        return [f"{words[word]} {value}".replace("\n", " ") for word, value in told.items() if value]

    def _footer_text(self, width: float, stamp: Stamp | None) -> str:
        """The footer's parts, as many in a line as it holds, and the complaint contact in a line of its own."""
        lines: list[str] = []
        for part in self._footer_parts(stamp):
            longer = f"{lines[-1]}  |  {part}" if lines else part
            if lines and text_width(longer, self.look.footer) <= width:
                lines[-1] = longer
            else:
                lines.append(part)
        if self.doc.complaint_contact:
            lines.append(f"{self._words['complaints']} {self.doc.complaint_contact}")
        return "\n".join(lines)

    def _draw_footer(self, pen: Pen, number: int, count: int) -> None:
        style = self.look.footer
        top = BOTTOM + len(self._stamped) * style.lead
        pen.line((MARGIN, top + 3), (MARGIN + WIDTH, top + 3), width=0.5, colour=RULE)
        draw_lines(pen, self._stamped, style, MARGIN, top, WIDTH)
        self._right(pen, self._page(number, count), style.but(weight="Bold"), top)

    def _page(self, number: int, count: int) -> str:
        return self._words["page"].format(n=number, m=count)

    def _right(self, pen: Pen, text: str, style: TextStyle, top: float, width: float = WIDTH) -> None:
        style = style.but(align="r")
        draw_lines(pen, set_lines(text, style, width), style, MARGIN, top, width)


def _limited(text: str, style: TextStyle, width: float, most: int) -> tuple[Line, ...]:
    lines = set_lines(text, style, width)
    if len(lines) <= most:
        return lines
    return (*lines[: most - 1], *set_lines(shortened(lines[most - 1].text + "…", style, width), style, width))
