"""The evidence of a sale, in the order in which a court asks for it, and what of it is missing."""

from datetime import datetime
from typing import Literal

from rmdesk.domain.base import Value
from rmdesk.domain.refusal import Refusal

Question = Literal["product", "client", "match", "told", "understood", "recorded"]
QUESTIONS: tuple[Question, ...] = ("product", "client", "match", "told", "understood", "recorded")
"""Was the product known, the client known, did they match, was it told, was it understood, is it recorded."""

# Which question a rule answers; what no list names stands where it was found.
_PRODUCT = {"SUIT-08", "SUIT-13", "SUIT-15", "SUIT-31", "SALE-10", "SALE-16", "DESK-03", "DESK-15"}
_UNDERSTOOD = {"SUIT-22.understanding", "SUIT-10.care", "SUIT-10.thinking", "SALE-08", "SALE-03"}


class Exhibit(Value):
    """One thing that the journal shows: `what` names it, `said` is its content in words, `at` (UTC) and `by` (a login)
    from its fact, number `seq`."""

    what: str
    said: str
    at: datetime | None = None
    by: str = ""
    seq: int | None = None


class Section(Value):
    """The answer to one question."""

    question: Question
    missing: tuple[Refusal, ...] = ()
    exhibits: tuple[Exhibit, ...] = ()


def sorted_gaps(found: dict[Question, tuple[Refusal, ...]]) -> dict[Question, tuple[Refusal, ...]]:
    """Every gap under the question that it leaves open, each once."""
    sorted_: dict[Question, list[Refusal]] = {question: [] for question in QUESTIONS}
    for question, reasons in found.items():
        for reason in reasons:
            place = _place(reason, question)
            if reason not in sorted_[place]:
                sorted_[place].append(reason)
    return {question: tuple(reasons) for question, reasons in sorted_.items()}


def _place(reason: Refusal, found_in: Question) -> Question:
    if reason.rule in _PRODUCT:
        return "product"
    return "understood" if reason.code in _UNDERSTOOD else found_in
