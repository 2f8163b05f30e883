"""Handing clients over to another manager: everything open is listed, and the receiver agrees here (DESK-18)."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.widgets import Static

from rmdesk.desk import book, people
from rmdesk.desk.act_papers import print_hand_over
from rmdesk.desk.archive.leftovers import PAPERS
from rmdesk.desk.book import Book, OpenWork
from rmdesk.desk.complaints.guarding import name_of
from rmdesk.desk.guarding import Proof
from rmdesk.domain.refusal import Refused
from rmdesk.faces.called import called
from rmdesk.faces.fields import Option
from rmdesk.tui import routes
from rmdesk.tui.actions import bindings, of_screen
from rmdesk.tui.kit.asking import AskingScreen
from rmdesk.tui.kit.record_fields import choice, reason
from rmdesk.tui.kit.record_form import Record, Values, ask_record
from rmdesk.tui.kit.rows import Column, Row, Rows


class HandOverBookScreen(AskingScreen):
    """The clients of one book. Space marks one, Enter opens it; when none is marked all of them go."""

    table: ClassVar[str] = "book"
    BINDINGS = bindings(of_screen("book"))

    def __init__(self, giver: str) -> None:
        """`giver` is the login of whose book it is."""
        super().__init__()
        self.giver, self.receiver = giver, ""
        self.works: dict[str, OpenWork] = {}
        self.marked: set[str] = set()

    def body(self) -> ComposeResult:
        """What it is, and the clients with what is open."""
        yield Static("", id="what", classes="title", markup=False)
        columns = (
            Column(self.tr("clients.no"), 7),
            Column(self.tr("clients.name"), 12, grow=2),
            Column(self.tr("people.book.dues"), 20, grow=4),
            Column(self.tr("people.book.sales"), 10, grow=1),
        )
        yield Rows(columns, empty=self.tr("common.none"))

    def on_mount(self) -> None:
        """Everything open."""
        found = book.open_work(self.desk_app.desk, self.giver)
        if isinstance(found, Refused):
            self.refuse(found)
        else:
            self.works = {one.client_id: one for one in found}
        self._show()
        self.query_one(Rows).focus()

    def _show(self) -> None:
        rows = self.query_one(Rows)
        rows.show([self._row(one) for one in self.works.values()], keep=True)
        dues = sum(len(one.dues) for one in self._chosen())
        sales = sum(len(one.sales) for one in self._chosen())
        counts = {"clients": len(self._chosen()), "dues": dues, "sales": sales}
        self.query_one("#what", Static).update(
            self.tr("people.book.what", giver=name_of(self.desk_app.desk, self.giver), **counts)
        )
        self.refresh_keys()

    def _row(self, one: OpenWork) -> Row:
        listed = [f"{self.tr(f'home.due_kind.{due.kind}')} {due.on}" for due in one.dues]
        cells = (one.no, one.name, " · ".join(listed) or "—", " ".join(no for _, no in one.sales) or "—")
        late = any(due.on < self.desk_app.desk.today() for due in one.dues)
        sign = "✓" if one.client_id in self.marked else "!" if late else ""
        return Row(one.client_id, cells, sign=sign)

    def _chosen(self) -> list[OpenWork]:
        return [one for one in self.works.values() if not self.marked or one.client_id in self.marked]

    @on(Rows.Opened)
    def _opened(self, event: Rows.Opened) -> None:
        self.desk_app.go(routes.ClientFile(event.row.key))

    def action_mark(self) -> None:
        """Mark the client pointed at, or take the mark away."""
        row = self.query_one(Rows).row
        if row is not None:
            self.marked ^= {row.key}
            self._show()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """There must be something to hand over."""
        if action in ("next", "mark"):
            return True if self.works else None
        return super().check_action(action, parameters)

    def f10(self) -> str:
        """Hand them over."""
        return "keys.f10.hand_over"

    def action_next(self) -> None:
        """Who receives them, why, and the receiver's own password."""
        desk, giver, ids = self.desk_app.desk, self.giver, tuple(one.client_id for one in self._chosen())
        others = [one for one in _managers(self) if one.key != giver]
        if not others:
            self.notify(self.tr("people.book.nobody"), markup=False)
            return
        what = str(self.query_one("#what", Static).content)

        def give(values: Values, proof: Proof | None) -> tuple[OpenWork, ...] | Refused:
            self.receiver = values["receiver"]
            return book.hand_over(desk, giver, values["receiver"], values["reason"], proof, ids)

        fields = (choice("receiver", self.tr("people.book.receiver"), others), reason(self.lang))
        record = Record(
            "keys.hand_clients", name_of(desk, giver), routes.HandOverBook(), fields, give, self._gave,
            said=what, proves="clients.hand_over", agrees=what, second="receiver",
        )  # fmt: skip
        ask_record(self.desk_app, record)

    def _gave(self, moved: tuple[OpenWork, ...]) -> None:
        """The record of it is printed at once, and named: who signs it is still here."""
        desk, folder = self.desk_app.desk, self.desk_app.folder / PAPERS
        sheet = print_hand_over(desk, self.giver, self.receiver, desk.today(), folder, self.lang)
        self.app.pop_screen()
        told = self.tr("people.book.done", count=len(moved))
        if not isinstance(sheet, Refused):
            told = f"{told} {self.tr('clients.printed_to', folder=sheet.path)}"
        self.desk_app.notify(told, markup=False)


def _managers(screen: AskingScreen) -> list[Option]:
    found = people.everybody(screen.desk_app.desk)
    known = () if isinstance(found, Refused) else found
    able = [one for one in known if one.active and "manager" in one.roles]
    return [Option(one.login, called(one.name, one.login, screen.lang)) for one in able]


async def giver_of(screen: AskingScreen) -> str | None:
    """Whose book it is: one's own, or for compliance anybody's."""
    actor = screen.desk_app.desk.actor
    if "compliance" not in actor.roles:
        return actor.login
    found = book.books(screen.desk_app.desk)
    known = () if isinstance(found, Refused) else found
    options = [Option(one.login, _told(screen, one)) for one in known if one.clients]
    if not options:
        screen.notify(screen.tr("people.book.empty"), markup=False)
        return None
    return await screen.pick(screen.tr("keys.about.hand_clients"), screen.tr("people.book.giver"), options)


def _told(screen: AskingScreen, one: Book) -> str:
    text = screen.tr("people.book.of", person=called(one.name, one.login, screen.lang), clients=one.clients)
    return f"! {text} · {screen.tr('people.book.left')}" if one.left else text
