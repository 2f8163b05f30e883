"""The program is killed; what it had confirmed is there, whole."""

import json
import os
import random
import subprocess
import sys
from pathlib import Path

from store.kit import made
from support.patience import PATIENCE
from support.tiers import longer

TESTS = Path(__file__).parents[1]


@longer
def test_no_kill_loses_a_confirmed_fact_or_draft(folder: Path) -> None:
    """A power cut at the counter: facts and half-typed answers that the screen had taken are there again."""
    made(folder).close()
    seed = random.randrange(10**6)
    path = os.pathsep.join([str(TESTS), *sys.path])
    done = subprocess.run(
        [sys.executable, "-m", "store.kill_load", str(folder), "30", str(seed)],
        env={**os.environ, "PYTHONPATH": path},
        capture_output=True,
        text=True,
        timeout=PATIENCE,
    )
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert found["wrong"] == [], f"seed {seed}"
    assert found["facts"] > 30
