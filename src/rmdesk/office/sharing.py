"""Work for several desks, side by side: what one desk said stands in its own chain and its own rows."""

import os
import signal
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context, parent_process
from typing import TypeVar

A = TypeVar("A")
T = TypeVar("T")


def shared(act: Callable[[T], A], given: Sequence[T], *, worth: bool) -> list[A]:
    """What `act` answers for each, in order. `worth`: there is enough to do that a process for each core wins more than
    its beginning costs. What was given to a process that was ended is done in this one."""
    workers = min(len(given), os.cpu_count() or 1)
    if not worth or workers < 2:
        return [act(one) for one in given]
    with ProcessPoolExecutor(workers, get_context("spawn"), _begin) as pool:
        waiting = [pool.submit(act, one) for one in given]
        return [_answered(one.result, act, what) for one, what in zip(waiting, given, strict=True)]


def _answered(result: Callable[[], A], act: Callable[[T], A], given: T) -> A:
    try:
        return result()
    except BrokenProcessPool:
        return act(given)


def _begin() -> None:
    """End at once with who began it, and without a word: it holds keys, and the server takes back what is half done."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    threading.Thread(target=_follow, daemon=True).start()


def _follow() -> None:
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
