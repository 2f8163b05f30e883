"""One case: what is due at the top, its parts at the side, what a part says beside it. A number does what it stands
beside."""

from collections.abc import Sequence
from pathlib import Path
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.timer import Timer
from textual.widgets import Static

from rmdesk.desk.complaints import numbers
from rmdesk.desk.complaints.guarding import name_of
from rmdesk.desk.complaints.reading import CaseView
from rmdesk.desk.masking import mask_case
from rmdesk.faces.cells import cut, head
from rmdesk.faces.complaints import words
from rmdesk.faces.complaints.acts import sign_of
from rmdesk.faces.complaints.case_text import CaseText
from rmdesk.faces.complaints.parts import PARTS
from rmdesk.faces.lines import Line
from rmdesk.tui.actions import bindings, of_screen
from rmdesk.tui.complaints import case_acts
from rmdesk.tui.complaints.one_case import OneCase
from rmdesk.tui.kit.proof import REVEAL_SECONDS, ask_proof
from rmdesk.tui.kit.rows import Column, Row, Rows
from rmdesk.tui.kit.sheet import Sheet
from rmdesk.tui.lines import beside
from rmdesk.tui.lines.case_rows import STATES


class CaseScreen(OneCase):
    """A case, read anew whenever the screen comes back."""

    table: ClassVar[str] = "case"
    has_beside = True
    BINDINGS = bindings(of_screen("case"))
    CSS_PATH: ClassVar[Path] = Path(__file__).parent / "complaints.tcss"

    def __init__(self, view: CaseView, merge_into: str = "") -> None:
        """`view` as it is now. `merge_into`: id of the case that it may be the same as, asked for at once (COMP-07)."""
        super().__init__(view)
        self.merge_into = merge_into
        self.hides = False  # whether the part that is shown has a number in it
        self.hiding: Timer | None = None  # runs while numbers are shown

    def body(self) -> ComposeResult:
        """Who, about what, what is due; parts and content."""
        yield Static("", id="who", markup=False)
        yield Static("", id="about", markup=False)
        yield Static("", id="due", markup=False)
        with Horizontal(id="parts"):
            yield Rows((Column("", 1), Column("", 8, grow=1), Column("", 2)), header=False, id="sections")
            with VerticalScroll(id="content"):
                yield Sheet(id="lines")

    def on_mount(self) -> None:
        """The parts have the focus."""
        self.show()
        self.query_one("#sections").focus()
        if self.merge_into:
            case_acts.merge_with(self, self.merge_into)

    def came_back(self) -> None:
        """What was done meanwhile shows; no number stays in clear."""
        self._stop_showing()
        self.reload()

    def refit(self) -> None:
        """Lines are cut to what there is."""
        if self.query_one("#sections", Rows).rows:
            self.show()

    def beside(self, cells: int) -> Sequence[Line]:
        """Its dates, each with its sum, beside whatever part is read; the record beside the dates."""
        if self.part != "times":
            return beside.clocks(self.desk_app, self.view, cells)
        text = CaseText(self.desk_app.desk, self.view, self.lang, self.words)
        return text.masked(text.lines("record"))

    def show(self) -> None:
        """Draw everything."""
        case, desk = self.view.case, self.desk_app.desk
        handler = name_of(desk, case.handler) if case.handler else self.tr("complaints.nobody")
        parts = (case.no, case.complainant.name, words.kind(desk, case, self.lang), words.state(desk, case, self.lang))
        room = self.room
        who = "  ".join((*parts, self.tr("complaints.handled_by", name=handler)))
        self.query_one("#who", Static).update(cut(who, room))
        about = words.about(desk, case, self.lang)
        claim = head(mask_case(case.complainant, case.claim), room // 2 if about else room)
        self.query_one("#about", Static).update(cut(f"{claim} · {about}" if about else claim, room))
        due = self.query_one("#due", Static)
        due.update(words.due_line(desk, self.view, self.lang))
        due.set_class(self.view.late, "-late")
        self.query_one("#sections", Rows).show(self._sections(), keep=True)
        self._show_part()

    def _sections(self) -> list[Row]:
        found = []
        for at, part in enumerate(PARTS, 1):
            label = self.tr(f"keys.case_{part}")
            found.append(Row(part, (str(at % 10), label, self._mark(part)), sign=sign_of(self.view, part)))
        return found

    def _mark(self, part: str) -> str:
        case = self.view.case
        counts = {"letters": len(case.letters), "rest": len(case.evidence), "times": len(self.view.clocks)}
        return str(counts[part]) if counts.get(part) else ""

    @property
    def part(self) -> str:
        """The part pointed at."""
        row = self.query_one("#sections", Rows).row
        return PARTS[0] if row is None else row.key

    @on(Rows.Pointed, "#sections")
    def _pointed(self) -> None:
        self._show_part()

    def _show_part(self) -> None:
        text = CaseText(self.desk_app.desk, self.view, self.lang, self.words)
        clear = text.lines(self.part)
        masked = text.masked(clear)
        self.hides = masked != clear
        self.query_one("#lines", Sheet).show(masked if self.hiding is None else clear)
        self.query_one("#content").scroll_home(animate=False)
        self.refresh_keys()

    # numbers
    def action_reveal_case(self) -> None:
        """Show the numbers of the case for ten seconds; that is a fact (DATA-05)."""
        desk = self.desk_app.desk
        ask_proof(
            self.desk_app,
            "clients.reveal",
            self.tr("keys.about.reveal_case"),
            lambda proof: numbers.reveal(desk, self.view.case.id, proof),
            # Coming back from the dialog masks everything, and this is after it.
            lambda _: self.when_back(self._reveal),
        )

    def _reveal(self) -> None:
        self._stop_showing()
        self.hiding = self.set_timer(REVEAL_SECONDS, self._hide)
        self._show_part()

    def _hide(self) -> None:
        self._stop_showing()
        self._show_part()

    def _stop_showing(self) -> None:
        if self.hiding is not None:
            self.hiding.stop()
        self.hiding = None

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Showing numbers is greyed out where there are none."""
        if action == "reveal_case":
            return True if self.hides else None
        return super().check_action(action, parameters)

    # walking
    def on_key(self, event: events.Key) -> None:
        """→ goes into what a part says, ← comes back."""
        content, sections = self.query_one("#content"), self.query_one("#sections")
        if event.key == "right" and sections.has_focus:
            content.focus()
        elif event.key == "left" and content.has_focus:
            sections.focus()
        else:
            return
        event.stop()

    def leaving(self) -> bool:
        """Esc first goes back to the parts."""
        if self.query_one("#content").has_focus:
            self.query_one("#sections").focus()
            return False
        return True

    # doing
    @on(Rows.Opened, "#sections")
    def _opened(self, event: Rows.Opened) -> None:
        self.do(event.row.key)

    def do(self, part: str) -> None:
        """Do what a part is for; several acts are chosen from. Where there is none, a case that has ended is first
        read, and says why when it is asked again."""
        read = self.part == part
        self.query_one("#sections", Rows).pointed = PARTS.index(part)
        if read or self.view.case.state in STATES or case_acts.can_do(self, part):
            case_acts.do_part(self, part)

    def action_case_times(self) -> None:
        """Extension, pauses, new facts."""
        self.do("times")

    def action_case_record(self) -> None:
        """Complete the record."""
        self.do("record")

    def action_case_answer(self) -> None:
        """The first answer."""
        self.do("answer")

    def action_case_course(self) -> None:
        """A note, a call, a file."""
        self.do("course")

    def action_case_decide(self) -> None:
        """Write the decision."""
        self.do("decide")

    def action_case_letters(self) -> None:
        """Print a letter."""
        self.do("letters")

    def action_case_tell(self) -> None:
        """Tell the result; take a request for review."""
        self.do("tell")

    def action_case_corrective_action(self) -> None:
        """Plan the corrective action, check its effect."""
        self.do("corrective_action")

    def action_case_sale(self) -> None:
        """Who else was told this text."""
        self.do("sale")

    def action_case_rest(self) -> None:
        """Close, hand over, withdraw and the like."""
        self.do("rest")
