"""After a day's work, a lock and a crash, no byte of a client stands in clear in any file but those asked for."""

import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

import rmdesk
from evidence.scene import NAME, NUMBER, OTHER_NAME, OTHER_NUMBER, OTHER_PHONE, PHONE
from support.tiers import longer

SECRETS = (NAME, OTHER_NAME, NUMBER, OTHER_NUMBER, PHONE, OTHER_PHONE)
_ENCODINGS = ("utf-8", "utf-16-le", "utf-16-be", "gb18030")


class Day(NamedTuple):
    """Where the day left something: `kept` by itself, `asked` because somebody asked; and what it said."""

    kept: Path
    asked: Path
    said: bytes


def traces(path: Path) -> list[str]:
    """The secrets that a file holds: forwards, backwards as an index would, and escaped as JSON and TOML would."""
    content = path.read_bytes()
    return [secret for secret in SECRETS for form in _forms(secret) if form in content]


def _forms(secret: str) -> list[bytes]:
    spaced = " ".join(secret)
    texts = (secret, secret[::-1], spaced) if not secret.isascii() else (secret, secret[::-1])
    escaped = [secret.encode("unicode_escape")] if not secret.isascii() else []
    return [text.encode(name) for text in texts for name in _ENCODINGS] + escaped


def files(folder: Path) -> list[Path]:
    """Every file under a folder, hidden ones too."""
    return [path for path in folder.rglob("*") if path.is_file()]


@pytest.fixture(scope="module")
def lived(tmp_path_factory: pytest.TempPathFactory) -> Day:
    """The day, lived by a program whose home, temporary folder and working folder are all looked at."""
    base = tmp_path_factory.mktemp("day")
    kept, asked = base / "kept", base / "asked"
    places = {name: kept / name for name in ("home", "temporary", "work")}
    for place in (*places.values(), asked):
        place.mkdir(parents=True)
    tests, source = Path(__file__).parent.parent, Path(rmdesk.__file__).parent.parent
    environ = {
        "PATH": os.environ["PATH"],
        "HOME": str(places["home"]),
        "TMPDIR": str(places["temporary"]),
        "PYTHONPATH": os.pathsep.join((str(tests), str(source))),
        "LANG": "C.UTF-8",
        "TERM": "xterm-256color",
        "PYTHONDONTWRITEBYTECODE": "1",
    }
    call = [sys.executable, "-m", "evidence.day", str(kept / "desk"), str(asked)]
    ended = subprocess.run(call, cwd=places["work"], env=environ, capture_output=True, check=False)
    assert ended.returncode == -signal.SIGKILL, ended.stderr.decode()[-2000:]
    return Day(kept, asked, ended.stdout + ended.stderr)


@longer
def test_the_desk_its_backups_and_its_temporary_files_hold_nothing_in_clear(lived: Day) -> None:
    """A laptop that is stolen, or a disk that is thrown away, gives nobody away (DATA-04, DESK-19)."""
    names = {path.name for path in files(lived.kept)}
    assert {"desk.db", "slots.json", "by-hand.rmdesk"} <= names
    assert {f"{path.relative_to(lived.kept)}": found for path in files(lived.kept) if (found := traces(path))} == {}


@longer
def test_what_was_half_written_when_it_was_killed_is_there_and_encrypted(lived: Day) -> None:
    """Otherwise the crash proved nothing: the log of the torn transaction must have reached the disk."""
    assert sum(path.stat().st_size for path in files(lived.kept / "desk") if path.name.startswith("desk.db")) > 500_000


@longer
def test_the_program_said_nothing_of_anybody(lived: Day) -> None:
    """What a terminal or a log catches is on a disk sooner or later."""
    assert [secret for secret in SECRETS if any(form in lived.said for form in _forms(secret))] == []


@longer
def test_what_was_asked_for_holds_what_was_asked_for(lived: Day) -> None:
    """The looking itself is looked at: in an export with payloads and in a copy of own data it finds them all."""
    found = {secret for path in files(lived.asked) for secret in traces(path)}
    assert found >= {NAME, NUMBER, PHONE, OTHER_NAME}
    assert [path.name for path in files(lived.asked) if path.name == "audit.csv" and traces(path)] == []
