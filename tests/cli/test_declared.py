"""Commands as they are declared: found by name, shown in the help, completed by a shell, and wrong use told."""

import importlib
import json
import pkgutil
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

import rmdesk.commands
from cli.conftest import Run
from rmdesk.commands.declaring import DECLARED, Command
from rmdesk.commands.line import named, read
from rmdesk.commands.table import MODULES, first_words, parts
from rmdesk.commands.usage import EVERYWHERE, about, help_of_command
from rmdesk.locale import LANGS, Lang, catalogue

for _one in pkgutil.iter_modules(rmdesk.commands.__path__):
    importlib.import_module(f"rmdesk.commands.{_one.name}")
COMMANDS = sorted(DECLARED.values(), key=lambda one: one.name)
HEAVY = {"textual", "pydantic", "reportlab", "sqlcipher3", "cryptography", "questionary", "shtab"}


def test_the_table_and_the_declarations_are_alike() -> None:
    """A command that stands in one of them alone cannot be called, or is no command."""
    where = {one.name: one.handler.__module__.rpartition(".")[2] for one in COMMANDS}
    assert where == MODULES


def test_no_word_of_a_command_stands_where_a_common_option_does() -> None:
    """`office evidence` looked for head office in the folder that its desk was called by."""
    common = {one.name.lstrip("-").replace("-", "_") for one in EVERYWHERE}
    own = {(one.name, arg.field or arg.name.lstrip("-").replace("-", "_")) for one in COMMANDS for arg in one.args}
    assert [(name, field) for name, field in own if field in common] == []


def test_every_text_about_a_command_has_its_command() -> None:
    """A text about a command that is gone is proofread for nobody."""
    texts = {key for key in catalogue("zh", "cli") if key.startswith("about_")}
    words = [name.split(" ") for name in MODULES if name]
    names = {" ".join(one[:many]) for one in words for many in range(1, len(one) + 1)}
    assert texts == {f"about_{name.replace(' ', '_').replace('-', '_')}" for name in names}


@pytest.mark.parametrize("one", COMMANDS, ids=lambda one: one.name or "rmdesk")
def test_examples_can_be_typed(one: Command) -> None:
    """A line of the help that the program does not understand teaches distrust."""
    assert one.examples
    for example in one.examples:
        line = named([word for word in shlex.split(example.removeprefix("source <(").rstrip(")"))[1:] if word != ">"])
        assert line.name == one.name or line.name.startswith(f"{one.name} ")
        if "<" not in example and ">" not in example:
            read(DECLARED[line.name], line.rest, "zh")


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("one", COMMANDS, ids=lambda one: one.name or "rmdesk")
def test_every_command_has_its_help(one: Command, lang: Lang) -> None:
    """What it does, each argument, examples: nothing of it is looked up elsewhere."""
    said = help_of_command(one, lang)
    flat = " ".join(said.split())
    assert all(arg.name in said or arg.called in said for arg in one.args)
    assert all(example in said for example in one.examples)
    assert about(one.name, lang)[:20] in flat
    assert all(ord(letter) >= 32 or letter == "\n" for letter in said)


def test_help_lists_every_first_word_and_paper_check(run: Run) -> None:
    """Whoever asks for help sees all that there is; a group lists its own."""
    said = run("--lang", "en", "--help")
    assert said.code == 0
    lines = {" ".join(line.split("  ")[1].split()) for line in said.out.splitlines() if line.startswith("  ")}
    assert {*first_words(), "paper check"} <= lines
    for group in ("complaint", "people"):
        told = run("--lang", "en", group, "--help").out
        assert all(f"{group} {part}" in told for part in parts(group))


def test_help_needs_nothing_heavy() -> None:
    """Help answers at once: no command is imported for the list of them."""
    code = "import sys; from rmdesk.cli import main; main(['--help']); main(['people', '--help'])\n"
    code += "print(*sorted(sys.modules), file=sys.stderr)"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert HEAVY.isdisjoint(ran.stderr.split())
    assert "rmdesk.desk" not in ran.stderr.split()


@pytest.mark.parametrize(
    ("line", "detail", "following"),
    [
        ("complant", "there is no command complant (did you mean complaint?)", "rmdesk --help"),
        ("complaint shwo C-1", "there is no command shwo (did you mean show?)", "rmdesk complaint --help"),
        ("complaint", "missing: new|show|do|hand-over", "rmdesk complaint --help"),
        ("match", "missing: CLIENT_NO", "rmdesk match --help"),
        ("match K-1 --amout 3", "not understood: --amout (did you mean --amount?)", "rmdesk match --help"),
        ("match K-1 K-2", "not understood: K-2", "rmdesk match --help"),
        ("match K-1 --amount", "--amount needs a value", "rmdesk match --help"),
        ("verify --replay=yes", "--replay takes no value", "rmdesk verify --help"),
        ("complaint new --type rumour", "--type cannot be rumour; choose from: complaint, report, question, "
         "suggestion, praise", "rmdesk complaint new --help"),
        ("people exam lin pased", "RESULT cannot be pased; choose from: passed, failed (did you mean passed?)",
         "rmdesk people exam --help"),
        ("--lang fr clients", "--lang cannot be fr; choose from: zh, en", "rmdesk clients --help"),
        ("evidence", "missing: SALE_NO, --out", "rmdesk evidence --help"),
    ],
)  # fmt: skip
def test_wrong_use_says_what_was_probably_meant(
    run: Run, monkeypatch: pytest.MonkeyPatch, line: str, detail: str, following: str
) -> None:
    """In words for people; as one JSON value for the script that asked for JSON. Always 2."""
    monkeypatch.setenv("RMDESK_LANG", "en")
    words = run(*line.split())
    assert (words.code, words.out) == (2, "")
    assert words.err == f"rmdesk: {detail}\n    → {following}\n"
    told = run("--json", *line.split())
    assert (told.code, told.err) == (2, "")
    assert told.value == {"wrong_use": {"detail": detail, "next": following}}


def test_what_every_command_takes_may_stand_anywhere() -> None:
    """Scripts put switches first, people put them last, some put them between."""
    lines = ("--user lin --json complaint show C-1", "complaint --user lin show --json C-1",
             "complaint show C-1 --json --user=lin")  # fmt: skip
    for text in lines:
        line = named(text.split())
        args = read(DECLARED[line.name], line.rest, "zh")
        assert (line.name, args.case, args.user, args.json) == ("complaint show", "C-1", "lin", True)


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_a_shell_gets_its_script(run: Run, shell: str) -> None:
    """Each names the commands; an unknown shell is wrong use."""
    script = run("completion", shell)
    assert script.code == 0
    assert all(one in script.out for one in ("hand-over", "--answers", "recompute"))
    assert json.loads(run("completion", shell, "--json").out)["script"] == script.out.rstrip("\n")
    assert run("completion", "cmd").code == 2


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("compl", {"completion", "complaint", "complaints"}),
        ("complaint ", {"new", "show", "hand-over"}),
        ("paper ch", {"check"}),
        ("match --am", {"--amount"}),
        ("complaint new --type pr", {"praise"}),
        ("completion z", {"zsh"}),
    ],
)
def test_bash_completes(run: Run, tmp_path: Path, typed: str, offered: set[str]) -> None:
    """A real bash reads the script and is asked as it asks when Tab is pressed."""
    (tmp_path / "rmdesk.bash").write_text(run("completion", "bash").out, encoding="utf-8")
    words = ["rmdesk", *typed.split(" ")]
    ask = f"""source {tmp_path}/rmdesk.bash
COMP_WORDS=({" ".join(shlex.quote(word) for word in words)}); COMP_CWORD={len(words) - 1}
COMP_LINE={shlex.quote("rmdesk " + typed)}; COMP_POINT=${{#COMP_LINE}}
complete -p rmdesk > {tmp_path}/how
function=$(sed 's/.*-F \\([^ ]*\\).*/\\1/' {tmp_path}/how)
"$function" rmdesk {shlex.quote(words[-1])} {shlex.quote(words[-2])}
printf '%s\\n' "${{COMPREPLY[@]}}"
"""
    ran = subprocess.run(["bash", "--norc", "-c", ask], capture_output=True, text=True, check=False)
    found = {line.strip() for line in ran.stdout.splitlines() if line.strip()}
    assert offered <= found, ran.stderr
    assert all(one.startswith(words[-1]) for one in found)
