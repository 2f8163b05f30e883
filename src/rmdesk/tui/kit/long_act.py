"""An act that takes its time: how far it is, and Esc ends it. It runs in a thread, so that the screen answers."""

import threading
from collections.abc import Callable
from typing import Generic, TypeVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.message import Message as TextualMessage
from textual.widgets import ProgressBar, Static

from rmdesk.desk.beside import beside
from rmdesk.desk.desk import Desk
from rmdesk.domain.refusal import Refused
from rmdesk.locale import Lang, tr
from rmdesk.tui.desk_app import BESIDE
from rmdesk.tui.kit.dialogs import Dialog

T = TypeVar("T")
Tell = Callable[[int, int], bool]
"""Told how much is done, of how much (0: nobody knows yet); False ends the act."""


class LongAct(Dialog[T | Refused], Generic[T]):
    """Runs `act` and gives its answer. Locking the screen ends it too: nobody is there to see it."""

    BINDINGS = [Binding("ctrl+q", "leave", show=False)]

    class Told(TextualMessage):
        """How far it is."""

        def __init__(self, done: int, of: int) -> None:
            super().__init__()
            self.done, self.of = done, of

    class Ended(TextualMessage):
        """It answered."""

    def __init__(self, heading: str, desk: Desk, act: Callable[[Desk, Tell], T | Refused], *, lang: Lang) -> None:
        """`act` gets a desk of its own and whom to tell how far it is."""
        super().__init__(heading, lang=lang)
        self._desk = desk
        self._act = act
        self._stop = threading.Event()
        self._answer: T | Refused | None = None

    def content(self) -> ComposeResult:
        """A bar, and the figures."""
        yield ProgressBar(show_eta=False)
        yield Static(tr(self.lang, "common.long.reading"), id="told", markup=False)

    def keys(self) -> str:
        """Esc alone."""
        return tr(self.lang, "common.long.keys")

    def on_mount(self) -> None:
        """Begin."""
        self._run()

    def on_screen_suspend(self) -> None:
        """Covered by the lock, or left."""
        self._stop.set()

    def on_screen_resume(self) -> None:
        """Seen again after it had ended."""
        self._leave()

    def action_leave(self) -> None:
        """End the act; its answer says that nothing came of it."""
        self._stop.set()
        self.query_one("#told", Static).update(tr(self.lang, "common.long.stopping"))

    @work(thread=True, group=BESIDE)
    def _run(self) -> None:
        self._answer = beside(self._desk, lambda desk: self._act(desk, self._tell))
        self.post_message(self.Ended())

    def _tell(self, done: int, of: int) -> bool:
        self.post_message(self.Told(done, of))
        return not self._stop.is_set()

    @on(Told)
    def _told(self, event: Told) -> None:
        if event.of and not self._stop.is_set():
            self.query_one(ProgressBar).update(total=event.of, progress=event.done)
            figures = {"done": f"{event.done:,}", "of": f"{event.of:,}"}
            self.query_one("#told", Static).update(tr(self.lang, "common.long.going", **figures))

    @on(Ended)
    def _ended(self) -> None:
        self._leave()

    def _leave(self) -> None:
        answer = self._answer
        if answer is not None and self.app.screen is self:
            self._answer = None  # given once: it may end and be seen again at the same moment
            self.dismiss(answer)
