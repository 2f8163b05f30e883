"""The exchange from the command line: card, fingerprint, out, in, status, strike."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from cli.conftest import Ran, Run, run
from exchange.meeting import one_of
from rmdesk.formpack import Pack
from support.clock import Clock
from support.desks import PASSWORD, FreshDesks
from support.tiers import exhaustive

__all__ = ["run"]


@pytest.fixture
def folders(fresh_desks: FreshDesks, tmp_path: Path, pack: Pack) -> tuple[Path, Path]:
    """Two desks of today, closed."""
    for name in "ab":
        with one_of(fresh_desks, tmp_path / name, pack, Clock(datetime.now(UTC).replace(microsecond=0))):
            pass
    return tmp_path / "a", tmp_path / "b"


@exhaustive
def test_two_desks_by_commands(run: Run, folders: tuple[Path, Path], tmp_path: Path) -> None:
    """A branch that works by scripts: every answer is a value, and each refusal says what to do."""
    here, there = folders

    def at(desk: Path, *argv: str | Path, second: bool = False) -> Ran:
        lines = f"{PASSWORD}\n" * 2 if second else f"{PASSWORD}\n"
        given = ("--desk", desk, "--user", "demo", "--password-stdin", "--lang", "en", "exchange", *argv, "--json")
        return run(*given, given=lines)

    cards = {desk: at(desk, "enrol", "--card", tmp_path / f"{desk.name}.card").value for desk in folders}
    for desk, other in ((here, there), (there, here)):
        file = tmp_path / f"{other.name}.card"
        looked = at(desk, "enrol", "--from", file)
        assert looked.value == cards[other]
        wrong = at(desk, "enrol", "--from", file, "--fingerprint", "0000", "--second", "reviewer", second=True)
        assert (wrong.code, wrong.value["refused"][0]["rule"]) == (1, "EXCHANGE")
        code = looked.value["fingerprint"].lower().replace("-", " ")
        line = ("enrol", "--from", file, "--fingerprint", code, "--second", "reviewer")
        assert at(desk, *line, second=True).code == 0
    assert at(here, "enrol").code == 2
    given = at(here, "out", tmp_path, "--to", cards[there]["device"]).value
    assert (given["number"], given["first"]) == (1, 1)
    taken = at(there, "in", Path(given["file"])).value
    assert (taken["new"], taken["again"], taken["have"]) == (given["last"], False, given["last"])
    assert at(there, "in", Path(given["file"])).value["again"] is True
    (stands,) = at(here, "status").value
    assert (stands["out"], stands["acked"], stands["clashes"]) == ([1], 0, [])
    struck = at(here, "strike", cards[there]["device"], "--reason", "lost", second=True)
    assert struck.value["device"] == cards[there]["device"]
    refused = at(here, "out", tmp_path, "--to", cards[there]["device"])
    assert json.loads(refused.out)["refused"][0]["detail"].endswith("was struck off.")
    plain = run("--desk", here, "--user", "demo", "--password-stdin", "--lang", "en", "exchange", "status",
                given=f"{PASSWORD}\n")  # fmt: skip
    assert "struck off" in plain.out
