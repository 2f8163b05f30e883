"""Who handles a case, and how it ends (COMP-04, COMP-07, COMP-14)."""

from rmdesk.desk import people
from rmdesk.desk.complaints import board, ending, work
from rmdesk.desk.complaints.board import Board
from rmdesk.domain.refusal import Refused
from rmdesk.tui.complaints.act import ActForm
from rmdesk.tui.complaints.act_fields import Asking
from rmdesk.tui.complaints.act_works import free_people
from rmdesk.tui.complaints.one_case import OneCase
from rmdesk.tui.kit.cells import head
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
    )


def close(screen: OneCase) -> ActForm:
    """Close it with nothing missing."""
    desk = screen.desk_app.desk
    ask = Asking(desk, screen.lang)
    gaps = "\n".join(f"· {screen.words(gap)}" for gap in screen.view.gaps)
    said = screen.tr("complaints.say.close_gaps", gaps=gaps) if gaps else screen.tr("complaints.say.close")
    return ActForm(
        "close",
        (ask.text("note", required=False),),
        lambda view, values, _: ending.close(desk, view.case.id, view.case.version, values["note"]),
        {},
        said,
        ends=True,
    )


def withdraw(screen: OneCase) -> ActForm:
    """The complainant withdrew (COMP-07)."""
    desk = screen.desk_app.desk
    ask = Asking(desk, screen.lang)
    return ActForm(
        "withdraw",
        (ask.text("note"),),
        lambda view, values, _: ending.withdraw(desk, view.case.id, view.case.version, values["note"]),
        {},
        screen.tr("complaints.say.withdraw"),
        ends=True,
    )


def merge(screen: OneCase) -> ActForm:
    """The same complaint again (COMP-07)."""
    desk, case = screen.desk_app.desk, screen.view.case
    ask = Asking(desk, screen.lang)
    found = board.board(desk)
    lines = found.lines if isinstance(found, Board) else ()
    others = [one for one in lines if one.id != case.id and one.type == case.type]
    others.sort(key=lambda one: one.name != case.complainant.name)  # the same complainant's first
    options = [Option(one.id, f"{one.no} {one.name} {head(one.claim, 30)}") for one in others]
    return ActForm(
        "merge",
        (ask.pick("into", options),),
        lambda view, values, _: ending.merge(desk, view.case.id, view.case.version, values["into"]),
        {},
        screen.tr("complaints.say.merge"),
        ends=True,
    )


def decline(screen: OneCase) -> ActForm:
    """Not this bank's business."""
    desk = screen.desk_app.desk
    ask = Asking(desk, screen.lang)
    return ActForm(
        "decline",
        (ask.text("note"),),
        lambda view, values, _: ending.decline(desk, view.case.id, view.case.version, values["note"]),
        {},
        screen.tr("complaints.say.decline"),
        ends=True,
    )


def transfer(screen: OneCase) -> ActForm:
    """Handed to whoever is in charge of it."""
    desk = screen.desk_app.desk
    ask = Asking(desk, screen.lang)
    return ActForm(
        "transfer",
        (ask.line("to"), ask.text("note", required=False)),
        lambda view, values, _: ending.transfer(desk, view.case.id, view.case.version, values["to"], values["note"]),
        ends=True,
    )


FORMS = {
    "assign": assign, "investigate": investigate, "become_complaint": become_complaint, "close": close,
    "withdraw": withdraw, "merge": merge, "decline": decline, "transfer": transfer,
}  # fmt: skip
