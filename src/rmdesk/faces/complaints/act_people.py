"""Who handles a case, and what kind of one it is (COMP-01, COMP-04)."""

from rmdesk.desk import people
from rmdesk.desk.complaints import linking, work
from rmdesk.desk.complaints.guarding import CORRECT
from rmdesk.domain.refusal import Refused
from rmdesk.faces.complaints.act import ActForm
from rmdesk.faces.complaints.act_fields import Asking
from rmdesk.faces.complaints.act_works import free_people
from rmdesk.faces.complaints.asked import AskedCase
from rmdesk.faces.complaints.record import sale_options
from rmdesk.faces.fields import Option


def assign(about: AskedCase) -> ActForm:
    """Hand the case over (COMP-04, DESK-18)."""
    desk = about.desk
    ask = Asking(desk, about.lang)
    return ActForm(
        "assign",
        (ask.pick("person", _handlers(about)), ask.text("reason", required=False)),
        lambda view, values, _: work.assign(desk, view.case.id, view.case.version, values["person"], values["reason"]),
        {},
        about.tr("complaints.say.assign"),
    )


def _handlers(about: AskedCase) -> list[Option]:
    """Those who may handle the case; the one who does is not asked for."""
    order = set(about.desk.pack.complaints.assign_to)
    found = people.everybody(about.desk)
    roles = {} if isinstance(found, Refused) else {one.login: set(one.roles) for one in found}
    able = (one for one in free_people(about) if order & roles.get(one.key, set()))
    return [one for one in able if one.key != about.view.case.handler]


def investigate(about: AskedCase) -> ActForm:
    """The handler begins."""
    desk = about.desk
    return ActForm(
        "investigate",
        (),
        lambda view, _values, _: work.investigate(desk, view.case.id, view.case.version),
        {},
        about.tr("complaints.say.sure"),
    )


def become_complaint(about: AskedCase) -> ActForm:
    """It is a complaint after all (COMP-01)."""
    desk = about.desk
    return ActForm(
        "become_complaint",
        (),
        lambda view, _values, _: work.become_complaint(desk, view.case.id, view.case.version),
        {},
        about.tr("complaints.say.become_complaint"),
        ends=True,
    )


def link_client(about: AskedCase) -> ActForm:
    """Which client file is the complainant's (COMP-02)."""
    desk = about.desk
    ask = Asking(desk, about.lang)
    return ActForm(
        "link_client",
        (ask.line("client"),),
        lambda view, values, proof: linking.link_client(desk, view.case.id, view.case.version, values["client"], proof),
        {},
        about.tr("complaints.say.link_client"),
        proves=CORRECT,
    )


def link_sale(about: AskedCase) -> ActForm:
    """Which of the client's sales it is about (COMP-16)."""
    desk, case = about.desk, about.view.case
    ask = Asking(desk, about.lang)
    linked = case.about.sale_id or ""
    options = sale_options(desk, case.complainant.client_id or "")
    return ActForm(
        "link_sale",
        (
            ask.pick("sale_id", options, required=not linked and bool(options)),
            ask.text("reason", required=bool(linked)),
        ),
        lambda view, values, proof: linking.link_sale(
            desk, view.case.id, view.case.version, values["sale_id"], values["reason"], proof
        ),
        {"sale_id": linked},
        about.tr("complaints.say.relink_sale" if linked else "complaints.say.link_sale"),
        proves=CORRECT,
    )


FORMS = {
    "assign": assign, "investigate": investigate, "become_complaint": become_complaint, "link_client": link_client,
    "link_sale": link_sale,
}  # fmt: skip
