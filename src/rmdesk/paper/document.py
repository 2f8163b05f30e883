"""One paper: its letterhead, footer and blocks, with the digest that its QR code carries."""

import hashlib
from dataclasses import dataclass
from typing import Literal, NamedTuple

from rmdesk.paper import codec
from rmdesk.paper.blocks import Block

Lang = Literal["zh", "en"]
QR_DIGEST = 20
"""Hexadecimal digits of the digest in a QR code: 80 bits, which nobody meets by chance or by trying."""


@dataclass(frozen=True, kw_only=True)
class Document:
    """A paper as plain values. Texts are printed as they are; `kind` and `lang` steer and are not printed.

    `desk` is the mark of the desk that made it and stands in the QR codes alone. `number` stands at the top right, in
    the footer and in the QR codes. `operator`, `at`, `form_version`, `complaint_contact` and `head` (the journal's
    code) go into every page's footer (SALE-14, DATA-06).
    `made` is the instant at which it was printed first, ISO 8601 with its offset: the date in the file; "" for none.
    `large` sets 16 pt body text for clients of 65 and over.
    `bank_also`: bank and branch in the other language, below.
    `about`: whom and what the paper is about, at the head of every page.
    `accent` is the bank's colour as "#0a3d5c", "" for the usual one; `logo` the SHA-256 of the PNG at the letterhead's
    left, whose bytes are given when it is drawn. A `draft` says across every page that nobody may sign it.
    `layout`: how its pages break (`keeping`), the one of the day on which it was printed first.
    """

    kind: str
    number: str
    title: str
    subtitle: str = ""
    lang: Lang
    large: bool = False
    bank: str
    branch: str
    operator: str
    at: str
    form_version: str
    complaint_contact: str
    head: str
    blocks: tuple[Block, ...]
    bank_also: str = ""
    accent: str = ""
    logo: str = ""
    desk: str = ""
    about: str = ""
    draft: bool = False
    made: str = ""
    layout: int = 0

    def digest(self) -> str:
        """SHA-256 in hex over the canonical JSON of everything above: what `to_json` gives."""
        return hashlib.sha256(to_json(self).encode("ascii")).hexdigest()


class Stamp(NamedTuple):
    """Who printed a paper once more, when, and the journal's code then: what its pages bear in place of the first
    printing's. The paper's digest stays the one of what it says. `made`: the instant as `Document.made`."""

    operator: str
    at: str
    head: str
    made: str = ""


class Outline(NamedTuple):
    """How a paper falls into pages: `pages`, and those (from 1) on which somebody signs, and copies by hand."""

    pages: int
    signed: tuple[int, ...]
    copied: tuple[int, ...]


def to_json(doc: Document) -> str:
    """The document as canonical JSON, without loss."""
    return codec.dumps(doc)


def from_json(text: str) -> Document:
    """The document that `to_json` wrote; ValueError names what is wrong and where."""
    document = codec.loads(text, Document)
    assert isinstance(document, Document)
    return document


def mark_text(doc: Document) -> str:
    """What the file's keywords say: the format's name and version, the document's number, its digest."""
    return f"RMDESK:1:{doc.number}:{doc.digest()}"


def qr_text(doc: Document, page: int, pages: int, digest: str = "") -> str:
    """What the QR code of page `page` (from 1) of `pages` says: the desk's mark, the document's number, the page, and
    the beginning of its `digest` (counted when it is not given). Capitals and digits alone, so that a scanner reads it
    off a small square."""
    return f"RMDESK:2:{doc.desk or '-'}:{doc.number}:{page}/{pages}:{(digest or doc.digest())[:QR_DIGEST].upper()}"
