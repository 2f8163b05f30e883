"""Every call that changes a file fails, once or from there on, or ends the program: nothing that was confirmed is lost.

Each fault strikes each call of each course, in no order, as far as the time suffices. Then the power goes, before each
call: only what was synced survives. A folder that is left as another fault left it is looked at once. Linux on x86-64.
"""

import gc
import hashlib
import random
import shutil
import time
from collections import Counter
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Final

from faults import power
from faults.course import Course
from faults.courses import COURSES
from faults.failing import FAULTS, Fault, Striking
from faults.parts import Outcome
from faults.tracing import Ending, Kind, traced
from rmdesk.domain.refusal import StopError
from support.undrawn import undrawn


@dataclass
class Report:
    """What one course went through, and what did not hold."""

    course: str
    faults: Counter[str] = field(default_factory=Counter)
    endings: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)

    states: int = 0
    """Folders that were left and looked at, each other than all before."""
    left: int = 0
    """Places that the time did not suffice for."""

    @property
    def said(self) -> str:
        """What it went through."""
        ended = ", ".join(f"{count} {name}" for name, count in self.endings.most_common())
        return f"{', '.join(f'{name} {count}' for name, count in self.faults.items())}; {ended}"


class Laboratory:
    """A course, built once, and done on copies of what was built, each time in a process that begins here."""

    def __init__(self, course: Course, scratch: Path, seed: int = 1) -> None:
        self.report = Report(course.name)
        self._course, self._scratch = course, scratch
        self._chance = random.Random(seed)
        self._built = scratch / "built"
        self._built.mkdir()
        course.build(self._built)
        self._known: dict[object, list[str]] = {}
        self._load()
        self.kinds = self._counted()

    def places(self, few: int = 0) -> list[tuple[Fault, int]]:
        """Which call each fault strikes, one that it does not spare: `few` of them, spread over the course, or each, in
        no order."""
        found: list[tuple[Fault, int]] = []
        for fault in FAULTS:
            numbers = [number for number, kind in enumerate(self.kinds, 1) if kind not in fault.spares]
            if few:
                numbers = [
                    numbers[(at * len(numbers) + self._chance.randrange(len(numbers))) // few] for at in range(few)
                ]
            found += [(fault, number) for number in numbers]
        return self._chance.sample(found, len(found))

    def strike(self, fault: Fault, number: int) -> None:
        """Let `fault` strike the call of this number, and look what is left."""
        folder = self._copied()
        striking = Striking(fault, number)
        ending = traced(lambda: self._act(folder), folder, striking)
        if not striking.struck:
            shutil.rmtree(folder)
            return
        self.report.faults[fault.name] += 1
        self._judge(
            f"{fault.name} at call {number} of {len(self.kinds)} ({striking.call})",
            folder,
            ending,
            number if fault.freezes else 0,
        )

    def cut(self, few: int, until: float) -> None:
        """The power goes at `few` moments (each, where 0), and the disk holds what each kind of disk holds then."""
        folder = self._copied()
        recorded = power.recorded(lambda: self._act(folder), folder)
        shutil.rmtree(folder)
        count = len(recorded.calls) + 1
        moments = self._chance.sample(range(count), min(few or count, count))
        for at, moment in enumerate(moments):
            if time.monotonic() > until:
                self.report.left += (len(moments) - at) * len(power.DISKS)
                return
            for disk in power.DISKS:
                told = power.left(self._built, recorded.calls[:moment], disk, self._chance, folder)
                self.report.faults[f"power/{disk}"] += 1
                self._judge(f"power/{disk} before call {moment}", folder, Ending(killed=True, told=told))

    def _load(self) -> None:
        """Do it once here: what is loaded and made at its first use is there then in each process that begins here."""
        folder = self._copied()
        self._act(folder)
        self._judge("nothing", folder, Ending(answer="done"))

    def _counted(self) -> list[Kind]:
        folder = self._copied()
        striking = Striking(FAULTS[0], 0)
        ending = traced(lambda: self._act(folder), folder, striking)
        self._judge("nothing", folder, ending)
        if ending.answer != "done":
            self.report.wrong.append(f"without a fault: {ending}")
        self.report.endings.clear()
        return striking.kinds

    def _copied(self) -> Path:
        folder = self._scratch / "work"
        shutil.copytree(self._built, folder)
        return folder

    def _act(self, folder: Path) -> str:
        with undrawn():
            try:
                refused = self._course.act(folder)
            except StopError as stopped:
                return ", ".join(one.code for one in stopped.refused.reasons)
        return refused or "done"

    def _judge(self, what: str, folder: Path, ending: Ending, frozen: int = 0) -> None:
        """Whether all holds in a folder, which is as it was before the call `frozen`, unless that is 0."""
        self.report.endings["killed" if ending.killed else "raised" if ending.raised else ending.answer] += 1
        state = repr(ending.told), frozen, _sizes(folder) if frozen else _content(folder)
        if state not in self._known:
            self._known[state] = list(self._course.wrong(folder, ending.told))
        found = [*self._known[state], *([ending.raised] if ending.raised else [])]
        self.report.wrong += [f"{what}: {one}" for one in found]
        self.report.states = len(self._known)
        shutil.rmtree(folder)


def _sizes(folder: Path) -> tuple[int, ...]:
    """Of the files below: by chance they have other names and bytes each time that the same is done to them."""
    return tuple(
        sorted(one.stat().st_size for one in folder.rglob("*") if one.is_file() and not one.name.endswith(_SHARED))
    )


def _content(folder: Path) -> bytes:
    """A digest of names and bytes."""
    digest = hashlib.sha256()
    for one in sorted(folder.rglob("*")):
        content = one.read_bytes() if one.is_file() else b""
        digest.update(repr((str(one.relative_to(folder)), one.is_file(), len(content))).encode() + content)
    return digest.digest()


def _strike(name: str, seconds: float, seed: int, scratch: Path) -> Outcome:
    """One course, for so long."""
    laboratory = Laboratory(COURSES[name], scratch, seed)
    gc.collect()
    gc.freeze()  # the processes that begin here share it
    report, begun = laboratory.report, time.monotonic()
    every = laboratory.places()
    for at, (fault, number) in enumerate(every):
        if time.monotonic() > begun + seconds * _FOR_FAULTS:
            report.left += len(every) - at
            break
        laboratory.strike(fault, number)
    laboratory.cut(0, begun + seconds)
    powered = sum(count for what, count in report.faults.items() if what.startswith("power/"))
    done = Counter(
        {
            "disk faults": report.faults.total() - powered,
            "ended in a call": report.faults["ended"] + report.faults["ended in a write"],
            "power cuts": powered,
            "states looked at": report.states,
            "places left out": report.left,
        }
    )
    return Outcome(done, report.wrong, [f"{len(laboratory.kinds)} calls; {report.said}"])


_SHARED: Final = "-shm"
"""The end of the name of a log's index: memory that programs share, made anew by the first that opens the file."""
_FOR_FAULTS: Final = 0.7
"""The part of a course's time for faults; the rest is for power cuts."""
PARTS: Final = {name: partial(_strike, name) for name in COURSES}
