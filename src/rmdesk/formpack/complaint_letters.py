"""The letters of the complaint desk (COMP-05, COMP-09, COMP-10)."""

from typing import Literal

from rmdesk.domain.base import Text, Value

LetterKind = Literal["receipt", "extension_notice", "decision_notice", "recheck_decision", "mediation_proposal"]
LETTER_KINDS: tuple[LetterKind, ...] = (
    "receipt", "extension_notice", "decision_notice", "recheck_decision", "mediation_proposal",
)  # fmt: skip
BODIES = ("superior", "mediation", "regulator")
COMMON = ("name", "no", "bank", "branch", "contact", "received", "claim", *BODIES)
LETTER_PLACEHOLDERS: dict[LetterKind, tuple[str, ...]] = {
    "receipt": (*COMMON, "due", "handler"),
    "extension_notice": (*COMMON, "was_due", "due", "ground", "reason"),
    "decision_notice": COMMON,
    "recheck_decision": (*COMMON, "asked", "told", "reviewer"),
    "mediation_proposal": COMMON,
}


class Letter(Value):
    """One letter: the paragraphs before and behind what the case itself brings, and who signs."""

    id: LetterKind
    title: Text
    opening: tuple[Text, ...]
    closing: tuple[Text, ...]
    signature: Text


class ComplaintLetters(Value):
    """All of complaint_letters.toml. `remedies` is proposed as the fourth part of every decision, to which the notice
    adds who reviews it; `review_remedies` of one on 核查, after which there is no other (COMP-09, COMP-10). Who reviews
    and who mediates: `own_body` where the bank reviews itself, `superior_body` and `mediation_body` where the branch
    did not name them."""

    version: str
    salutation: Text
    remedies: Text
    review_remedies: Text
    own_body: Text
    superior_body: Text
    mediation_body: Text
    letter: tuple[Letter, ...]

    def of(self, kind: LetterKind) -> Letter:
        """The letter of that kind; KeyError when there is none."""
        for one in self.letter:
            if one.id == kind:
                return one
        raise KeyError(kind)
