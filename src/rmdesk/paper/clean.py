"""Text as it can stand on paper: no invisible characters, no control characters, lines parted by a newline."""

import re
import unicodedata

GETA = "\N{GETA MARK}"
"""Printers' mark for what cannot be set; the font lacks the usual replacement character."""

_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_SPACES = re.compile("[\t\u1680\u2000-\u200a\u205f]")
_INVISIBLE = re.compile("[\xad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufe0e\ufe0f\ufeff]")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_HAN = "\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff"
_LATIN_QUOTES = re.compile(f"(?<![{_HAN}])“([^“”{_HAN}]*)”(?![{_HAN}])")
_APOSTROPHE = re.compile(f"(?<=[A-Za-z])’(?![{_HAN}])")
_MARKED = re.compile("[A-Za-z\xc0-\u024f][\u0300-\u036f]+")
_SUSPECT = re.compile(
    "[^\n\x20-\x7e\xa0-\xac\xae-\u02ff\u0370-\u167f\u1681-\u1fff\u2010-\u2027\u2030-\u205e\u2070-\ud7ff\ue000-\ufdff\uff00-\uffef]"
)


def printable(text: str) -> str:
    """`text` with line ends as newlines, odd spaces as spaces, invisible marks out, control characters made visible.

    Quotes among Latin letters become straight ones: the font draws curly ones as wide as a Chinese character.
    Marks that reorder a line (bidirectional controls) would let paper say something else than the record: they go.
    Only Latin letters are composed: composing Chinese ones would change names.
    """
    if "”" in text or "’" in text:
        text = _APOSTROPHE.sub("'", _LATIN_QUOTES.sub(r'"\1"', text))
    if not _SUSPECT.search(text):
        return text
    text = _LINE_ENDS.sub("\n", text)
    text = _SPACES.sub(" ", text).replace("\u202f", "\xa0")
    text = _INVISIBLE.sub("", text)
    text = _CONTROL.sub(GETA, text)
    return _MARKED.sub(lambda found: unicodedata.normalize("NFC", found.group()), text)
