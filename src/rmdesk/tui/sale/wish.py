"""What the client wants, taken from the file and quick to pass: it orders the match and never widens it."""

from textual import on
from textual.app import ComposeResult
from textual.widgets import Static

from rmdesk.desk import selling
from rmdesk.domain.ranking import Wish, wish_of_file
from rmdesk.faces.sale.wish import read_wish, values_of_wish, wish_fields, wish_of_values
from rmdesk.tui.actions import bindings, of_screen
from rmdesk.tui.kit.form import Form
from rmdesk.tui.sale.frame import SaleScreen
from rmdesk.tui.sale.match import MatchScreen


class WishScreen(SaleScreen):
    """Four fields; F10 takes them as they are."""

    table = "wish"
    measured = True
    hugs = "Form"
    BINDINGS = bindings(of_screen("wish"))

    def content(self) -> ComposeResult:
        """Heading and the form."""
        stated = self.view.sale.wish
        wish = stated if stated != Wish() else wish_of_file(self.view.context.client)
        yield Static(self.tr("sale.wish.heading"), id="heading", markup=False)
        yield Form(
            wish_fields(self.desk, self.lang), lang=self.lang, check=read_wish, say=self.desk_app.say,
            values=values_of_wish(wish),
        )  # fmt: skip
        hint = "sale.wish.hint" if stated == Wish() else "sale.wish.hint_stated"
        yield Static(self.tr(hint), classes="hint", markup=False)

    @on(Form.Completed)
    def _completed(self) -> None:
        self.action_next()

    def f10(self) -> str:
        """It matches."""
        return "keys.f10.match"

    def action_next(self) -> None:
        """State the wish and match the client with the whole shelf."""
        form = self.query_one(Form)
        if not form.check_all():
            return
        values = {key: read for key, raw in form.values().items() if isinstance(read := read_wish(key, raw), str)}
        if self.now(selling.state_wish(self.desk, self.sale_id, wish_of_values(values))) is None:
            return
        found = self.got(selling.run_match(self.desk, self.sale_id))
        if found is not None and self.reload() is not None:
            self.to(MatchScreen(self.view, found))
