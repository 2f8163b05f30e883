"""How a call that changes a file fails."""

import errno
from typing import Final, NamedTuple

from faults.tracing import PASS, Call, Judged, Kind, Way


class Fault(NamedTuple):
    """What strikes: the n-th call alone, or all from there on; with half a write done before, where `way` is half."""

    name: str
    way: Way
    error: int = 0
    onwards: bool = False
    spares: tuple[Kind, ...] = ()
    """Kinds of calls that this fault lets pass: due at one, it strikes the next of another kind."""

    @property
    def freezes(self) -> bool:
        """Whether no file changes any more from the call on that it strikes."""
        return self.way == "kill" or (self.onwards and not self.spares)


FAULTS: Final = (
    Fault("EIO", "fail", errno.EIO),
    Fault("EIO onwards", "fail", errno.EIO, onwards=True),
    Fault("ENOSPC", "half", errno.ENOSPC, spares=("remove", "sync")),
    Fault("ENOSPC onwards", "half", errno.ENOSPC, onwards=True, spares=("remove", "sync", "cut")),
    Fault("EROFS onwards", "fail", errno.EROFS, onwards=True),
    Fault("ended", "kill"),
    Fault("ended in a write", "tear", spares=("cut", "sync", "open", "folder", "rename", "remove")),
)


class Striking:
    """Judges the calls of one course: `fault` strikes the call of this number (from 1 on; 0: none)."""

    def __init__(self, fault: Fault, number: int) -> None:
        self._fault, self._number = fault, number
        self.kinds: list[Kind] = []
        """Of the calls so far."""
        self.struck = False
        self.call = ""
        """Which one it was."""

    def __call__(self, call: Call) -> Judged:
        if call.kind == "told":
            return PASS
        self.kinds.append(call.kind)
        due = len(self.kinds) >= self._number if self._fault.onwards or not self.struck else False
        if not self._number or not due or call.kind in self._fault.spares:
            return PASS
        if not self.struck:
            self.struck, self.call = True, f"{call.name} {call.path.rpartition('/')[2]}"
        return Judged(self._fault.way, self._fault.error)
