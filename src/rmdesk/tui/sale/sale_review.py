"""What a second person looks at before he accepts a sale or sends it back: papers, and what stands out (SALE-13)."""

from collections.abc import Callable
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.widgets import Static

from rmdesk.desk.exchange import asking, standing
from rmdesk.desk.exchange.asking import Asked
from rmdesk.desk.guarding import Proof
from rmdesk.desk.sale import reviewing
from rmdesk.desk.sales import View
from rmdesk.domain.people import Person
from rmdesk.domain.refusal import Refused
from rmdesk.domain.sale import BACK_TO
from rmdesk.faces.cells import listed
from rmdesk.faces.fields import FieldSpec, Option
from rmdesk.faces.sale.checks import Checks
from rmdesk.faces.sale.looks import Look, Looks, proposed
from rmdesk.tui import routes
from rmdesk.tui.actions import bindings, of_screen
from rmdesk.tui.kit import record_fields as ask
from rmdesk.tui.kit.dialogs import Choose
from rmdesk.tui.kit.record_form import PASSWORD_AT, Record, Values, ask_record
from rmdesk.tui.kit.rows import Column, Row, Rows
from rmdesk.tui.sale.frame import SaleScreen


class SaleReviewScreen(SaleScreen):
    """Enter reads a paper or opens the assessment; 1 accepts, 2 sends back. Both want the reviewer's own password.

    Whoever comes back from a paper points at the next that was not opened; whoever accepts before that is told which
    those are, and leaving leads to the first of them. It is no refusal: the papers themselves may lie on the table
    (SALE-13 is practice).
    """

    table: ClassVar[str] = "sale_review"
    measured = True
    BINDINGS = bindings(of_screen("sale_review"))

    def __init__(self, view: View) -> None:
        """Nothing was opened."""
        super().__init__(view)
        self.opened: set[str] = set()

    def content(self) -> ComposeResult:
        """What is reviewed and why, the list."""
        yield Static("", id="heading", markup=False)
        yield Static("", id="why", classes="note", markup=False)
        yield Rows((Column("", 20, grow=1), Column("", 20)), header=False, id="looks")
        yield Static("", id="hint", classes="hint", markup=False)

    def on_mount(self) -> None:
        """Fill it."""
        looks = Looks(self.desk, self.view, self.lang)
        heading = Checks(self.desk, self.view, self.lang).heading
        self.query_one("#heading", Static).update(heading)
        self.query_one("#why", Static).update(self.desk_app.say(looks.why).text)
        self._show(looks)
        self.query_one(Rows).focus()

    def _show(self, looks: Looks) -> None:
        """The lines, a paper that was opened with a tick, and how many were not."""
        lines = looks.lines()
        signs = dict.fromkeys(self.opened, "✓")
        rows = self.query_one(Rows)
        rows.show(
            [Row(one.key, one.texts, sign=signs.get(one.key, one.sign), tone=one.tone) for one in lines], keep=True
        )
        left = len(self._left(looks))
        hint = self.tr("sale.look.hint_left", count=left) if left else self.tr("sale.look.hint")
        self.query_one("#hint", Static).update(hint)

    def _left(self, looks: Looks) -> list[Look]:
        """The papers that were not opened here."""
        return [one for one in looks.papers() if one.key not in self.opened]

    def came_back(self) -> None:
        """What was read is ticked; on to what was not."""
        super().came_back()
        looks, rows = Looks(self.desk, self.view, self.lang), self.query_one(Rows)
        self._show(looks)
        left = {one.key for one in self._left(looks)}
        at = next((at for at, row in enumerate(rows.rows) if row.key in left), None)
        if at is not None:
            rows.pointed = at

    @on(Rows.Opened)
    def _opened(self, event: Rows.Opened) -> None:
        event.stop()
        kind, _, which = event.row.key.partition(":")
        if kind == "paper":
            self.opened.add(event.row.key)
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
            left = [one.texts[0] for one in self._left(Looks(self.desk, self.view, self.lang))]
            said = self.tr("sale.look.unopened", papers=listed(left, self.lang)) if left else ""
            self._ask("keys.accept_sale", people, (), do, said)

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
        said: str = "",
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
            said=said,
            client_id=self.view.sale.client_id,
            at=PASSWORD_AT,
            first="password" if default and not fields else "",
        )
        ask_record(self.desk_app, record)

    @work
    async def action_ask_elsewhere(self) -> None:
        """Somebody at another desk reviews it: the papers go with the next bundle for that desk."""
        heading = self.tr("keys.about.ask_elsewhere")
        chosen = await self.app.push_screen_wait(Choose(heading, self._where_asked(), self._desks(), lang=self.lang))
        done = None if chosen is None else self.got(asking.ask(self.desk, self.sale_id, chosen))
        if done is not None:
            said = self.tr(
                "sale.look.asked_elsewhere", name=done.peer.card.name, day=f"{self.desk.local(done.at):%m-%d}"
            )
            self.notify(said, markup=False, timeout=5)

    def _where_asked(self) -> str:
        return "\n".join(map(self._said_asked, self.got(asking.asked(self.desk, self.sale_id)) or ()))

    def _said_asked(self, one: Asked) -> str:
        day = f"{self.desk.local(one.at):%m-%d}"
        return self.tr("sale.look.asked_elsewhere", name=one.peer.card.name, day=day)

    def _desks(self) -> list[Option]:
        """The desks that may be asked."""
        found = self.got(standing.status(self.desk)) or ()
        peers = (one.peer for one in found if one.peer.reviews)
        return [Option(one.card.device, f"{one.card.name} {one.card.branch}") for one in peers]

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Nothing is decided twice, nor before it was signed; no desk is asked where none is enrolled."""
        if action == "ask_elsewhere":
            return bool(self._desks()) and self.desk_app.may("sales.host")
        if action in ("accept_sale", "send_back_sale"):
            return self.desk_app.may("sales.host") and (True if self.view.sale.waits_for_review else None)
        return super().check_action(action, parameters)
