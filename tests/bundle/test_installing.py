"""Install, upgrade, roll back: whatever fails or is interrupted leaves the version that was there."""

import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from bundle.kit import LINUX
from rmdesk.tools.bundle import installing
from rmdesk.tools.bundle.installing import Place, StoppedError

Make = Callable[..., Path]


@pytest.fixture
def steps(monkeypatch: pytest.MonkeyPatch) -> dict[str, BaseException]:
    """Programs that do as if, but for the steps that are in the dictionary: those end with what stands there."""
    broken: dict[str, BaseException] = {}

    def run(step: str, *command: object) -> str:
        if step == "venv":
            Path(str(command[-1]), "bin").mkdir(parents=True)
        if step in broken:
            raise broken[step]
        return f"rmdesk {Path(str(command[0])).parents[1].name}\n"

    monkeypatch.setattr(installing, "_run", run)
    return broken


@pytest.fixture
def place(tmp_path: Path) -> Place:
    """Where to install, on Linux."""
    return Place(tmp_path / "a place's", "linux")


def keys(stopped: pytest.ExceptionInfo[StoppedError]) -> list[str]:
    """What is said."""
    return [key for key, _ in stopped.value.said]


def test_upgraded_and_gone_back_from(made: Make, steps: dict[str, BaseException], place: Place, tmp_path: Path) -> None:
    """The version before stays until the next upgrade; going back twice is not going forth."""
    assert steps == {}
    first, second, third = made("0.9.0"), made("0.10.0"), made("0.11.0")
    installing.install(first, place)
    with pytest.raises(StoppedError) as stopped:
        installing.install(second, place)
    assert keys(stopped) == ["bundle.there_already"]
    installing.upgrade(second, place)
    assert list(place.versions) == ["0.10.0", "0.9.0"]
    with pytest.raises(StoppedError) as stopped:
        installing.upgrade(first, place)
    assert keys(stopped) == ["bundle.not_newer"]
    said = installing.roll_back(place, tmp_path / "desk")
    assert [key for key, _ in said] == ["bundle.rolled_back", "bundle.same_form"]
    assert list(place.versions) == ["0.9.0"]
    with pytest.raises(StoppedError) as stopped:
        installing.roll_back(place, tmp_path / "desk")
    assert keys(stopped) == ["bundle.no_before"]
    installing.upgrade(second, place)
    installing.upgrade(third, place)
    assert sorted(path.name for path in (place.folder / "versions").iterdir()) == ["0.10.0", "0.11.0"]


@pytest.mark.parametrize("fails", ["venv", "pip", "start"])
def test_a_step_that_fails_leaves_the_version_that_was_there(
    made: Make, steps: dict[str, BaseException], place: Place, fails: str
) -> None:
    """Also when somebody ends it half-way: the desk opens tomorrow as it did today."""
    installing.install(made("0.5.0"), place)
    text = (place.folder / "rmdesk").read_text(encoding="utf-8")
    newer = made("0.6.0")
    for error in (StoppedError((f"bundle.failed.{fails}", {"detail": ""})), KeyboardInterrupt(), OSError(28, "full")):
        steps[fails] = error
        with pytest.raises(type(error)):
            installing.upgrade(newer, place)
        assert place.versions == ("0.5.0",)
        assert [path.name for path in (place.folder / "versions").iterdir()] == ["0.5.0"]
        assert (place.folder / "rmdesk").read_text(encoding="utf-8") == text
    steps.clear()
    installing.upgrade(newer, place)
    steps["start"] = StoppedError(("bundle.failed.start", {"detail": ""}))  # the Python it stood on is gone
    with pytest.raises(StoppedError):
        installing.roll_back(place, Path())
    assert place.versions == ("0.6.0", "0.5.0")


def test_a_changed_missing_or_added_file_stops_it_by_name(
    made: Make, place: Place, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nothing of such a bundle is run, and whoever brought it hears what to look at."""
    bundle = made()
    with (bundle / "wheels" / "some_thing-2.1-py3-none-any.whl").open("ab") as wheel:
        wheel.write(b"!")
    (bundle / "sbom.cdx.json").unlink()
    (bundle / "setup" / "json.py").touch()
    assert installing.main(["install", "--to", str(place.folder), "--lang", "en"], bundle) == 1
    told = capsys.readouterr().err.splitlines()
    assert told[:3] == [
        "changed: wheels/some_thing-2.1-py3-none-any.whl",
        "missing: sbom.cdx.json",
        "not of this bundle: setup/json.py",
    ]
    assert not place.folder.exists()
    (bundle / installing.SUMS).unlink()
    assert installing.main(["verify", "--lang", "zh"], bundle) == 1
    assert capsys.readouterr().err == f"缺少文件：{installing.SUMS}\n"


def test_a_desk_of_a_newer_form_is_told_at_going_back(
    made: Make, steps: dict[str, BaseException], place: Place, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The older program refuses it: whoever goes back must know where the desk from before is, and what it lacks."""
    assert steps == {}
    installing.install(made("0.5.0", desk=2), place)
    installing.upgrade(made("0.6.0", desk=3), place)
    desk = tmp_path / "desk"
    (desk / "backups").mkdir(parents=True)
    kept = desk / "backups" / "before-2-to-3-20260302-090000.rmdesk"
    kept.touch()
    assert installing.main(["rollback", "--to", str(place.folder), "--desk", str(desk), "--lang", "en"], tmp_path) == 0
    told = capsys.readouterr().out
    assert "newer form 3; 0.5.0 knows 2" in told
    assert str(kept) in told
    installing.upgrade(made("0.7.0", desk=3), place)
    said = installing.roll_back(place, tmp_path / "elsewhere")
    assert said[-1][0] == "bundle.none_before"


def test_another_python_or_folder_is_refused_with_what_to_do(
    made: Make, place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A Python without wheels would fail in the middle; somebody's folder is not ours to fill."""
    bundle = made()
    place.folder.mkdir()
    (place.folder / "letter.txt").touch()
    with pytest.raises(StoppedError) as stopped:
        installing.install(bundle, place)
    assert keys(stopped) == ["bundle.occupied"]
    with pytest.raises(StoppedError) as stopped:
        installing.upgrade(bundle, place)
    assert keys(stopped) == ["bundle.not_there"]
    monkeypatch.setattr(installing, "PYTHON", "3.19")
    with pytest.raises(StoppedError) as stopped:
        installing.install(bundle, place)
    assert stopped.value.said == (("bundle.no_wheels", {"pythons": LINUX.python, "python": "3.19"}),)


def test_what_differs_on_windows(tmp_path: Path) -> None:
    """Not run there: where programs stand, what starts them, and where they go when nobody says."""
    assert installing.script(tmp_path, "python", "win32") == tmp_path / "Scripts" / "python.exe"
    assert installing.script(tmp_path, "python", "darwin") == tmp_path / "bin" / "python"
    file, text = installing.starter(tmp_path, "win32")
    assert (file.name, text.count("\r\n"), text.count("\n")) == ("rmdesk.cmd", 3, 3)
    assert '<"%~dp0current"' in text
    local = {"LOCALAPPDATA": str(tmp_path / "Local")}
    assert installing.default_place("win32", local, tmp_path) == tmp_path / "Local" / "Programs" / "rmdesk"
    assert installing.default_place("win32", {}, tmp_path) == tmp_path / "AppData" / "Local" / "Programs" / "rmdesk"
    assert installing.default_place("darwin", local, tmp_path) == tmp_path / ".local" / "share" / "rmdesk"


@pytest.mark.skipif(os.name != "posix", reason="a shell script")
def test_the_starter_starts_what_is_current_from_anywhere(place: Place, tmp_path: Path) -> None:
    """Through a link on the PATH, in a folder whose name a shell would split, with its arguments as they were given."""
    for version in ("0.5.0", "0.6.0"):
        program = installing.script(place.environment(version), "rmdesk", "linux")
        program.parent.mkdir(parents=True)
        program.write_text(f'#!/bin/sh\necho "{version}:$2"\n', encoding="utf-8")
        program.chmod(0o755)
    file, text = installing.starter(place.folder, "linux")
    file.write_text(text, encoding="utf-8")
    file.chmod(0o755)
    (tmp_path / "link").symlink_to(file)
    for versions in (("0.6.0", "0.5.0"), ("0.5.0",)):
        place.switch(*versions)
        told = subprocess.run([tmp_path / "link", "a", "b  c"], capture_output=True, text=True, check=True).stdout
        assert told == f"{versions[0]}:b  c\n"
