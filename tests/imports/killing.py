"""A program of its own: kills an import at many moments, as a battery does that runs out, and looks what is left.

Of each round the list is looked at, taken, and taken back again; one of the three is killed.

python -m imports.killing KIND ROUNDS ROWS        prints one JSON value; from the folder of the tests
"""

import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Final, NamedTuple

from rmdesk.desk import opening
from rmdesk.desk.desk import Desk
from rmdesk.desk.imports import running, undoing
from rmdesk.desk.imports.running import Choice
from rmdesk.formpack import Pack
from support.clock import Clock
from support.desks import PASSWORD, done, new_desk

ACTS: Final = ("look", "take", "undo")
_TABLES: Final = {"clients": "client", "products": "product"}
_REST: Final = 0.1
"""Seconds at most between a moment at which an act tells how far it is and the kill."""

_WORK = """
import sys
from pathlib import Path
from rmdesk.desk import opening
from rmdesk.desk.imports import running, undoing
from rmdesk.desk.imports.running import Choice

folder, kind, act, path = sys.argv[1:]
desk = opening.unlock(Path(folder), "demo", "demo")

def tell(done, of):
    print(done, flush=True)
    return True

if act == "undo":
    undoing.take_back(desk, undoing.runs(desk)[0].import_id, tell)
else:
    run = running.look_at if act == "look" else running.bring_in
    run(desk, kind, Path(path), Choice(progress=tell))
print("done", flush=True)
"""


class Held(NamedTuple):
    """What a desk holds: facts but those of opening it, rows of the list's table, and imports that stand."""

    facts: int
    rows: int
    runs: int


class Left(NamedTuple):
    """What was left of one round: which act was killed at which of its moments, what the desk holds now, and whether
    that is what it held before or what the whole act leaves."""

    act: str
    moment: int
    held: Held
    done: bool
    whole: bool


class Course(NamedTuple):
    """How an act goes that nobody kills: what the desk holds afterwards, how often it tells how far it is, and how many
    seconds pass after the last time: then everything is put down."""

    held: Held
    moments: int
    putting: float


class Killing:
    """A list of one kind and, for each act, a desk on which it can be done, what that holds before, and how it goes."""

    def __init__(self, folder: Path, pack: Pack, kind: str, path: Path) -> None:
        self._folder, self._kind, self._path = folder, kind, path
        with new_desk(folder / "look", pack, Clock()) as desk:
            empty = self._held(desk)
        shutil.copytree(folder / "look", folder / "take")
        shutil.copytree(folder / "look", folder / "undo")
        taken = self._whole(folder / "undo", "take")
        self._before = {"look": empty, "take": empty, "undo": taken.held}
        self._course = {"take": taken}
        for act in ("look", "undo"):
            shutil.copytree(folder / act, folder / "whole")
            self._course[act] = self._whole(folder / "whole", act)
            shutil.rmtree(folder / "whole")

    def rounds(self, count: int) -> Iterator[Left]:
        """So many kills, one act after the other: two of three spread over the moments of each, the third while it is
        put down for good."""
        for at in range(count):
            act, nth, part = ACTS[at % len(ACTS)], at // len(ACTS), at / max(count - 1, 1)
            course = self._course[act]
            if nth % 3 < 2:
                yield self._round(act, int(part * (course.moments - 1)), nth * 7 % 10 / 10 * _REST)
            else:
                yield self._round(act, course.moments, part * 1.2 * course.putting)

    def _round(self, act: str, moment: int, rest: float) -> Left:
        """A copy of the act's desk after it was killed; then the whole list is taken on it."""
        folder = self._folder / "killed"
        shutil.copytree(self._folder / act, folder)
        self._killed(folder, act, moment, rest)
        desk = done(opening.unlock(folder, "demo", PASSWORD, shared=False))
        try:
            held = self._held(desk)
            assert not desk.store.replay().faults
            done(running.bring_in(desk, self._kind, self._path, Choice()))
            again = self._held(desk)
            assert not desk.store.replay().faults
        finally:
            desk.close()
        shutil.rmtree(folder)
        before, after = self._before[act], self._course[act].held
        whole = held in (before, after) and again.rows == self._course["take"].held.rows
        return Left(act, moment, held, held == after, whole)

    def _killed(self, folder: Path, act: str, moment: int, rest: float) -> None:
        with self._working(folder, act) as working:
            assert working.stdout is not None
            for _ in range(moment):
                working.stdout.readline()
            time.sleep(rest)
            os.kill(working.pid, signal.SIGKILL)

    def _whole(self, folder: Path, act: str) -> Course:
        told: list[float] = []

        def tell(_done: int, _of: int) -> bool:
            told.append(time.monotonic())
            return True

        desk = done(opening.unlock(folder, "demo", PASSWORD, shared=False))
        try:
            if act == "undo":
                done(undoing.take_back(desk, done(undoing.runs(desk))[0].import_id, tell))
            else:
                run = running.look_at if act == "look" else running.bring_in
                done(run(desk, self._kind, self._path, Choice(progress=tell)))
            return Course(self._held(desk), len(told), time.monotonic() - told[-1])
        finally:
            desk.close()

    def _working(self, folder: Path, act: str) -> subprocess.Popen[str]:
        line = [sys.executable, "-c", _WORK, str(folder), self._kind, act, str(self._path)]
        return subprocess.Popen(line, stdout=subprocess.PIPE, text=True)

    def _held(self, desk: Desk) -> Held:
        facts = Counter(one.kind for one in desk.store.entries())
        facts = Counter({kind: count for kind, count in facts.items() if not kind.startswith("desk.")})
        rows = desk.store.query(f"SELECT count(*) FROM {_TABLES[self._kind]}")[0][0]
        return Held(facts.total(), rows, sum(not one.taken_back for one in done(undoing.runs(desk))))


def main() -> int:
    """Exit code 1 where something was left half done."""
    from benchmarks.imports import LISTED
    from rmdesk.formpack import load
    from rmdesk.resources import folder as resource

    kind, rounds, rows = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    with tempfile.TemporaryDirectory() as name:
        path = LISTED[kind](Path(name) / "lists", rows)
        found = list(Killing(Path(name), load(resource("forms")), kind, path).rounds(rounds))
    wrong = [one for one in found if not one.whole]
    done_ = {act: sum(one.done for one in found if one.act == act) for act in ACTS}
    print(json.dumps({"rounds": rounds, "done": done_, "half": wrong}))
    return 1 if wrong else 0


if __name__ == "__main__":
    raise SystemExit(main())
