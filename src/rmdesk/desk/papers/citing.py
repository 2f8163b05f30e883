"""Where the rules on a paper stand in the law, each law named once."""

import re
from collections.abc import Iterable

from rmdesk.desk.papers.paper_input import PaperInput

_ARTICLE = {"zh": re.compile(r"(《[^》]+》)(.+)"), "en": re.compile(r"(.+?), (arts?\. .+)")}


def cited(given: PaperInput, rules: Iterable[str]) -> str:
    """The sources of `rules` by law: "《…办法》SUIT-02 第十二条、SUIT-13 第二十二条".

    The pack names no source for what is practice, unconfirmed or our own reading: such a rule is not cited.
    """
    laws: dict[str, list[str]] = {}
    for rule in dict.fromkeys(rules):
        for part in re.split("；|; ", given.pack.citation(rule, given.lang)):
            law, article = _parted(given, part)
            if law:
                laws.setdefault(law, []).append(f"{rule} {article}".strip())
    mark = "、" if given.lang == "zh" else ", "
    gap = "" if given.lang == "zh" else ": "
    return given.listed([f"{law}{gap}{mark.join(articles)}" for law, articles in laws.items()]) if laws else ""


def _parted(given: PaperInput, source: str) -> tuple[str, str]:
    found = _ARTICLE[given.lang].fullmatch(source)
    return (found[1], found[2]) if found else (source, "")
