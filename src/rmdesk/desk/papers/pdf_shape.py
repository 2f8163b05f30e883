"""What a PDF shows, in one form that two files share exactly when they show the same.

Read by a PDF library: the tree of pages in its order, and of each page everything that hangs on it (boxes, rotation,
content, resources, annotations, whatever key there is), and everything that hangs on the file (outlines, scripts,
embedded files, forms, layers), and what it says of itself, in its own entries and in XMP. Nothing is looked for by
name, so nothing need be known of how a file is forged. Left out is only how the same things are packed: numbers of
objects, compression, tables of objects, the order of a file made for the web, who saved it last and when.
"""

import hashlib
import io
import logging
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final
from urllib.parse import quote

from rmdesk.desk.papers.pdf_xmp import said as said_in_xmp

if TYPE_CHECKING:
    from pypdf import PdfReader
    from pypdf.generic import DictionaryObject, PdfObject, StreamObject

_INHERITED: Final = ("/Resources", "/MediaBox", "/CropBox", "/Rotate")
_OTHER_BOXES: Final = ("/BleedBox", "/TrimBox", "/ArtBox")
_PACKING: Final = frozenset({"/Length", "/Filter", "/DecodeParms", "/DL"})
_OF_FILE: Final = frozenset({"/Pages", "/Metadata", "/Version"})
"""Keys of the catalogue that are walked otherwise, or say nothing that is seen."""
_OF_SAVING: Final = frozenset({"/Creator", "/Producer", "/ModDate", "/Trapped", "/CreationDate"})
"""What a file's own entries say of who saved it last, with what, and when, and when it was made, which is compared as a
moment. Viewers show all others."""
_OBJECT: Final = re.compile(rb"(?<![0-9])([0-9]{1,10})[ \t\r\n]+([0-9]{1,5})[ \t\r\n]+obj(?![a-zA-Z])")
_BEGIN: Final = re.compile(rb"startxref\s+([0-9]{1,12})")
_TABLES: Final = frozenset({"/XRef", "/ObjStm"})
_OF_TREE: Final = frozenset({"/Type", "/Count", "/Kids", "/Parent", *_INHERITED})
_OF_TRAILER: Final = frozenset({
    "/Root", "/Info", "/ID", "/Type", "/Size", "/Prev", "/XRefStm", "/W", "/Index", "/DocChecksum", *_PACKING,
})  # fmt: skip
"""All keys of a node of the tree of pages and of the trailer."""
_FOR_THE_WEB: Final = frozenset({"/Linearized", "/L", "/H", "/O", "/E", "/N", "/T", "/P"})
_HINTS: Final = frozenset({"/S", "/O", "/A", "/E", "/V", "/I", "/C", "/L", "/R", "/B", "/T", *_PACKING})
"""Keys of the two objects that a file bears whose first page is to be seen before the rest has come."""
_HINT_BYTES: Final = 40
"""Unpacked bytes of hints for each object of a file, at most: they hold a few numbers."""
_DEEPEST: Final = 200
_QUIET: Final = "pypdf"


class UnreadableError(ValueError):
    """A file that cannot be read without guessing: another program might show something else."""


def shape(content: bytes) -> str:
    """The digest of what a PDF shows. UnreadableError when it is torn, locked, or holds more than it shows."""
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    log = logging.getLogger(_QUIET)
    before = log.level
    log.setLevel(logging.CRITICAL + 1)  # for the loggers of the library's modules too
    try:
        reader = PdfReader(io.BytesIO(content), strict=True)
        if reader.is_encrypted:
            raise UnreadableError("locked")
        return _Walk(reader, content).digest()
    except (PyPdfError, ArithmeticError, AttributeError, LookupError, TypeError, ValueError, RecursionError) as error:
        # A damaged file may fail the library anywhere; whatever it cannot read, it cannot vouch for.
        raise UnreadableError(str(error) or type(error).__name__) from error
    finally:
        log.setLevel(before)


class _Walk:
    """One file, read once from its trailer."""

    def __init__(self, reader: "PdfReader", content: bytes) -> None:
        self._reader, self._content = reader, content
        self._known: dict[tuple[int, int], str] = {}
        self._open: list[tuple[int, int]] = []
        self._pages: dict[tuple[int, int], int] = {}
        self._nodes: list[DictionaryObject] = []

    def digest(self) -> str:
        """Pages, then what hangs on the file; at last whether there is anything else in it."""
        root = _dictionary(self._reader.trailer["/Root"])
        leaves = list(self._leaves(root.raw_get("/Pages"), {}))
        parts = [f"{len(leaves)} pages", *(self._page(page) for page in leaves)]
        parts.append(self._entries({key: value for key, value in root.items() if key not in _OF_FILE}))
        parts += self._words()
        self._nothing_behind()
        self._nothing_else()
        return _hashed("\n".join(parts))

    def _leaves(self, node: "PdfObject", handed: dict[str, "PdfObject"]) -> Iterator[dict[str, "PdfObject"]]:
        """The pages in order, each with what it inherits. A tree that counts wrongly shows differently elsewhere."""
        from pypdf.generic import ArrayObject

        found = _dictionary(node)
        place = _place(node)
        if place is None or place in self._open or len(self._open) > _DEEPEST:
            raise UnreadableError("tree of pages")
        handed = handed | {key: found.raw_get(key) for key in _INHERITED if key in found}
        if found.get("/Type") == "/Page":
            if place in self._pages:
                raise UnreadableError("a page twice")
            self._pages[place] = len(self._pages) + 1
            yield dict(found.items()) | handed
            return
        if found.get("/Type") != "/Pages":
            raise UnreadableError("tree of pages")
        self._open.append(place)
        self._nodes.append(found)
        before = len(self._pages)
        kids = found["/Kids"]
        if not isinstance(kids, ArrayObject):
            raise UnreadableError("tree of pages")
        for kid in kids:
            yield from self._leaves(kid, handed)
        self._open.pop()
        if self._plain(found["/Count"]) != f"{len(self._pages) - before:.4f}":
            raise UnreadableError("count of pages")

    def _page(self, page: dict[str, "PdfObject"]) -> str:
        crop = page.get("/CropBox", page["/MediaBox"])
        whole = {**dict.fromkeys(_OTHER_BOXES, crop), **page, "/CropBox": crop}
        whole = {key: value for key, value in whole.items() if key not in ("/Parent", "/Contents", "/Rotate")}
        turned = page.get("/Rotate")
        rotation = 0 if turned is None else int(str(turned.get_object())) % 360
        drawn = [] if (contents := page.get("/Contents")) is None else self._contents(contents)
        return _hashed(f"{rotation} {self._entries(whole)} {_hashed(b' '.join(drawn))}")

    def _contents(self, value: "PdfObject") -> list[bytes]:
        """The operators of a page, however they are cut into streams and lines."""
        from pypdf.generic import ArrayObject, StreamObject

        found = self._seen(value)
        if isinstance(found, ArrayObject):
            return [word for each in found for word in self._contents(each)]
        if not isinstance(found, StreamObject):
            raise UnreadableError("contents")
        if self._unpacked(found) != "<>":
            raise UnreadableError("something beside contents")
        return found.get_data().split()

    def _seen(self, value: "PdfObject | None") -> "PdfObject | None":
        place = _place(value)
        if place is not None:
            self._known.setdefault(place, "")
        return None if value is None else value.get_object()

    def _words(self) -> Iterator[str]:
        from pypdf.generic import StreamObject

        info = self._reader.trailer.get("/Info")
        said = {} if info is None else _dictionary(info)
        self._seen(info)
        made = str(said["/CreationDate"]).rstrip("'") if "/CreationDate" in said else ""  # some end it without the sign
        yield f"{made} {self._entries({key: one for key, one in said.items() if key not in _OF_SAVING})}"
        root = _dictionary(self._reader.trailer["/Root"])
        if "/Metadata" in root:
            xmp = root["/Metadata"]
            if not isinstance(xmp, StreamObject):
                raise UnreadableError("no XMP")
            yield f"{self._unpacked(xmp)} {said_in_xmp(xmp.get_data())!r}"

    def _form(self, value: "PdfObject | None") -> str:
        """A value in the one form. What is met again inside itself is said by how far up it stands."""
        place = _place(value)
        if place is None:
            return self._plain(value)
        if place in self._pages:
            return f"page {self._pages[place]}"
        if place in self._open:
            return f"up {len(self._open) - self._open.index(place)}"
        if not self._known.get(place):
            if len(self._open) > _DEEPEST:
                raise UnreadableError("depth")
            self._open.append(place)
            found = _hashed(self._plain(None if value is None else value.get_object()))
            self._open.pop()
            self._known[place] = found
        return self._known[place]

    def _plain(self, value: "PdfObject | None") -> str:
        from pypdf.generic import (
            ArrayObject,
            ByteStringObject,
            DictionaryObject,
            FloatObject,
            NameObject,
            NullObject,
            NumberObject,
            StreamObject,
            TextStringObject,
        )

        match value:
            case StreamObject():
                return f"stream {self._unpacked(value)} {_hashed(value.get_data())}"
            case DictionaryObject():
                return self._entries(dict(value.items()))
            case ArrayObject():
                return f"[{' '.join(self._form(one) for one in value)}]"
            case NameObject():
                return _name(value)
            case FloatObject() | NumberObject():
                return f"{float(value):.4f}"
            case TextStringObject():
                return f"text {_hashed(str(value))}"
            case ByteStringObject():
                return f"text {_hashed(bytes(value).decode('latin-1'))}"
            case None | NullObject():
                return "null"
            case _:
                return repr(value)

    def _unpacked(self, stream: "StreamObject") -> str:
        """What a stream says beside its data and how that is packed."""
        from pypdf.generic import ArrayObject, NullObject

        ways = stream.get("/DecodeParms", NullObject()).get_object()
        for way in ways if isinstance(ways, ArrayObject) else (ways,):
            told = way.get_object()
            if isinstance(told, dict) and not all(_is_plain(one.get_object()) for one in told.values()):
                raise UnreadableError("something behind how it is packed")
        return self._entries({key: one for key, one in stream.items() if key not in _PACKING})

    def _entries(self, entries: "dict[str, PdfObject]") -> str:
        told = {key: self._form(value) for key, value in sorted(entries.items())}
        return f"<{' '.join(f'{_name(key)}={form}' for key, form in told.items() if form != 'null')}>"

    def _nothing_behind(self) -> None:
        """What the form leaves out says only what it is there to say: nothing is put away behind it."""
        trailer, info = self._reader.trailer, self._reader.trailer.get("/Info")
        for node in self._nodes:
            self._only(node, _OF_TREE)
        self._only(trailer, _OF_TRAILER)
        if info is not None and not all(_is_plain(one.get_object()) for one in _dictionary(info).values()):
            raise UnreadableError("something behind who saved it")

    def _only(self, found: "DictionaryObject", expected: frozenset[str]) -> None:
        if more := found.keys() - expected:
            raise UnreadableError(f"something behind {sorted(more)}")

    def _nothing_else(self) -> None:
        """Whatever else lies in the file is something that another program, or a later change, could bring up."""
        named = {at for table in self._reader.xref.values() for at in table.values()}
        named |= {int(at) for at in _BEGIN.findall(self._content)}
        for found in _OBJECT.finditer(self._content):
            if found.start() not in named:
                raise UnreadableError("an object that no table names")
        self._reached(self._reader.trailer)
        hints = self._hints()
        for place in self._places():
            if place not in self._known and place not in self._pages and place != hints and self._hides(place):
                raise UnreadableError("an object that nothing leads to")

    def _places(self) -> Iterator[tuple[int, int]]:
        free = getattr(self._reader, "xref_free_entry", {})
        for generation, table in self._reader.xref.items():
            yield from ((number, generation) for number in table if not free.get(generation, {}).get(number))
        yield from ((number, 0) for number in self._reader.xref_objStm)

    def _hides(self, place: tuple[int, int]) -> bool:
        from pypdf.generic import DictionaryObject, IndirectObject, NullObject, NumberObject, StreamObject

        found = IndirectObject(*place, self._reader).get_object()
        if isinstance(found, StreamObject):
            return found.get("/Type") not in _TABLES
        if isinstance(found, DictionaryObject):
            return not (found.keys() <= _FOR_THE_WEB and self._numbers(found))
        return not isinstance(found, NullObject | NumberObject | None)

    def _hints(self) -> tuple[int, int] | None:
        """The stream of hints of a file made for the web: the one that stands where the first object says, with no more
        in it than hints take. None when the file is not, or no more, as it was made."""
        from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, StreamObject

        places = list(self._places())
        for place in places:
            head = IndirectObject(*place, self._reader).get_object()
            if isinstance(head, DictionaryObject) and "/Linearized" in head and head.get("/L") == len(self._content):
                where = head.get("/H")
                begin = int(where[0]) if isinstance(where, ArrayObject) else 0
                at = next((one for one in places if self._reader.xref.get(one[1], {}).get(one[0]) == begin), None)
                found = None if at is None else IndirectObject(*at, self._reader).get_object()
                if isinstance(found, StreamObject) and found.keys() <= _HINTS and self._numbers(found):
                    return at if len(found.get_data()) <= _HINT_BYTES * len(places) else None
        return None

    def _numbers(self, found: "DictionaryObject") -> bool:
        """Whether nothing but numbers, and how it is packed, is in it."""
        from pypdf.generic import ArrayObject, FloatObject, NumberObject

        values = [value for key, value in found.items() if key not in _PACKING]
        values += [one for value in values if isinstance(value, ArrayObject) for one in value]
        return all(isinstance(one, ArrayObject | FloatObject | NumberObject) for one in values)

    def _reached(self, value: object) -> None:
        """Notes all that hangs on the trailer, what the form leaves out among it."""
        from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject

        waiting, met = [value], set[tuple[int, int]]()
        while waiting:
            one = waiting.pop()
            if isinstance(one, IndirectObject):
                place = (one.idnum, one.generation)
                if place in met:
                    continue
                met.add(place)
                self._known.setdefault(place, "")
                one = one.get_object()
            if isinstance(one, DictionaryObject):
                waiting += [one.raw_get(key) for key in one]
            elif isinstance(one, ArrayObject):
                waiting += list(one)


def _place(value: object) -> tuple[int, int] | None:
    """Number and generation of what is only pointed at."""
    from pypdf.generic import IndirectObject

    return (value.idnum, value.generation) if isinstance(value, IndirectObject) else None


def _dictionary(value: "PdfObject") -> "DictionaryObject":
    from pypdf.generic import DictionaryObject

    found = value.get_object()
    if not isinstance(found, DictionaryObject):
        raise UnreadableError("no dictionary")
    return found


def _is_plain(value: "PdfObject | None") -> bool:
    from pypdf.generic import ArrayObject, DictionaryObject

    return not isinstance(value, DictionaryObject | ArrayObject)


def _name(name: str) -> str:
    """A name as no other entry can be spelled: a name may hold any character, spaces and signs of equality as well."""
    return quote(name, safe="/", errors="surrogatepass")


def _hashed(said: str | bytes) -> str:
    return hashlib.sha256(said.encode("utf-8", "surrogatepass") if isinstance(said, str) else said).hexdigest()
