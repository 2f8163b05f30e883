"""A font program with only the glyphs that a paper uses, for embedding as a CID TrueType font."""

import struct

from rmdesk.paper.typeface import Typeface, big_endian

_WORDS, _SCALE, _MORE, _XY_SCALE, _MATRIX = 0x0001, 0x0008, 0x0020, 0x0040, 0x0080
_COPIED = ("cvt ", "fpgm", "prep")


def subset(face: Typeface, glyphs: list[int]) -> bytes:
    """A TrueType program whose glyph n is `glyphs[n]` of `face`; parts of composed glyphs follow after them."""
    wanted, outlines = _with_parts(face, glyphs)
    tables = {tag: face.table(tag) for tag in _COPIED if tag in face.tables}
    tables["glyf"], tables["loca"] = _outlines(outlines)
    tables["hmtx"] = b"".join(struct.pack(">Hh", *face.metrics(glyph)) for glyph in wanted)
    tables["hhea"] = _patched(face.table("hhea"), 34, len(wanted))
    tables["maxp"] = _patched(face.table("maxp"), 4, len(wanted))
    head = _patched(face.table("head"), 50, 1)
    tables["head"] = head[:8] + bytes(4) + head[12:]
    return _file(tables)


def _with_parts(face: Typeface, glyphs: list[int]) -> tuple[list[int], list[bytes]]:
    """The glyphs and those they are composed of, and their outlines with the parts renumbered."""
    wanted = list(glyphs)
    place_of = {glyph: place for place, glyph in reversed(list(enumerate(wanted)))}
    outlines: list[bytes] = []
    while len(outlines) < len(wanted):
        outline = bytearray(face.outline(wanted[len(outlines)]))
        for at in _part_positions(outline):
            part = int.from_bytes(outline[at : at + 2], "big")
            if part not in place_of:
                place_of[part] = len(wanted)
                wanted.append(part)
            outline[at : at + 2] = place_of[part].to_bytes(2, "big")
        outlines.append(bytes(outline))
    return wanted, outlines


def _part_positions(outline: bytearray) -> list[int]:
    """Where a composed outline names its parts; none for a simple or an empty outline."""
    if len(outline) < 10 or outline[0] < 0x80:
        return []
    positions, at, flags = [], 10, _MORE
    while flags & _MORE:
        flags = int.from_bytes(outline[at : at + 2], "big")
        positions.append(at + 2)
        at += 4 + (4 if flags & _WORDS else 2)
        at += 2 if flags & _SCALE else 4 if flags & _XY_SCALE else 8 if flags & _MATRIX else 0
    return positions


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
