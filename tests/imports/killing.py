"""A program of its own: kills an import at many moments, as a battery does that runs out, and looks what is left.

python -m imports.killing ROUNDS ROWS        prints one JSON value; from the folder of the tests
"""

import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from rmdesk.desk import opening
from rmdesk.desk.imports import running
from rmdesk.desk.imports.running import Choice
from rmdesk.formpack import Pack
from support.clock import Clock
from support.desks import PASSWORD, done, new_desk

_WORK = """
import sys
from pathlib import Path
from rmdesk.desk import opening
from rmdesk.desk.imports import running
from rmdesk.desk.imports.running import Choice

desk = opening.unlock(Path(sys.argv[1]), "demo", "demo")

def tell(done, of):
    print(done, flush=True)
    return True

running.bring_in(desk, "clients", Path(sys.argv[2]), Choice(progress=tell))
print("done", flush=True)
"""


def killed_at(template: Path, folder: Path, path: Path, moment: int, rest: float) -> tuple[int, int]:
    """A copy of the desk in `template` after an import of `path` was killed once it had told so often how far it was,
    and `rest` seconds later: how many clients it holds, and how many facts of an
    import. The import of the same file works on it."""
    shutil.copytree(template, folder)
    line = [sys.executable, "-c", _WORK, str(folder), str(path)]
    with subprocess.Popen(line, stdout=subprocess.PIPE, text=True) as working:
        assert working.stdout is not None
        for _ in range(moment):
            working.stdout.readline()
        time.sleep(rest)
        os.kill(working.pid, signal.SIGKILL)
    desk = done(opening.unlock(folder, "demo", PASSWORD, shared=False))
    try:
        assert not desk.store.replay().faults
        clients = desk.store.query("SELECT count(*) FROM client")[0][0]
        facts = sum(one.kind.startswith(("client.", "import.")) for one in desk.store.entries())
        report = done(running.bring_in(desk, "clients", path, Choice()))
        assert report.accepted + report.same == desk.store.query("SELECT count(*) FROM client")[0][0]
    finally:
        desk.close()
    return clients, facts


def killed(folder: Path, pack: Pack, path: Path, moments: int, rounds: int) -> Iterator[tuple[int, int, bool]]:
    """Killed in so many rounds, spread over the `moments` at which the import tells: clients and facts that were left,
    and whether that is all or nothing."""
    with new_desk(folder / "template", pack, Clock()):
        pass
    whole = killed_at(folder / "template", folder / "whole", path, moments + 1, 0.0)
    assert whole[0]
    for at in range(rounds):
        rest = at * 7 % 10 / 200
        left = killed_at(folder / "template", folder / str(at), path, at * (moments + 1) // (rounds - 1), rest)
        yield *left, left in ((0, 0), whole)


def main() -> int:
    """Exit code 1 where something was left half done."""
    from benchmarks.imports import clients_listed
    from rmdesk.formpack import load
    from rmdesk.resources import folder as resource

    rounds, rows = map(int, sys.argv[1:])
    with tempfile.TemporaryDirectory() as name:
        path = clients_listed(Path(name) / "lists", rows)
        found = list(killed(Path(name), load(resource("forms")), path, 2 * (rows // 200), rounds))
    wrong = [one for one in found if not one[2]]
    print(json.dumps({"rounds": rounds, "none": sum(one[0] == 0 for one in found), "half": wrong}))
    return 1 if wrong else 0


if __name__ == "__main__":
    raise SystemExit(main())
