"""When nobody types (DATA-08). One timer, which paints nothing: it must not move an input method's cursor."""

import time
from collections.abc import Callable

from textual.timer import Timer


class Idleness:
    """Since when nobody typed. Time is taken from two clocks, since one of them stands still while a laptop sleeps."""

    def __init__(self, after: Callable[[float, Callable[[], None]], Timer], over: Callable[[], None]) -> None:
        """`after` calls something in so many seconds; `over` is what to do when nobody typed for too long."""
        self._after = after
        self._over = over
        self._touched = _now()
        self._limit = 0.0
        self._timer: Timer | None = None

    def watch(self, seconds: float) -> None:
        """Begin to watch: so many seconds without a key are too long; 0 for never."""
        self._touched, self._limit = _now(), seconds
        self._look_after(seconds)

    def touched(self) -> bool:
        """Somebody typed. Whether that came after too long a pause."""
        late = 0 < self._limit <= _since(self._touched)
        self._touched = _now()
        return late

    def _look(self) -> None:
        left = self._limit - _since(self._touched)
        if left <= 0:
            self._over()
        self._look_after(left if left > 0 else self._limit)

    def _look_after(self, seconds: float) -> None:
        if self._timer is not None:
            self._timer.stop()
        self._timer = self._after(seconds, self._look)


def _now() -> tuple[float, float]:
    return time.monotonic(), time.time()


def _since(then: tuple[float, float]) -> float:
    """Seconds since `then`: the longer of what the two clocks say."""
    return max(now - before for now, before in zip(_now(), then, strict=True))
