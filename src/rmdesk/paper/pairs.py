"""Room between two characters, as good typesetting leaves it.

A full-width mark is half empty. Two in a row (”）, ），) would leave a hole: one half goes. Where Chinese meets a Latin
letter or a figure without a space, a tenth of the type size parts them (more would be read as a space). A middle dot
between spaces gives up what it has too much. What is typed stays as it is: only its place on paper changes.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

_CLOSE = "，。、；：）》〉」』】〕”’"
_OPEN = "（《〈「『【〔“‘"
_HAN = "\u2e80-\u2fdf\u3005-\u3007\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_LATIN = "A-Za-z0-9"
_PAIRS = re.compile(
    rf"(?P<half>[{_CLOSE}](?=[{_CLOSE}{_OPEN}])|[{_OPEN}](?=[{_OPEN}]))"
    rf"|(?P<gap>[{_HAN}](?=[{_LATIN}])|[{_LATIN}%](?=[{_HAN}]))"
    r"|(?P<dot> (?=·)|·(?= ))"
)
_ROOM = {"half": -500, "gap": 100, "dot": -250}
"""In thousandths of the type size."""
MORE = max(_ROOM.values())
"""The most room that is left between two characters."""


def rooms(text: str) -> Iterator[tuple[int, int]]:
    """Behind which characters (from 0) there is more or less room than their widths say, and how much."""
    if text.isascii():
        return
    for found in _PAIRS.finditer(text):
        yield found.start(), _ROOM[str(found.lastgroup)]


def room(before: str, behind: str) -> int:
    """How much more or less room there is where two texts meet."""
    return _met(before[-1:] + behind[:1])


@lru_cache(4096)
def _met(pair: str) -> int:
    return sum(more for _, more in rooms(pair))
