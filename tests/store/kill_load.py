"""A program of its own: works on a desk in a child process, kills it at random moments, and looks what is left.

    python -m store.kill_load FOLDER ROUNDS SEED        prints one JSON value

It is a program because only a process with a single thread may fork safely.
"""

import json
import os
import random
import signal
import sys
import time
from datetime import timedelta
from pathlib import Path

from rmdesk.store import Draft, Store
from store.kit import START, fill, opened


def work(folder: Path, report: int) -> None:
    """Append and draft until killed; tell the parent what was confirmed, after it was."""
    with opened(folder) as store:
        while True:
            step = store.head().seq
            fill(store, 1 + step % 4, box="ABC"[step % 3])
            store.drafts.put(Draft("d", "wang", "intake", "", START + timedelta(seconds=step), {"step": step}))
            os.write(report, step.to_bytes(8, "big"))


def killed_at_random(folder: Path, chance: random.Random) -> int:
    """Let a child work for a few milliseconds; the last step that it had confirmed, or -1."""
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            work(folder, write)
        finally:
            os._exit(1)
    os.close(write)
    first = os.read(read, 8)
    time.sleep(chance.uniform(0, 0.02))
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    with os.fdopen(read, "rb") as rest:
        told = first + rest.read()
    return int.from_bytes(told[-8:], "big") if told else -1


def look(store: Store, confirmed: int) -> list[str]:
    """What is wrong after a kill, in words."""
    draft, verdict = store.drafts.get("d"), store.replay()
    wrong = [] if verdict.ok else [f"faults {verdict.faults[:3]}"]
    if store.head().seq <= confirmed:
        wrong.append(f"facts up to {confirmed} were confirmed, {store.head().seq} are there")
    if draft is None or draft.values["step"] < confirmed:
        wrong.append(f"the draft of step {confirmed} is lost")
    return wrong


def main(folder: Path, rounds: int, seed: int) -> None:
    """Kill `rounds` times and print what was found."""
    chance, wrong = random.Random(seed), []
    for _ in range(rounds):
        confirmed = killed_at_random(folder, chance)
        with opened(folder) as store:
            wrong += look(store, confirmed)
            facts = store.head().seq
    print(json.dumps({"wrong": wrong, "facts": facts}))


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
