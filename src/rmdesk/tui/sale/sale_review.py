"""What a second person looks at before he accepts a sale or sends it back: papers, and what stands out (SALE-13)."""

from collections.abc import Callable
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.widgets import Static

from rmdesk.desk.guarding import Proof
from rmdesk.desk.sale import reviewing
from rmdesk.desk.sales import View
from rmdesk.domain.people import Person
from rmdesk.domain.refusal import Refused
from rmdesk.domain.sale import BACK_TO
from rmdesk.faces.fields import FieldSpec, Option
from rmdesk.faces.sale.checks import Checks
from rmdesk.faces.sale.looks import Looks, proposed, waits
from rmdesk.tui import routes
from rmdesk.tui.actions import bindings, of_screen
from rmdesk.tui.kit import record_fields as ask
from rmdesk.tui.kit.record_form import Record, Values, ask_record
from rmdesk.tui.kit.rows import Column, Row, Rows
from rmdesk.tui.sale.frame import SaleScreen

_PASSWORD_AT = dict.fromkeys(("DATA-08.password", "DATA-08.wait"), "password")


class SaleReviewScreen(SaleScreen):
    """Enter reads a paper or opens the assessment; 1 accepts, 2 sends back. Both want the reviewer's own password."""

    table: ClassVar[str] = "sale_review"
    measured = True
    BINDINGS = bindings(of_screen("sale_review"))

    def content(self) -> ComposeResult:
        """What is reviewed and why, the list."""
        yield Static("", id="heading", markup=False)
        yield Static("", id="why", classes="note", markup=False)
        yield Rows((Column("", 20, grow=1), Column("", 20)), header=False, id="looks")
        yield Static(self.tr("sale.look.hint"), classes="hint", markup=False)

    def on_mount(self) -> None:
        """Fill it."""
        looks = Looks(self.desk, self.view, self.lang)
        heading = Checks(self.desk, self.view, self.lang).heading
        self.query_one("#heading", Static).update(heading)
        self.query_one("#why", Static).update(self.desk_app.say(looks.why).text)
        rows = self.query_one(Rows)
        rows.show([Row(one.key, one.texts, sign=one.sign, tone=one.tone) for one in looks.lines()])
        rows.focus()

    @on(Rows.Opened)
    def _opened(self, event: Rows.Opened) -> None:
        event.stop()
        kind, _, which = event.row.key.partition(":")
        if kind == "paper":
            self.desk_app.go(routes.Paper(which))
        elif kind == "assessment":
            self.desk_app.go(routes.TakenAssessment(which))

    # what is decided
    def _reviewers(self) -> tuple[Person, ...]:
        """Those who may; nobody is said, since then nothing can be done here."""
        found = self.got(reviewing.reviewers(self.desk, self.sale_id)) or ()
        if not found:
            self.notify(self.tr("sale.confirm.nobody"), markup=False, timeout=5)
        return found

    def action_accept_sale(self) -> None:
        """It is in order: the reviewer signs with his password."""
        people = self._reviewers()

        def do(values: Values, _: Proof | None) -> View | Refused:
            return reviewing.review(self.desk, self.sale_id, values["who"], values["password"])

        if people:
            self._ask("keys.accept_sale", people, (), do)

    def action_send_back_sale(self) -> None:
        """It is not: to which step, and why."""
        people = self._reviewers()

        def do(values: Values, _: Proof | None) -> View | Refused:
            step = next(one for one in BACK_TO if one == values["step"])
            who, password = values["who"], values["password"]
            return reviewing.send_back(self.desk, self.sale_id, step, values["remark"], who, password)

        steps = ask.choice("step", self.tr("sale.look.step"), ask.labelled(self.desk_app, "step", BACK_TO))
        if people:
            self._ask("keys.send_back_sale", people, (steps, ask.prose("remark", self.tr("sale.look.remark"))), do)

    def _ask(
        self,
        act: str,
        people: tuple[Person, ...],
        fields: tuple[FieldSpec, ...],
        do: Callable[[Values, Proof | None], View | Refused],
    ) -> None:
        default = proposed(self.desk, people)
        who = ask.choice("who", self.tr("sale.look.who"), tuple(Option(one.login, one.name) for one in people))
        record = Record(
            act=act,
            about=self.view.sale.no,
            place=routes.SaleReview(self.sale_id),
            fields=(*fields, who, ask.secret("password", self.tr("sale.look.password"))),
            do=do,
            then=lambda _: self.when_back(self.go_on),
            values={"who": default},
            client_id=self.view.sale.client_id,
            at=_PASSWORD_AT,
            first="password" if default and not fields else "",
        )
        ask_record(self.desk_app, record)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Nothing is decided twice, nor before it was signed."""
        if action in ("accept_sale", "send_back_sale"):
            return self.desk_app.may("sales.host") and (True if waits(self.view.sale) else None)
        return super().check_action(action, parameters)
