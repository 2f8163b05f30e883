"""A plug-in of `python -m faults` has parts by name, each of which does what it can in its time and tells of it."""

import faulthandler
import gc
import os
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Callable, Mapping
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field
from importlib import import_module
from multiprocessing import get_context
from pathlib import Path
from typing import Final


@dataclass
class Outcome:
    """How much of what was done, by what it is called; and what did not hold. `seen`: what else is worth a line."""

    done: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)
    seen: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        done = ", ".join(f"{count:,} {what}" for what, count in self.done.items())
        return "\n".join([f"{done}; {len(self.wrong)} wrong", *self.seen, *self.wrong[:_TOLD]])


_TOLD: Final = 30
"""So much of what was wrong is printed."""

Part = Callable[[float, int, Path], Outcome]
"""Of so many seconds, a seed, and an empty folder that goes away; in a process of its own."""

PLUGINS: Final = ("disk", "fuzz", "monkey", "texts", "signals", "clocks", "programs", "office")
"""The modules here that have `PARTS`, a mapping of parts by name."""


def parts_of(plugin: str) -> Mapping[str, Part]:
    """The parts of one plug-in, by name."""
    found: Mapping[str, Part] = import_module(f"faults.{plugin}").PARTS
    return found


_MEMORY: Final = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None
"""Where a disk in memory is, no part waits for another, and none wears it."""
PATIENCE: Final = 600.0
"""So many seconds more than its time a part may take, to build what it strikes and to end what it has begun."""


def work(plugin: str, name: str, seconds: float, seed: int, scratch: Path, patience: float) -> Outcome:
    """Do one part in the empty folder `scratch`, in a process that ends with it; one that hangs says where and ends."""
    gc.set_threshold(100_000, 20, 100)  # as in conftest.py
    part = parts_of(plugin)[name]  # what is loaded is none of its time, nor of where it hangs
    with _hung(scratch).open("w", encoding="utf-8") as said:
        faulthandler.dump_traceback_later(seconds + patience, exit=True, file=said)
        os.environ["HOME"] = str(scratch)
        os.chdir(scratch)  # what is typed may be a path
        outcome = part(seconds, seed, scratch)
        faulthandler.cancel_dump_traceback_later()
        return outcome


def _hung(scratch: Path) -> Path:
    return scratch.with_suffix(".hung")


def alone(plugin: str, name: str, seconds: float, seed: int, patience: float = PATIENCE) -> tuple[Outcome, float]:
    """Do one part in a process of its own, which it may end; what came of it, and how many seconds it took."""
    begun = time.monotonic()
    with tempfile.TemporaryDirectory(dir=_MEMORY, ignore_cleanup_errors=True) as folder:
        scratch = Path(folder) / "part"
        scratch.mkdir()
        with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
            try:
                outcome = pool.submit(work, plugin, name, seconds, seed, scratch, patience).result()
            except BrokenProcessPool as error:
                where = _hung(scratch).read_text(encoding="utf-8") if _hung(scratch).exists() else ""
                outcome = Outcome(wrong=[f"hung:\n{where}" if where else f"ended the process: {error}"])
            except Exception:  # noqa: BLE001  one part that fails keeps no other from its work
                outcome = Outcome(wrong=[traceback.format_exc()])
    return outcome, time.monotonic() - begun
