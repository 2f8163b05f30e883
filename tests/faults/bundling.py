"""A bundle is made, and the program upgraded out of one, while the disk fails."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import ClassVar
from unittest.mock import patch

from bundle.kit import LINUX, checkout, pretended_pip
from faults.course import Course
from faults.tracing import tell
from rmdesk.tools.bundle import installing, making
from rmdesk.tools.bundle.installing import Place, StoppedError

_BEFORE, _AFTER = "0.9.0", "0.10.0"
_WRITING = patch.object(shutil, "_USE_CP_SENDFILE", False)
"""Files are copied with plain writes, of which one sees the bytes."""


def _made(folder: Path, version: str) -> Path:
    """A bundle of this version, made of the checkout."""
    with pretended_pip(version), _WRITING:
        return making.make(folder / "checkout", folder / version, version, 2, (LINUX,)).folder


class Bundling(Course):
    """A bundle is made of a checkout."""

    name: ClassVar[str] = "bundle"

    def build(self, folder: Path) -> None:
        """The checkout."""
        checkout(folder / "checkout")

    def act(self, folder: Path) -> str | None:
        """`made` when it may be carried away."""
        try:
            _made(folder, _AFTER)
        except OSError as error:
            return f"OSError {error.errno}"
        tell("made")
        return None

    def wrong(self, folder: Path, told: list[object]) -> Iterator[str]:
        """What has a bundle's name is whole, and it is there once it was made; otherwise it can be made."""
        if not told and not (folder / _AFTER).exists():
            _made(folder, _AFTER)
        try:
            installing.check(folder / _AFTER)
        except StoppedError as stopped:
            yield f"the bundle is not whole: {stopped.said}"


class Installing(Course):
    """The program is upgraded: its versions stand beside each other, and one file says which starts."""

    name: ClassVar[str] = "install"

    def build(self, folder: Path) -> None:
        """Two bundles, of which the first is installed."""
        checkout(folder / "checkout")
        with patch.object(installing, "_run", _run):
            installing.install(_made(folder, _BEFORE), _place(folder))
        _made(folder, _AFTER)

    def act(self, folder: Path) -> str | None:
        """`upgraded` when the newer one starts."""
        with patch.object(installing, "_run", _run), _WRITING:
            try:
                installing.upgrade(folder / _AFTER, _place(folder))
            except OSError as error:
                return f"OSError {error.errno}"
        tell("upgraded")
        return None

    def wrong(self, folder: Path, told: list[object]) -> Iterator[str]:
        """A version starts that stands whole there: the newer one once the upgrade was done; otherwise it can be."""
        place = _place(folder)
        starts = place.versions[:1]
        if starts not in ((_BEFORE,), (_AFTER,)) or (told and starts != (_AFTER,)):
            yield f"{starts} starts after {told}"
            return
        try:
            assert place.release(starts[0]).version == starts[0]
            assert (place.environment(starts[0]) / "bin" / "rmdesk").read_text(encoding="utf-8") == starts[0]
            assert "exec" in (place.folder / "rmdesk").read_text(encoding="utf-8")
            if starts == (_BEFORE,):
                with patch.object(installing, "_run", _run):
                    installing.upgrade(folder / _AFTER, place)
        except (AssertionError, OSError, ValueError, StoppedError) as error:
            yield f"{starts} starts and is not whole: {error!r}"


def _place(folder: Path) -> Place:
    return Place(folder / "place", "linux")


def _run(step: str, *command: object) -> str:
    """Programs that do as if: an environment gets one file, which holds its version."""
    if step == "venv":
        environment = Path(str(command[-1]))
        (environment / "bin").mkdir(parents=True)
        (environment / "bin" / "rmdesk").write_text(environment.name, encoding="utf-8")
    return f"rmdesk {Path(str(command[0])).parents[1].name}\n"
