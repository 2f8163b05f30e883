"""A client's file: sections at the left, what they hold at the right, what can be done on the line of keys."""

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.timer import Timer
from textual.widgets import Static

from rmdesk.desk import client_file, clients
from rmdesk.desk.client_file import ClientFile
from rmdesk.desk.dues.client_dues import as_due
from rmdesk.desk.guarding import Proof
from rmdesk.desk.registers import listing
from rmdesk.desk.sales import SaleLine
from rmdesk.desk.shelf import products as shelf
from rmdesk.domain.client import Client
from rmdesk.domain.refusal import Refused
from rmdesk.faces.cells import listed, packed
from rmdesk.faces.fields import Option
from rmdesk.faces.lines import Line
from rmdesk.faces.sale.person import level_line
from rmdesk.tui import routes
from rmdesk.tui.actions import bindings, of_screen
from rmdesk.tui.clients import checks, holding_forms
from rmdesk.tui.kit.asking import AskingScreen
from rmdesk.tui.kit.dialogs import AskText, Choose
from rmdesk.tui.kit.proof import REVEAL_SECONDS, ask_proof
from rmdesk.tui.kit.prose import Prose
from rmdesk.tui.kit.rows import Rows
from rmdesk.tui.lines import beside, client_lists, client_text
from rmdesk.tui.lines.file_parts import PORTRAIT, FileParts
from rmdesk.tui.lines.opening_dues import open_client_due
from rmdesk.tui.routes import Route

_WANTS = {
    "sale": "sales.work", "assess": "assess.take", "edit": "clients.write", "report_change": "clients.write",
    "reveal": "clients.reveal", "note_holding": "holdings.work", "note_entry": "registers.work",
    "print": "papers.print",
}  # fmt: skip
"""What each act on a file asks of its person's roles."""


_LEADS: dict[str, Callable[[str], Route]] = {
    "sales": routes.Sale,
    "complaints": routes.CaseFile,
    "entries": routes.RegisterEntry,
    "papers": routes.Paper,
    "assessments": routes.TakenAssessment,
}
"""Where a row of a section leads."""


_LATEST = 20
"""So much of what happened stands beside the portrait."""


class ClientScreen(AskingScreen):
    """One client. What stands between the client and a sale is said at the top, with its rule."""

    table: ClassVar[str] = "client"
    has_beside = True
    BINDINGS = bindings(of_screen("client"))
    CSS_PATH = "client.tcss"

    def __init__(self, client: Client) -> None:
        """`client` as it is now; it is read anew whenever the screen comes back."""
        super().__init__()
        self.client = client
        self.seen: ClientFile | None = None
        self.revealed: dict[str, str] = {}
        self._hide: Timer | None = None

    def body(self) -> ComposeResult:
        """Head, warnings, sections, content."""
        yield Static("", id="who", classes="title", markup=False)
        yield Prose(id="warnings", tight=True)
        yield FileParts(self.lang)

    def on_mount(self) -> None:
        """The sections have the focus."""
        self.reload()
        self.query_one(FileParts).enter()

    def came_back(self) -> None:
        """What was done meanwhile shows; nothing stays revealed."""
        self.hide()
        self.reload()

    def reload(self) -> None:
        """Ask the desk anew; a file that became restricted for the person at the desk is left."""
        seen = client_file.read(self.desk_app.desk, self.client.id)
        if isinstance(seen, Refused):
            if self.seen is not None:
                self.app.pop_screen()
            self.refuse(seen)
            return
        self.seen, self.client = seen, seen.client
        self.query_one("#who", Static).update(self._who())
        said = [self.desk_app.say(reason) for reason in seen.warnings]
        self.query_one("#warnings", Prose).show([(f"! {one.rule} · {one.text}", "late") for one in said[:3]])
        self.query_one(FileParts).fill(self.desk_app.desk, seen)

    def _who(self) -> str:
        client, desk = self.client, self.desk_app.desk
        parts = [client.name, client.no, desk.pack.label("client_kind", client.kind, self.lang)]
        age, sex = client.age(desk.today()), client.profile.get("sex")
        if age is not None and sex:
            parts.append(self.tr("clients.age", sex=desk.pack.label("sex", sex, self.lang), age=age))
        general = [] if self.seen is None else [one for one in self.seen.assessments if not one.questionnaire]
        for last in general[:1]:
            parts.append(level_line(desk, self.client, last, self.lang))
        if self.seen is not None and self.seen.also:
            parts.append(self.tr("clients.linked.also", others=listed(self.seen.also, self.lang)))
        if self.seen is not None and self.seen.satisfaction is not None:
            score, day = self.seen.satisfaction
            parts.append(self.tr("clients.satisfaction", score=f"{score.normalize():f}", day=day))
        return "\n".join(packed(parts, self.room, "  "))

    def beside(self, cells: int) -> Sequence[Line]:
        """The row of a list that is walked, in full and where it leads; else the client in short."""
        items = self.query_one("#items", Rows)
        if not items.has_focus or items.row is None:
            if self.seen is not None and self.query_one(FileParts).section == PORTRAIT:
                return self._happened(self.seen)
            return beside.preview(self.desk_app, routes.ClientFile(self.client.id), cells)
        led = _LEADS.get(self.query_one(FileParts).section)
        more = [] if led is None else beside.preview(self.desk_app, led(items.row.key), cells)
        return [*beside.row_in_full(items), *([Line(""), *more] if more else [])]

    def _happened(self, seen: ClientFile) -> list[Line]:
        """What happened last, beside the portrait."""
        rows = client_lists.timeline(self.desk_app.desk, self.lang, seen)[:_LATEST]
        head = Line(self.tr("clients.section.timeline"), tone="head")
        return [head, *(Line(row.cells[0], " ".join(cell for cell in row.cells[2:] if cell)) for row in rows)]

    def on_descendant_focus(self) -> None:
        """The second pane is of the list that has the focus."""
        self.refresh_beside()

    # walking
    @on(Rows.Pointed, "#sections")
    def _pointed(self) -> None:
        self.refresh_keys()
        self.refresh_beside()

    def leaving(self) -> bool:
        """Esc first goes back to the sections."""
        return not self.query_one(FileParts).back()

    @on(Rows.Opened, "#items")
    def _opened(self, event: Rows.Opened) -> None:
        section, (listed, _, id) = self.query_one(FileParts).section, event.row.key.partition(":")
        if self.seen is None:
            return
        if section == client_lists.TIMELINE:
            if listed in _LEADS:
                self.desk_app.go(_LEADS[listed](id))
        elif section == "sales":
            self.desk_app.go(routes.Sale(event.row.key))
        elif section == "dues":
            due = next(one for one in self.seen.dues if as_due(one).key == event.row.key)
            open_client_due(self.desk_app, due, then=self.reload)
        elif section == "complaints":
            self.desk_app.go(routes.CaseFile(event.row.key))
        elif section == "entries":
            self.desk_app.go(routes.RegisterEntry(event.row.key))
        elif section == "assessments":
            self.desk_app.go(routes.TakenAssessment(event.row.key))
        elif section == "papers":
            self.desk_app.go(routes.Paper(event.row.key))
        elif section == "holdings":
            self._act_on_holding(event.row.key)
        elif section == "checks" and self.may("clients.write"):
            found = next(one for one in self.seen.checks if one.group.key == event.row.key)
            checks.act_on(self, self.client, found, self.reload)

    def _act_on_holding(self, holding_id: str) -> None:
        """Redeem, mend or end it; what is over is only read."""
        found = () if self.seen is None else self.seen.holdings
        line = next(one for one in found if one.holding.id == holding_id)
        if line.held and self.may("holdings.work"):
            holding_forms.act_on(self, self.client, line, lambda _: self.reload())

    # what can be done
    def action_sale(self) -> None:
        """Begin a sale; where some are open, ask whether to go on with one of them."""
        seen = self.seen.sales if self.seen is not None else ()
        under_way = [one for one in seen if one.state == "open"]
        if not under_way:
            self.desk_app.go(routes.NewSale(self.client.id))
            return
        options = [Option(one.id, self._open_sale(one)) for one in under_way]
        options.append(Option("", self.tr("clients.sale.one_more")))
        ask = Choose(self.tr("clients.sale.heading"), self.tr("clients.sale.which"), options, lang=self.lang)
        self.app.push_screen(ask, self._go_on_with)

    def _go_on_with(self, chosen: str | None) -> None:
        if chosen is not None:
            self.desk_app.go(routes.Sale(chosen) if chosen else routes.NewSale(self.client.id))

    def _open_sale(self, one: SaleLine) -> str:
        """Number, step and product of a sale under way."""
        product = None if one.product is None else shelf.get(self.desk_app.desk, one.product)
        name = "" if product is None or isinstance(product, Refused) else product.name.of(self.lang)
        step = self.desk_app.desk.pack.label("step", one.step, self.lang)
        return "  ".join(part for part in (one.no, step, one.product or "", name) if part)

    def action_assess(self) -> None:
        """Begin or go on with a questionnaire."""
        self.desk_app.go(routes.Questionnaire(self.client.id))

    def action_edit(self) -> None:
        """Change the file."""
        self.desk_app.go(routes.EditFile(self.client.id))

    def action_report_change(self) -> None:
        """The client reported a change: a new assessment before the next sale (SUIT-20)."""

        def told(what: str | None) -> None:
            if what is None:
                return
            changed = clients.report_change(self.desk_app.desk, self.client.id, what)
            if isinstance(changed, Refused):
                self.refuse(changed)
            else:
                self.reload()

        ask = AskText(self._of_client("clients.change"), self.tr("clients.change_what"), lang=self.lang, max_length=200)
        self.app.push_screen(ask, told)

    def action_note_holding(self) -> None:
        """Note what the client holds from elsewhere."""
        holding_forms.note(self, self.client, lambda _: self.reload())

    def action_note_entry(self) -> None:
        """Begin an entry about the client: a contact, a visit, a promise, whatever the registers have."""
        found = listing.beginnings(self.desk_app.desk, "client")
        if isinstance(found, Refused):
            self.refuse(found)
            return
        options = [Option(str(at), one.label.of(self.lang)) for at, one in enumerate(found)]
        ask = Choose(self._of_client("keys.note_entry"), self.tr("clients.note_entry"), options, lang=self.lang)
        about = f"client:{self.client.no}"

        def chosen(at: str | None) -> None:
            if at is not None:
                one = found[int(at)]
                self.desk_app.go(routes.NewEntry(one.register_id, one.act, about=about))

        self.app.push_screen(ask, chosen)

    def _of_client(self, act: str) -> str:
        """Whom an act is about, and what it is called."""
        return f"{self.client.no} {self.client.name} · {self.tr(act)}"

    def action_keep_file(self) -> None:
        """The file's past, a copy for the client, sealing, the end of the relationship, its papers."""
        self.desk_app.go(routes.ClientKeeping(self.client.id))

    def action_reveal(self) -> None:
        """Show the masked numbers of this section for ten seconds; each is a fact (DATA-05)."""
        page = self.query_one(FileParts).page
        keys = client_text.masked_keys(self.client, page) if page is not None else []

        def reveal(proof: Proof | None) -> dict[str, str] | Refused:
            found: dict[str, str] = {}
            for key in keys:
                value = clients.reveal(self.desk_app.desk, self.client.id, key, proof)
                if isinstance(value, Refused):
                    return value
                found[key] = value
            return found

        def then(found: dict[str, str]) -> None:  # coming back from the dialog masks everything, and this is after it
            self.when_back(lambda: self._show_revealed(found))

        if keys:
            ask_proof(self.desk_app, "clients.reveal", self.tr("keys.about.reveal"), reveal, then)

    def _show_revealed(self, found: dict[str, str]) -> None:
        self.revealed.update(found)
        if self._hide is not None:
            self._hide.stop()
        self._hide = self.set_timer(REVEAL_SECONDS, self.hide)
        self.query_one(FileParts).reveal(self.revealed)

    def hide(self) -> None:
        """Mask everything again."""
        self.revealed.clear()
        self.query_one(FileParts).reveal(self.revealed)

    def action_print(self) -> None:
        """Print papers of the file; which, is asked."""
        self.desk_app.go(routes.ClientPapers(self.client.id))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Revealing is greyed out where nothing is masked, and each act for whoever holds no role for it; so is an
        entry where no register about clients may be begun."""
        allowed = self.may(_WANTS[action]) if action in _WANTS else super().check_action(action, parameters)
        if action == "reveal" and allowed and self.is_mounted:
            page = self.query_one(FileParts).page
            return True if page is not None and client_text.masked_keys(self.client, page) else None
        if action == "note_entry" and allowed:
            begin = listing.beginnings(self.desk_app.desk, "client")
            return bool(begin) and not isinstance(begin, Refused)
        return allowed
