"""How many terminal columns a text takes: Chinese characters take two."""

from unicodedata import east_asian_width


def total_columns(text: str) -> int:
    """The width of `text` as if it stood on one line."""
    return len(text) if text.isascii() else sum(2 if east_asian_width(one) in "WF" else 1 for one in text)
