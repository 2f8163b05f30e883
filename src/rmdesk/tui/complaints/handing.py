"""Handing all open cases of one person over: the list first, then why, then the proof (DESK-18, COMP-04)."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.widgets import Static

from rmdesk.desk import people
from rmdesk.desk.complaints import handing
from rmdesk.desk.complaints.guarding import name_of
from rmdesk.desk.complaints.handing import Holder, Passing
from rmdesk.desk.guarding import Proof
from rmdesk.domain.refusal import Refused
from rmdesk.faces.called import called
from rmdesk.faces.cells import head
from rmdesk.faces.fields import Option
from rmdesk.tui import routes
from rmdesk.tui.actions import bindings, of_screen
from rmdesk.tui.kit.asking import AskingScreen
from rmdesk.tui.kit.prose import Prose
from rmdesk.tui.kit.record_fields import reason
from rmdesk.tui.kit.record_form import Record, Values, ask_record
from rmdesk.tui.kit.rows import Column, Row, Rows


class HandCasesScreen(AskingScreen):
    """Every open case of the giver with who gets it. F10 does it."""

    table: ClassVar[str] = "hand_cases"
    BINDINGS = bindings(of_screen("hand_cases"))

    def __init__(self, giver: str, receiver: str, found: tuple[Passing, ...]) -> None:
        """`found`: what would go to whom."""
        super().__init__()
        self.giver = giver
        self.receiver = receiver
        self.found = found

    def body(self) -> ComposeResult:
        """What it is, and the cases."""
        giver, receiver = (name_of(self.desk_app.desk, login) for login in (self.giver, self.receiver))
        what = self.tr("complaints.hand.what", giver=giver, receiver=receiver, count=len(self.found))
        yield Static(what, id="what", classes="title", markup=False)
        if any(one.handler != self.receiver for one in self.found):
            yield Prose((self.tr("complaints.hand.else", receiver=receiver), "muted"))
        columns = (
            Column(self.tr("complaints.column.no"), 7),
            Column(self.tr("complaints.column.name"), 12, grow=1),
            Column(self.tr("complaints.column.claim"), 20, grow=3),
            Column(self.tr("complaints.column.goes_to"), 12),
        )
        yield Rows(columns)

    def on_mount(self) -> None:
        """The cases."""
        self.query_one(Rows).show([self._row(one) for one in self.found])
        self.query_one(Rows).focus()

    def _row(self, one: Passing) -> Row:
        handler = name_of(self.desk_app.desk, one.handler) if one.handler else "—"
        cells = (one.line.no, one.line.name or "—", head(one.line.claim, 80) or "—", handler)
        return Row(one.line.id, cells, sign="" if one.handler == self.receiver else "!")

    def f10(self) -> str:
        """Hand them over."""
        return "keys.f10.hand_over"

    def action_next(self) -> None:
        """Why, and the proof."""
        desk, giver, receiver = self.desk_app.desk, self.giver, self.receiver
        what = str(self.query_one("#what", Static).content)

        def give(values: Values, proof: Proof | None) -> tuple[Passing, ...] | Refused:
            return handing.hand_over(desk, giver, receiver, values["reason"], proof)

        record = Record(
            "keys.hand_cases", name_of(desk, giver), routes.CaseBoard(), (reason(self.lang),), give, self._gave,
            said=what, proves="complaints.hand_over", agrees=what,
        )  # fmt: skip
        ask_record(self.desk_app, record)

    def _gave(self, moved: tuple[Passing, ...]) -> None:
        self.app.pop_screen()
        count = sum(1 for one in moved if not one.stays)
        self.desk_app.notify(self.tr("complaints.hand.done", count=count), markup=False)


async def begin(screen: AskingScreen) -> None:
    """Whose cases, and who receives them; then the list. One's own alone are not asked for."""
    heading = screen.tr("keys.about.hand_cases")
    held = handing.holders(screen.desk_app.desk)
    if isinstance(held, Refused):
        screen.refuse(held)
        return
    if not held:
        screen.notify(screen.tr("complaints.hand.nobody"), markup=False)
        return
    options = [Option(one.login, _told(screen, one)) for one in held]
    giver = await screen.pick(heading, screen.tr("complaints.hand.giver"), options)
    receiver = await _receiver(screen, giver) if giver else None
    if giver is None or receiver is None:
        return
    found = handing.passing(screen.desk_app.desk, giver, receiver)
    if isinstance(found, Refused):
        screen.refuse(found)
    else:
        screen.app.push_screen(HandCasesScreen(giver, receiver, found))


async def _receiver(screen: AskingScreen, giver: str) -> str | None:
    found = people.everybody(screen.desk_app.desk)
    order = set(screen.desk_app.desk.pack.complaints.assign_to)
    known = () if isinstance(found, Refused) else found
    able = [one for one in known if one.active and one.login != giver and order & set(one.roles)]
    if not able:
        screen.notify(screen.tr("complaints.hand.alone"), markup=False)
        return None
    options = [Option(one.login, called(one.name, one.login, screen.lang)) for one in able]
    return await screen.pick(screen.tr("keys.about.hand_cases"), screen.tr("complaints.hand.receiver"), options)


def _told(screen: AskingScreen, one: Holder) -> str:
    text = screen.tr("complaints.hand.of", person=called(one.name, one.login, screen.lang), count=one.cases)
    return f"! {text} · {screen.tr('complaints.hand.left')}" if one.left else text
