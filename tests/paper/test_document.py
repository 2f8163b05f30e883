"""A printed paper's content is kept in the journal: what comes back must be the same paper."""

import hashlib
import json
import subprocess
import sys
from dataclasses import replace

import pytest

from paper.samples import Lang, sample_document
from rmdesk.paper import (
    LAYOUT,
    AllocationChart,
    Bars,
    CopySentence,
    Document,
    Heading,
    KeepTogether,
    KeyValues,
    PageBreak,
    Paragraph,
    Scale,
    Spacer,
    Table,
    from_json,
    mark_text,
    qr_text,
    render,
    to_json,
)


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("large", [False, True])
def test_a_kept_paper_comes_back_whole(lang: Lang, large: bool) -> None:
    """Else a reprint years later is another paper."""
    doc = sample_document(lang, large)
    again = from_json(to_json(doc))
    assert again == doc
    assert again.digest() == doc.digest()


@pytest.mark.parametrize("text", ["", "𠅤𱁬", "a\nb\tc\x00", "<b>&[/b]", "\ud800", "e\u0301 é", "\u202e"])
def test_every_text_comes_back_as_it_was(text: str) -> None:
    """Else the digest of a paper with an odd character never fits again."""
    doc = sample_document(blocks=(Paragraph(text), Table((text,), ((text,),))))
    assert from_json(to_json(doc)) == doc


def test_the_digest_is_that_of_the_kept_text_and_stands_in_the_qr_code() -> None:
    """Else nobody can check a paper against the journal without this program."""
    doc = sample_document()
    assert doc.digest() == hashlib.sha256(to_json(doc).encode()).hexdigest()
    assert mark_text(doc) == f"RMDESK:1:D-20261121-0042:{doc.digest()}"
    assert qr_text(doc, 2, 3) == f"RMDESK:2:-:D-20261121-0042:2/3:{doc.digest()[:20].upper()}"


def test_every_printed_field_changes_the_digest() -> None:
    """Else a changed paper passes for the first one."""
    doc = sample_document()
    fields = [name for name, value in vars(doc).items() if isinstance(value, str) and name != "lang"]
    changed = [Document(**{**vars(doc), name: "x"}) for name in fields]
    changed += [replace(doc, lang="en"), replace(doc, large=True), replace(doc, blocks=doc.blocks[1:])]
    assert len({one.digest() for one in (doc, *changed)}) == len(changed) + 1


def test_a_layout_that_is_not_known_is_refused() -> None:
    """Else a paper of a newer version is drawn otherwise, and called altered."""
    assert json.loads(to_json(sample_document()))["layout"] == LAYOUT
    assert "layout" not in json.loads(to_json(replace(sample_document(), layout=0)))
    with pytest.raises(ValueError, match="layout"):
        render(replace(sample_document(), layout=LAYOUT + 1))


def test_a_field_at_its_default_is_not_kept() -> None:
    """Else a later version with one field more gives old papers another digest."""
    kept = json.loads(to_json(sample_document(blocks=(Heading("x"), Paragraph("y")))))
    assert kept["blocks"] == [{"is": "Heading", "text": "x"}, {"is": "Paragraph", "text": "y"}]
    assert "large" not in kept


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("title", None),
        ("lang", "fr"),
        ("large", "yes"),
        ("colour", "red"),
        ("blocks", {}),
        ("blocks", [{"is": "Picture"}]),
        ("blocks", [{"is": "Heading"}]),
        ("blocks", [{"is": "Heading", "text": 3}]),
        ("blocks", [{"is": "Document"}]),
        ("blocks", [{"is": "KeyValues", "rows": [["label"]]}]),
        ("blocks", [{"is": "Spacer", "mm": True}]),
        ("blocks", [{"is": "Checklist", "items": [[1, "x"]]}]),
    ],
)
def test_a_damaged_paper_is_refused(path: str, value: object) -> None:
    """Else a damaged record prints as something that was never signed."""
    data = json.loads(to_json(sample_document()))
    data[path] = value
    with pytest.raises(ValueError, match="Document"):
        from_json(json.dumps(data))


def test_a_missing_field_is_refused() -> None:
    """Else a paper without its number could be printed."""
    data = json.loads(to_json(sample_document()))
    del data["number"]
    with pytest.raises(ValueError, match="number"):
        from_json(json.dumps(data))


def test_a_value_that_is_not_plain_is_refused() -> None:
    """Else a list that someone still changes would stand in a frozen paper."""
    doc = sample_document(blocks=(Table(("a",), [("b",)]),))  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="list"):
        to_json(doc)


def test_blocks_that_contradict_themselves_are_refused() -> None:
    """Else a table loses a cell, or a scale shows no level, without a word."""
    with pytest.raises(ValueError, match="as many cells"):
        Table(("a", "b"), (("1",),))
    with pytest.raises(ValueError, match="width"):
        Table(("a", "b"), (), widths=(1,))
    with pytest.raises(ValueError, match="alignment"):
        Table(("a", "b"), (), align=("l",))
    with pytest.raises(ValueError, match="above zero"):
        Table(("a", "b"), (), widths=(1, 0))
    with pytest.raises(ValueError, match="current level"):
        Scale(("a",), 1)
    with pytest.raises(ValueError, match="previous level"):
        Scale(("a",), 0, -1)
    with pytest.raises(ValueError, match="caption"):
        Scale(("a", "b"), 0, None, ("x",))
    with pytest.raises(ValueError, match="not a number"):
        AllocationChart((("a", "viel", "1"),))
    with pytest.raises(ValueError, match="below zero"):
        AllocationChart((("a", "-1", "1"),))
    with pytest.raises(ValueError, match="not a number"):
        Bars(("a",), ("NaN",))
    with pytest.raises(ValueError, match="label and a value"):
        Bars(("a",), ())
    with pytest.raises(ValueError, match="told"):
        Bars(("a", "b"), ("1", "2"), ("1 天",))
    with pytest.raises(ValueError, match="columns"):
        KeyValues((), columns=3)
    with pytest.raises(ValueError, match="lines"):
        CopySentence("", "x", 0)
    with pytest.raises(ValueError, match="mm"):
        Spacer(-1)


def test_nested_blocks_come_back() -> None:
    """Else what was kept together on a page falls apart in the reprint."""
    doc = sample_document(blocks=(KeepTogether((Heading("a"), KeepTogether((PageBreak(), Spacer(2.5))))),))
    assert from_json(to_json(doc)) == doc


def test_the_blocks_load_without_the_pdf_library() -> None:
    """Else every start of the desk waits for a library that only printing needs."""
    code = (
        "import sys, rmdesk.paper, rmdesk.paper.blocks; sys.exit(any(m.startswith('reportlab') for m in sys.modules))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_asking_for_missing_characters_needs_no_pdf_library() -> None:
    """Else a form that checks a name while it is typed stands still."""
    code = (
        "import sys; sys.path.insert(0, 'tests'); from paper.samples import sample_document\n"
        "from rmdesk.paper import missing_glyphs; missing_glyphs(sample_document())\n"
        "sys.exit(any(m.startswith('reportlab') for m in sys.modules))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_a_document_is_frozen() -> None:
    """Else a paper changes between its digest and its print."""
    doc: Document = sample_document()
    with pytest.raises(AttributeError):
        doc.title = "x"  # type: ignore[misc]
