"""Figures of the law: where a row is looser than the law that the program knows, it says which newer law allows it."""

from datetime import date

from rmdesk.domain.base import Text, Value
from rmdesk.formpack.fault import Fault, fault


class NewLaw(Value):
    """The law that a figure follows: its name with the article, the day of its promulgation, the day it is in force."""

    source: Text
    promulgated: date
    in_force: date


def allows(law: NewLaw | None, effective_from: date) -> bool:
    """Whether a row in force from that day may follow `law`: one that names itself, was promulgated, and is in force by
    then."""
    if law is None or not (law.source.zh.strip() and law.source.en.strip()):
        return False
    return law.promulgated <= law.in_force <= effective_from


def looser(file: str, key: str, law: NewLaw, figures: tuple[Text, Text], rule: str) -> Fault:
    """That a figure is looser than the law that the program knows; `figures`: it, and that law's."""
    value, limit = figures
    words = {"zh_value": value.zh, "en_value": value.en, "zh_limit": limit.zh, "en_limit": limit.en}
    return fault(file, key, "law_looser", rule=rule, zh_law=law.source.zh, en_law=law.source.en, **words)
