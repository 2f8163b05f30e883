"""What a file must be to prove something: readable, with something on it, and no paper that this desk drew itself
(SALE-06, SUIT-17, COMP-08). The usual scan, photo, statement, office document, message or recording is."""

import hashlib
import io
import re
import zipfile
from typing import Final, NamedTuple

from rmdesk.desk.archive.scan_sources import PageSeen, UnreadableError, pages_seen
from rmdesk.desk.desk import Desk
from rmdesk.domain.refusal import Refusal

_LEAST_TEXT: Final = 4
"""Letters and digits of a text that says something; a Han character counts for two."""
_LEAST_SOUND: Final = 500
"""Bytes of the shortest recording in which somebody is heard."""
_SOUND_HEAD: Final = 64
"""Bytes before which a recording only says what it is."""
_OFFICE: Final = b"PK\x03\x04"
_OFFICE_TEXT: Final = re.compile(r"(word|xl)/(.*/)?(document|sharedStrings|sheet\d*|footnotes|comments)\.xml")
_OFFICE_PICTURE: Final = re.compile(r"(word|xl)/(media|embeddings)/.+")
_MOST_TEXT: Final = 2_000_000
_TAG: Final = re.compile(r"<[^>]*>")


class Flaw(NamedTuple):
    """Why a file proves nothing: `printed`, the number of the paper of this desk that it is; `unreadable`, why it
    cannot be read; neither where nothing is in it."""

    printed: str = ""
    unreadable: Refusal | None = None


def flaw(desk: Desk, name: str, content: bytes, *, signed: bool) -> Flaw | None:
    """Why this file proves nothing, None where it may. One page that is not the desk's own is enough, for a statement
    is scanned together with what the client signed. `signed`: a paper of the desk that came back as a scan serves as
    well, as a letter does that was received against a signature. For use cases."""
    if content.startswith(_OFFICE):
        return None if _office_says(content) else Flaw()
    from rmdesk.desk.papers.papercheck import number_by_bytes  # late: whoever verifies draws no paper

    printed = number_by_bytes(desk, hashlib.sha256(content).hexdigest())
    if printed:
        return Flaw(printed)
    try:
        pages, own = 0, ""
        for page in pages_seen(name, content):
            pages += 1
            if _shows(page, signed=signed):
                return None
            own = own or next((one.number for one in page.codes), "")
    except UnreadableError as error:
        return Flaw(unreadable=error.refusal)
    if pages:
        return Flaw(own)
    return None if _says(content) else Flaw()


def _shows(page: PageSeen, *, signed: bool) -> bool:
    return not page.blank and (not page.codes or (signed and not page.digital))


def _says(content: bytes) -> bool:
    """Whether a text, or a recording, is long enough to say something. Sound is no text, and not one byte all along."""
    text = _decoded(content)
    if text is not None:
        return _weighs(_TAG.sub(" ", text))
    return len(content) >= _LEAST_SOUND and len(set(content[_SOUND_HEAD:])) > 1


def _decoded(content: bytes) -> str | None:
    """A text; None for what is none."""
    if b"\x00" in content:
        return None
    for encoding in ("utf-8", "gb18030"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    return None


def _weighs(text: str) -> bool:
    letters = [one for one in text if one.isalnum()]
    return sum(1 if one.isascii() else 2 for one in letters) >= _LEAST_TEXT and len(set(letters)) > 1


def _office_says(content: bytes) -> bool:
    """Whether an office document holds a text or a picture."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            names = parts.namelist()
            if any(map(_OFFICE_PICTURE.fullmatch, names)):
                return True
            return any(_weighs(_part(parts, one)) for one in names if _OFFICE_TEXT.fullmatch(one))
    except (zipfile.BadZipFile, OSError, NotImplementedError, RuntimeError, ValueError, EOFError):
        return False


def _part(parts: zipfile.ZipFile, name: str) -> str:
    with parts.open(name) as part:
        return _TAG.sub(" ", part.read(_MOST_TEXT).decode("utf-8", errors="ignore"))
