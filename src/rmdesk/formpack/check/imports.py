"""What fills in for a list: every design of insurance belongs to a class of the labels (SUIT-31)."""

from collections.abc import Iterator
from typing import get_args

from rmdesk.domain.product import Insurance
from rmdesk.formpack.fault import Fault, fault
from rmdesk.formpack.imports import ImportWords
from rmdesk.formpack.meta import Labels
from rmdesk.formpack.parse import Parsed

FILE = "imports.toml"
CLASSED = "insurance"  # the family whose sellers have a right by class


def faults(parsed: Parsed) -> Iterator[Fault]:
    """Classes that no label names, or of which no list could speak, and designs that belong to none."""
    words, labels = parsed.get(FILE, ImportWords), parsed.get("labels.toml", Labels)
    if words is None or labels is None:
        return
    known = labels.label.get("insurance_class", {})
    for one in known:
        if one not in words.word.get("insurance_class", {}):
            yield fault(FILE, "word.insurance_class", "missing_word", name=one)
    for family, default in words.default.items():
        for design in get_args(Insurance.model_fields["design"].annotation) if family == CLASSED else ():
            given = default.classes.get(design, "")
            if given not in known:
                yield fault(FILE, f"default.{family}.classes.{design}", "unknown_class", name=given)
