"""How cells of lists are read. One reader may serve many targets of many kinds; each notes what it cannot read."""

import re
import unicodedata
from datetime import date
from decimal import Decimal
from typing import Final

from rmdesk.desk.imports import counting
from rmdesk.desk.imports.rows import Cells
from rmdesk.desk.shelf.fees import is_free, is_given, of_cell, of_column, of_rate
from rmdesk.desk.wording.product_names import OF_CLIENTS
from rmdesk.domain.amounts import read_amount
from rmdesk.domain.fees import MOST, Fee
from rmdesk.domain.imports import values
from rmdesk.domain.imports.cells import plain
from rmdesk.domain.imports.units import MONEY, SHARE, TIME
from rmdesk.domain.refusal import refuse

_SIGNED = re.compile(r"[¥￥$€]")
_LARGE = ("万", "亿", "千")
_LEAST = re.compile("起[购投售]?$")
_SMALL: Final = {"fee_sales": Decimal("0.005"), "fee_custody": Decimal("0.005")}
_SMALLEST: Final = Decimal("0.05")
"""A rate in per cent below this is hardly any, but the share of one that usual rates are."""
_BARE = re.compile(r"(?<![0-9.,])0?\.0[0-9]+(?![0-9.]|\s*(?:[%％‰元]|bps?|[万千]))", re.IGNORECASE)
_CUT = re.compile(r"[0-9](?:\.[0-9]+)?e\+[0-9]+", re.IGNORECASE)


def word(cells: Cells, target: str, text: str) -> str | None:
    """A word of the target's vocabulary. An unknown one is asked and refuses no row."""
    known = cells.may_mean(target, text, cells.kind.words.word[target])
    answered = cells.answer(target, text, known)
    if cells.omits(target, text, answered):
        return None
    if answered is not None:
        return answered or None
    found = cells.kind.words.meaning(target, text)
    if found is None:
        cells.ask(target, text, known)
    return found


def amount(cells: Cells, target: str, text: str) -> Decimal | None:
    """Yuan, or the row's currency. A cell written in yuan under a heading in 万元 is asked: one of the two is wrong,
    ten thousandfold."""
    answered = cells.answer(target, text)
    signed = answered is None and _SIGNED.search(text) and not any(one in text for one in _LARGE)
    text = answered or text
    least = _LEAST.sub("", text)  # 1万元起
    own = read_amount(least)
    unit = ""
    if signed or own != read_amount(least, "万"):  # a figure without a unit of its own
        counted = counting.counted(cells, target, MONEY)
        if counted is None:
            return None
        unit = counted.unit
    if signed and unit:
        bare = _SIGNED.sub("", text)
        cells.ask(target, text, (f"{bare}元", f"{bare}{unit}元"))
        cells.wrong(target, refuse("IMPORT.unit", given=text, unit=f"{unit}元"), ask=True)
        return None
    return cells.or_fault(target, read_amount(least, unit), refuse("INPUT.amount", given=text))


def day(cells: Cells, target: str, text: str) -> date | None:
    """A day; None for a word or a far day that says "no end"."""
    if cells.is_endless(text):
        return None
    found = dated(cells, target, text)
    return None if found is None or found.year >= values.NO_END else found


def dated(cells: Cells, target: str, text: str) -> date | None:
    """A day as it stands, in the order of its column; None for one of zeros alone, by which many systems say that there
    is none."""
    text = cells.answer(target, text) or text
    if not text.strip("0-/.: "):
        return None
    order = cells.study(target).order
    if order == "asked":
        answered = cells.answer(target, ORDER)
        order = "month_first" if answered == "month_first" else "day_first" if answered == "day_first" else order
    found = values.day(text, order, epoch_1904=cells.kind.sheet.epoch_1904)
    if found is None and order == "asked" and values.day(text, "month_first") is not None:
        cells.ask(target, ORDER, ("month_first", "day_first"))
        cells.wrong(target, refuse("IMPORT.order", given=text), ask=True)
        return None
    if found is None:
        cells.wrong(target, refuse("INPUT.date", given=text))
    return found


ORDER = "?/?/????"
"""The word under which the order of a column's days is asked."""


NOT_IN_DAYS: Final = 0
"""There is a term, and its cell does not say how many days it has."""


def days(cells: Cells, target: str, text: str) -> int | None:
    """A term in days; None for one without an end, NOT_IN_DAYS for one in months or in words."""
    said = cells.answer(target, text) or text
    if cells.is_endless(said):  # before it is counted: 999999 is no number of days
        return None
    found = counting.in_cell(cells, target, said, TIME)
    return None if found is None else values.days(found) or NOT_IN_DAYS


def years(cells: Cells, target: str, text: str) -> int | None:
    """A number of years."""
    found = counting.in_cell(cells, target, text, TIME)
    return None if found is None else cells.or_fault(target, values.years(found), refuse("INPUT.integer", given=found))


def percent(cells: Cells, target: str, text: str) -> Decimal | None:
    """A figure in per cent."""
    found = counting.in_cell(cells, target, text, SHARE)
    return (
        None if found is None else cells.or_fault(target, values.percent(found), refuse("INPUT.percent", given=found))
    )


def fee_rate(cells: Cells, target: str, text: str) -> Fee | None:
    """A fee of the kind that its column is for, a figure in per cent, that none is charged, or that it is still to be
    said."""
    words, kind = cells.kind.words, target.removeprefix("fee_")
    if is_free(words, text) or words.is_unsaid(text):
        return of_column(words, kind, text)
    sure = _sure(cells, target, text)
    said = None if sure is None else counting.in_cell(cells, target, sure, SHARE)
    rate = None if said is None else cells.or_fault(target, values.percent(said), refuse("INPUT.rate", given=said))
    return None if rate is None else _no_gift(cells, target, of_rate(words, kind, rate))


def fee(cells: Cells, target: str, text: str) -> Fee | None:
    """A fee of the kind that its column is for: a rate, words where it is no single one, or that it is still to be
    said."""
    words = cells.kind.words
    if not words.is_unsaid(text) and (is_given(text) or not words.tells(text)):
        cells.wrong(target, refuse("INPUT.fee", given=text))
        return None
    sure = _sure(cells, target, text)
    said = None if sure is None else counting.in_cell(cells, target, sure, SHARE)
    return None if said is None else _no_gift(cells, target, of_column(words, target.removeprefix("fee_"), said))


def _sure(cells: Cells, target: str, text: str) -> str | None:
    """The cell of a rate; None where it is so small a figure without a mark that it may be a share of one: 0.003 is
    0.3% or 0.003%, and is asked."""
    found = values.percent(text) if counting.is_bare(cells, target, text, SHARE) else None
    if found is None or not 0 < found < _SMALL.get(target, _SMALLEST):
        return text
    may_be = tuple(f"{one}%" for one in _either(found))
    answered = cells.answer(target, text, may_be)
    if not answered:
        cells.ask(target, text, may_be)
        cells.wrong(target, refuse("IMPORT.rate", given=text, share=may_be[0], percent=may_be[1]), ask=True)
    return answered or None


def _either(figure: Decimal) -> tuple[str, str]:
    """What a small figure may be in per cent, as a share of one or as it stands."""
    return f"{(figure * 100).normalize():f}", f"{figure.normalize():f}"


def _no_gift(cells: Cells, target: str, found: Fee) -> Fee | None:
    """The fee; None where it would be paid to the client, or takes all there is."""
    if found.rate is None or 0 <= found.rate < MOST:
        return found
    least, rate = refuse("INPUT.least", given=found.rate, least=0), refuse("INPUT.rate", given=f"{found.rate:f}%")
    cells.wrong(target, least if found.rate < 0 else rate)
    return None


def fees(cells: Cells, target: str, text: str) -> tuple[Fee, ...] | None:
    """All fees of a product in one cell. A small figure without a mark may be a share of one, and is asked."""
    bare = _BARE.search(text)
    if bare is not None:
        may_be = tuple(_BARE.sub(f"{one}%", text, count=1) for one in _either(Decimal(bare[0])))
        answered = cells.answer(target, text, may_be)
        if not answered:
            cells.ask(target, text, may_be)
            cells.wrong(target, refuse("INPUT.fees", given=text), ask=True)
            return None
        text = answered
    return cells.or_fault(target, of_cell(cells.kind.words, text), refuse("INPUT.fees", given=text))


def share(cells: Cells, target: str, text: str) -> Decimal | None:
    """A share from 0 to 1."""
    said = counting.in_cell(cells, target, text, SHARE)
    if said is None:
        return None
    found = values.share(said, among_percents=cells.study(target).percents)
    return cells.or_fault(target, found, refuse("INPUT.share", given=said))


def level(cells: Cells, target: str, text: str) -> str | None:
    """The code of a product's level; words beside it that stand for another one are asked."""
    codes, words = cells.pack.levels.product_codes, cells.kind.words.word["level"]
    answered = cells.answer(target, text, codes)
    text = answered or text
    if plain(text) in cells.kind.words.plain_words["unrated"]:
        return None
    found = values.level(text, words, codes)
    worded = {one for one in values.levels_worded(text, words) if one in codes}
    of_clients = not answered and OF_CLIENTS.search(unicodedata.normalize("NFKC", text)) is not None
    if found is not None and not answered and (worded - {found} or of_clients):
        cells.ask(target, text, codes if of_clients else tuple(sorted({found, *worded})))
        cells.wrong(target, refuse("IMPORT.level", given=text), ask=True)
        return None
    return cells.or_fault(target, found, refuse("INPUT.choice", given=text, allowed=", ".join(codes)))


def code(cells: Cells, target: str, text: str) -> str | None:
    """A number by name only. One that a spreadsheet has made a figure of is lost (2.70E+05); one that is shorter than
    all others may have lost its zeros and is asked."""
    answered = cells.answer(target, text)
    if answered:
        return answered
    if _CUT.fullmatch(text):
        cells.wrong(target, refuse("INPUT.number", given=text))
        return None
    width = cells.study(target).width
    if text.isdigit() and len(text) < width:
        cells.ask(target, text, (text.zfill(width), text))
        cells.wrong(target, refuse("IMPORT.width", given=text, width=width, padded=text.zfill(width)), ask=True)
        return None
    return text


def is_cut(text: str) -> bool:
    """Whether a spreadsheet has made a figure of a number: 1.9E+10."""
    return _CUT.fullmatch(text.strip()) is not None
