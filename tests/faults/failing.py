"""How a call that changes a file fails."""

import errno
from typing import Final, NamedTuple

from faults.tracing import PASS, Call, Judged, Way


class Fault(NamedTuple):
    """What strikes: the n-th call alone, or all from there on; with half a write done before, where `way` is half."""

    name: str
    way: Way
    error: int = 0
    onwards: bool = False
    spares: tuple[str, ...] = ()
    """Kinds of calls that this fault lets pass."""


FAULTS: Final = (
    Fault("EIO", "fail", errno.EIO),
    Fault("EIO onwards", "fail", errno.EIO, onwards=True),
    Fault("ENOSPC", "half", errno.ENOSPC, spares=("remove", "sync")),
    Fault("ENOSPC onwards", "half", errno.ENOSPC, onwards=True, spares=("remove", "sync", "cut")),
    Fault("EROFS onwards", "fail", errno.EROFS, onwards=True),
    Fault("ended", "kill"),
    Fault("ended in a write", "tear"),
)


class Striking:
    """Judges the calls of one course: `fault` strikes the call of this number (from 1 on; 0: none)."""

    def __init__(self, fault: Fault, number: int) -> None:
        self._fault, self._number = fault, number
        self.calls = 0
        self.struck = False
        self.call = ""
        """Which one it was."""

    def __call__(self, call: Call) -> Judged:
        if call.kind == "told":
            return PASS
        self.calls += 1
        due = self.calls >= self._number if self._fault.onwards or not self.struck else False
        if not self._number or not due or call.kind in self._fault.spares:
            return PASS
        if not self.struck:
            self.struck, self.call = True, f"{call.name} {call.path.rpartition('/')[2]}"
        return Judged(self._fault.way, self._fault.error)
