"""A product's fees as a table, in a line each, and as a cell of a list that says them all."""

import re
from decimal import Decimal
from typing import NamedTuple

from rmdesk.desk import show
from rmdesk.domain.amounts import FIGURE
from rmdesk.domain.base import Lang, Text
from rmdesk.domain.fees import FEE_WHEN, LISTED, MOST, OTHER, RATED, Fee, FeeWhen
from rmdesk.domain.fields import one_of
from rmdesk.domain.imports import values
from rmdesk.domain.imports.cells import plain
from rmdesk.domain.product import Product
from rmdesk.formpack import Pack
from rmdesk.formpack.imports import ImportWords

_PARTS = re.compile(
    r"[；;\n]+|(?:(?<=[0-9%％元年日时)）])|(?<=year)|(?<=annum))\s*[、，,]"
    r"(?=[^、，,；;（）()0-9]{0,20}(?:费|fee)[^、，,；;]*[0-9])(?![^（(]*[)）])",
    re.IGNORECASE,
)
"""Between two fees; a comma where one with its figure ends and another begins, and in no brackets."""
_NOTE = re.compile(r"[（(]([^（()）]*)[)）]$")
_FIGURE = re.compile(rf"(?<![0-9,])({FIGURE})\s*([%％]|万元|元)")
_BELOW = re.compile(r"[-－−‐‑‒–—―﹣]+\s*[0-9]")
_GIVEN = re.compile(
    r"(?<!不)(?<!不予)(?<!不会)(?<!不再)(?:返(?!回|售)|赠|(?<![报寄发配派递运移])送(?![达交审股转配])|倒贴|奖励|补贴|红包"
    r"|积分|抽奖|礼品|礼金|(?<!电)话费|退\s*[0-9]|退佣|有礼|[费金惠]券|立减|提成|可领)"
    r"|\b(?:cash ?back|rebates?|refund(?:s|ed)?|gifts?|lotter(?:y|ies)|prizes?|vouchers?|bonus(?:es)?|reward points)\b",
    re.IGNORECASE,
)
"""Words for what is paid or given to the client, or to who sells, which is no fee (SALE-12)."""
_CHARGED = re.compile(r"(?<!消)费(?!券)|收取|报酬|\b(?:fees?|charged?|charges)\b", re.IGNORECASE)
"""What names no usual fee is one only where it says that it is charged."""
_EDGE = " /:：，,、"
_ABOUT = f"{_EDGE}每按"
_UNSAID = "待定"
"""How the cell of a fee that nobody said reads."""


class FeeRow(NamedTuple):
    """One fee in words: what it is, how much, when it is charged, "" where the note alone says it, what more there is
    to know."""

    kind: str
    figure: str
    when: str
    note: str


def rows(pack: Pack, product: Product, lang: Lang) -> tuple[FeeRow, ...]:
    """The table of a product's fees; of one that nobody said it is told that the product's documents count."""
    unsaid = pack.sentences.unsaid_fees or Text.same("")
    return tuple(_row(pack, product, one, unsaid if is_unsaid(one) else one.note, lang) for one in product.fees)


def _row(pack: Pack, product: Product, fee: Fee, note: Text, lang: Lang) -> FeeRow:
    """Of a list's own words ("综合费率0.45%/年") nobody read when it is charged: they say it."""
    in_words = fee.kind == OTHER and fee.rate is None and fee.amount is None and note.zh != ""
    when = "" if in_words else pack.label("fee_when", fee.when, lang)
    return FeeRow(pack.label("fee_kind", fee.kind, lang), _figure(fee, product.currency, lang), when, note.of(lang))


def is_unsaid(fee: Fee) -> bool:
    """Whether a list names a fee and leaves open how much it is: "申购费 待定"."""
    return fee.rate is None and fee.amount is None and not fee.note.zh


def lines(pack: Pack, product: Product, lang: Lang) -> list[str]:
    """One fee a line, as it is told: "管理费：每年 0.30%（…）"."""
    return [_line(row, lang) for row in rows(pack, product, lang)]


def _line(row: FeeRow, lang: Lang) -> str:
    mark, opens, closes = ("：", "（", "）") if lang == "zh" else (": ", " (", ")")
    if not row.figure:
        return f"{row.kind}{mark}{row.note or row.when}"
    said = f"{row.when} {row.figure}" if lang == "zh" else f"{row.figure} {row.when}"
    return f"{row.kind}{mark}{said}{opens}{row.note}{closes}" if row.note else f"{row.kind}{mark}{said}"


def _figure(fee: Fee, currency: str, lang: Lang) -> str:
    if fee.rate is not None:
        return f"{fee.rate:f}%"
    return "" if fee.amount is None else show.money(fee.amount, lang, currency)


def is_given(text: str) -> bool:
    """Whether a text speaks of what the client or who sells is given instead of a fee."""
    return _GIVEN.search(text) is not None


def of_column(words: ImportWords, kind: str, text: str) -> Fee:
    """What a column for one kind says: a rate, words where it is no single one, or that it is still to be said."""
    rate = None if words.is_unsaid(text) else values.percent(text)
    if rate is not None and (_usual(words, kind) == "yearly" or not values.is_yearly(text)):
        return of_rate(words, kind, rate)
    note = "" if words.is_unsaid(text) else text
    return Fee(kind=kind, when=_usual(words, kind), note=Text.same(note))


def of_rate(words: ImportWords, kind: str, rate: Decimal) -> Fee:
    """A fee of so many per cent, charged when one of its kind usually is."""
    return Fee(kind=kind, rate=rate, when=_usual(words, kind))


def of_cell(words: ImportWords, text: str) -> tuple[Fee, ...] | None:
    """All fees that one cell names: "管理费0.3%/年；申购费 1.50% 买入时（100 万元以上另议）".

    A part that begins with no known word is kept as it is. What is still to be said of all fees is none, of one it is
    one `is_unsaid`; None for a figure without a name, nobody knows of what, for one below zero, of all there is or
    more, or given to the client, and for letters that say nothing.
    """
    parts = list[tuple[str, str]]()
    for part in _PARTS.split(text):
        if words.is_unsaid(part):
            continue
        kind, rest = _named(words, part.strip())
        goes_on = (
            bool(parts) and rest[:1].isdigit() and _NOTE.search(rest) is not None
        )  # 1.5%；1000元/笔（500万元以上）
        parts.append((parts[-1][0] if goes_on and kind == OTHER else kind, rest))
    found = [_of_part(words, *one) for one in parts]
    return None if None in found else tuple(one for one in found if one is not None)


def _named(words: ImportWords, part: str) -> tuple[str, str]:
    """Which fee a part begins with, `OTHER` where with no known word or with several, and what it says of it."""
    length, kind = _begins(words, part)
    rest = part[length:].strip(f"{_EDGE}和及与")
    return (kind, part[length:].strip(_EDGE)) if length and not _begins(words, rest)[0] else (OTHER, part)


def _begins(words: ImportWords, part: str) -> tuple[int, str]:
    """The longest word for a fee with which a part begins, by its length, and the fee."""
    begins = part.casefold()
    known = words.word["fee_kind"].items()
    return max(
        ((len(word), kind) for kind, said in known for word in said if begins.startswith(word.casefold())),
        default=(0, OTHER),
    )


def _of_part(words: ImportWords, kind: str, rest: str) -> Fee | None:
    if words.is_unsaid(rest):
        return of_column(words, kind, rest)
    if _BELOW.match(rest) or is_given(rest) or not words.tells(rest):
        return None
    if kind == OTHER:
        charged = not rest[0].isdigit() and _CHARGED.search(rest) is not None
        return Fee(kind=OTHER, when="once", note=Text.same(rest)) if charged else None
    note = _NOTE.search(rest)
    bare = rest if note is None else rest[: note.start()]
    figure = _FIGURE.search(bare)
    if figure is None:
        return Fee(kind=kind, when=_usual(words, kind), note=Text.same(rest))
    if _sum(figure[1], figure[2]).get("rate", 0) >= MOST:
        return None
    said = f"{bare[: figure.start()]} {bare[figure.end() :]}".strip(_ABOUT)
    told = None if note is None or said else words.meaning("fee_when", note[1])  # "0.1%（年）"
    when = told or (words.meaning("fee_when", said) if said else _usual(words, kind))
    if when is None:  # more than a figure and a word: it stands as it is
        return Fee(kind=kind, when=_usual(words, kind), note=Text.same(rest))
    return Fee(
        kind=kind,
        **_sum(figure[1], figure[2]),
        when=one_of(FEE_WHEN, when),
        note=Text.same("" if note is None or told else note[1]),
    )


def _sum(figure: str, unit: str) -> dict[str, Decimal]:
    number = Decimal(figure.replace(",", ""))
    if unit in "%％":
        return {"rate": number}
    return {"amount": number * 10_000 if unit == "万元" else number}


def _usual(words: ImportWords, kind: str) -> FeeWhen:
    return words.fee_when.get(kind, "once")


def texts(pack: Pack, product: Product) -> dict[str, str]:
    """The cells that say a product's fees: a column for each usual one, and `fees` for all others."""
    words, found = pack.imports, dict[str, str]()
    others = list[str]()
    for one in product.fees:
        column, cell = f"fee_{one.kind}", _column_text(one)
        usual = one.kind in LISTED and one.when == _usual(words, one.kind) and column not in found
        if usual and cell and _fits(words, one.kind, cell) and of_column(words, one.kind, cell) == one:
            found[column] = cell
        else:
            others.append(_part_text(pack, one))
    return found | ({"fees": "；".join(others)} if others else {})


def _fits(words: ImportWords, kind: str, cell: str) -> bool:
    """Whether the column of its kind takes it: some take a rate alone, or that there is none."""
    rate = values.percent(cell) is not None or words.is_unsaid(cell)
    return kind not in RATED or rate or is_free(words, cell)


def is_free(words: ImportWords, text: str) -> bool:
    """Whether a text says that a fee is not charged."""
    return plain(text) in words.plain_words.get("no_fee", ())


def _column_text(fee: Fee) -> str:
    if fee.rate is not None and not fee.note.zh:
        return f"{fee.rate:f}%"
    return fee.note.zh or _UNSAID if fee.rate is None and fee.amount is None else ""


def _part_text(pack: Pack, fee: Fee) -> str:
    name, when = pack.label("fee_kind", fee.kind, "zh"), pack.label("fee_when", fee.when, "zh")
    if fee.kind == OTHER:
        return fee.note.zh
    figure = f"{fee.rate:f}%" if fee.rate is not None else "" if fee.amount is None else f"{fee.amount:f}元"
    note = f"（{fee.note.zh}）" if fee.note.zh else ""
    return f"{name} {figure} {when}{note}" if figure else f"{name} {fee.note.zh or _UNSAID}"
