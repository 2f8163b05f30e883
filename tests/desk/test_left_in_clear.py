"""What a program that was killed while it wrote leaves in clear: taken away, and seen by nobody meanwhile."""

import os
from pathlib import Path

import pytest

from rmdesk import cli
from rmdesk.desk import opening
from rmdesk.desk.desk import Desk
from rmdesk.desk.paper_files import write_file
from support.clock import Clock
from support.desks import PASSWORD, done

pytestmark = pytest.mark.skipif(os.name != "posix", reason="another system has other permissions and no such image")


class Ended(BaseException):
    """The program is killed: no handler of it runs."""


def _killed_while_writing(path: Path, patch: pytest.MonkeyPatch) -> Path:
    """The half-written file that is left beside `path`."""

    def ended(*_: object) -> None:
        raise Ended

    with patch.context() as killed:
        killed.setattr(Path, "replace", ended)
        killed.setattr(Path, "unlink", lambda *_, **__: None)
        with pytest.raises(Ended):
            write_file(path, "在此写下的客户".encode())
    (left,) = path.parent.glob("*.part")
    return left


def test_nobody_else_looks_into_a_folder_that_was_made_for_papers(tmp_path: Path) -> None:
    """Whoever else has an account on the laptop read the clients' papers."""
    path = write_file(tmp_path / "papers" / "restricted" / "one.pdf", b"x")
    assert [one.stat().st_mode & 0o777 for one in (path, path.parent, path.parent.parent)] == [0o600, 0o700, 0o700]


def test_what_is_left_half_written_goes_when_the_desk_is_opened(
    desk: Desk, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In the folders that are the desk's own, also one inside another; a folder of an older program is shut."""
    desk.close()
    papers = desk.folder / "papers"
    left = [_killed_while_writing(one / "one.pdf", monkeypatch) for one in (papers, papers / "restricted")]
    papers.chmod(0o755)
    done(opening.unlock(desk.folder, "demo", PASSWORD, clock=clock)).close()
    assert [one for one in left if one.exists()] == []
    assert papers.stat().st_mode & 0o777 == 0o700


def test_elsewhere_it_goes_when_something_is_written_there_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A stick; what another program writes there at the moment stays."""
    stale = _killed_while_writing(tmp_path / "one.pdf", monkeypatch)
    os.utime(stale, (0, 0))
    fresh = tmp_path / "rmdesk-fresh.part"
    fresh.write_bytes(b"x")
    foreign = tmp_path / "film.part"
    foreign.write_bytes(b"x")
    os.utime(foreign, (0, 0))
    write_file(tmp_path / "two.pdf", b"x")
    assert {one.name for one in tmp_path.iterdir()} == {"two.pdf", fresh.name, foreign.name}


def test_no_image_of_the_memory_is_written(monkeypatch: pytest.MonkeyPatch) -> None:
    """The desk's key would stand in it, on a disk that is copied and given away."""
    resource = pytest.importorskip("resource")
    limits: list[tuple[int, tuple[int, int]]] = []
    monkeypatch.setattr(resource, "setrlimit", lambda what, limit: limits.append((what, limit)))
    assert cli.main(["--version"]) == 0
    assert limits == [(resource.RLIMIT_CORE, (0, 0))]
