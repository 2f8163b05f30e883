"""A bundle made of the checkout's own scripts and of wheels that hold nothing but their metadata."""

import shutil
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

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
    with zipfile.ZipFile(file, "w") as opened:
        opened.writestr(zipfile.ZipInfo(place), METADATA[name].format(version=version))
    return file


@pytest.fixture
def made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Path]:
    """Makes a bundle of a version and a form of desk, for some targets; Windows on ARM has no wheels."""
    root = tmp_path / "checkout"
    for name in making.SETUP:
        (root / "src" / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(ROOT / "src" / name, root / "src" / name)
    (root / "docs").mkdir()
    shutil.copyfile(ROOT / "docs" / "install.md", root / "docs" / "install.md")
    digests = {installing.digest_of(write_wheel(tmp_path, name)) for name in list(METADATA)[1:]}
    (root / lock.FILE).write_text(lock.written([lock.Locked("some-thing", "2.1", digests)]), encoding="utf-8")

    def make(version: str = "0.1.0", desk: int = 2, targets: tuple[Target, ...] = (LINUX,)) -> Path:
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

        monkeypatch.setattr(pip, "run", run)
        monkeypatch.setattr(pip, "report", report)
        return making.make(root, tmp_path / f"bundle-{version}", version, desk, targets).folder

    return make
