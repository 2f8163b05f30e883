"""Papers of which only the facts count: nobody looks at their pages, so none is drawn."""

from contextlib import AbstractContextManager
from unittest.mock import patch


def undrawn() -> AbstractContextManager[object]:
    """A new paper gets its number, its place in the journal and a file; the file says that it was not drawn."""
    return patch("rmdesk.desk.papers.issuing.pdf_of", return_value=b"%PDF undrawn")
