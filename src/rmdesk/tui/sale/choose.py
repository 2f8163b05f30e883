"""The product that the client picked, and for how much."""

from decimal import Decimal
from functools import partial

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.widgets import Static

from rmdesk.desk import matching, selling, show
from rmdesk.desk.guarding import Proof
from rmdesk.desk.sales import View
from rmdesk.domain import fields
from rmdesk.domain.match import Withheld
from rmdesk.domain.product import Product
from rmdesk.domain.rates import HOME
from rmdesk.domain.refusal import Refusal, Refused, refuse
from rmdesk.faces.sale.amount import amount_field
from rmdesk.faces.sale.products import card, worst_case
from rmdesk.tui import routes
from rmdesk.tui.actions import bindings, of_screen
from rmdesk.tui.kit.form import Form
from rmdesk.tui.kit.proof import ask_proof
from rmdesk.tui.kit.prose import Part, Prose
from rmdesk.tui.kit.refusal_box import RefusalBox
from rmdesk.tui.sale.frame import SaleScreen


class ChooseScreen(SaleScreen):
    """What the product is, and the amount; the worst case is worked out while it is typed."""

    table = "choose"
    chooses = True
    measured = True
    hugs = ".grow"
    BINDINGS = [*bindings(of_screen("choose")), Binding("escape", "leave", show=False)]

    def __init__(self, view: View, product: Product, *, own_choice: bool = False) -> None:
        """`own_choice`: the client insists on insurance that does not fit (SUIT-25)."""
        super().__init__(view)
        self.product = product
        self.own_choice = own_choice

    def content(self) -> ComposeResult:
        """Card, amount, worst case, refusals."""
        yield Static(self.product.name.of(self.lang), id="heading", markup=False)
        yield Prose(*self._card(), tight=True, classes="para")
        yield Prose(id="worst", classes="para", tight=True)
        chosen = self.view.sale.choice
        again = chosen is not None and chosen.code == self.product.code
        wished = chosen.amount if chosen is not None and again else self._wished()
        spec = amount_field(self.desk.pack, self.product, self.lang)
        values = {"amount": "" if wished is None else format(wished, "f")}
        yield Form([spec], lang=self.lang, check=_read, say=self.desk_app.say, values=values)
        with Vertical(classes="grow"):
            yield RefusalBox(id="refused")
        yield Static(self.tr("sale.choose.hint"), classes="hint", markup=False)

    def on_mount(self) -> None:
        """Nothing is refused yet."""
        self.query_one("#refused").display = False
        self._show_worst(self.query_one(Form).values()["amount"])

    def _wished(self) -> Decimal | None:
        """The wish is in yuan: it is no amount in foreign money."""
        return self.view.sale.wish.amount if self.product.currency == HOME else None

    def _card(self) -> list[Part]:
        summary, *rest = card(self.desk, self.product, self.lang)
        unmet = show.unmet(self.desk.pack, self.view.sale.wish, self.product, self.lang)
        told: list[Part] = (
            [(self.tr("sale.match.unmet", wishes=unmet), "strong")] if unmet and not self.own_choice else []
        )
        return [(summary, ""), (" ", ""), *((one, "") for one in rest), *told]

    @on(Form.Typed)
    def _typing(self, event: Form.Typed) -> None:
        self._show_worst(event.raw)

    def _show_worst(self, raw: str) -> None:
        read = fields.read("amount", raw)
        amount = Decimal(read) if isinstance(read, str) and read else None
        parts: list[Part] = []
        if amount is not None:
            said = worst_case(self.desk.pack, self.product, amount, self.lang)
            parts = [(said, "strong"), *self._judged(amount)]
        self.query_one("#worst", Prose).show(parts)

    def _judged(self, amount: Decimal) -> list[Part]:
        """What the match says of the amount, before it is taken."""
        found = matching.verdict(self.desk, self.sale_id, self.product.code, amount)
        if isinstance(found, Refused):
            return []
        said = found.reasons if isinstance(found, Withheld) else found.warnings
        return [(self.desk_app.say(one).text, "late" if isinstance(found, Withheld) else "") for one in said]

    @on(Form.Completed)
    async def _completed(self) -> None:
        await self.action_next()

    def f10(self) -> str:
        """It settles the choice."""
        return "keys.f10.choose"

    async def action_next(self) -> None:
        """The choice is recorded, or refused with every reason."""
        form = self.query_one(Form)
        if not form.check_all():
            return
        read = _read("amount", form.values()["amount"])
        if isinstance(read, Refusal):
            return
        amount = Decimal(read)
        if not self.own_choice:
            await self._took(self._choose(amount, None))
            return
        heading = self.tr("sale.own_choice.heading", name=self.product.name.of(self.lang))
        attempt = partial(self._choose, amount)
        ask_proof(self.desk_app, "sales.own_choice", heading, attempt, lambda _: self.go(routes.SaleStep(self.sale_id)))

    def _choose(self, amount: Decimal, proof: Proof | None) -> View | Refused:
        code, own = self.product.code, self.own_choice
        return selling.choose(self.desk, self.sale_id, code, amount, own_choice=own, proof=proof)

    async def _took(self, answer: View | Refused) -> None:
        if isinstance(answer, Refused):
            await self.query_one("#refused", RefusalBox).show([self.desk_app.say(one) for one in answer.reasons])
        else:
            self.go(routes.SaleStep(self.sale_id))

    def action_leave(self) -> None:
        """Back to the lists."""
        self.go(routes.SaleMatch(self.sale_id))


def _read(_key: str, raw: str) -> str | Refusal:
    read = fields.read("amount", raw)
    return refuse("INPUT.required") if read == "" else read
