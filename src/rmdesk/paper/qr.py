"""A page's QR code. Words and places of the modules are the PDF library's; what corrects errors is counted here: the
library needs five times as long for it as for all the rest."""

from functools import cache
from itertools import chain, zip_longest

from reportlab.graphics.barcode.qrencoder import (
    EXP_TABLE,
    LOG_TABLE,
    QRBitBuffer,
    QRCode,
    QRErrorCorrectLevel,
    QRRSBlock,
    QRUtil,
)

QrModules = list[list[bool]]

_LEVEL = QRErrorCorrectLevel.M
_MASK = 4
"""Any mask is read as well; trying all eight for the prettiest takes 10 ms, half the time of a short paper."""


def qr_modules(text: str) -> QrModules:
    """The dark and light modules of the QR code of `text`, rows from above; no quiet zone."""
    code = QRCode(None, _LEVEL)
    code.addData(text)
    code.version = code.calculate_version()
    code.dataCache = _words(code)
    code.makeImpl(False, _MASK)
    return [[bool(dark) for dark in row] for row in code.modules]


def _words(code: QRCode) -> list[int]:
    """Data and what corrects its errors, block by block, woven as the standard wants it."""
    blocks = QRRSBlock.getRSBlocks(code.version, _LEVEL)
    data, at = _data(code, sum(block.dataCount for block in blocks)), 0
    told, corrections = [], []
    for block in blocks:
        told.append(data[at : at + block.dataCount])
        corrections.append(_correction(told[-1], block.totalCount - block.dataCount))
        at += block.dataCount
    woven = chain(zip_longest(*told), zip_longest(*corrections))
    return [word for words in woven for word in words if word is not None]


def _data(code: QRCode, count: int) -> list[int]:
    """What the code says, ended and filled up to `count` bytes."""
    said = QRBitBuffer()
    for part in code.dataList:
        part.write(said, code.version)
    said.put(0, min(4, 8 * count - said.length))
    said.put(0, -said.length % 8)
    words: list[int] = said.buffer
    filling = (QRCode.PAD0, QRCode.PAD1)
    return words + [filling[place % 2] for place in range(count - len(words))]


def _correction(words: list[int], count: int) -> list[int]:
    """The remainder of `words`, as a polynomial, by the generator of `count` correcting bytes."""
    generator = _generator(count)
    rest = [0] * count
    for word in words:
        first = word ^ rest[0]
        rest = [*rest[1:], 0]
        if first:
            power = LOG_TABLE[first]
            rest = [old ^ EXP_TABLE[(power + each) % 255] for old, each in zip(rest, generator, strict=True)]
    return rest


@cache
def _generator(count: int) -> tuple[int, ...]:
    """The powers of its coefficients behind the first, which is one."""
    return tuple(LOG_TABLE[each] for each in QRUtil.getErrorCorrectPolynomial(count).num[1:])
