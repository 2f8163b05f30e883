"""Who else a complainant may turn to, as the branch says it, else in the pack's words (COMP-09, COMP-10)."""

from datetime import date

from rmdesk.domain.address import Addressee, addressed
from rmdesk.domain.base import Lang
from rmdesk.domain.complaint import Case
from rmdesk.domain.people import Branch
from rmdesk.formpack import Pack


def bodies(pack: Pack, branch: Branch, lang: Lang, to: Addressee = "person") -> dict[str, str]:
    """The placeholders {superior}, {mediation} and {regulator} of letters and notices. The last may be empty; it is a
    sentence of the branch's own, spoken to `to` as the text around it is."""
    spoken, words = branch.spoken(lang), pack.letters
    own = branch.review == "own"
    return {
        "superior": (words.own_body if own else words.superior_body).of(lang)
        if own or not spoken.superior
        else spoken.superior,
        "mediation": spoken.mediation or words.mediation_body.of(lang),
        "regulator": addressed(to, spoken.regulator),
    }


def review_days(pack: Pack, case: Case, received: date) -> int | None:
    """Within how many days of the notice a review may be asked for; None where none may (COMP-10)."""
    rules = pack.clocks.on(received)
    asking = (one for one in rules if one.party == "complainant" and one.runs_for(case.type, case.case_class))
    return next((one.count for one in asking), None)
