"""The two scales: five levels at least, in order, with a reach that rises (SUIT-02, SUIT-12)."""

import re
from collections.abc import Iterator

from rmdesk.domain.base import Lang
from rmdesk.domain.levels import ClientLevel, Levels, ProductLevel
from rmdesk.formpack.fault import Fault, fault
from rmdesk.formpack.parse import Parsed

FILE = "levels.toml"
LANGUAGES: tuple[Lang, ...] = ("zh", "en")
LEAST = 5  # SUIT-12
_SCALES = (("低", "中低", "中", "中高", "高"), ("low", "medium-low", "medium", "medium-high", "high"))
"""What levels are usually called: such names must rise with the ranks, or the worst could be called the best."""

_WORDS: dict[str, tuple[int, int]] = {
    "保守": (1, 2), "谨慎": (1, 2), "保本": (1, 1), "安全": (1, 1), "稳健": (1, 3), "稳妥": (1, 3), "平衡": (2, 4),
    "成长": (3, 5), "积极": (4, 5), "进取": (4, 5), "激进": (4, 5),
    "conservative": (1, 2), "cautious": (1, 2), "safe": (1, 1), "secure": (1, 1), "prudent": (1, 3), "steady": (1, 3),
    "balanced": (2, 4), "moderate": (2, 4), "growth": (3, 5), "adventurous": (4, 5), "aggressive": (4, 5),
}  # fmt: skip
"""Words within the names of levels, and the least and the greatest fifth of the scale that one may name. A name of
several words may stand where any of them may."""
_WHOLE: dict[str, tuple[int, int]] = {
    "低": (1, 2), "中低": (1, 3), "中": (2, 4), "中高": (3, 5), "高": (4, 5),
    "low": (1, 2), "medium-low": (1, 3), "medium": (2, 4), "medium-high": (3, 5), "high": (4, 5),
}  # fmt: skip
"""The same of whole names: 低 is a part of 中低 as well."""
_DEGREES = re.compile(r"[较很极最超偏等]|\b(?:very|fairly|rather|quite|extremely)\s|(?<=low|igh)(?:er|est)\b")
"""What makes no other end of the scale of a word: 较低 is low, and "very high" high."""


def faults(parsed: Parsed) -> Iterator[Fault]:
    """Everything that is wrong with the levels."""
    levels = parsed.get(FILE, Levels)
    if levels is None:
        return
    yield from _scale("client", levels.client)
    yield from _scale("product", levels.product)
    yield from _names(levels)
    yield from _words("client", levels.client)
    yield from _words("product", levels.product)
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


def _words(name: str, scale: tuple[ClientLevel | ProductLevel, ...]) -> Iterator[Fault]:
    """No level is called by a word that says another rank: C2 积极, R4 稳健 (SUIT-12)."""
    many = len(scale)
    for at, level in enumerate(scale):
        first, last = at * 5 // many + 1, -(-(at + 1) * 5 // many)
        for lang in LANGUAGES:
            said = level.name.of(lang)
            found = _said(said)
            if found and (last < min(low for low, _ in found) or first > max(high for _, high in found)):
                yield fault(
                    FILE, f"{name}[{level.code}].name.{lang}", "level_word", name=said, rank=level.rank, of=many
                )


def _bare(name: str) -> str:
    return name.casefold().removesuffix("风险").removesuffix(" risk").strip()


def _said(name: str) -> list[tuple[int, int]]:
    bare = _bare(name)
    whole = _WHOLE.get(_DEGREES.sub("", bare).strip())
    return [whole] if whole is not None else [span for word, span in _WORDS.items() if word in bare]


def _names(levels: Levels) -> Iterator[Fault]:
    """No product level is called as one below it, or by a word for less risk than the one before it (SUIT-12)."""
    for lang, scale in zip(LANGUAGES, _SCALES, strict=True):
        last, before = -1, ""
        for level in levels.product:
            name = _bare(level.name.of(lang))
            at = scale.index(name) if name in scale else None
            if at is not None and at <= last:
                key = f"product[{level.code}].name.{lang}"
                yield fault(FILE, key, "level_name", name=level.name.of(lang), before=before)
            if at is not None:
                last, before = max(last, at), level.name.of(lang)
        names = [level.name.of(lang) for level in levels.product]
        for at, level in enumerate(levels.product):
            if level.name.of(lang) in names[:at]:
                yield fault(FILE, f"product[{level.code}].name.{lang}", "duplicate", name=level.name.of(lang))


def _reach(levels: Levels) -> Iterator[Fault]:
    """A higher level must never reach less than a lower one; no level reaches beyond the scale, nor beyond its own
    rank, or with more product levels the same share of them (so that one put on top opens none below it); the lowest
    reaches the lowest alone (SUIT-02)."""
    before, products = 0, len(levels.product)
    for level in levels.client:
        key = f"client[{level.code}].reach"
        most = 1 if level.rank == 1 else max(level.rank, level.rank * products // len(levels.client))
        if not 0 <= level.reach <= products:
            yield fault(FILE, key, "reach", most=products)
        elif level.reach < before:
            yield fault(FILE, key, "reach_falls", before=before)
        elif level.reach > most:
            yield fault(FILE, key, "reach_above", rank=level.rank)
        before = max(before, level.reach)


def _shared_codes(levels: Levels) -> Iterator[Fault]:
    """One code for a client's and a product's level would make papers say the wrong thing (SUIT-06)."""
    clients = {level.code for level in levels.client}
    for level in levels.product:
        if level.code in clients:
            yield fault(FILE, f"product[{level.code}].code", "duplicate", name=level.code)
