"""Refusals: words for every refusal that the program can utter, and for no other."""

from collections.abc import Iterator
from difflib import get_close_matches

from rmdesk.domain.refusal_codes import REFUSAL_CODES
from rmdesk.formpack.fault import Fault, fault
from rmdesk.formpack.parse import Parsed
from rmdesk.formpack.refusals import RefusalsFile

FILE = "refusals.toml"


def faults(parsed: Parsed) -> Iterator[Fault]:
    """Refusals without words, and words without a refusal."""
    texts = parsed.get(FILE, RefusalsFile)
    if texts is None:
        return
    there = {one.code for one in texts.refusal}
    for code in REFUSAL_CODES:
        if code not in there:
            yield fault(FILE, "refusal", "missing_refusal", name=code)
    for one in texts.refusal:
        if one.code not in REFUSAL_CODES:
            near = get_close_matches(one.code, REFUSAL_CODES, n=1)
            reason = "near_refusal" if near else "unknown_refusal"
            yield fault(FILE, f"refusal[{one.code}].code", reason, name=one.code, near=near[0] if near else "")
