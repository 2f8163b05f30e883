"""Latin letters that the paper's font lacks (ž, ő, ł, ș), joined from outlines that it has: a letter and, taken from an
accented letter of the same height, its mark.

The result is one outline of a character of its own: it is copied out of the PDF as what it is. What has no part in the
font (ŋ, ə) stays a gap to write by hand.
"""

import struct
from collections.abc import Callable, Iterable
from typing import NamedTuple
from unicodedata import normalize

_ON_CURVE, _X_SHORT, _Y_SHORT, _REPEAT, _X_SAME, _Y_SAME, _OVERLAP = 1, 2, 4, 8, 16, 32, 64
_LOW = 600
"""A letter as high as that, in font units of which the type size has 1000, is a small one without an ascender."""
_DOTTED = "ij"
"""Their dot, the last contour, makes way for a mark."""
_ABOVE = {
    "\u0300": "àÀ", "\u0301": "áÁ", "\u0302": "êÊ", "\u0303": "ñÑ", "\u0304": "āĀ", "\u0306": "ăĂ",
    "\u0307": "ii", "\u0308": "äÄ", "\u030a": "åÅ", "\u030c": "ěĚ",
}  # fmt: skip
"""Marks above a letter, each with a small and a capital letter that bears it."""
_DOUBLE = "\u030b"
_CEDILLA, _COMMA, _OGONEK, _CARON = "\u0327", "\u0326", "\u0328", "\u030c"
_COMMA_BELOW = frozenset("GKLNRklnr")
"""Letters whose cedilla is drawn as a comma."""
_CARON_BESIDE = frozenset("dtlL")
"""Letters whose caron is drawn as an apostrophe behind them."""
_STROKED = {"ł": ("l", 0.35), "Ł": ("L", 0.35), "ħ": ("h", 0.0), "Ħ": ("H", 0.0), "ŧ": ("t", 0.0), "Ŧ": ("T", 0.0)}
"""A letter and how steep the stroke through its stem is."""
_AIR = 40
"""Font units between a letter and what stands below or behind it."""


class Point(NamedTuple):
    """A point of an outline, in font units."""

    x: int
    y: int
    on: bool


Contour = tuple[Point, ...]


class Glyph(NamedTuple):
    """An outline with its advance width, in font units."""

    contours: tuple[Contour, ...]
    width: int


Find = Callable[[str], Glyph | None]
"""What the font has for a character."""


def joined(character: str, find: Find) -> Glyph | None:
    """The letter joined from what `find` gives; None when a part is missing or the mark is not known."""
    if character == "ı":
        return _bare("i", find)
    if character in _STROKED:
        return _stroked(*_STROKED[character], find)
    apart = normalize("NFD", character)
    if len(apart) != 2:
        return None
    letter, mark = apart[0], apart[1]
    base = _bare(letter, find) if letter in _DOTTED and mark not in (_CEDILLA, _COMMA, _OGONEK) else find(letter)
    if base is None or not base.contours:
        return None
    if mark == _CARON and letter in _CARON_BESIDE:
        return _beside(letter, base, find)
    found = _mark(letter, base, mark, find)
    return Glyph((*base.contours, *found), base.width) if found else None


def _mark(letter: str, base: Glyph, mark: str, find: Find) -> tuple[Contour, ...] | None:
    """The contours of a mark, where they stand over or under `base`."""
    left, low, right, high = box(base.contours)
    middle = (left + right) // 2
    if mark == _COMMA or (mark == _CEDILLA and letter in _COMMA_BELOW):
        return _centred(_parts(",", find), middle, top=-_AIR)
    if mark == _CEDILLA and letter == "g":
        return _centred(_parts("‘", find), middle, foot=high + _AIR)
    if mark == _CEDILLA:
        return _centred(_borne("ç", find), middle, top=low + 20)
    if mark == _OGONEK:
        hook = tuple(map(_mirrored, _borne("ç", find)))
        wide = box(hook)[2] - box(hook)[0] if hook else 0
        return _centred(hook, right - wide // 2 - (0 if letter.isupper() else 10), top=low + 20)
    pair = _ABOVE.get("\u0301" if mark == _DOUBLE else mark)
    if pair is None:
        return None
    source = pair[high > _LOW]
    drawn, bearer = _borne(source, find), find(normalize("NFD", source)[0])
    if not drawn or bearer is None:
        return None
    # The mark keeps the distance that it has above the letter it is taken from.
    under = box(bearer.contours[: len(bearer.contours) - (source in _DOTTED)])[3]
    foot = box(drawn)[1] + high - under
    if mark != _DOUBLE:
        return _centred(drawn, middle, foot=foot)
    half = (box(drawn)[2] - box(drawn)[0]) * 9 // 20
    return (*_centred(drawn, middle - half, foot=foot), *_centred(drawn, middle + half, foot=foot))


def _parts(character: str, find: Find) -> tuple[Contour, ...]:
    found = find(character)
    return found.contours if found else ()


def _borne(source: str, find: Find) -> tuple[Contour, ...]:
    """The contours of an accented letter that are not the letter's: the mark's, or the dot of an i."""
    letter = normalize("NFD", source)[0]
    own = 1 if source in _DOTTED else len(_parts(letter, find))
    return _parts(source, find)[own:]


def _bare(letter: str, find: Find) -> Glyph | None:
    found = find(letter)
    return found and Glyph(found.contours[:-1], found.width)


def _beside(letter: str, base: Glyph, find: Find) -> Glyph | None:
    """An apostrophe close behind the letter's top: behind the stem of an L, over its foot."""
    drawn = _parts("’", find)
    if not drawn:
        return None
    start, _, right, high = box(base.contours)
    right = (start + right) // 2 if letter == "L" else right
    left, _, end, _ = box(drawn)
    placed = _moved(drawn, right + _AIR // 2 - left, min(0, high - box(drawn)[3] + _AIR))
    return Glyph((*base.contours, *placed), max(base.width, right + _AIR + end - left))


def _stroked(letter: str, steep: float, find: Find) -> Glyph | None:
    """A stroke as thick as a dash: slanting through the stem, or across it."""
    base, dash = find(letter), find("–")
    if base is None or dash is None:
        return None
    left, low, right, high = box(base.contours)
    thick = box(dash.contours)[3] - box(dash.contours)[1]
    reach = 90
    start, end = (left - reach, right + reach // 3) if letter in "lL" else (left - reach // 2, right)
    start, end = (start, left + 3 * reach) if letter in "hL" else (start, end)
    level = {"h": high * 4 // 5, "H": high * 3 // 4}.get(letter, (low + high) * 9 // 20)
    rise = round((end - start) * steep)
    lower, upper = level - (rise + thick) // 2, level + (rise - thick) // 2
    corners = ((start, lower + thick), (end, upper + thick), (end, upper), (start, lower))
    return Glyph((*base.contours, tuple(Point(x, y, True) for x, y in corners)), base.width)


def _centred(
    contours: tuple[Contour, ...], middle: int, *, foot: int | None = None, top: int | None = None
) -> tuple[Contour, ...]:
    if not contours:
        return ()
    left, low, right, high = box(contours)
    return _moved(contours, middle - (left + right) // 2, (foot - low) if foot is not None else (top or 0) - high)


def _moved(contours: Iterable[Contour], x: int, y: int) -> tuple[Contour, ...]:
    return tuple(tuple(Point(one.x + x, one.y + y, one.on) for one in contour) for contour in contours)


def _mirrored(contour: Contour) -> Contour:
    """Left and right changed, and the direction kept: it says what is inside."""
    return tuple(Point(-one.x, one.y, one.on) for one in reversed(contour))


def box(contours: Iterable[Contour]) -> tuple[int, int, int, int]:
    """Left, foot, right and top of contours."""
    xs, ys = zip(*((one.x, one.y) for contour in contours for one in contour), strict=True)
    return min(xs), min(ys), max(xs), max(ys)


def read_outline(data: bytes) -> tuple[Contour, ...]:
    """The contours of a glyph that is composed of no others, as `glyf` holds it; none for an empty one."""
    if not data:
        return ()
    (count,) = struct.unpack_from(">h", data)
    ends = struct.unpack_from(f">{count}H", data, 10)
    at = 12 + 2 * count + int.from_bytes(data[10 + 2 * count : 12 + 2 * count], "big")
    flags: list[int] = []
    while len(flags) <= ends[-1]:
        flag, at = data[at], at + 1
        more = data[at] if flag & _REPEAT else 0
        flags += [flag] * (1 + more)
        at += bool(flag & _REPEAT)
    xs, at = _places(data, at, flags, _X_SHORT, _X_SAME)
    ys, _ = _places(data, at, flags, _Y_SHORT, _Y_SAME)
    points = [Point(x, y, bool(flag & _ON_CURVE)) for x, y, flag in zip(xs, ys, flags, strict=True)]
    starts = (0, *(end + 1 for end in ends[:-1]))
    return tuple(tuple(points[start : end + 1]) for start, end in zip(starts, ends, strict=True))


def _places(data: bytes, at: int, flags: Iterable[int], short: int, same: int) -> tuple[list[int], int]:
    places, place = [], 0
    for flag in flags:
        if flag & short:
            place += data[at] if flag & same else -data[at]
            at += 1
        elif not flag & same:
            place += struct.unpack_from(">h", data, at)[0]
            at += 2
        places.append(place)
    return places, at


def write_outline(contours: tuple[Contour, ...]) -> bytes:
    """Contours as `glyf` holds them."""
    points = [one for contour in contours for one in contour]
    ends, last = [], -1
    for contour in contours:
        last += len(contour)
        ends.append(last)
    flags = [_ON_CURVE * one.on for one in points]
    flags[0] |= _OVERLAP
    xs, ys = ([place - before for before, place in zip((0, *row), row, strict=False)] for row in _rows(points))
    return b"".join(
        (
            struct.pack(">5h", len(contours), *box(contours)),
            struct.pack(f">{len(ends)}HH", *ends, 0),
            bytes(flags),
            struct.pack(f">{len(points)}h", *xs),
            struct.pack(f">{len(points)}h", *ys),
        )
    )


def _rows(points: list[Point]) -> tuple[tuple[int, ...], tuple[int, ...]]:
    return tuple(one.x for one in points), tuple(one.y for one in points)
