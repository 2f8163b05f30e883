"""Where the rules on a paper stand in the law, each law named once."""

import re
from collections.abc import Iterable

from rmdesk.desk.papers.case import Case

_ARTICLE = {"zh": re.compile(r"(《[^》]+》)(.+)"), "en": re.compile(r"(.+?), (arts?\. .+)")}


def cited(case: Case, rules: Iterable[str]) -> str:
    """The sources of `rules` by law: "《…办法》SUIT-02 第十二条、SUIT-13 第二十二条".

    The pack names no source for what is practice, unconfirmed or our own reading: such a rule is not cited.
    """
    laws: dict[str, list[str]] = {}
    for rule in dict.fromkeys(rules):
        for part in re.split("；|; ", case.pack.citation(rule, case.lang)):
            law, article = _parted(case, part)
            if law:
                laws.setdefault(law, []).append(f"{rule} {article}".strip())
    mark = "、" if case.lang == "zh" else ", "
    gap = "" if case.lang == "zh" else ": "
    return case.listed([f"{law}{gap}{mark.join(articles)}" for law, articles in laws.items()]) if laws else ""


def _parted(case: Case, source: str) -> tuple[str, str]:
    found = _ARTICLE[case.lang].fullmatch(source)
    return (found[1], found[2]) if found else (source, "")
