"""Writing the decision: its four parts below each other; it stands only when none is empty (COMP-09)."""

from pathlib import Path
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.widgets import Static

from rmdesk.desk.complaints import cases, deciding
from rmdesk.desk.complaints.reading import CaseView
from rmdesk.domain.complaint import DECISION_PARTS, Decision
from rmdesk.domain.refusal import Refused
from rmdesk.faces.complaints import words
from rmdesk.faces.complaints.unfinished import unfinished
from rmdesk.faces.kept import Kept
from rmdesk.tui.actions import bindings, of_screen
from rmdesk.tui.kit.giving_up import give_up
from rmdesk.tui.kit.long_text import LongText
from rmdesk.tui.kit.screen import DeskScreen


class DecisionScreen(DeskScreen):
    """Enter begins a paragraph, Tab goes on. A part is kept when it is left; F10 decides."""

    table: ClassVar[str] = "decision"
    BINDINGS = [
        *bindings(of_screen("decision")),
        Binding("up", "part(-1)", show=False),
        Binding("down", "part(1)", show=False),
    ]
    CSS_PATH: ClassVar[Path] = Path(__file__).parent / "complaints.tcss"

    def __init__(self, view: CaseView) -> None:
        """`view` is the case as it was on the screen."""
        super().__init__()
        self.view = view
        self.recheck = view.case.state == "recheck"
        self.unfinished: Kept | None = None

    def body(self) -> ComposeResult:
        """Heading, what stands against any decision, four parts, words that should not reach a client."""
        yield Static(self._heading(), id="heading", markup=False)
        desk, case = self.desk_app.desk, self.view.case
        for reason in deciding.unset_review(desk, case):
            said = self.desk_app.say(reason)
            yield Static(f"! {said.ruled}{said.line}", id="unset", markup=False)
        text = deciding.proposed(desk, case, self.lang)
        act = "draft_recheck" if self.recheck else "draft"
        self.unfinished = unfinished(desk, case.id, act, text.model_dump())
        text = text.model_copy(update=self.unfinished.typed)
        with Vertical(id="page"):
            for part in DECISION_PARTS:
                label = desk.pack.heading("case_part", part, self.lang)
                yield Static(f"*{label}", classes="part", id=f"label-{part}", markup=False)
                most = desk.pack.complaints.length.part
                yield LongText(getattr(text, part), lang=self.lang, max_length=most, paragraphs=True, id=part)
        yield Static("", id="warned", markup=False)

    def _heading(self) -> str:
        case = self.view.case
        act = "draft_recheck" if self.recheck else "draft"
        return f"{case.no}  {case.complainant.name} · {self.desk_app.desk.pack.heading('case_act', act, self.lang)}"

    def on_mount(self) -> None:
        """The first part that is empty."""
        empty = self.written.missing()
        self.query_one(f"#{empty[0] if empty else DECISION_PARTS[0]}").focus()
        self._warn()

    @property
    def written(self) -> Decision:
        """What stands in the four parts."""
        return Decision(**{part: self.query_one(f"#{part}", LongText).text.strip() for part in DECISION_PARTS})

    def on_descendant_focus(self) -> None:
        """The part that is written stands out."""
        for part in DECISION_PARTS:
            self.query_one(f"#label-{part}").set_class(self.query_one(f"#{part}").has_focus, "-here")

    @on(LongText.Changed)
    def _typing(self) -> None:
        """A power cut costs nothing that was typed."""
        self._warn()
        if self.unfinished is not None and self.written != self._shown_first():
            self.unfinished.keep(self.written.model_dump())

    @on(LongText.Left)
    def _left(self) -> None:
        if self.unfinished is not None and self.app.screen is self and self.written != self._shown_first():
            self.keep()

    def _shown_first(self) -> Decision:
        """What was proposed, while nothing was written: the pack's remedies alone are no draft."""
        return deciding.proposed(self.desk_app.desk, self.view.case, self.lang)

    @on(LongText.Notice)
    def _noticed(self, event: LongText.Notice) -> None:
        self.notify(event.text, markup=False)

    def action_part(self, by: int) -> None:
        """Over the first or last line of a part: to the part beside it."""
        here = self.focused.id if self.focused is not None else ""
        at = next((at for at, part in enumerate(DECISION_PARTS) if part == here), -1) + by
        if here and 0 <= at < len(DECISION_PARTS):
            self.query_one(f"#{DECISION_PARTS[at]}").focus()

    def _warn(self) -> None:
        """Words that should not reach a client (SALE-11)."""
        text = "\n".join(getattr(self.written, part) for part in DECISION_PARTS)
        said = words.not_for_clients(self.desk_app.desk, text, self.lang)
        box = self.query_one("#warned", Static)
        box.display = bool(said)
        box.update(said)

    def keep(self) -> bool:
        """Keep what is written; False when the desk refused."""
        keep = deciding.draft_recheck if self.recheck else deciding.draft
        return self._took(keep(self.desk_app.desk, self.view.case.id, self.view.case.version, self.written))

    def _took(self, answer: CaseView | Refused) -> bool:
        if not isinstance(answer, Refused):
            self.view = answer
            if self.unfinished is not None:
                self.unfinished.stands(self.written.model_dump())
            return True
        self.refuse(answer)
        if any(one.code == "INPUT.stale" for one in answer.reasons):
            found = cases.view(self.desk_app.desk, self.view.case.id)
            self.view = self.view if isinstance(found, Refused) else found
        return False

    def leaving(self) -> bool:
        """Esc keeps what is written."""
        return self.written == self._shown_first() or self.keep()

    def action_abandon(self) -> None:
        """Forget what was typed since it was last kept."""
        give_up(self, self._forget)

    def _forget(self) -> None:
        if self.unfinished is not None:
            self.unfinished.end()
        self.unfinished = None  # nothing is kept any more, also not on the way out

    def f10(self) -> str:
        """Decide; where that is done already, or by the notice, keep what was written."""
        return "keys.f10.save" if self._stands() else "keys.f10.decide"

    def action_next(self) -> None:
        """Decide; a part that is empty is said, and has the focus."""
        if not self.keep():
            return
        written = self.written
        gaps = deciding.recheck_gaps(self.view.case, written) if self.recheck else deciding.decision_gaps(written)
        if gaps:
            self.refuse(Refused(reasons=gaps))
            self.query_one(f"#{(*written.missing(), 'decision')[0]}").focus()
        elif self._stands() or self._took(
            deciding.decide(self.desk_app.desk, self.view.case.id, self.view.case.version)
        ):
            self.app.pop_screen()

    def _stands(self) -> bool:
        """A review is decided by its notice; a decision in which nothing was changed stands already."""
        return self.recheck or self.view.case.state == "decided"
