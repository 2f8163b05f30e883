"""Working on a case: answer, notes, files, telling, review, corrective action (COMP-02, 06, 10, 11, 12, 14)."""

from datetime import date
from pathlib import Path

from rmdesk.desk import people
from rmdesk.desk.complaints import corrective_actions, deciding, evidence, letters, work
from rmdesk.desk.complaints.deciding import Told
from rmdesk.desk.complaints.guarding import CORRECT
from rmdesk.desk.complaints.reading import CaseView
from rmdesk.desk.guarding import Proof
from rmdesk.domain.complaint import MAJOR_REASONS, NOTICE_WAYS
from rmdesk.domain.fields import one_of
from rmdesk.domain.refusal import Refused
from rmdesk.faces.complaints.act import ActForm, Values
from rmdesk.faces.complaints.act_fields import Asking, shown_by, shown_or
from rmdesk.faces.complaints.asked import AskedCase
from rmdesk.faces.complaints.reading import instant, shown_moment
from rmdesk.faces.fields import Option


def answer(about: AskedCase) -> ActForm:
    """The first answer (COMP-06)."""
    desk = about.desk
    ask = Asking(desk, about.lang)
    return ActForm(
        "answer",
        (ask.way(), ask.moment("at"), ask.text("text"), *shown_by(about, required=False)),
        lambda view, values, proof: work.answer(
            desk, view.case.id, view.case.version,
            one_of(NOTICE_WAYS, values["way"]),
            instant(desk, values, "at"), values["text"], values.get("shown_by", ""), proof,
        ),
        {"at": ask.now()},
        _said_of_answer(about),
        proves_by=shown_or(""),
    )  # fmt: skip


def _said_of_answer(about: AskedCase) -> str:
    """What is asked for; once it was given, that another one is recorded beside it."""
    given = about.view.case.answered_at
    if about.view.answered and given is not None:
        return about.tr("complaints.say.answer_again", at=shown_moment(about.desk, given))
    return about.tr("complaints.say.answer" if about.view.case.type == "complaint" else "complaints.say.answer_plain")


def note(about: AskedCase) -> ActForm:
    """A note."""
    return _remark(about, "note")


def call(about: AskedCase) -> ActForm:
    """What was said in a call."""
    return _remark(about, "call")


def _remark(about: AskedCase, kind: str) -> ActForm:
    desk = about.desk
    ask = Asking(desk, about.lang)
    label = about.tr(f"complaints.do.{kind}")
    return ActForm(
        "remark",
        (ask.text("text", label=label),),
        lambda view, values, _: work.remark(
            desk, view.case.id, view.case.version, "call" if kind == "call" else "note", values["text"]
        ),
        name=kind,
    )


def urge(about: AskedCase) -> ActForm:
    """The complainant pressed for the result."""
    desk = about.desk
    ask = Asking(desk, about.lang)
    return ActForm(
        "urge",
        (ask.moment("at"), ask.text("text")),
        lambda view, values, _: work.urge(
            desk, view.case.id, view.case.version, instant(desk, values, "at"), values["text"]
        ),
        {"at": ask.now()},
    )


def add_file(about: AskedCase) -> ActForm:
    """A file, kept encrypted in the desk."""
    desk = about.desk
    ask = Asking(desk, about.lang)
    limits = desk.pack.complaints.files
    most = f"{limits.most_bytes // 1_000_000} MB"
    return ActForm(
        "evidence",
        (ask.path("path"), ask.text("note", required=False)),
        lambda view, values, _: evidence.add_file(
            desk, view.case.id, view.case.version, Path(values["path"]).expanduser(), values["note"]
        ),
        {},
        about.tr("complaints.say.evidence", endings=" ".join(limits.endings), most=most),
    )


def take_out(about: AskedCase) -> ActForm:
    """A file written out in clear, for somebody to look at; that is a fact (DATA-07)."""
    desk = about.desk
    ask = Asking(desk, about.lang)
    options = [Option(one.sha256, one.name) for one in about.view.case.evidence]
    only = {"evidence": options[0].key} if len(options) == 1 else {}
    folder = letters.folder_of(desk, about.view.case)

    def do(view: CaseView, values: Values, _: Proof | None) -> CaseView | Refused:
        written = evidence.take_out(desk, view.case.id, view.case.version, values["evidence"], folder)
        if isinstance(written, Refused):
            return written
        about.tell(about.tr("complaints.evidence.out", path=written))
        return view

    said = about.tr("complaints.say.take_out", folder=folder)
    return ActForm("evidence", (ask.pick("evidence", options),), do, only, said, "take_out")


def tell(about: AskedCase) -> ActForm:
    """The result was told, with proof; what is no complaint is told in words."""
    desk, plain = about.desk, about.view.case.type != "complaint"
    ask = Asking(desk, about.lang)
    fields = (ask.way(), ask.moment("at"), ask.text("proof"), *((ask.text("said"),) if plain else ()))
    return ActForm(
        "tell",
        (*fields, *shown_by(about, required=False)),
        lambda view, values, proof: deciding.tell(
            desk, view.case.id, view.case.version,
            one_of(NOTICE_WAYS, values["way"]),
            instant(desk, values, "at"), values["proof"], values.get("said", ""),
            values.get("shown_by", ""), proof,
        ),
        {"at": ask.now()},
        about.tr("complaints.say.tell_plain" if plain else "complaints.say.tell"),
        ends=True,
        proves_by=shown_or(""),
    )  # fmt: skip


def ask_recheck(about: AskedCase) -> ActForm:
    """The complainant asks in writing for a review (COMP-10)."""
    desk = about.desk
    ask = Asking(desk, about.lang)
    return ActForm(
        "ask_recheck",
        (ask.day("on"), ask.text("reason")),
        lambda view, values, _: deciding.ask_recheck(
            desk, view.case.id, view.case.version, date.fromisoformat(values["on"]), values["reason"]
        ),
        {"on": desk.today().isoformat()},
        about.tr("complaints.say.ask_recheck"),
    )


def tell_recheck(about: AskedCase) -> ActForm:
    """The decision on the review was told, with proof."""
    desk = about.desk
    ask = Asking(desk, about.lang)
    return ActForm(
        "tell_recheck",
        (ask.way(), ask.moment("at"), ask.text("proof"), *shown_by(about, required=False)),
        lambda view, values, proof: deciding.tell_recheck(
            desk, view.case.id, view.case.version,
            one_of(NOTICE_WAYS, values["way"]),
            instant(desk, values, "at"), values["proof"], values.get("shown_by", ""), proof,
        ),
        {"at": ask.now()},
        about.tr("complaints.say.tell"),
        ends=True,
        proves_by=shown_or(""),
    )  # fmt: skip


def tell_again(about: AskedCase) -> ActForm:
    """What had been sent came back and was given again (COMP-11)."""
    desk = about.desk
    ask = Asking(desk, about.lang)
    back = (ask.text("returned"), ask.options("ours", "yes_no", ("yes", "no")))
    return ActForm(
        "tell_again",
        (*back, ask.way(), ask.moment("at"), ask.text("proof"), *shown_by(about)),
        lambda view, values, proof: deciding.tell_again(
            desk, view.case.id, view.case.version, values["returned"],
            Told(
                way=one_of(NOTICE_WAYS, values["way"]), at=instant(desk, values, "at"), proof=values["proof"]
            ),
            values.get("shown_by", ""), proof, ours=values["ours"] == "yes",
        ),
        {"at": ask.now()},
        about.tr("complaints.say.tell_again"),
        proves=CORRECT,
    )  # fmt: skip


def corrective_action(about: AskedCase) -> ActForm:
    """Root cause, action, owner, date, check (COMP-14)."""
    desk, now = about.desk, about.view.case.corrective_action
    ask, label = Asking(desk, about.lang), desk.pack.heading
    values = {
        "cause": now.cause, "action": now.action, "owner": now.owner,
        "due": "" if now.due is None else now.due.isoformat(),
        "check_on": "" if now.check_on is None else now.check_on.isoformat(),
    }  # fmt: skip
    proposed = about.tr("complaints.say.corrective_action", days=desk.pack.complaints.effect_days)
    return ActForm(
        "corrective_action",
        (
            ask.text("cause", required=False, label=label("case_part", "cause", about.lang)),
            ask.text("action", required=False, label=label("case_part", "action", about.lang)),
            ask.pick("owner", free_people(about), required=False),
            ask.day("due", required=False, label=label("case_part", "due", about.lang)),
            ask.day("check_on", required=False, label=label("case_part", "check_on", about.lang)),
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


def free_people(about: AskedCase) -> list[Option]:
    """People of the branch whom the case is not about."""
    found = people.everybody(about.desk)
    if isinstance(found, Refused):
        return []
    return [Option(one.login, one.name) for one in found if one.active and not about.view.case.concerns(one.login)]


def check_effect(about: AskedCase) -> ActForm:
    """Whether the action worked."""
    desk, plan = about.desk, about.view.case.corrective_action
    ask = Asking(desk, about.lang)
    return ActForm(
        "check_effect",
        (ask.options("effective", "yes_no", ("yes", "no")), ask.text("effect")),
        lambda view, values, _: corrective_actions.check_effect(
            desk, view.case.id, view.case.version, values["effect"], effective=values["effective"] == "yes"
        ),
        {},
        about.tr("complaints.say.check_effect", action=plan.action, day=plan.check_on),
    )


def major(about: AskedCase) -> ActForm:
    """Why the case is a major one (COMP-12)."""
    desk, case = about.desk, about.view.case
    ask = Asking(desk, about.lang)
    return ActForm(
        "major",
        (ask.options("major", "major_reason", MAJOR_REASONS, several=True),),
        lambda view, values, proof: work.mark_major(
            desk, view.case.id, view.case.version,
            tuple(one_of(MAJOR_REASONS, one) for one in values["major"].split(",") if one), proof,
        ),
        {"major": ",".join(case.major)},
        about.tr("complaints.say.major"),
        proves=CORRECT,
    )  # fmt: skip


def report_major(about: AskedCase) -> ActForm:
    """The major case was reported."""
    desk = about.desk
    ask = Asking(desk, about.lang)
    return ActForm(
        "report_major",
        (ask.line("to"), ask.moment("at"), *shown_by(about, required=False)),
        lambda view, values, proof: work.report_major(
            desk, view.case.id, view.case.version, values["to"], instant(desk, values, "at"),
            values.get("shown_by", ""), proof,
        ),
        {"at": ask.now()},
        about.tr("complaints.say.report_major"),
        proves_by=shown_or(""),
    )  # fmt: skip


FORMS = {
    "answer": answer, "note": note, "call": call, "urge": urge, "evidence": add_file, "take_out": take_out,
    "tell": tell, "ask_recheck": ask_recheck, "tell_recheck": tell_recheck, "tell_again": tell_again,
    "corrective_action": corrective_action, "check_effect": check_effect,
    "major": major, "report_major": report_major,
}  # fmt: skip
