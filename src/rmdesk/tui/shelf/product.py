"""One product: its card, and what the product keeper may change (SUIT-14, SUIT-15)."""

from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.containers import VerticalScroll

from rmdesk.desk import show
from rmdesk.desk.shelf import products as shelf
from rmdesk.domain.product import Product
from rmdesk.domain.refusal import Refused
from rmdesk.tui.actions import bindings, of_screen
from rmdesk.tui.kit.choice import Option
from rmdesk.tui.kit.dialogs import AskText, Choose
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

    @work
    async def action_regrade(self) -> None:
        """Change the issuer's or the bank's level; every holder gets a due to be told (SUIT-14)."""
        product, heading = self.product, self.tr("keys.regrade")
        if product is None:
            return
        whose = [Option(one, self.tr(f"shelf.{one}_level")) for one in ("bank", "issuer")]
        which = await self.app.push_screen_wait(Choose(heading, "", whose, lang=self.lang))
        if which is None:
            return
        pack = self.rm.desk.pack
        levels = [Option(one.code, show.product_level(pack, one.code, self.lang)) for one in pack.levels.product]
        question = self.tr(f"shelf.{which}_level")
        level = await self.app.push_screen_wait(
            Choose(heading, question, [*levels, Option(_NONE, self.tr("shelf.no_level"))], lang=self.lang)
        )
        reason = await self._reason(heading) if level is not None else None
        if reason is None:
            return
        new = None if level == _NONE else level
        issuer = new if which == "issuer" else product.issuer_level
        bank = new if which == "bank" else product.bank_level
        self._show(shelf.regrade(self.rm.desk, product.code, issuer, bank, reason))

    @work
    async def action_suspend(self) -> None:
        """Suspend a listed product, or resume a suspended one."""
        product = self.product
        if product is None:
            return
        resume = product.status == "suspended"
        reason = await self._reason(self.tr("shelf.resume" if resume else "shelf.suspend"))
        if reason is not None:
            status = "listed" if resume else "suspended"
            self._show(shelf.set_status(self.rm.desk, product.code, status, reason))  # type: ignore[arg-type]

    async def _reason(self, heading: str) -> str | None:
        ask = AskText(heading, self.tr("shelf.reason"), lang=self.lang, max_length=200)
        return await self.app.push_screen_wait(ask)

    def _show(self, changed: Product | Refused) -> None:
        if isinstance(changed, Refused):
            self.refuse(changed)
        else:
            self.notify(self.tr("shelf.changed"), markup=False)
        self.reload()
