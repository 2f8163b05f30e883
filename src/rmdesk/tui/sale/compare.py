"""Up to four products side by side: level, worst case, fees, term, liquidity; never returns (SUIT-07)."""

from collections.abc import Callable
from decimal import Decimal

from rich.text import Text
from textual import events
from textual.app import ComposeResult, RenderResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.geometry import Size
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Static

from rmdesk.desk import show, worst
from rmdesk.desk.desk import Desk
from rmdesk.desk.sales import View
from rmdesk.desk.shelf import fees
from rmdesk.domain.base import Lang
from rmdesk.domain.product import Product
from rmdesk.domain.rates import HOME
from rmdesk.faces.cells import fit, wrap
from rmdesk.locale import tr
from rmdesk.tui.actions import bindings, of_screen
from rmdesk.tui.kit.prose import Prose
from rmdesk.tui.sale.choose import ChooseScreen
from rmdesk.tui.sale.frame import SaleScreen
from rmdesk.tui.sale.papers import print_comparison

_LABEL = 10
_GAP = 2
_ROOMY = 32  # lines of a terminal from which rows stand apart


def traits(desk: Desk, product: Product, lang: Lang, amount: Decimal | None) -> list[tuple[str, str]]:
    """What is compared, as (name, value); the worst case is that of `amount` yuan for all of them, of none that nobody
    named."""
    pack = desk.pack
    said = worst.told(pack, product.model_copy(update={"currency": HOME}), amount, lang)
    charged = tr(lang, "sale.compare.and").join(fees.lines(pack, product, lang))
    values = {
        "level": show.product_level(pack, product.level(pack.levels), lang),
        "worst": tr(lang, "sale.compare.so", worst=said, assumed=worst.assumed(pack, product, lang)),
        "fees": charged or "—",
        "term": show.term(pack, product.term_days, lang),
        "liquidity": show.liquidity(pack, product, lang),
        "minimum": show.money(product.minimum, currency=product.currency),
        "issuer": product.issuer.of(lang),
    }
    return [(tr(lang, f"sale.compare.{name}"), value) for name, value in values.items()]


class Grid(Widget):
    """A name column and one column a product; values wrap."""

    def __init__(self, heads: list[str], rows: list[tuple[str, list[str]]]) -> None:
        """`rows` are (name, one value a product)."""
        super().__init__()
        self.heads = heads
        self.rows = rows

    def get_content_width(self, container: Size, viewport: Size) -> int:  # noqa: ARG002
        """All there is."""
        return container.width

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002
        """As many lines as the longest value of each row."""
        return len(self._lines(width))

    def _lines(self, width: int) -> list[tuple[str, bool]]:
        room = max(8, (width - _LABEL - _GAP * len(self.heads)) // len(self.heads))
        heads = [f"{at} {head}" for at, head in enumerate(self.heads, 1)]
        found: list[tuple[str, bool]] = [(line, True) for line in _row("", heads, room)]
        for name, values in self.rows:
            if self.app.size.height >= _ROOMY:
                found.append(("", False))
            found += [(line, False) for line in _row(name, values, room)]
        return found

    def render(self) -> RenderResult:
        """Heads bold, values plain."""
        text = Text(no_wrap=True)
        for line, head in self._lines(self.size.width):
            text.append(f"{line}\n", style="bold" if head else "")
        return text


def _row(name: str, values: list[str], room: int) -> list[str]:
    columns = [wrap(value, room) for value in values]
    height = max(len(column) for column in columns)
    return [
        fit(name if at == 0 else "", _LABEL)
        + "".join(" " * _GAP + fit(column[at] if at < len(column) else "", room) for column in columns)
        for at in range(height)
    ]


class CompareScreen(SaleScreen):
    """A number picks the product that it stands above."""

    table = "compare"
    BINDINGS = [*bindings(of_screen("compare")), Binding("escape", "leave", show=False)]

    def __init__(
        self, view: View, products: tuple[Product, ...], back: Callable[[View, tuple[str, ...]], Screen[None]]
    ) -> None:
        """`products` in the order in which they were marked; `back` gives the lists with these codes marked."""
        super().__init__(view)
        self.back = back
        self.products = tuple(sorted(products, key=lambda one: one.code))
        self.amount = view.sale.wish.amount

    def content(self) -> ComposeResult:
        """The grid and how to read it."""
        yield Static(self.tr("sale.compare.heading"), id="heading", markup=False)
        with VerticalScroll(id="grid"):
            columns = [traits(self.desk, one, self.lang, self.amount) for one in self.products]
            rows = [(names[0][0], [value for _, value in names]) for names in zip(*columns, strict=True)]
            yield Grid([one.name.of(self.lang) for one in self.products], rows)
        yield Prose((self.desk.pack.sentences.comparison.of(self.lang), "muted"))
        yield Static(self.tr("sale.compare.hint"), classes="hint", markup=False)

    def on_mount(self) -> None:
        """The arrows scroll."""
        self.query_one("#grid").focus()

    def on_key(self, event: events.Key) -> None:
        """A number picks."""
        at = "1234".find(event.character) if event.character else -1
        if 0 <= at < len(self.products):
            event.stop()
            self.to(ChooseScreen(self.view, self.products[at]))

    def _back(self) -> None:
        self.to(self.back(self.view, tuple(one.code for one in self.products)))

    def action_compare(self) -> None:
        """Back to the lists."""
        self._back()

    def action_leave(self) -> None:
        """Back to the lists."""
        self._back()

    def action_print(self) -> None:
        """The comparison on paper."""
        print_comparison(self, tuple(one.code for one in self.products), self.amount)
