"""The lock: every package that is installed with the program, by version and by the SHA-256 of each of its wheels.

It is a requirements file as pip reads it, `requirements.lock` beside pyproject.toml, and names no address: wherever
the wheels come from, they are these. `python -m rmdesk.tools.bundle --lock` makes it anew, on the oldest Python that is
supported and on Linux: pip asks the Python that runs it which packages a condition ("python_version < …") adds.
`tests/bundle/test_lock.py` says when another system or Python would need one more: then it is named in pyproject.toml.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from rmdesk.tools.bundle.pip import Target, report, wheels

FILE: Final = "requirements.lock"
PYTHONS: Final = ("3.11", "3.12", "3.13", "3.14")
PLATFORMS: Final = (
    "manylinux_2_28_x86_64",
    "manylinux_2_28_aarch64",
    "macosx_13_0_arm64",
    "win_amd64",
)
"""What the lock has the wheels of."""

_HEAD: Final = "# Made by `python -m rmdesk.tools.bundle --lock`: versions, and the SHA-256 of every wheel.\n"


@dataclass
class Locked:
    """A package: its version, and the SHA-256 of its wheels in hex."""

    name: str
    version: str
    digests: set[str] = field(default_factory=set)

    @property
    def pin(self) -> str:
        """As pip is told of it."""
        return f"{self.name}=={self.version}"

    @property
    def text(self) -> str:
        """Its lines in the lock."""
        return " \\\n".join([self.pin, *(f"    --hash=sha256:{digest}" for digest in sorted(self.digests))]) + "\n"


def normal(name: str) -> str:
    """A package's name, however it is written."""
    return re.sub(r"[-_.]+", "-", name).lower()


def read(text: str) -> list[Locked]:
    """The packages of a lock. ValueError at a line that is none of its kind."""
    found = []
    for entry in filter(None, text.removeprefix(_HEAD).replace("\\\n", " ").splitlines()):
        pin, *digests = entry.split()
        name, version = pin.split("==")
        if not digests or not all(re.fullmatch(r"--hash=sha256:[0-9a-f]{64}", digest) for digest in digests):
            raise ValueError(entry)
        found.append(Locked(name, version, {digest.removeprefix("--hash=sha256:") for digest in digests}))
    return found


def written(packages: Iterable[Locked]) -> str:
    """The text of a lock."""
    return _HEAD + "".join(package.text for package in sorted(packages, key=lambda package: package.name))


def make(
    dependencies: Iterable[str], platforms: Iterable[str] = PLATFORMS, pythons: Iterable[str] = PYTHONS
) -> tuple[list[Locked], Mapping[Target, list[str]]]:
    """The newest packages that `dependencies` allow, and by target what has no wheel there. PipError."""
    targets = [Target(platform, python) for platform in platforms for python in pythons]
    packages = {locked.name: locked for locked in map(_locked, report(targets[0], dependencies))}
    lacking = {}
    for target in targets:
        found, lacking[target] = wheels(target, [package.pin for package in packages.values()])
        for locked in map(_locked, found):
            packages[locked.name].digests |= locked.digests
    return list(packages.values()), {target: none for target, none in lacking.items() if none}


def _locked(item: Mapping[str, Any]) -> Locked:
    """What pip's report says of one package."""
    metadata, found = item["metadata"], item["download_info"]["archive_info"]["hashes"]["sha256"]
    return Locked(normal(str(metadata["name"])), str(metadata["version"]), {found})


def of(root: Path) -> list[Locked]:
    """The lock of a checkout."""
    return read((root / FILE).read_text(encoding="utf-8"))
