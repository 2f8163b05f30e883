"""The product shelf: typed text or a filter narrows it, Enter opens a product; wide screens show the card beside."""

from collections.abc import Sequence
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.widgets import Static

from rmdesk.desk import shelf, show
from rmdesk.domain.kinds import FAMILIES
from rmdesk.domain.product import Product
from rmdesk.domain.refusal import Refused
from rmdesk.tui.actions import bindings, of_screen
from rmdesk.tui.kit.cells import width
from rmdesk.tui.kit.choice import Option
from rmdesk.tui.kit.dialogs import Choose
from rmdesk.tui.kit.filtered import FilteredRows
from rmdesk.tui.kit.rows import Column, Row, Rows
from rmdesk.tui.kit.screen import DeskScreen
from rmdesk.tui.kit.sheet import Sheet
from rmdesk.tui.shelf.product import ProductScreen
from rmdesk.tui.shelf.product_text import card


class ShelfScreen(DeskScreen):
    """All products by code: listed, suspended and ended ones."""

    table: ClassVar[str] = "shelf"
    BINDINGS = bindings(of_screen("shelf"))
    CSS_PATH = "shelf.tcss"

    def __init__(self) -> None:
        """The whole shelf until it is filtered."""
        super().__init__()
        self.products: dict[str, Product] = {}
        self.only: tuple[str, str] | None = None

    def body(self) -> ComposeResult:
        """List and card."""
        self._read()
        yield Static("", id="only", markup=False)
        with Horizontal():
            yield FilteredRows(self._columns(), self.search, lang=self.lang, hint=self.tr("shelf.search_by"))
            with VerticalScroll(id="card"):
                yield Sheet()

    def on_mount(self) -> None:
        """Ready to type."""
        self.query_one("#only").display = False
        self.focus_search()

    def came_back(self) -> None:
        """A changed level shows."""
        self._read()
        self.query_one(FilteredRows).reload(keep=True)

    def focus_search(self) -> None:
        """Type here."""
        self.query_one(FilteredRows).focus_filter()

    def _read(self) -> None:
        found = shelf.products(self.rm.desk)
        if isinstance(found, Refused):
            self.call_after_refresh(self.refuse, found)
        else:
            self.products = {product.code: product for product in found}

    def _columns(self) -> tuple[Column, ...]:
        pack = self.rm.desk.pack
        family = self._widest([pack.label("family", one, self.lang) for one in FAMILIES])
        level = self._widest([show.product_level(pack, one.code, self.lang) for one in pack.levels.product])
        return (
            Column(self.tr("shelf.code"), 7),
            Column(self.tr("shelf.name"), 12, grow=1),
            # Where room is short it is the name's: two products of one family must not look the same.
            Column(self.tr("shelf.family"), family, from_width=90),
            Column(self.tr("shelf.level"), level),
            Column(self.tr("shelf.term"), 10, from_width=90),
            Column(self.tr("shelf.minimum"), 14, align="right"),
        )

    def _widest(self, texts: Sequence[str]) -> int:
        return max(width(text) for text in texts)

    def search(self, query: str, after: str, limit: int) -> Sequence[Row]:
        """Products whose code, name, family, level or issuer holds what was typed; the shelf is one page."""
        if after:
            return []
        wanted = query.lower().split()
        found = [one for one in self.products.values() if self._admits(one)]
        return [self._row(one) for one in found if all(word in self._words(one) for word in wanted)][:limit]

    def _admits(self, product: Product) -> bool:
        if self.only is None:
            return True
        what, key = self.only
        value = product.level(self.rm.desk.pack.levels) if what == "level" else getattr(product, what)
        return bool((value or "") == key)

    def _words(self, product: Product) -> str:
        label, lang = self.rm.desk.pack.label, self.lang
        level = show.product_level(self.rm.desk.pack, product.level(self.rm.desk.pack.levels), lang)
        names = f"{product.name.zh} {product.name.en} {product.issuer.of(lang)}"
        return f"{product.code} {names} {label('family', product.family, lang)} {level}".lower()

    def _row(self, product: Product) -> Row:
        pack, lang = self.rm.desk.pack, self.lang
        listed = product.status == "listed"
        name = product.name.of(lang)
        if not listed:
            name = f"{pack.label('product_status', product.status, lang)} · {name}"
        cells = (
            product.code,
            name,
            pack.label("family", product.family, lang),
            show.product_level(pack, product.level(pack.levels), lang),
            show.term(product.term_days, lang),
            show.money(product.minimum),
        )
        return Row(product.code, cells, sign="" if listed else "×", tone="" if listed else "muted")

    @on(Rows.Pointed)
    def _pointed(self, event: Rows.Pointed) -> None:
        product = None if event.row is None else self.products.get(event.row.key)
        self.query_one(Sheet).show([] if product is None else card(self.rm.desk, product, self.lang))

    @on(Rows.Opened)
    def _opened(self, event: Rows.Opened) -> None:
        self.app.push_screen(ProductScreen(event.row.key))

    def leaving(self) -> bool:
        """Esc first takes the filters away."""
        typed = self.query_one(FilteredRows).clear_filter()
        if self.only is not None:
            self._narrow(None)
            return False
        return not typed

    @work
    async def action_filter(self) -> None:
        """Only one family, level or regime."""
        names = ("family", "level", "regime", "status", "all")
        options = [Option(name, self.tr(f"shelf.by.{name}")) for name in names]
        what = await self.app.push_screen_wait(Choose(self.tr("keys.filter"), "", options, lang=self.lang))
        if what == "all":
            self._narrow(None)
        elif what:
            key = await self.app.push_screen_wait(
                Choose(self.tr(f"shelf.by.{what}"), "", self._values(what), lang=self.lang)
            )
            if key is not None:
                self._narrow((what, key))

    def _values(self, what: str) -> list[Option]:
        pack, lang = self.rm.desk.pack, self.lang
        if what == "level":
            return [Option(one.code, f"{one.code} {one.name.of(lang)}") for one in pack.levels.product]
        vocabulary = "product_status" if what == "status" else what
        keys = dict.fromkeys(getattr(product, what) for product in self.products.values())
        return [Option(key, pack.label(vocabulary, key, lang)) for key in keys]

    def _narrow(self, only: tuple[str, str] | None) -> None:
        self.only = only
        told = self.query_one("#only", Static)
        told.display = only is not None
        if only is not None:
            value = next(option.label for option in self._values(only[0]) if option.key == only[1])
            told.update(self.tr("shelf.only", what=self.tr(f"shelf.by.{only[0]}"), value=value))
        self.query_one(FilteredRows).reload()
