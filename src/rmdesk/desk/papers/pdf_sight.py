"""Whether two PDFs look the same to the eye: drawn by another library than the one that reads their structure, so that
a file that each reads in its own way deceives neither."""

from collections.abc import Iterator
from typing import Final

_SCALE: Final = 1.0
"""Points to pixels: what is drawn the same is the same in every pixel at any scale."""


def alike(one: bytes, other: bytes) -> bool:
    """Whether both have the same pages, in size and in every pixel, with all that lies over them."""
    from pypdfium2 import PdfiumError

    try:
        return list(_seen(one)) == list(_seen(other))
    except (PdfiumError, ValueError, MemoryError):
        return False  # what cannot be drawn is not what the desk drew


def _seen(content: bytes) -> Iterator[tuple[int, int, bytes]]:
    import hashlib

    from pypdfium2 import PdfDocument

    document = PdfDocument(content)
    try:
        for page in document:
            picture = page.render(scale=_SCALE, may_draw_forms=True)
            yield picture.width, picture.height, hashlib.sha256(picture.buffer).digest()
            picture.close()
            page.close()
    finally:
        document.close()
