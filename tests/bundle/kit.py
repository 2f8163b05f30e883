"""A checkout of the program's own scripts, and a pip that fetches and builds wheels that hold nothing but metadata."""

import io
import shutil
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from unittest.mock import patch

from rmdesk.tools.bundle import installing, lock, making, pip
from rmdesk.tools.bundle.pip import PipError, Target

ROOT = Path(__file__).parents[2]
_THING = "Name: some_thing\nVersion: 2.1\nClassifier: License :: OSI Approved :: MIT License\n"
METADATA: Mapping[str, str] = {
    "rmdesk-{version}-py3-none-any.whl": (
        "Name: rmdesk\nVersion: {version}\nLicense-Expression: MIT\nRequires-Dist: Some.Thing>=2; os_name != ''\n"
    ),
    "some_thing-2.1-cp311-abi3-win_amd64.whl": _THING,
    "some_thing-2.1-py3-none-any.whl": _THING,
}
LINUX, WINDOWS = Target("manylinux_2_28_x86_64", installing.PYTHON), Target("win_amd64", "3.14")


def write_wheel(folder: Path, name: str, version: str = "") -> Path:
    """One of these wheels, the same bytes each time."""
    file = folder / name.format(version=version)
    place = "-".join(file.name.split("-")[:2]) + ".dist-info/METADATA"
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as opened:
        opened.writestr(zipfile.ZipInfo(place), METADATA[name].format(version=version))
    file.write_bytes(content.getvalue())
    return file


def checkout(folder: Path) -> Path:
    """What a bundle is made of, in the new folder; its lock knows the wheels that `pretended_pip` fetches."""
    for name in making.SETUP:
        (folder / "src" / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(ROOT / "src" / name, folder / "src" / name)
    (folder / "docs").mkdir()
    shutil.copyfile(ROOT / "docs" / "install.md", folder / "docs" / "install.md")
    digests = {installing.digest_of(write_wheel(folder, name)) for name in list(METADATA)[1:]}
    (folder / lock.FILE).write_text(lock.written([lock.Locked("some-thing", "2.1", digests)]), encoding="utf-8")
    return folder


@contextmanager
def pretended_pip(version: str) -> Iterator[None]:
    """pip builds the program in this version, and finds no wheels for Windows on ARM."""

    def run(*given: object) -> None:
        words = list(map(str, given))
        if words[0] == "wheel":
            write_wheel(Path(words[words.index("--wheel-dir") + 1]), next(iter(METADATA)), version)
        elif "win_arm64" in words:
            raise PipError("ERROR: No matching distribution found for some-thing==2.1")
        elif words[0] == "download":
            assert "--require-hashes" in words
            name = list(METADATA)[1 if "win_amd64" in words else 2]
            write_wheel(Path(words[words.index("--dest") + 1]), name)

    def report(target: Target, *_: object) -> list[dict[str, str]]:
        run("report", *target.options)
        return []

    with patch.object(pip, "run", run), patch.object(pip, "report", report):
        yield
