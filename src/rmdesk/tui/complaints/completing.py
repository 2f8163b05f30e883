"""The record of a case that was taken in, completed or corrected (COMP-02, COMP-03, COMP-15)."""

from textual import on
from textual.app import ComposeResult
from textual.containers import Container
from textual.widgets import Static

from rmdesk.desk.complaints import cases
from rmdesk.desk.complaints.guarding import CORRECT, barred
from rmdesk.desk.complaints.reading import CaseView
from rmdesk.desk.desk import Desk
from rmdesk.desk.guarding import Proof
from rmdesk.domain.refusal import Refused
from rmdesk.faces.complaints.typing import CaseDraft
from rmdesk.tui.actions import bindings, of_screen
from rmdesk.tui.complaints.pages import PagesScreen
from rmdesk.tui.kit.form import Form
from rmdesk.tui.kit.proof import ask_proof


class CompleteScreen(PagesScreen):
    """The same pages as when it was taken in; Enter on a page's last field turns it, F10 keeps everything."""

    table = "complete"
    measured = True
    BINDINGS = bindings(of_screen("complete"))

    def __init__(self, desk: Desk, view: CaseView) -> None:
        """`view` is the case as it was on the screen."""
        super().__init__(CaseDraft.of_case(desk, view))
        self.view = view

    def body(self) -> ComposeResult:
        """Heading and fields."""
        yield Static("", id="heading", markup=False)
        yield Container(id="page")

    async def on_mount(self) -> None:
        """What is not classified yet is asked first (COMP-15); what was begun before is said to be."""
        if self.draft.begun:
            self.notify(self.tr("common.record.begun"), markup=False)
        missing = self.view.case.labels.missing()
        await self.turn("classes" if missing else "basic", missing[0] if missing else "")

    def heading(self) -> str:
        """Which case."""
        case = self.view.case
        label = self.desk_app.desk.pack.heading("case_act", "complete", self.lang)
        return f"{case.no} {case.complainant.name} · {label}"

    @on(Form.Typed)
    def _typed(self, event: Form.Typed) -> None:
        self.typed(event)

    def turns(self, page: str) -> bool:
        """All but the last, which ends the form."""
        return page != list(self.draft.pages())[-1]

    @on(Form.Completed)
    async def _completed(self) -> None:
        if self.turns(self.page):
            await self.action_more()
        else:
            self.action_next()

    def f10(self) -> str:
        """Keep the record."""
        return "keys.f10.save"

    def action_next(self) -> None:
        """Keep the record. What somebody else changed meanwhile is said; F10 once more keeps this one. Whom it is to
        concern no more, a second person lets go (COMP-04)."""
        if not self.ready():
            return
        done = self.draft.complete(self.view)
        if not isinstance(done, Refused):
            self._done(done)
        elif {one.code for one in done.reasons} == {"DATA-08.second"}:
            desk, case = self.desk_app.desk, self.view.case
            ask_proof(
                self.desk_app,
                CORRECT,
                desk.pack.heading("case_act", "complete", self.lang),
                self._try,
                self._done,
                about=self.draft.letting_go(self.view, self.lang),
                closed_to=barred(desk, case, CORRECT),
            )
        else:
            self._refused(done)

    def _try(self, proof: Proof | None) -> CaseView | Refused:
        return self.draft.complete(self.view, proof)

    def _done(self, _done: CaseView) -> None:
        self.app.pop_screen()

    def _refused(self, done: Refused) -> None:
        self.refuse(done)
        if any(one.code == "INPUT.stale" for one in done.reasons):
            found = cases.view(self.desk_app.desk, self.view.case.id)
            self.view = self.view if isinstance(found, Refused) else found
