"""A sale that another desk asks to be reviewed here: papers first, then it is accepted or sent back (SALE-13)."""

from collections.abc import Callable
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.widgets import Static

from rmdesk.desk.exchange import answering
from rmdesk.desk.guarding import Proof
from rmdesk.domain.exchange_reviews import ReviewFor
from rmdesk.domain.refusal import Refused, refuse, refused
from rmdesk.domain.sale import BACK_TO
from rmdesk.faces.cells import listed
from rmdesk.faces.fields import FieldSpec
from rmdesk.tui import routes
from rmdesk.tui.actions import bindings, of_screen
from rmdesk.tui.desk_app import DeskApp
from rmdesk.tui.kit import record_fields as ask
from rmdesk.tui.kit.record_form import PASSWORD_AT, Record, Values, ask_record
from rmdesk.tui.kit.rows import Column, Row, Rows
from rmdesk.tui.kit.screen import DeskScreen


class ReviewForScreen(DeskScreen):
    """Enter reads a paper, which is ticked then; 1 accepts, 2 sends back, both by the own password."""

    table: ClassVar[str] = "review_for"
    BINDINGS = bindings(of_screen("review_for"))

    def __init__(self, review: ReviewFor) -> None:
        """Nothing was opened."""
        super().__init__()
        self.review = review
        self.opened: set[str] = set()

    def body(self) -> ComposeResult:
        """Which sale and why, its papers, what the keys do."""
        yield Static(self.tr("exchange.review.heading", no=self.review.ask.no), classes="title accent", markup=False)
        reason = refuse("SALE-13.review", reason=self.review.ask.reason)
        yield Static(self.desk_app.say(reason).text, classes="note", markup=False)
        yield Rows((Column("", 20, grow=1), Column("", 20)), header=False)
        yield Static(self.tr("exchange.review.hint"), classes="hint", markup=False)

    def on_mount(self) -> None:
        """All papers."""
        self._show()
        self.query_one(Rows).focus()

    def came_back(self) -> None:
        """What was read is ticked."""
        self._show()

    def _show(self) -> None:
        papers = self.review.ask.papers
        rows = [
            Row(one.number, (one.title.of(self.lang), one.number), sign="✓" if one.number in self.opened else "")
            for one in papers
        ]
        self.query_one(Rows).show(rows, keep=True)

    @on(Rows.Opened)
    def _read(self, event: Rows.Opened) -> None:
        self.opened.add(event.row.key)
        self.desk_app.go(routes.PaperFor(self.review.device, self.review.ask.sale_id, event.row.key))

    def action_accept_for(self) -> None:
        """It is in order."""
        left = [one.title.of(self.lang) for one in self.review.ask.papers if one.number not in self.opened]
        said = self.tr("sale.look.unopened", papers=listed(left, self.lang)) if left else ""

        def do(values: Values, _: Proof | None) -> ReviewFor | Refused:
            return answering.answer(self.desk_app.desk, self.review.device, self.review.ask.sale_id, values["password"])

        self._ask("keys.accept_for", (), do, said)

    def action_send_back_for(self) -> None:
        """It is not: to which step, and why."""
        steps = ask.choice("step", self.tr("sale.look.step"), ask.labelled(self.desk_app, "step", BACK_TO))

        def do(values: Values, _: Proof | None) -> ReviewFor | Refused:
            step = next(one for one in BACK_TO if one == values["step"])
            password, remark, to = values["password"], values["remark"], self.review
            return answering.answer(self.desk_app.desk, to.device, to.ask.sale_id, password, step=step, remark=remark)

        self._ask("keys.send_back_for", (steps, ask.prose("remark", self.tr("sale.look.remark"))), do)

    def _ask(
        self,
        act: str,
        fields: tuple[FieldSpec, ...],
        do: Callable[[Values, Proof | None], ReviewFor | Refused],
        said: str = "",
    ) -> None:
        record = Record(
            act=act,
            about=self.review.ask.no,
            place=routes.ReviewFor(self.review.device, self.review.ask.sale_id),
            fields=(*fields, ask.secret("password", self.tr("sale.look.password"))),
            do=do,
            then=self._done,
            said=said,
            at=PASSWORD_AT,
        )
        ask_record(self.desk_app, record)

    def _done(self, _: ReviewFor) -> None:
        self.notify(self.tr("exchange.review.done"), markup=False, timeout=5)
        self.when_back(self._leave)

    def _leave(self) -> None:
        self.app.pop_screen()


def review_for(app: DeskApp, route: routes.ReviewFor) -> ReviewForScreen | Refused:
    """The screen of a review that is still asked."""
    found = answering.waiting(app.desk)
    if isinstance(found, Refused):
        return found
    key = route.device, route.sale_id
    one = next((one for one in found if (one.device, one.ask.sale_id) == key), None)
    return refused("EXCHANGE.decided") if one is None else ReviewForScreen(one)
