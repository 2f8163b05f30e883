"""Which past sales another form pack would have withheld, before it is put into force (SUIT-28)."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.widgets import Static

from rmdesk.desk.back_testing import Counted, Stopped
from rmdesk.desk.packs import Proposal
from rmdesk.faces.back_test import reason_lines, tested_lines
from rmdesk.faces.cells import money
from rmdesk.tui.actions import bindings, of_screen
from rmdesk.tui.kit.dialogs import Message
from rmdesk.tui.kit.rows import Column, Row, Rows
from rmdesk.tui.kit.screen import DeskScreen


class BackTestScreen(DeskScreen):
    """One row a sale, in the order in which they were signed; Enter shows the reasons with both figures."""

    table: ClassVar[str] = "back_test"
    BINDINGS = bindings(of_screen("back_test"))

    def __init__(self, proposal: Proposal, tested: Counted, stopped: tuple[Stopped, ...]) -> None:
        """`tested` in all; `stopped`: the sales that `proposal` withholds."""
        super().__init__()
        self.proposal = proposal
        self.tested = tested
        self.stopped = stopped

    def body(self) -> ComposeResult:
        """How many of how many, and each of them."""
        said = "\n".join(tested_lines(self.tested, self.proposal, self.lang))
        yield Static(said, id="what", classes="title", markup=False)
        columns = (
            Column(self.tr("pack.back.no"), 8),
            Column(self.tr("pack.back.day"), 10),
            Column(self.tr("pack.back.client"), 8),
            Column(self.tr("pack.back.product"), 8),
            Column(self.tr("pack.back.amount"), 16, align="right"),
            Column(self.tr("pack.back.why"), 10, grow=1),
        )
        yield Rows(columns)

    def on_mount(self) -> None:
        """All of them."""
        self.query_one(Rows).show([self._row(at, one) for at, one in enumerate(self.stopped)])
        self.query_one(Rows).focus()

    def _row(self, at: int, one: Stopped) -> Row:
        rules = ", ".join(dict.fromkeys(each.refusal.rule for each in one.reasons))
        cells = (one.no, one.on.isoformat(), one.client_no, one.code, f"{money(one.amount)} {one.currency}", rules)
        return Row(str(at), cells, sign="!" if one.already else "", tone="late" if one.already else "")

    @on(Rows.Opened)
    def _opened(self, event: Rows.Opened) -> None:
        one = self.stopped[int(event.row.key)]
        said = "\n".join(reason_lines(one, self.proposal, self.lang))
        self.app.push_screen(Message(f"{one.no}  {one.code}", said, lang=self.lang))
