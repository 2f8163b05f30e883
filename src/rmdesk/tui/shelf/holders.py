"""Who holds a product: whom its level no longer fits stand first; F10 leads to the notice that waits (SUIT-14)."""

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.widgets import Static

from rmdesk.desk import show
from rmdesk.desk.people_rows import name_of
from rmdesk.desk.shelf import holders, products
from rmdesk.desk.shelf.holders import Holder, Holders
from rmdesk.domain.refusal import Refused
from rmdesk.tui import routes
from rmdesk.tui.actions import Action, bindings, of_screen
from rmdesk.tui.kit.filtered import FilteredRows
from rmdesk.tui.kit.rows import PAGE, Column, Row, Rows
from rmdesk.tui.kit.screen import DeskScreen


class HoldersScreen(DeskScreen):
    """One page of clients; Enter opens the file of one."""

    table: ClassVar[str] = "holders"
    BINDINGS = bindings(of_screen("holders"))

    def __init__(self, code: str) -> None:
        """`code` is the product's."""
        super().__init__()
        self.code = code
        self.found = Holders((), ())

    def body(self) -> ComposeResult:
        """How many, and who."""
        self._read()
        yield Static(self._said(), id="told", markup=False)
        columns = (
            Column(self.tr("clients.no"), 8),
            Column(self.tr("clients.name"), 10, grow=1),
            Column(self.tr("shelf.client_level"), 10),
            Column(self.tr("shelf.fit"), 14),
            Column(self.tr("shelf.held"), 16, align="right"),
            Column(self.tr("shelf.manager"), 10, from_width=90),
        )
        yield FilteredRows(columns, self.search, lang=self.lang)

    def on_mount(self) -> None:
        """Ready to type."""
        self.query_one(FilteredRows).focus_filter()

    def came_back(self) -> None:
        """A notice was released meanwhile."""
        self._read()
        self.query_one("#told", Static).update(self._said())
        self.query_one(FilteredRows).reload(keep=True)
        self.refresh_keys()

    def _read(self) -> None:
        found = holders.holders(self.desk_app.desk, self.code)
        if isinstance(found, Refused):
            self.call_after_refresh(self.refuse, found)
        else:
            self.found = found

    def _said(self) -> str:
        product = products.get(self.desk_app.desk, self.code)
        pack, lang = self.desk_app.desk.pack, self.lang
        code = None if isinstance(product, Refused) else product.level(pack.levels)
        level = self.tr("shelf.level_not_due") if code is None else show.product_level(pack, code, lang)
        many, unfit = len(self.found.holders), self.found.unfit
        said = self.tr("shelf.holders", code=self.code, level=level, many=many, unfit=unfit)
        return said + (self.tr("shelf.holders_expired", count=self.found.expired) if self.found.expired else "")

    def search(self, query: str, after: str, limit: int) -> Sequence[Row]:
        """Those whose number, name, level or manager holds what was typed."""
        wanted = query.lower().split()
        rows = [self._row(one) for one in self.found.holders]
        fit = [row for row in rows if all(word in " ".join(row.cells).lower() for word in wanted)]
        begin = next((at + 1 for at, row in enumerate(fit) if row.key == after), 0) if after else 0
        return fit[begin : begin + min(limit, PAGE)]

    def _row(self, one: Holder) -> Row:
        worse = one.fit in ("above", "unassessed", "expired")
        cells = (
            one.no,
            one.name,
            one.level or "—",
            self.tr(f"shelf.fits.{one.fit}"),
            show.money(one.amount),
            name_of(self.desk_app.desk.store, one.manager),
        )
        return Row(one.client_id, cells, sign="!" if worse else "", tone="late" if worse else "", hot=(3,))

    @on(Rows.Opened)
    def _opened(self, event: Rows.Opened) -> None:
        self.desk_app.go(routes.ClientFile(event.row.key))

    def key_label(self, action: Action) -> str:
        """F10 names the notice, or the act that begins one."""
        if action.id == "next" and self.found.notices:
            return self.tr("shelf.notice", no=self.found.notices[0][1])
        if action.id == "next" and self.found.register:
            register = self.desk_app.desk.pack.registers[self.found.register]
            return register.act[register.beginning[0]].label.of(self.lang)
        return super().key_label(action)

    def action_next(self) -> None:
        """The notice about this product; with none, a new one."""
        if self.found.notices:
            self.desk_app.go(routes.RegisterEntry(self.found.notices[0][0]))
        elif self.found.register:
            self.desk_app.go(routes.NewEntry(self.found.register, about=f"product:{self.code}"))

    def leaving(self) -> bool:
        """Esc first takes the filter away."""
        return not self.query_one(FilteredRows).clear_filter()
