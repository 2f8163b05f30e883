"""Reading a PDF without a PDF library: the mark of the desk's papers, how many pages, and what is drawn on them.

Only what a careful reader can tell from the bytes: every stream is taken in the order of the file and unpacked where
it is packed the usual way. A file that hides its objects otherwise gives less, never more: it is told as altered then.
"""

import hashlib
import re
import zlib
from typing import Final, NamedTuple

_MARK: Final = re.compile(rb"RMDESK:1:([A-Z]-[0-9]{1,9}):([0-9a-f]{64})")
_WIDE_MARK: Final = re.compile(rb"(?:\x00[\x20-\x7e]){8,120}")
_HEX_STRING: Final = re.compile(rb"<([0-9A-Fa-f\s]{40,600})>")
_STREAM: Final = re.compile(rb"stream\r?\n")
_PAGE: Final = re.compile(rb"/Type\s*/Page(?![a-zA-Z])")
_ANNOTATION: Final = re.compile(
    rb"/Subtype\s*/(?:FreeText|Stamp|Ink|Square|Circle|Line|Highlight|Text|Redact|Widget)\b"
)
_HIDDEN: Final = re.compile(rb"/Type\s*/(?:ObjStm|XRef|Metadata)\b")
_HEAD: Final = 2000
"""How far in front of a stream its dictionary is looked for."""
_MOST: Final = 60_000_000
"""Unpacked bytes of one file: a few hundred packed bytes must not fill the memory."""


class Mark(NamedTuple):
    """What the QR code and the keywords of a paper say: its number and the digest of its content."""

    number: str
    digest: str


class Drawn(NamedTuple):
    """What a PDF shows, as far as bytes tell: `streams` are the digests of everything that is drawn or drawn with."""

    streams: tuple[str, ...]
    pages: int
    annotated: bool


def is_pdf(content: bytes) -> bool:
    """Whether the bytes begin as a PDF does; some programs put a few bytes in front."""
    return b"%PDF-" in content[:1024]


def marks(content: bytes) -> tuple[Mark, ...]:
    """Every mark of a paper in the file, each once, in order."""
    texts = [content, *(data for _, data in _streams(content))]
    found: dict[Mark, None] = {}
    for text in texts:
        for part in (text, *_wide(text), *_hex(text)):
            found |= {Mark(number.decode(), digest.decode()): None for number, digest in _MARK.findall(part)}
    return tuple(found)


def drawn(content: bytes) -> Drawn:
    """What is drawn in the file."""
    streams, outside = [], bytearray()
    last = 0
    for (start, end), data in _streams(content):
        outside += content[last:start]
        head, last = content[max(0, start - _HEAD) : start], end
        if _HIDDEN.search(head[head.rfind(b"obj") :]):
            outside += data
        else:
            streams.append(hashlib.sha256(data).hexdigest())
    outside += content[last:]
    text = bytes(outside)
    return Drawn(tuple(sorted(streams)), len(_PAGE.findall(text)), bool(_ANNOTATION.search(text)))


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
