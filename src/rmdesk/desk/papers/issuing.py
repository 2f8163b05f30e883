"""A document becomes a paper of this desk: what it is framed by now, and its number, bytes and place in the journal."""

import hashlib
from dataclasses import replace
from typing import NamedTuple

from rmdesk.desk.desk import Desk
from rmdesk.desk.papers.drawing import pdf_of
from rmdesk.desk.papers.framing import Frame
from rmdesk.domain.base import Lang
from rmdesk.domain.sale import Printed
from rmdesk.paper import Document, to_json


class Issued(NamedTuple):
    """A paper with its number: the document, what the fact says of it, the PDF (empty: nobody drew it yet)."""

    document: Document
    printed: Printed
    pdf: bytes

    @property
    def number(self) -> str:
        """The number that stands on it."""
        return self.document.number

    @property
    def content(self) -> str:
        """The document as the journal keeps it."""
        return to_json(self.document)

    @property
    def sha256(self) -> str:
        """Of the PDF, in hex; "" where there is none."""
        return hashlib.sha256(self.pdf).hexdigest() if self.pdf else ""


def _printed_now(desk: Desk, document: Document, *, visit: bool = False) -> Printed:
    """What the fact says of a document that has just got its number (`Desk.next_printed_no`); `visit`: it holds for
    every sale of the visit."""
    return Printed(
        kind=document.kind,
        number=document.number,
        digest=document.digest(),
        at=desk.now(),
        code=desk.branch.code,
        visit=visit,
        draft=document.draft,
        large=document.large,
    )


def frame_now(desk: Desk, lang: Lang) -> Frame:
    """What stands around a paper that is printed at this desk now."""
    return Frame(
        pack=desk.pack,
        lang=lang,
        branch=desk.branch,
        operator=desk.actor.name,
        at=desk.now(),
        head=desk.store.head().short,
    )


def issued(desk: Desk, document: Document, prefix: str = "P", *, visit: bool = False, drawn: bool = True) -> Issued:
    """Give a new document its number (inside a transaction, before its fact); `visit`: it holds for every sale of the
    visit. What is not `drawn` is known by its mark and its shape, and drawn when somebody prints it again."""
    numbered = replace(document, number=desk.next_printed_no(prefix), desk=desk.mark)
    return Issued(numbered, _printed_now(desk, numbered, visit=visit), pdf_of(desk, numbered) if drawn else b"")
