"""A few seconds of each part that needs no time to speak of; `python -m faults` takes minutes or hours."""

import pytest

from faults.parts import alone
from support.tiers import exhaustive

_SECONDS = 4.0


@exhaustive
@pytest.mark.parametrize(
    ("plugin", "name"),
    [
        *(("signals", name) for name in ("SIGTERM", "closed", "suspended", "leaving", "commands")),
        *(("programs", name) for name in ("beside a screen", "two screens", "at once")),
        *(("clocks", name) for name in ("leaping", "idle")),
        *(("texts", name) for name in ("fields", "older pack", "readers")),
    ],
)
def test_nothing_that_strikes_a_desk_costs_what_was_typed_or_confirmed(plugin: str, name: str) -> None:
    """A computer that shuts down, a second window, a clock that was set, or a pasted text ends the program, in words
    for programmers, or loses a client's answers."""
    outcome, _ = alone(plugin, name, _SECONDS, seed=3)
    assert outcome.wrong == [], outcome
    assert outcome.done.total() > 0


@exhaustive
def test_a_part_that_hangs_is_ended_and_says_where() -> None:
    """One key that never returns keeps a run of hours from ever telling what it found."""
    outcome, seconds = alone("programs", "at once", 60.0, seed=3, patience=-58.0)
    assert seconds < 60
    # a stack of a hundred and more is told by its first hundred: who called last, not who began
    assert [one for one in outcome.wrong if one.startswith("hung:\nTimeout") and 'File "' in one], outcome
