"""What a bundle holds: what was asked for, listed and hashed; the same checkout gives the same bundle."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from bundle.kit import LINUX, WINDOWS
from rmdesk.tools.bundle import installing, lock, making
from rmdesk.tools.bundle.__main__ import here
from rmdesk.tools.bundle.pip import Target
from support.tiers import exhaustive

Make = Callable[..., Path]


def test_every_file_is_listed_and_the_bill_names_every_wheel(made: Make) -> None:
    """Whoever examines a bundle sees what is in it, under which licence, and who needs whom."""
    bundle = made(targets=(LINUX, WINDOWS))
    assert installing.faults(bundle) == []
    bill = json.loads((bundle / "sbom.cdx.json").read_text(encoding="utf-8"))
    assert (bill["bomFormat"], bill["specVersion"], bill["version"]) == ("CycloneDX", "1.6", 1)
    (thing,) = bill["components"]
    assert (thing["type"], thing["name"], thing["version"], thing["purl"]) == (
        "library",
        "some-thing",
        "2.1",
        "pkg:pypi/some-thing@2.1",
    )
    program = bill["metadata"]["component"]
    assert (program["type"], program["name"], program["licenses"]) == ("application", "rmdesk", [{"expression": "MIT"}])
    files = {file["name"]: file["hashes"] for each in (program, thing) for file in each["components"]}
    assert files == {
        path.name: [{"alg": "SHA-256", "content": installing.digest_of(path)}] for path in (bundle / "wheels").iterdir()
    }
    needs = {each["ref"]: each["dependsOn"] for each in bill["dependencies"]}
    assert needs == {program["bom-ref"]: [thing["bom-ref"]], thing["bom-ref"]: []}
    wanted = (bundle / installing.WANTED).read_text(encoding="utf-8")
    ours = installing.digest_of(bundle / "wheels" / "rmdesk-0.5.0-py3-none-any.whl")
    assert f"rmdesk==0.5.0 \\\n    --hash=sha256:{ours}\n" in wanted


def test_the_same_checkout_gives_the_same_bundle(made: Make) -> None:
    """Two people who make it get the same digest, and need not trust each other's computer."""
    first = made()
    digest = installing.digest_of(first / installing.SUMS)
    first.rename(first.with_name("first"))
    assert installing.digest_of(made() / installing.SUMS) == digest


def test_what_has_no_wheel_is_named_and_left_out(made: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    """A bundle that can't be installed somewhere says so where it is made, not in the branch."""
    arm = Target("win_arm64", "3.13")
    kept: list[making.Made] = []
    real = making.make

    def keep(*given: Any) -> making.Made:
        kept.append(real(*given))
        return kept[-1]

    monkeypatch.setattr(making, "make", keep)
    release = installing.check(made(targets=(LINUX, arm)))
    assert (kept[0].lacking, release.pythons) == ({arm: ["some-thing==2.1"]}, (LINUX.python,))
    with pytest.raises(ValueError, match=r"win_arm64, Python 3.13: some-thing==2\.1"):
        made("0.6.0", targets=(arm,))
    with pytest.raises(ValueError, match="0"):
        made("0.6.0rc1")


@exhaustive
@pytest.mark.skipif(os.name != "posix", reason="a shell script")
def test_the_shell_script_names_what_was_changed(made: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    """Run as a user runs it, beside a file that is no longer what it was."""
    monkeypatch.setenv("PYTHON", sys.executable)
    bundle = made()
    command = ["sh", str(bundle / "verify.sh")]
    sound = subprocess.run([*command, "--lang", "en"], capture_output=True, text=True, check=True)
    assert installing.digest_of(bundle / installing.SUMS) in sound.stdout
    assert installing.faults(bundle) == []  # nothing was left in it
    with (bundle / "wheels" / "some_thing-2.1-py3-none-any.whl").open("ab") as wheel:
        wheel.write(b"!")
    broken = subprocess.run([*command, "--lang", "zh"], capture_output=True, text=True, check=False)
    assert (broken.returncode, broken.stdout) == (1, "")
    assert "文件已被改动：wheels/some_thing-2.1-py3-none-any.whl" in broken.stderr
    none = subprocess.run(
        command, capture_output=True, text=True, check=False, env={"PATH": "/nowhere"}, executable="/bin/sh"
    )
    assert none.returncode == 1
    monkeypatch.setenv("PYTHON", "/nowhere/python")  # who names one means it: no other is taken in its place
    named = subprocess.run(command, capture_output=True, text=True, check=False)
    assert named.returncode == 1
    assert "/nowhere/python" in named.stderr


def test_each_script_does_what_its_name_says(made: Make) -> None:
    """Windows PowerShell reads Chinese in a script only behind a mark; all scripts are the same but for their act."""
    bundle = made()
    for act in installing.ACTS:
        power = (bundle / f"{act}.ps1").read_bytes()
        assert power.startswith(b"\xef\xbb\xbf")
        assert b"@ACT@" not in power
        assert f"$script '{act}' @args\r\n".encode() in power
        assert f'installing.py" {act} "$@"\n' in (bundle / f"{act}.sh").read_text(encoding="utf-8")


def test_this_computers_platform_is_one_that_the_lock_knows() -> None:
    """Without --platform a bundle is for the computer on which it is made."""
    systems = (("linux", "x86_64"), ("linux", "aarch64"), ("darwin", "arm64"), ("win32", "AMD64"))
    assert tuple(here(system, machine) for system, machine in systems) == lock.PLATFORMS
