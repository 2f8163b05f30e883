"""Files whose retention is over: destroyed with compliance's consent, or held back (KYC-08, SUIT-09)."""

from collections.abc import Callable
from datetime import date
from typing import ClassVar, TypeVar

from textual import on, work
from textual.app import ComposeResult
from textual.widgets import Static

from rmdesk.desk.act_papers import print_destruction
from rmdesk.desk.archive import destroying, retention
from rmdesk.desk.archive.leftovers import PAPERS
from rmdesk.desk.archive.retention import Retention
from rmdesk.desk.guarding import Proof
from rmdesk.domain.refusal import Refused
from rmdesk.tui import routes
from rmdesk.tui.actions import bindings, of_screen
from rmdesk.tui.archive.keeping import keeping_text
from rmdesk.tui.kit.asking import AskingScreen
from rmdesk.tui.kit.dialogs import Message
from rmdesk.tui.kit.record_fields import reason
from rmdesk.tui.kit.record_form import Record, Values, ask_record
from rmdesk.tui.kit.rows import Column, Row, Rows

T = TypeVar("T")


class RetentionScreen(AskingScreen):
    """Space marks a file for destruction; nothing is marked beforehand, and nothing under a hold. Enter opens it."""

    table: ClassVar[str] = "retention"
    BINDINGS = bindings(of_screen("retention"))

    def __init__(self) -> None:
        """What is due today."""
        super().__init__()
        self.by_day: date | None = None
        self.due: dict[str, Retention] = {}
        self.marked: set[str] = set()

    def body(self) -> ComposeResult:
        """What is listed, and the files."""
        yield Static("", id="what", classes="title", markup=False)
        columns = (
            Column(self.tr("clients.no"), 7),
            Column(self.tr("clients.name"), 10, grow=2),
            Column(self.tr("archive.retention.ended"), 11),
            Column(self.tr("archive.retention.until"), 11),
            Column(self.tr("archive.retention.clock"), 18, grow=2),
        )
        yield Rows(columns, empty=self.tr("archive.retention.nothing"))

    def on_mount(self) -> None:
        """Ask the desk."""
        self.reload()
        self.query_one(Rows).focus()

    def reload(self) -> None:
        """Ask the desk anew."""
        found = retention.due(self.desk_app.desk, self.by_day)
        if isinstance(found, Refused):
            self.refuse(found)
            return
        self.due = {one.client.id: one for one in found}
        self.marked -= {key for key in self.marked if key not in self.due or self.due[key].held}
        self._show()

    def _show(self) -> None:
        held = sum(one.held for one in self.due.values())
        values = {"on": self.by_day or self.desk_app.desk.today(), "count": len(self.due), "marked": len(self.marked)}
        told = self.tr("archive.retention.what_held" if held else "archive.retention.what", held=held, **values)
        self.query_one("#what", Static).update(told)
        self.query_one(Rows).show([self._row(one) for one in self.due.values()], keep=True)
        self.refresh_keys()

    def _row(self, one: Retention) -> Row:
        longest = one.clocks[0].clock
        clock = f"{longest.rule} {longest.name.of(self.lang)}"
        if one.held:
            clock = self.tr("archive.retention.held", reason=one.keeping.holds[-1].reason)
        cells = (one.client.no, one.client.name, str(one.keeping.ended_on), str(one.until), clock)
        return Row(one.client.id, cells, sign="!" if one.held else "✓" if one.client.id in self.marked else "")

    @on(Rows.Opened)
    def _opened(self, event: Rows.Opened) -> None:
        """The file; of one on hold by whom, since when and why."""
        one = self.due[event.row.key]
        if one.held:
            self._say_why(one)
        else:
            self.desk_app.go(routes.ClientFile(one.client.id))

    def action_mark(self) -> None:
        """Mark the file pointed at, or take its mark away; of one on hold say why it cannot be marked."""
        row = self.query_one(Rows).row
        one = None if row is None else self.due[row.key]
        if one is not None and one.held:
            self._say_why(one)
        elif one is not None:
            self.marked ^= {one.client.id}
            self._show()

    def _say_why(self, one: Retention) -> None:
        heading = f"{one.client.no} {one.client.name}"
        self.app.push_screen(Message(heading, keeping_text(self, one), lang=self.lang))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what is due today is destroyed, and only what was marked."""
        if action == "mark":
            return True if self.due else None
        if action == "destroy":
            return self.may("retention.erase") and (True if self.marked and self.by_day is None else None)
        if action == "put_hold":
            return self.may("retention.hold") and (True if self.due else None)
        return super().check_action(action, parameters)

    def action_destroy(self) -> None:
        """Destroy the marked files: the one at the desk proposes it, compliance agrees by password."""
        desk, chosen = self.desk_app.desk, [one.client for one in self.due.values() if one.client.id in self.marked]
        about = self.tr("archive.retention.about", files=" ".join(client.no for client in chosen))
        ids = [client.id for client in chosen]

        def destroy(values: Values, proof: Proof | None) -> tuple[destroying.Destroyed, ...] | Refused:
            return destroying.destroy(desk, ids, values["reason"], proof)

        self._ask("keys.destroy", "", destroy, self._destroyed, proves="retention.erase", agrees=about, said=about)

    def _destroyed(self, gone: tuple[destroying.Destroyed, ...]) -> None:
        lines = [self.tr("archive.retention.done", files=len(gone), facts=sum(one.facts for one in gone))]
        left = [name for one in gone for name in one.left]
        lines += [f"! {self.tr('archive.retention.left', files=' '.join(left))}"] if left else []
        sheet = print_destruction(
            self.desk_app.desk, self.desk_app.desk.today(), self.desk_app.folder / PAPERS, self.lang
        )
        if not isinstance(sheet, Refused):
            lines.append(self.tr("clients.printed_to", folder=sheet.path))
        self.app.push_screen(Message(self.tr("keys.about.destroy"), "\n".join(lines), lang=self.lang))
        self.reload()

    def action_put_hold(self) -> None:
        """Nothing of the file pointed at may be destroyed until the hold is lifted."""
        row = self.query_one(Rows).row
        if row is None:
            return
        client, desk = self.due[row.key].client, self.desk_app.desk

        def hold(values: Values, _: Proof | None) -> Retention | Refused:
            return retention.put_hold(desk, client.id, values["reason"])

        self._ask("keys.put_hold", f"{client.no} {client.name}", hold, lambda _: self.reload(), client_id=client.id)

    def _ask(
        self,
        act: str,
        about: str,
        do: Callable[[Values, Proof | None], T | Refused],
        then: Callable[[T], None],
        *,
        client_id: str = "",
        proves: str = "",
        agrees: str = "",
        said: str = "",
    ) -> None:
        """Why, and what else it wants."""
        record = Record(
            act, about, routes.Retention(), (reason(self.lang),), do, then, said=said, client_id=client_id,
            proves=proves, agrees=agrees,
        )  # fmt: skip
        ask_record(self.desk_app, record)

    @work
    async def action_due_on(self) -> None:
        """What will be due by another day."""
        given = await self.ask_day(
            self.tr("keys.about.due_on"), self.tr("archive.retention.by"), self.desk_app.desk.today()
        )
        if given is not None:
            self.by_day = None if given == self.desk_app.desk.today() else given
            self.marked.clear()
            self.reload()
