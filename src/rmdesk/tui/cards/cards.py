"""Cards to look something up while a client sits there: type, and the card stands beside the list."""

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult

from rmdesk.desk.cards import finding
from rmdesk.domain.refusal import Refused
from rmdesk.faces import card_text
from rmdesk.faces.cells import width
from rmdesk.faces.lines import Line
from rmdesk.formpack.cards import CARD_KINDS, Card
from rmdesk.tui import routes
from rmdesk.tui.actions import bindings, of_screen
from rmdesk.tui.desk_app import DeskApp
from rmdesk.tui.kit.filtered import FilteredRows
from rmdesk.tui.kit.rows import Column, Row, Rows
from rmdesk.tui.kit.screen import DeskScreen
from rmdesk.tui.kit.sheet_screen import SheetScreen


class CardsScreen(DeskScreen):
    """All cards; what is typed is sought in all of their words. Enter opens one."""

    table: ClassVar[str] = "cards"
    has_beside = True
    BINDINGS = bindings(of_screen("cards"))

    def body(self) -> ComposeResult:
        """The filtered list."""
        pack = self.desk_app.desk.pack
        kinds = [pack.label("card_kind", kind, self.lang) for kind in CARD_KINDS]
        columns = (
            Column(self.tr("cards.column.kind"), max(map(width, kinds))),
            Column(self.tr("cards.column.title"), 20, grow=3),
            Column(self.tr("cards.column.families"), 14, grow=2),
        )
        yield FilteredRows(columns, self.search, lang=self.lang, hint=self.tr("cards.by"))

    def on_mount(self) -> None:
        """Ready to type."""
        self.query_one(FilteredRows).focus_filter()

    def search(self, query: str, after: str, limit: int) -> Sequence[Row]:  # noqa: ARG002
        """All that hold what was typed; the list is one page."""
        found = () if after else finding.find(self.desk_app.desk, query)
        return [] if isinstance(found, Refused) else [self._row(one) for one in found]

    def _row(self, card: Card) -> Row:
        pack = self.desk_app.desk.pack
        of = card_text.families(pack, card, self.lang) if card.kind != "emergency" else ""
        return Row(card.id, (pack.label("card_kind", card.kind, self.lang), card.title.of(self.lang), of))

    def beside(self, cells: int) -> Sequence[Line]:  # noqa: ARG002
        """The card pointed at, whole."""
        row = self.query_one(Rows).row
        card = None if row is None else finding.get(self.desk_app.desk, row.key)
        pack = self.desk_app.desk.pack
        return card_text.lines(pack, card, self.lang) if isinstance(card, Card) else ()

    def leaving(self) -> bool:
        """Esc first empties the filter."""
        return not self.query_one(FilteredRows).clear_filter()

    @on(Rows.Opened)
    def _opened(self, event: Rows.Opened) -> None:
        self.desk_app.go(routes.Card(event.row.key))


class CardScreen(SheetScreen):
    """One card alone, to be read to a client or in an emergency."""

    table: ClassVar[str] = "card"
    BINDINGS = bindings(of_screen("card"))

    def __init__(self, card: Card) -> None:
        """`card` as the pack has it."""
        super().__init__()
        self.card = card

    def lines(self) -> list[Line]:
        """The whole card."""
        return card_text.lines(self.desk_app.desk.pack, self.card, self.lang)


def card(app: DeskApp, route: routes.Card) -> CardScreen | Refused:
    """One card, by its id."""
    found = finding.get(app.desk, route.which)
    return found if isinstance(found, Refused) else CardScreen(found)
