"""The same paper gives the same bytes, and free text is never anything but text."""

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import pytest

from paper.reading import shown, squeezed
from paper.samples import Lang, sample_document
from rmdesk.paper import (
    Answers,
    Block,
    Bullets,
    Callout,
    Checklist,
    CopySentence,
    Framed,
    Heading,
    KeyValues,
    Paragraph,
    Scale,
    Signatures,
    Table,
    from_json,
    render,
    to_json,
)
from rmdesk.paper.clean import printable
from support.tiers import longer

_TESTS = Path(__file__).parent.parent


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_twice_the_same_bytes(lang: Lang) -> None:
    """Else two prints of one paper cannot be told to be one paper."""
    doc = sample_document(lang)
    first = render(doc)
    render(sample_document("en" if lang == "zh" else "zh", large=True))
    assert render(doc) == first
    assert render(from_json(to_json(doc))) == first


@longer
def test_the_same_bytes_in_every_process() -> None:
    """Else a reprint after a restart is another file."""
    code = (
        "import hashlib; from paper.samples import sample_document; from rmdesk.paper import render\n"
        "print(hashlib.sha256(render(sample_document())).hexdigest())"
    )
    ours = hashlib.sha256(render(sample_document())).hexdigest()
    known = os.pathsep.join((str(_TESTS), *filter(None, sys.path)))
    for seed in ("0", "1", "4242"):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": known, "TZ": "Asia/Shanghai"}
        run = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True)
        assert run.stdout.strip() == ours


_NASTY = "<b>粗</b> & &amp; [/b] [red] \\n (x) <para> %PDF )Tj <</A 1>> {0} {n} %s"


def _blocks(text: str) -> tuple[Block, ...]:
    return (
        Heading(text),
        Paragraph(text),
        Bullets((text,)),
        KeyValues(((text, text),)),
        Table((text,), ((text,),), caption=text),
        Callout(text, (text,), "warning"),
        CopySentence(text, text),
        Checklist(((True, text),)),
        Answers(((text, text, ((text, text, True),)),)),
        Scale((text, text), 1),
        Signatures(((text, text),), text, seals=(text,)),
        Framed((Paragraph(text),)),
    )


def test_markup_and_operators_are_printed_as_they_are() -> None:
    """Else a client's words vanish from the paper, or write something else on it."""
    printed = squeezed(
        "".join(line.text for page in shown(render(sample_document(blocks=_blocks(_NASTY)))) for line in page)
    )
    assert printed.count(squeezed(_NASTY)) >= 10


def test_markup_in_letterhead_and_footer_is_printed_as_it_is() -> None:
    """Else the operator's name can write on the paper."""
    doc = sample_document(blocks=())
    nasty = type(doc)(**{**vars(doc), "bank": "A&B <i>", "operator": "(x) {m} %s", "title": "<b>&amp;"})
    printed = "".join(line.text for line in shown(render(nasty))[0])
    for text in ("A&B <i>", "(x) {m} %s", "<b>&amp;"):
        assert text in printed


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("a\tb", "a b"),
        ("a\r\nb\rc\u2028d", "a\nb\nc\nd"),
        ("a\x00b\x1bc\x7f", "a\N{GETA MARK}b\N{GETA MARK}c\N{GETA MARK}"),
        ("a\ud800b", "a\N{GETA MARK}b"),
        ("100\u202e001", "100001"),
        ("李\u200b明\ufeff", "李明"),
        ("e\u0301", "é"),
        ("\uf900\ufa0e", "\uf900\ufa0e"),
        ("plain 文字，“引号”", "plain 文字，“引号”"),
        ("the “level” of “C3”, the client’s", 'the "level" of "C3", the client\'s'),
        ("等级“C3”的客户", "等级“C3”的客户"),
    ],
)
def test_what_cannot_stand_on_paper_is_made_visible_or_goes(text: str, printed: str) -> None:
    """Else an invisible mark turns an amount round, or a control character breaks the file."""
    assert printable(text) == printed


def test_control_characters_leave_a_visible_mark() -> None:
    """Else a name with a hidden character looks like the same name without it."""
    lines = shown(render(sample_document(blocks=(Paragraph("李\x07明"),))))[0]
    assert any(line.text == "李\N{GETA MARK}明" for line in lines)
