"""What can be said of single values and texts, whatever file they stand in: one walk over each file."""

from collections.abc import Iterator

from rmdesk.formpack.banned import BannedWords
from rmdesk.formpack.check import names, texts
from rmdesk.formpack.check.walk import is_text, spots
from rmdesk.formpack.fault import Fault
from rmdesk.formpack.meta import PackMeta
from rmdesk.formpack.parse import Parsed, Raw


def faults(parsed: Parsed) -> Iterator[Fault]:
    """Every fault of a single version, date, id or text."""
    meta = parsed.get("pack.toml", PackMeta)
    banned = parsed.get("banned_words.toml", BannedWords)
    for file, raw in parsed.raw.items():
        yield from of_file(file, raw, meta, banned)


def of_file(file: str, raw: Raw, meta: PackMeta | None, banned: BannedWords | None) -> tuple[Fault, ...]:
    """Those of one file; they depend on nothing else."""
    found: list[Fault] = []
    for spot in spots(raw):
        found += texts.faults(file, spot, banned) if is_text(spot.value) else names.faults(file, spot, meta)
    return tuple(found)
