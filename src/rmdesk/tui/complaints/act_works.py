"""Working on a case: answer, notes, files, telling, review, corrective action (COMP-02, 06, 10, 11, 12, 14)."""

from datetime import date
from pathlib import Path

from rmdesk.desk import people
from rmdesk.desk.complaints import corrective_actions, deciding, evidence, letters, work
from rmdesk.desk.complaints.reading import CaseView
from rmdesk.desk.guarding import Proof
from rmdesk.domain.complaint import MAJOR_REASONS, NOTICE_WAYS
from rmdesk.domain.fields import one_of
from rmdesk.domain.refusal import Refused
from rmdesk.tui.complaints.act import ActForm, Values
from rmdesk.tui.complaints.act_fields import Asking
from rmdesk.tui.complaints.one_case import OneCase
from rmdesk.tui.complaints.reading import instant
from rmdesk.tui.kit.choice import Option


def answer(screen: OneCase) -> ActForm:
    """The first answer (COMP-06)."""
    desk = screen.desk_app.desk
    ask = Asking(desk, screen.lang)
    return ActForm(
        "answer",
        (ask.way(), ask.moment("at"), ask.text("text")),
        lambda view, values, _: work.answer(
            desk, view.case.id, view.case.version,
            one_of(NOTICE_WAYS, values["way"]),
            instant(desk, values, "at"), values["text"],
        ),
        {"at": ask.now()},
        screen.tr("complaints.say.answer" if screen.view.case.type == "complaint" else "complaints.say.answer_plain"),
    )  # fmt: skip


def note(screen: OneCase) -> ActForm:
    """A note."""
    return _remark(screen, "note")


def call(screen: OneCase) -> ActForm:
    """What was said in a call."""
    return _remark(screen, "call")


def _remark(screen: OneCase, kind: str) -> ActForm:
    desk = screen.desk_app.desk
    ask = Asking(desk, screen.lang)
    label = screen.tr(f"complaints.do.{kind}")
    return ActForm(
        "remark",
        (ask.text("text", label=label),),
        lambda view, values, _: work.remark(
            desk, view.case.id, view.case.version, "call" if kind == "call" else "note", values["text"]
        ),
        name=kind,
    )


def urge(screen: OneCase) -> ActForm:
    """The complainant pressed for the result."""
    desk = screen.desk_app.desk
    ask = Asking(desk, screen.lang)
    return ActForm(
        "urge",
        (ask.moment("at"), ask.text("text")),
        lambda view, values, _: work.urge(
            desk, view.case.id, view.case.version, instant(desk, values, "at"), values["text"]
        ),
        {"at": ask.now()},
    )


def add_file(screen: OneCase) -> ActForm:
    """A file, kept encrypted in the desk."""
    desk = screen.desk_app.desk
    ask = Asking(desk, screen.lang)
    limits = desk.pack.complaints.files
    most = f"{limits.most_bytes // 1_000_000} MB"
    return ActForm(
        "evidence",
        (ask.path("path"), ask.text("note", required=False)),
        lambda view, values, _: evidence.add_file(
            desk, view.case.id, view.case.version, Path(values["path"]).expanduser(), values["note"]
        ),
        {},
        screen.tr("complaints.say.evidence", endings=" ".join(limits.endings), most=most),
    )


def take_out(screen: OneCase) -> ActForm:
    """A file written out in clear, for somebody to look at; that is a fact (DATA-07)."""
    desk = screen.desk_app.desk
    ask = Asking(desk, screen.lang)
    options = [Option(one.sha256, one.name) for one in screen.view.case.evidence]
    folder = letters.folder_of(desk, screen.view.case)

    def do(view: CaseView, values: Values, _: Proof | None) -> CaseView | Refused:
        written = evidence.take_out(desk, view.case.id, view.case.version, values["evidence"], folder)
        if isinstance(written, Refused):
            return written
        screen.notify(screen.tr("complaints.evidence.out", path=written), markup=False)
        return view

    said = screen.tr("complaints.say.take_out", folder=folder)
    return ActForm("evidence", (ask.pick("evidence", options),), do, {}, said, "take_out")


def tell(screen: OneCase) -> ActForm:
    """The result was told, with proof; what is no complaint is told in words."""
    desk, plain = screen.desk_app.desk, screen.view.case.type != "complaint"
    ask = Asking(desk, screen.lang)
    fields = (ask.way(), ask.moment("at"), ask.text("proof"), *((ask.text("said"),) if plain else ()))
    return ActForm(
        "tell",
        fields,
        lambda view, values, _: deciding.tell(
            desk, view.case.id, view.case.version,
            one_of(NOTICE_WAYS, values["way"]),
            instant(desk, values, "at"), values["proof"], values.get("said", ""),
        ),
        {"at": ask.now()},
        screen.tr("complaints.say.tell_plain" if plain else "complaints.say.tell"),
        ends=True,
    )  # fmt: skip


def ask_recheck(screen: OneCase) -> ActForm:
    """The complainant asks in writing for a review (COMP-10)."""
    desk = screen.desk_app.desk
    ask = Asking(desk, screen.lang)
    return ActForm(
        "ask_recheck",
        (ask.day("on"), ask.text("reason")),
        lambda view, values, _: deciding.ask_recheck(
            desk, view.case.id, view.case.version, date.fromisoformat(values["on"]), values["reason"]
        ),
        {"on": desk.today().isoformat()},
        screen.tr("complaints.say.ask_recheck"),
    )


def tell_recheck(screen: OneCase) -> ActForm:
    """The decision on the review was told, with proof."""
    desk = screen.desk_app.desk
    ask = Asking(desk, screen.lang)
    return ActForm(
        "tell_recheck",
        (ask.way(), ask.moment("at"), ask.text("proof")),
        lambda view, values, _: deciding.tell_recheck(
            desk, view.case.id, view.case.version,
            one_of(NOTICE_WAYS, values["way"]),
            instant(desk, values, "at"), values["proof"],
        ),
        {"at": ask.now()},
        screen.tr("complaints.say.tell"),
        ends=True,
    )  # fmt: skip


def corrective_action(screen: OneCase) -> ActForm:
    """Root cause, action, owner, date, check (COMP-14)."""
    desk, now = screen.desk_app.desk, screen.view.case.corrective_action
    ask, label = Asking(desk, screen.lang), desk.pack.label
    values = {
        "cause": now.cause, "action": now.action, "owner": now.owner,
        "due": "" if now.due is None else now.due.isoformat(),
        "check_on": "" if now.check_on is None else now.check_on.isoformat(),
    }  # fmt: skip
    proposed = screen.tr("complaints.say.corrective_action", days=desk.pack.complaints.effect_days)
    return ActForm(
        "corrective_action",
        (
            ask.text("cause", required=False, label=label("case_part", "cause", screen.lang)),
            ask.text("action", required=False, label=label("case_part", "action", screen.lang)),
            ask.pick("owner", free_people(screen), required=False),
            ask.day("due", required=False, label=label("case_part", "due", screen.lang)),
            ask.day("check_on", required=False, label=label("case_part", "check_on", screen.lang)),
        ),
        lambda view, typed, _: corrective_actions.set_action(
            desk, view.case.id, view.case.version, cause=typed["cause"], action=typed["action"], owner=typed["owner"],
            due=_day(typed["due"]), check_on=_day(typed["check_on"]),
        ),
        values,
        proposed,
    )  # fmt: skip


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def free_people(screen: OneCase) -> list[Option]:
    """People of the branch whom the case is not about."""
    found = people.everybody(screen.desk_app.desk)
    if isinstance(found, Refused):
        return []
    return [Option(one.login, one.name) for one in found if one.active and not screen.view.case.concerns(one.login)]


def check_effect(screen: OneCase) -> ActForm:
    """Whether the action worked."""
    desk, plan = screen.desk_app.desk, screen.view.case.corrective_action
    ask = Asking(desk, screen.lang)
    return ActForm(
        "check_effect",
        (ask.options("effective", "yes_no", ("yes", "no")), ask.text("effect")),
        lambda view, values, _: corrective_actions.check_effect(
            desk, view.case.id, view.case.version, values["effect"], effective=values["effective"] == "yes"
        ),
        {},
        screen.tr("complaints.say.check_effect", action=plan.action, day=plan.check_on),
    )


def major(screen: OneCase) -> ActForm:
    """Why the case is a major one (COMP-12)."""
    desk, case = screen.desk_app.desk, screen.view.case
    ask = Asking(desk, screen.lang)
    return ActForm(
        "major",
        (ask.options("major", "major_reason", MAJOR_REASONS, several=True),),
        lambda view, values, _: work.mark_major(
            desk, view.case.id, view.case.version,
            tuple(one_of(MAJOR_REASONS, one) for one in values["major"].split(",") if one),
        ),
        {"major": ",".join(case.major)},
        screen.tr("complaints.say.major"),
    )  # fmt: skip


def report_major(screen: OneCase) -> ActForm:
    """The major case was reported."""
    desk = screen.desk_app.desk
    ask = Asking(desk, screen.lang)
    return ActForm(
        "report_major",
        (ask.line("to"), ask.moment("at")),
        lambda view, values, _: work.report_major(
            desk, view.case.id, view.case.version, values["to"], instant(desk, values, "at")
        ),
        {"at": ask.now()},
    )


FORMS = {
    "answer": answer, "note": note, "call": call, "urge": urge, "evidence": add_file, "take_out": take_out,
    "tell": tell, "ask_recheck": ask_recheck, "tell_recheck": tell_recheck,
    "corrective_action": corrective_action, "check_effect": check_effect,
    "major": major, "report_major": report_major,
}  # fmt: skip
