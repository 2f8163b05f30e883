"""How a figure reads on the screen and in the command."""

from decimal import Decimal

from rmdesk.desk.indicators.figures import Shown

BAR = "█"
_PARTS = " ▏▎▍▌▋▊▉"
LEVELS = "▁▂▃▄▅▆▇█"
_LINE = "┃"
_TO_LINE, _BEYOND = 5, 2
AGAINST = _TO_LINE + 1 + _BEYOND
"""The cells of a figure held against its line."""


def moved_text(one: Shown) -> str:
    """An arrow for how it moved against the period before."""
    if one.figure.value is None or one.previous is None:
        return ""
    before = one.previous
    return "→" if one.figure.value == before else "↑" if one.figure.value > before else "↓"


def plain(value: Decimal | None) -> int | float | None:
    """A figure as JSON has it."""
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)


def bar(value: Decimal | None, most: Decimal, cells: int) -> str:
    """A bar of at most so many cells, in eighths of one; nothing for no figure, or one below nothing."""
    if value is None or value <= 0 or most <= 0:
        return ""
    eighths = int(value * cells * 8 / most)
    whole, rest = divmod(max(1, eighths), 8)
    return (BAR * whole + _PARTS[rest]).strip()


def marked(drawn: str, at: int) -> str:
    """A bar with a line's stroke in the cell `at` (from 0), on it or beyond its end."""
    return f"{drawn[:at]:<{at}}{_LINE}{drawn[at + 1 :]}"


def against(value: Decimal | None, line: Decimal | None) -> str:
    """A figure held against its line as a bar of at most `AGAINST` cells. The line stands at the same place whatever it
    is, so that a list of figures reads down one stroke; what goes further than is shown fills the bar. "" where either
    is missing."""
    if value is None or line is None:
        return ""
    step = line / _TO_LINE if line > 0 else value / AGAINST  # over a line at nothing, however little, is far over it
    to = bar(min(value, step * _TO_LINE), step * _TO_LINE, _TO_LINE)
    beyond = bar(min(value - step * _TO_LINE, step * _BEYOND), step * _BEYOND, _BEYOND)
    return marked(to, _TO_LINE) + beyond
