"""The command as a process: what it imports, pipes that close, an interrupt."""

import argparse
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from rmdesk.commands import session
from rmdesk.commands.output import Output
from rmdesk.faces.cells import width
from rmdesk.locale import LANGS
from support.patience import PATIENCE
from support.tiers import also, longer

RMDESK = (sys.executable, "-m", "rmdesk")


def environ(desk: Path, tmp_path: Path) -> dict[str, str]:
    """demo at a desk, by environment alone."""
    secret = tmp_path / "password"
    secret.write_text("demo\n", encoding="utf-8-sig")  # as some editors write it, with a mark at its beginning
    return {**os.environ, "RMDESK_DESK": str(desk), "RMDESK_USER": "demo", "RMDESK_PASSWORD_FILE": str(secret)}


def test_the_version_is_said_without_the_program() -> None:
    """It must answer at once: no screens, no models, no store."""
    code = "import sys; from rmdesk.cli import main; main(['--version']);print(*sorted(sys.modules), file=sys.stderr)"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    modules = set(ran.stderr.split())
    assert ran.stdout.startswith("rmdesk ")
    assert modules.isdisjoint({"textual", "pydantic", "rich", "sqlcipher3", "reportlab", "questionary", "argparse"})


@longer
def test_a_reader_that_goes_away_is_no_fault(desk_folder: Path, tmp_path: Path) -> None:
    """`rmdesk match … | head -1`."""
    with subprocess.Popen(
        [*RMDESK, "match", "K-0001"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environ(desk_folder, tmp_path),
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert process.wait(30) in (0, 1)
        assert process.stderr.read() == b""


@longer
@pytest.mark.parametrize("line", ["clients --json", also("--version"), also("clients")])
def test_a_full_disk_behind_stdout_is_told(desk_folder: Path, tmp_path: Path, line: str) -> None:
    """A list sent to a full disk must not look like a list, nor end in a traceback."""
    env = {**environ(desk_folder, tmp_path), "RMDESK_LANG": "zh"}
    with open("/dev/full", "wb") as full:
        ran = subprocess.run(
            [*RMDESK, *line.split()], env=env, stdout=full, stderr=subprocess.PIPE, timeout=PATIENCE, check=False
        )
    assert (ran.returncode, ran.stderr.decode()) == (1, "rmdesk: 结果无法写出：磁盘已满\n")


@longer
@pytest.mark.parametrize("closed", ["<&- >&- 2>&-", also("<&-"), also(">&-"), also("2>&-")])
def test_closed_streams_are_no_fault(desk_folder: Path, tmp_path: Path, closed: str) -> None:
    """A service that runs the command without a terminal."""
    line = f"{' '.join(RMDESK)} verify --json {closed}"
    ran = subprocess.run(
        ["sh", "-c", line], env=environ(desk_folder, tmp_path), capture_output=True, timeout=PATIENCE, check=False
    )
    assert ran.returncode == 0
    assert b"Traceback" not in ran.stderr + ran.stdout


@longer
def test_a_terminal_without_chinese_shows_sounds(desk_folder: Path, tmp_path: Path) -> None:
    """An old code page must not end a list at the first name."""
    env = {**environ(desk_folder, tmp_path), "PYTHONIOENCODING": "ascii"}
    for json in ((), ("--json",)):
        ran = subprocess.run([*RMDESK, "clients", *json], env=env, capture_output=True, timeout=PATIENCE, check=False)
        assert ran.returncode == 0, ran.stderr
        assert ran.stdout.isascii()
        assert json or b"\\u" not in ran.stdout


@longer
def test_an_interrupt_ends_it_quietly(tmp_path: Path) -> None:
    """Ctrl-C while a password is waited for."""
    with subprocess.Popen(
        [*RMDESK, "--desk", str(tmp_path), "--user", "x", "--password-stdin", "init", "--bank", "b", "--branch", "b",
         "--contact", "000", "--login", "l", "--name", "n"],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    ) as process:  # fmt: skip
        assert process.stderr is not None
        os.set_blocking(process.stderr.fileno(), False)
        try:
            process.wait(2.5)
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGINT)
        assert process.wait(10) == 130
        assert b"Traceback" not in (process.stderr.read() or b"")


@longer
@pytest.mark.parametrize("number", [signal.SIGTERM, also(signal.SIGHUP)])
def test_a_shutdown_leaves_no_half_written_backup(desk_folder: Path, tmp_path: Path, number: int) -> None:
    """A copy of all clients on a stick, which nobody knows of, because the computer was switched off meanwhile."""
    code = (
        "import os, signal, sys; from rmdesk.cli import main; from rmdesk.store import container; "
        f"signal.signal({int(number)}, signal.SIG_DFL); "  # whoever runs the tests may have it ignored (nohup)
        f"container.write = lambda *_: os.kill(os.getpid(), {int(number)}); sys.exit(main(sys.argv[1:]))"
    )
    ran = subprocess.run(
        [sys.executable, "-c", code, "backup", str(tmp_path / "stick" / "one.rmdesk")],
        env=environ(desk_folder, tmp_path), capture_output=True, timeout=PATIENCE, check=False,
    )  # fmt: skip
    assert (ran.returncode, ran.stdout, ran.stderr.strip()) == (130, b"", b"")
    assert list((tmp_path / "stick").iterdir()) == []


def test_who_is_asked_for_is_told_who_there_is(desk_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A blank prompt makes whoever is new guess a login; the unlock screen names them, too."""
    asked: list[str] = []
    monkeypatch.setattr(session, "at_terminal", lambda: True)
    monkeypatch.delenv("RMDESK_USER", raising=False)

    def answer(prompt: str) -> str:
        asked.append(prompt)
        return " keeper "

    monkeypatch.setattr("builtins.input", answer)
    assert session.login_of(argparse.Namespace(user=None), desk_folder, Output("zh", as_json=False)) == "keeper"
    assert "demo" in asked[0]
    assert "keeper" in asked[0]


def test_who_wants_in_is_asked_for_within_the_terminal(
    desk_folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """At forty columns a prompt of seventy tears the names of people in two."""
    asked: list[str] = []

    def answer(prompt: str) -> str:
        asked.append(prompt)
        return "keeper"

    monkeypatch.setattr(session, "at_terminal", lambda: True)
    monkeypatch.delenv("RMDESK_USER", raising=False)
    monkeypatch.setattr("builtins.input", answer)
    monkeypatch.setenv("COLUMNS", "40")
    for lang in LANGS:
        session.login_of(argparse.Namespace(user=None), desk_folder, Output(lang, as_json=False))
    lines = [*capsys.readouterr().out.splitlines(), *asked]
    assert max(map(width, lines)) < 40, lines
    assert sum("compliance" in line for line in lines) == len(LANGS), "nobody's name is torn"
