"""Refusals: words for every case that the program can utter, and for no other."""

from collections.abc import Iterator
from difflib import get_close_matches

from rmdesk.domain.cases import CASES
from rmdesk.formpack.fault import Fault, fault
from rmdesk.formpack.parse import Parsed
from rmdesk.formpack.refusals import RefusalsFile

FILE = "refusals.toml"


def faults(parsed: Parsed) -> Iterator[Fault]:
    """Cases without words, and words without a case."""
    texts = parsed.get(FILE, RefusalsFile)
    if texts is None:
        return
    there = {one.case for one in texts.refusal}
    for case in CASES:
        if case not in there:
            yield fault(FILE, "refusal", "missing_case", name=case)
    for one in texts.refusal:
        if one.case not in CASES:
            near = get_close_matches(one.case, CASES, n=1)
            reason = "near_case" if near else "unknown_case"
            yield fault(FILE, f"refusal[{one.case}].case", reason, name=one.case, near=near[0] if near else "")
