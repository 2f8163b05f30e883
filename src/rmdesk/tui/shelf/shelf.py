"""The product shelf: typed text or filters narrow it, Enter opens a product; wide screens show the card beside."""

from collections.abc import Callable, Iterator, Sequence
from typing import ClassVar, Literal

from textual import on, work
from textual.app import ComposeResult
from textual.widgets import Static

from rmdesk.desk import show
from rmdesk.desk.shelf import holders, keeping, listing, regrading, waiting
from rmdesk.desk.shelf.listing import By, Sought
from rmdesk.domain.product import Product
from rmdesk.domain.refusal import Refused
from rmdesk.faces.cells import width
from rmdesk.faces.fields import Option
from rmdesk.faces.lines import Line
from rmdesk.tui import routes
from rmdesk.tui.actions import Action, bindings, of_screen
from rmdesk.tui.kit.choice import KEYS
from rmdesk.tui.kit.dialogs import AskText, Choose
from rmdesk.tui.kit.list_export import list_commands
from rmdesk.tui.kit.marking import MarkedRows, MarkingInput
from rmdesk.tui.kit.proof import ask_proof
from rmdesk.tui.kit.rows import Column, Row, Rows
from rmdesk.tui.kit.screen import DeskScreen
from rmdesk.tui.lines import beside
from rmdesk.tui.lines.product_text import filter_value
from rmdesk.tui.shelf import forms
from rmdesk.tui.shelf.product import ProductScreen

_ALL = "all"
_KEPT = frozenset({"next", "mark", "mark_all", "import_products", "confirm_waiting"})
"""What only the keeper does."""
_OF_PRODUCTS = frozenset({"filter", "mark", "mark_all"})
"""What an empty shelf has no use for."""
_STATUS: dict[str, Literal["listed", "suspended", "ended"]] = {
    "suspend": "suspended",
    "resume": "listed",
    "end": "ended",
}


class ShelfScreen(DeskScreen):
    """Products by code: listed, suspended and ended ones."""

    table: ClassVar[str] = "shelf"
    has_beside = True
    BINDINGS = bindings(of_screen("shelf"))
    CSS_PATH = "shelf.tcss"

    def __init__(self) -> None:
        """The whole shelf until it is filtered."""
        super().__init__()
        self.products: dict[str, Product] = {}  # of the pages that were read
        self.only: dict[By, str] = {}
        self.marked: dict[str, Product] = {}
        self.waiting = 0  # for the keeper to confirm
        self.bare = False  # no product at all

    def commands(self) -> Iterator[tuple[str, Callable[[], None]]]:
        """The list as a file."""
        return list_commands(self, "products", routes.Shelf())

    def body(self) -> ComposeResult:
        """List and card; above them what narrows the list, or what an empty shelf waits for."""
        yield Static("", id="only", markup=False)
        hint, pause = self.tr("shelf.search_by"), self.desk_app.search_pause()
        yield MarkedRows(self._columns(), self.search, lang=self.lang, hint=hint, pause=pause, id="products")

    def on_mount(self) -> None:
        """Ready to type."""
        if isinstance(self.listed.filter, MarkingInput):
            self.listed.filter.marks = bool(self.desk_app.may("shelf.keep"))
        self._tell()
        self.focus_search()

    @property
    def listed(self) -> MarkedRows:
        """The list."""
        return self.query_one(MarkedRows)

    def came_back(self) -> None:
        """A changed level shows."""
        self.listed.reload(keep=True)
        self._tell()

    def focus_search(self) -> None:
        """Type here."""
        self.listed.focus_filter()

    def _columns(self) -> tuple[Column, ...]:
        pack = self.desk_app.desk.pack
        family = self._widest([one.name.of(self.lang) for one in pack.families.family])
        level = self._widest([show.product_level(pack, one.code, self.lang) for one in pack.levels.product])
        return (
            Column(self.tr("shelf.code"), 8),
            Column(self.tr("shelf.name"), 12, grow=1, within=True),
            # Where room is short it is the name's: two products of one family must not look the same.
            Column(self.tr("shelf.family"), family, from_width=112),
            Column(self.tr("shelf.level"), level),
            Column(self.tr("shelf.term"), self._widest([show.term(pack, None, self.lang)]), from_width=100),
            # What is not on sale has its state here: nobody may buy it for any amount, and a name needs its room.
            Column(self.tr("shelf.minimum"), 15, align="right"),
        )

    def _widest(self, texts: Sequence[str]) -> int:
        return max(width(text) for text in texts)

    def search(self, query: str, after: str, limit: int) -> Sequence[Row]:
        """One page of the products whose code, name, issuer, family or level holds what was typed."""
        found = listing.page(self.desk_app.desk, self._sought(query), after, limit)
        if isinstance(found, Refused):
            self.call_after_refresh(self.refuse, found)
            return []
        if not after:
            self.products = {}
            self.listed.total = found.total
        self.products |= {one.code: one for one in found.products}
        return [self._row(one) for one in found.products]

    def _sought(self, query: str) -> Sought:
        return Sought(query, tuple(self.only.items()))

    def _row(self, product: Product) -> Row:
        pack, lang, today = self.desk_app.desk.pack, self.lang, self.desk_app.desk.today()
        listed = product.state_on(today) == "listed"
        state = "" if listed else show.product_state(pack, product, today, lang)
        state = self.tr("shelf.unconfirmed") if product.unconfirmed else state
        cells = (
            product.code,
            product.name.of(lang),
            pack.label("family", product.family, lang),
            show.product_level(pack, product.level(pack.levels), lang),
            show.term(pack, product.term_days, lang),
            state or show.money(product.minimum, currency=product.currency),
        )
        marked = product.code in self.marked
        sign = "✓" if marked else "" if listed else "×"
        return Row(product.code, cells, sign=sign, tone="" if listed or marked else "muted")

    def beside(self, cells: int) -> Sequence[Line]:
        """The product pointed at."""
        row = self.listed.rows.row
        return beside.preview(self.desk_app, None if row is None else routes.Product(row.key), cells)

    @on(Rows.Opened)
    def _opened(self, event: Rows.Opened) -> None:
        self.app.push_screen(ProductScreen(event.row.key))

    def leaving(self) -> bool:
        """Esc first takes the filters away."""
        typed = self.listed.clear_filter()
        if self.marked and not typed and not self.only:
            self._unmark()
            return False
        if self.only:
            self._narrow({})
            return False
        return not typed

    # the keeper's work
    @on(MarkingInput.Marked)
    def _space(self) -> None:
        self.action_mark()

    def action_mark(self) -> None:
        """Mark the product pointed at, or take its mark away, and go on to the next."""
        row = self.listed.rows.row
        product = None if row is None else self.products.get(row.key)
        if product is None or not self.desk_app.may("shelf.keep"):
            return
        if self.marked.pop(product.code, None) is None:
            self.marked[product.code] = product
        self._redraw()
        self.listed.action_walk("move", 1)

    def action_mark_all(self) -> None:
        """Mark all that the filters let through, or none of them where all are marked."""
        if not self.desk_app.may("shelf.keep"):
            return
        found = listing.page(self.desk_app.desk, self._sought(self.listed.filter.value.strip()), limit=listing.MOST)
        every = {} if isinstance(found, Refused) else {one.code: one for one in found.products}
        self.marked = {} if every.keys() <= self.marked.keys() else {**self.marked, **every}
        self._redraw()

    def _unmark(self) -> None:
        self.marked = {}
        self._redraw()

    def _redraw(self) -> None:
        rows = self.listed.rows
        rows.rows = [self._row(self.products[one.key]) if one.key in self.products else one for one in rows.rows]
        rows.refresh()
        self.refresh_keys()

    def key_label(self, action: Action) -> str:
        """F10 says what it is about."""
        if action.id == "next":
            many = len(self.marked)
            return self.tr("shelf.act_marked", many=many) if many else self.tr("keys.product_add")
        if action.id == "confirm_waiting":
            return self.tr("shelf.confirm_waiting", many=self.waiting)
        return super().key_label(action)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """Who keeps no shelf reads it."""
        if action == "confirm_waiting" and not self.waiting:
            return False
        allowed = self.desk_app.may("shelf.keep") if action in _KEPT else True
        return None if self.bare and action in _OF_PRODUCTS else allowed

    def action_next(self) -> None:
        """Put something on the shelf; with products marked, confirm, suspend, resume or end them."""
        if self.marked:
            self._act()
        else:
            forms.add(self, self._added)

    def _added(self, product: Product) -> None:
        self.came_back()
        self.app.push_screen(ProductScreen(product.code))

    @work
    async def _act(self) -> None:
        heading = self.tr("shelf.act_marked", many=len(self.marked))
        waiting = tuple(one for one in self.marked.values() if one.unconfirmed)
        options = [Option("confirm", self.tr("shelf.confirm_many", many=len(waiting)))] if waiting else []
        options += [Option(one, self.tr(f"shelf.{one}"), place) for place, one in enumerate(_STATUS, 1)]
        what = await self.app.push_screen_wait(Choose(heading, "", options, lang=self.lang))
        if what == "confirm":
            forms.confirm(self, waiting, self._did)
        elif what is not None:
            ask = AskText(heading, self.tr("common.why"), lang=self.lang, max_length=200)
            reason = await self.app.push_screen_wait(ask)
            if reason is not None:
                self._state(heading, _STATUS[what], reason)

    def _state(self, heading: str, status: Literal["listed", "suspended", "ended"], reason: str) -> None:
        desk, codes = self.desk_app.desk, tuple(self.marked)
        done = keeping.state_many(desk, codes, status, reason)
        if isinstance(done, Refused) and done.reasons[0].code == "DATA-08.second":
            about = holders.resuming(desk, self.marked.values(), self.lang)
            ask_proof(
                self.desk_app, regrading.LOWER, heading,
                lambda proof: keeping.state_many(desk, codes, status, reason, proof), self._did, about=about,
            )  # fmt: skip
        else:
            self._did(done)

    def _did(self, many: int | Refused) -> None:
        if isinstance(many, Refused):
            self.refuse(many)
            return
        self.marked = {}
        self.came_back()
        self.refresh_keys()
        self.notify(self.tr("shelf.changed_many", many=many), markup=False)

    def _awaiting(self, limit: int) -> listing.Page:
        """What a list left to be confirmed."""
        found = listing.page(self.desk_app.desk, Sought("", (("unconfirmed", "1"),)), limit=limit)
        return listing.Page((), 0) if isinstance(found, Refused) else found

    @work
    async def action_confirm_waiting(self) -> None:
        """One answer for all that wait; those that cells of a list hold by the same words, group by group."""
        groups = waiting.parted(self.desk_app.desk.pack, self._awaiting(listing.MOST).products)[: len(KEYS)]
        chosen: str | None = "0"
        if len(groups) > 1:
            options = [Option(str(at), waiting.said_of(one, self.lang)) for at, one in enumerate(groups)]
            heading = self.tr("shelf.confirm_which")
            chosen = await self.app.push_screen_wait(Choose(heading, "", options, lang=self.lang))
        if groups and chosen is not None:
            forms.confirm(self, groups[int(chosen)].products, self._did)

    def action_import_products(self) -> None:
        """Head office's list."""
        self.desk_app.go(routes.Imports("products"))

    def action_institutions(self) -> None:
        """The list of cooperating institutions."""
        self.desk_app.go(routes.Institutions())

    # filters
    @work
    async def action_filter(self) -> None:
        """Only one family, level, state …; several narrow together."""
        options = [Option(name, self.tr(f"shelf.by.{name}")) for name in (*listing.FILTERS, _ALL)]
        chosen = await self.app.push_screen_wait(Choose(self.tr("keys.filter"), "", options, lang=self.lang))
        by = next((one for one in listing.FILTERS if one == chosen), None)
        if chosen == _ALL:
            self._narrow({})
        elif by is not None:
            ask = Choose(self.tr(f"shelf.by.{by}"), "", self._values(by), lang=self.lang, first=self.only.get(by, ""))
            values = await self.app.push_screen_wait(ask)
            if values is not None:
                self._narrow({**self.only, by: values})

    def _values(self, by: By) -> list[Option]:
        found = listing.values(self.desk_app.desk, by)
        known = () if isinstance(found, Refused) else found
        shown = [(filter_value(self.desk_app.desk, by, value, self.lang), value, many) for value, many in known]
        return [
            Option(value, self.tr("shelf.by_many", value=name, many=many))
            for name, value, many in (sorted(shown) if by == "issuer" else shown)
        ]

    def _narrow(self, only: dict[By, str]) -> None:
        self.only = only
        self.listed.reload()
        self._tell()

    def _tell(self) -> None:
        """Above the list: what narrows it; of an empty shelf what is missing, and who does it."""
        self.waiting = self._awaiting(1).total
        self.bare = not self.only and not self.listed.filter.value and not self.listed.total
        self.refresh_keys()
        told = self.query_one("#only", Static)
        text = self._missing() if self.bare else self._narrowed()
        told.display = bool(text)
        told.update(text)

    def _narrowed(self) -> str:
        colon, gap = ("：", "；") if self.lang == "zh" else (": ", "; ")
        pairs = (
            f"{self.tr(f'shelf.by.{by}')}{colon}{filter_value(self.desk_app.desk, by, value, self.lang)}"
            for by, value in self.only.items()
        )
        return self.tr("shelf.only", filters=gap.join(pairs)) if self.only else ""

    def _missing(self) -> str:
        found = listing.keepers(self.desk_app.desk)
        names = () if isinstance(found, Refused) else found
        who = ("、" if self.lang == "zh" else ", ").join(names)
        return self.tr("shelf.empty", who=who) if who else self.tr("shelf.empty_nobody")
