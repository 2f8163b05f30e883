"""What was typed into small questions for something that was then refused: it is offered when they are asked again."""

from weakref import WeakKeyDictionary

from textual import events
from textual.app import App
from textual.screen import ModalScreen, Screen

Question = tuple[str, str]


class Retyping(App[int], inherit_bindings=False):
    """An app that keeps one-line texts until they were good for something: a full disk must not cost a reason.

    They are kept in memory with the screen that asked, and go with it.
    """

    def __init__(self) -> None:
        super().__init__()
        self._given: dict[Question, str] = {}
        self._refused: WeakKeyDictionary[Screen[object], dict[Question, str]] = WeakKeyDictionary()

    async def on_event(self, event: events.Event) -> None:
        """A key on a screen begins something new; what was typed for the thing before is done with."""
        if isinstance(event, events.InputEvent | events.Paste) and not isinstance(self.screen, ModalScreen):
            self._given.clear()
        await super().on_event(event)

    def was_given(self, question: Question, text: str) -> None:
        """`text` answers `question`, which is heading and label of a dialog."""
        self._given[question] = text
        self._kept().pop(question, None)

    def was_refused(self) -> None:
        """What the answers were given for was refused."""
        self._kept().update(self._given)

    def offered(self, question: Question) -> str:
        """What was typed last time and came to nothing; "" when there is nothing."""
        return self._kept().get(question, "")

    def _kept(self) -> dict[Question, str]:
        below = next(one for one in reversed(self.screen_stack) if not isinstance(one, ModalScreen))
        return self._refused.setdefault(below, {})
