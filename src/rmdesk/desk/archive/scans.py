"""What a scan must be to be kept: type, size, content, and how many pages it has (DESK-16)."""

from pathlib import PurePosixPath

from rmdesk.desk import pdf_marks
from rmdesk.desk.desk import Desk
from rmdesk.domain import fields
from rmdesk.domain.refusal import Refusal, refuse

_BEGINS = {"pdf": b"%PDF-", "jpg": b"\xff\xd8\xff", "jpeg": b"\xff\xd8\xff", "png": b"\x89PNG\r\n\x1a\n"}
_ENDS = {"jpg": b"\xff\xd9", "jpeg": b"\xff\xd9", "png": b"IEND\xaeB`\x82", "pdf": b"%%EOF"}
_TAIL = 1024
"""Scanners pad their files; what must stand at the end stands within so many bytes of it."""


def pages_of(desk: Desk, name: str, content: bytes) -> int | Refusal:
    """How many pages a scan has, or why it cannot be kept."""
    rules, bare = desk.pack.archive.files, name.strip()
    readable = fields.read("text", bare, most=rules.name)
    if isinstance(readable, Refusal):
        return readable
    ending = PurePosixPath(bare).suffix.lower().removeprefix(".")
    if ending not in rules.endings:
        return refuse("DESK-16.file_type", given=ending or bare[:40], allowed=", ".join(rules.endings))
    if not content:
        return refuse("DESK-16.file_empty", given=bare)
    if len(content) > rules.most_bytes:
        return refuse("DESK-16.file_size", size=len(content), most=rules.most_bytes)
    whole = content.startswith(_BEGINS[ending]) and _ENDS[ending] in content[-_TAIL:]
    pages = 0 if not whole else pdf_marks.pages(content) if ending == "pdf" else 1
    return pages if pages else refuse("DESK-16.file_content", given=bare)
