"""One product: its card, and what the product keeper may change (SUIT-14, SUIT-15)."""

from collections.abc import Callable
from typing import ClassVar, Literal

from textual.app import ComposeResult
from textual.containers import VerticalScroll

from rmdesk.desk import show
from rmdesk.desk.guarding import Proof
from rmdesk.desk.shelf import products as shelf
from rmdesk.domain.product import Product
from rmdesk.domain.refusal import Refused
from rmdesk.tui import routes
from rmdesk.tui.actions import bindings, of_screen
from rmdesk.tui.kit.choice import Option
from rmdesk.tui.kit.form_row import FieldSpec
from rmdesk.tui.kit.record_fields import choice, reason
from rmdesk.tui.kit.record_form import Record, Values, ask_record
from rmdesk.tui.kit.screen import DeskScreen
from rmdesk.tui.kit.sheet import Sheet
from rmdesk.tui.shelf.product_text import card

_NONE = "-"


class ProductScreen(DeskScreen):
    """Scrolled with the arrows."""

    table: ClassVar[str] = "product"
    BINDINGS = bindings(of_screen("product"))

    def __init__(self, code: str) -> None:
        """`code` is the product's."""
        super().__init__()
        self.code = code
        self.product: Product | None = None

    def body(self) -> ComposeResult:
        """The card."""
        with VerticalScroll(id="scroll"):
            yield Sheet()

    def on_mount(self) -> None:
        """The arrows scroll."""
        self.query_one("#scroll").focus()
        self.reload()

    def reload(self) -> None:
        """Read the product anew."""
        found = shelf.get(self.rm.desk, self.code)
        if isinstance(found, Refused):
            self.refuse(found)
        else:
            self.product = found
            self.query_one(Sheet).show(card(self.rm.desk, found, self.lang))

    def action_regrade(self) -> None:
        """Change the issuer's or the bank's level; every holder gets a due to be told (SUIT-14)."""
        product, pack = self.product, self.rm.desk.pack
        if product is None:
            return
        levels = [Option(one.code, show.product_level(pack, one.code, self.lang)) for one in pack.levels.product]
        levels.append(Option(_NONE, self.tr("shelf.no_level")))

        def regrade(values: Values, _: Proof | None) -> Product | Refused:
            issuer, bank = (None if values[key] == _NONE else values[key] for key in ("issuer", "bank"))
            return shelf.regrade(self.rm.desk, product.code, issuer, bank, values["reason"])

        values = {"bank": product.bank_level or _NONE, "issuer": product.issuer_level or _NONE}
        asked = tuple(choice(key, self.tr(f"shelf.{key}_level"), levels) for key in values)
        self._ask("keys.regrade", (*asked, reason(self.lang)), regrade, values)

    def action_suspend(self) -> None:
        """Suspend a listed product, or resume a suspended one."""
        product = self.product
        if product is None:
            return
        resume = product.status == "suspended"

        def turn(values: Values, _: Proof | None) -> Product | Refused:
            status: Literal["listed", "suspended"] = "listed" if resume else "suspended"
            return shelf.set_status(self.rm.desk, product.code, status, values["reason"])

        self._ask("shelf.resume" if resume else "shelf.suspend", (reason(self.lang),), turn, {})

    def _ask(
        self,
        act: str,
        fields: tuple[FieldSpec, ...],
        do: Callable[[Values, Proof | None], Product | Refused],
        values: Values,
    ) -> None:
        name = "" if self.product is None else self.product.name.of(self.lang)
        about = f"{self.code}  {name}"
        ask_record(self.rm, Record(act, about, routes.Product(self.code), fields, do, self._changed, values))

    def _changed(self, _: Product) -> None:
        self.notify(self.tr("shelf.changed"), markup=False)
        self.reload()
