"""Unlocking the desk: who, and the password; or the recovery code, which sets a new password.

The rules, the store and the cipher take a quarter of a second to import: they come after the first paint, and what the
first screen wants while the password is typed.
"""

import asyncio
from collections.abc import Sequence
from threading import Thread
from typing import TYPE_CHECKING, ClassVar

from textual import events, on, work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.widgets import Static

from rmdesk.faces.called import called
from rmdesk.faces.fields import Option
from rmdesk.tui import preferences, routes
from rmdesk.tui.actions import Action, bindings, of_screen
from rmdesk.tui.kit.choice import KEYS, Choice
from rmdesk.tui.kit.folding import folded
from rmdesk.tui.kit.pick import Pick
from rmdesk.tui.kit.prose import Prose
from rmdesk.tui.kit.screen import DeskScreen
from rmdesk.tui.kit.text_input import TextInput

if TYPE_CHECKING:
    from rmdesk.desk.desk import Desk
    from rmdesk.domain.passwords import Wanted
    from rmdesk.domain.refusal import Refused

AFTER_PAINT = 0.1  # seconds
_NUMBERS = KEYS[:10]  # the rest of them are letters, and letters narrow


class PersonPick(Pick):
    """Who: a number takes the person beside it at once, letters and Chinese narrow."""

    def on_key(self, event: events.Key) -> None:
        """A number, with nothing typed yet; full-width ones too."""
        at = _NUMBERS.find(folded(event.character or "-"))
        if self.typed or not 0 <= at < len(self.options):
            super().on_key(event)
            return
        event.stop()
        event.prevent_default()
        self.value = self.options[at].key
        self.post_message(self.Chosen(self, self.value).set_sender(self))
        self.post_message(self.Done(self).set_sender(self))

    def set_options(self, options: Sequence[Option]) -> None:
        """Each with its number."""
        numbers = (*_NUMBERS, *[""] * len(options))
        super().set_options(
            [Option(one.key, f"{no} {one.label}".strip()) for no, one in zip(numbers, options, strict=False)]
        )

    def summary(self) -> str:
        """Whoever is chosen needs no number any more."""
        return super().summary().lstrip(_NUMBERS).strip()


class UnlockScreen(DeskScreen):
    """The only screen of a locked desk."""

    table: ClassVar[str] = "unlock"
    allowed: ClassVar[frozenset[str] | None] = frozenset({"help", "quit"})
    BINDINGS = [
        *bindings(of_screen("unlock")),
        Binding("up", "to_person", show=False),
        Binding("down", "to_password", show=False),
    ]
    CSS_PATH = "unlock.tcss"
    listens = False  # painted first; who is there is read after, and keys wait for it

    def body(self) -> ComposeResult:
        """What went wrong, people, password."""
        self.names = preferences.load(self.desk_app.folder).names
        with Vertical(id="unlock"):
            yield Static(self.tr("vault.unlock.heading"), classes="title accent", markup=False)
            yield Static(str(self.desk_app.folder), classes="muted", markup=False)
            yield Prose(id="told")  # above the people: on few lines their list would hide it below
            yield Static(self.tr("vault.unlock.person"), classes="label", markup=False)
            login = self.desk_app.login
            yield PersonPick([self._option(login)] if login else [], login, id="person")
            yield Static(self.tr("common.password"), classes="label", markup=False)
            yield TextInput(lang=self.lang, password=True, max_length=200, id="password")

    def _option(self, login: str) -> Option:
        """Somebody by name, as far as it was ever told, and login."""
        name = self.names.get(login, "")
        return Option(login, called(name, login, self.lang) if name and name != login else login)

    def action_to_person(self) -> None:
        """Up from the password."""
        self.query_one("#person").focus()

    def action_to_password(self) -> None:
        """Down from the person."""
        self.query_one("#password").focus()

    def on_mount(self) -> None:
        """The last person only types the password."""
        self.query_one("#password").focus()
        self.call_after_refresh(self.set_timer, AFTER_PAINT, self._read_people)

    def _read_people(self) -> None:
        self.listens = True
        from rmdesk.desk import opening
        from rmdesk.domain.refusal import Refused

        self.desk_app.prepare(routes.Home())
        Thread(target=opening.read_ahead, daemon=True).start()
        people = opening.people_of(self.desk_app.folder)
        if isinstance(people, Refused):
            self._tell_refused(people)
            return
        known = self.desk_app.login if self.desk_app.login in people else ""
        choice = self.query_one("#person", Pick)
        choice.set_options([self._option(login) for login in people])
        choice.value = people[0] if len(people) == 1 else known
        if not choice.value and not self.query_one("#password", TextInput).value:
            choice.focus()

    @on(Choice.Done, "#person")
    def _chosen(self) -> None:
        self.query_one("#password").focus()

    @on(TextInput.Submitted, "#password")
    def _submitted(self, event: TextInput.Submitted) -> None:
        login = self.query_one("#person", Pick).value
        if not login:
            self._tell(self.tr("vault.unlock.choose_first"))
            self.query_one("#person").focus()
        elif event.value:
            self._tell(self.tr("vault.unlock.working"))
            self.listens = False
            # The key is stretched for about half a second: the words must be on the screen before.
            self.set_timer(0.02, lambda: self._unlock(login, event.value))

    def _unlock(self, login: str, password: str) -> None:
        from rmdesk.desk import opening
        from rmdesk.domain.refusal import Refused

        self.query_one("#password", TextInput).value = ""
        opened = opening.unlock(self.desk_app.folder, login, password, renews=False)
        if isinstance(opened, Refused) and opened.reasons[0].code == "DATA-08.code":
            self._choose(login, password)
        elif isinstance(opened, Refused) and opened.reasons[0].code == "DESK-19.outdated":
            self._renew_and_unlock(login, password)
        else:
            self._enter(opened)

    @work
    async def _renew_and_unlock(self, login: str, password: str) -> None:
        refused = await self._renewed(login, password)
        if refused is None:
            self._tell(self.tr("vault.unlock.working"))
            self._unlock(login, password)
        else:
            self._enter(refused)

    async def _renewed(self, slot: str, secret: str) -> "Refused | None":
        """The tables that an older program wrote are made anew in a thread: a minute, of which the screen tells."""
        from rmdesk.desk import opening

        def tell(done: int, of: int) -> None:
            text = self.tr("vault.unlock.renewing", done=f"{done:,}", of=f"{of:,}")
            self.app.call_from_thread(self._tell, text)

        self.listens = False
        return await asyncio.to_thread(opening.renew, self.desk_app.folder, slot, secret, tell)

    async def _wanted(self, login: str, slot: str, secret: str) -> "Wanted | Refused":
        """What a new password must be, at a desk of an older program, too."""
        from rmdesk.desk import opening
        from rmdesk.domain.refusal import Refused

        wanted = opening.password_wanted(self.desk_app.folder, login, slot, secret, renews=False)
        if not isinstance(wanted, Refused) or wanted.reasons[0].code != "DESK-19.outdated":
            return wanted
        refused = await self._renewed(slot, secret)
        self.listens = True
        return refused or opening.password_wanted(self.desk_app.folder, login, slot, secret)

    @work
    async def _choose(self, login: str, code: str) -> None:
        """A one-time code was right: it lets a password of one's own be set, and dies."""
        from rmdesk.desk import first_passwords
        from rmdesk.domain.refusal import Refused
        from rmdesk.tui.kit.passwords import ask_new_password

        self.listens = True
        self._tell("")
        heading = self.tr("vault.unlock.own_password")
        wanted = await self._wanted(login, login, code)
        if isinstance(wanted, Refused):
            self._tell_refused(wanted)
            return
        while True:
            label = self.tr("vault.unlock.new_password")
            password = await ask_new_password(self.desk_app, heading, label, self.lang, wanted)
            if password is None:
                return
            opened = first_passwords.choose(self.desk_app.folder, login, code, password)
            if not isinstance(opened, Refused):
                self._enter(opened)
                return
            self._tell_refused(opened)
            heading = self.desk_app.say(opened.reasons[0]).text

    def key_label(self, action: Action) -> str:
        """F10 is for whoever forgot the password."""
        return self.tr("keys.recover") if action.id == "next" else super().key_label(action)

    def key_help(self, action: Action) -> str:
        """The same in a sentence."""
        return self.tr("keys.about.recover") if action.id == "next" else super().key_help(action)

    @work
    async def action_next(self) -> None:
        """Open the desk with the recovery code and set a new password."""
        from rmdesk.desk import opening, recovery
        from rmdesk.domain.refusal import Refused
        from rmdesk.store import slots
        from rmdesk.tui.kit.dialogs import AskText
        from rmdesk.tui.kit.passwords import ask_new_password

        login = self.query_one("#person", Pick).value
        if not login:
            self._tell(self.tr("vault.unlock.choose_first"))
            self.desk_app.drop_typed()  # a code was to follow
            return
        heading = self.tr("vault.unlock.recover", person=self.names.get(login, login))

        def wrong(typed: str) -> str | None:
            refused = opening.try_recovery(self.desk_app.folder, typed)
            if refused is None:
                return None
            reason = refused.reasons[0]
            return (
                self.tr("vault.unlock.wrong_code")
                if reason.code == "DATA-08.password"
                else self.desk_app.say(reason).line
            )

        ask = AskText(heading, self.tr("vault.unlock.code"), lang=self.lang, check=wrong)
        code = await self.app.push_screen_wait(ask)
        if code is None:
            return
        wanted = await self._wanted(login, slots.RECOVERY, code)
        if isinstance(wanted, Refused):
            self._tell_refused(wanted)
            return
        password = await ask_new_password(
            self.desk_app, heading, self.tr("vault.unlock.new_password"), self.lang, wanted
        )
        if password is not None:
            self._enter(recovery.recover(self.desk_app.folder, login, code, password))

    def _enter(self, opened: "Desk | Refused") -> None:
        from rmdesk.domain.refusal import Refused

        if isinstance(opened, Refused):
            self.listens = True
            self._tell_refused(opened)
        else:
            self.desk_app.enter(opened)

    def _tell(self, text: str) -> None:
        self.query_one("#told", Prose).show([(text, "")])

    def _tell_refused(self, refused: "Refused") -> None:
        said = [self.desk_app.say(reason) for reason in refused.reasons]
        self._tell("\n".join(f"! {one.line}" for one in said))
