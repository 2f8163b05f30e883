"""What a terminal without Chinese letters shows in their place: names by their sound, signs by what looks like them."""

import codecs
import unicodedata
from typing import Final

HANDLER: Final = "rmdesk.readable"
"""The error handler of a stream: `stream.reconfigure(errors=HANDLER)` after `use()`."""
_SIGNS: Final = str.maketrans({
    "…": "...", "—": "-", "–": "-", "─": "-", "·": "-", "•": "*", "×": "x", "÷": "/", "−": "-", "≥": ">=", "≤": "<=",
    "“": '"', "”": '"', "‘": "'", "’": "'", "《": "<", "》": ">", "【": "[", "】": "]", "［": "[", "］": "]", "、": ",",
    "。": ".", "→": "->", "←": "<-", "↑": "^", "↓": "v", "▸": ">", "▾": "v", "▲": "^", "✓": "v", "☑": "[v]",
    "☐": "[ ]", "‖": "||", "│": "|", "█": "#", "▓": "=", "▒": "+", "░": "-", "￥": "CNY ", "¥": "CNY ", "€": "EUR ",
})  # fmt: skip


def use() -> None:
    """Make the handler known to the codecs."""
    codecs.register_error(HANDLER, _readable)


def readable(text: str) -> str:
    """`text` in ASCII: "张伟：3 件…" is "ZhangWei:3 Jian..."; "?" for what has no sound and looks like nothing."""
    return "".join(_one(character) for character in text.translate(_SIGNS))


def _one(character: str) -> str:
    if character.isascii():
        return character
    plain = unicodedata.normalize("NFKD", character).encode("ascii", "ignore").decode("ascii")
    if plain:
        return plain
    from rmdesk.store.pinyin import sound

    return sound(character).capitalize() or "?"


def _readable(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return readable(error.object[error.start : error.end]), error.end
