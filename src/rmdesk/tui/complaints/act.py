"""One act on a case as a short form: what is known is filled in, a refusal costs nothing that was typed."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.widgets import Static

from rmdesk.desk.complaints import cases
from rmdesk.desk.complaints.reading import CaseView
from rmdesk.desk.guarding import Proof
from rmdesk.domain.refusal import Refused
from rmdesk.tui import routes
from rmdesk.tui.actions import bindings, of_screen
from rmdesk.tui.complaints import words
from rmdesk.tui.complaints.reading import read_field
from rmdesk.tui.complaints.unfinished import Unfinished
from rmdesk.tui.kit.form import FieldSpec, Form
from rmdesk.tui.kit.giving_up import give_up
from rmdesk.tui.kit.page_form import LongForm
from rmdesk.tui.kit.proof import ask_proof
from rmdesk.tui.kit.prose import Prose
from rmdesk.tui.kit.screen import DeskScreen

Values = Mapping[str, str]
Do = Callable[[CaseView, Values, Proof | None], CaseView | Refused]


@dataclass(frozen=True)
class ActForm:
    """What is asked for one act. `act` names it in the pack; `said` stands above the fields; `proves` names the
    sensitive act for which `do` wants a proof (DATA-08). `ends`: it ends the case, so Enter does not do it."""

    act: str
    fields: tuple[FieldSpec, ...]
    do: Do
    values: Values = field(default_factory=dict)
    said: str = ""
    name: str = ""  # tells acts of one kind apart: a note and a call
    proves: str = ""
    ends: bool = False


class ActScreen(DeskScreen):
    """F10, or Enter on the last field, does it; what ends a case is done by F10 alone."""

    table: ClassVar[str] = "act"
    BINDINGS = bindings(of_screen("act"))
    CSS_PATH: ClassVar[Path] = Path(__file__).parent / "complaints.tcss"

    def __init__(self, view: CaseView, form: ActForm) -> None:
        """`view` is the case as it was on the screen."""
        super().__init__()
        self.view = view
        self.act = form
        self.unfinished: Unfinished | None = None

    def body(self) -> ComposeResult:
        """Which case and what is done; the fields."""
        yield Static(self._heading(), id="heading", markup=False)
        yield Prose((self.act.said, "muted"), id="said")
        specs = {spec.key: spec for spec in self.act.fields}
        self.unfinished = Unfinished(self.rm.desk, self.view.case.id, self.act.name or self.act.act)
        yield LongForm(
            self.act.fields,
            lang=self.lang,
            check=lambda key, raw: read_field(self.rm.desk, specs[key], raw),
            say=self.rm.say,
            values={**self.act.values, **self.unfinished.typed},
        )

    def on_mount(self) -> None:
        """Nothing is said where there is nothing to say."""
        self.query_one("#said").display = bool(self.act.said)

    def _heading(self) -> str:
        case = self.view.case
        label = self._act_label()
        state = words.state(self.rm.desk, case, self.lang)
        return f"{case.no}  {case.complainant.name}  {state} · {label}"

    @on(Form.Typed)
    @on(Form.Answered)
    def _typed(self) -> None:
        """A power cut costs nothing that was typed."""
        if self.unfinished is not None:
            typed = self.query_one(LongForm).values()
            changed = {key: raw for key, raw in typed.items() if raw != self.act.values.get(key, "")}
            if changed:
                self.unfinished.keep(changed)
            else:
                self.unfinished.end()

    @on(Form.Completed)
    def _completed(self) -> None:
        if self.act.ends:
            self.notify(self.tr("complaints.say.by_key", act=self._act_label()), markup=False, timeout=5)
        else:
            self.action_next()

    def on_key(self, event: events.Key) -> None:
        """An act that asks nothing is confirmed with Enter."""
        if event.key == "enter" and not self.act.fields:
            event.stop()
            self.action_next()

    def action_next(self) -> None:
        """Do it. What somebody else changed meanwhile is shown, and what was typed stays."""
        form = self.query_one(LongForm)
        if not form.check_all():
            return
        if self.act.proves:
            self._ask_proof(form.values())
            return
        done = self._try(None)
        if isinstance(done, Refused):
            self.refuse(done)
        else:
            self._done(done)

    def _ask_proof(self, values: Values) -> None:
        """Whoever agrees reads to what: the case, what is done, why."""
        case = self.view.case
        about = "\n".join(filter(None, (f"{case.no} {case.complainant.name}", self.act.said, values.get("reason"))))
        ask_proof(
            self.rm, self.act.proves, self._act_label(), self._try, self._done, about=about, closed_to=case.concerns
        )

    def _act_label(self) -> str:
        label = self.rm.desk.pack.label("case_act", self.act.act, self.lang)
        return label[:1].upper() + label[1:]

    def _try(self, proof: Proof | None) -> CaseView | Refused:
        done = self.act.do(self.view, self.query_one(LongForm).values(), proof)
        if isinstance(done, Refused):
            self._catch_up(done)
        return done

    def _done(self, done: CaseView) -> None:
        if self.unfinished is not None:
            self.unfinished.end()
        self.app.pop_screen()
        if done.case.id != self.view.case.id:
            self.rm.go(routes.CaseFile(done.case.id), instead=True)

    def action_abandon(self) -> None:
        """Forget what was typed."""
        if self.unfinished is not None:
            give_up(self, self.unfinished.end)

    def _catch_up(self, refused: Refused) -> None:
        """Read the case anew after it was changed by somebody else; the next F10 acts on what is there now."""
        if all(one.case != "INPUT.stale" for one in refused.reasons):
            return
        found = cases.view(self.rm.desk, self.view.case.id)
        if not isinstance(found, Refused):
            self.view = found
            self.query_one("#heading", Static).update(self._heading())
