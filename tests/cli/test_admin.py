"""People, backups and restoring from the command line: no password on it, and nothing done by halves."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from cli.conftest import Ran, Run
from rmdesk.desk.desk import Desk
from rmdesk.formpack import Pack
from rmdesk.store import slots
from support.clock import Clock
from support.desks import PASSWORD, new_desk
from support.walk import register

GOOD = "三棵树 旧铁桥 9月"
OWN = "五棵树 新木桥 7月"


@pytest.fixture
def desk(tmp_path: Path, pack: Pack) -> Iterator[Desk]:
    """A desk of today: the commands know no other clock than the computer's."""
    with new_desk(tmp_path / "desk", pack, Clock(datetime.now(UTC))) as one:
        yield one


@pytest.fixture
def admin(run: Run, desk: Desk) -> Run:
    """Commands at a small desk, closed, where demo may do everything; each line of `given` after the own password."""
    register(desk)
    desk.close()

    def ran(*argv: str | Path, given: tuple[str, ...] = (), user: str = "demo") -> Ran:
        lines = "".join(f"{line}\n" for line in (PASSWORD, *given))
        return run("--desk", desk.folder, "--user", user, "--password-stdin", "--lang", "en", *argv, given=lines)

    return ran


def test_a_person_is_added_and_can_be_listed(admin: Run, desk: Desk) -> None:
    """An administrator who works by scripts hires a whole branch in a morning."""
    line = ("people", "add", "lin", "--name", "测试林", "--roles", "manager", "--json")
    added = admin(*line, "--certificate", "T-9", "--families", "fund,wealth", "--until", "2030-01-01",
                  given=(PASSWORD, GOOD))  # fmt: skip
    assert added.code == 0, added.err
    assert added.value["certificates"][0]["families"] == ["fund", "wealth"]
    assert admin("people", "train", "lin", "--hours", "8.5", "--json", given=(PASSWORD,)).code == 0
    assert admin("people", "exam", "lin", "passed", "--subject", "fund", given=(PASSWORD,)).code == 0
    listed = {one["login"]: one for one in admin("people", "list", "--json").value}
    assert listed["lin"]["training"][0]["hours"] == "8.5"
    assert listed["lin"]["exams"] == [{"subject": "fund", "on": listed["lin"]["exams"][0]["on"], "passed": True}]
    assert "测试林" in admin("people", "list").out
    assert len(slots.open(desk.folder, "lin", GOOD)) == 32


def test_the_password_is_asked_for_again(admin: Run) -> None:
    """A script with one password line does not remove anybody by accident."""
    admin("people", "add", "lin", "--roles", "manager", given=(PASSWORD, GOOD))
    for given, code in (((), 1), (("wrong",), 1), ((PASSWORD,), 0)):
        ran = admin("people", "remove", "lin", "--reason", "离职", given=given)
        assert ran.code == code, ran.err
    assert admin("people", "remove", "lin", "--reason", "离职", given=(PASSWORD,)).code == 1


def test_passwords_change_and_come_back(admin: Run, desk: Desk, tmp_path: Path) -> None:
    """Own password, reset, suspension and return."""
    admin("people", "add", "lin", "--roles", "manager", given=(PASSWORD, GOOD))
    secret = tmp_path / "secret"
    secret.write_text("青石板路 第三盏灯\n", encoding="utf-8")
    assert admin("people", "reset", "lin", "--new-password-file", secret, given=(PASSWORD,)).code == 0
    assert len(slots.open(desk.folder, "lin", "青石板路 第三盏灯")) == 32
    assert admin("people", "suspend", "lin", given=(PASSWORD,)).code == 2, "without a reason"
    assert admin("people", "suspend", "lin", "--reason", "休假", given=(PASSWORD,)).code == 0
    assert not slots.has(desk.folder, "lin")
    assert admin("people", "resume", "lin", "--reason", "返岗", given=(PASSWORD, GOOD)).code == 0
    assert admin("people", "password", given=(PASSWORD, "12345678"), user="demo").code == 1
    assert admin("people", "password", given=(PASSWORD, "青石板路 第三盏灯")).code == 0
    assert len(slots.open(desk.folder, "demo", "青石板路 第三盏灯")) == 32


def test_roles_are_changed_and_clients_handed_over(admin: Run, run: Run, desk: Desk) -> None:
    """The receiver's password is the last line; without it nothing moves."""
    admin("people", "add", "lin", "--roles", "auditor", given=(PASSWORD, GOOD))
    changed = admin("people", "change", "lin", "--roles", "manager", "--reason", "转岗", "--json", given=(PASSWORD,))
    assert changed.value["roles"] == ["manager"]
    early = admin("people", "hand-over", "lin", "--reason", "分工调整", given=(GOOD,))
    assert early.code == 1, "what the administrator typed proves nobody"
    own = run(
        "--desk", desk.folder, "--user", "lin", "--password-stdin", "people", "password", given=f"{GOOD}\n{OWN}\n"
    )
    assert own.code == 0, own.err
    assert admin("people", "hand-over", "lin", "--reason", "分工调整").code == 1
    moved = admin("people", "hand-over", "lin", "--reason", "分工调整", "--json", given=(OWN,))
    assert [one["no"] for one in moved.value] == ["K-0001"]
    assert admin("people", "hand-over", "lin", "--reason", "分工调整", given=(OWN,)).code == 1, "nothing is left"


def test_a_backup_is_made_and_restored(admin: Run, run: Run, desk: Desk, tmp_path: Path) -> None:
    """DESK-19: from a script, every night, and on the day when it is needed."""
    made = admin("backup", tmp_path / "one.rmdesk", "--json")
    assert made.code == 0, made.err
    assert Path(made.value["file"]).stat().st_size == made.value["bytes"]
    assert admin("backup", tmp_path).code == 0
    assert len(list(tmp_path.glob("rmdesk-*.rmdesk"))) == 1
    back = admin("restore", tmp_path / "one.rmdesk", tmp_path / "new", "--json")
    assert back.code == 0, back.err
    assert [back.value[name] for name in ("facts", "head")] == [made.value[name] for name in ("facts", "head")]
    verified = run("--desk", tmp_path / "new", "--user", "demo", "--password-stdin", "verify", "--replay", "--json",
                   given="demo\n")  # fmt: skip
    assert verified.value["ok"] is True
    assert admin("restore", tmp_path / "one.rmdesk", desk.folder).code == 1
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("RMDESK_USER", "demo")
        again = run("restore", tmp_path / "one.rmdesk", tmp_path / "by-name", "--password-stdin", given="demo\n")
    assert again.code == 0, again.err
    assert run("restore", tmp_path / "one.rmdesk", tmp_path / "third", "--password-stdin", given="x\n").code == 2


def test_the_recovery_code_is_renewed_and_restores(admin: Run, run: Run, tmp_path: Path) -> None:
    """Everybody's password is forgotten, and the laptop is gone too."""
    code = admin("people", "recovery", "--json", given=(PASSWORD,)).value["recovery_code"]
    admin("backup", tmp_path / "one.rmdesk")
    line = ("restore", tmp_path / "one.rmdesk", tmp_path / "new", "--recovery", "--password-stdin", "--json")
    assert run(*line, given=f"{slots.recovery_code()}\n").code == 1
    assert run(*line, given=f"{code.lower()}\n").code == 0


@pytest.mark.parametrize(
    "line",
    [
        ("people", "add", "lin", "--roles", "emperor"),
        ("people", "add", "lin", "--roles", "manager", "--certificate", "X", "--families", "gold", "--until", "x"),
        ("people", "add", "lin", "--roles", "manager", "--certificate", "X"),
        ("people", "train", "lin", "--hours", "many"),
        ("people", "train", "lin", "--hours", "8", "--on", "yesterday"),
        ("people", "exam", "lin", "maybe"),
        ("people", "promote", "lin"),
        ("people",),
        ("restore", "file"),
    ],
)
def test_a_wrong_line_is_told(admin: Run, line: tuple[str, ...]) -> None:
    """Exit code 2 and words, never a traceback."""
    ran = admin(*line, given=(PASSWORD, GOOD))
    assert ran.code == 2
    assert ran.err.strip()
    assert "Traceback" not in ran.err
