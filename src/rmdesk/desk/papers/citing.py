"""Where the rules on a paper stand in the law, each law named once."""

import re
from collections.abc import Iterable
from typing import NamedTuple

from rmdesk.desk.papers.paper_input import PaperInput

_ARTICLE = {"zh": re.compile(r"(《[^》]+》)(.+)"), "en": re.compile(r"(.+?), (arts?\. .+)")}


class Cited(NamedTuple):
    """The sources in words, and by rule the number of the note that leads to its source."""

    sources: str
    notes: dict[str, int]


def cited(given: PaperInput, rules: Iterable[str]) -> Cited:
    """The sources of `rules` by law: "《…办法》第十二条（注 1）、第二十二条（注 2）". No rule's own id
    stands in a citation.

    The pack names no source for what is practice, unconfirmed or our own reading: such a rule is not cited.
    """
    laws: dict[str, list[str]] = {}
    notes: dict[str, int] = {}
    for rule in dict.fromkeys(rules):
        for part in re.split("；|; ", given.pack.citation(rule, given.lang)):
            law, article = _parted(given, part)
            if law:
                number = notes.setdefault(rule, len(notes) + 1)
                laws.setdefault(law, []).append(f"{article}{given.say('papers.note', number=number)}")
    mark = "、" if given.lang == "zh" else ", "
    listed = [f"{law}{_gap(given, articles[0])}{mark.join(articles)}" for law, articles in laws.items()]
    return Cited(given.listed(listed) if laws else "", notes)


def _gap(given: PaperInput, first: str) -> str:
    """What parts a law from its first article; nothing where the pack names none."""
    return "" if given.lang == "zh" or first.startswith(" ") else ", "


def _parted(given: PaperInput, source: str) -> tuple[str, str]:
    found = _ARTICLE[given.lang].fullmatch(source)
    return (found[1], found[2]) if found else (source, "")
