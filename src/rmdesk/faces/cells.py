"""Widths in terminal cells: a Chinese character takes two, and a terminal knows nothing of `len`."""

import re
from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal

from rich.cells import cell_len, set_cell_size

from rmdesk.domain.characters import visible
from rmdesk.locale import Lang, tr

_LEAST_WITHIN = 12
"""In fewer cells only the beginning of a text is of use."""
_LEAST_PART = 8
_GAPS = re.compile(r"( · |  )")


def width(text: str) -> int:
    """How many cells `text` takes."""
    return cell_len(text)


def cut(text: str, cells: int) -> str:
    """`text` in at most `cells` cells; what was cut shows as an ellipsis, and no character is halved."""
    flat = visible(text)
    if cell_len(flat) <= cells:
        return flat
    return _head(flat, cells - 1) + "…" if cells > 0 else ""


def cut_within(text: str, cells: int) -> str:
    """The same, cut in its middle: products of one series differ at the end of their names."""
    flat = visible(text)
    if cell_len(flat) <= cells or cells < _LEAST_WITHIN:
        return cut(text, cells)
    end = _head(flat[::-1], (cells - 1) // 2)[::-1]
    return f"{_head(flat, cells - 1 - cell_len(end))}…{end}"


def cut_before(text: str, cells: int) -> str:
    """`text` in at most `cells` cells, its last part whole: of what stands before it between dots or blanks the longest
    give way. What is done, and to what, is read in such a line."""
    first, *others = _GAPS.split(visible(text))
    parts, room = [first, *others], cells - sum(map(cell_len, others[::2]))
    wide = [cell_len(one) for one in parts[::2]]
    for _ in range(sum(wide) - room):
        longest = max(range(len(wide) - 1), key=wide.__getitem__, default=-1)
        if longest >= 0 and wide[longest] > _LEAST_PART:
            wide[longest] -= 1
    parts[::2] = map(cut, parts[::2], wide)
    return cut("".join(parts), cells)


def _head(text: str, cells: int) -> str:
    """As many whole characters as fit."""
    room = cells
    for end, character in enumerate(text):
        room -= cell_len(character)
        if room < 0:
            return text[:end]
    return text


def fit(text: str, cells: int, align: str = "left", *, within: bool = False) -> str:
    """`text` cut, `within` it or at its end, or filled to exactly `cells` cells, aligned "left" or "right"."""
    short = cut_within(text, cells) if within else cut(text, cells)
    if align == "right":
        return " " * (cells - cell_len(short)) + short
    return set_cell_size(short, cells)


def wrap(text: str, cells: int) -> list[str]:
    """`text` broken into lines of at most `cells` cells; English breaks at spaces, Chinese anywhere but one
    character from a mark."""
    lines: list[str] = []
    for paragraph in text.split("\n"):
        lines += _wrap_one(visible(paragraph), cells)
    return lines


def packed(parts: Iterable[str], cells: int, gap: str = "   ") -> list[str]:
    """`parts` beside each other in lines of at most `cells` cells: none is broken that fits in a line."""
    lines: list[str] = []
    for part in parts:
        joined = f"{lines[-1]}{gap}{part}" if lines else ""
        if joined and cell_len(joined) <= cells:
            lines[-1] = joined
        else:
            lines.append(part)
    return lines


def listed(texts: Iterable[str], lang: Lang) -> str:
    """Several things in one line, with the mark that the language puts between them."""
    return ("、" if lang == "zh" else ", ").join(texts)


def _wrap_one(text: str, cells: int) -> list[str]:
    lines, line = [], ""
    for piece in _pieces(text, cells):
        if line and cell_len(line + piece.rstrip()) > cells:
            lines.append(line.rstrip())
            line = ""
            piece = piece.lstrip()
        while cell_len(piece.rstrip()) > cells:
            head = _head(piece, cells) or piece[:1]
            head = head[: head.rfind(" ") + 1] or head
            lines.append(head.rstrip())
            piece = piece[len(head) :].lstrip()
        line += piece
    return [*lines, line.rstrip()]


# No line begins with these, nor ends with those.
_CLOSING = "，。；：、？！）】》］”’％,.;:?!)]}%…—"
_OPENING = "（【《［“‘([{"
_MARKS = "，。；：、？！"  # between which words begin and end
_FACT = 30  # cells up to which one of several facts with dots between them stays in one line
_HEADING = 8  # Chinese characters up to which what stands between blanks is never broken
_COUNTED = re.compile(r"^(· )?[（(]?[0-9][0-9,.]*(?<![,.])[%‰]? 天?$")  # what is counted stays with its number
_NUMBERED = re.compile(r"(\b[A-Z]{3}|[0-9]{4}-[0-9]{2}-[0-9]{2}) $")  # a currency with its amount, a day with its hour

_TYPED = re.compile(r"^[（(]?[<?] $")  # what is typed, with what it does
_CITED = re.compile(r"[（(]?[A-Z]{3,4}-[0-9]{2}[）)]?\W*")  # a rule, with what it is cited for


def _pieces(text: str, cells: int) -> list[str]:
    """What is never broken, in its order; a dot between two facts begins a line rather than ends it."""
    before, *others = text.split(" · ")
    pieces = _characters(before)
    for fact in others:
        said = f"· {fact}"
        if _CITED.fullmatch(before):  # a rule before what it says: alone in a line it tells nothing
            pieces[-1:], before = _characters(f"{pieces[-1]} {said}"), fact
            continue
        pieces, before = [*pieces[:-1], f"{pieces[-1] if pieces else ''} "], fact
        pieces += [said] if cell_len(said) <= min(_FACT, cells) else _characters(said)
    return _cited(_paired(_whole(pieces)))


def _whole(pieces: list[str]) -> list[str]:
    """The same, a few Chinese characters between blanks, or after a colon, in one piece: they are a name or a heading,
    and half of one is no word."""
    kept, at = list[str](), 0
    while at < len(pieces):
        end = at
        while end < len(pieces) and _is_chinese(pieces[end].rstrip()) and (end == at or pieces[end - 1][-1] != " "):
            end += 1
        alone = at == 0 or pieces[at - 1][-1] in " ："
        alone = alone and (end == len(pieces) or pieces[end - 1][-1] == " ")
        end = end if alone and at < end <= at + _HEADING else at + 1
        kept.append("".join(pieces[at:end]))
        at = end
    return kept


def _paired(pieces: list[str]) -> list[str]:
    """The same, the first two and the last two Chinese characters between marks in one piece each: most words have
    two, and one character alone at an end of a line is half of one."""
    kept: list[str] = []
    for place, piece in enumerate(pieces, 1):
        before = kept[-1] if kept and len(kept[-1]) <= 2 and _is_chinese(kept[-1][-1]) else ""
        begins = len(kept) > 1 and kept[-2][-1] in _MARKS and len(before) == 1
        ends = (piece[1:].rstrip() or place == len(pieces)) and not piece[1:].strip(_CLOSING)
        if before and _is_chinese(piece[0]) and (begins or ends):
            kept[-1] += piece
        else:
            kept.append(piece)
    return kept


def _cited(pieces: Iterable[str]) -> list[str]:
    """The same, a rule in one piece with what stands before it: alone in a line it tells nothing, and of Chinese with
    the last few characters, lest a word be broken for it."""
    kept: list[str] = []
    for piece in pieces:
        if kept and _CITED.fullmatch(piece):
            if len(kept) > 1 and _is_chinese(kept[-2]) and not _CITED.search(kept[-1]):
                kept[-2:] = ["".join(kept[-2:])]
            kept[-1] += piece
        else:
            kept.append(piece)
    return kept


def _is_chinese(piece: str) -> bool:
    """Whether it is a single Chinese character."""
    return len(piece) == 1 and piece.isalpha() and cell_len(piece) == 2


def _characters(text: str) -> list[str]:
    pieces: list[str] = []
    for character in text:
        glue = pieces and (
            character in _CLOSING
            or pieces[-1][-1] in _OPENING
            or pieces[-1] == "· "
            or (character == " " and not pieces[-1].endswith(" "))
            or (cell_len(character) == 1 and cell_len(pieces[-1][-1]) == 1 and pieces[-1][-1] != " ")
            or (character.isalpha() and _COUNTED.match(pieces[-1]))
            or _TYPED.match(pieces[-1])
            or (character.isdigit() and _NUMBERED.search(pieces[-1]))
        )
        if glue:
            pieces[-1] += character
        else:
            pieces.append(character)
    return pieces


def chunks(text: str) -> Iterator[tuple[int, int, str]]:
    """What is never broken of a text that is edited, with where it begins and ends."""
    start = 0
    for piece in _characters(text):
        yield start, start + len(piece), piece
        start += len(piece)


def money(amount: Decimal | str | None) -> str:
    """An amount in yuan with separators and two places; "—" for none."""
    if amount is None or amount == "":
        return "—"
    return f"{Decimal(amount):,.2f}"


def day(given: date | None) -> str:
    """A date as 2026-11-21; "—" for none."""
    return "—" if given is None else given.isoformat()


def long_day(given: date, lang: Lang) -> str:
    """A date with its weekday."""
    return f"{given.isoformat()} {tr(lang, f'common.weekday.{given.weekday()}')}"


def head(text: str, cells: int = 40) -> str:
    """The beginning of a text in one line."""
    return cut(" ".join(text.split()), cells)
