"""PDF/A-2b, point by point: a file that a later reader cannot show as it was printed is no record for thirty years."""

from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

import pytest
from PIL import Image, ImageCms
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, StreamObject

from desk.papers.every import ENDED, LANGS, NAMES, inputs, papers
from paper.reading import fonts, reader
from paper.samples import Lang, sample_document
from rmdesk.paper import Document, Heading, PageBreak, Paragraph, Stamp, render, render_set
from support.tiers import also

MADE = "2026-11-21T10:24:05+08:00"
AT = datetime(2026, 11, 21, 2, 24, 5, tzinfo=UTC)
FORBIDDEN = {"/AA", "/OpenAction", "/JavaScript", "/JS", "/EmbeddedFiles", "/AcroForm", "/Encrypt", "/OCProperties"}
"""Keys under which a file acts, hides or carries something (6.1, 6.5, 6.6, 6.9)."""
AGAIN = ("elder", "minor", "qualified", "saver")
"""Clients whose papers in English are of kinds that others have."""
every = [
    also(lang, name) if lang == "en" and name in AGAIN else (lang, name) for lang in LANGS for name in (*NAMES, *ENDED)
]


def everything(value: Any, met: set[int]) -> list[DictionaryObject]:
    """Every dictionary and stream that hangs on a value."""
    if isinstance(value, IndirectObject):
        if value.idnum in met:
            return []
        met.add(value.idnum)
        value = value.get_object()
    found = [value] if isinstance(value, DictionaryObject) else []
    inner = (
        list(value.values())
        if isinstance(value, DictionaryObject)
        else list(value)
        if isinstance(value, ArrayObject)
        else []
    )
    raw = [value.raw_get(key) for key in value] if isinstance(value, DictionaryObject) else inner
    return found + [one for each in raw for one in everything(each, met)]


def dated(doc: Document) -> bytes:
    """A paper's file, made at a known instant."""
    return render(replace(doc, made=MADE))


def holds(pdf: bytes) -> None:
    """What every file must be, whatever paper it is."""
    file = reader(pdf)
    trailer: Any = file.trailer
    root, info, xmp = trailer["/Root"], file.metadata, file.xmp_metadata
    assert info is not None
    assert xmp is not None
    assert pdf[:8] in (b"%PDF-1.4", b"%PDF-1.5", b"%PDF-1.6", b"%PDF-1.7")
    assert all(byte > 127 for byte in pdf.split(b"\n")[1][1:5]), "read as bytes by every program (6.1.2)"
    assert len(trailer["/ID"]) == 2
    assert pdf.endswith(b"%%EOF\n")
    assert pdf.count(b"\nendstream") == pdf.count(b"endstream"), "a stream's end begins a line (6.1.7.1)"
    # the same in XMP and in the file's entries (6.6.2)
    assert (xmp.dc_title, xmp.dc_creator) == ({"x-default": info.title}, [info.author])
    assert (xmp.pdf_keywords or "", xmp.pdf_producer) == (info.get("/Keywords", ""), info.producer)
    assert xmp.dc_description == {"x-default": info.subject}
    assert xmp.xmp_creator_tool == info.creator
    metadata = root["/Metadata"].get_object()
    assert "/Filter" not in metadata, "found by programs that read no PDF"
    text = metadata.get_data().decode()
    assert "<pdfaid:part>2</pdfaid:part><pdfaid:conformance>B</pdfaid:conformance>" in text
    # what colours mean (6.2.3)
    (intent,) = root["/OutputIntents"]
    profile = intent["/DestOutputProfile"].get_object()
    assert (intent["/S"], profile["/N"]) == ("/GTS_PDFA1", 3)
    assert ImageCms.ImageCmsProfile(BytesIO(profile.get_data())).profile.xcolor_space == "RGB "
    for one in everything(file.trailer, set()):
        assert not FORBIDDEN & one.keys()
        assert one.get("/S") not in ("/Transparency", "/JavaScript", "/Launch")
        if isinstance(one, StreamObject):
            assert not {"/F", "/FFilter"} & one.keys(), "all of it is inside (6.1.7)"
            assert "/LZWDecode" not in str(one.get("/Filter", ""))
    for page in file.pages:
        for font in fonts(page).values():
            descendant = font["/DescendantFonts"][0]
            assert descendant["/FontDescriptor"]["/FontFile2"].get_data()
            assert descendant["/CIDToGIDMap"] == "/Identity"
            assert font["/ToUnicode"].get_data()
            assert "+" in font["/BaseFont"]
    assert file.outline


@pytest.mark.parametrize(("lang", "name"), every)
def test_every_paper_is_fit_for_the_archive(lang: Lang, name: str) -> None:
    """Whatever kind of paper, client and language: one that is not is found in thirty years."""
    for kind, doc in papers(inputs(lang)[name]).items():
        pdf = dated(doc)
        holds(pdf)
        first: Any = reader(pdf).outline[0]
        assert first["/Title"] == " ".join(doc.title.split()), kind


def test_the_file_bears_the_day_on_which_it_was_printed() -> None:
    """Else every paper was made in the year 2000, and which of two came first cannot be told."""
    for pdf in (dated(sample_document()), render(sample_document(), None, Stamp("甲", "", "", MADE))):
        file = reader(pdf)
        assert file.metadata is not None
        assert file.xmp_metadata is not None
        assert file.metadata.creation_date == file.metadata.modification_date == AT
        assert file.xmp_metadata.xmp_create_date == AT.replace(tzinfo=None)
        assert file.xmp_metadata.xmp_modify_date == AT.replace(tzinfo=None)
        assert f"<xmp:CreateDate>{MADE}</xmp:CreateDate>" in _xmp(pdf)
    undated = reader(render(sample_document()))
    assert undated.metadata is not None
    assert "/CreationDate" not in undated.metadata, "no day is better than a wrong one"


def _xmp(pdf: bytes) -> str:
    metadata = reader(pdf).trailer["/Root"]["/Metadata"].get_object()  # type: ignore[index]
    assert isinstance(metadata, StreamObject)
    return metadata.get_data().decode()


def test_a_name_with_marks_does_not_break_the_metadata() -> None:
    """<甲&乙> in a bank's name would make the whole file unreadable to an archive."""
    pdf = dated(replace(sample_document(), bank="<甲&乙>", title="]]> \x00 题\n目", branch="\u202e支行"))
    holds(pdf)
    title = reader(pdf).metadata.title  # type: ignore[union-attr]
    assert title is not None
    assert title.startswith("]]> 〓 题 目")


def test_headings_lead_to_their_pages() -> None:
    """A book of nine pages is searched by eye from its first page."""
    blocks = (
        Heading("甲"),
        Paragraph("主要风险："),  # leads to a list, and is no title
        PageBreak(),
        Heading("Long heading " * 12, numbered=False),
        Paragraph("正文"),
    )
    file = reader(dated(sample_document(blocks=blocks)))
    outline: Any = file.outline
    title, inner = outline
    assert title["/Top"] > inner[0]["/Top"]
    places = [(one["/Title"], file.get_destination_page_number(one)) for one in inner]
    assert places == [("一、甲", 0), (("Long heading " * 12).strip(), 1)]


def test_a_set_has_an_outline_of_its_papers_and_a_logo_changes_nothing() -> None:
    """Forty pages in one file: which paper begins where."""
    picture = BytesIO()
    Image.new("RGB", (120, 40), "#0a3d5c").save(picture, "PNG")
    import hashlib

    logo = picture.getvalue()
    doc = replace(sample_document(), logo=hashlib.sha256(logo).hexdigest(), made=MADE)
    pdf = render_set((doc, replace(doc, number="P-2", title="乙")), {doc.logo: logo}, {}, duplex=True)
    holds(pdf)
    outline: Any = reader(pdf).outline
    titles = [one["/Title"] for one in outline if isinstance(one, dict)]
    assert titles == ["理财产品风险揭示书", "乙"]
