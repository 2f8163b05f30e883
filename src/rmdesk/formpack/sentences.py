"""Sentences that papers and screens must carry word for word."""

from rmdesk.domain.base import Text, Value


class Sentences(Value):
    """The fixed set of sentences. Placeholders that each may use stand in SENTENCE_PLACEHOLDERS."""

    version: str
    headline: Text  # SALE-02: on papers about products of several families
    chinese_prevails: Text  # beside the Chinese sentence that is copied on a paper in another language
    copy_instruction: Text  # SALE-03: above the box for the copied sentence
    level_instruction: Text  # SALE-04: above the box in which the client writes the level
    no_judgement: Text  # SUIT-23
    reassess: Text  # SALE-04: reassess on change
    read_all: Text  # SALE-04: read all papers
    read_all_unmatched: Text | None = None  # of deposits and 国债, which have no such papers; else the one before
    no_guarantee: Text  # SALE-04: neither principal nor return
    no_guarantee_return: Text | None = None  # SALE-04: where principal is repaid as agreed; else the one before
    issuer_differs: Text  # SALE-10
    answered_self: Text  # SUIT-05, QUES-08: above the signature under the questionnaire
    answers_final: Text  # QUES-04
    level_changed: Text  # SUIT-19: the second signature
    knocked_out: Text  # QUES-02: why the level is lower than the score
    information_true: Text  # SUIT-16: the client vouches for what he told
    information_refused: Text  # SUIT-27
    guardian_consent: Text  # SUIT-11
    own_choice: Text  # SUIT-25
    insurance_statement: Text  # SUIT-26: the frame
    insurance_single: Text  # SUIT-26: single premium over the multiple of family income
    insurance_yearly: Text  # SUIT-26: yearly premium over the share
    insurance_age: Text  # SUIT-26: pay years + age
    insurance_budget: Text  # SUIT-26: premium over the budget
    care: Text  # SUIT-10: at the head of the disclosure
    care_return: Text | None = None  # SUIT-10: where principal is repaid as agreed; else `care`
    care_beyond: Text | None = None  # SUIT-10: where more than the principal may be lost; else `care`
    care_premiums: Text | None = None  # SUIT-10: of insurance; else `care`
    thinking: Text  # SUIT-10: thinking time
    cancel: Text  # SALE-08
    sale_cancelled: Text  # SALE-08: the client cancels in time
    sale_ended: Text  # what becomes of an ended sale's papers
    consent_withdrawn: Text  # DATA-02: what the client says
    withdrawn_after: Text  # DATA-02: what the bank does then
    recording: Text  # SALE-09: told before the recording starts
    qualified: Text  # SALE-06: the client's own declaration
    proposal: Text  # DESK-04: what a proposal is and is not
    comparison: Text  # SUIT-07: how to read a comparison
    guardian_agrees: Text  # DATA-13: for a child, above the consents
    guardian_agrees_child: Text | None = None  # the same where age alone is the ground; else the one before
    guardian_agrees_incapable: Text | None = None  # the same where it is not
    copies: Text  # how many of a paper there are, and who keeps one
    withdraw: Text  # DATA-02
    verdict_fits: Text  # SUIT-02: the match opinion
    verdict_unmatched: Text  # SUIT-24
    verdict_professional: Text  # SUIT-17
    verdict_withheld: Text
    verdict_own_choice: Text  # SUIT-25
    worst_assumed: Text  # SALE-04: the worst case, on an assumption that is named
    worst_loss: Text
    worst_owed: Text | None = None  # where nothing is paid in, so that none is left; else the one before
    worst_beyond: Text  # more than was paid in
    worst_share: Text  # before there is an amount
    worst_none: Text
    worst_premiums: Text  # SUIT-03: of yearly premiums, all of them
    worst_all: Text  # that it is no limit
    worst_all_premiums: Text
    worst_may_exceed: Text
    worst_no_return: Text
    worst_no_return_held: Text | None = None  # of what pays at maturity alone; else the one before
    premiums: Text  # SUIT-03: what yearly premiums come to
    term: Text
    no_term: Text
    no_fees: Text
    unsaid_fees: Text | None = None
    signature_client: Text
    signature_organisation: Text
    signature_guardian: Text
    signature_agent: Text
    signature_manager: Text
    signature_reviewer: Text


SENTENCE_PLACEHOLDERS: dict[str, tuple[str, ...]] = {
    "issuer_differs": ("issuer", "seller"),
    "level_changed": ("from", "to"),
    "knocked_out": ("question", "level"),
    "guardian_consent": ("guardian", "client", "product"),
    "own_choice": ("client", "product", "level", "client_level"),
    "insurance_statement": ("client", "product", "reasons", "burden"),
    "insurance_single": ("premium", "beside", "income", "most", "times"),
    "insurance_yearly": ("premium", "beside", "income", "most", "times"),
    "insurance_age": ("years", "age", "most", "times"),
    "insurance_budget": ("premium", "beside", "budget", "most", "times"),
    "thinking": ("hours",),
    "cancel": ("hours",),
    "sale_cancelled": ("client",),
    "information_refused": ("bank",),
    "recording": ("bank",),
    "consent_withdrawn": ("client", "bank"),
    "withdrawn_after": ("bank", "contact"),
    "guardian_agrees": ("guardian", "client", "age"),
    "guardian_agrees_child": ("guardian", "client", "age"),
    "guardian_agrees_incapable": ("guardian", "client"),
    "copies": ("count", "bank"),
    "withdraw": ("contact",),
    "worst_assumed": ("how",),
    "worst_loss": ("amount", "loss", "share", "left"),
    "worst_owed": ("amount", "loss", "share", "left"),
    "worst_beyond": ("amount", "loss", "share", "more"),
    "worst_share": ("share",),
    "worst_premiums": ("years", "whole", "loss"),
    "premiums": ("premium", "years", "whole"),
    "term": ("days",),
}
