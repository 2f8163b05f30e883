"""The lock is of what pyproject.toml asks for, on every system and Python; else a bundle lacks a package."""

import re
import tomllib
from importlib.metadata import distribution
from itertools import product
from pathlib import Path

import pytest
from packaging.requirements import Requirement

from rmdesk.tools.bundle import lock, pip
from rmdesk.tools.bundle.pip import PipError, Target

ROOT = Path(__file__).parents[2]
SYSTEMS = (("linux", "Linux", "posix"), ("darwin", "Darwin", "posix"), ("win32", "Windows", "nt"))


@pytest.mark.parametrize("system", SYSTEMS, ids=lambda system: system[0])
def test_the_lock_holds_all_that_is_needed_there(system: tuple[str, str, str]) -> None:
    """What a package needs on one system or Python alone is easily missing: pip, run elsewhere, does not name it."""
    locked = {package.name: package.version for package in lock.of(ROOT)}
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    names = dict(zip(("sys_platform", "platform_system", "os_name"), system, strict=True))
    environs = [{**names, "python_version": one, "python_full_version": f"{one}.0"} for one in lock.PYTHONS]
    waiting, seen, moved = [Requirement(line) for line in project["dependencies"]], set[str](), set[str]()
    while waiting:
        wanted = waiting.pop()
        if str(wanted) in seen:
            continue
        seen.add(str(wanted))
        name = lock.normal(wanted.name)
        assert name in locked, f"{wanted} is not in the lock: make it anew; of one system: name it in pyproject.toml"
        assert wanted.specifier.contains(locked[name]), f"{wanted}, but the lock has {locked[name]}: make it anew"
        installed = distribution(name)
        if installed.version != locked[name]:  # what is installed here is newer, and may need other packages
            moved.add(name)
            continue
        asked = [{**environ, "extra": extra} for environ, extra in product(environs, {"", *wanted.extras})]
        for one in map(Requirement, installed.requires or []):
            if one.marker is None or any(map(one.marker.evaluate, asked)):
                waiting.append(one)
    assert moved or {lock.normal(Requirement(line).name) for line in seen} == set(locked), "no longer needed"


def test_the_lock_has_hashes_and_no_addresses() -> None:
    """An address would send a bank's computer to somebody else's; read and written again it is the same."""
    text = (ROOT / lock.FILE).read_text(encoding="utf-8")
    assert lock.written(lock.read(text)) == text
    assert not re.search(r"://|\.(org|com|net|io|cn)\b|file:|--index|find-links", text)
    with pytest.raises(ValueError, match="one==1"):
        lock.read("one==1 --hash=md5:12\n")


def test_what_has_no_wheel_is_named_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    """pip names the first one only; whoever plans a branch's computers wants all of them."""

    def report(_: Target, pins: list[str], *__: str) -> list[dict[str, str]]:
        for name in ("two", "three.x"):
            if f"{name}==1" in pins:
                raise PipError(f"ERROR: No matching distribution found for {name}==1")
        return [{"pin": pin} for pin in pins]

    monkeypatch.setattr(pip, "report", report)
    target = Target("win_arm64", "3.11")
    assert pip.wheels(target, ["one==1", "two==1", "three.x==1"]) == ([{"pin": "one==1"}], ["two==1", "three.x==1"])


def test_without_a_network_nothing_is_said_to_have_no_wheel(monkeypatch: pytest.MonkeyPatch) -> None:
    """pip, cut off, ends with the same words as for a package that has none."""
    said = "WARNING: Retrying (Retry(total=0, connect=None)) after connection broken by …\n"

    def report(*_: object) -> list[dict[str, str]]:
        raise PipError(f"{said}ERROR: No matching distribution found for one==1")

    monkeypatch.setattr(pip, "report", report)
    with pytest.raises(PipError):
        pip.wheels(Target("win_amd64", "3.11"), ["one==1"])


def test_an_older_glibc_will_do_and_a_newer_one_will_not() -> None:
    """A wheel of a newer glibc than the computer's installs and does not start."""
    tags = Target("manylinux_2_17_aarch64", "3.12").options
    assert {"manylinux_2_17_aarch64", "manylinux2014_aarch64", "manylinux_2_5_aarch64"} <= set(tags)
    assert not {"manylinux_2_18_aarch64", "manylinux_2_28_aarch64"} & set(tags)
    assert Target("win_amd64", "3.12").options[-2:] == ["--platform", "win_amd64"]
