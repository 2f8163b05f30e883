"""Commands against one sample desk, as a script gives them."""

import io
import json
import shutil
from collections.abc import Callable
from contextlib import redirect_stdout
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from rmdesk.cli import main
from support.sampled import built_once


class Ran(NamedTuple):
    """What a command answered."""

    code: int
    out: str
    err: str

    @property
    def value(self) -> Any:
        """The one JSON value on stdout; the test fails when there is anything beside it."""
        return json.loads(self.out)


Run = Callable[..., Ran]


@pytest.fixture(scope="session")
def built_by_demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample desk of today that `rmdesk demo --at` built, closed; for copying. Beside it what the command said."""

    def build(folder: Path) -> None:
        with folder.with_suffix(".told").open("w", encoding="utf-8") as told, redirect_stdout(told):
            assert main(["--lang", "zh", "demo", "--at", str(folder), "--no-open", "--json"]) == 0

    return built_once(tmp_path_factory.getbasetemp(), "sample-today", build)


@pytest.fixture(scope="session")
def desk_folder(built_by_demo: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of it; commands may print papers in it."""
    return shutil.copytree(built_by_demo, tmp_path_factory.mktemp("cli") / "desk")


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run `rmdesk` with arguments and lines on standard input, in this process."""

    def ran(*argv: str | Path, given: str = "") -> Ran:
        monkeypatch.setattr("sys.stdin", io.StringIO(given))
        capsys.readouterr()
        code = main([str(one) for one in argv])
        said = capsys.readouterr()
        return Ran(code, said.out, said.err)

    return ran


@pytest.fixture
def at_desk(run: Run, desk_folder: Path) -> Run:
    """`run`, as demo at the sample desk."""

    def ran(*argv: str | Path, user: str = "demo", given: str = "demo\n") -> Ran:
        return run("--desk", desk_folder, "--user", user, "--password-stdin", *argv, given=given)

    return ran


@pytest.fixture
def own_desk(run: Run, desk_folder: Path, tmp_path: Path) -> Run:
    """`run` at a copy of the sample desk, which may be changed."""
    place = shutil.copytree(desk_folder, tmp_path / "desk")

    def ran(*argv: str | Path, user: str = "admin", given: str = "demo\ndemo\n") -> Ran:
        return run("--desk", place, "--user", user, "--password-stdin", *argv, given=given)

    return ran
