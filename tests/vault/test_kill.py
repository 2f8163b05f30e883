"""Killed at any moment of a day's work: what was confirmed is there, whole, and so is every backup."""

import json
import os
import random
import subprocess
import sys
from pathlib import Path

from support.patience import PATIENCE
from support.tiers import exhaustive

TESTS = Path(__file__).parents[1]


@exhaustive
def test_no_kill_costs_a_confirmed_fact_a_key_or_a_backup(tmp_path: Path) -> None:
    """Must show 4, a few rounds of it; `python -m vault.kill_load FOLDER 2000 SEED` does them all."""
    seed = random.randrange(10**6)
    path = os.pathsep.join([str(TESTS), *sys.path])
    done = subprocess.run(
        [sys.executable, "-m", "vault.kill_load", str(tmp_path / "desk"), "15", str(seed)],
        env={**os.environ, "PYTHONPATH": path},
        capture_output=True,
        text=True,
        timeout=PATIENCE,
    )
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert found["wrong"] == [], f"seed {seed}"
    assert found["facts"] > 10
