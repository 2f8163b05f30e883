"""What nobody expects in a field: nonsense, controls, lines that run from the right, very long ones, emoji, markup."""

from typing import Final

STRANGE: Final = (
    *("张伟", "欧阳", "测试" * 30, "li", "O'Brien", "a" * 300, "长" * 5000, "0", "-1", "1e400", "９９９", "2026-02-30"),
    *("\x00", "\x07", "\x1b[2J", "\x1b]0;x\x07", "\x7f", "\x9b31m", "\r\n", "\n\n", "\t", "\u2028", "\u0085", "\xa0"),
    *("\u202e", "\u200f", "\u2066", "\u061c", "שלום", "مرحبا", "\u200b", "\u200d", "\ufeff", "\u00ad", "\u3000"),
    *("😀", "👩\u200d👩\u200d👧", "🇨🇳", "e\u0301", "\u0301" * 40, "ﷺ", "Ａ", "①", "𠅤", "𰻝", "\U000323af", "\ue000"),
    *("\ufffe", "\U0010ffff", "[/b]", "[bold]", "{name}", "%s", "{0}", "\\", '"', "'; DROP TABLE client; --", "<a>"),
    *("&amp;", "=1+1", "@x", "：", " ", "NaN"),
)
