"""The list of banned words itself: it may be longer than the law's, never shorter (SALE-11)."""

import re
from collections.abc import Iterator

from rmdesk.formpack.banned import BannedWords
from rmdesk.formpack.fault import Fault, fault
from rmdesk.formpack.parse import Parsed

FILE = "banned_words.toml"
NEEDED = ("保本", "保息", "稳赚", "零风险", "预期收益率", "低风险高收益")
SHORTEST = 2
LONGEST_PATTERN = 500


def faults(parsed: Parsed) -> Iterator[Fault]:
    """What is wrong with the banned words and the allowed phrases."""
    banned = parsed.get(FILE, BannedWords)
    if banned is None:
        return
    if not banned.words:
        yield fault(FILE, "words", "no_words")
        return
    for word in NEEDED:
        if word not in banned.words:
            yield fault(FILE, "words", "needed_word", word=word)
    yield from _single(banned)
    broken = [*_patterns(banned)]
    yield from broken
    if not broken:
        yield from _allowed(banned)
        yield from _examples(banned)


def _single(banned: BannedWords) -> Iterator[Fault]:
    seen: set[str] = set()
    for at, word in enumerate(banned.words, 1):
        if len(word.strip()) < SHORTEST:
            yield fault(FILE, f"words[{at}]", "short_word", word=word)
        if word in seen:
            yield fault(FILE, f"words[{at}]", "duplicate", name=word)
        seen.add(word)


def _patterns(banned: BannedWords) -> Iterator[Fault]:
    """Every pattern is short, and needs more than nothing to match."""
    for name in ("patterns", "denials", "denied_twice"):
        for at, pattern in enumerate(getattr(banned, name), 1):
            if re.fullmatch(pattern, "") or len(pattern) > LONGEST_PATTERN:
                yield fault(FILE, f"{name}[{at}]", "pattern_wide", most=LONGEST_PATTERN)


def _allowed(banned: BannedWords) -> Iterator[Fault]:
    """An allowed phrase must hold a banned word and more: else it does nothing, or lifts the ban altogether."""
    bare = BannedWords(version=banned.version, words=banned.words, patterns=banned.patterns)
    for at, phrase in enumerate(banned.allowed, 1):
        if phrase in banned.words:
            yield fault(FILE, f"allowed[{at}]", "allowed_whole", word=phrase)
        elif not bare.found_in(phrase):
            yield fault(FILE, f"allowed[{at}]", "allowed_useless")


def _examples(banned: BannedWords) -> Iterator[Fault]:
    """Texts that must be refused, and texts that must pass: the lists are tried by them (SALE-11)."""
    for at, text in enumerate(banned.refused, 1):
        if not banned.found_in(text):
            yield fault(FILE, f"refused[{at}]", "example_passes", text=text)
    for at, text in enumerate(banned.passes, 1):
        found = banned.found_in(text)
        if found:
            yield fault(FILE, f"passes[{at}]", "example_refused", text=text, word=found[0])
