"""Amounts in the characters that nobody can alter (大写金额), as Chinese bills and orders want them, and in English
words: a digit that was added to a figure is seen beside them."""

from decimal import Decimal

from rmdesk.domain import money

_DIGITS = "零壹贰叁肆伍陆柒捌玖"
_PLACES = ("", "拾", "佰", "仟")
_GROUPS = ("", "万", "亿", "万亿")
_ONES = (
    "", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen",
    "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_TENS = ("", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_THOUSANDS = ("", " thousand", " million", " billion", " trillion", " quadrillion")


def capitals(amount: Decimal) -> str:
    """An amount of at least 0 and below 10 to the 16th: 贰拾万元整, 壹万零伍元零叁分. ValueError for any other."""
    whole, rest = _parted(amount)
    said = f"{_whole(whole)}元" if whole or not rest else ""
    ten, one = divmod(rest, 10)
    if ten:
        said += f"{_DIGITS[ten]}角"
    elif one and whole:
        said += "零"
    return said + (f"{_DIGITS[one]}分" if one else "整")


def in_words(amount: Decimal) -> str:
    """The same in English: two hundred thousand and 00/100."""
    whole, rest = _parted(amount)
    said = []
    for place in range(len(_THOUSANDS) - 1, -1, -1):
        group = whole // 1000**place % 1000
        said += [f"{_hundreds(group)}{_THOUSANDS[place]}"] if group else []
    return f"{' '.join(said) or 'zero'} and {rest:02}/100"


def _hundreds(group: int) -> str:
    hundreds, rest = divmod(group, 100)
    tens, ones = (0, rest) if rest < len(_ONES) else divmod(rest, 10)
    below = "-".join(filter(None, (_TENS[tens], _ONES[ones])))
    return " ".join(filter(None, (f"{_ONES[hundreds]} hundred" if hundreds else "", below)))


def _parted(amount: Decimal) -> tuple[int, int]:
    fen = int(money.worth(amount) * 100)
    if not 0 <= fen < 10**18:
        raise ValueError(f"no amount to be written out: {amount}")
    return divmod(fen, 100)


def _whole(number: int) -> str:
    """Groups of four digits; one 零 for each run of empty places between digits that are there."""
    if not number:
        return _DIGITS[0]
    said, gap, started = "", False, False
    for place in range(len(_GROUPS) - 1, -1, -1):
        group = number // 10_000**place % 10_000
        if not group:
            gap = started
            continue
        short = started and (gap or group < 1000)
        said += (_DIGITS[0] if short else "") + _group(group) + _GROUPS[place]
        started, gap = True, False
    return said


def _group(group: int) -> str:
    said, gap = "", False
    for place in range(3, -1, -1):
        digit = group // 10**place % 10
        if digit:
            said += (_DIGITS[0] if gap else "") + _DIGITS[digit] + _PLACES[place]
            gap = False
        else:
            gap = bool(said)
    return said
