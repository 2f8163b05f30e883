"""`rmdesk demo` in a real terminal: it opens unlocked, and leaves nothing behind however it ends."""

import os
import signal
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pexpect
import pytest

from support.clock import START
from support.patience import PATIENCE
from support.tiers import also, longer

pytestmark = pytest.mark.terminal


AGAIN = """
import shutil, sys
from datetime import datetime
from pathlib import Path
import rmdesk.sample
from rmdesk.cli import main
from rmdesk.desk import opening

def build(folder, **_):
    shutil.copytree(built, folder)
    return opening.unlock(Path(folder), rmdesk.sample.OWNER, rmdesk.sample.PASSWORD, clock=lambda: now)

built, now = sys.argv.pop(), datetime.fromisoformat(sys.argv.pop())
rmdesk.sample.build = build
sys.exit(main())
"""
"""The demo on a desk that was built already: how it ends is the same, and building takes seconds."""


@pytest.fixture
def begun(tmp_path: Path) -> Iterator[Callable[..., "pexpect.spawn[str]"]]:
    """Starts the demo in Chinese at 100x30, with `tmp_path` for temporary files."""
    children: list[pexpect.spawn[str]] = []

    def begin(*before: str, after: tuple[str, ...] = ()) -> "pexpect.spawn[str]":
        env = {**os.environ, "TMPDIR": str(tmp_path), "TERM": "xterm-256color"}
        line = [*before, "--lang", "zh", "demo", *after]
        children.append(pexpect.spawn(sys.executable, line, env=env, encoding="utf-8", dimensions=(30, 100)))
        return children[0]

    yield begin
    for child in children:
        child.close(force=True)


def _ends(demo: "pexpect.spawn[str]", place: Path, end: Callable[["pexpect.spawn[str]"], None]) -> None:
    """It says at once that it builds, and opens on a desk with today's dues; afterwards the disk is as before."""
    demo.expect_exact("正在建立演示工作台", timeout=PATIENCE)
    demo.expect_exact("虚构市城东支行", timeout=PATIENCE)
    demo.expect_exact("J-00", timeout=PATIENCE)
    assert [one.name for one in place.iterdir() if one.name.startswith("rmdesk-demo-")]
    end(demo)
    demo.expect(pexpect.EOF, timeout=PATIENCE)
    demo.wait()
    assert [one.name for one in place.iterdir() if one.name.startswith("rmdesk-demo-")] == []
    assert "Traceback" not in demo.before


@longer
def test_the_first_line_of_the_readme(begun: Callable[..., "pexpect.spawn[str]"], tmp_path: Path) -> None:
    """Whoever tries the program sees it alive at once, and keeps no trace of it."""
    _ends(begun("-m", "rmdesk"), tmp_path, lambda child: child.sendcontrol("q"))


@longer
@pytest.mark.parametrize("number", [signal.SIGTERM, also(signal.SIGHUP)], ids=["terminated", "closed"])
def test_it_cleans_up_however_it_ends(
    begun: Callable[..., "pexpect.spawn[str]"], tmp_path: Path, built_sample: Path, number: int
) -> None:
    """A closed window leaves no desk behind in the folder of temporary files."""
    _ends(begun("-c", AGAIN, after=(START.isoformat(), str(built_sample))), tmp_path, lambda child: child.kill(number))
