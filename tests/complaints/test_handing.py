"""All open cases of one person to another (DESK-18), never to whom a case is about (COMP-04)."""

from complaints.kit import WHO, about, acting, taken
from rmdesk.desk.complaints import cases as looking
from rmdesk.desk.complaints import handing, work
from rmdesk.desk.desk import Desk
from rmdesk.desk.guarding import Proof
from rmdesk.domain.complaint import Complainant
from support.desks import PASSWORD, codes, done

OWN = Proof(PASSWORD)


def _other(contact: str) -> Complainant:
    return WHO.model_copy(update={"contact": f"微信 {contact}"})


def test_somebody_who_leaves_hands_every_case_over(branch: Desk) -> None:
    """If it fails, a case lies with somebody who is gone, or with whom it is about (DESK-18, COMP-04)."""
    about_he, plain = taken(branch, about=about("he")), taken(branch, complainant=_other("2"))
    about_zhou = taken(branch, about=about("zhou"), complainant=_other("3"))
    plain = done(work.assign(branch, plain.case.id, plain.case.version, "demo"))
    about_zhou = done(work.assign(branch, about_zhou.case.id, about_zhou.case.version, "demo"))
    with acting(branch, "he"):
        shown = done(handing.passing(branch, "demo", "zhou"))
        assert [(one.line.no, one.handler, one.line.restricted) for one in shown] == [
            (about_he.case.no, "", True),
            (plain.case.no, "zhou", False),
            (about_zhou.case.no, "he", False),
        ]
        assert codes(handing.hand_over(branch, "demo", "zhou", "调岗")) == ["DATA-08.again"]
        assert codes(handing.hand_over(branch, "demo", "zhou", " ", OWN)) == ["INPUT.required"]
        assert done(handing.hand_over(branch, "demo", "zhou", "调岗", OWN)) == shown
        assert codes(handing.passing(branch, "demo", "zhou")) == ["DESK-18.no_cases"]
    assert [done(looking.view(branch, one.case.id)).case.handler for one in (plain, about_zhou)] == ["zhou", "he"]
    assert done(looking.view(branch, about_he.case.id)).case.handler not in ("demo", "he", None)


def test_who_chooses_the_receiver_has_no_interest(branch: Desk) -> None:
    """If it fails, the one complained about picks who handles the case (COMP-04)."""
    one = taken(branch, about=about("he"))
    assert one.case.handler == "demo"
    with acting(branch, "he"):
        done(handing.hand_over(branch, "demo", "lin", "休假", OWN))
    assert done(looking.view(branch, one.case.id)).case.handler == "zhou"


def test_a_hand_over_of_cases_that_is_none_is_refused(branch: Desk) -> None:
    """A manager hands the own cases over only; the receiver must be able to handle them (DESK-18)."""
    view = taken(branch)
    done(work.assign(branch, view.case.id, view.case.version, "zhou"))
    tried = {
        "INPUT.unknown": ("who", "lin"), "DESK-18.same": ("zhou", "zhou"), "DESK-18.not_handler": ("zhou", "shen"),
        "DESK-18.no_cases": ("he", "lin"),
    }  # fmt: skip
    for case, pair in tried.items():
        assert codes(handing.hand_over(branch, *pair, "离职", OWN)) == [case]
    with acting(branch, "lin"):
        assert codes(handing.passing(branch, "zhou", "he")) == ["DATA-08.role"]
        assert done(handing.holders(branch)) == ()
    with acting(branch, "he"):
        assert [(one.login, one.cases) for one in done(handing.holders(branch))] == [("zhou", 1)]
