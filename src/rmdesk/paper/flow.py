"""Pieces that stand one below the other and break over pages."""

from abc import ABC, abstractmethod
from collections.abc import Container, Iterable, Iterator, Sequence
from itertools import pairwise

from rmdesk.paper.breaking import Line
from rmdesk.paper.keeping import Keeping
from rmdesk.paper.look import TextStyle
from rmdesk.paper.pen import Pen
from rmdesk.paper.text import draw_lines, set_lines

_SLACK = 0.01
"""Points by which rounding may make a piece too tall for its own room."""
_TAIL = 45.0
"""Points of a text, at least, that stand on a page above what leans on it."""


class Piece(ABC):
    """Something with a height. `gap` points are left above it, but not at a page's top."""

    gap: float = 0.0
    glued: bool = False
    """Whether it must not be the last on a page."""
    leans: bool = False
    """Whether it must not be the first on a page: the end of what stands before it goes there with it."""

    @property
    @abstractmethod
    def height(self) -> float:
        """Its height in points."""

    @property
    def least(self) -> float:
        """The height of the smallest first part that it would leave on a page."""
        return self.height

    def split(self, room: float, *, must: bool = False) -> tuple["Piece", "Piece"] | None:
        """A part that fits `room` points and the rest; None when it had better move as a whole.

        `must` means that the page is empty, so moving would not help: niceties are given up, nothing is lost.
        """
        del room, must
        return None

    @abstractmethod
    def draw(self, pen: Pen, x: float, top: float) -> None:
        """Draws it with its upper left corner at (x, top)."""


class Text(Piece):
    """Lines of text; at least two stay on either side of a page's end."""

    def __init__(self, lines: Sequence[Line], style: TextStyle, width: float, gap: float = 0.0) -> None:
        self.lines, self.style, self.width, self.gap = tuple(lines), style, width, gap

    @classmethod
    def of(cls, text: str, style: TextStyle, width: float, gap: float = 0.0) -> "Text":
        """`text` set in `style`, `width` points wide."""
        return cls(set_lines(text, style, width), style, width, gap)

    @property
    def height(self) -> float:
        return len(self.lines) * self.style.lead

    @property
    def least(self) -> float:
        return self.height if len(self.lines) < 4 else 2 * self.style.lead

    def split(self, room: float, *, must: bool = False) -> tuple[Piece, Piece] | None:
        kept = int((room + _SLACK) / self.style.lead)
        alone = 1 if must else 2
        kept = min(kept, len(self.lines) - alone)
        if kept < alone:
            return None
        return self._part(self.lines[:kept]), self._part(self.lines[kept:])

    def draw(self, pen: Pen, x: float, top: float) -> None:
        draw_lines(pen, self.lines, self.style, x, top, self.width)

    def _part(self, lines: Sequence[Line]) -> "Text":
        return Text(lines, self.style, self.width, self.gap)


class Whole(Text):
    """Words that are not parted as long as a page can hold them."""

    @property
    def least(self) -> float:
        return self.height

    def split(self, room: float, *, must: bool = False) -> tuple[Piece, Piece] | None:
        return super().split(room, must=True) if must and self.height > room + _SLACK else None


class LeadIn(Whole):
    """Words that stay with what follows."""

    glued = True


class Heading(LeadIn):
    """A title: an entry of the outline."""

    def draw(self, pen: Pen, x: float, top: float) -> None:
        pen.marks.append((" ".join(line.text for line in self.lines), top))
        super().draw(pen, x, top)


class Gap(Piece):
    """Empty height."""

    def __init__(self, height: float) -> None:
        self._height = height

    @property
    def height(self) -> float:
        return self._height

    def draw(self, pen: Pen, x: float, top: float) -> None:
        del pen, x, top


class NewPage(Gap):
    """Ends the page, if anything stands on it."""

    def __init__(self) -> None:
        super().__init__(0.0)


class Stack(Piece):
    """Pieces below each other; it breaks between them, or inside one that allows it."""

    def __init__(self, pieces: Sequence[Piece], gap: float = 0.0) -> None:
        self.pieces, self.gap = tuple(pieces), gap
        self._height = sum(piece.height + (piece.gap if place else 0.0) for place, piece in enumerate(self.pieces))

    @property
    def height(self) -> float:
        return self._height

    @property
    def least(self) -> float:
        return self._need(0) if self.pieces else 0.0

    def split(self, room: float, *, must: bool = False) -> tuple["Stack", "Stack"] | None:
        return self.split_for(room, room if must else float("inf"), must=must)

    def split_for(self, room: float, page: float, *, must: bool = False) -> tuple["Stack", "Stack"] | None:
        """The same; what is glued goes along as far as the next page, of `page` points, can hold it."""
        used, place = 0.0, 0
        while place < len(self.pieces):
            piece = self.pieces[place]
            if isinstance(piece, NewPage) and place:
                return self._at(place, place + 1)
            above = piece.gap if place else 0.0
            if piece.height > room - used - above + _SLACK:
                break
            used += above + piece.height
            place += 1
        else:
            return self._at(place, place)
        return self._broken(place, room - used, page, must)

    def _broken(self, place: int, room: float, page: float, must: bool) -> tuple["Stack", "Stack"] | None:
        """Broken inside piece `place` if it allows that, else before it, else (on an empty page) after it.

        What is glued goes along, as long as one `page` can hold it: else it would stand on a page of its own.
        """
        piece = self.pieces[place]
        parts = piece.split(room - (piece.gap if place else 0.0), must=must and place == 0)
        if parts is not None:
            done, rest = parts
            return Stack([*self.pieces[:place], done], self.gap), Stack([rest, *self.pieces[place + 1 :]], self.gap)
        while place and self.pieces[place - 1].glued and self._need(place - 1) <= page + _SLACK:
            place -= 1
        if place:
            return self._at(place, place)
        return self._forced() if must else None

    def _forced(self) -> tuple["Stack", "Stack"]:
        """On an empty page: glued pieces may part, and what cannot be parted at all stands there alone."""
        return self._at(1, 1)

    def _need(self, place: int) -> float:
        """The height that piece `place` and all it is glued to want at least."""
        need = 0.0
        for piece in self.pieces[place:]:
            need += (piece.gap if need else 0.0) + (piece.height if piece.glued else piece.least)
            if not piece.glued:
                break
        return need

    def _at(self, end: int, start: int) -> tuple["Stack", "Stack"]:
        return Stack(self.pieces[:end], self.gap), Stack(self.pieces[start:], self.gap)

    def draw(self, pen: Pen, x: float, top: float) -> None:
        for place, piece in enumerate(self.pieces):
            top -= piece.gap if place else 0.0
            piece.draw(pen, x, top)
            top -= piece.height


class Keep(Stack):
    """Pieces that stand together; only what no page can hold is parted. It leans if nothing but text stands in it above
    a piece that does."""

    def __init__(self, pieces: Sequence[Piece], gap: float = 0.0) -> None:
        super().__init__(pieces, gap)
        self.leans = next((piece.leans for piece in pieces if not isinstance(piece, Text)), False)

    @property
    def least(self) -> float:
        return self.height

    def split(self, room: float, *, must: bool = False) -> tuple[Stack, Stack] | None:
        parts = super().split(room, must=True) if must else None
        return parts and (parts[0], Keep(parts[1].pieces, self.gap))


def _parted(pieces: Iterable[Piece], page: float) -> Iterator[Piece]:
    """What no page can hold is parted into what one can, from where it stands: kept, it would leave the page before it
    empty."""
    for piece in pieces:
        if isinstance(piece, Keep) and piece.height > page + _SLACK:
            piece.pieces[0].gap = piece.pieces[0].gap or piece.gap
            yield from _filled(piece.pieces, page)
        else:
            yield piece


def _filled(pieces: Sequence[Piece], page: float) -> Iterator[Piece]:
    """As many pieces at a time as a page can hold, kept. What is glued goes with what follows, as far as one
    can hold both. What no page can hold begins under what stands before it: else that would stand on a page alone."""
    held: list[Piece] = []
    for piece in pieces:
        if piece.height > page + _SLACK:
            yield from (*held, *_parted([piece], page))
            held = []
            continue
        if held and Stack([*held, piece]).height > page + _SLACK:
            cut = len(held)
            while cut and held[cut - 1].glued and Stack([*held[cut - 1 :], piece]).height <= page + _SLACK:
                cut -= 1
            yield from _kept(held[:cut])
            held = held[cut:]
        held.append(piece)
    yield from _kept(held)


def _kept(pieces: Sequence[Piece]) -> Sequence[Piece]:
    """Pieces in one; one alone is as it was."""
    return pieces if len(pieces) < 2 else (Keep(pieces, gap=pieces[0].gap),)


def _begun(rest: Stack, room: float, other: float) -> tuple[Stack, Stack] | None:
    """The shorter first page: what it cannot keep together is parted there, or left to the next if that fits not."""
    if kept := rest.split_for(room, other):
        return kept
    parted = rest.split(room, must=True)
    return parted if parted is not None and parted[0].height <= room + _SLACK else None


def _signed_at(rest: Stack, keeping: Keeping) -> int | None:
    """Where signatures stand that begin a page, under their title or under who signs for what; None where more stands
    above them."""
    at = next((at for at, piece in enumerate(rest.pieces) if not isinstance(piece, Heading)), len(rest.pieces))
    if keeping.parts and at < len(rest.pieces) - 1 and isinstance(rest.pieces[at], Text):
        at += rest.pieces[at].glued
    return at if at < len(rest.pieces) and rest.pieces[at].leans else None


def _led(page: Stack, rest: Stack, room: float, keeping: Keeping) -> tuple[Stack, Stack]:
    """No signatures begin a page, with their title or without: the end of what is signed goes with them, as far as
    `room` points hold both. A short section goes whole, under its title; else what stands last is parted if it may be,
    else all of it goes, unless that would leave the page empty."""
    at = _signed_at(rest, keeping)
    if at is None or not page.pieces or (keeping.parts and page.pieces[-1].leans):
        return page, rest
    most = keeping.blocks * room
    room -= Stack(rest.pieces[: at + 1]).height + rest.pieces[0].gap - _SLACK
    done, moved = _section(page)
    if done.pieces and Stack(moved).height <= min(most, room) and not any(piece.leans for piece in moved):
        return done, Stack([*moved, *rest.pieces])
    *above, last = page.pieces
    parts = last.split(last.height - _TAIL)
    if parts is not None and parts[1].height <= room:
        return Stack([*above, parts[0]]), Stack([parts[1], *rest.pieces])
    done, moved = _cut(page)
    goes = done.pieces and Stack(moved).height <= room
    return (done, Stack([*moved, *rest.pieces])) if goes else (page, rest)


def _section(page: Stack) -> tuple[Stack, Sequence[Piece]]:
    """The page without the section that it ends with, and that; all of it where none begins on the page."""
    at = len(page.pieces) - 1
    while at > 0 and not isinstance(page.pieces[at], Heading):
        at -= 1
    return Stack(page.pieces[:at]), page.pieces[at:]


def _cut(page: Stack) -> tuple[Stack, Sequence[Piece]]:
    """The page without its last piece, and that piece with what is glued to it."""
    at = len(page.pieces) - 1
    while at > 0 and page.pieces[at - 1].glued:
        at -= 1
    return Stack(page.pieces[:at]), page.pieces[at:]


def _end(page: Stack, wanted: float, least: float) -> tuple[Stack, Sequence[Piece]]:
    """The page without its end, and that: its last pieces, and a part of the next one, until about `wanted` points stay
    and no fewer than `least`; never signatures."""
    moved: list[Piece] = []
    while page.height > wanted:
        done, last = _cut(page)
        if done.height < least or any(piece.leans for piece in last):
            break
        page, moved = done, [*last, *moved]
    *above, piece = page.pieces
    if piece.leans or piece.glued or page.height < wanted + _TAIL:
        return page, moved
    for share in (1.0, 0.75, 0.5):
        parts = piece.split(piece.height - share * (page.height - wanted))
        if parts is not None and Stack([*above, parts[0]]).height >= least:
            return Stack([*above, parts[0]]), [parts[1], *moved]
    return page, moved


def _evened(pages: list[Stack], whole: Container[int], room: float, keeping: Keeping) -> list[Stack]:
    """A page that bears little gets the last piece of the page before, where that makes the emptier one of both fuller:
    never signatures, which stay under what is signed.
    `whole`: the pieces, by identity, before which no new page was asked for."""
    for at in range(len(pages) - 1, 0, -1):
        above, low = pages[at - 1], pages[at]
        little = keeping.last if at == len(pages) - 1 else keeping.little
        if low.height > little * room or not low.pieces or id(low.pieces[0]) not in whole or not above.pieces:
            continue
        wanted, least = (above.height + low.height) / 2, keeping.least * room
        done, moved = _end(above, wanted, least) if keeping.parts else _cut(above)
        if not moved or any(piece.leans for piece in moved):
            continue
        more = Stack([*moved, *low.pieces])
        if more.height <= room + _SLACK and min(done.height, more.height) > keeping.gain * low.height:
            pages[at - 1 : at + 1] = [done, more]
    return pages


def paginate(pieces: Sequence[Piece], first: float, other: float, keeping: Keeping) -> list[Stack]:
    """The pages: `first` points of room on the first one, `other` on those that follow."""
    pages: list[Stack] = []
    kept = _parted(pieces, max(first, other))
    flow = rest = Stack([piece for place, piece in enumerate(kept) if place or not isinstance(piece, NewPage)])
    whole = {id(piece) for before, piece in pairwise(flow.pieces) if not isinstance(before, NewPage)}
    while rest.pieces or not pages:
        page, rest = (
            rest.split(other, must=True) if pages else _begun(rest, first, other if keeping.parts else float("inf"))
        ) or (Stack([]), rest)
        page, rest = _led(page, rest, other, keeping)
        pages.append(page)
        while rest.pieces and isinstance(rest.pieces[0], NewPage | Gap):
            rest = Stack(rest.pieces[1:])
    return _evened(pages, whole, other, keeping)
