"""Ten desks and head office over files in any order: steps of `office/whole.py` as long as there is time."""

import time
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from faults.parts import Outcome, Part
from office.whole import Whole, walk
from support.desks import FreshDesks
from support.families import default_pack
from support.postgres import programs, running

_DESKS: Final = 10
_STEPS: Final = 150


def _whole(seconds: float, seed: int, scratch: Path) -> Outcome:
    """Runs of ten desks until the time is over; one at least."""
    outcome, found, until = Outcome(), programs(), time.monotonic() + seconds
    if found is None:
        outcome.seen.append("no PostgreSQL here")
        return outcome
    with running(found) as server:

        class Ten(Whole):
            many = _DESKS

        Ten.server, Ten.fresh, Ten.pack, Ten.met = server, FreshDesks(scratch / "fresh"), default_pack(), Counter()
        while not outcome.wrong:
            try:
                walk(Ten, _STEPS, seed)
            except AssertionError as error:
                outcome.wrong.append(f"seed {seed}: {error!r} {getattr(error, '__notes__', '')}")
            seed += 1
            if time.monotonic() > until:
                break
        outcome.done = Ten.met
    return outcome


PARTS: Mapping[str, Part] = {"whole": _whole}
