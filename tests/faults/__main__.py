"""Whatever may strike a desk, strikes: disks, power, damaged files, keys, texts, signals, clocks, a second program.

    cd tests && python -m faults --minutes 60 [--only disk fuzz/scans …] [--seed 1] [--jobs 2]

Every plug-in gets the same time, and each of its parts the same of that; what one leaves of it, those that come after
share. Each part works in a process of its own. What it did is printed when it ends, and the sum at the end. 1 when
anything was lost, raised, hung or left.
"""

import argparse
import sys
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor, as_completed
from threading import Lock

from faults.parts import PLUGINS, Outcome, alone, parts_of


def _chosen(only: list[str]) -> Iterator[tuple[str, str, float]]:
    """The parts that are asked for, each with its share of the time."""
    asked = {
        plugin: [name for name in parts_of(plugin) if not only or plugin in only or f"{plugin}/{name}" in only]
        for plugin in PLUGINS
    }
    taking_part = [plugin for plugin in PLUGINS if asked[plugin]]
    unknown = set(only) - set(PLUGINS) - {f"{plugin}/{name}" for plugin in taking_part for name in asked[plugin]}
    if unknown:
        raise SystemExit(f"no such part: {', '.join(sorted(unknown))}")
    for plugin in taking_part:
        for name in asked[plugin]:
            yield plugin, name, 1 / len(taking_part) / len(asked[plugin])


class _Time:
    """So many seconds, for parts whose shares are together 1."""

    def __init__(self, seconds: float) -> None:
        self._seconds, self._shares, self._lock = seconds, 1.0, Lock()

    def spent(self, plugin: str, name: str, share: float, seed: int) -> tuple[Outcome, float]:
        """Do one part in its share of what is left; what came of it, and how many seconds it took."""
        with self._lock:
            given = self._seconds * share / self._shares
            self._seconds, self._shares = self._seconds - given, self._shares - share
        outcome, seconds = alone(plugin, name, given, seed)
        with self._lock:
            self._seconds += max(0.0, given - seconds)
        return outcome, seconds


def main() -> int:
    """Do what is asked for, so many parts at once."""
    parser = argparse.ArgumentParser(prog="python -m faults", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--minutes", type=float, default=60, help="of work, divided by --jobs")
    parser.add_argument("--only", nargs="*", default=[], metavar="PART", help=f"{', '.join(PLUGINS)}, or one's part")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=1)
    asked = parser.parse_args()
    total, wrong = Counter[str](), 0
    time = _Time(asked.minutes * 60)
    with ThreadPoolExecutor(asked.jobs) as pool:
        begun = {
            pool.submit(time.spent, plugin, name, share, asked.seed): f"{plugin}/{name}"
            for plugin, name, share in _chosen(asked.only)
        }
        for one in as_completed(begun):
            outcome, seconds = one.result()
            print(f"{begun[one]} ({seconds:.0f} s): {outcome}", flush=True)
            total += outcome.done
            wrong += len(outcome.wrong)
    print(f"in all: {', '.join(f'{count:,} {what}' for what, count in total.items())}; {wrong} wrong")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
