"""Taking a case in: the legal minimum on one page, everything else on the pages behind it (COMP-01, COMP-02)."""

from textual import on
from textual.app import ComposeResult
from textual.containers import Container
from textual.widgets import Static

from rmdesk.desk import clients
from rmdesk.desk.clients import ClientLine
from rmdesk.desk.complaints.register import Taken
from rmdesk.desk.search import told_apart
from rmdesk.domain.refusal import Refused
from rmdesk.faces.cells import head
from rmdesk.faces.complaints.typing import CaseDraft
from rmdesk.faces.fields import Option
from rmdesk.tui import routes
from rmdesk.tui.actions import bindings, of_screen
from rmdesk.tui.complaints.case import CaseScreen
from rmdesk.tui.complaints.pages import PagesScreen
from rmdesk.tui.kit.dialogs import Choose, Message
from rmdesk.tui.kit.form import Form

_NOBODY = "-"
_FOUND = 8


class TakeScreen(PagesScreen):
    """A new case. Every answer is kept at once; F10, or Enter on the last field, takes it in."""

    table = "take"
    measured = True
    BINDINGS = bindings(of_screen("take"))

    def __init__(self, draft: CaseDraft) -> None:
        """`draft` holds what is known or was typed before."""
        super().__init__(draft)
        self.alike = ""  # id of an open case that may be the same

    def body(self) -> ComposeResult:
        """Heading, fields, which open case this may be."""
        yield Static("", id="heading", markup=False)
        yield Container(id="page")
        yield Static("", id="likely", markup=False)

    async def on_mount(self) -> None:
        """The first page; the type is told first (COMP-01)."""
        await self.turn("basic", "type" if not self.draft.id else "")
        self._look_for_same()

    def heading(self) -> str:
        """New, and which page."""
        return self.tr("complaints.take.heading")

    # what is typed
    @on(Form.Answered)
    def _answered(self, event: Form.Answered) -> None:
        if self.answered(event) and event.key == "name" and event.value and not self.draft.linked:
            self._ask_who(event.value)
        self._look_for_same()

    @on(Form.Typed)
    def _typed(self, event: Form.Typed) -> None:
        self.typed(event)

    @on(Form.Completed)
    def _completed(self) -> None:
        self.action_next()

    def _ask_who(self, name: str) -> None:
        """Whoever is a client is not asked for what the bank holds (COMP-02)."""
        found = clients.find(self.desk_app.desk, name, _FOUND)
        if isinstance(found, Refused) or not found:
            return
        options = [Option(line.id, self._client(line)) for line in found]
        options.append(Option(_NOBODY, self.tr("complaints.take.no_client")))
        ask = Choose(self.tr("complaints.take.which"), "", options, lang=self.lang)
        self.app.push_screen(ask, self._linked)

    def _client(self, line: ClientLine) -> str:
        return told_apart.whole(self.desk_app.desk, line, self.lang)

    def _linked(self, client_id: str | None) -> None:
        if client_id is None or client_id == _NOBODY:
            return
        refused = self.draft.link(client_id)
        if refused is not None:
            self.refuse(refused)
        self.show_values(("name", "contact"))
        self.to_open_field()
        self._look_for_same()

    # the same complaint again
    def _look_for_same(self) -> None:
        found = self.draft.same()
        box = self.query_one("#likely", Static)
        box.set_class(bool(found), "-shown")
        self.alike = found[0].id if found else ""
        if found:
            one = found[0]
            why = self.tr(f"complaints.same.{one.why}")
            box.update(
                self.tr("complaints.same.line", no=one.no, name=one.name, claim=head(one.claim), why=why)
                if len(found) == 1
                else self.tr("complaints.same.more", no=one.no, name=one.name, count=len(found), why=why)
            )
        self.refresh_keys()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Merging is possible when there is something to merge into."""
        if action == "same_case":
            return bool(self.alike)
        return super().check_action(action, parameters)

    def action_same_case(self) -> None:
        """Take it in as the same complaint again: how that was told, and who agrees, is asked next (COMP-07)."""
        if not self.alike or not self.ready():
            return
        taken = self.draft.take()
        if isinstance(taken, Refused):
            self.refuse(taken)
        elif taken.view is None:
            self._tell_closed(taken)
        else:
            self.app.switch_screen(CaseScreen(taken.view, merge_into=self.alike))

    # done
    def f10(self) -> str:
        """Take it in, from whichever page: the first asks all that must be known."""
        return "keys.f10.take"

    def action_next(self) -> None:
        """Take the case in."""
        if not self.ready():
            return
        taken = self.draft.take()
        if isinstance(taken, Refused):
            self.refuse(taken)
        elif taken.view is None:
            self._tell_closed(taken)
        else:
            self.desk_app.go(routes.CaseFile(taken.id), instead=True)

    def _tell_closed(self, taken: Taken) -> None:
        """Whoever takes in a complaint about himself sees it no more (COMP-04)."""
        text = self.tr("complaints.take.closed", no=taken.no)
        self.app.pop_screen()
        self.app.push_screen(Message(self.tr("complaints.take.heading"), text, lang=self.lang))
