"""Papers must last and be searchable: fonts inside, every character known by its Unicode, none printed as a box."""

import struct
from io import BytesIO

import pytest
from reportlab.pdfbase.ttfonts import TTFontFile

from paper.layout import inside
from paper.reading import fonts, reader, shown, squeezed, texts
from paper.samples import Lang, sample_document
from rmdesk.paper import Heading, KeyValues, Paragraph, Table, missing_glyphs, render
from rmdesk.paper.glyphs import _USUAL
from rmdesk.paper.joining import Contour, box, read_outline
from rmdesk.paper.look import MM
from rmdesk.paper.pairs import MORE
from rmdesk.paper.subset import subset
from rmdesk.paper.typeface import WIDEST, Weight, typeface
from rmdesk.paper.words import WORDS, chinese

RARE = "𠅤"
"""U+20164: beyond the basic plane, in the font."""
LACKING = "𪛖"
"""U+2A6D6: not in the font."""


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_font_is_embedded(lang: Lang) -> None:
    """Else the paper looks different on another machine, or shows boxes there."""
    for page in reader(render(sample_document(lang))).pages:
        for font in fonts(page).values():
            descendant = font["/DescendantFonts"][0]
            assert font["/Subtype"] == "/Type0"
            assert descendant["/FontDescriptor"]["/FontFile2"].get_data()[:4] == b"\0\1\0\0"


def test_only_used_characters_are_embedded() -> None:
    """Else every paper carries 20 MB of fonts."""
    assert len(render(sample_document(blocks=()))) < 60_000


@pytest.mark.parametrize("weight", ["Regular", "Bold"])
def test_an_embedded_font_has_the_same_outlines_and_widths(weight: Weight) -> None:
    """Else a name is printed as another one."""
    face = typeface(weight)
    glyphs = [0, *(face.glyph_of[ord(character)] for character in f"Aé½ä李建国{RARE}，。ǖⅧ")]
    offsets, outlines, metrics = _program(subset(face, glyphs))
    for place, glyph in enumerate(glyphs):
        assert outlines[offsets[place] : offsets[place + 1]].rstrip(b"\0") == face.outline(glyph).rstrip(b"\0")
        assert struct.unpack_from(">Hh", metrics, 4 * place) == face.metrics(glyph)


@pytest.mark.parametrize("weight", ["Regular", "Bold"])
def test_no_glyph_is_composed_of_others(weight: Weight) -> None:
    """Else a change of the fonts prints accents without letters: embedding takes glyphs as they are."""
    face = typeface(weight)
    assert not any(face.outline(glyph)[:1] >= b"\x80" for glyph in range(len(face.offsets) - 1))


def _program(program: bytes) -> tuple[tuple[int, ...], bytes, bytes]:
    """Offsets, outlines and metrics of an embedded font."""
    entries = [struct.unpack_from(">4s3I", program, 12 + 16 * at) for at in range(program[5])]
    tables = {tag: program[start : start + length] for tag, _, start, length in entries}
    return struct.unpack(f">{len(tables[b'loca']) // 4}I", tables[b"loca"]), tables[b"glyf"], tables[b"hmtx"]


@pytest.mark.parametrize("weight", ["Regular", "Bold"])
def test_characters_and_widths_are_those_that_another_reader_finds(weight: Weight) -> None:
    """Else a character is thought missing that the font has, or lines run out of the page."""
    face = typeface(weight)
    other = TTFontFile(BytesIO(face.data))
    assert {code: glyph for code, glyph in other.charToGlyph.items() if code != 0xA0} == {
        code: glyph for code, glyph in face.glyph_of.items() if code != 0xA0
    }
    assert all(face.width_of(chr(code)) == pytest.approx(width, abs=1) for code, width in other.charWidths.items())
    assert max(map(face.width_of, map(chr, face.glyph_of))) + MORE <= WIDEST, "a text too long is cut before it is full"


def test_both_weights_have_the_same_characters() -> None:
    """Else a name passes the check in one weight and is a box in the other."""
    assert typeface("Regular").glyph_of.keys() == typeface("Bold").glyph_of.keys()


def test_a_character_beyond_the_basic_plane_is_extracted_as_itself() -> None:
    """Else a client with a rare name cannot be found in the text of his own papers."""
    name = f"李{RARE}明"
    pdf = render(sample_document(blocks=(Heading(name, numbered=False), KeyValues((("客户姓名", name),)))))
    assert texts(pdf)[0].count(name) == 2
    assert sum(line.text == name for line in shown(pdf)[0]) == 2


def test_a_name_in_a_latin_script_is_printed_whole_and_extracted_as_itself() -> None:
    """Else Łukasz, Erdoğan and Kővágó write half of their names into the gaps of every paper by hand."""
    name = "Łukasz Żółćęśń Dvořák Erdoğan İnönü Işık Kővágó Ľubomír Šťastný Ķēniņš Ștefănești Ġuże Ħal"
    doc = sample_document(blocks=(Paragraph(name), Heading(name, numbered=False)))
    assert missing_glyphs(doc) == ()
    assert squeezed(texts(render(doc))[0]).count(squeezed(name)) == 2


@pytest.mark.parametrize("weight", ["Regular", "Bold"])
def test_a_mark_stands_over_the_middle_of_its_letter_as_high_as_over_others(weight: Weight) -> None:
    """Else a name is printed that reads as another one, or with a mark across its letter."""
    face = typeface(weight)

    def drawn(character: str) -> tuple[Contour, ...]:
        glyph = face.glyph(character)
        assert glyph is not None
        return read_outline(face.outline(glyph))

    for letter, base, like in (("ž", "z", "ě"), ("Ž", "Z", "Ě"), ("ś", "s", "á"), ("ő", "o", "á"), ("ů", "u", "å")):
        contours, own = drawn(letter), drawn(base)
        assert contours[: len(own)] == own, "the letter itself is that of the font"
        left, _, right, top = box(own)
        start, foot, end, high = box(contours[len(own) :])
        assert abs((left + right) - (start + end)) <= 2
        assert top < foot
        assert abs(high - box(drawn(like))[3]) <= 40, "as high as over another letter"
        assert face.width_of(letter) == face.width_of(base)
    assert len(drawn("ı")) == 1, "without the dot"


def test_a_missing_character_is_a_gap_to_write_in() -> None:
    """Else somebody whose name is rare gets no paper, or one on which a character is missing in silence."""
    doc = sample_document(blocks=(KeyValues((("客户姓名", f"李{LACKING}明"),)), Paragraph("emoji 😀")))
    found = missing_glyphs(doc)
    assert [(glyph.char, glyph.codepoint, glyph.text) for glyph in found] == [
        (LACKING, "U+2A6D6", f"李{LACKING}明"),
        ("😀", "U+1F600", "emoji 😀"),
    ]
    (page,) = texts(render(doc))
    assert "李U+2A6D6明" in squeezed(page)
    assert "emojiU+1F600" in squeezed(page)
    assert LACKING not in page


@pytest.mark.parametrize("large", [False, True])
def test_a_gap_is_as_wide_as_a_hand_writes_and_moves_nothing_else(large: bool) -> None:
    """A rule of a millimetre is no room; characters that stand on it, or over the next column, cannot be read."""
    name = f"石{LACKING}生"
    blocks = (Table(("姓名", "号"), ((name, "1"),)), Paragraph(f"本人{name}确认。" * 9), Heading(name))
    pdf = render(sample_document("zh", large, blocks))
    inside(pdf)
    spots = {line.text: line for line in shown(pdf)[0]}
    before, after, code = (next(one for one in shown(pdf)[0] if one.text == text) for text in ("石", "生", "U+2A6D6"))
    assert after.x - before.x > 6 * MM
    assert before.x < code.x < after.x
    assert len(spots) > 3


def test_the_characters_that_are_taken_as_usual_are_all_in_the_font() -> None:
    """Else the quick answer lets one through, and nobody is told of the gap."""
    known = typeface("Regular").glyph_of.keys()
    usual = [chr(code) for code in range(0x10000) if _USUAL.fullmatch(chr(code)) and code != 10]
    assert len(usual) > 20_900
    assert [one for one in usual if ord(one) not in known] == []


def test_a_missing_character_is_found_in_the_letterhead_too() -> None:
    """Else the branch's or the operator's name is left incomplete on every paper, and nobody is told."""
    doc = sample_document(blocks=())
    assert missing_glyphs(doc) == ()
    for field in ("bank", "operator", "complaint_contact", "title"):
        changed = type(doc)(**{**vars(doc), field: LACKING})
        assert [glyph.char for glyph in missing_glyphs(changed)] == [LACKING]


def test_a_missing_character_in_a_long_text_is_shown_with_its_surroundings() -> None:
    """Else nobody finds it in ten thousand characters."""
    (found,) = missing_glyphs(sample_document(blocks=(Paragraph("前" * 5000 + LACKING + "后" * 5000),)))
    assert found.text == "…" + "前" * 20 + LACKING + "后" * 20 + "…"


def test_the_papers_own_words_are_in_the_font_and_in_both_languages() -> None:
    """Else a footer has a box, or a word of the other language."""
    assert WORDS["zh"].keys() == WORDS["en"].keys()
    known = typeface("Bold").glyph_of.keys()
    own = (
        "".join(word for words in WORDS.values() for word in words.values())
        + "✓…·|"
        + "".join(map(chinese, range(1, 100)))
    )
    assert {character for character in own if ord(character) not in known} == set()


def test_metadata_say_what_the_paper_is() -> None:
    """Else an archive shows a thousand files called untitled."""
    pdf = reader(render(sample_document()))
    assert pdf.metadata is not None
    assert pdf.metadata.title == "理财产品风险揭示书 D-20261121-0042"
    assert pdf.metadata.author == "松风银行 · 城东支行"
    assert str(pdf.root_object["/Lang"]) == "zh-CN"
    assert str(reader(render(sample_document("en"))).root_object["/Lang"]) == "en"


@pytest.mark.parametrize("large", [False, True])
def test_all_of_a_paper_can_be_extracted(large: bool) -> None:
    """Else what was disclosed cannot be proved from the file."""
    text = squeezed("".join(texts(render(sample_document("zh", large)))))
    for told in (
        "理财非存款、产品有风险、投资须谨慎",
        "一、客户与产品",
        "八、客户确认",
        "您可能损失全部本金200,000.00元。",
        "✓B.10万至30万元",
        "本人已经阅读风险揭示，愿意承担投资风险",
        "13.5%",
        "67,500.00元",
        "咨询与投诉95500-0",
    ):
        assert told in text
