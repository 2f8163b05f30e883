"""No Chinese character loses its half where a message lies over the edge of a field.

Textual divides every line wherever a widget begins or ends, those too that something in front hides: a character of two
cells that stands across such an edge becomes two blanks.
"""

from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise
from typing import cast

from textual._compositor import ChopsUpdate, Compositor
from textual.geometry import Region
from textual.strip import Strip


class WholeCharacters(Compositor):
    """Divides a line only where what is in front changes."""

    _seen_cuts: list[list[int]] | None = None

    @property
    def cuts(self) -> list[list[int]]:
        """For every line where what is seen begins and ends."""
        if self._cuts is None or self._cuts is not self._seen_cuts:
            self._cuts = self._seen_cuts = self._seen(super().cuts)
        return self._cuts

    def _seen(self, every: list[list[int]]) -> list[list[int]]:
        """The cuts on whose two sides another widget is in front."""
        front: list[dict[int, int]] = [{} for _ in every]
        for at, (region, clip) in enumerate(self.visible_widgets.values()):  # from the front to the back
            shown = region.intersection(clip)
            for y in shown.line_range:
                if 0 <= y < len(every):
                    for cut in every[y][:-1]:
                        if shown.x <= cut < shown.right:
                            front[y].setdefault(cut, at)
        return [
            [0, *(one for before, one in pairwise(cuts[:-1]) if owner.get(before) != owner.get(one)), cuts[-1]]
            for cuts, owner in zip(every, front, strict=True)
        ]

    def _render_chops(self, crop: Region, is_rendered_line: Callable[[int], bool]) -> Sequence[Mapping[int, Strip]]:
        """The pieces of each line, by where they begin; what is in front is asked first."""
        chops: list[dict[int, Strip | None]] = [dict.fromkeys(cuts[:-1]) for cuts in self.cuts]
        for region, clip, strips in self._get_renders(crop):
            shown = region.intersection(clip)
            for y, strip in zip(shown.line_range, strips, strict=False):
                if is_rendered_line(y):
                    self._cut_up(chops[y], self.cuts[y], shown, strip)
        return cast("Sequence[Mapping[int, Strip]]", chops)

    @staticmethod
    def _cut_up(chop: dict[int, Strip | None], cuts: list[int], shown: Region, strip: Strip) -> None:
        """Put those pieces of a widget's line in their places that nothing in front of it has taken."""
        inside = [cut for cut in cuts if shown.x <= cut <= shown.right]
        ends = [cut - shown.x for cut in inside if cut > shown.x]
        pieces = list(strip.divide(ends))
        if inside and inside[0] > shown.x:  # what stands before the first is hidden
            pieces = pieces[1:]
        for cut, piece in zip(inside, pieces, strict=False):
            if cut in chop and chop[cut] is None:
                chop[cut] = piece

    def render_partial_update(self) -> ChopsUpdate | None:
        """Whole pieces only: what is hidden below one must not cut it."""
        update = super().render_partial_update()
        if update is not None:
            regions = [Region(*self._whole(y, begin, end)) for y, begin, end in update.spans]
            update.spans = list(self._regions_to_spans(regions))
        return update

    def _whole(self, y: int, begin: int, end: int) -> tuple[int, int, int, int]:
        """A stretch of a line, widened to the pieces it touches."""
        cuts = self.cuts[y]
        left = max((cut for cut in cuts if cut <= begin), default=begin)
        right = min((cut for cut in cuts if cut >= end), default=end)
        return left, y, right - left, 1
