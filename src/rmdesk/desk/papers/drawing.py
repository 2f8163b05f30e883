"""From a document to its PDF, with the logo that the desk keeps for it."""

from rmdesk.desk.desk import Desk
from rmdesk.paper import Document, render


def pdf_of(desk: Desk, document: Document) -> bytes:
    """The paper as PDF bytes, the same for the same document. MissingGlyphs as `render`."""
    return render(document, desk.store.attachments.get(document.logo) if document.logo else None)
