"""Cells as other systems write them, made plain: spaces nobody sees, marks that keep zeros, words for nothing."""

import re
import unicodedata
from collections.abc import Collection

_UNSEEN = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff"))
_ODD = re.compile("^[\\s'=]|\\s$|[\u200b\u200c\u200d\u2060\ufeff\u00a0]")
_AS_TEXT = re.compile(r'="(.*)"', re.DOTALL)


def clean(text: str) -> str:
    """A cell's text as people mean it: without characters of no width and spaces around, without the marks by which
    exporters keep leading zeros (="00123", a tab, an apostrophe). Inside it stays as written."""
    if text.isalnum() or _ODD.search(text) is None:
        return text
    bare = text.translate(_UNSEEN).replace("\u00a0", " ").strip(" \t\r\n\u3000")
    kept = _AS_TEXT.fullmatch(bare)
    return (kept[1] if kept else bare.removeprefix("'")).strip(" \t\r\n\u3000")


def plain(text: str) -> str:
    """For comparing: NFKC, no spaces, small letters."""
    if text.isalnum():  # nearly every cell: no space in it
        if text.isascii():
            return text.lower()
        if unicodedata.is_normalized("NFKC", text) and (folded := text.casefold()) == text:
            return folded
    bare = "".join(unicodedata.normalize("NFKC", text).split()).casefold()
    return unicodedata.normalize("NFKC", bare)  # a mark whose space is gone joins the letter before it


def is_one_of(text: str, words: Collection[str]) -> bool:
    """Whether a text is one of these words, however it is written."""
    return plain(text) in {plain(word) for word in words}
