"""Who handles a case, and what kind of one it is (COMP-01, COMP-04)."""

from rmdesk.desk import people
from rmdesk.desk.complaints import work
from rmdesk.domain.refusal import Refused
from rmdesk.tui.complaints.act import ActForm
from rmdesk.tui.complaints.act_fields import Asking
from rmdesk.tui.complaints.act_works import free_people
from rmdesk.tui.complaints.one_case import OneCase
from rmdesk.tui.kit.choice import Option


def assign(screen: OneCase) -> ActForm:
    """Hand the case over (COMP-04, DESK-18)."""
    desk = screen.desk_app.desk
    ask = Asking(desk, screen.lang)
    return ActForm(
        "assign",
        (ask.pick("person", _handlers(screen)), ask.text("reason", required=False)),
        lambda view, values, _: work.assign(desk, view.case.id, view.case.version, values["person"], values["reason"]),
        {},
        screen.tr("complaints.say.assign"),
    )


def _handlers(screen: OneCase) -> list[Option]:
    """Those who may handle the case; the one who does is not asked for."""
    order = set(screen.desk_app.desk.pack.complaints.assign_to)
    found = people.everybody(screen.desk_app.desk)
    roles = {} if isinstance(found, Refused) else {one.login: set(one.roles) for one in found}
    able = (one for one in free_people(screen) if order & roles.get(one.key, set()))
    return [one for one in able if one.key != screen.view.case.handler]


def investigate(screen: OneCase) -> ActForm:
    """The handler begins."""
    desk = screen.desk_app.desk
    return ActForm(
        "investigate",
        (),
        lambda view, _values, _: work.investigate(desk, view.case.id, view.case.version),
        {},
        screen.tr("complaints.say.sure"),
    )


def become_complaint(screen: OneCase) -> ActForm:
    """It is a complaint after all (COMP-01)."""
    desk = screen.desk_app.desk
    return ActForm(
        "become_complaint",
        (),
        lambda view, _values, _: work.become_complaint(desk, view.case.id, view.case.version),
        {},
        screen.tr("complaints.say.become_complaint"),
        ends=True,
    )


FORMS = {"assign": assign, "investigate": investigate, "become_complaint": become_complaint}
