"""What pip is asked: which wheels there are for a platform and a Python, and to fetch them."""

import json
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

_NONE: Final = re.compile(r"No matching distribution found for ([\w.-]+)")
_CUT_OFF: Final = "Retrying (Retry(total=0,"
"""pip's warning before it gives a connection up: then it goes on to say that there is no distribution."""


class PipError(Exception):
    """pip ended with an error; its own words."""


@dataclass(frozen=True)
class Target:
    """A platform by its wheel tag (manylinux_2_28_x86_64, macosx_13_0_arm64, win_amd64) and a Python ("3.13")."""

    platform: str
    python: str

    def __str__(self) -> str:
        return f"{self.platform}, Python {self.python}"

    @property
    def options(self) -> list[str]:
        """How pip is told."""
        tags = [part for tag in _tags(self.platform) for part in ("--platform", tag)]
        return ["--only-binary", ":all:", "--python-version", self.python, *tags]


def _tags(platform: str) -> list[str]:
    """Every tag that runs there: pip itself knows that an older macOS will do, but not that an older glibc will."""
    found = re.fullmatch(r"manylinux_2_(\d+)_(\w+)", platform)
    if found is None:
        return [platform]
    newest, machine = int(found[1]), found[2]
    old = [f"manylinux{name}_{machine}" for name, minor in (("2014", 17), ("2010", 12), ("1", 5)) if newest >= minor]
    return [*(f"manylinux_2_{minor}_{machine}" for minor in range(newest, 4, -1)), *old]


def run(*given: object) -> None:
    """Run pip. PipError."""
    command = [sys.executable, "-m", "pip", *map(str, given), "--disable-pip-version-check"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise PipError(done.stderr.strip())


def report(target: Target, wanted: Iterable[str], *options: object) -> list[dict[str, Any]]:
    """What pip would install, each as its installation report says it, without installing anything. PipError."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "report.json"
        dry = ("install", "--quiet", "--dry-run", "--ignore-installed", "--target", folder, "--report", file)
        run(*dry, *target.options, *options, *wanted)
        found: list[dict[str, Any]] = json.loads(file.read_text(encoding="utf-8"))["install"]
    return found


def wheels(target: Target, pins: Sequence[str]) -> tuple[list[dict[str, Any]], list[str]]:
    """The wheels of `pins` ("name==version") for `target`, and which have none. PipError for whatever else is wrong."""
    left, none = list(pins), list[str]()
    while left:
        try:
            return report(target, left, "--no-deps"), none
        except PipError as error:
            named = None if _CUT_OFF in str(error) else _NONE.search(str(error))
            missing = [pin for pin in left if named and pin.split("==")[0] == named[1]]
            if not missing:
                raise
            none += missing
            left = [pin for pin in left if pin not in missing]
    return [], none
