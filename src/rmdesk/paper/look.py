"""Sizes, leads and colours of a paper: normal or large print, Chinese or English. Lengths in points."""

import re
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Literal

from rmdesk.paper.keeping import Keeping, keeping
from rmdesk.paper.typeface import Weight

MM = 72 / 25.4
PAGE_WIDTH, PAGE_HEIGHT = 210 * MM, 297 * MM
MARGIN = 19 * MM
TOP, BOTTOM = 14 * MM, 12 * MM
WIDTH = PAGE_WIDTH - 2 * MARGIN

Colour = tuple[float, float, float]
INK: Colour = (0.1, 0.1, 0.12)
ACCENT: Colour = (0.04, 0.24, 0.36)
SOFT: Colour = (0.36, 0.39, 0.42)
RULE: Colour = (0.72, 0.75, 0.78)
TINT: Colour = (0.925, 0.945, 0.955)
WHITE: Colour = (1.0, 1.0, 1.0)
_CODE = re.compile(r"#[0-9a-fA-F]{6}")


def colour_of(code: str) -> Colour:
    """ "#0a3d5c" as the PDF wants it; the usual accent for "". ValueError for anything else."""
    if not code:
        return ACCENT
    if not _CODE.fullmatch(code):
        raise ValueError(code)
    red, green, blue = (int(code[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return red, green, blue


@dataclass(frozen=True)
class TextStyle:
    """How a text is set. `lead` is the height of a line in points; `justify` fills lines that go on."""

    size: float
    lead: float
    weight: Weight = "Regular"
    colour: Colour = INK
    align: Literal["l", "r", "c"] = "l"
    justify: bool = False

    def but(
        self,
        *,
        weight: Weight | None = None,
        colour: Colour | None = None,
        align: Literal["l", "r", "c"] | None = None,
    ) -> "TextStyle":
        """The same style with another weight, colour or alignment."""
        return replace(self, weight=weight or self.weight, colour=colour or self.colour, align=align or self.align)

    def scaled(self, factor: float) -> "TextStyle":
        """The same style, smaller or larger."""
        return replace(self, size=self.size * factor, lead=self.lead * factor)


@dataclass(frozen=True)
class Look:
    """The styles of one document."""

    lang: Literal["zh", "en"]
    large: bool
    accent: Colour = ACCENT
    layout: int = 0

    @cached_property
    def keeping(self) -> Keeping:
        """What stays together at a page's end."""
        return keeping(self.layout)

    def _style(
        self, size: float, large: float, *, loose: float = 0.0, bold: bool = False, colour: Colour = INK
    ) -> TextStyle:
        points = large if self.large else size
        lead = (1.44 if self.lang == "zh" else 1.34) + loose
        return TextStyle(points, points * lead, "Bold" if bold else "Regular", colour)

    @cached_property
    def body(self) -> TextStyle:
        """Running text: 10.5 pt, or 16 pt in large print."""
        return replace(self._style(10.5, 16, loose=0.14), justify=self.lang == "zh")

    @cached_property
    def small(self) -> TextStyle:
        """Remarks."""
        return replace(self._style(8.5, 16, loose=0.08, colour=SOFT), justify=self.lang == "zh")

    @cached_property
    def cell(self) -> TextStyle:
        """Tables."""
        return self._style(9.5, 16)

    @cached_property
    def label(self) -> TextStyle:
        """Labels of values."""
        return self._style(9.5, 16, colour=SOFT)

    @cached_property
    def heading(self) -> TextStyle:
        """Sections."""
        return self._style(12.5, 18, bold=True, colour=self.accent)

    @cached_property
    def title(self) -> TextStyle:
        """The paper's title."""
        return self._style(20, 25, bold=True, colour=self.accent)

    @cached_property
    def subtitle(self) -> TextStyle:
        """What stands below the title."""
        return self._style(10.5, 16, colour=SOFT)

    @cached_property
    def headline(self) -> TextStyle:
        """The headline of sales papers (SALE-02)."""
        return replace(self._style(14, 20, loose=0.1, bold=True), align="c")

    @cached_property
    def sentence(self) -> TextStyle:
        """The sentence to be copied by hand (SALE-03)."""
        return self._style(13, 19, loose=0.1, bold=True)

    @cached_property
    def letterhead(self) -> TextStyle:
        """Bank and branch."""
        return self._style(11, 13, bold=True, colour=self.accent)

    @cached_property
    def letterhead_also(self) -> TextStyle:
        """Bank and branch in the other language."""
        return self._style(8.5, 12, colour=SOFT)

    @cached_property
    def running(self) -> TextStyle:
        """The slim header of following pages, and the number at the first page's top."""
        return self._style(8.5, 12, colour=SOFT)

    @cached_property
    def footer(self) -> TextStyle:
        """The footer of every page."""
        return self._style(7.5, 12, colour=SOFT)

    @cached_property
    def tint(self) -> Colour:
        """The accent as a background: so pale that text on it reads as on paper."""
        if self.accent == ACCENT:
            return TINT
        red, green, blue = (1 - 0.08 * (1 - part) for part in self.accent)
        return red, green, blue

    @property
    def em(self) -> float:
        """The size of the body text: what distances are measured in."""
        return self.body.size
