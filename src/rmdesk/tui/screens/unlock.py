"""Unlocking the desk: who, and the password; or the recovery code, which sets a new password."""

from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Static

from rmdesk.desk import opening, recovery
from rmdesk.desk.desk import Desk
from rmdesk.domain.refusal import Refused
from rmdesk.tui.actions import bindings, of_screen
from rmdesk.tui.kit.choice import KEYS, Choice, Option
from rmdesk.tui.kit.dialogs import AskText
from rmdesk.tui.kit.screen import DeskScreen
from rmdesk.tui.kit.text_input import TextInput


class UnlockScreen(DeskScreen):
    """The only screen of a locked desk."""

    table: ClassVar[str] = "unlock"
    allowed: ClassVar[frozenset[str] | None] = frozenset({"help", "quit"})
    BINDINGS = bindings(of_screen("unlock"))

    def __init__(self) -> None:
        """Nobody is chosen before the folder was read."""
        super().__init__()
        self.people: tuple[str, ...] = ()

    def body(self) -> ComposeResult:
        """People, password, what went wrong."""
        found = opening.people_of(self.rm.folder)
        self.people = () if isinstance(found, Refused) else found
        with Vertical(id="unlock"):
            yield Static(self.tr("unlock.heading"), classes="title accent", markup=False)
            yield Static(str(self.rm.folder), classes="muted", markup=False)
            yield Static(self.tr("unlock.person"), classes="label", markup=False)
            yield Choice([Option(login, login) for login in self.people[: len(KEYS)]], self._first(), id="person")
            yield Static(self.tr("common.password"), classes="label", markup=False)
            yield TextInput(lang=self.lang, password=True, max_length=200, id="password")
            yield Static("", id="told", markup=False)
        if isinstance(found, Refused):
            self.call_after_refresh(self._tell_refused, found)

    def on_mount(self) -> None:
        """The last person only types the password; with several unknown people the choice comes first."""
        self.query_one("#password" if self._first() else "#person").focus()

    def _first(self) -> str:
        if self.rm.login in self.people:
            return self.rm.login
        return self.people[0] if len(self.people) == 1 else ""

    @on(Choice.Done, "#person")
    def _chosen(self) -> None:
        self.query_one("#password").focus()

    @on(TextInput.Submitted, "#password")
    def _submitted(self, event: TextInput.Submitted) -> None:
        login = self.query_one("#person", Choice).value
        if not login:
            self._tell(self.tr("unlock.choose_first"))
            self.query_one("#person").focus()
        elif event.value:
            self._tell(self.tr("unlock.working"))
            # The key is stretched for about half a second: the words must be on the screen before.
            self.set_timer(0.02, lambda: self._unlock(login, event.value))

    def _unlock(self, login: str, password: str) -> None:
        opened = opening.unlock(self.rm.folder, login, password)
        self.query_one("#password", TextInput).value = ""
        if isinstance(opened, Refused):
            self._tell_refused(opened)
        else:
            self.rm.enter(opened)

    @work
    async def action_recover(self) -> None:
        """Open the desk with the recovery code and set a new password."""
        login = self.query_one("#person", Choice).value
        if not login:
            self._tell(self.tr("unlock.choose_first"))
            return
        heading = self.tr("unlock.recover", person=login)
        code = await self.app.push_screen_wait(AskText(heading, self.tr("unlock.code"), lang=self.lang))
        if code is None:
            return
        label = self.tr("unlock.new_password")
        password = await self.app.push_screen_wait(AskText(heading, label, lang=self.lang, password=True))
        if password is None:
            return
        opened: Desk | Refused = recovery.recover(self.rm.folder, login, code, password)
        if isinstance(opened, Refused):
            self._tell_refused(opened)
        else:
            self.rm.enter(opened)

    def _tell(self, text: str) -> None:
        self.query_one("#told", Static).update(text)

    def _tell_refused(self, refused: Refused) -> None:
        said = [self.rm.say(reason) for reason in refused.reasons]
        self._tell("\n".join(f"! {one.text} {one.next}" for one in said))
