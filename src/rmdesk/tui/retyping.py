"""What was typed into small questions for something that was then refused: it is offered when they are asked again."""

from collections.abc import Callable
from weakref import WeakKeyDictionary

from textual.screen import Screen

Question = tuple[str, str]
"""Heading and label of a dialog."""


class Retyping:
    """One-line texts until they were good for something: a full disk must not cost a reason.

    They are kept in memory with the screen that asked, and go with it.
    """

    def __init__(self, below: Callable[[], Screen[object]]) -> None:
        """`below` tells which screen asks: the one below the dialogs."""
        self._below = below
        self._given: dict[Question, str] = {}
        self._refused: WeakKeyDictionary[Screen[object], dict[Question, str]] = WeakKeyDictionary()

    def begun(self) -> None:
        """Something new begins; what was typed for the thing before is done with."""
        self._given.clear()

    def given(self, question: Question, text: str) -> None:
        """`text` answers `question`."""
        self._given[question] = text
        self._kept().pop(question, None)

    def refused(self) -> None:
        """What the answers were given for was refused."""
        self._kept().update(self._given)

    def offered(self, question: Question) -> str:
        """What was typed last time and came to nothing; "" when there is nothing."""
        return self._kept().get(question, "")

    def _kept(self) -> dict[Question, str]:
        return self._refused.setdefault(self._below(), {})
