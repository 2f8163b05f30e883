"""What is spared from searches for garbage is let go below the lock."""

import gc
import weakref

from rmdesk import garbage
from support.tiers import longer


class Ring:
    """Refers to itself, so that only a search for garbage ends it."""

    def __init__(self) -> None:
        self.me = self


@longer
def test_what_was_spared_goes_when_the_desk_rests() -> None:
    """Rows of clients that hang in a circle would stay in memory below the lock."""
    ring = Ring()
    seen = weakref.ref(ring)
    garbage.spare_what_stands()
    del ring
    gc.collect()
    assert seen() is not None  # spared: the search passed it over
    try:
        garbage.let_go()
        assert seen() is None
    finally:
        gc.unfreeze()


def test_an_import_leaves_spared_what_was() -> None:
    """The program would look through all that it has loaded again from the first import on."""
    try:
        garbage.spare_what_stands()
        with garbage.sought_seldom():
            pass
        assert gc.get_freeze_count() > 0
    finally:
        gc.unfreeze()
