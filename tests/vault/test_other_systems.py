"""What differs on Windows and macOS, as far as it can be seen from here: each system by its own door."""

import ctypes
import importlib.util
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path, PureWindowsPath
from types import ModuleType, SimpleNamespace

import pytest

from rmdesk.desk import placing, spooling
from rmdesk.domain.printer import Printer
from rmdesk.domain.refusal import StopError
from rmdesk.store import files, locking
from rmdesk.store.errors import DeskBusy


def there(monkeypatch: pytest.MonkeyPatch, system: str) -> None:
    """Be on another system, as `sys.platform` calls it."""
    monkeypatch.setattr(sys, "platform", system)


def test_windows_prints_by_its_verb_and_leaves_the_file_to_it(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Taken away at once the page would never come out; where nothing prints, it must not lie there in clear."""
    there(monkeypatch, "win32")
    asked: list[tuple[str, ...]] = []
    monkeypatch.setattr(os, "startfile", lambda *words: asked.append(tuple(map(str, words))), raising=False)
    spooling.send(tmp_path, Printer(), b"%PDF", "J-0001")
    file = tmp_path / spooling.SPOOL / "J-0001.pdf"
    assert asked == [(str(file), "print")]
    assert file.read_bytes() == b"%PDF"
    spooling.show(file)
    assert asked[1:] == [(str(file),)]

    def refuse(*_: object) -> None:
        raise OSError(1155, "no program")

    monkeypatch.setattr(os, "startfile", refuse, raising=False)
    with pytest.raises(StopError):
        spooling.send(tmp_path, Printer(), b"%PDF", "J-0001")
    assert not file.exists()


@pytest.mark.parametrize(("system", "opener"), [("darwin", "open"), ("linux", "xdg-open")])
def test_a_file_is_opened_by_the_systems_own_program(monkeypatch: pytest.MonkeyPatch, system: str, opener: str) -> None:
    """`open` is another program on Linux."""
    there(monkeypatch, system)
    asked: list[list[str]] = []
    monkeypatch.setattr(shutil, "which", lambda name: f"/bin/{name}")
    monkeypatch.setattr(subprocess, "Popen", lambda words, **_: asked.append(words))
    spooling.show(Path("/tmp/a.pdf"))
    assert asked == [[f"/bin/{opener}", "/tmp/a.pdf"]]


def test_a_network_drive_of_windows_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """A desk on a share is torn; a drive of the computer's own is not to be refused."""
    kinds = {"Z:\\": 4, "C:\\": 3}
    windows = SimpleNamespace(kernel32=SimpleNamespace(GetDriveTypeW=lambda anchor: kinds[anchor]))
    monkeypatch.setattr(placing, "os", SimpleNamespace(name="nt"))
    monkeypatch.setattr(ctypes, "windll", windows, raising=False)
    network: Callable[[object, str | None], str] = placing.__dict__["_network"]
    places = ("\\\\server\\share\\desk", "Z:\\desk", "C:\\desk")
    assert [network(PureWindowsPath(place), None) for place in places] == ["network", "network", ""]


def test_one_program_writes_on_windows_too(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Its lock is another one: the first byte of the file, taken at once for a desk, waited for with the keys."""
    there(monkeypatch, "win32")
    modes: list[int] = []

    def lock(handle: int, mode: int, count: int) -> None:
        assert (os.fstat(handle).st_size, count) == (0, 1)
        modes.append(mode)
        if modes.count(2) > 1:
            raise OSError(36, "deadlock")

    door = ModuleType("msvcrt")
    door.__dict__.update(LK_LOCK=1, LK_NBLCK=2, locking=lock)
    monkeypatch.setitem(sys.modules, "msvcrt", door)
    spec = importlib.util.spec_from_file_location("locking_there", locking.__file__)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    with module.keys_lock(tmp_path):
        module.Lock(tmp_path)
    with pytest.raises(DeskBusy):
        module.Lock(tmp_path)
    assert modes == [1, 2, 2]


def test_a_folder_is_synced_only_where_it_can_be_opened(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Windows opens no folder: every write of a desk would end in an error."""
    opened: list[object] = []
    monkeypatch.setattr(files, "os", SimpleNamespace(name="nt", open=opened.append))
    files.sync_folder(tmp_path)
    assert opened == []
