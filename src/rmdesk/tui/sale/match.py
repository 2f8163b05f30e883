"""Offered and withheld, both on one screen, each withheld product with its reasons (SUIT-01..29)."""

from decimal import Decimal

from textual import on
from textual.app import ComposeResult
from textual.widgets import Static

from rmdesk.desk import selling, show
from rmdesk.desk.matching import Matched
from rmdesk.desk.papers.comparison import MOST as MOST_COMPARED
from rmdesk.desk.sales import View
from rmdesk.domain.match import Withheld
from rmdesk.domain.product import Product
from rmdesk.faces.sale.products import means_line, own_choice_sentence, wish_line
from rmdesk.faces.sale.status import waits_for_assessment
from rmdesk.tui import routes
from rmdesk.tui.actions import bindings, of_screen
from rmdesk.tui.kit.dialogs import RefusedDialog
from rmdesk.tui.kit.prose import Part, Prose
from rmdesk.tui.kit.rows import Column, Row, Rows
from rmdesk.tui.sale.assessing import to_assessment
from rmdesk.tui.sale.choose import ChooseScreen
from rmdesk.tui.sale.compare import CompareScreen
from rmdesk.tui.sale.frame import SaleScreen
from rmdesk.tui.sale.own_choice import AssessHere, OwnChoice
from rmdesk.tui.sale.papers import print_of_sale
from rmdesk.tui.sale.what_if import WhatIf


class MatchScreen(SaleScreen):
    """The offered list in its published order above, the withheld one below."""

    table = "match"
    chooses = True
    BINDINGS = bindings(of_screen("match"))

    def __init__(self, view: View, found: Matched, marked: tuple[str, ...] = ()) -> None:
        """`found` is the match just made; `marked` are codes to compare."""
        super().__init__(view)
        self.found = found
        self.marked = list(marked)

    def content(self) -> ComposeResult:
        """Wish, rule of the order, both lists."""
        wish, rule = wish_line(self.desk, self.view.sale.wish, self.lang), self.desk.pack.ranking.text.of(self.lang)
        yield Prose((wish, ""), (means_line(self.found, self.lang), ""), (rule, "muted"), tight=True)
        yield Static("", id="offered-head", classes="title", markup=False)
        columns = (
            Column("", 12, grow=1, within=True), Column("", 3), Column("", 12, align="right"),
            Column("", 13), Column("", 16, from_width=92), Column("", 18, from_width=104),
        )  # fmt: skip
        yield Rows(columns, header=False, empty=self.tr("sale.match.none_offered"), id="offered")
        yield Static("", id="withheld-head", classes="title", markup=False)
        yield Rows(
            (Column("", 16, grow=1, within=True), Column("", 20, grow=4)),
            header=False,
            id="withheld",
            empty=self.tr("sale.match.none_withheld"),
        )
        yield Prose(id="detail", tight=True)

    def on_mount(self) -> None:
        """Fill both lists; the offered one has the focus."""
        named = self.found.named()
        self.query_one("#offered-head", Static).update(self.tr("sale.match.offered", count=len(self.found.offered)))
        unnamed = self.tr("sale.match.unnamed", count=self.found.unnamed) if self.found.unnamed else ""
        head = self.tr("sale.match.withheld", count=len(self.found.withheld))
        self.query_one("#withheld-head", Static).update(f"{head}{unnamed}")
        self._show_offered()
        self.query_one("#withheld", Rows).show([self._withheld_row(product, why) for product, why in named])
        self.query_one("#offered" if self.found.offered else "#withheld", Rows).focus()

    def _show_offered(self, *, keep: bool = False) -> None:
        wish = self.view.sale.wish
        fitting = [product for product, _ in self.found.shown(wish)]
        others = self.found.others(wish)
        rows = [self._offered_row(one) for one in fitting]
        if others:
            said = self.tr("sale.match.others" if fitting else "sale.match.only_others", count=len(others))
            rows.append(Row("#others", (said, *[""] * 5), tone="head"))
            rows += [self._offered_row(one, tone_muted=True) for one in others]
        offered = self.query_one("#offered", Rows)
        offered.show(rows, keep=keep)

    def _offered_row(self, product: Product, *, tone_muted: bool = False) -> Row:
        cells = (
            product.name.of(self.lang),
            product.level(self.desk.pack.levels) or "—",
            show.money(product.minimum, currency=product.currency),
            show.term(self.desk.pack, product.term_days, self.lang),
            show.liquidity(self.desk.pack, product, self.lang),
            self.desk.pack.label("family", product.family, self.lang),
        )
        sign = "✓" if product.code in self.marked else ""
        return Row(product.code, cells, sign=sign, tone="muted" if tone_muted else "")

    def _withheld_row(self, product: Product, why: Withheld) -> Row:
        first = self.words(why.reasons[0])
        more = self.tr("sale.match.more", count=len(why.reasons)) if len(why.reasons) > 1 else ""
        return Row(product.code, (product.name.of(self.lang), f"{first}{more}"), sign="*" if why.insistable else "")

    @on(Rows.Pointed)
    def _pointed(self, event: Rows.Pointed) -> None:
        event.stop()
        if event.rows.has_focus:
            self._show_detail(event.rows)

    def on_descendant_focus(self) -> None:
        """The detail is of the list that has the focus."""
        if isinstance(self.focused, Rows):
            self._show_detail(self.focused)

    def _show_detail(self, rows: Rows) -> None:
        row = rows.row
        if row is None or row.tone == "head":
            parts: list[Part] = []
        elif rows.id == "withheld":
            parts = self._reasons(row.key)
        else:
            parts = self._card(row.key)
        self.query_one("#detail", Prose).show(parts)

    def _card(self, code: str) -> list[Part]:
        product, offered = next(pair for pair in self.found.offered if pair[0].code == code)
        pack, lang = self.desk.pack, self.lang
        level = show.product_level(pack, product.level(pack.levels), lang)
        head = f"{product.code} · {pack.label('family', product.family, lang)} · {level} · {product.issuer.of(lang)}"
        needs = "、" if lang == "zh" else ", "
        asked = needs.join(self.tr(f"sale.need.{need}") for need in offered.needs)
        return [
            (head, "strong"),
            (self.tr("sale.match.needs", needs=asked) if asked else "", "muted"),
            *((self.tr("sale.match.warned", text=self.desk_app.say(one).text), "strong") for one in offered.warnings),
            (show.summary(pack, product, lang), ""),
        ]

    def _reasons(self, code: str) -> list[Part]:
        product, why = next(pair for pair in self.found.withheld if pair[0].code == code)
        insist = self.tr("sale.match.insist") if why.insistable else ""
        head = f"{product.code} · {product.name.of(self.lang)}"
        begin = self.tr("sale.match.assess") if self._assesses(why) else ""
        return [(head, "strong"), *((self.words(one), "") for one in why.reasons), (insist or begin, "muted")]

    def _assesses(self, why: Withheld) -> bool:
        """Whether an assessment is among what the product waits for, and may be taken."""
        return waits_for_assessment(self.view, why)

    def _product(self, code: str) -> Product:
        every = [*self.found.offered, *self.found.withheld]
        return next(product for product, _ in every if product.code == code)

    @on(Rows.Opened, "#offered")
    def _picked(self, event: Rows.Opened) -> None:
        event.stop()
        self.pick(event.row.key)

    def pick(self, code: str, *, own_choice: bool = False) -> None:
        """On to the amount."""
        self.to(ChooseScreen(self.view, self._product(code), own_choice=own_choice))

    @on(Rows.Opened, "#withheld")
    def _why(self, event: Rows.Opened) -> None:
        event.stop()
        product = self._product(event.row.key)
        why = next(why for one, why in self.found.withheld if one.code == product.code)
        if why.insistable:
            sentence = own_choice_sentence(self.desk, self.view, product, self.lang)
            said = [self.desk_app.say(one) for one in why.reasons]
            dialog = OwnChoice(product.name.of(self.lang), said, sentence, lang=self.lang)
            self.desk_app.push_screen(
                dialog, lambda answer: self.pick(product.code, own_choice=True) if answer == "yes" else None
            )
        elif self._assesses(why):
            said = [self.desk_app.say(one) for one in why.reasons]
            here = AssessHere(product.name.of(self.lang), said, lang=self.lang)
            self.desk_app.push_screen(here, lambda answer: to_assessment(self, product) if answer == "now" else None)
        else:
            self.desk_app.push_screen(RefusedDialog([self.desk_app.say(one) for one in why.reasons], lang=self.lang))

    def action_mark(self) -> None:
        """Mark or unmark a product for the comparison."""
        rows = self.query_one("#offered", Rows)
        row = rows.row
        if not rows.has_focus or row is None or row.tone == "head":
            return
        if row.key in self.marked:
            self.marked.remove(row.key)
        elif len(self.marked) < MOST_COMPARED:
            self.marked.append(row.key)
        else:
            self.notify(self.tr("sale.match.most", most=MOST_COMPARED), markup=False, timeout=3)
            return
        self._show_offered(keep=True)
        rows.action_move(1)

    def action_compare(self) -> None:
        """The marked products side by side."""
        if len(self.marked) < 2:
            self.notify(self.tr("sale.match.least", most=MOST_COMPARED), markup=False, timeout=3)
            return
        products = tuple(self._product(code) for code in self.marked)
        self.to(CompareScreen(self.view, products, self._again))

    def _again(self, view: View, marked: tuple[str, ...]) -> "MatchScreen":
        """These lists, when the comparison is left."""
        return MatchScreen(view, self.found, marked)

    def action_withheld(self) -> None:
        """To the other list."""
        offered, withheld = self.query_one("#offered", Rows), self.query_one("#withheld", Rows)
        (withheld if offered.has_focus else offered).focus()

    def action_wish(self) -> None:
        """Change what the client wants."""
        self.go(routes.SaleWish(self.sale_id))

    def action_what_if(self) -> None:
        """Try another amount; what is taken becomes the wish, and the match is made anew."""
        wish = self.view.sale.wish
        dialog = WhatIf(self.desk_app, self.view.sale.client_id, wish, self.found, lang=self.lang)
        self.desk_app.push_screen(dialog, self._take_amount)

    def _take_amount(self, amount: Decimal | None) -> None:
        if amount is None:
            return
        wish = self.view.sale.wish.model_copy(update={"amount": amount})
        if self.now(selling.state_wish(self.desk, self.sale_id, wish)) is None:
            return
        found = self.got(selling.run_match(self.desk, self.sale_id))
        if found is not None and self.reload() is not None:
            self.to(MatchScreen(self.view, found, tuple(self.marked)))

    def action_assess_here(self) -> None:
        """To the questionnaire that the product pointed at waits for, else the first that does, and back."""
        rows = self.query_one("#withheld", Rows)
        pointed = rows.row.key if rows.has_focus and rows.row is not None else ""
        waiting = [product for product, why in self.found.named() if self._assesses(why)]
        to_assessment(self, next((one for one in waiting if one.code == pointed), waiting[0]))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """No questionnaire where none is due."""
        if action == "assess_here":
            return any(self._assesses(why) for _, why in self.found.named())
        return super().check_action(action, parameters)

    def action_print(self) -> None:
        """The investment proposal, for this client and wish (DESK-04)."""
        print_of_sale(self, ("proposal",))

    def f10(self) -> str:
        """It takes a product."""
        return "keys.f10.choose"

    def action_next(self) -> None:
        """Take the product pointed at."""
        self.query_one("#offered", Rows).action_open()
