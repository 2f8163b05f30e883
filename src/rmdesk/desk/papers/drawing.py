"""From a document to its PDF, with the logo that the desk keeps for it."""

from collections.abc import Mapping, Sequence

from rmdesk.desk.desk import Desk
from rmdesk.paper import Document, Outline, Stamp, outline, render, render_page, render_set


def pdf_of(desk: Desk, document: Document, stamp: Stamp | None = None) -> bytes:
    """The paper as PDF bytes, the same for the same document and stamp."""
    return render(document, desk.store.attachments.get(document.logo) if document.logo else None, stamp)


def set_of(desk: Desk, documents: Sequence[Document], stamps: Mapping[str, Stamp], *, duplex: bool) -> bytes:
    """Several papers as one PDF."""
    return render_set(documents, _logos(desk, documents), stamps, duplex=duplex)


def page_of(desk: Desk, document: Document, page: int, stamp: Stamp | None = None) -> bytes:
    """One page (from 1) of a paper. IndexError when it has fewer."""
    return render_page(document, page, _logos(desk, (document,)), stamp)


def outline_of(desk: Desk, document: Document) -> Outline:
    """How a paper falls into pages, and where somebody signs."""
    return outline(document, _logos(desk, (document,)))


def _logos(desk: Desk, documents: Sequence[Document]) -> dict[str, bytes]:
    kept = {one.logo: desk.store.attachments.get(one.logo) for one in documents if one.logo}
    return {digest: content for digest, content in kept.items() if content is not None}
