"""A closed terminal and a computer that shuts down end a command as Ctrl-C does: what it has begun is put away."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType


@contextmanager
def in_order(*, whoever_waits: bool = False) -> Iterator[None]:
    """Inside, SIGTERM and SIGHUP are interrupts. One that whoever started the program wants to be ignored (nohup) stays
    so, unless `whoever_waits`: then nobody but a person in front of it wants it to go on."""
    names = (name for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name))
    before = {number: signal.getsignal(number) for number in (getattr(signal, name) for name in names)}
    taken = [number for number, how in before.items() if whoever_waits or how is signal.SIG_DFL]
    for number in taken:
        signal.signal(number, _interrupt)
    try:
        yield
    finally:
        for number in taken:
            signal.signal(number, before[number])


def _interrupt(number: int, frame: FrameType | None) -> None:
    # By hand: where a script puts a program into the background, the system ignores interrupts.
    how = signal.getsignal(signal.SIGINT)
    (how if callable(how) else signal.default_int_handler)(number, frame)
