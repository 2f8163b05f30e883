"""The locked screen: nothing of a client is seen, what was typed stays below it."""

from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Static

from rmdesk.desk import people
from rmdesk.tui.actions import Action, bindings, of_screen
from rmdesk.tui.kit.prose import Prose
from rmdesk.tui.kit.screen import DeskScreen
from rmdesk.tui.kit.text_input import TextInput


class LockScreen(DeskScreen):
    """Only the password of the person at the desk takes it away."""

    table: ClassVar[str] = "lock"
    allowed: ClassVar[frozenset[str] | None] = frozenset({"quit"})
    BINDINGS = bindings(of_screen("lock"))
    CSS_PATH = "unlock.tcss"

    def title_texts(self) -> tuple[str, str]:
        """No names on a locked screen but the program's."""
        return "rmdesk", ""

    def body(self) -> ComposeResult:
        """Who, and the password."""
        with Vertical(id="unlock"):
            yield Static(self.tr("vault.locked"), classes="title accent", markup=False)
            yield Static(self.tr("vault.locked_by", person=self.desk_app.desk.actor.login), markup=False)
            yield Static(self.tr("common.password"), classes="label", markup=False)
            yield TextInput(lang=self.lang, password=True, max_length=200, id="password")
            yield Prose(id="told")

    def on_mount(self) -> None:
        """Ready to type."""
        self.query_one("#password").focus()

    def key_label(self, action: Action) -> str:
        """F10 lets another person in."""
        return self.tr("keys.switch_person") if action.id == "next" else super().key_label(action)

    def key_help(self, action: Action) -> str:
        """The same in a sentence."""
        return self.tr("keys.about.switch_person") if action.id == "next" else super().key_help(action)

    def action_next(self) -> None:
        """Somebody else wants to work here."""
        self.desk_app.switch_person()

    def leaving(self) -> bool:
        """Esc does not unlock."""
        return False

    def on_paste(self, event: events.Paste) -> None:
        """A paste belongs to the password only."""
        event.stop()

    @on(TextInput.Submitted, "#password")
    def _submitted(self, event: TextInput.Submitted) -> None:
        event.input.value = ""
        if not event.value:
            return
        refused = people.check_password(self.desk_app.desk, event.value)
        if refused is None:
            self.app.pop_screen()
            self.desk_app.let_back_in()
            return
        reason = refused.reasons[0]
        wrong = reason.code == "DATA-08.password"  # who it is stands above: only the password can be wrong
        self._tell(self.tr("common.wrong_password") if wrong else self.desk_app.say(reason).text)

    def _tell(self, text: str) -> None:
        self.query_one("#told", Prose).update(f"! {text}")
