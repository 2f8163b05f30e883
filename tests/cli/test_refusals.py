"""What cannot be done: 1 with the rule where a rule refuses, 2 where the line is wrong, never a traceback."""

import shutil
from pathlib import Path

import pytest

from cli.conftest import Ran, Run
from rmdesk.desk import packs_known
from rmdesk.formpack.fault import PackFaults, fault


def refused(ran: Ran) -> list[str]:
    """The rules that refused."""
    assert ran.code == 1, ran.err
    return [one["rule"] for one in ran.value["refused"]]


def test_a_wrong_password_is_refused(run: Run, desk_folder: Path, tmp_path: Path) -> None:
    """And the answer does not say whether the name was right."""
    own = shutil.copytree(desk_folder, tmp_path / "desk")  # wrong tries are counted
    line = ("--desk", own, "--password-stdin", "clients", "--json")
    wrong = run("--user", "demo", *line, given="nonsense\n")
    nobody = run("--user", "nobody", *line, given="demo\n")
    assert refused(wrong) == ["DATA-08"]
    assert wrong.value["refused"][0]["detail"] == nobody.value["refused"][0]["detail"]


def test_a_role_that_may_not_is_refused(at_desk: Run) -> None:
    """The administrator keeps people, not clients."""
    assert refused(at_desk("clients", "--json", user="admin")) == ["DATA-08"]


@pytest.mark.parametrize("line", [("match", "K-9999"), ("match", "'; DROP TABLE client; --"), ("match", "\x00")])
def test_an_unknown_client_is_refused(at_desk: Run, line: tuple[str, ...]) -> None:
    """With words, whatever was typed."""
    assert refused(at_desk(*line, "--json")) == ["INPUT"]


def test_an_unknown_sale_is_refused(at_desk: Run, tmp_path: Path) -> None:
    """J-9999 is none."""
    assert refused(at_desk("paper", "J-9999", "--out", tmp_path, "--json")) == ["INPUT"]


def test_no_desk_is_refused(run: Run, tmp_path: Path) -> None:
    """Somebody starts the program before `rmdesk init`."""
    assert refused(run("--desk", tmp_path / "none", "clients", "--json")) == ["DESK-19"]


def test_a_file_that_is_no_desk_is_refused(run: Run, desk_folder: Path, tmp_path: Path) -> None:
    """A text file with the right name, under real key slots."""
    own = shutil.copytree(desk_folder, tmp_path / "desk")
    (own / "desk.db").write_text("I am no desk.\n" * 400, encoding="utf-8")
    ran = run("--desk", own, "--user", "demo", "--password-stdin", "clients", "--json", given="demo\n")
    assert refused(ran) == ["DESK-19"]


def test_a_desk_is_not_built_over_another(run: Run, desk_folder: Path) -> None:
    """`demo --at` with the folder of the real desk must not touch it."""
    before = (desk_folder / "desk.db").read_bytes()
    assert refused(run("demo", "--at", desk_folder, "--no-open", "--json")) == ["DESK-19"]
    assert (desk_folder / "desk.db").read_bytes() == before


def test_a_file_in_the_place_of_the_folder_is_refused(at_desk: Run, tmp_path: Path) -> None:
    """--out names a file."""
    (tmp_path / "file").write_text("x", encoding="utf-8")
    assert refused(at_desk("paper", "J-0001", "--out", tmp_path / "file", "--json")) == ["DESK-19"]


def test_a_refusal_reads_well_without_json(at_desk: Run) -> None:
    """In words on stderr, with the rule and what to do next; nothing on stdout."""
    ran = at_desk("--lang", "zh", "match", "K-9999")
    assert (ran.code, ran.out) == (1, "")
    assert "K-9999" in ran.err
    assert "→" in ran.err


WRONG = [
    ("nonsense",),
    ("--nonsense",),
    ("match",),
    ("match", "K-0001", "--amount"),
    ("match", "K-0001", "--amount", "-5"),
    ("match", "K-0001", "--amount", "1e5"),
    ("match", "K-0001", "--on", "yesterday"),
    ("match", "K-0001", "--on", "2026-02-30"),
    ("match", "K-0001", "K-0002"),
    ("--lang", "fr", "clients"),
    ("clients",),
    ("forms",),
    ("forms", "check", "/nowhere/at/all"),
    ("forms", "check", ""),
    ("forms", "score", "x.toml"),
    ("paper",),
    ("paper", "K-0001"),
    ("paper", "K-0001", "--out", "x", "--kind", "letter"),
    ("plain",),
    ("plain", "assess"),
    ("init",),
    (),
]


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("line", WRONG, ids=" ".join)
def test_wrong_use_is_two_and_leaves_stdout_alone(
    run: Run, desk_folder: Path, monkeypatch: pytest.MonkeyPatch, line: tuple[str, ...], lang: str
) -> None:
    """A script that pipes stdout on must not pipe a usage text."""
    monkeypatch.setenv("RMDESK_LANG", lang)
    monkeypatch.setenv("RMDESK_DESK", str(desk_folder))
    ran = run(*line)
    assert ran.code == 2
    assert ran.out == ""
    assert ran.err.strip()
    assert "Traceback" not in ran.err


def test_wrong_use_is_told_in_chinese(run: Run) -> None:
    """argparse speaks English only."""
    assert "缺少参数：CLIENT_NO" in run("--lang", "zh", "match").err
    assert "不认识的参数：--nonsense" in run("--lang", "zh", "clients", "--nonsense").err


def test_help_is_in_the_language_that_was_asked_for(run: Run) -> None:
    """--help is what people try first."""
    chinese = run("--lang", "zh", "--help").out
    assert "列出客户" in chinese
    assert "usage" not in chinese
    assert "options" not in chinese
    assert "list the clients" in run("--lang=en", "--help").out
    assert run("match", "--help").code == 0


def test_a_pack_that_this_program_cannot_read_is_told(at_desk: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever brings a desk of an older program reads which file is to be mended, not a traceback."""

    def unreadable(*_: object) -> None:
        raise PackFaults((fault("archive.toml", "", "missing_file"),))

    monkeypatch.setattr(packs_known, "pack_of", unreadable)
    ran = at_desk("clients", "--json")
    assert ran.code == 1
    assert [one["file"] for one in ran.value["faults"]] == ["archive.toml"]
