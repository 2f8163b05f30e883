"""The whole course in a network namespace without a network: install, open, upgrade, go back, refuse what was changed.

Wheels are fetched before, with pip as it is set up here.
"""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pexpect
import pytest

from rmdesk.tools.bundle import installing
from rmdesk.tools.bundle.installing import digest_of
from support.patience import PATIENCE
from support.tiers import exhaustive
from terminal.terminal import Terminal

ROOT = Path(__file__).parents[2]
ALONE = ("unshare", "--map-root-user", "--net")
_MIGRATION = """

def _one_more(vault: Vault) -> None:
    from rmdesk.store import making

    making.database(vault).create_table("one_more", {"name": str}, pk="name", strict=True)


MIGRATIONS.append(_one_more)
"""


def alone(*command: object, **environ: str) -> subprocess.CompletedProcess[str]:
    """Run where no network is; what it said."""
    words, env = [*ALONE, *map(str, command)], {**os.environ, "RMDESK_LANG": "en", **environ}
    return subprocess.run(words, capture_output=True, text=True, check=False, env=env)


def bundle_of(checkout: Path, out: Path) -> Path:
    """Make the bundle of a checkout for this Python. Skipped where wheels can't be fetched or nothing can be built."""
    command = [sys.executable, "-m", "rmdesk.tools.bundle", str(out), "--python", installing.PYTHON]
    done = subprocess.run(
        command, capture_output=True, text=True, check=False, env={**os.environ, "PYTHONPATH": str(checkout / "src")}
    )
    if done.returncode and "after connection broken by" in done.stderr:
        pytest.skip("no network to fetch wheels over")
    assert done.returncode == 0, done.stdout + done.stderr
    return out


def checkout_of(folder: Path) -> Path:
    """This checkout once more, whose bundle lets what is installed be compiled when it is run: nearly all of it never
    is here."""
    for name in ("src", "forms", "sample_db", "docs"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__", "*.egg-info"))
    for file in ("pyproject.toml", "README.md", "README.zh-CN.md", "LICENSE", "requirements.lock"):
        shutil.copyfile(ROOT / file, folder / file)
    script = folder / "src" / "rmdesk" / "tools" / "bundle" / "installing.py"
    text = script.read_text(encoding="utf-8")
    script.write_text(text.replace('"--no-deps")', '"--no-deps", "--no-compile")'), encoding="utf-8")
    return folder


@pytest.fixture
def bundles(tmp_path: Path) -> Sequence[Path]:
    """This checkout's bundle, and one of a higher version that writes another form of desk."""
    first, newer = (checkout_of(tmp_path / name) for name in ("first", "newer"))
    (newer / "src" / "rmdesk" / "__init__.py").write_text(
        '"""A later one."""\n\n__version__ = "99.0"\n', encoding="utf-8"
    )
    with (newer / "src" / "rmdesk" / "store" / "schema.py").open("a", encoding="utf-8") as schema:
        schema.write(_MIGRATION)
    return bundle_of(first, tmp_path / "bundle"), bundle_of(newer, tmp_path / "bundle-99")


@exhaustive
@pytest.mark.skipif(
    shutil.which("unshare") is None
    or bool(subprocess.run([*ALONE, "true"], capture_output=True, check=False).returncode),
    reason="a namespace without a network may not be made here",
)
def test_a_bundle_is_all_that_is_needed(bundles: Sequence[Path], tmp_path: Path) -> None:
    """A branch's computer has no network: what is missing here is missing there."""
    first, second = bundles
    desk, place, password = tmp_path / "desk", tmp_path / "place", tmp_path / "password"
    password.write_text("demo", encoding="utf-8")
    as_demo = {"RMDESK_DESK": str(desk), "RMDESK_USER": "demo", "RMDESK_PASSWORD_FILE": str(password)}
    assert alone(sys.executable, "-c", "import socket; socket.create_connection(('127.0.0.1', 1))").stderr.endswith(
        "Network is unreachable\n"
    )
    done = alone("sh", first / "install.sh", "--to", place)
    assert done.returncode == 0, done.stderr
    terminal = Terminal(desk, command=[*ALONE, str(place / "rmdesk"), "--lang", "en", "demo", "--at", str(desk)])
    try:
        terminal.until("Unfinished")
        terminal.send("\x11")
        terminal.child.expect(pexpect.EOF, timeout=PATIENCE)  # behind the backup at the end of the day
    finally:
        terminal.close()

    def clients() -> subprocess.CompletedProcess[str]:
        return alone(place / "rmdesk", "clients", "--json", **as_demo)

    known = json.loads(clients().stdout)
    assert known
    done = alone("sh", second / "upgrade.sh", "--to", place)
    assert done.returncode == 0, done.stderr
    assert alone(place / "rmdesk", "--version").stdout == "rmdesk 99.0\n"
    assert alone(place / "rmdesk", "verify", **as_demo).returncode == 0
    assert json.loads(clients().stdout) == known
    (kept,) = (desk / "backups").glob("before-*.rmdesk")
    written = digest_of(desk / "desk.db")

    done = alone("sh", second / "rollback.sh", "--to", place, "--desk", desk)
    assert done.returncode == 0, done.stderr
    assert str(kept) in done.stdout
    refused = clients()
    assert (refused.returncode, json.loads(refused.stdout)["refused"][0]["rule"]) == (1, "DESK-19")
    assert digest_of(desk / "desk.db") == written
    as_before = tmp_path / "as-before"
    assert alone(place / "rmdesk", "restore", kept, as_before, **as_demo).returncode == 0
    assert (
        json.loads(alone(place / "rmdesk", "clients", "--json", **{**as_demo, "RMDESK_DESK": str(as_before)}).stdout)
        == known
    )

    wheel = next((second / installing.WHEELS).glob("pydantic_core-*.whl"))
    content = bytearray(wheel.read_bytes())
    content[len(content) // 2] ^= 1
    wheel.write_bytes(content)
    done = alone("sh", second / "upgrade.sh", "--to", place)
    assert (done.returncode, done.stderr.splitlines()[0]) == (1, f"changed: wheels/{wheel.name}")
    assert alone(place / "rmdesk", "--version").stdout != "rmdesk 99.0\n"
