"""What if the client brought another amount: every verdict at once, nothing recorded before it is taken (SUIT-03)."""

from decimal import Decimal

from textual import on
from textual.app import ComposeResult

from rmdesk.desk import matching, show
from rmdesk.desk.matching import Matched
from rmdesk.domain import fields
from rmdesk.domain.match import Withheld
from rmdesk.domain.product import Product
from rmdesk.domain.ranking import Wish
from rmdesk.domain.refusal import Refusal, Refused
from rmdesk.locale import Lang, tr
from rmdesk.tui.desk_app import DeskApp
from rmdesk.tui.kit.dialogs import Dialog
from rmdesk.tui.kit.prose import Prose
from rmdesk.tui.kit.rows import Column, Row, Rows
from rmdesk.tui.kit.settling import Settling
from rmdesk.tui.kit.text_input import TextInput

_REST = 0.15


class WhatIf(Dialog[Decimal]):
    """An amount, and below it what it would change; Enter takes it."""

    def __init__(self, desk_app: DeskApp, client_id: str, wish: Wish, found: Matched, *, lang: Lang) -> None:
        """`found` is the match as it stands, for `wish`."""
        super().__init__(tr(lang, "sale.what_if.heading"), lang=lang)
        self.desk_app = desk_app
        self.client_id = client_id
        self.wish = wish
        self.was = {product.code for product, _ in found.offered}
        text = "" if wish.amount is None else format(wish.amount, "f")
        self.input = TextInput(text, lang=lang, max_length=20)
        self.told = Prose(classes="text", tight=True)
        self.settling = Settling(self, self.look)

    def content(self) -> ComposeResult:
        """Amount, what it comes to, every verdict."""
        yield self.input
        yield self.told
        yield Rows((Column("", 24, grow=1, within=True), Column("", 30, grow=2)), header=False)

    def keys(self) -> str:
        """Enter matches anew."""
        return tr(self.lang, "sale.what_if.keys")

    def on_mount(self) -> None:
        """As it stands."""
        self.input.focus()
        self.look()

    @on(TextInput.Changed)
    def _typing(self) -> None:
        self.settling.typed(_REST)

    @on(TextInput.Submitted)
    def _taken(self) -> None:
        amount = self.amount
        if amount is not None:
            self.dismiss(amount)

    @property
    def amount(self) -> Decimal | None:
        """What is typed; None for nothing, and for what is no amount."""
        read = fields.read("amount", self.input.value)
        return Decimal(read) if isinstance(read, str) and read else None

    def look(self) -> None:
        """Match for what is typed and say what is otherwise than it stands."""
        amount = self.amount
        if amount is None and self.input.value.strip():
            self.told.show([(tr(self.lang, "sale.what_if.unread"), "late")])
            return
        wish = self.wish.model_copy(update={"amount": amount})
        found = matching.match(self.desk_app.desk, self.client_id, wish)
        if isinstance(found, Refused):
            self.told.show([(self.desk_app.say(one).text, "late") for one in found.reasons])
            return
        shown = "—" if amount is None else show.money(amount, self.lang)
        counts = {"offered": len(found.offered), "before": len(self.was)}
        self.told.show([(tr(self.lang, "sale.what_if.counts", amount=shown, **counts), "strong")])
        self.query_one(Rows).show(self._rows(found), keep=True)

    def _rows(self, found: Matched) -> list[Row]:
        """What changes first, then what is withheld, then what is offered anyway."""
        lost = [self._withheld(product, why, "−") for product, why in found.named() if product.code in self.was]
        now = [
            Row(product.code, (product.name.of(self.lang), tr(self.lang, "sale.what_if.now")), sign="+")
            for product, _ in found.offered
            if product.code not in self.was
        ]
        kept = [
            Row(product.code, (product.name.of(self.lang), self._warned(verdict.warnings)), sign="✓")
            for product, verdict in found.offered
            if product.code in self.was
        ]
        still = [self._withheld(product, why, "") for product, why in found.named() if product.code not in self.was]
        return [*lost, *now, *kept, *still]

    def _withheld(self, product: Product, why: Withheld, sign: str) -> Row:
        said = self.desk_app.say(why.reasons[0])
        first = next((self.desk_app.say(one) for one in why.reasons if one.rule == "SUIT-03"), said)
        text = f"{first.rule} · {first.text}"
        return Row(product.code, (product.name.of(self.lang), text), sign=sign, tone="" if sign else "muted")

    def _warned(self, warnings: tuple[Refusal, ...]) -> str:
        return f"! {self.desk_app.say(warnings[0]).text}" if warnings else ""
