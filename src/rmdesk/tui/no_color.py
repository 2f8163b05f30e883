"""Lines without any colour, for who asked for none (NO_COLOR): what a colour said stands in bold and in reverse."""

from functools import lru_cache

from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.filter import LineFilter


class WithoutColor(LineFilter):
    """Takes every colour away, greys too; what stands on the accent is shown in reverse."""

    accent = ""
    """The accent of the theme, as "#0a5a87"."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:  # noqa: ARG002
        """The same segments, plain."""
        return [
            Segment(text, _plain(style, self.accent), control) if style is not None else Segment(text, None, control)
            for text, style, control in segments
        ]


@lru_cache(maxsize=1024)
def _plain(style: Style, accent: str) -> Style:
    ground = style.bgcolor.triplet if style.bgcolor is not None else None
    marked = style.reverse or (ground is not None and ground.hex == accent.lower())
    return Style(
        bold=style.bold, italic=style.italic, underline=style.underline, strike=style.strike, reverse=marked or None,
        meta=style.meta,
    )  # fmt: skip
