"""Every call that changes a file fails, once or from there on, or ends the program: nothing that was confirmed is lost.

Each fault strikes each call of each course, in no order, as far as the time suffices. Then the power goes, before each
call: only what was synced survives. Linux on x86-64.
"""

import random
import shutil
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Final

from faults import power
from faults.course import Course
from faults.courses import COURSES
from faults.failing import FAULTS, Fault, Striking
from faults.parts import Outcome
from faults.tracing import Ending, traced
from rmdesk.domain.refusal import StopError
from support.undrawn import undrawn


@dataclass
class Report:
    """What one course went through, and what did not hold."""

    course: str
    faults: Counter[str] = field(default_factory=Counter)
    endings: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)

    left: int = 0
    """Places that the time did not suffice for."""

    @property
    def said(self) -> str:
        """What it went through."""
        ended = ", ".join(f"{count} {name}" for name, count in self.endings.most_common())
        return f"{', '.join(f'{name} {count}' for name, count in self.faults.items())}; {ended}"


class Laboratory:
    """A course, built once, and done on copies of what was built."""

    def __init__(self, course: Course, scratch: Path, seed: int = 1) -> None:
        self.report = Report(course.name)
        self._course, self._scratch = course, scratch
        self._chance = random.Random(seed)
        self._built = scratch / "built"
        self._built.mkdir()
        course.build(self._built)
        self.calls = self._count()

    def places(self, few: int) -> Iterator[tuple[Fault, int]]:
        """Which call each fault strikes: `few` of them, spread over the course, or each, in no order."""
        if few:
            for fault in FAULTS:
                for part in range(few):
                    yield fault, 1 + (part * self.calls + self._chance.randrange(self.calls)) // few
            return
        every = [(fault, number) for fault in FAULTS for number in range(1, self.calls + 1)]
        yield from self._chance.sample(every, len(every))

    def strike(self, fault: Fault, number: int) -> None:
        """Let `fault` strike the call of this number, and look what is left."""
        folder = self._copied()
        striking = Striking(fault, number)
        ending = traced(lambda: self._act(folder), folder, striking)
        if not striking.struck:
            shutil.rmtree(folder)
            return
        self.report.faults[fault.name] += 1
        self._judge(f"{fault.name} at call {number} of {self.calls} ({striking.call})", folder, ending)

    def cut(self, few: int, until: float) -> None:
        """The power goes at `few` moments (each, where 0), and the disk holds what each kind of disk holds then."""
        folder = self._copied()
        recorded = power.recorded(lambda: self._act(folder), folder)
        shutil.rmtree(folder)
        count = len(recorded.calls) + 1
        moments = self._chance.sample(range(count), min(few or count, count))
        for moment in moments:
            for disk in power.DISKS:
                if time.monotonic() > until:
                    return
                told = power.left(self._built, recorded.calls[:moment], disk, self._chance, folder)
                self.report.faults[f"power/{disk}"] += 1
                self._judge(f"power/{disk} before call {moment}", folder, Ending(killed=True, told=told))

    def _count(self) -> int:
        folder = self._copied()
        striking = Striking(FAULTS[0], 0)
        ending = traced(lambda: self._act(folder), folder, striking)
        self._judge("nothing", folder, ending)
        if ending.answer != "done":
            self.report.wrong.append(f"without a fault: {ending}")
        self.report.endings.clear()
        return striking.calls

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

    def _judge(self, what: str, folder: Path, ending: Ending) -> None:
        self.report.endings["killed" if ending.killed else "raised" if ending.raised else ending.answer] += 1
        found = list(self._course.wrong(folder, ending.told))
        if ending.raised:
            found.append(ending.raised)
        self.report.wrong += [f"{what}: {one}" for one in found]
        shutil.rmtree(folder)


def _strike(name: str, seconds: float, seed: int, scratch: Path) -> Outcome:
    """One course, for so long."""
    laboratory = Laboratory(COURSES[name], scratch, seed)
    report, begun = laboratory.report, time.monotonic()
    every = list(laboratory.places(few=0))
    for at, (fault, number) in enumerate(every):
        if time.monotonic() > begun + seconds * _FOR_FAULTS:
            report.left = len(every) - at
            break
        laboratory.strike(fault, number)
    laboratory.cut(0, begun + seconds)
    powered = sum(count for what, count in report.faults.items() if what.startswith("power/"))
    done = Counter(
        {
            "disk faults": report.faults.total() - powered,
            "ended in a call": report.faults["ended"] + report.faults["ended in a write"],
            "power cuts": powered,
            "places left out": report.left,
        }
    )
    return Outcome(done, report.wrong, [f"{laboratory.calls} calls; {report.said}"])


_FOR_FAULTS: Final = 0.7
"""The part of a course's time for faults; the rest is for power cuts."""
PARTS: Final = {name: partial(_strike, name) for name in COURSES}
