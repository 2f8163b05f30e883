"""The documents of a product, version by version: Enter saves a copy, 1 adds a version, 2 withdraws one (DESK-03)."""

from collections.abc import Callable
from pathlib import Path
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.widgets import Static

from rmdesk.desk import show
from rmdesk.desk.archive.leftovers import EXPORTS
from rmdesk.desk.guarding import Proof
from rmdesk.desk.people_rows import person_of
from rmdesk.desk.shelf import documents, products
from rmdesk.desk.shelf.documents import Brought
from rmdesk.domain.documents import Document, in_force
from rmdesk.domain.refusal import Refused
from rmdesk.faces.fields import FieldSpec
from rmdesk.tui import routes
from rmdesk.tui.actions import bindings, of_screen
from rmdesk.tui.kit.asking import AskingScreen
from rmdesk.tui.kit.dialogs import Confirm, Message
from rmdesk.tui.kit.record_fields import choice, day, labelled, line, prose, reason
from rmdesk.tui.kit.record_form import Record, Values, ask_record
from rmdesk.tui.kit.rows import Column, Row, Rows

_PATH = 300
Fields = tuple[FieldSpec, ...]
Do = Callable[[Values, Proof | None], Document | Refused]


class DocumentsScreen(AskingScreen):
    """A list; what is in force today stands out."""

    table: ClassVar[str] = "documents"
    BINDINGS = bindings(of_screen("documents"))

    def __init__(self, code: str) -> None:
        """`code` is the product's."""
        super().__init__()
        self.code = code
        self.found: dict[str, Document] = {}

    def body(self) -> ComposeResult:
        """Whose they are, and the list."""
        yield Static("", id="told", classes="title", markup=False)
        columns = (
            Column(self.tr("shelf.document.kind"), 16, grow=1),
            Column(self.tr("shelf.document.version"), 4),
            Column(self.tr("shelf.document.since"), 10),
            Column(self.tr("shelf.document.stands"), 10),
            Column(self.tr("shelf.document.file"), 16, grow=1),
            Column(self.tr("shelf.document.by"), 10, from_width=90),
        )
        yield Rows(columns, empty=self.tr("shelf.document.none"))

    def on_mount(self) -> None:
        """Read them."""
        self.reload()
        self.query_one(Rows).focus()

    def came_back(self) -> None:
        """A version was added meanwhile."""
        self.reload()

    def reload(self) -> None:
        """Read them anew."""
        desk = self.desk_app.desk
        product, found = products.get(desk, self.code), documents.listed(desk, self.code)
        if isinstance(product, Refused):
            self.refuse(product)
            return
        if isinstance(found, Refused):
            self.refuse(found)
            return
        self.found = {one.id: one for one in found}
        heading = self.tr("shelf.document.of", code=product.code, product=product.name.of(self.lang))
        self.query_one("#told", Static).update(heading)
        now = {one.id for one in in_force(found, desk.today())}
        self.query_one(Rows).show([self._row(one, documents.state(desk, one, now)) for one in found], keep=True)
        self.refresh_keys()

    def _row(self, one: Document, state: documents.State) -> Row:
        desk = self.desk_app.desk
        person = person_of(desk.store, one.by)
        cells = (
            show.document_name(desk.pack, one, self.lang),
            f"V{one.number}",
            show.day(one.since),
            self.tr(f"shelf.document.{state}"),
            one.name,
            one.by if person is None else person.name,
        )
        return Row(one.id, cells, sign="✓" if state == "in_force" else "", tone="" if state == "in_force" else "muted")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """Who keeps no shelf reads."""
        if action not in ("add_document", "withdraw_document"):
            return True
        kept = self.may("shelf.keep") is not None and (action == "add_document" or bool(self.found))
        return True if kept else None

    def action_add_document(self) -> None:
        """Ask for a file and what it is."""
        desk = self.desk_app.desk

        def add(values: Values, _: Proof | None) -> Document | Refused:
            file = Path(values["file"]).expanduser()
            brought = Brought(values["kind"], file, values["title"], values["since"], values["change"])
            return documents.add(desk, self.code, brought)

        kinds = labelled(self.desk_app, "document_kind", desk.pack.labels.label["document_kind"])
        tr = self.tr
        fields = (
            choice("kind", tr("shelf.document.kind"), kinds),
            line("file", tr("shelf.document.file"), _PATH, help=tr("shelf.document.file_help")),
            line(
                "title",
                tr("shelf.document.title"),
                documents.MOST_TITLE,
                required=False,
                help=tr("shelf.document.title_help"),
            ),
            day("since", tr("shelf.document.since"), self.lang),
            prose(
                "change",
                tr("shelf.document.change"),
                documents.MOST_CHANGE,
                required=False,
                help=tr("shelf.document.change_help"),
            ),
        )
        values = {"since": desk.today().isoformat()}
        self._ask("add", self.code, fields, add, values)

    def action_withdraw_document(self) -> None:
        """The version pointed at counts no more."""
        row = self.query_one(Rows).row
        if row is None:
            return
        one, desk = self.found[row.key], self.desk_app.desk

        def withdraw(values: Values, _: Proof | None) -> Document | Refused:
            return documents.withdraw(desk, self.code, one.id, values["reason"])

        about = f"{self.code}  {show.document(desk.pack, one, self.lang)}"
        self._ask("withdraw", about, (reason(self.lang),), withdraw)

    def _ask(self, act: str, about: str, fields: Fields, do: Do, values: Values | None = None) -> None:
        place = routes.ProductDocuments(self.code)
        ask_record(self.desk_app, Record(f"shelf.document.{act}", about, place, fields, do, self._done, values or {}))

    def _done(self, one: Document) -> None:
        said = show.document(self.desk_app.desk.pack, one, self.lang)
        self.notify(self.tr("shelf.document.withdrew" if one.withdrawn else "shelf.document.added", document=said),
                    markup=False)  # fmt: skip
        self.reload()

    @on(Rows.Opened)
    def _opened(self, event: Rows.Opened) -> None:
        self.save(self.found[event.row.key])

    @work
    async def save(self, one: Document) -> None:
        """Ask where to, and before anything is written over."""
        desk = self.desk_app.desk
        heading = self.tr("shelf.document.save", document=show.document(desk.pack, one, self.lang))
        offered = str(desk.folder / EXPORTS / documents.saved_name(one))
        typed = await self.ask_text(heading, self.tr("shelf.document.save_to"), value=offered, most=_PATH)
        if typed is None:
            return
        path = documents.save(desk, self.code, one.id, file := Path(typed).expanduser())
        if isinstance(path, Refused) and path.reasons[0].code == "DESK-19.file_there":
            sure = Confirm(heading, self.desk_app.say(path.reasons[0]).text, lang=self.lang)
            if await self.app.push_screen_wait(sure) != "yes":
                return
            path = documents.save(desk, self.code, one.id, file, over=True)
        if isinstance(path, Refused):
            self.refuse(path)
        else:
            self.app.push_screen(Message(heading, str(path), lang=self.lang))
