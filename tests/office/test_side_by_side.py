"""What several desks sent is taken by a process for each core: what comes of it is what one process would have made."""

import os
import signal
from pathlib import Path

import pytest

from exchange.meeting import refused_as, work
from office.headquarters import Headquarters
from rmdesk.desk.desk import Desk
from rmdesk.domain.refusal import Refused
from rmdesk.office import loading, projecting, sharing
from support.desks import done
from support.tiers import longer


@pytest.fixture(autouse=True)
def busy(monkeypatch: pytest.MonkeyPatch) -> None:
    """A head office that has enough to do, with four cores."""
    monkeypatch.setattr(loading, "_WORTH", 0)
    monkeypatch.setattr(projecting, "_WORTH", 0)
    monkeypatch.setattr(os, "cpu_count", lambda: 4)


@longer
def test_desks_are_taken_side_by_side(head: Headquarters, desk: Desk, other: Desk, tmp_path: Path) -> None:
    """If it fails, a bank whose desks send much gets their bundles out of order, or answers under another's name."""
    files = []
    for _ in range(2):
        work(desk)
        files.append(head.bundle(desk))
    work(other)
    junk = tmp_path / "junk.bundle"
    junk.write_bytes(b"no bundle")
    gone = tmp_path / "gone.bundle"
    given = [files[0], head.bundle(other), junk, files[1], gone]
    answers = loading.load_all(head.office, head.dsn, given, head.clock())
    assert [file for file, _ in answers] == given
    first, others, broken, second, missing = (answer for _, answer in answers)
    assert isinstance(broken, Refused)
    assert isinstance(missing, Refused)
    assert [done(one).peer.card.device for one in (first, others, second)] == [
        desk.store.device, other.store.device, desk.store.device,
    ]  # fmt: skip
    told = head.project()
    assert sum(one.new for one in told) == sum(one.store.head().seq - 1 for one in (desk, other))
    assert not any(one.why for one in told)
    for one in (desk, other):
        head.agrees(one)


@longer
def test_what_the_server_refuses_is_an_answer_of_each(head: Headquarters, desk: Desk, other: Desk) -> None:
    """If it fails, a server that is gone ends the program, or a desk is told as taken that is not."""
    for one in (desk, other):
        work(one)
    files = [head.bundle(one) for one in (desk, other)]
    answers = loading.load_all(head.office, head.dsn.replace("dbname=", "dbname=no"), files, head.clock())
    assert {refused_as(answer) for _, answer in answers} == {"OFFICE.server"}


def _last_breath(parent: int) -> int:
    if os.getpid() != parent:
        os.kill(os.getpid(), signal.SIGKILL)
    return os.getpid()


@longer
def test_what_a_killed_process_had_is_done_here() -> None:
    """If it fails, a machine short of memory takes half of a night's bundles, and ends with a traceback."""
    here = os.getpid()
    assert sharing.shared(_last_breath, (here, here), worth=True) == [here, here]
