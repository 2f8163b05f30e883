"""Charts of the figures, drawn by plotext, whose labels count characters, not cells: Chinese ones stand in a list."""

from collections.abc import Sequence

from textual.color import Color
from textual_plotext import PlotextPlot

_THIN = 0.2  # of a row: one bar a line, whatever the height
_COLUMN = 0.6


class BarPlot(PlotextPlot):
    """Bars that lie beside the rows of a list, one a row; or columns over short labels."""

    def __init__(self, *, id: str | None = None) -> None:
        """Empty until shown."""
        super().__init__(id=id)
        self.theme = "clear"

    def _color(self) -> tuple[int, int, int]:
        return Color.parse(self.app.theme_variables["primary"]).rgb

    def show_rows(self, counts: Sequence[int]) -> None:
        """One lying bar a row, the first at the top."""
        plot = self.plt
        plot.clear_figure()
        plot.frame(False)
        plot.xaxes(False, False)
        plot.yaxes(False, False)
        self.display = any(counts)
        self.styles.height = max(1, len(counts))
        if any(counts):
            places = list(range(1, len(counts) + 1))
            plot.bar(places, list(reversed(counts)), orientation="horizontal", width=_THIN, color=self._color())
            plot.xlim(0, max(counts))
            plot.ylim(0.5, len(counts) + 0.5)
            plot.xticks([])
            plot.yticks([])
        self.refresh(layout=True)

    def show_columns(self, labels: Sequence[str], counts: Sequence[int]) -> None:
        """One standing bar a label; labels are digits and Latin letters."""
        plot = self.plt
        plot.clear_figure()
        plot.frame(False)
        plot.xaxes(True, False)
        plot.yaxes(True, False)
        self.display = True
        self.styles.height = "1fr"
        plot.bar(list(labels), list(counts), width=_COLUMN, color=self._color())
        most = max(counts, default=0)
        plot.ylim(0, max(1, most))
        step = max(1, -(-most // 5))
        ticks: list[float] = [float(one) for one in range(0, most + 1, step)]
        plot.yticks(ticks, [f"{one:.0f}" for one in ticks])
        self.refresh(layout=True)
