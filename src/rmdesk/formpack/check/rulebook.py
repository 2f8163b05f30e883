"""The rule book: every rule that refuses or sets a number has a title; only what is confirmed names a source."""

import re
from collections.abc import Iterator

from rmdesk.domain.refusal_codes import REFUSAL_CODES
from rmdesk.formpack.fault import Fault, fault
from rmdesk.formpack.parse import Parsed
from rmdesk.formpack.rules import CITED, Rules
from rmdesk.formpack.settings import ThresholdRows

FILE = "rules.toml"
_ID = re.compile(r"(SUIT|QUES|SALE|COMP|KYC|DATA|DESK)-\d\d|EXCHANGE|IMPORT|INPUT|OFFICE|REGISTER")


def faults(parsed: Parsed) -> Iterator[Fault]:
    """What is wrong with the rule book, and rules that others name and it lacks."""
    rules = parsed.get(FILE, Rules)
    if rules is None:
        return
    for rule in rules.rule:
        if not _ID.fullmatch(rule.id):
            yield fault(FILE, f"rule[{rule.id}].id", "rule_id", name=rule.id)
        if rule.source is not None and rule.basis not in CITED:
            yield fault(FILE, f"rule[{rule.id}].source", "citation", basis=rule.basis)
        if rule.source is None and rule.basis in CITED:
            yield fault(FILE, f"rule[{rule.id}].source", "no_source", basis=rule.basis)
    known = {rule.id for rule in rules.rule}
    for name in dict.fromkeys(code.partition(".")[0] for code in REFUSAL_CODES):
        if name not in known:
            yield fault(FILE, "rule", "missing_rule", name=name)
    rows = parsed.get("thresholds.toml", ThresholdRows)
    for row in () if rows is None else rows.threshold:
        if row.rule not in known:
            yield fault("thresholds.toml", f"threshold[{row.key}].rule", "unknown_rule", name=row.rule)
