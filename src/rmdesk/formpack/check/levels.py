"""The two scales: five levels at least, in order, with a reach that rises (SUIT-02, SUIT-12)."""

from collections.abc import Iterator

from rmdesk.domain.levels import ClientLevel, Levels, ProductLevel
from rmdesk.formpack.fault import Fault, fault
from rmdesk.formpack.parse import Parsed

FILE = "levels.toml"
LEAST = 5  # SUIT-12


def faults(parsed: Parsed) -> Iterator[Fault]:
    """Everything that is wrong with the levels."""
    levels = parsed.get(FILE, Levels)
    if levels is None:
        return
    yield from _scale("client", levels.client)
    yield from _scale("product", levels.product)
    yield from _reach(levels)
    yield from _shared_codes(levels)


def _scale(name: str, scale: tuple[ClientLevel, ...] | tuple[ProductLevel, ...]) -> Iterator[Fault]:
    if len(scale) < LEAST:
        yield fault(FILE, name, "few_levels", count=len(scale), least=LEAST)
    if [level.rank for level in scale] != list(range(1, len(scale) + 1)):
        yield fault(FILE, name, "ranks", count=len(scale))
    for level in scale:
        if not (level.code.isascii() and level.code.isalnum() and len(level.code) <= 4):
            yield fault(FILE, f"{name}[{level.code}].code", "level_code", name=level.code)


def _reach(levels: Levels) -> Iterator[Fault]:
    """A higher level must never reach less than a lower one; no level reaches beyond the scale, nor beyond its own rank
    where both scales are of one length; the lowest reaches the lowest alone (SUIT-02)."""
    before, equal = 0, len(levels.client) == len(levels.product)
    for level in levels.client:
        key = f"client[{level.code}].reach"
        if not 0 <= level.reach <= len(levels.product):
            yield fault(FILE, key, "reach", most=len(levels.product))
        elif level.reach < before:
            yield fault(FILE, key, "reach_falls", before=before)
        elif (equal and level.reach > level.rank) or (level.rank == 1 and level.reach > 1):
            yield fault(FILE, key, "reach_above", rank=level.rank)
        before = max(before, level.reach)


def _shared_codes(levels: Levels) -> Iterator[Fault]:
    """One code for a client's and a product's level would make papers say the wrong thing (SUIT-06)."""
    clients = {level.code for level in levels.client}
    for level in levels.product:
        if level.code in clients:
            yield fault(FILE, f"product[{level.code}].code", "duplicate", name=level.code)
