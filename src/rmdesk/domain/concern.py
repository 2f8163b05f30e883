"""Whom a matter concerns does not decide in it: which ties to a matter bar somebody from which act (COMP-04, SALE-13,
QUES-09). One table for all acts on cases, reviews and files, for whoever acts and for a second person alike."""

from typing import Literal, NamedTuple

from rmdesk.domain.complaint_acts import STATES
from rmdesk.domain.sensitive import ACTS

Tie = Literal["interested", "owner", "decider", "handler", "party", "seller", "assessor", "manager", "freer"]


class Barred(NamedTuple):
    """What stands against somebody with a tie: the refusal's code; `lone`: where the tie bars everybody else of the
    branch who might act, it bars nobody."""

    code: str
    lone: bool = False


TIES: dict[Tie, Barred] = {
    "interested": Barred("COMP-04.person"),  # complained about, or made the sale
    "owner": Barred("COMP-14.own", lone=True),  # of a corrective action, now or before
    "decider": Barred("COMP-10.own", lone=True),  # made the decision that is examined
    "handler": Barred("COMP-08.own"),  # of the case whose clock it moves
    "party": Barred("COMP-04.file"),  # of a complaint of the client
    "seller": Barred("DATA-08.same_person"),
    "assessor": Barred("DATA-08.same_person"),  # took the questionnaire
    "manager": Barred("DATA-08.same_person"),  # looks after the client
    "freer": Barred("SUIT-03.freed"),  # raised or freed the means that the sale leans on
}

_IN_CASE: dict[str, tuple[Tie, ...]] = {
    "check_effect": ("owner",),
    "draft_recheck": ("decider",),
    "tell_recheck": ("decider",),
}
_BESIDE: dict[str, tuple[Tie, ...]] = {
    **{act: ("interested",) for act in ACTS if act.startswith("complaints.")},
    "complaints.later_receipt": ("interested", "handler"),
    "complaints.hand_over": (),  # a password; who gets each case is asked case by case
    "clients.seal": ("party",),
    "retention.erase": ("party",),
}
_ON_FILES: dict[str, tuple[Tie, ...]] = {
    "of_file.seal": ("party",),
    "of_file.lift_hold": ("party",),
    "of_file.erase": ("party",),
    "of_sale.review": ("seller", "assessor", "freer"),
    "of_assessment.review": ("seller", "assessor", "manager"),
}
BARS: dict[str, tuple[Tie, ...]] = {
    **{f"case.{act}": ("interested", *_IN_CASE.get(act, ())) for act in STATES},
    **{f"second.{act}": _BESIDE.get(act, ()) for act in ACTS},
    **_ON_FILES,
}
"""Act → the ties that bar from it. "case.…": an act on a case, "of_…": on what else is named, "second.…": agreeing to
a sensitive act."""
