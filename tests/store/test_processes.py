"""A long journal is walked by several processes; they must say exactly what one would."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from rmdesk.store import Store, Verdict, chainwalk, verify
from store.kit import fill, made, opened, raw, unguard
from support.tiers import also

TAMPERING = {
    "sound": "",
    "edited": "UPDATE journal SET actor = 'li' WHERE seq = 8",
    "edited at a seam": "UPDATE journal SET actor = 'li' WHERE seq = 10",
    "edited behind a seam": "UPDATE journal SET payload = payload || ' ' WHERE seq = 11",
    "resealed at a seam": "UPDATE journal SET hash = zeroblob(32) WHERE seq = 10",
    "removed": "DELETE FROM journal WHERE seq = 17",
    "removed at a seam": "DELETE FROM journal WHERE seq = 10",
    "removed behind a seam": "DELETE FROM journal WHERE seq IN (11, 12)",
    "a range removed": "DELETE FROM journal WHERE seq BETWEEN 9 AND 23",
    "first ones removed": "DELETE FROM journal WHERE seq < 4",
    "last ones removed": "DELETE FROM journal WHERE seq > 26",
    "all removed": "DELETE FROM journal",
    "erased": "UPDATE journal SET payload = NULL, salt = NULL WHERE seq IN (3, 10, 11, 30)",
    "numbers below one": "UPDATE journal SET seq = -seq WHERE seq > 10",
}


def _verdict(folder: Path) -> Verdict:
    with opened(folder, shared=True) as store:
        return store.verify()


_ONE_OF_EACH = ("sound", "edited at a seam", "removed behind a seam", "last ones removed", "erased")


@pytest.mark.parametrize("name", [*_ONE_OF_EACH, *map(also, sorted({*TAMPERING} - {*_ONE_OF_EACH}))])
def test_several_processes_say_what_one_says(folder: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Must show 2: the number of a changed fact does not depend on how many processors a laptop has."""
    with made(folder) as store:
        fill(store, 30)
    with raw(folder) as sql:
        unguard(sql)
        sql.execute(TAMPERING[name])
    alone = _verdict(folder)
    monkeypatch.setattr(verify, "processes_for", lambda facts: 3 if facts else 1)
    asked: list[Any] = []
    real = chainwalk.walk_together

    def watched(*args: Any) -> Any:
        asked.append(args)
        found = real(*args)
        assert found is not None, "the processes could be had"
        return found

    monkeypatch.setattr(verify, "walk_together", watched)
    assert _verdict(folder) == alone
    assert alone.ok == (name == "sound") or name == "sound"
    assert asked or name in ("first ones removed", "all removed", "numbers below one"), (
        "one pass where numbers begin oddly"
    )


def test_when_no_process_can_be_had_the_walk_is_done_here(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A locked-down laptop that lets no program start another still verifies."""
    with made(folder) as store:
        fill(store, 30)
    monkeypatch.setattr(verify, "processes_for", lambda _: 3)
    for broken in ("/nowhere/python", "/bin/false"):
        monkeypatch.setattr(sys, "executable", broken)
        assert _verdict(folder).ok


def test_the_key_is_on_no_command_line(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Everybody on the machine can list the processes with their arguments."""
    seen: list[Any] = []
    real = subprocess.Popen

    class Watched(real):  # type: ignore[misc, valid-type]
        def __init__(self, line: list[str], **how: Any) -> None:
            seen.append((line, how.get("env")))
            super().__init__(line, **how)

    with made(folder) as store:
        fill(store, 30)
        key = store._vault.key.hex()
    monkeypatch.setattr(subprocess, "Popen", Watched)
    monkeypatch.setattr(verify, "processes_for", lambda _: 2)
    assert _verdict(folder).ok
    assert len(seen) == 2
    assert key not in json.dumps(seen)
    assert key not in json.dumps(dict(os.environ))


def test_a_short_journal_is_walked_here(store: Store) -> None:
    """Starting processes would take longer than the walk."""
    assert chainwalk.processes_for(chainwalk.ALONE) == 1
    assert 1 <= chainwalk.processes_for(10**6) <= chainwalk.MOST_PROCESSES
    assert store.verify().ok
