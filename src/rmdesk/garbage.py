"""How often the program looks for garbage among what it holds."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

_SELDOM: Final = (200_000, 50, 100)


@contextmanager
def sought_seldom() -> Iterator[None]:
    """Around work that makes much that stays or goes by itself: what the program holds already is not looked through
    again and again, and what is new only now and then: a twentieth of an import's time."""
    before = gc.get_threshold()
    gc.freeze()
    gc.set_threshold(*_SELDOM)
    try:
        yield
    finally:
        gc.set_threshold(*before)
        gc.unfreeze()
