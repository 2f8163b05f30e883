"""The archive: no retention shorter than the law's, every kind of paper in one class, scans that can be looked into."""

from collections.abc import Iterator
from typing import NamedTuple

from rmdesk.domain.archive import Begins
from rmdesk.domain.base import Text
from rmdesk.formpack.archive import CLASS_IDS, SCAN_ENDINGS, Archive, RetentionRow, ScanFiles
from rmdesk.formpack.complaint_letters import LETTER_KINDS
from rmdesk.formpack.fault import Fault, fault
from rmdesk.formpack.law import allows, looser
from rmdesk.formpack.papers import PAPER_KINDS
from rmdesk.formpack.parse import Parsed
from rmdesk.formpack.rules import Rules

FILE = "archive.toml"
_MOST_BYTES = 100_000_000


class Legal(NamedTuple):
    """A retention that the law asks for: at least so many years from its beginning."""

    rule: str
    years: int
    begins: Begins


LEGAL: dict[str, Legal] = {
    "identity": Legal("KYC-08", 10, "relationship_end"),
    "transactions": Legal("KYC-08", 10, "last_sale"),
    "suitability": Legal("SUIT-09", 5, "relationship_end"),
}


def faults(parsed: Parsed) -> Iterator[Fault]:
    """Everything that is wrong with the archive's settings."""
    archive = parsed.get(FILE, Archive)
    if archive is None:
        return
    yield from _clocks(archive, parsed.get("rules.toml", Rules))
    yield from _classes(archive)
    yield from _files("files", archive.files)
    yield from _files("documents", archive.documents)


def _clocks(archive: Archive, rules: Rules | None) -> Iterator[Fault]:
    last: dict[str, RetentionRow] = {}
    for one in archive.clock:
        if one.id in last and one.effective_from <= last[one.id].effective_from:
            yield fault(FILE, f"clock[{one.id}].effective_from", "date_order")
        if one.id in LEGAL:
            yield from _legal(one, LEGAL[one.id])
        last[one.id] = one
    for name, legal in LEGAL.items():
        if name not in last:
            yield fault(FILE, "clock", "missing_clock", name=name, rule=legal.rule)
    known = None if rules is None else {one.id for one in rules.rule}
    for one in archive.clock:
        if known is not None and one.rule not in known:
            yield fault(FILE, f"clock[{one.id}].rule", "unknown_rule", name=one.rule)
        if not 1 <= one.years <= 100:
            yield fault(FILE, f"clock[{one.id}].years", "range", value=one.years, low=1, high=100)


def _legal(one: RetentionRow, legal: Legal) -> Iterator[Fault]:
    """A retention of the law begins where it says and is no shorter, but by a newer law that the row names."""
    key, follows = f"clock[{one.id}]", allows(one.law, one.effective_from)
    if one.law is not None and not follows:
        yield fault(FILE, f"{key}.law", "law_dates")
    if (one.begins, one.rule) != (legal.begins, legal.rule):
        wanted = f'begins = "{legal.begins}", rule = "{legal.rule}"'
        yield fault(FILE, key, "clock_shape", name=one.id, wanted=wanted, rule=legal.rule)
    if one.years >= legal.years:
        return
    if one.law is None or not follows:
        yield fault(FILE, f"{key}.years", "legal", value=one.years, limit=legal.years, rule=legal.rule)
    else:
        figures = _years(one.years), _years(legal.years)
        yield looser(FILE, f"{key}.years", one.law, figures, legal.rule)


def _years(count: int) -> Text:
    return Text(zh=f"{count} 年", en=f"{count} years")


def _classes(archive: Archive) -> Iterator[Fault]:
    kinds: tuple[str, ...] = (*PAPER_KINDS, *LETTER_KINDS)
    named = [kind for one in archive.classes for kind in one.papers]
    for missing in set(CLASS_IDS) - {one.id for one in archive.classes}:
        yield fault(FILE, "classes", "missing_label", name=missing)
    for kind in kinds:
        if kind not in named:
            yield fault(FILE, "classes", "missing_paper", name=kind)
    for one in archive.classes:
        for kind in one.papers:
            if kind not in kinds:
                yield fault(FILE, f"classes[{one.id}].papers", "unknown_paper", name=kind)
            elif named.count(kind) > 1:
                yield fault(FILE, f"classes[{one.id}].papers", "duplicate", name=kind)


def _files(which: str, files: ScanFiles) -> Iterator[Fault]:
    if not 1 <= files.most_bytes <= _MOST_BYTES:
        yield fault(FILE, f"{which}.most_bytes", "range", value=files.most_bytes, low=1, high=_MOST_BYTES)
    if not 10 <= files.name <= 200:
        yield fault(FILE, f"{which}.name", "range", value=files.name, low=10, high=200)
    for ending in files.endings:
        if ending not in SCAN_ENDINGS:
            yield fault(FILE, f"{which}.endings", "choice", given=ending, allowed=", ".join(SCAN_ENDINGS))
    if not files.endings:
        yield fault(FILE, f"{which}.endings", "missing")
