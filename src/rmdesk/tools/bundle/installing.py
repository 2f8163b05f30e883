"""Install, verify, upgrade and roll back, out of a bundle: runs on the Python that is there, before the program is.

It knows the standard library and `rmdesk.locale`, which `making.py` puts beside it. The folder of the program holds one
environment a version, a starter, and `current`: the version that starts, and below it the one before. That file alone
is replaced when all else stands, so whatever is interrupted leaves the version that was there. No desk is opened, read
or written.
"""

import argparse
import hashlib
import json
import os
import shlex
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Self

if __name__ == "__main__":  # in a bundle, by its path: what belongs to it stands above it
    sys.path.insert(0, str(Path(__file__).resolve().parents[3]))

from rmdesk.locale import LANGS, choose_language, tr

SUMS: Final = "SHA256SUMS"
FACTS: Final = "bundle.json"
WANTED: Final = "requirements.txt"
WHEELS: Final = "wheels"
PYTHON: Final = f"{sys.version_info.major}.{sys.version_info.minor}"
ACTS: Final = ("install", "verify", "upgrade", "rollback")
_VERSIONS: Final = "versions"
_CURRENT: Final = "current"


Said = Sequence[tuple[str, Mapping[str, object]]]
"""What is to be said, line by line: a key of `words/bundle.toml` with its values."""


class StoppedError(Exception):
    """What stops an act, and what is to be said of it."""

    def __init__(self, *said: tuple[str, Mapping[str, object]]) -> None:
        super().__init__(said)
        self.said = said


@dataclass(frozen=True)
class Release:
    """What a bundle is: the program's version, the form of desk that it writes, the Pythons that it has wheels for."""

    version: str
    desk: int
    pythons: tuple[str, ...]

    @classmethod
    def read(cls, file: Path) -> Self:
        """As `making` wrote it."""
        facts = json.loads(file.read_text(encoding="utf-8"))
        return cls(facts["version"], facts["desk"], tuple(facts["pythons"]))


def order(version: str) -> tuple[int, ...]:
    """By which versions follow one another. ValueError when it holds anything but numbers and dots."""
    return tuple(map(int, version.split(".")))


def digest_of(file: Path) -> str:
    """SHA-256 of a file, in hex."""
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


def faults(bundle: Path) -> list[tuple[str, str]]:
    """What is wrong with a bundle: "bundle.changed", "bundle.missing", "bundle.foreign", each with the file's name."""
    lines = (bundle / SUMS).read_text(encoding="utf-8").splitlines()
    sums = {name: digest for digest, name in (line.split("  ", 1) for line in lines)}
    there = {path.relative_to(bundle).as_posix() for path in bundle.rglob("*") if not path.is_dir()} - {SUMS}
    changed = [name for name in sorted(sums.keys() & there) if digest_of(bundle / name) != sums[name]]
    return [
        *(("bundle.changed", name) for name in changed),
        *(("bundle.missing", name) for name in sorted(sums.keys() - there)),
        *(("bundle.foreign", name) for name in sorted(there - sums.keys())),
    ]


def check(bundle: Path) -> Release:
    """What the bundle is. StoppedError with every file that is not as it was made."""
    if not (bundle / SUMS).is_file():
        raise StoppedError(("bundle.missing", {"name": SUMS}))
    found = faults(bundle)
    if found:
        raise StoppedError(*((key, {"name": name}) for key, name in found), ("bundle.unsound", {"count": len(found)}))
    return Release.read(bundle / FACTS)


def default_place(platform: str, environ: Mapping[str, str], home: Path) -> Path:
    """Where the program goes when nobody says: a folder of the user's own."""
    if platform == "win32":
        return Path(environ.get("LOCALAPPDATA") or home / "AppData" / "Local") / "Programs" / "rmdesk"
    return home / ".local" / "share" / "rmdesk"


def script(environment: Path, name: str, platform: str) -> Path:
    """A command of a Python environment."""
    return environment / "Scripts" / f"{name}.exe" if platform == "win32" else environment / "bin" / name


def starter(place: Path, platform: str) -> tuple[Path, str]:
    """The file that starts whatever version is current, and its text."""
    if platform == "win32":
        command = f'@"%~dp0{_VERSIONS}\\%rmdesk_version%\\Scripts\\rmdesk.exe" %*'
        return place / "rmdesk.cmd", f'@setlocal\r\n@set /p rmdesk_version=<"%~dp0{_CURRENT}"\r\n{command}\r\n'
    there = shlex.quote(str(place))  # whole, so that it may be reached by a link
    lines = (
        "#!/bin/sh",
        f"read -r version < {there}/{_CURRENT}",
        f'exec {there}/{_VERSIONS}/"$version"/bin/rmdesk "$@"',
    )
    return place / "rmdesk", "\n".join(lines) + "\n"


@dataclass(frozen=True)
class Place:
    """The folder in which the program is installed, on a system as `sys.platform` calls it."""

    folder: Path
    platform: str = sys.platform

    @property
    def versions(self) -> tuple[str, ...]:
        """The version that starts and the one before it, as far as there are."""
        file = self.folder / _CURRENT
        return tuple(file.read_text(encoding="utf-8").split()) if file.is_file() else ()

    def environment(self, version: str) -> Path:
        """Where a version stands."""
        return self.folder / _VERSIONS / version

    def release(self, version: str) -> Release:
        """What an installed version is."""
        return Release.read(self.environment(version) / FACTS)

    def switch(self, *versions: str) -> None:
        """Let the first of `versions` start from now on, and remember the second, if there is one."""
        settle()
        _put(self.folder / _CURRENT, "\n".join(versions) + "\n")
        settle()

    def add(self, bundle: Path, release: Release) -> None:
        """Put the bundle's version beside what is there, and start it once. StoppedError, and nothing of it stays."""
        environment = self.environment(release.version)
        try:
            shutil.rmtree(environment, ignore_errors=True)  # what was interrupted, or gone back from
            _run("venv", sys.executable, "-I", "-m", "venv", environment)
            python = script(environment, "python", self.platform)
            wanted = ("--no-index", "--find-links", bundle / WHEELS, "--require-hashes", "--only-binary", ":all:")
            pip = ("-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-deps")
            _run("pip", python, "-I", *pip, *wanted, "-r", bundle / WANTED)
            self.start(release.version)
            shutil.copyfile(bundle / FACTS, environment / FACTS)
            file, text = starter(self.folder, self.platform)
            _put(file, text)
            file.chmod(0o755)
        except BaseException:  # also when it is interrupted
            shutil.rmtree(environment, ignore_errors=True)
            raise

    def start(self, version: str) -> None:
        """Ask an installed version for its number. StoppedError when it does not answer."""
        command = script(self.environment(version), "rmdesk", self.platform)
        if _run("start", command, "--version").split() != ["rmdesk", version]:
            raise StoppedError(("bundle.failed.start", {"detail": command}))

    def sweep(self) -> None:
        """Take away the versions that nobody goes back to."""
        for old in (self.folder / _VERSIONS).iterdir():
            if old.name not in self.versions:
                shutil.rmtree(old, ignore_errors=True)


def install(bundle: Path, place: Place) -> Said:
    """Install where nothing is installed; what is to be said. StoppedError, and nothing was changed."""
    release = _fitting(bundle)
    if place.versions:
        raise StoppedError(("bundle.there_already", {"place": place.folder, "version": place.versions[0]}))
    if place.folder.exists() and any(place.folder.iterdir()) and not (place.folder / _VERSIONS).is_dir():
        raise StoppedError(("bundle.occupied", {"place": place.folder}))
    place.add(bundle, release)
    place.switch(release.version)
    return [("bundle.installed", {"version": release.version, "launcher": starter(place.folder, place.platform)[0]})]


def upgrade(bundle: Path, place: Place) -> Said:
    """Install a newer version beside the one that is there, and start it from now on. StoppedError as `install`."""
    release = _fitting(bundle)
    current = _current(place)
    if order(release.version) <= order(current):
        raise StoppedError(("bundle.not_newer", {"current": current, "version": release.version}))
    place.add(bundle, release)
    place.switch(release.version, current)
    place.sweep()
    return [("bundle.upgraded", {"before": current, "version": release.version})]


def roll_back(place: Place, desk: Path) -> Said:
    """Start the version before from now on; what is to be said of desks that the newer one wrote. StoppedError."""
    current = _current(place)
    if len(place.versions) < 2:
        raise StoppedError(("bundle.no_before", {}))
    before = place.versions[1]
    place.start(before)
    place.switch(before)
    said = {"current": current, "before": before, "desk": desk}
    old, new = place.release(before).desk, place.release(current).desk
    if old == new:
        return [("bundle.rolled_back", said), ("bundle.same_form", said)]
    kept = sorted((desk / "backups").glob(f"before-{old}-to-*.rmdesk"), key=lambda file: file.stat().st_mtime)
    last = ("bundle.kept_before", {"file": kept[-1]}) if kept else ("bundle.none_before", said)
    return [("bundle.rolled_back", said), ("bundle.other_form", {**said, "old": old, "new": new}), last]


def main(given: Sequence[str] | None = None, bundle: Path | None = None) -> int:
    """Do what the command line asks: 0 done, 1 stopped. `bundle` is the folder in which this file stands."""
    bundle = bundle or Path(__file__).resolve().parents[4]
    lang, home = choose_language(), Path.home()
    place = default_place(sys.platform, os.environ, home)
    desk = Path(os.environ.get("RMDESK_DESK") or home / ".rmdesk")
    parser = argparse.ArgumentParser(prog="rmdesk-bundle")
    acts = parser.add_subparsers(dest="act", required=True)
    for name in ACTS:
        about = tr(lang, f"bundle.about.{name}")
        one = acts.add_parser(name, help=about, description=about)
        one.add_argument("--lang", choices=LANGS, default=lang, help=tr(lang, "bundle.help.lang"))
        if name != "verify":
            one.add_argument("--to", type=Path, default=place, help=tr(lang, "bundle.help.to", place=place))
        if name == "rollback":
            one.add_argument("--desk", type=Path, default=desk, help=tr(lang, "bundle.help.desk", desk=desk))
    args = parser.parse_args(given)
    try:
        said, stream = _done(args, bundle), sys.stdout
    except StoppedError as stopped:
        said, stream = stopped.said, sys.stderr
    except OSError as error:
        said, stream = (("bundle.failed.files", {"detail": error}),), sys.stderr
    for key, values in said:
        print(tr(args.lang, key, **values), file=stream)
    return int(stream is sys.stderr)


def _done(args: argparse.Namespace, bundle: Path) -> Said:
    if args.act == "verify":
        release = check(bundle)
        files = len((bundle / SUMS).read_text(encoding="utf-8").splitlines())
        sound = ("bundle.sound", {"files": files, "version": release.version})
        return [sound, ("bundle.digest", {"digest": digest_of(bundle / SUMS)})]
    place = Place(args.to.absolute())
    if args.act == "rollback":
        return roll_back(place, args.desk.absolute())
    return (install if args.act == "install" else upgrade)(bundle, place)


def _fitting(bundle: Path) -> Release:
    """What the bundle is, when it is sound and has wheels for this Python. StoppedError."""
    release = check(bundle)
    if PYTHON not in release.pythons:
        raise StoppedError(("bundle.no_wheels", {"pythons": ", ".join(release.pythons), "python": PYTHON}))
    return release


def _current(place: Place) -> str:
    if not place.versions:
        raise StoppedError(("bundle.not_there", {"place": place.folder}))
    return place.versions[0]


def _run(step: str, *command: object) -> str:
    """What a program printed. StoppedError naming the step, after what the program said of it."""
    environ = {name: value for name, value in os.environ.items() if not name.startswith(("PIP_", "PYTHON"))}
    environ["PIP_CONFIG_FILE"] = os.devnull  # the bundle alone is asked, whatever is set up on this computer
    done = subprocess.run(list(map(str, command)), capture_output=True, text=True, env=environ, check=False)
    if done.returncode:
        raise StoppedError((f"bundle.failed.{step}", {"detail": (done.stderr or done.stdout).strip()}))
    return done.stdout


def settle() -> None:
    """Let all that was written until now outlast a power cut, where the system can."""
    if hasattr(os, "sync"):
        os.sync()


def _put(file: Path, text: str) -> None:
    """Write a file whole or not at all, also through a power cut. OSError."""
    file.parent.mkdir(parents=True, exist_ok=True)
    part = file.with_name(file.name + ".part")
    with part.open("w", encoding="utf-8", newline="") as opened:
        opened.write(text)
        opened.flush()
        os.fsync(opened.fileno())
    part.replace(file)


if __name__ == "__main__":
    raise SystemExit(main())
