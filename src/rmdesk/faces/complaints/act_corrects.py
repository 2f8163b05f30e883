"""What was taken in wrongly: type, source, time of receipt, the note of a file (COMP-01, COMP-08, COMP-13)."""

from rmdesk.desk.complaints import correcting
from rmdesk.domain.clocks import CASE_TYPES
from rmdesk.domain.complaint import SOURCES
from rmdesk.domain.fields import one_of
from rmdesk.faces.complaints.act import ActForm
from rmdesk.faces.complaints.act_fields import Asking, only_file, shown_by
from rmdesk.faces.complaints.asked import AskedCase
from rmdesk.faces.complaints.reading import instant, shown_moment
from rmdesk.faces.fields import Option


def choices(about: AskedCase) -> list[Option]:
    """Which values can be wrong."""
    keys = ["type", "source", "receipt", *(["evidence_note"] if about.view.case.evidence else [])]
    return [Option(key, about.tr(f"complaints.correct.{key}")) for key in keys]


def _type(about: AskedCase) -> ActForm:
    desk, case = about.desk, about.view.case
    ask = Asking(desk, about.lang)
    others = tuple(one for one in CASE_TYPES if one != case.type)
    return ActForm(
        "correct",
        (ask.options("right_type", "case_type", others), ask.text("reason")),
        lambda view, values, proof: correcting.type_of(
            desk, view.case.id, view.case.version, one_of(CASE_TYPES, values["right_type"]), values["reason"], proof
        ),
        {},
        about.tr("complaints.say.correct"),
        "correct_type",
        correcting.ACT,
    )


def _source(about: AskedCase) -> ActForm:
    desk, case = about.desk, about.view.case
    ask = Asking(desk, about.lang)
    number = ask.line("regulator_no", required=False)
    return ActForm(
        "correct",
        (ask.options("right_source", "case_source", SOURCES), number, ask.text("reason")),
        lambda view, values, proof: correcting.source(
            desk, view.case.id, view.case.version, one_of(SOURCES, values["right_source"]), values["regulator_no"],
            values["reason"], proof,
        ),
        {"right_source": case.source, "regulator_no": case.regulator_no},
        about.tr("complaints.say.correct"),
        "correct_source",
        correcting.ACT,
    )  # fmt: skip


def _receipt(about: AskedCase) -> ActForm:
    desk, case = about.desk, about.view.case
    ask = Asking(desk, about.lang)
    before = shown_moment(desk, case.received_at)
    return ActForm(
        "correct",
        (
            ask.moment("right_receipt"),
            *shown_by(about, required=False),
            ask.text("reason"),
        ),
        lambda view, values, proof: correcting.receipt(
            desk, view.case.id, view.case.version, instant(desk, values, "right_receipt"),
            values.get("shown_by", ""), values["reason"], proof,
        ),
        {"right_receipt": before, **only_file(about)},
        about.tr("complaints.say.correct_receipt", before=before),
        "correct_receipt",
        proves_by=lambda values: correcting.receipt_act(case, instant(desk, values, "right_receipt")),
    )  # fmt: skip


def _evidence_note(about: AskedCase) -> ActForm:
    desk, case = about.desk, about.view.case
    ask = Asking(desk, about.lang)
    files = [Option(one.sha256, f"{one.name} {one.note}".strip()) for one in case.evidence]
    return ActForm(
        "correct",
        (ask.pick("evidence", files), ask.text("right_note", required=False), ask.text("reason")),
        lambda view, values, proof: correcting.evidence_note(
            desk, view.case.id, view.case.version, values["evidence"], values["right_note"], values["reason"], proof
        ),
        {"evidence": files[0].key} if len(files) == 1 else {},
        about.tr("complaints.say.correct"),
        "correct_evidence_note",
        correcting.ACT,
    )


FORMS = {"type": _type, "source": _source, "receipt": _receipt, "evidence_note": _evidence_note}
