"""Papers out, papers back, countersigned, reviewed, filed (SALE-03, SALE-08, SALE-09, SALE-13)."""

from textual import on
from textual.app import ComposeResult
from textual.widgets import Static

from rmdesk.desk import confirming, show
from rmdesk.desk.archive import filing
from rmdesk.desk.guarding import Proof
from rmdesk.desk.sales import View
from rmdesk.domain.match import acting_standing, id_standing
from rmdesk.domain.refusal import Refused
from rmdesk.domain.sale import order_missing, thinking_until, unprinted_papers, unreturned_papers
from rmdesk.tui import routes
from rmdesk.tui.actions import bindings, of_screen
from rmdesk.tui.kit.record_fields import line
from rmdesk.tui.kit.record_form import Record, Values, ask_record
from rmdesk.tui.kit.rows import Column, Row, Rows
from rmdesk.tui.sale.archive import AskShelf
from rmdesk.tui.sale.frame import SaleScreen
from rmdesk.tui.sale.papers import choose_print, folder_of, print_set_of
from rmdesk.tui.sale.recording import RecordingScreen
from rmdesk.tui.sale.sale_review import waits

_LEADS = ("recording", "assessment", "review")  # lines that lead elsewhere and state nothing


class ConfirmScreen(SaleScreen):
    """One line for each thing that must be there. F10 does the next one that the desk can do."""

    table = "confirm"
    BINDINGS = bindings(of_screen("confirm"))

    def content(self) -> ComposeResult:
        """Heading, lines, where the files are, what is next."""
        yield Static("", id="heading", markup=False)
        yield Rows((Column("", 20, grow=1), Column("", 22)), header=False, numbered=True, id="checks")
        yield Static("", id="where", classes="note", markup=False)
        yield Static("", id="hint", classes="hint", markup=False)

    def on_mount(self) -> None:
        """Fill it."""
        self._show()
        self.query_one(Rows).focus()

    def came_back(self) -> None:
        """A recording may have been noted, a wait may be over."""
        self._again()

    def printed(self) -> None:
        """The papers were printed."""
        self._again()

    def _again(self) -> None:
        if self.reload() is not None:
            self._show()

    def _show(self) -> None:
        sale, product = self.view.sale, self.view.context.product
        choice = sale.choice
        name = "" if product is None else product.name.of(self.lang)
        amount = "" if choice is None else show.money(choice.amount, self.lang, choice.currency)
        self.query_one("#heading", Static).update(self.tr("sale.confirm.heading", product=name, amount=amount))
        self.query_one(Rows).show(self._rows(), keep=True)
        printed = bool(sale.printed)
        where = self.tr("sale.papers.where", folder=folder_of(self)) if printed else ""
        self.query_one("#where", Static).update(where)
        self.query_one("#hint", Static).update(self.tr(f"sale.confirm.hint.{self._due()}"))

    def _due(self) -> str:
        """What F10 does next."""
        sale, demands = self.view.sale, self.view.context.demands
        if unprinted_papers(sale, self.view.context):
            return "print"
        if sale.countersigned is None:
            signed = not unreturned_papers(sale, self.view.context)
            seen = sale.sentence_seen or not demands.copied_sentence
            return "countersign" if signed and seen else "returned"
        if demands.review and sale.reviewed is None:
            return "review"
        return "order" if order_missing(sale, self.view.context) else "archive"

    # the lines
    def _rows(self) -> list[Row]:
        demands = self.view.context.demands
        rows = [*self._all_row(), *self._scanned_row(), *(self._paper_row(kind) for kind in demands.papers)]
        if demands.copied_sentence:
            rows.append(self._row("sentence", self.tr("sale.confirm.sentence"), self.view.sale.sentence_seen, "seen"))
        return [
            *rows, *self._recording_rows(), *self._waiting_rows(), *self._signature_rows(), *self._order_rows(),
            *self._hasty_rows(), *self._identity_rows(),
        ]  # fmt: skip

    def _all_row(self) -> list[Row]:
        sale, context = self.view.sale, self.view.context
        if not sale.printed or not context.demands.signed_papers:
            return []
        return [self._row("all", self.tr("sale.confirm.all"), not unreturned_papers(sale, context), "back")]

    def _scanned(self) -> tuple[str, ...]:
        """The kinds that came back as scans, whole, and were not ticked yet: a scan says nothing of a signature."""
        if self.view.sale.countersigned is not None:
            return ()
        whole = self.got(filing.whole_scans(self.desk, self.sale_id)) or ()
        return tuple(kind for kind in unreturned_papers(self.view.sale, self.view.context) if kind in whole)

    def _scanned_row(self) -> list[Row]:
        scanned = self._scanned()
        text = self.tr("sale.confirm.scanned", count=len(scanned))
        return [self._row("scanned", text, False, "back")] if scanned else []

    def _paper_row(self, kind: str) -> Row:
        sale = self.view.sale
        title = self.desk.pack.paper(kind).title.of(self.lang)
        last = next((one for one in reversed(sale.printed) if one.kind == kind), None)
        if last is None and kind in self.view.context.visit.numbers:
            return self._visit_row(kind, title)
        if last is None:
            return Row(f"paper:{kind}", (title, self.tr("sale.confirm.unprinted")), sign="·")
        text = f"{title}  {last.number}"
        if kind not in self.view.context.demands.signed_papers:
            return Row(f"paper:{kind}", (text, self.tr("sale.confirm.given")), sign="✓")
        return self._row(f"paper:{kind}", text, kind in sale.returned, "back")

    def _visit_row(self, kind: str, title: str) -> Row:
        """A paper that another sale of the visit has printed for both."""
        visit = self.view.context.visit
        text = self.tr("sale.confirm.visit", title=title, number=visit.numbers[kind])
        if kind not in self.view.context.demands.signed_papers:
            return Row(f"paper:{kind}", (text, self.tr("sale.confirm.given")), sign="✓")
        return self._row(f"paper:{kind}", text, kind in visit.returned, "back")

    def _row(self, key: str, text: str, done: bool, word: str) -> Row:
        state = self.tr(f"sale.confirm.{word}.{'yes' if done else 'no'}")
        return Row(key, (text, state), sign="✓" if done else "·", ticked=key not in _LEADS)

    def _recording_rows(self) -> list[Row]:
        recording = self.view.sale.recording
        if recording is not None:
            return [Row("recording", (self.tr("sale.confirm.recording"), recording.reference), sign="✓")]
        due = any(one.rule == "SALE-09" for one in self.view.status.missing["confirm"])
        return [self._row("recording", self.tr("sale.confirm.recording"), False, "noted")] if due else []

    def _order_rows(self) -> list[Row]:
        """The number that the agent system gave the order (SALE-15)."""
        product, order = self.view.context.product, self.view.sale.order
        if product is None or not product.order_system:
            return []
        state = self.tr("sale.confirm.order_open") if order is None else order.number
        text = self.tr("sale.confirm.order", system=product.order_system)
        return [Row("order", (text, state), sign="·" if order is None else "✓")]

    def _waiting_rows(self) -> list[Row]:
        wait = thinking_until(self.view.sale, self.view.context)
        if wait is None:
            return []
        until = show.moment(wait[1], self.desk.branch.zone)
        over = self.desk.now() >= wait[1]
        text = self.tr("sale.confirm.waiting", rule=wait[0].split(".")[0])
        state = self.tr(f"sale.confirm.wait.{'over' if over else 'until'}", until=until)
        return [Row("waiting", (text, state), sign="✓" if over else "!", tone="" if over else "late")]

    def _signature_rows(self) -> list[Row]:
        sale, demands = self.view.sale, self.view.context.demands
        rows = [*self._assessment_rows(), self._signed_row("countersign", sale.countersigned is not None)]
        if demands.review:
            rows.append(self._signed_row("review", sale.reviewed is not None))
        return rows

    def _assessment_rows(self) -> list[Row]:
        """A flagged take that nobody has looked at yet (QUES-09)."""
        waiting = any(one.code == "QUES-09.unreviewed" for one in self.view.status.missing["confirm"])
        return [self._row("assessment", self.tr("sale.confirm.assessment"), False, "seen")] if waiting else []

    def _hasty_rows(self) -> list[Row]:
        line = self._hasty()
        state = self.tr("sale.confirm.hasty_seen")
        return [Row("hasty", (line, state), sign="!", tone="late")] if line else []

    def _identity_rows(self) -> list[Row]:
        """An ID that has expired but may still be renewed: the client is to be told (KYC-06)."""
        match_input = self.view.context.match_input
        limits, day = match_input.thresholds, match_input.day
        expired = id_standing(match_input.client, day, limits)
        acting = [Row(f"acting:{at}", (self.desk_app.say(one).text, ""), sign="!", tone="late")
                  for at, one in enumerate(acting_standing(match_input.client, day, limits))]  # fmt: skip
        if expired is None or self.view.sale.countersigned is not None:
            return [] if self.view.sale.countersigned is not None else acting
        texts = (
            self.tr("sale.confirm.id_expired", **expired.saw),
            self.tr("sale.confirm.id_grace", **expired.saw),
        )
        return [Row("identity", texts, sign="!", tone="late"), *acting]

    def _hasty(self) -> str:
        """What the reviewer must know of how it was told; "" when there is nothing."""
        count, least = self.view.hasty, self.view.context.match_input.thresholds.told_seconds
        return self.tr("sale.confirm.hasty", count=count, seconds=least) if count else ""

    def _signed_row(self, key: str, done: bool) -> Row:
        return self._row(key, self.tr(f"sale.confirm.{key}"), done, "signed")

    # what a line does
    @on(Rows.Opened)
    def _opened(self, event: Rows.Opened) -> None:
        event.stop()
        key = event.row.key
        if key == "all":
            self._returned(self.view.context.demands.signed_papers, seen=self.view.sale.sentence_seen)
        elif key == "scanned":
            self._returned((*self.view.sale.returned, *self._scanned()), seen=self.view.sale.sentence_seen)
        elif key.startswith("paper:"):
            self._paper(key.removeprefix("paper:"))
        elif key == "sentence":
            self._returned(self.view.sale.returned, seen=not self.view.sale.sentence_seen)
        elif key == "recording":
            self._note_recording()
        elif key == "assessment" and self.view.context.assessment is not None:
            self.desk_app.go(routes.TakenAssessment(self.view.context.assessment.id))
        elif key == "order":
            self._note_order()
        elif key == "countersign":
            self._countersign()
        elif key == "review":
            self._review()

    def _paper(self, kind: str) -> None:
        if kind in unprinted_papers(self.view.sale, self.view.context):
            print_set_of(self)
        elif kind in self.view.context.demands.signed_papers:
            kinds = {*self.view.sale.returned} ^ {kind}
            self._returned(tuple(kinds), seen=self.view.sale.sentence_seen)

    def _returned(self, kinds: tuple[str, ...], *, seen: bool) -> None:
        if self.now(confirming.papers_returned(self.desk, self.sale_id, kinds, sentence_seen=seen)) is not None:
            self._show()

    def _note_recording(self) -> None:
        if self.view.sale.recording is None:
            self.to(RecordingScreen(self.view))

    def _note_order(self) -> None:
        """Ask for the order's number."""
        order, sale = self.view.sale.order, self.view.sale

        def note(values: Values, _: Proof | None) -> View | Refused:
            return confirming.note_order(self.desk, self.sale_id, values["number"])

        record = Record(
            act="sale.confirm.note_order",
            about=sale.no,
            place=routes.Sale(self.sale_id),
            fields=(line("number", self.tr("sale.confirm.order_number"), confirming.MOST_ORDER),),
            do=note,
            then=lambda _: self._again(),
            values={} if order is None else {"number": order.number},
            client_id=sale.client_id,
        )
        ask_record(self.desk_app, record)

    def action_print(self) -> None:
        """Ask what is to be printed, and where to."""
        choose_print(self)

    def _countersign(self) -> None:
        if self.view.sale.countersigned is None and self.now(confirming.countersign(self.desk, self.sale_id)):
            self._show()

    def action_next(self) -> None:
        """The next thing that the desk can do."""
        due = self._due()
        if due == "print":
            print_set_of(self)
        elif due in ("returned", "countersign"):
            self._countersign()
        elif due == "review":
            self._review()
        elif due == "order":
            self._note_order()
        else:
            self._archive()

    # the second person
    def _review(self) -> None:
        """To what he looks at first."""
        if waits(self.view.sale):
            self.go(routes.SaleReview(self.sale_id))

    # the end
    def _archive(self) -> None:
        heading, label = self.tr("sale.confirm.archive"), self.tr("sale.confirm.shelf")
        self.desk_app.push_screen(AskShelf(heading, label, lang=self.lang, max_length=60), self._archived)

    def _archived(self, shelf: str | None) -> None:
        if shelf is not None and self.now(confirming.archive(self.desk, self.sale_id, shelf)) is not None:
            self.go_on()
