"""The sample desk for tests: built on a day of one's choice, or copied from the one that this run has built already."""

import fcntl
import os
import shutil
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from rmdesk.desk import opening
from rmdesk.desk.desk import Desk
from rmdesk.domain.base import Lang
from rmdesk.sample import build
from support.clock import START, Clock
from support.desks import PASSWORD, done

SHANGHAI = ZoneInfo("Asia/Shanghai")


def sample_desk(folder: Path, now: datetime = START, lang: Lang = "zh") -> Desk:
    """The sample desk as it stands at `now`, open, with `demo` at it."""
    return done(build(folder, clock=Clock(now), lang=lang))


def _as_usual(folder: Path) -> None:
    sample_desk(folder).close()


def built_once(basetemp: Path, name: str, build: Callable[[Path], object] = _as_usual) -> Path:
    """A closed sample desk that all workers of this run share: building one takes seconds. Copy it, never open it.

    Whichever worker needs it first lets `build` put it into a folder, which gets its name when it is whole.
    """
    folder = (basetemp.parent if "PYTEST_XDIST_WORKER" in os.environ else basetemp) / name
    with folder.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not folder.exists():
            build(folder.with_suffix(".part"))
            folder.with_suffix(".part").rename(folder)
    return folder


def copied(built: Path, folder: Path, now: datetime = START) -> Desk:
    """A copy of a built sample desk, open, with `demo` at it."""
    shutil.copytree(built, folder)
    return done(opening.unlock(folder, "demo", PASSWORD, clock=Clock(now)))
