"""The frame of a sale: the steps in a line above, the client and the sale's number in the title line."""

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.screen import Screen
from textual.widgets import Static

from rmdesk.desk import people_rows, sales
from rmdesk.desk.sales import View
from rmdesk.domain.refusal import Refused
from rmdesk.faces.cells import width
from rmdesk.faces.lines import Line
from rmdesk.faces.sale.person import client_line, desk_line
from rmdesk.faces.sale.status import key_of, shown_steps
from rmdesk.faces.steps import Step
from rmdesk.tui import routes
from rmdesk.tui.actions import Action
from rmdesk.tui.kit.bars import TitleLine
from rmdesk.tui.kit.dialogs import AskText
from rmdesk.tui.kit.steps import Steps
from rmdesk.tui.lines import beside
from rmdesk.tui.routes import Route
from rmdesk.tui.sale.work import WorkScreen

_EDGES = 2
"""The cells before and behind the title line."""


class SaleScreen(WorkScreen):
    """One step of a sale. What happened is recorded at once: leaving it at any time loses nothing."""

    chooses: ClassVar[bool] = False  # what is bought, also where that was done before
    has_beside = True

    def __init__(self, view: View) -> None:
        """`view` as it is now."""
        super().__init__()
        self.view = view

    @property
    def sale_id(self) -> str:
        """The sale's id."""
        return self.view.sale.id

    def title_texts(self) -> tuple[str, str]:
        """The client at the left; who, when and which sale at the right. A client is read whole: a long name leaves no
        room for who is at the desk."""
        client = client_line(self.desk, self.view.context.client, self.lang, key_of(self.view))
        right = f"{desk_line(self.desk)} · {self.view.sale.no}"
        fits = width(client) + width(right) + 2 <= self.app.size.width - _EDGES
        return client, right if fits else right.partition(" · ")[2]

    def body(self) -> ComposeResult:
        """Steps and content."""
        yield Steps(self._steps())
        with Vertical(id="content"):
            yield from self._sent_back()
            yield from self.content()

    def _steps(self) -> tuple[Step, ...]:
        again = self.chooses and self.view.sale.choice is not None and not self.view.sale.closed
        return shown_steps(self.view, self.desk.pack, self.lang, "match" if again else None)

    def _sent_back(self) -> ComposeResult:
        """Why a reviewer sent it back, on every step until it is signed again (SALE-13)."""
        back = self.view.sale.sent_back
        if back is not None and not self.view.sale.closed:
            person = people_rows.name_of(self.desk.store, back.by)
            text = self.tr("sale.look.back", remark=back.remark, person=person)
            yield Static(text, id="sent_back", classes="alert", markup=False)

    def beside(self, cells: int) -> Sequence[Line]:
        """What is bought, its worst case and its fees; the client."""
        bought = beside.purchase(self.desk_app, self.view)
        client = beside.client_card(self.desk_app, self.view.sale.client_id, cells)
        return [*bought, *([Line("")] if bought else []), *client]

    def content(self) -> ComposeResult:
        """What stands below the steps; nothing unless a subclass says so."""
        yield from ()

    def now(self, answer: View | Refused) -> View | None:
        """Take over what the desk answered and show where the sale stands."""
        view = self.got(answer)
        if view is not None:
            self.view = view
            self.query_one(Steps).show(self._steps())
            self.query_one(TitleLine).show(*self.title_texts())
            self.refresh_keys()
            self.refresh_beside()
        return view

    def reload(self) -> View | None:
        """Ask the desk where the sale stands."""
        return self.now(sales.view(self.desk, self.sale_id))

    def printed(self) -> None:
        """Papers of this sale were printed."""
        self.reload()

    def to(self, screen: Screen[None]) -> None:
        """Another screen in this one's place, without what was told in passing on this one."""
        self.app.clear_notifications()
        self.desk_app.switch_screen(screen)

    def go(self, route: Route) -> None:
        """The same by a route."""
        self.app.clear_notifications()
        self.desk_app.go(route, instead=True)

    def go_on(self) -> None:
        """To the step that is due now."""
        self.go(routes.Sale(self.sale_id))

    def action_evidence(self) -> None:
        """The evidence of this sale, in one file, masked."""
        self.desk_app.go(routes.SaleEvidence(self.sale_id))

    def action_evidence_clear(self) -> None:
        """The same with ID and phone numbers in full."""
        self.desk_app.go(routes.SaleEvidence(self.sale_id, clear=True))

    def action_choose_again(self) -> None:
        """Another product or amount: back to the lists. Nothing is undone before something else is chosen."""
        self.go(routes.SaleMatch(self.sale_id))

    def action_one_more(self) -> None:
        """One more product in the same visit."""
        self.go(routes.NewSale(self.view.sale.client_id))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What was confirmed is not chosen again; only who sells begins another sale."""
        if action == "choose_again" and self.view.sale.countersigned is not None:
            return False
        if action == "one_more":
            return self.desk_app.may("sales.work")
        return super().check_action(action, parameters)

    def key_label(self, action: Action) -> str:
        """What is given up here is no draft."""
        return self.tr("sale.abandon.key") if action.id == "abandon" else super().key_label(action)

    def action_abandon(self) -> None:
        """End it without a purchase; the reason is kept."""
        heading, label = self.tr("sale.abandon.heading"), self.tr("sale.abandon.reason")
        self.desk_app.push_screen(AskText(heading, label, lang=self.lang), self._abandoned)

    def _abandoned(self, reason: str | None) -> None:
        if reason is not None and self.now(sales.abandon(self.desk, self.sale_id, reason)) is not None:
            self.go_on()
