"""How a figure reads on the screen and in the command."""

from decimal import Decimal

from rmdesk.desk.indicators.figures import Shown

BAR = "█"
_PARTS = " ▏▎▍▌▋▊▉"
LEVELS = "▁▂▃▄▅▆▇█"


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
