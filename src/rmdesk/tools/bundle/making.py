"""Making a bundle out of a checkout: wheels, lock, checksums, bill of materials, and the scripts that install it."""

import json
import shutil
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from rmdesk.tools.bundle import installing, lock, pip, sbom
from rmdesk.tools.bundle.pip import PipError, Target

_HERE: Final = Path(__file__).parent
SETUP: Final = (
    "rmdesk/__init__.py",
    "rmdesk/locale/__init__.py",
    "rmdesk/words/bundle.toml",
    "rmdesk/tools/__init__.py",
    "rmdesk/tools/bundle/__init__.py",
    "rmdesk/tools/bundle/installing.py",
)
"""What the scripts run before the program is installed."""


@dataclass(frozen=True)
class Made:
    """A bundle: where it is, the digest of its checksum list, its size in bytes, and what it could not be made for."""

    folder: Path
    digest: str
    size: int
    lacking: Mapping[Target, list[str]]


def make(root: Path, out: Path, version: str, desk: int, targets: Iterable[Target]) -> Made:
    """Make the bundle of the checkout `root` in the new folder `out`; `desk` is the form of desk that it writes.

    Targets for which a package has no wheel are left out and named. PipError; FileExistsError; ValueError for a version
    that is no release, and when no target is left.
    """
    installing.order(version)
    part = out.with_name(out.name + ".part")
    shutil.rmtree(part, ignore_errors=True)
    wheels = part / installing.WHEELS
    wheels.mkdir(parents=True)
    try:
        lacking = _fetch(root / lock.FILE, targets := tuple(targets), wheels)
        whole = [target for target in targets if target not in lacking]
        if not whole:
            raise ValueError("; ".join(f"{target}: {', '.join(none)}" for target, none in lacking.items()))
        pip.run("wheel", "--quiet", "--no-deps", "--wheel-dir", wheels, root)
        pythons = sorted({target.python for target in whole}, key=installing.order)
        facts = {"version": version, "desk": desk, "platforms": sorted({t.platform for t in whole}), "pythons": pythons}
        _describe(root, part, facts)
        _scripts(root, part)
        sums = sorted(path for path in part.rglob("*") if path.is_file())
        lines = [f"{installing.digest_of(path)}  {path.relative_to(part).as_posix()}\n" for path in sums]
        _put(part / installing.SUMS, "".join(lines))
        if out.exists():
            raise FileExistsError(out)
        installing.settle()
        part.rename(out)
        installing.settle()
    finally:
        shutil.rmtree(part, ignore_errors=True)
    size = sum(path.stat().st_size for path in out.rglob("*") if path.is_file())
    return Made(out, installing.digest_of(out / installing.SUMS), size, lacking)


def _fetch(locked: Path, targets: Iterable[Target], wheels: Path) -> Mapping[Target, list[str]]:
    """Fetch the locked wheels of every target; what has none, by target."""
    lacking: dict[Target, list[str]] = {}
    wanted = ("--quiet", "--no-deps", "--require-hashes", "--requirement", locked, "--dest", wheels)
    for target in targets:
        try:
            pip.run("download", *wanted, *target.options)
        except PipError:
            none = pip.wheels(target, [package.pin for package in lock.read(locked.read_text(encoding="utf-8"))])[1]
            if not none:
                raise
            lacking[target] = none
    return lacking


def _describe(root: Path, part: Path, facts: Mapping[str, object]) -> None:
    """What pip is to install, what the bundle is, and of what it consists."""
    wheels = [sbom.Wheel.read(path) for path in (part / installing.WHEELS).iterdir()]
    ours = next(wheel for wheel in wheels if wheel.name == "rmdesk")
    program = lock.Locked(ours.name, ours.version, {ours.digest})
    _put(part / installing.WANTED, lock.written([*lock.of(root), program]))
    _put(part / installing.FACTS, json.dumps(facts, indent=1) + "\n")
    _put(part / "sbom.cdx.json", json.dumps(sbom.bill("rmdesk", wheels), indent=1, ensure_ascii=False) + "\n")


def _scripts(root: Path, part: Path) -> None:
    for act in installing.ACTS:
        shell, power = (_HERE / f"wrapper.{ending}" for ending in ("sh", "ps1"))
        _put(part / f"{act}.sh", shell.read_text(encoding="utf-8").replace("@ACT@", act))
        (part / f"{act}.sh").chmod(0o755)
        # With a mark at its beginning: Windows PowerShell reads a script without one in the code page of the computer.
        _put(
            part / f"{act}.ps1",
            "\ufeff" + power.read_text(encoding="utf-8").replace("@ACT@", act).replace("\n", "\r\n"),
        )
    for name in SETUP:
        (part / "setup" / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(root / "src" / name, part / "setup" / name)
    shutil.copyfile(root / "docs" / "install.md", part / "install.md")


def _put(file: Path, text: str) -> None:
    file.write_text(text, encoding="utf-8", newline="")
