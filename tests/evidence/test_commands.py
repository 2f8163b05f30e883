"""The commands of evidence, export, journal, retention and paper check, as an auditor's script gives them."""

import io
import json
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from evidence.scene import CLIENT, NAME, NUMBER, OTHER, SALE
from rmdesk.commands.run import run
from rmdesk.desk import opening
from rmdesk.desk.archive import retention
from rmdesk.desk.desk import Desk
from rmdesk.tools import verify_journal
from support.desks import PASSWORD, done
from support.tiers import longer


class Ran(NamedTuple):
    """What a command answered."""

    code: int
    out: str
    err: str

    @property
    def value(self) -> Any:
        """The one JSON value on stdout."""
        return json.loads(self.out)


Run = Callable[..., Ran]


@pytest.fixture
def command(branch: Desk, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run a command at the branch's desk as `demo`; `given` are the lines after the password."""
    branch.close()
    # The scene has days of its own: a machine's clock may stand before them.
    monkeypatch.setattr(opening, "unlock", partial(opening.unlock, clock=branch.clock))

    def ran(*argv: str | Path, given: str = "", user: str = "demo") -> Ran:
        monkeypatch.setattr("sys.stdin", io.StringIO(f"{'demo' if user == 'demo' else PASSWORD}\n{given}"))
        code = run(["--desk", str(branch.folder), "--user", user, "--password-stdin", *map(str, argv)])
        said = capsys.readouterr()
        return Ran(code, said.out, said.err)

    return ran


@longer
def test_evidence_is_written_and_says_what_is_missing(command: Run, tmp_path: Path) -> None:
    """One line, one pack."""
    made = command("evidence", SALE, "--out", tmp_path / "out", "--json", given="demo\n")
    assert made.code == 0, made.err
    assert [one["rule"] for one in made.value["missing"]] == ["SALE-09", "DESK-16"]
    assert Path(made.value["zip"]).is_file()
    assert Path(made.value["cover"]).is_file()
    shown = command("--lang", "zh", "evidence", SALE, "--out", tmp_path / "out", given="demo\n")
    assert shown.out.splitlines()[0].endswith(".pdf")
    assert "SALE-09" in shown.out


def test_without_the_password_once_more_nothing_leaves(command: Run, tmp_path: Path) -> None:
    """A script that was given one password is asked again by the table of sensitive acts."""
    for user, *argv in (
        ("demo", "evidence", SALE, "--out"),
        ("officer", "export", "client", CLIENT, "--out"),
        ("demo", "journal", "export"),
    ):
        made = command(*argv, tmp_path / "out", "--json", user=user)
        assert (made.code, made.value["refused"][0]["rule"]) == (1, "DATA-08"), argv
    assert not (tmp_path / "out").exists()


def test_a_client_gets_a_copy(command: Run, tmp_path: Path) -> None:
    """Both files, and the paper checks as the desk's."""
    argv = ("export", "client", CLIENT.lower(), "--out", tmp_path, "--json")
    assert command(*argv, given="demo\n").value["refused"][0]["rule"] == "COMP-04", "who sold makes none"
    made = command(*argv, given=f"{PASSWORD}\n", user="officer").value
    assert NUMBER in Path(made["json"]).read_text(encoding="utf-8")
    assert command("paper", "check", made["pdf"]).code == 0


def test_the_journal_is_written_with_its_verifier(command: Run, tmp_path: Path) -> None:
    """Redacted without a second person; with payloads only with one of compliance, and a reason."""
    file = tmp_path / "journal.jsonl"
    made = command("journal", "export", file, "--verifier", "--json", given="demo\n")
    assert made.code == 0, made.err
    assert NAME not in file.read_text(encoding="ascii").encode().decode("unicode_escape")
    assert verify_journal.main([str(file), "--head", made.value["head"], "--code", made.value["code"]]) == 0
    assert (tmp_path / "verify_journal.py").is_file()
    assert command("journal", "export", file, "--payloads", given="demo\n").code == 2
    refused = command("journal", "export", file, "--payloads", "--second", "officer", "--json", given="demo\n")
    assert refused.value["refused"][0]["rule"] == "DATA-07"
    told = ("--reason", "外部审计", "--second", "officer")
    assert command("journal", "export", file, "--payloads", *told, given="wrong\n").code == 1
    assert command("journal", "export", file, "--payloads", *told, given="demo\n").code == 1, "the file is there"
    assert command("journal", "export", file, "--payloads", "--force", *told, given="demo\n").code == 0
    assert NAME in file.read_text(encoding="ascii").encode().decode("unicode_escape")


def test_the_second_persons_password_may_stand_in_a_file(
    command: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Never on the command line."""
    (tmp_path / "second").write_text("demo\n")
    monkeypatch.setenv("RMDESK_SECOND_USER", "officer")
    monkeypatch.setenv("RMDESK_SECOND_PASSWORD_FILE", str(tmp_path / "second"))
    made = command("evidence", SALE, "--out", tmp_path / "out", "--clear", "--reason", "法院调取", "--json")
    assert (made.code, made.value["withheld"]) == (0, 0)


def test_what_is_due_to_be_destroyed_is_listed(branch: Desk, command: Run) -> None:
    """Nothing today; in ten years and a day the file whose relationship ended."""
    assert command("retention", "due", "--json").value == []
    _end(branch)
    assert command("retention", "due", "--on", "2036-11-23", "--json").value == []
    due = command("retention", "due", "--on", "2036-11-24", "--json").value
    assert [(one["no"], one["rule"]) for one in due] == [("K-0002", "KYC-08")]
    shown = command("--lang", "en", "retention", "due", "--on", "2036-11-24")
    assert "Identity data" in shown.out
    assert command("retention", "due", "--on", "soon").code == 2


def _end(branch: Desk) -> None:
    desk = done(opening.unlock(branch.folder, "demo", "demo", clock=branch.clock))
    done(retention.end_relationship(desk, "K-0002", desk.today(), "测试"))
    desk.close()


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_code_at_the_foot_of_a_paper_is_checked(command: Run, tmp_path: Path, lang: str) -> None:
    """A paper without its file is looked for by what everybody can read off it."""
    sheets = command("paper", OTHER, "--out", tmp_path, "--json").value
    ends = [json.loads(line) for line in _journal(command, tmp_path) if '"paper.printed/1"' in line]
    code = verify_journal.chain_code(ends[-len(sheets)]["seq"] - 1, bytes.fromhex(ends[-len(sheets)]["prev"]))
    found = command("paper", "check", "--code", code.lower(), "--json").value
    assert (found["verdict"], found["code"]) == ("known", code)
    assert [one["number"] for one in found["papers"]] == [one["number"] for one in sheets]
    good = command("--lang", lang, "paper", "check", "--code", code)
    assert (good.code, sheets[0]["number"] in good.out) == (0, True)
    for wrong, verdict in ((f"{code[:-1]}{'0' if code[-1] != '0' else '1'}", "other"), (f"9{code}", "unknown")):
        bad = command("--lang", lang, "paper", "check", "--code", wrong, "--json")
        assert (bad.code, bad.value["verdict"]) == (1, verdict)
    assert command("paper", "check", "--code", "7F3K-9QXD").code == 1


def _journal(command: Run, folder: Path) -> list[str]:
    command("journal", "export", folder / "journal.jsonl", "--json", given="demo\n")
    return (folder / "journal.jsonl").read_text(encoding="ascii").splitlines()


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_paper_is_checked(command: Run, tmp_path: Path, lang: str) -> None:
    """In words and by exit code: 0 ours, 1 not ours, 2 wrongly asked."""
    sheets = command("paper", SALE, "--out", tmp_path, "--json").value
    file = Path(sheets[0]["file"])
    good = command("--lang", lang, "paper", "check", file)
    assert (good.code, sheets[0]["number"] in good.out) == (0, True)
    forged = tmp_path / "forged.pdf"
    forged.write_bytes(file.read_bytes().replace(b"RMDESK:1:P-", b"RMDESK:1:P-9"))
    bad = command("--lang", lang, "paper", "check", forged, "--json")
    assert (bad.code, bad.value["verdict"]) == (1, "unknown")
    assert command("paper", "check").code == 2
    assert command("paper", "check", file, "--code", "1-0000-0000-0000-0000").code == 2
    assert command("paper", SALE, "K-0001", "--out", tmp_path).code == 2
    assert command("paper", "check", tmp_path / "nothing.pdf").code == 1


def test_wrong_roles_are_refused(command: Run, tmp_path: Path) -> None:
    """An auditor reads; he hands out no client's data."""
    made = command("export", "client", CLIENT, "--out", tmp_path, "--json", user="inspector", given="demo\n")
    assert made.value["refused"][0]["rule"] == "DATA-08"
    assert command("journal", "export", tmp_path / "j.jsonl", user="inspector", given="demo\n").code == 0
