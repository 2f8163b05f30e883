"""What moves the clocks: extension, pauses, new facts (COMP-05, COMP-07)."""

from datetime import date

from rmdesk.desk.complaints import timing
from rmdesk.desk.complaints.sums import shown
from rmdesk.domain.clocks import CASE_CLASSES, PAUSE_KINDS
from rmdesk.domain.complaint import NOTICE_WAYS
from rmdesk.domain.fields import one_of
from rmdesk.faces.complaints.act import ActForm
from rmdesk.faces.complaints.act_fields import Asking, only_file, shown_by
from rmdesk.faces.complaints.asked import AskedCase
from rmdesk.faces.complaints.reading import instant


def extend(about: AskedCase) -> ActForm:
    """The next class, approved by a second person with the own password."""
    desk, case = about.desk, about.view.case
    ask = Asking(desk, about.lang)
    at = CASE_CLASSES.index(case.case_class) + 1
    to = desk.pack.label("case_class", CASE_CLASSES[min(at, len(CASE_CLASSES) - 1)], about.lang)
    was = "—" if about.view.legal is None else shown(about.view.legal.due)
    return ActForm(
        "extend",
        (ask.text("reason"), ask.way("notice_way"), ask.moment("notice_at")),
        lambda view, values, proof: timing.extend(
            desk, view.case.id, view.case.version, values["reason"],
            one_of(NOTICE_WAYS, values["notice_way"]),
            instant(desk, values, "notice_at"), proof,
        ),
        {"notice_at": ask.now()},
        about.tr("complaints.say.extend", to=to, was=was),
        proves="complaints.extend",
    )  # fmt: skip


def pause(about: AskedCase) -> ActForm:
    """Outside appraisal or mediation begins."""
    desk = about.desk
    ask = Asking(desk, about.lang)
    return ActForm(
        "pause",
        (ask.options("pause_kind", "pause_kind", PAUSE_KINDS), ask.day("start"), ask.text("reason"), *shown_by(about)),
        lambda view, values, proof: timing.pause(
            desk, view.case.id, view.case.version,
            one_of(PAUSE_KINDS, values["pause_kind"]),
            date.fromisoformat(values["start"]), values["reason"], values.get("shown_by", ""), proof,
        ),
        {"start": desk.today().isoformat(), **only_file(about)},
        about.tr("complaints.say.pause"),
        proves="complaints.extend",
    )  # fmt: skip


def resume(about: AskedCase) -> ActForm:
    """It ended."""
    desk, running = about.desk, about.view.case.paused
    ask = Asking(desk, about.lang)
    said = "" if running is None else about.tr(
        "complaints.due.paused", kind=desk.pack.label("pause_kind", running.kind, about.lang), start=running.start
    )  # fmt: skip
    return ActForm(
        "resume",
        (ask.day("end"),),
        lambda view, values, _: timing.resume(desk, view.case.id, view.case.version, date.fromisoformat(values["end"])),
        {"end": desk.today().isoformat()},
        said,
    )


def new_facts(about: AskedCase) -> ActForm:
    """New facts came in."""
    desk = about.desk
    ask = Asking(desk, about.lang)
    return ActForm(
        "new_facts",
        (ask.moment("at"), ask.text("story", label=about.tr("complaints.field.what")), *shown_by(about)),
        lambda view, values, proof: timing.new_facts(
            desk, view.case.id, view.case.version, values["story"], instant(desk, values, "at"),
            values.get("shown_by", ""), proof,
        ),
        {"at": ask.now(), **only_file(about)},
        about.tr("complaints.say.new_facts"),
        proves="complaints.new_facts",
    )  # fmt: skip


FORMS = {"extend": extend, "pause": pause, "resume": resume, "new_facts": new_facts}
