"""`rmdesk demo` in a real terminal: it opens unlocked, and leaves nothing behind however it ends."""

import os
import signal
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pexpect
import pytest

pytestmark = pytest.mark.terminal


@pytest.fixture
def demo(tmp_path: Path) -> Iterator["pexpect.spawn[str]"]:
    """The demo, started in Chinese at 100x30, with `tmp_path` for temporary files."""
    env = {**os.environ, "TMPDIR": str(tmp_path), "TERM": "xterm-256color"}
    child = pexpect.spawn(
        sys.executable, ["-m", "rmdesk", "--lang", "zh", "demo"], env=env, encoding="utf-8", dimensions=(30, 100)
    )
    yield child
    child.close(force=True)


@pytest.mark.parametrize(
    "end",
    [
        lambda child: child.sendcontrol("q"),
        lambda child: child.kill(signal.SIGTERM),
        lambda child: child.kill(signal.SIGHUP),
    ],
    ids=["quit", "terminated", "closed"],
)
def test_it_opens_unlocked_and_cleans_up(
    demo: "pexpect.spawn[str]", tmp_path: Path, end: Callable[["pexpect.spawn[str]"], None]
) -> None:
    """The first line of README ends on a desk with today's dues; afterwards the disk is as before."""
    demo.expect_exact("虚构市城东支行", timeout=60)
    demo.expect_exact("J-00", timeout=30)
    assert [one.name for one in tmp_path.iterdir() if one.name.startswith("rmdesk-demo-")]
    end(demo)
    demo.expect(pexpect.EOF, timeout=30)
    demo.wait()
    assert [one.name for one in tmp_path.iterdir() if one.name.startswith("rmdesk-demo-")] == []
    assert "Traceback" not in demo.before
