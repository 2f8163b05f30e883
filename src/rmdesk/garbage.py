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
    before, held = gc.get_threshold(), gc.get_freeze_count()
    gc.freeze()
    gc.set_threshold(*_SELDOM)
    try:
        yield
    finally:
        gc.set_threshold(*before)
        if not held:
            gc.unfreeze()


def spare_what_stands() -> None:
    """What the program has loaded stays until its end. To look through all of it for garbage takes a tenth of a second,
    in the midst of some key; what comes later is little."""
    gc.freeze()


def let_go() -> None:
    """Look through everything once, while nobody works, and spare what is left."""
    gc.unfreeze()
    gc.collect()
    gc.freeze()
