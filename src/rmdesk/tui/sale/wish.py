"""What the client wants, taken from the file and quick to pass: it orders the match and never widens it."""

from decimal import Decimal

from textual import on
from textual.app import ComposeResult
from textual.widgets import Static

from rmdesk.desk import selling
from rmdesk.domain import fields
from rmdesk.domain.client import Client
from rmdesk.domain.product import GOALS, LIQUIDITIES, Liquidity
from rmdesk.domain.ranking import HORIZON_DAYS, Wish
from rmdesk.domain.refusal import Refusal
from rmdesk.faces.fields import FieldSpec, Option
from rmdesk.tui.actions import bindings, of_screen
from rmdesk.tui.kit.form import Form
from rmdesk.tui.sale.frame import SaleScreen
from rmdesk.tui.sale.match import MatchScreen

ANY = "any"
# How soon the money may be needed, as the intake asks it, and the least liquid product that still serves.
_LIQUIDITY_OF_NEED: dict[str, Liquidity] = {"high": "daily", "medium": "periodic", "low": "at_maturity"}


def wish_of_file(client: Client) -> Wish:
    """What the client's file says about purpose, horizon and need of cash."""
    purpose, horizon = client.profile.get("purpose", ""), client.profile.get("horizon", "")
    return Wish(
        goal=purpose if purpose in GOALS else None,
        horizon=horizon if horizon in HORIZON_DAYS else None,
        liquidity=_LIQUIDITY_OF_NEED.get(client.profile.get("liquidity_need", "")),
    )


def wish_of_values(values: dict[str, str]) -> Wish:
    """The wish that the form's canonical values state."""
    goal, horizon, liquidity = (values.get(key, "") for key in ("goal", "horizon", "liquidity"))
    return Wish(
        goal=goal if goal in GOALS else None,
        horizon=horizon if horizon in HORIZON_DAYS else None,
        amount=Decimal(values["amount"]) if values.get("amount") else None,
        liquidity=liquidity if liquidity in LIQUIDITIES else None,
    )


class WishScreen(SaleScreen):
    """Four fields; F10 takes them as they are."""

    table = "wish"
    BINDINGS = bindings(of_screen("wish"))

    def content(self) -> ComposeResult:
        """Heading and the form."""
        stated = self.view.sale.wish
        wish = stated if stated != Wish() else wish_of_file(self.view.context.client)
        values = {key: value or ANY for key, value in wish.model_dump(exclude={"amount"}).items()}
        values["amount"] = "" if wish.amount is None else format(wish.amount, "f")
        yield Static(self.tr("sale.wish.heading"), id="heading", markup=False)
        specs = [
            FieldSpec("amount", self.tr("sale.wish.amount"), "amount", max_length=20),
            self._choice("goal", GOALS),
            self._choice("horizon", tuple(HORIZON_DAYS)),
            self._choice("liquidity", LIQUIDITIES),
        ]
        yield Form(specs, lang=self.lang, check=_read, say=self.desk_app.say, values=values)
        hint = "sale.wish.hint" if stated == Wish() else "sale.wish.hint_stated"
        yield Static(self.tr(hint), classes="hint", markup=False)

    def _choice(self, key: str, values: tuple[str, ...]) -> FieldSpec:
        label = self.desk.pack.label
        options = [Option(value, label(key, value, self.lang)) for value in values]
        options.append(Option(ANY, self.tr("sale.wish.any")))
        return FieldSpec(key, self.tr(f"sale.wish.{key}"), "choice", tuple(options))

    @on(Form.Completed)
    def _completed(self) -> None:
        self.action_next()

    def action_next(self) -> None:
        """State the wish and match the client with the whole shelf."""
        form = self.query_one(Form)
        if not form.check_all():
            return
        values = {key: read for key, raw in form.values().items() if isinstance(read := _read(key, raw), str)}
        if self.now(selling.state_wish(self.desk, self.sale_id, wish_of_values(values))) is None:
            return
        found = self.got(selling.run_match(self.desk, self.sale_id))
        if found is not None and self.reload() is not None:
            self.to(MatchScreen(self.view, found))


def _read(key: str, raw: str) -> str | Refusal:
    return fields.read("amount", raw) if key == "amount" else raw
