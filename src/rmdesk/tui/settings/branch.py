"""What the branch says of itself: names, letterhead, and whom a complainant may turn to (SALE-14, COMP-10)."""

from pathlib import Path

from rmdesk.desk.guarding import Proof
from rmdesk.desk.settings import branch as branches
from rmdesk.domain.base import Text
from rmdesk.domain.people import REVIEW_BODIES, Branch
from rmdesk.domain.refusal import Refusal, Refused
from rmdesk.faces.fields import FieldSpec, Option
from rmdesk.locale import tr
from rmdesk.tui import routes
from rmdesk.tui.desk_app import DeskApp
from rmdesk.tui.kit.record_fields import choice, line
from rmdesk.tui.kit.record_form import Record, RecordForm, Values

_NO_LOGO = "-"
_HELPED = ("code", "superior", "mediation", "regulator", "accent")


def branch_form(app: DeskApp, route: routes.Branch) -> RecordForm[Branch]:
    """One form with today's values."""
    desk = app.desk

    def change(values: Values, _: Proof | None) -> Branch | Refused:
        texts = dict(values)
        logo = texts.pop("logo").strip()
        path = Path(logo).expanduser() if logo and logo != _NO_LOGO else None
        return branches.set_branch(desk, texts, path, without_logo=logo == _NO_LOGO)

    def warn(branch: Branch) -> None:
        said = branches.in_chinese(branch, app.lang)
        if said:
            app.notify(said, markup=False)

    fields = tuple(_field(app, key) for key in (*branches.LENGTHS, "logo"))
    values = {key: str(getattr(desk.branch, key)) for key in branches.LENGTHS}
    said = tr(app.lang, "settings.branch_stands")
    about = Text.in_each(lambda lang: tr(lang, "settings.branch"))
    record = Record(
        "settings.save_branch", about, routes.Branch(), fields, change, warn, values, said,
        check=_check, first=route.key,
    )  # fmt: skip
    return RecordForm(record)


def _field(app: DeskApp, key: str) -> FieldSpec:
    lang = app.lang
    label = tr(lang, branches.label(key))
    if key == "review":
        options = (Option(one, tr(lang, f"settings.review.{one or 'open'}")) for one in REVIEW_BODIES)
        return choice(key, label, options, required=False)
    if key == "logo":
        held = "kept" if app.desk.branch.logo else "none"
        return line(key, label, 300, required=False, help=tr(lang, f"settings.logo_{held}"))
    hint = tr(lang, f"settings.branch_help.{key}") if key in _HELPED else ""
    return line(key, label, branches.LENGTHS[key], required=key in branches.NEEDED, help=hint)


def _check(key: str, value: str) -> Refusal | None:
    read = "" if key == "logo" else branches.check(key, value)
    return read if isinstance(read, Refusal) else None
