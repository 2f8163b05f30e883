"""`rmdesk completion`: what a shell needs to complete commands and switches."""

import argparse
from typing import Any

import shtab

from rmdesk.commands.declaring import Arg, Command, command, word
from rmdesk.commands.line import declared
from rmdesk.commands.output import Output
from rmdesk.commands.table import MODULES, first_words, parts
from rmdesk.commands.usage import EVERYWHERE, VERSION, about
from rmdesk.locale import Lang, tr

SHELLS = ("bash", "zsh", "fish")


@command(
    "completion",
    word("shell", "SHELL", "cli.help.shell", choices=SHELLS),
    examples=("source <(rmdesk completion bash)", "rmdesk completion fish > ~/.config/fish/completions/rmdesk.fish"),
)
def completion(args: argparse.Namespace, out: Output) -> int:
    """Print the script that a shell reads at its start."""
    script = shtab.complete(tree(out.lang), args.shell).rstrip("\n")
    if out.as_json:
        out.json({"script": script})
    else:
        out.line(script)
    return 0


def tree(lang: Lang) -> argparse.ArgumentParser:
    """All commands as one tree of parsers. It is never used to read a line."""
    root = argparse.ArgumentParser(prog="rmdesk", description=about("", lang), add_help=False)
    _take(root, (*VERSION, *EVERYWHERE), lang)
    _under(root, "", first_words(), lang)
    return root


def _under(parser: argparse.ArgumentParser, before: str, words: tuple[str, ...], lang: Lang) -> None:
    """The commands that begin with `before` and go on with one of `words`."""
    under = parser.add_subparsers()
    for one in words:
        name = f"{before} {one}".strip()
        further = under.add_parser(one, help=about(name, lang), add_help=False)
        if name in MODULES:
            _whole(further, declared(name), parts(name), lang)
        else:
            _take(further, EVERYWHERE, lang)
            _under(further, name, parts(name), lang)


def _whole(parser: argparse.ArgumentParser, one: Command, follow: tuple[str, ...], lang: Lang) -> None:
    """A command with its arguments; `follow` are words that may stand in the place of its first one."""
    _take(parser, (*EVERYWHERE, *one.args), lang, follow)


def _take(parser: argparse.ArgumentParser, args: tuple[Arg, ...], lang: Lang, follow: tuple[str, ...] = ()) -> None:
    for one in args:
        how: dict[str, Any] = {"help": tr(lang, one.words).replace("%", "%%")}
        if one.on:
            how["action"] = "store_true"
        elif one.name.startswith("-"):
            how |= {"dest": one.dest, "choices": one.choices or None}
        else:
            how |= {"nargs": "?", "choices": one.choices or follow or None}
            follow = ()
        added = parser.add_argument(*(("-h", one.name) if one.name == "--help" else (one.name,)), **how)
        kind = {"FILE": shtab.FILE, "FORM": shtab.FILE, "DIR": shtab.DIRECTORY}.get(one.metavar.partition(".")[0])
        if kind is not None:
            vars(added)["complete"] = kind  # how shtab is told that files or folders complete a value
