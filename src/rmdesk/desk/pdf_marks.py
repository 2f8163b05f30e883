"""Reading a PDF without a PDF library, be it torn or not: the marks of the desk's papers, and how many pages.

Only what a careful reader can tell from the bytes: every stream is taken in the order of the file and unpacked where
it is packed the usual way. A file that hides its objects otherwise gives less, never more.
"""

import re
import zlib
from typing import Final, NamedTuple

_MARK: Final = re.compile(rb"RMDESK:1:([A-Z]+-[0-9A-Z/-]{1,24}):([0-9a-f]{64})")
_WIDE_MARK: Final = re.compile(rb"(?:\x00[\x20-\x7e]){8,120}")
_HEX_STRING: Final = re.compile(rb"<([0-9A-Fa-f\s]{40,600})>")
_ESCAPED: Final = re.compile(rb"\\([0-3][0-7]{2}|[()\\])")
_STREAM: Final = re.compile(rb"(?<!end)stream\r?\n")
_PAGE: Final = re.compile(rb"/Type\s*/Page(?![a-zA-Z])")
_COUNT: Final = re.compile(
    rb"/Count\s+([0-9]{1,6})[^<>]{0,200}/Kids|/Kids\s*\[[^\]]*\][^<>]{0,200}/Count\s+([0-9]{1,6})"
)
_TABLES: Final = re.compile(rb"/Type\s*/ObjStm\b")
"""Objects that are packed together, those of the pages among them."""
_HEAD: Final = 2000
"""How far in front of a stream its dictionary is looked for."""
_MOST: Final = 60_000_000
"""Unpacked bytes of one file: a few hundred packed bytes must not fill the memory."""


class Mark(NamedTuple):
    """What the QR code and the keywords of a paper say: its number and the digest of its content."""

    number: str
    digest: str


def is_pdf(content: bytes) -> bool:
    """Whether the bytes begin as a PDF does; some programs put a few bytes in front."""
    return b"%PDF-" in content[:1024]


def marks(content: bytes) -> tuple[Mark, ...]:
    """Every mark of a paper in the file, each once, in order."""
    texts = [content, *(data for _, data in _streams(content))]
    found: dict[Mark, None] = {}
    for text in texts:
        plain = _ESCAPED.sub(_character, text) if b"\\" in text else text
        for part in (plain, *_wide(plain), *_hex(text)):
            found |= {Mark(number.decode(), digest.decode()): None for number, digest in _MARK.findall(part)}
    return tuple(found)


def pages(content: bytes) -> int:
    """How many pages a PDF says that it has; 0 for none."""
    streams = _streams(content)
    outside, last = bytearray(), 0
    for (start, end), data in streams:
        outside += content[last:start]
        head, last = content[max(0, start - _HEAD) : start], end
        if _TABLES.search(head[head.rfind(b"obj") :]):
            outside += data
    return _pages(bytes(outside + content[last:]))


def _pages(text: bytes) -> int:
    """What the tree of pages counts; where it is not to be found, the pages that lie about. A page that was taken out
    of a file often stays in it."""
    counted = [int(one or other) for one, other in _COUNT.findall(text)]
    return max(counted) if counted else len(_PAGE.findall(text))


def _streams(content: bytes) -> list[tuple[tuple[int, int], bytes]]:
    """Every stream: where it stands, and its data, unpacked where it is packed with Flate."""
    found, room, at = [], _MOST, 0
    while (begin := _STREAM.search(content, at)) is not None:
        end = content.find(b"endstream", begin.end())
        if end < 0:
            break
        raw = content[begin.end() : end]
        data = _unpacked(raw, room)
        room -= len(data)
        if room <= 0:
            break
        found.append(((begin.start(), end), data))
        at = end
    return found


def _unpacked(raw: bytes, most: int) -> bytes:
    try:
        return zlib.decompressobj().decompress(raw, most)
    except zlib.error:
        return raw.rstrip(b"\r\n")


def _character(escaped: "re.Match[bytes]") -> bytes:
    """A character that a literal string writes as an octal number, or behind a backslash."""
    code = escaped[1]
    return bytes([int(code, 8)]) if len(code) == 3 else code


def _wide(text: bytes) -> list[bytes]:
    """Runs of text in UTF-16, as office programs write a file's keywords."""
    return [run.replace(b"\x00", b"") for run in _WIDE_MARK.findall(text)]


def _hex(text: bytes) -> list[bytes]:
    """Texts written in hexadecimal digits."""
    found = []
    for digits in _HEX_STRING.findall(text):
        plain = b"".join(digits.split())
        if len(plain) % 2 == 0:
            data = bytes.fromhex(plain.decode())
            found += [data, data.replace(b"\x00", b"")]
    return found
