"""Setting up a desk from a script, and the demo that cleans up after itself."""

import json
import os
import sys
import tempfile
from pathlib import Path

import pexpect
import pytest

from cli.conftest import Run
from rmdesk.commands import questions
from rmdesk.commands.output import Output
from rmdesk.domain.passwords import Wanted
from rmdesk.locale import tr
from rmdesk.tui import preferences
from support.patience import PATIENCE
from support.tiers import longer

FLAGS = ("--bank", "示例银行", "--branch", "虚构支行", "--contact", "000", "--login", "wang", "--name", "王")


@pytest.fixture
def password(tmp_path: Path) -> Path:
    """A file with a good password."""
    path = tmp_path / "password"
    path.write_text("Xugou-2026-demo\n", encoding="utf-8")
    return path


def test_a_desk_is_set_up_by_flags_and_opens(run: Run, tmp_path: Path, password: Path) -> None:
    """Roll-out by script: the new desk opens with the password, and shows its recovery code once."""
    desk = tmp_path / "desk"
    made = run("--desk", desk, "init", *FLAGS, "--password-file", password, "--json")
    assert made.code == 0, made.err
    assert made.value["user"] == "wang"
    assert made.value["recovery_code"].count("-") >= 3
    listed = run("--desk", desk, "--password-stdin", "clients", "--json", given="Xugou-2026-demo\n")
    assert (listed.code, listed.value) == (0, [])
    again = run("--desk", desk, "init", *FLAGS, "--password-file", password, "--json")
    assert again.value["refused"][0]["rule"] == "DESK-19"
    lacks = run("--desk", desk, "--password-stdin", "checklist", "--json", given="Xugou-2026-demo\n").value[0]["lacks"]
    assert len({one["text"] for one in lacks}) == len(lacks) > 1, "each in words of its own, roles too"


def test_the_lock_speaks_the_language_of_the_set_up(run: Run, tmp_path: Path, password: Path) -> None:
    """--lang zh on a machine that speaks English: who opens the desk next must be able to read its lock."""
    for lang in ("zh", "en"):
        desk = tmp_path / lang
        assert run("--lang", lang, "--desk", desk, "init", *FLAGS, "--password-file", password).code == 0
        assert (preferences.load(desk).lang, preferences.load(desk).login) == (lang, "wang")


def test_a_weak_password_is_refused_and_leaves_nothing(run: Run, tmp_path: Path) -> None:
    """DATA-08: no desk stands there half made."""
    ran = run("--desk", tmp_path / "desk", "--password-stdin", "init", *FLAGS, "--json", given="ab\n")
    assert ran.value["refused"][0]["rule"] == "DATA-08"
    assert not (tmp_path / "desk" / "desk.db").exists()


def test_a_certificate_lets_the_first_person_sell(run: Run, tmp_path: Path, password: Path) -> None:
    """SUIT-08: without one only deposits can be offered; it is given at set-up or later."""
    more = ("--certificate", "T-1", "--families", "fund,wealth", "--until", "2099-12-31")
    assert run("--desk", tmp_path / "a", "init", *FLAGS, *more, "--password-file", password).code == 0
    wrong = run("--desk", tmp_path / "b", "init", *FLAGS, *more[:2], "--families", "x", "--password-file", password)
    assert wrong.code == 2


def test_what_is_missing_is_named(run: Run, tmp_path: Path, password: Path) -> None:
    """A script that forgot a flag must not wait for an answer."""
    ran = run("--desk", tmp_path / "desk", "init", *FLAGS[2:], "--password-file", password)
    assert ran.code == 2
    assert "--bank" in ran.err


@pytest.mark.parametrize(("lang", "said"), [("zh", "不是联系方式"), ("en", "reaches nobody")])
def test_a_contact_that_reaches_nobody_is_wrong_use(
    run: Run, tmp_path: Path, password: Path, lang: str, said: str
) -> None:
    """SALE-14: it stands at the foot of every paper as where clients complain."""
    flags = [one if one != "000" else "0" for one in FLAGS]
    ran = run("--lang", lang, "--desk", tmp_path / "desk", "init", *flags, "--password-file", password)
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err
    assert not (tmp_path / "desk").exists()


@pytest.mark.parametrize(("lang", "said"), [("zh", "不留空格"), ("en", "without spaces")])
def test_a_login_is_one_word(run: Run, tmp_path: Path, password: Path, lang: str, said: str) -> None:
    """Whoever is "An na" at the lock types "anna" ever after."""
    flags = [one if one != "wang" else "An na" for one in FLAGS]
    ran = run("--lang", lang, "--desk", tmp_path / "desk", "init", *flags, "--password-file", password)
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err


def test_an_unreadable_password_file_is_wrong_use(run: Run, tmp_path: Path) -> None:
    """With its name and why."""
    ran = run("--desk", tmp_path / "desk", "init", *FLAGS, "--password-file", tmp_path / "none")
    assert ran.code == 2
    assert "none" in ran.err


def test_a_demo_is_built_where_it_is_to_stay(built_by_demo: Path, at_desk: Run) -> None:
    """--at --no-open: what scripts and tests of others start from."""
    told = json.loads(built_by_demo.with_suffix(".told").read_text(encoding="utf-8"))
    assert told == {"desk": str(built_by_demo.with_suffix(".part")), "user": "demo"}
    assert at_desk("products", "--json", user="manager").code == 0


def test_a_demo_that_is_neither_opened_nor_kept_is_wrong_use(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Else a script is told that all went well, and looks in vain for the desk; a desk in /tmp is litter."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    ran = run("demo", "--no-open")
    assert (ran.code, ran.out) == (2, "")
    assert "--at" in ran.err
    assert list(tmp_path.iterdir()) == []


@longer
@pytest.mark.terminal
def test_at_a_terminal_it_asks_and_wants_the_code_back(tmp_path: Path) -> None:
    """First start: whoever mistypes the recovery code learns it now, not when the password is lost; whoever chose
    Chinese for the desk is asked everything after it in Chinese, on an English computer too."""
    env = {**os.environ, "TERM": "xterm", "RMDESK_LANG": "en", "RMDESK_DESK": str(tmp_path / "desk")}
    child = pexpect.spawn(
        sys.executable, ["-m", "rmdesk", "init"], env=env, encoding="utf-8", dimensions=(24, 80), timeout=PATIENCE
    )
    child.expect_exact("Language of the desk")
    child.sendline("1")
    labels = ("银行名称", "网点名称", "投诉受理", "登录名", "姓名")
    later = ("登录名", "姓名", "网点代码", "资格证书", "培训学时")  # from the name back to the login, which stands
    answers = ("示例银行", "虚构支行", "000", "wang", "<", "", "王", "07", "", "8")
    for label, answer in zip((*labels, *later), answers, strict=True):
        child.expect_exact(label)
        child.sendline(answer)
    for asked, password in (("设置密码", "ab"), ("设置密码", "Xugou-2026-demo"), ("再输一次", "Xugou-2026-demo")):
        child.expect_exact(asked)
        child.sendline(password)
    child.expect(r"([0-9A-Z]{5}(?:-[0-9A-Z]{5})+)")
    code = str(child.match[1])
    for typed, said in (("nonsense", "不符"), (code.lower(), "恢复码正确")):
        child.expect_exact("抄下的恢复码")
        child.sendline(typed)
        child.expect_exact(said)
    child.expect_exact("下一步")
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 0
    written = json.loads((tmp_path / "desk" / "slots.json").read_text(encoding="utf-8"))["slots"]
    assert len(written) == 2
    assert all(slot["memory"] >= 19 * 1024 for slot in written.values()), "a thief guesses for nothing"


def test_a_sign_behind_what_stands_there_goes_back(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The question before comes back with its answer in it: "<" was taken as a part of somebody's name, and "?" was
    printed as the complaint contact at the foot of every page."""
    typed = iter(["Anna Li<", "王＜", "?", "Anna Li"])
    monkeypatch.setattr(questions, "ask_line", lambda *_, **__: next(typed))
    asked = questions.Questions(Output("en", as_json=False))
    assert asked.text("name", before="Anna Li") is None
    assert asked.text("name", before="王") is None
    assert asked.text("name") == "Anna Li"
    assert tr("en", "cli.init_back") in capsys.readouterr().err


@pytest.mark.parametrize("weak", ["short", "111111111111", "wang2026wang", "password2026"])
def test_a_weak_password_is_refused_before_it_is_typed_twice(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], weak: str
) -> None:
    """DATA-08: whoever thought of one typed it twice unseen, to be told only then that it will not do."""
    typed = iter([(weak, "new_password"), ("Xugou-2026-demo", "new_password"), ("Xugou-2026-demo", "again")])

    def ask(label: str, **_: object) -> str:
        answer, asked = next(typed)
        assert label == tr("en", f"cli.{asked}")
        return answer

    monkeypatch.setattr(questions, "ask_line", ask)
    asked = questions.Questions(Output("en", as_json=False))
    assert asked.new_password(Wanted(8, "wang")) == "Xugou-2026-demo"
    assert "DATA-08" in capsys.readouterr().err
