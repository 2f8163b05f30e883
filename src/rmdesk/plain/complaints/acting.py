"""One act on a case: its declared form, the proof that it wants, its refusals with what to do next (DESK-08)."""

from rmdesk.desk import guarding
from rmdesk.desk.complaints import cases
from rmdesk.desk.complaints.guarding import barred
from rmdesk.desk.complaints.reading import CaseView
from rmdesk.desk.guarding import Proof
from rmdesk.domain.refusal import Refusal, Refused
from rmdesk.faces.complaints import act_corrects, act_ends, words
from rmdesk.faces.complaints.act import ActForm, agreed_to
from rmdesk.faces.complaints.acts import FORMS, refused_now
from rmdesk.faces.complaints.asked import AskedCase
from rmdesk.faces.complaints.reading import read_field
from rmdesk.faces.complaints.unfinished import unfinished
from rmdesk.plain.form import ask_form, wrong_field
from rmdesk.plain.proof import meant, proved
from rmdesk.plain.talk import BACK, Talk


def act(talk: Talk, view: CaseView, entry: str) -> str:
    """Do an act that is a form; the id of the case that it led to, "" when it was not done."""
    refused = refused_now(talk.desk, view, entry)
    if refused is not None:
        talk.refused(refused)
        return ""
    asked = AskedCase(talk.desk, view, talk.lang, talk.say)
    if entry == "correct":
        talk.tell("complaints.correct.what")
        key = talk.choose(act_corrects.choices(asked))
        return "" if key == BACK else _Acting(talk, view, act_corrects.FORMS[key](asked)).run()
    return _Acting(talk, view, FORMS[entry](asked), entry).run()


def merge(talk: Talk, view: CaseView, into: str) -> str:
    """Merge it into a case that was found to be the same (COMP-07)."""
    asked = AskedCase(talk.desk, view, talk.lang, talk.say)
    return _Acting(talk, view, act_ends.merge(asked, into)).run()


class _Acting:
    """One form until it is done or left. What was typed stays, whatever is refused."""

    def __init__(self, talk: Talk, view: CaseView, form: ActForm, entry: str = "") -> None:
        self.talk = talk
        self.view = view
        self.form = form
        self.name = words.act(talk.desk, entry or form.name or form.act, talk.lang)

    def run(self) -> str:
        """The id of the case that it led to, or ""."""
        talk, form, first = self.talk, self.form, ""
        talk.head(f"{self.view.case.no} · {self.name}")
        if form.said:
            talk.say(form.said)
        kept = unfinished(talk.desk, self.view.case.id, form.name or form.act, form.values)
        while True:
            values = ask_form(talk, form.fields, kept, self._check, first=first)
            if values is None:
                return ""
            answer = self._do(values)
            if answer is None:
                return ""
            if not isinstance(answer, Refused):
                kept.end()
                talk.tell("plain.complaint.done", act=self.name)
                return answer.case.id
            talk.refused(answer)
            self._catch_up(answer)
            first = wrong_field(answer, form.fields)
            if not first:
                return ""

    def _check(self, key: str, raw: str) -> str | Refusal:
        spec = next(one for one in self.form.fields if one.key == key)
        return read_field(self.talk.desk, spec, raw)

    def _do(self, values: dict[str, str]) -> CaseView | Refused | None:
        """Do it; None when it was given up. What ends a case, or asks nothing, is agreed to by its name."""
        talk, form, case = self.talk, self.form, self.view.case

        def attempt(proof: Proof | None) -> CaseView | Refused:
            return form.do(self.view, values, proof)

        proves = form.proves if form.proves_by is None else form.proves_by(values)
        if proves and guarding.asks(talk.desk, proves) != "none":
            about = agreed_to(form, self.view, values, talk.lang)
            return proved(talk, proves, attempt, about=about, closed_to=barred(talk.desk, case, proves))
        if form.ends or not form.fields:
            about = talk.tr("complaints.say.confirm", no=case.no, name=case.complainant.name, act=self.name)
            return meant(talk, talk.tr("plain.complaint.sure"), lambda: attempt(None), about=about)
        return attempt(None)

    def _catch_up(self, refused: Refused) -> None:
        """Read the case anew after somebody else changed it; the next try acts on what is there now."""
        if any(one.code == "INPUT.stale" for one in refused.reasons):
            found = cases.view(self.talk.desk, self.view.case.id)
            self.view = self.view if isinstance(found, Refused) else found
