"""One act on a case as a short form: what is known is filled in, a refusal costs nothing that was typed."""

from typing import ClassVar

from rmdesk.desk import guarding
from rmdesk.desk.complaints import cases
from rmdesk.desk.complaints.guarding import barred
from rmdesk.desk.complaints.reading import CaseView
from rmdesk.desk.guarding import Proof
from rmdesk.domain.refusal import Refusal, Refused
from rmdesk.faces.complaints import words
from rmdesk.faces.complaints.act import ActForm, Values, agreed_to
from rmdesk.faces.complaints.reading import read_field
from rmdesk.faces.complaints.unfinished import unfinished
from rmdesk.faces.fields import FieldSpec
from rmdesk.faces.kept import Kept
from rmdesk.tui import routes
from rmdesk.tui.actions import bindings, of_screen
from rmdesk.tui.kit.dialogs import Confirm
from rmdesk.tui.kit.form_screen import FormScreen
from rmdesk.tui.kit.proof import ask_proof
from rmdesk.tui.kit.prose import Part

_PROOF = frozenset({"DATA-08.again", "DATA-08.second"})


class ActScreen(FormScreen):
    """F10, or Enter on the last field, does it; what ends a case is done by F10 alone."""

    table: ClassVar[str] = "act"
    BINDINGS = bindings(of_screen("act"))

    def __init__(self, view: CaseView, form: ActForm) -> None:
        """`view` is the case as it was on the screen."""
        super().__init__()
        self.view = view
        self.act = form

    def specs(self) -> tuple[FieldSpec, ...]:
        """As the act declares them."""
        return self.act.fields

    def keeping(self) -> Kept:
        """The draft of this act on this case."""
        return unfinished(self.desk_app.desk, self.view.case.id, self.act.name or self.act.act, self.act.values)

    def said(self) -> list[Part]:
        """As the act declares it."""
        return [(self.act.said, "muted")]

    def heading(self) -> str:
        """The case, where it stands, and the act."""
        case = self.view.case
        state = words.state(self.desk_app.desk, case, self.lang)
        return f"{case.no}  {case.complainant.name}  {state} · {self.act_label()}"

    def act_label(self) -> str:
        """As the pack calls it."""
        label = self.desk_app.desk.pack.label("case_act", self.act.act, self.lang)
        return label[:1].upper() + label[1:]

    def by_key_only(self) -> bool:
        """What ends the case."""
        return self.act.ends

    def check(self, key: str, raw: str) -> str | Refusal:
        """By the field's kind."""
        return read_field(self.desk_app.desk, next(spec for spec in self.act.fields if spec.key == key), raw)

    def do(self) -> None:
        """Do it. What somebody else changed meanwhile is shown, and what was typed stays."""
        values = self.values()
        proves = self.act.proves if self.act.proves_by is None else self.act.proves_by(values)
        if proves and guarding.asks(self.desk_app.desk, proves) != "none":
            self._prove(proves, values)
        elif self.act.ends:
            self._ask_once_more()
        else:
            self._told(self._try(None))

    def _told(self, done: CaseView | Refused) -> None:
        if isinstance(done, Refused):
            self.refused(done)
        else:
            self._done(done)

    def _ask_once_more(self) -> None:
        """By its name: no key undoes it. What is refused anyway is refused first."""
        refused = guarding.foreseen(self.desk_app.desk, lambda: self._try(None))
        if refused is not None:
            self.refused(refused)
            return
        case = self.view.case
        text = self.tr("complaints.say.confirm", no=case.no, name=case.complainant.name, act=self.act_label())

        def answered(answer: str | None) -> None:
            if answer == "yes":
                self._told(self._try(None))

        self.app.push_screen(Confirm(self.act_label(), text, lang=self.lang), answered)

    def _prove(self, proves: str, values: Values) -> None:
        """Nobody proves anything for what is refused anyway. Whoever agrees reads it all (`agreed_to`)."""
        answer = self._try(None)
        if not isinstance(answer, Refused) or not {one.code for one in answer.reasons} <= _PROOF:
            self._told(answer)
            return
        ask_proof(
            self.desk_app,
            proves,
            self.act_label(),
            self._try,
            self._done,
            about=agreed_to(self.act, self.view, values, self.lang),
            closed_to=barred(self.desk_app.desk, self.view.case, proves),
        )

    def _try(self, proof: Proof | None) -> CaseView | Refused:
        done = self.act.do(self.view, self.values(), proof)
        if isinstance(done, Refused):
            self._catch_up(done)
        return done

    def _done(self, done: CaseView) -> None:
        self.kept.end()
        self.app.pop_screen()
        if done.case.id != self.view.case.id:
            self.desk_app.go(routes.CaseFile(done.case.id), instead=True)

    def _catch_up(self, refused: Refused) -> None:
        """Read the case anew after it was changed by somebody else; the next F10 acts on what is there now."""
        if all(one.code != "INPUT.stale" for one in refused.reasons):
            return
        found = cases.view(self.desk_app.desk, self.view.case.id)
        if not isinstance(found, Refused):
            self.view = found
            self.show_heading()
