"""One product: its card, what became of it, and what the product keeper may do (SUIT-14, SUIT-15)."""

from typing import ClassVar, Literal

from textual.app import ComposeResult
from textual.containers import VerticalScroll

from rmdesk.desk import show
from rmdesk.desk.archive.leftovers import PAPERS
from rmdesk.desk.guarding import Proof
from rmdesk.desk.own_papers import own_papers_of, print_product
from rmdesk.desk.shelf import history, holders, products, regrading
from rmdesk.domain.base import Text
from rmdesk.domain.product import Product
from rmdesk.domain.refusal import Refused
from rmdesk.faces.fields import Option
from rmdesk.tui import routes
from rmdesk.tui.actions import bindings, of_screen
from rmdesk.tui.kit.dialogs import Message
from rmdesk.tui.kit.print_choice import ask_print
from rmdesk.tui.kit.record_fields import choice, reason
from rmdesk.tui.kit.record_form import Record, Values, ask_record
from rmdesk.tui.kit.screen import DeskScreen
from rmdesk.tui.kit.sheet import Sheet
from rmdesk.tui.lines.product_text import card, past
from rmdesk.tui.shelf import forms
from rmdesk.tui.shelf.holders import HoldersScreen

_NONE = "-"
_KEEPER = frozenset({"regrade", "suspend", "product_change", "product_confirm"})
_STATUS: dict[str, Literal["listed", "suspended", "ended"]] = {
    "suspend": "suspended",
    "resume": "listed",
    "end": "ended",
}


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

    def came_back(self) -> None:
        """What was changed in a form shows."""
        self.reload()

    def reload(self) -> None:
        """Read the product anew."""
        desk, lang = self.desk_app.desk, self.lang
        found = products.get(desk, self.code)
        if isinstance(found, Refused):
            self.refuse(found)
            return
        self.product = found
        changes = history.history(desk, self.code, lang)
        lines = () if isinstance(changes, Refused) else past(desk, changes, lang)
        self.query_one(Sheet).show([*card(desk, found, lang), *lines])
        self.refresh_keys()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """Who keeps no shelf reads it; what is confirmed is so; no paper is printed that the bank has not."""
        product = self.product
        if action == "print":
            wanted = own_papers_of(self.desk_app.desk, "product") and self.desk_app.may("papers.print") is not None
            return bool(wanted)
        if action not in _KEEPER or product is None:
            return True
        if self.desk_app.may("shelf.keep") is None:
            return None
        return None if action == "product_confirm" and not product.unconfirmed else True

    def action_regrade(self) -> None:
        """Change the issuer's or the bank's level: holders are matched anew and listed (SUIT-14). A level that falls
        is proved by a second person over the form."""
        product, desk = self.product, self.desk_app.desk
        if product is None:
            return
        levels = [
            Option(one.code, show.product_level(desk.pack, one.code, self.lang)) for one in desk.pack.levels.product
        ]
        levels.append(Option(_NONE, self.tr("shelf.no_level")))

        def chosen(values: Values) -> tuple[str | None, str | None]:
            issuer, bank = (None if values[key] == _NONE else values[key] for key in ("issuer", "bank"))
            return issuer, bank

        def regrade(values: Values, proof: Proof | None) -> Product | Refused:
            return products.regrade(desk, product.code, *chosen(values), values["reason"], proof)

        def agrees(values: Values) -> str:
            after = product.model_copy(update=dict(zip(("issuer_level", "bank_level"), chosen(values), strict=True)))
            return holders.lowering(desk, product, after, self.lang)

        def done(after: Product) -> None:
            self._changed(after)
            moved = after.level(desk.pack.levels) != product.level(desk.pack.levels)
            if moved and regrading.holds_anybody(desk, product.code):
                self.desk_app.push_screen(HoldersScreen(product.code))

        values = {"bank": product.bank_level or _NONE, "issuer": product.issuer_level or _NONE}
        asked = tuple(choice(key, self.tr(f"shelf.{key}_level"), levels) for key in values)
        record = Record(
            act="keys.regrade",
            about=Text.in_each(lambda lang: f"{self.code}  {product.name.of(lang)}"),
            place=routes.Product(self.code),
            fields=(*asked, reason(self.lang)),
            do=regrade,
            then=done,
            values=values,
            proves=regrading.LOWER,
            agrees=agrees,
        )
        ask_record(self.desk_app, record)

    def action_print(self) -> None:
        """One of the bank's own papers about a product."""
        own = own_papers_of(self.desk_app.desk, "product")
        options = [Option(one.kind, one.title.of(self.lang)) for one in own]
        ask_print(self.desk_app, options, self._print, large=False, about=self.code)

    def _print(self, kind: str, large: bool | None) -> None:
        sheet = print_product(self.desk_app.desk, self.code, kind, self.desk_app.folder / PAPERS, self.lang, large)
        if isinstance(sheet, Refused):
            self.refuse(sheet)
        else:
            warned = (f"! {self.desk_app.say(one).line}" for one in sheet.warnings)
            text = "\n".join((sheet.path.name, "", self.tr("clients.printed_to", folder=sheet.path.parent), *warned))
            self.desk_app.push_screen(Message(self.tr("clients.printed"), text, lang=self.lang))

    def action_suspend(self) -> None:
        """Suspend, resume or end the sale, with the reason. What head office stopped is proved by a second person."""
        product, desk = self.product, self.desk_app.desk
        if product is None:
            return
        ways = [one for one in _STATUS if _STATUS[one] != product.status]
        options = [Option(one, self.tr(f"shelf.{one}")) for one in ways]

        def turn(values: Values, proof: Proof | None) -> Product | Refused:
            return products.set_status(desk, product.code, _STATUS[values["way"]], values["reason"], proof)

        record = Record(
            act="shelf.turn",
            about=Text.in_each(lambda lang: f"{self.code}  {product.name.of(lang)}"),
            place=routes.Product(self.code),
            fields=(choice("way", self.tr("shelf.status"), options), reason(self.lang)),
            do=turn,
            then=self._changed,
            proves=regrading.LOWER,
            agrees=lambda _: holders.resuming(desk, (product,), self.lang),
        )
        ask_record(self.desk_app, record)

    def action_product_change(self) -> None:
        """Other terms."""
        if self.product is not None:
            forms.change(self, self.product, lambda _: self.reload())

    def action_product_confirm(self) -> None:
        """Stand for what was filled in."""
        if self.product is not None:
            forms.confirm(self, (self.product,), lambda _: self.reload())

    def action_holders(self) -> None:
        """Who holds it."""
        self.app.push_screen(HoldersScreen(self.code))

    def action_documents(self) -> None:
        """Its documents, version by version."""
        self.desk_app.go(routes.ProductDocuments(self.code))

    def _changed(self, _: Product) -> None:
        self.notify(self.tr("shelf.changed"), markup=False)
        self.reload()
