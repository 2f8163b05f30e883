"""What the models alone cannot see: how the parts of a pack fit each other, the rules and the law."""

from collections.abc import Callable, Iterator

from rmdesk.formpack.check import (
    archive,
    cards,
    complaints,
    disclosures,
    duties,
    families,
    indicators,
    intake,
    labels,
    levels,
    notices,
    own_papers,
    papers,
    portrait,
    questionnaire,
    ranking,
    refusals,
    rulebook,
    sensitive,
    served,
    singles,
    thresholds,
    words,
)
from rmdesk.formpack.fault import Fault
from rmdesk.formpack.parse import Parsed
from rmdesk.formpack.registers import check as registers
from rmdesk.formpack.registers import sheets

_CHECKS: tuple[Callable[[Parsed], Iterator[Fault]], ...] = (
    singles.faults,
    cards.faults,
    levels.faults,
    questionnaire.faults,
    served.faults,
    intake.faults,
    disclosures.faults,
    duties.faults,
    notices.faults,
    words.faults,
    thresholds.faults,
    refusals.faults,
    sensitive.faults,
    rulebook.faults,
    ranking.faults,
    labels.faults,
    families.faults,
    papers.faults,
    own_papers.faults,
    complaints.faults,
    archive.faults,
    registers.faults,
    sheets.faults,
    indicators.faults,
    portrait.faults,
)


def cross_checks(parsed: Parsed) -> Iterator[Fault]:
    """Every fault that the checks find in the files that could be read."""
    for check in _CHECKS:
        yield from check(parsed)
