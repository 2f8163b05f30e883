"""A font program with only the glyphs that a paper uses, for embedding as a CID TrueType font."""

import struct

from rmdesk.paper.typeface import Typeface, big_endian

_COPIED = ("cvt ", "fpgm", "prep")


def subset(face: Typeface, glyphs: list[int]) -> bytes:
    """A TrueType program whose glyph n is `glyphs[n]` of `face`.

    The paper's fonts compose no glyph of others; ValueError for one that does, whose parts would be missing.
    """
    outlines = [face.outline(glyph) for glyph in glyphs]
    if any(outline[:1] >= b"\x80" for outline in outlines):
        raise ValueError(f"{face.name} composes glyphs of others, which are not embedded")
    tables = {tag: face.table(tag) for tag in _COPIED if tag in face.tables}
    tables["glyf"], tables["loca"] = _outlines(outlines)
    tables["hmtx"] = b"".join(struct.pack(">Hh", *face.metrics(glyph)) for glyph in glyphs)
    tables["hhea"] = _patched(face.table("hhea"), 34, len(glyphs))
    tables["maxp"] = _patched(face.table("maxp"), 4, len(glyphs))
    head = _patched(face.table("head"), 50, 1)
    tables["head"] = head[:8] + bytes(4) + head[12:]
    return _file(tables)


def _outlines(outlines: list[bytes]) -> tuple[bytes, bytes]:
    """The `glyf` and (long) `loca` tables."""
    padded = [outline + bytes(-len(outline) % 4) for outline in outlines]
    offsets = [0]
    for outline in padded:
        offsets.append(offsets[-1] + len(outline))
    return b"".join(padded), struct.pack(f">{len(offsets)}I", *offsets)


def _patched(table: bytes, at: int, number: int) -> bytes:
    return table[:at] + struct.pack(">H", number) + table[at + 2 :]


def _file(tables: dict[str, bytes]) -> bytes:
    count = len(tables)
    power = 1 << (count.bit_length() - 1)
    header = struct.pack(">I4H", 0x00010000, count, power * 16, power.bit_length() - 1, (count - power) * 16)
    offset, entries, bodies = 12 + 16 * count, [], []
    for tag in sorted(tables):
        body = tables[tag] + bytes(-len(tables[tag]) % 4)
        entries.append(struct.pack(">4s3I", tag.encode("ascii"), _checksum(body), offset, len(tables[tag])))
        bodies.append(body)
        offset += len(body)
    return b"".join([header, *entries, *bodies])


def _checksum(body: bytes) -> int:
    return sum(big_endian("I", body)) & 0xFFFFFFFF
