"""The screen in the client's hands, until the manager takes it back (QUES-08)."""

from collections.abc import Callable
from typing import ClassVar

from textual.screen import Screen

from rmdesk.desk import assess, people
from rmdesk.domain.client import Client
from rmdesk.tui.actions import Action
from rmdesk.tui.kit.dialogs import AskPassword
from rmdesk.tui.sale.work import WorkScreen


class TakeBack(AskPassword):
    """The manager's password, over a screen in the client's hands."""

    allowed: ClassVar[frozenset[str]] = frozenset()


class InClientsHands(WorkScreen):
    """Nothing of the program can be reached until the manager takes the screen back with the password (QUES-08).

    A subclass says whose hands it is in, and what the manager sees afterwards.
    """

    table: ClassVar[str] = "handover"
    allowed: ClassVar[frozenset[str] | None] = frozenset({"leave"})
    has_beside = False  # nothing of the bank's inside before a client
    holder: Client
    returning: Callable[[], Screen[None]]

    def title_texts(self) -> tuple[str, str]:
        """For the client: nothing about others, nothing of the desk."""
        return self.tr("sale.handover.title", name=self.holder.name), self.desk.branch.spoken(self.lang).bank

    def key_label(self, action: Action) -> str:
        """Esc leads back to the manager."""
        return self.tr("keys.take_back") if action.id == "leave" else super().key_label(action)

    def key_help(self, action: Action) -> str:
        """The same in a sentence."""
        return self.tr("keys.about.take_back") if action.id == "leave" else super().key_help(action)

    def leaving(self) -> bool:
        """Esc asks for the password of the person at the desk: only that leaves."""
        self._ask_password()
        return False

    def _ask_password(self) -> None:
        heading = self.tr("sale.handover.take_back")
        label = self.tr("common.password_of", name=self.desk.actor.name)
        self.desk_app.push_screen(TakeBack(heading, label, self._wrong, lang=self.lang), self._taken)

    def _wrong(self, password: str) -> str | None:
        refused = people.check_password(self.desk, password)
        if refused is None:
            return None
        reason = refused.reasons[0]  # whose password it is stands above: only the password can be wrong
        return self.tr("common.wrong_password") if reason.code == "DATA-08.password" else self.words(reason)

    def _taken(self, password: str | None) -> None:
        if password is not None and self.went(assess.hand_over(self.desk, self.holder.id, started=False)):
            self.desk_app.switch_screen(self.returning())
