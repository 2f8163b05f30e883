"""Plain mode in a real pseudo-terminal, as the shell starts it: typed, interrupted, killed."""

import os
import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pexpect
import pytest

from rmdesk.desk import assess, clients, intake, opening, sales
from rmdesk.desk.desk import Desk
from rmdesk.faces.cells import width
from support.desks import done
from support.patience import PATIENCE
from support.tiers import also, longer

pytestmark = pytest.mark.terminal
Start = Callable[..., "pexpect.spawn[str]"]


@pytest.fixture
def folder(built_sample: Path, tmp_path: Path) -> Path:
    """A sample desk, closed."""
    return shutil.copytree(built_sample, tmp_path / "desk")


@pytest.fixture
def start(folder: Path, tmp_path: Path) -> Iterator[Start]:
    """Start `rmdesk plain …` in a terminal of 80x24."""
    secret = tmp_path / "password"
    secret.write_text("demo\n", encoding="utf-8")
    env = {**os.environ, "RMDESK_DESK": str(folder), "RMDESK_USER": "demo", "RMDESK_PASSWORD_FILE": str(secret)}
    running: list[pexpect.spawn[str]] = []

    def started(*argv: str, term: str = "xterm", columns: int = 80) -> "pexpect.spawn[str]":
        line = ["-m", "rmdesk", "--lang", "zh", "plain", *argv]
        child = pexpect.spawn(
            sys.executable,
            line,
            env={**env, "TERM": term, "COLUMNS": str(columns)},
            encoding="utf-8",
            dimensions=(24, columns),
            timeout=PATIENCE,
        )
        running.append(child)
        return child

    yield started
    for child in running:
        child.close(force=True)


def give(child: "pexpect.spawn[str]", prompt: str, answer: str) -> None:
    """Wait for a prompt, and answer it."""
    child.expect_exact(prompt)
    child.sendline(answer)


@longer
@pytest.mark.parametrize("term", [also("xterm"), "dumb"])
def test_an_assessment_from_the_first_question_to_the_level(start: Start, term: str) -> None:
    """With line editing, and on a terminal that can do nothing at all."""
    child = start("assess", "K-0001", term=term)
    give(child, "今天在全行已评估的次数［0］：", "")
    give(child, "近 12 个月在全行已评估的次数［0］：", "")
    for at in range(2, 13):
        child.expect_exact(f"第 {at} / 12 题")
        give(child, "选项字母：", "b")
    give(child, "完成评估：", "13")
    child.expect_exact("评估结果")
    child.expect_exact("C2")
    child.expect(pexpect.EOF)
    assert "Traceback" not in child.before
    child.wait()
    assert child.exitstatus == 0


SALE = (
    ("办理哪一笔？请输入序号：", ["1"]),
    ("拟办理金额（元）：", ["200000"]),
    ("(?:投资目的|投资期限|流动性要求)［[^］]*］：", [""]),
    ("选择产品，或其他事项（输入序号）：", ["1"]),
    ("拟(?:投资|认购)金额（元）［200000］：", [""]),
    ("选定该产品和金额请输入 y\\s*（< 改金额）：", ["y"]),
    ("客户已听读并确认本项请输入 y\\s*（\\? 朗读稿，< 返回）：", ["y"]),
    ("选项字母：", ["A", "B"]),
    ("下一步（输入序号）：", [""]),
    ("哪一项已签回或已核对？请输入序号：", ["1"]),
    ("客户经理复签请输入 y（< 返回）：", ["y"]),
    ("选文件朗读其内容，或作出决定\\s*（输入序号）：", ["1"]),
    ("由谁复核？请输入序号：", ["1"]),
    ("复核人密码：", ["demo"]),
    ("档案位置（架号、盒号；可稍后登记，\\s*登记前列为缺项）：", ["A-17"]),
    ("\n请输入序号：", ["2"]),
)


def test_a_whole_sale_at_forty_columns_on_a_dumb_terminal(start: Start, folder: Path) -> None:
    """From the wish to the filed papers, with a second person: no line too long, no colour, nothing redrawn."""
    child, said = start("sale", "K-0001", term="dumb", columns=40), ""
    patterns = [*(prompt for prompt, _ in SALE), pexpect.EOF]
    answers = [list(lines) for _, lines in SALE]
    for _ in range(60):
        at = child.expect(patterns, timeout=PATIENCE)
        said += child.before
        if at == len(SALE):
            break
        said += child.after
        child.sendline(answers[at].pop(0) if len(answers[at]) > 1 else answers[at][0])
    assert "已归档，销售完成" in said
    assert "\x1b" not in said
    assert "demo" not in said
    long = [line for line in said.splitlines() if width(line) > 40]
    assert long == []
    desk = done(opening.unlock(folder, "demo", "demo"))
    try:
        assert any(one.product and one.state == "archived" for one in done(sales.of_client(desk, which(desk))))
    finally:
        desk.close()


def test_a_line_longer_than_a_bare_terminal_takes_loses_nothing(tmp_path: Path) -> None:
    """A complaint of 1,899 characters was registered with 1,365, without a word: the terminal drops the rest."""
    out, story = tmp_path / "out", "字" * 1365
    code = (
        "from rmdesk.plain.talk import at_this_terminal as at; import pathlib, sys;"
        "pathlib.Path(sys.argv[1]).write_text(at('zh')('反映事项：'), encoding='utf-8')"
    )
    child = pexpect.spawn(
        sys.executable, ["-c", code, str(out)], env={**os.environ, "TERM": "dumb"}, encoding="utf-8", timeout=PATIENCE
    )
    give(child, "反映事项：", f"a{story}字以后都不见了")
    give(child, "请接着输入", "以后都在")
    child.expect(pexpect.EOF)
    assert out.read_text(encoding="utf-8") == f"a{story[1:]}以后都在"
    child.close()


def which(desk: Desk) -> str:
    """The id of K-0001."""
    return done(clients.get(desk, "K-0001")).id


@longer
def test_pasted_colours_end_nothing_and_an_interrupt_says_that_all_is_kept(start: Start, folder: Path) -> None:
    """An answer copied with its colours out of another program: asked on, no traceback, no warning of the library's.
    Ctrl-C in the middle: no traceback, and the answers are there."""
    child = start("intake", "--organisation")
    child.expect_exact("请输入序号：")
    child.send("\x1b[31m1\r")
    child.expect_exact("已交付")
    assert "WARNING" not in child.before
    child.sendline("1")
    give(child, "同意处理敏感", "1")
    give(child, "机构名称", "虚构断线有限公司")
    child.expect_exact("证照类型")
    child.sendintr()
    child.expect_exact("已填内容都已保留")
    child.expect(pexpect.EOF)
    child.wait()
    assert child.exitstatus == 130
    assert "虚构断线有限公司" in names(folder)


@longer
def test_a_kill_loses_no_answer(start: Start, folder: Path) -> None:
    """kill -9 behind the fourth answer: four are there."""
    child = start("assess", "K-0002")
    give(child, "［0］：", "")
    give(child, "［0］：", "")
    for at in range(2, 6):
        child.expect_exact(f"第 {at} / 12 题")
        give(child, "选项字母：", "c")
    child.expect_exact("第 6 / 12 题")
    child.kill(9)
    child.wait()
    desk = done(opening.unlock(folder, "demo", "demo"))
    try:
        drafts = done(intake.kept(desk, assess.DRAFT))
        answers = [value for one in drafts for key, value in one.values["answers"].items() if key != "Q1"]
        assert answers.count("C") >= 4
    finally:
        desk.close()


@longer
def test_a_closed_terminal_ends_it(start: Start, folder: Path) -> None:
    """The window is closed: the desk is free for the next program, and the name is kept."""
    child = start("intake", "--organisation")
    give(child, "请输入序号：", "1")
    give(child, "已交付", "1")
    give(child, "同意处理敏感", "1")
    give(child, "机构名称", "虚构关窗有限公司")
    child.expect_exact("证照类型")
    child.ptyproc.fileobj.close()  # the window alone: however slowly the program ends, nobody kills it
    child.ptyproc.wait()
    assert "虚构关窗有限公司" in names(folder)


def names(folder: Path) -> set[str]:
    """The names in the half-typed files of demo."""
    desk = done(opening.unlock(folder, "demo", "demo"))
    try:
        return {one.values["values"].get("name", "") for one in done(intake.kept(desk, intake.DRAFT))}
    finally:
        desk.close()
