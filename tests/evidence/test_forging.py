"""Papers with one thing changed: whatever the client would see otherwise, `paper check` calls altered."""

import io
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.annotations import FreeText, Polygon
from pypdf.generic import (
    ArrayObject,
    DecodedStreamObject,
    DictionaryObject,
    FloatObject,
    NameObject,
    NumberObject,
    RectangleObject,
    StreamObject,
    TextStringObject,
)

from evidence.scene import SALE
from paper.samples import sample_document
from rmdesk.desk import printing
from rmdesk.desk.desk import Desk
from rmdesk.desk.papers import papercheck
from rmdesk.desk.papers.drawing import pdf_of
from rmdesk.desk.papers.pdf_shape import UnreadableError, shape
from rmdesk.paper import Paragraph, render
from support.desks import done
from support.tiers import longer

Change = Callable[[PdfWriter], None]


def _name(text: str) -> NameObject:
    return NameObject(text)


def _drawn_over(writer: PdfWriter, operators: bytes) -> None:
    """More operators at the end of the first page."""
    page, more = writer.pages[0], DecodedStreamObject()
    more.set_data(operators)
    page[_name("/Contents")] = ArrayObject([page.raw_get("/Contents"), writer._add_object(more)])


def _white_polygon(writer: PdfWriter) -> None:
    points = [(60, 300), (500, 300), (500, 400), (60, 400)]
    polygon = Polygon(vertices=[(float(x), float(y)) for x, y in points])
    polygon[_name("/IC")] = ArrayObject([FloatObject(1)] * 3)
    writer.add_annotation(0, polygon)


def _note(writer: PdfWriter) -> None:
    writer.add_annotation(0, FreeText(text="guaranteed", rect=(50, 550, 200, 650)))


def _strange_note(writer: PdfWriter) -> None:
    note = DictionaryObject({_name("/Type"): _name("/Annot"), _name("/Subtype"): _name("/Watermark")})
    note[_name("/Rect")] = RectangleObject((0, 0, 500, 500))
    writer.pages[0][_name("/Annots")] = ArrayObject([writer._add_object(note)])


def _box(key: str) -> Change:
    def change(writer: PdfWriter) -> None:
        writer.pages[0][_name(key)] = RectangleObject((0, 400, 595, 842))

    change.__name__ = f"box {key}"
    return change


def _turned(writer: PdfWriter) -> None:
    writer.pages[0].rotate(180)


def _unit(writer: PdfWriter) -> None:
    writer.pages[0][_name("/UserUnit")] = FloatObject(2)


def _order(writer: PdfWriter) -> None:
    kids = writer.root_object["/Pages"]["/Kids"]  # type: ignore[index]
    kids[0], kids[1] = kids[1], kids[0]


def _lost(writer: PdfWriter) -> None:
    writer.remove_page(1)


def _added(writer: PdfWriter) -> None:
    writer.add_blank_page()


def _miscounted(writer: PdfWriter) -> None:
    writer.root_object["/Pages"][_name("/Count")] = NumberObject(1)  # type: ignore[index]


def _anothers_content(writer: PdfWriter) -> None:
    writer.pages[1][_name("/Contents")] = writer.pages[0].raw_get("/Contents")


def _no_content(writer: PdfWriter) -> None:
    del writer.pages[1]["/Contents"]


def _painted(writer: PdfWriter) -> None:
    _drawn_over(writer, b"1 1 1 rg 60 300 m 500 300 l 500 400 l 60 400 l h f")


def _fonts(writer: PdfWriter) -> DictionaryObject:
    resources = writer.pages[0]["/Resources"].get_object()
    assert isinstance(resources, DictionaryObject)
    fonts = resources["/Font"].get_object()
    assert isinstance(fonts, DictionaryObject)
    return fonts


def _other_font(writer: PdfWriter) -> None:
    fonts = _fonts(writer)
    fonts[_name("/F1")] = fonts.raw_get("/F2")


def _other_letters(writer: PdfWriter) -> None:
    """The same bytes of text, drawn with other shapes: 3 becomes 8."""
    descendant = _fonts(writer)["/F1"]["/DescendantFonts"][0].get_object()  # type: ignore[index]
    program = descendant["/FontDescriptor"]["/FontFile2"].get_object()
    assert isinstance(program, StreamObject)
    program.set_data(program.get_data()[:-40] + bytes(40))


def _other_copy(writer: PdfWriter) -> None:
    """What is copied out of the page says something else."""
    table = _fonts(writer)["/F1"]["/ToUnicode"].get_object()  # type: ignore[index]
    assert isinstance(table, StreamObject)
    table.set_data(table.get_data().replace(b"<0001>", b"<0002>", 1))


def _resource(writer: PdfWriter) -> None:
    resources = writer.pages[0]["/Resources"].get_object()
    assert isinstance(resources, DictionaryObject)
    shade = DictionaryObject({_name("/Type"): _name("/ExtGState"), _name("/ca"): FloatObject(0)})
    resources[_name("/ExtGState")] = DictionaryObject({_name("/G1"): shade})


def _file(writer: PdfWriter) -> None:
    writer.add_attachment("terms.txt", b"guaranteed")


def _script(writer: PdfWriter) -> None:
    act = {_name("/S"): _name("/JavaScript"), _name("/JS"): TextStringObject("app.alert('guaranteed')")}
    writer.root_object[_name("/OpenAction")] = DictionaryObject(act)


def _action(writer: PdfWriter) -> None:
    act = DictionaryObject({_name("/S"): _name("/URI"), _name("/URI"): TextStringObject("https://example.org")})
    writer.pages[0][_name("/AA")] = DictionaryObject({_name("/O"): act})


def _layer(writer: PdfWriter) -> None:
    writer.root_object[_name("/OCProperties")] = DictionaryObject({_name("/OCGs"): ArrayObject()})


def _form(writer: PdfWriter) -> None:
    writer.root_object[_name("/AcroForm")] = DictionaryObject({_name("/Fields"): ArrayObject()})


def _bookmark(writer: PdfWriter) -> None:
    item = DictionaryObject({_name("/Title"): TextStringObject("guaranteed")})
    writer.root_object[_name("/Outlines")] = DictionaryObject({_name("/First"): writer._add_object(item)})


def _title(writer: PdfWriter) -> None:
    writer.add_metadata({"/Title": "guaranteed"})


def _own_entry(writer: PdfWriter) -> None:
    writer.add_metadata({"/Guarantee": "100 %"})


def _in_xmp(before: bytes, more: str) -> Change:
    """Viewers show the title of XMP in front of the file's own."""

    def change(writer: PdfWriter) -> None:
        xmp = writer.root_object["/Metadata"].get_object()
        assert isinstance(xmp, StreamObject)
        assert before in xmp.get_data()
        xmp.set_data(xmp.get_data().replace(before, before + more.encode(), 1))

    change.__name__ = f"XMP {before.decode()}"
    return change


def _no_xmp(writer: PdfWriter) -> None:
    del writer.root_object["/Metadata"]


def _of_content(key: str) -> Change:
    """A key of the stream of a page: its content in another file, or a text put away."""

    def change(writer: PdfWriter) -> None:
        content = writer.pages[0].raw_get("/Contents").get_object()
        assert isinstance(content, StreamObject)
        content[_name(key)] = TextStringObject("guaranteed")

    change.__name__ = f"content {key}"
    return change


def _locked(writer: PdfWriter) -> None:
    writer.encrypt("", "owner")


CHANGES: tuple[Change, ...] = (
    _white_polygon, _note, _strange_note, _turned, _unit, _order, _lost, _added, _miscounted, _anothers_content,
    _no_content, _painted, _other_font, _other_letters, _other_copy, _resource, _file, _script, _action, _layer, _form,
    _bookmark, _title, _own_entry, _no_xmp, _locked, *map(_of_content, ("/F", "/Hidden")),
    _in_xmp(b'<dc:title><rdf:Alt><rdf:li xml:lang="x-default">', "保本"),
    _in_xmp(b"<dc:creator><rdf:Seq><rdf:li>", "总行"),
    _in_xmp(b"<dc:description><rdf:Alt>", '<rdf:li xml:lang="zh">保本</rdf:li>'),
    _in_xmp(b"</dc:format>", "<dc:rights>guaranteed</dc:rights>"), _in_xmp(b'rdf:about=""', ' dc:source="guaranteed"'),
    *map(_box, ("/MediaBox", "/CropBox", "/TrimBox", "/BleedBox", "/ArtBox")),
)  # fmt: skip


def _changed(content: bytes, change: Change, *, added_to: bool = False) -> bytes:
    """The file with one change: written anew, or with the change added at its end."""
    writer = PdfWriter(io.BytesIO(content), incremental=True) if added_to else PdfWriter(clone_from=io.BytesIO(content))
    change(writer)
    file = io.BytesIO()
    writer.write(file)
    return file.getvalue()


@pytest.fixture
def paper(branch: Desk, tmp_path: Path) -> Path:
    """The disclosure book of the scene's sale, reprinted."""
    return done(printing.print_sale(branch, SALE, tmp_path / "papers", "zh", ("disclosure_book",)))[0].path


@longer
def test_a_changed_paper_is_never_vouched_for(branch: Desk, paper: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A client shows a PDF in court that the desk calls its own, and it says something else."""
    content = paper.read_bytes()
    monkeypatch.setattr(papercheck, "pdf_of", cache(pdf_of))  # it is one paper that they are compared with
    monkeypatch.setattr(papercheck, "shape", cache(shape))
    assert papercheck.judge(branch, content).verdict == "same"
    verdicts = {one.__name__: papercheck.judge(branch, _changed(content, one)).verdict for one in CHANGES}
    assert {name: said for name, said in verdicts.items() if said not in ("altered", "unmarked")} == {}
    assert [name for name, said in verdicts.items() if said == "unmarked"] == ["_locked"]
    for change in (_painted, _note, _box("/CropBox")):
        assert papercheck.judge(branch, _changed(content, change, added_to=True)).verdict == "altered"


@longer
def test_every_object_of_a_paper_counts() -> None:
    """Each object of the file in turn: every key of a dictionary taken out, every stream with more in it."""
    content = render(sample_document(blocks=(Paragraph("一段"),)))
    whole = shape(content)
    assert shape(_changed(content, lambda _: None)) == whole
    objects = PdfReader(io.BytesIO(content)).xref[0]
    info = next(at for at in objects if "/Producer" in _keys(content, at))
    unfelt = []
    for number in objects:
        for key in _keys(content, number):
            try:
                if shape(_changed(content, lambda writer, at=number, of=key: _without(writer, at, of))) == whole:  # type: ignore[misc]
                    unfelt.append((number, key))
            except UnreadableError:
                continue
    harmless = {(info, key) for key in ("/Creator", "/Producer", "/ModDate", "/Trapped")}
    assert {one for one in unfelt if one not in harmless and one[1] not in ("/Parent", "/Rotate")} == set()


def _keys(content: bytes, number: int) -> list[str]:
    found = _at(PdfWriter(clone_from=io.BytesIO(content)), number)
    if not isinstance(found, DictionaryObject):
        return []
    packing = {"/Length", "/Filter", "/DecodeParms"}
    return [key for key in found if key not in packing] + (["…"] if isinstance(found, StreamObject) else [])


def _at(writer: PdfWriter, number: int) -> object:
    return writer._objects[number - 1]


def _without(writer: PdfWriter, number: int, key: str) -> None:
    found = _at(writer, number)
    if isinstance(found, StreamObject) and key == "…":
        found.set_data(found.get_data() + b" 0")
    elif isinstance(found, DictionaryObject):
        del found[key]


def test_a_file_made_for_the_web_is_what_it_was(capfd: pytest.CaptureFixture[str]) -> None:
    """A mail program sends papers so that their first page is seen first; nothing else is kept where its hints are."""
    content = render(sample_document(blocks=(Paragraph("一段"),)))
    assert shape(_for_the_web(content, bytes(200))) == shape(content)
    assert capfd.readouterr() == ("", ""), "the library's remarks are no part of a verdict"
    kept = (_for_the_web(content, bytes(200)) + b"\n", _for_the_web(content, b"BT (guaranteed) Tj ET " * 400))
    for file in kept:
        with pytest.raises(UnreadableError):
            shape(file)


def _for_the_web(content: bytes, hints: bytes) -> bytes:
    """The file with the two objects that lead a viewer to its first page."""
    wide = 1_000_000
    writer, stream = PdfWriter(clone_from=io.BytesIO(content)), DecodedStreamObject()
    stream.set_data(hints)
    stream[_name("/S")] = NumberObject(36)
    numbers = {"/Linearized": NumberObject(1), "/L": NumberObject(wide), "/N": NumberObject(1)}
    head = DictionaryObject({_name(key): value for key, value in numbers.items()})
    head[_name("/H")] = ArrayObject([NumberObject(wide + 1), NumberObject(len(hints))])
    writer._add_object(head)
    at = writer._add_object(stream).idnum
    file = io.BytesIO()
    writer.write(file)
    made = file.getvalue()
    begin = made.index(f"\n{at} 0 obj".encode()) + 1
    return made.replace(b"/L 1000000", f"/L {len(made):07}".encode()).replace(b"1000001", f"{begin:07}".encode())
