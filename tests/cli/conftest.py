"""Commands against one sample desk, as a script gives them."""

import io
import json
import shutil
from collections.abc import Callable
from datetime import UTC, datetime
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
def desk_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A sample desk of today, closed; commands may print papers in it."""
    built = built_once(tmp_path_factory.getbasetemp(), "sample-today", datetime.now(UTC))
    return shutil.copytree(built, tmp_path_factory.mktemp("cli") / "desk")


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
