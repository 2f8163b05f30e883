"""The end of a sale: what was agreed, and what the branch owes from here on (DESK-07)."""

from textual.app import ComposeResult
from textual.widgets import Static

from rmdesk.desk import sales, show
from rmdesk.desk.dues import client_dues
from rmdesk.desk.dues.client_dues import as_due
from rmdesk.desk.sales import SaleLine, View
from rmdesk.domain.client_dues import ClientDue
from rmdesk.domain.sale import Sale
from rmdesk.faces.sale.documents import as_shown
from rmdesk.faces.sale.status import line_of
from rmdesk.tui import routes
from rmdesk.tui.actions import bindings, of_screen
from rmdesk.tui.kit.rows import Column, Row, Rows
from rmdesk.tui.sale.frame import SaleScreen
from rmdesk.tui.sale.papers import choose_print


class DoneScreen(SaleScreen):
    """A closed sale. Its papers can be printed again as they were."""

    table = "done"
    hugs = "#dues"
    BINDINGS = bindings(of_screen("done"))

    def __init__(self, view: View) -> None:
        """`view` of the sale that is closed."""
        super().__init__(view)
        self.others: tuple[SaleLine, ...] = ()  # what is still open of the same visit

    def content(self) -> ComposeResult:
        """How it ended, and the client's dues."""
        sale, product = self.view.sale, self.view.context.product
        self.others = self.got(sales.of_visit(self.desk, sale.visit_id)) or ()
        yield Static(self._heading(), id="heading", markup=False)
        if product is not None and sale.choice is not None:
            amount = show.money(sale.choice.amount, self.lang, sale.choice.currency)
            yield Static(f"{product.code}  {product.name.of(self.lang)}  {amount}", classes="para", markup=False)
        if sale.shelf:
            yield Static(self.tr("sale.done.shelf", shelf=sale.shelf), classes="para", markup=False)
        shown = as_shown(self.view, self.desk.pack, self.lang)
        if shown:
            yield Static(shown, classes="para", markup=False)
        if self.others:
            following = line_of(self.desk.pack, self.others[0], self.lang)
            said = self.tr("sale.done.others", sale=following, count=len(self.others))
            yield Static(said, classes="alert", markup=False)
        yield Static(self.tr("sale.done.dues"), classes="title", markup=False)
        columns = (Column("", 12), Column("", 14, grow=1), Column("", 20), Column("", 8))
        yield Rows(columns, header=False, empty=self.tr("sale.done.none"), id="dues")
        ended = "hint_ended" if sale.abandoned is not None else "hint"
        hint = f"sale.done.{ended}" if _has_papers(sale) else "sale.done.hint_back"
        yield Static(self.tr(hint, next=self.tr(self.f10())), classes="hint", markup=False)

    def _heading(self) -> str:
        sale = self.view.sale
        if sale.abandoned is not None:
            key = "abandoned" if sale.cancelled_until is None else "cancelled"
            return self.tr(f"sale.done.{key}", no=sale.no, reason=sale.abandoned)
        return self.tr("sale.done.archived", no=sale.no)

    def on_mount(self) -> None:
        """The client's open dues, the earliest first."""
        found = self.got(client_dues.of_client(self.desk, self.view.sale.client_id)) or ()
        rows = self.query_one(Rows)
        rows.show([self._row(one) for one in found])
        rows.focus()

    def _row(self, one: ClientDue) -> Row:
        due, late = as_due(one), one.on < self.desk.today()
        cells = (show.day(one.on), due.what.of(self.lang), due.about.of(self.lang), one.rule)
        return Row(due.key, cells, sign="!" if late else "", tone="late" if late else "")

    def action_print(self) -> None:
        """The papers as they were: ask which, and where to."""
        choose_print(self)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A sale that was given up before a product was chosen has no paper."""
        if action == "print" and not _has_papers(self.view.sale):
            return False
        return super().check_action(action, parameters)

    def f10(self) -> str:
        """There is nothing left to do, or the visit has another sale."""
        return "keys.f10.other_sale" if self.others else "keys.f10.done"

    def action_next(self) -> None:
        """On with what is still open of the visit, else back to where the sale was opened."""
        if self.others:
            self.go(routes.Sale(self.others[0].id))
        else:
            self.desk_app.pop_screen()


def _has_papers(sale: Sale) -> bool:
    """Printed ones; or the confirmation of its end, where something had been chosen."""
    return bool(sale.printed) if sale.abandoned is None else sale.choice is not None
