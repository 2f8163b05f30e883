"""What is typed into a search is looked for at once, or when it has stood still for a moment."""

from collections.abc import Callable

from textual.dom import NoScreen
from textual.timer import Timer
from textual.widget import Widget


def gone(widget: Widget) -> bool:
    """Whether the widget's screen was left, or the desk rests below the lock: nothing is read for it, for the desk may
    be closed, or be somebody else's by then."""
    try:
        left = widget.screen not in widget.app.screen_stack
    except NoScreen:  # it was taken off already
        return True
    desk = getattr(widget.app, "opened", None)
    return left or (desk is not None and bool(desk.store.resting))


class Settling:
    """Looks when the typing rests: an auditor's every look is a fact, and half a word is not what was looked for."""

    def __init__(self, owner: Widget, look: Callable[[], None]) -> None:
        """`look` is called on behalf of `owner`, whose timer it is."""
        self._owner = owner
        self._look = look
        self._timer: Timer | None = None

    def typed(self, pause: float) -> None:
        """Something was typed: look after `pause` seconds without more of it, at once for 0."""
        self._stop()
        if pause:
            self._timer = self._owner.set_timer(pause, self.now)
        elif not gone(self._owner):
            self._look()

    def now(self) -> None:
        """Look now, if that is still to be done: somebody wants to see what is found."""
        if self._stop() and not gone(self._owner):
            self._look()

    def _stop(self) -> bool:
        waiting, self._timer = self._timer, None
        if waiting is not None:
            waiting.stop()
        return waiting is not None
