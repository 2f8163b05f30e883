"""From a part of a case to the act: chosen where there are several, refused in words where there is none."""

from rmdesk.domain.complaint_acts import Act, why_none
from rmdesk.domain.refusal import Refused
from rmdesk.faces.complaints import act_corrects, act_ends
from rmdesk.faces.complaints.acts import FORMS, entries, refused_now
from rmdesk.faces.complaints.acts import options as acts_of
from rmdesk.faces.complaints.parts import ACTS
from rmdesk.tui.complaints.act import ActScreen
from rmdesk.tui.complaints.also_told import show_also_told
from rmdesk.tui.complaints.completing import CompleteScreen
from rmdesk.tui.complaints.decision import DecisionScreen
from rmdesk.tui.complaints.letters import choose_letter
from rmdesk.tui.complaints.one_case import OneCase
from rmdesk.tui.kit.dialogs import Choose
from rmdesk.tui.lines.case_rows import STATES


def can_do(screen: OneCase, part: str) -> bool:
    """Whether anything can be done in a part as the case stands."""
    if part == "sale":
        return screen.view.case.about.sale_id is not None or "link_sale" in screen.view.may
    return bool(entries(screen.view, ACTS[part]))


def do_part(screen: OneCase, part: str) -> None:
    """Do what a part is for."""
    if part == "sale":
        if screen.view.case.about.sale_id is not None:
            show_also_told(screen)
        elif "link_sale" in screen.view.may:
            do_act(screen, "link_sale")
        else:
            _refuse(screen, ("link_sale",))
        return
    acts = entries(screen.view, ACTS[part])
    if not acts:
        _refuse(screen, ACTS[part])
    elif len(acts) == 1 and acts[0] != "new_facts" and screen.view.case.state in STATES:  # no date is moved by a look
        do_act(screen, acts[0])
    else:
        options = acts_of(screen.desk_app.desk, screen.view, part, screen.lang)
        case = screen.view.case
        heading = f"{case.no} {case.complainant.name} · {screen.tr(f'keys.case_{part}')}"
        screen.app.push_screen(Choose(heading, "", options, lang=screen.lang), lambda one: _chosen(screen, one))


def _refuse(screen: OneCase, acts: tuple[Act, ...]) -> None:
    why = why_none(screen.view.case, acts)
    if why is not None:
        screen.refuse(Refused(reasons=(why,)))


def _chosen(screen: OneCase, entry: str | None) -> None:
    if entry is not None:
        do_act(screen, entry)


def do_act(screen: OneCase, entry: str) -> None:
    """Open what an act is done with, unless it would be refused whatever is answered."""
    refused = refused_now(screen.desk_app.desk, screen.view, entry)
    if refused is not None:
        screen.refuse(refused)
    elif entry == "complete":
        screen.app.push_screen(CompleteScreen(screen.desk_app.desk, screen.view))
    elif entry in ("draft", "draft_recheck"):
        screen.app.push_screen(DecisionScreen(screen.view))
    elif entry == "letter":
        choose_letter(screen)
    elif entry == "correct":
        _correct(screen)
    else:
        screen.app.push_screen(ActScreen(screen.view, FORMS[entry](screen.asked)))


def _correct(screen: OneCase) -> None:
    """Which value is wrong."""
    options = act_corrects.choices(screen.asked)

    def chosen(key: str | None) -> None:
        if key is not None:
            screen.app.push_screen(ActScreen(screen.view, act_corrects.FORMS[key](screen.asked)))

    screen.app.push_screen(Choose(screen.tr("complaints.correct.what"), "", options, lang=screen.lang), chosen)


def merge_with(screen: OneCase, into: str) -> None:
    """Merge it into a case that was found to be the same (COMP-07)."""
    screen.app.push_screen(ActScreen(screen.view, act_ends.merge(screen.asked, into)))
