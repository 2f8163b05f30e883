"""What can be said of single values and texts, whatever file they stand in: one walk over each file."""

from collections.abc import Iterator

from rmdesk.formpack.banned import BannedWords
from rmdesk.formpack.check import names, texts
from rmdesk.formpack.check.walk import is_text, spots
from rmdesk.formpack.fault import Fault
from rmdesk.formpack.meta import PackMeta
from rmdesk.formpack.parse import Parsed


def faults(parsed: Parsed) -> Iterator[Fault]:
    """Every fault of a single version, date, id or text."""
    meta = parsed.get("pack.toml", PackMeta)
    banned = parsed.get("banned_words.toml", BannedWords)
    for file, raw in parsed.raw.items():
        for spot in spots(raw):
            if is_text(spot.value):
                yield from texts.faults(file, spot, banned)
            else:
                yield from names.faults(file, spot, meta)
