"""The yearly review of the highest AML grade: confirmed or changed, by what was looked at (KYC-05)."""

from collections.abc import Callable

from rmdesk.desk import becoming, clients
from rmdesk.desk.guarding import Proof
from rmdesk.domain.client import GRADES, Client
from rmdesk.domain.refusal import Refused
from rmdesk.locale import tr
from rmdesk.tui import routes
from rmdesk.tui.desk_app import DeskApp
from rmdesk.tui.kit.record_fields import choice, labelled, prose
from rmdesk.tui.kit.record_form import Record, Values, ask_record

_MOST = 120


def ask_grade(app: DeskApp, client_id: str, then: Callable[[], None]) -> None:
    """Ask for the grade, which stands there as it is, and for what was looked at this time; then the second person."""
    client = clients.get(app.desk, client_id)
    if isinstance(client, Refused):
        app.show_refused(client)
        return
    lang, grade = app.lang, client.profile.get("aml_grade", "")

    def keep(values: Values, proof: Proof | None) -> Client | Refused:
        return clients.review_grade(app.desk, client.id, values["aml_grade"], values["aml_reason"], proof)

    said = tr(lang, "home.grade_said", reason=client.profile.get("aml_reason") or "—")
    fields = (
        choice("aml_grade", tr(lang, "home.grade"), labelled(app, "aml_grade", GRADES)),
        prose("aml_reason", tr(lang, "home.grade_seen"), _MOST, help=tr(lang, "home.grade_seen_help")),
    )
    record = Record(
        "home.grade_review", f"{client.no} {client.name}", routes.ClientFile(client.id), fields, keep, lambda _: then(),
        {"aml_grade": grade}, said, client.id, proves=becoming.REGRADE, first="aml_grade",
    )  # fmt: skip
    ask_record(app, record)
