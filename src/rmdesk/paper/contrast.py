"""Whether text in a colour can be read on paper."""

from rmdesk.paper.look import colour_of

LEAST = 4.5
"""The contrast that running text needs (WCAG 2, level AA): titles and table heads stand in the bank's colour."""


def is_legible(code: str) -> bool | None:
    """Whether text in "#0a3d5c" can be read on white paper; None for what is no colour."""
    try:
        parts = colour_of(code)
    except ValueError:
        return None
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05) >= LEAST
