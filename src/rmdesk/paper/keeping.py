"""What of a paper stays together at a page's end, by layout: a paper keeps the one that it was printed with."""

from dataclasses import dataclass
from typing import Final

_MM: Final = 72 / 25.4


@dataclass(frozen=True)
class Keeping:
    """Up to where blocks and frames stand on one page; what is taller may be parted.

    `blocks`: a share of a page's room, above which blocks that are kept together part between them; 0.0: a page's whole
    room. `frame`: a statement's frame, in points: a warning torn in two is read by halves.
    `little` and `last`: a page, and the last one, that is filled no more than this gets the end of the page before,
    where that makes the emptier of both `gain` times as full; `least` stays on the one before. Shares of a page's room.
    """

    blocks: float
    frame: float
    little: float
    last: float
    gain: float
    least: float

    @property
    def parts(self) -> bool:
        """Whether what is kept together may be parted although a page can hold it."""
        return self.blocks > 0.0


_LAYOUTS: Final = (
    Keeping(blocks=0.0, frame=125 * _MM, little=0.4, last=0.4, gain=1.5, least=0.0),
    Keeping(blocks=0.3, frame=100 * _MM, little=0.5, last=0.2, gain=1.25, least=0.53),
)
LAYOUT: Final = len(_LAYOUTS) - 1
"""The layout of what is printed now. Whoever changes how pages break adds one: what lies in files was drawn by the
others, is compared with what they draw, and its pages have their numbers."""


def keeping(layout: int) -> Keeping:
    """What a layout keeps together; ValueError for one that is not known here."""
    if not 0 <= layout < len(_LAYOUTS):
        raise ValueError(f"layout {layout}")
    return _LAYOUTS[layout]
