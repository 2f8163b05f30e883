"""The help of the commands, and the parsers that read them, in the user's language."""

import argparse
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, NoReturn

from rmdesk.commands.declaring import Arg, Command, flag, switch
from rmdesk.commands.table import listed
from rmdesk.locale import Lang, tr

EVERYWHERE = (
    Arg("--help", "cli.help.help", on=True),
    flag("--json", "cli.help.json"),
    switch("--desk", "DIR", "cli.help.desk"),
    switch("--user", "NAME", "cli.help.user"),
    flag("--password-stdin", "cli.help.password_stdin"),
    switch("--lang", "", "cli.help.lang", choices=("zh", "en")),
)
"""What every command takes, before or after its name."""
VERSION = (flag("--version", "cli.help.version"),)


class _Help(argparse.HelpFormatter):
    """Help with its first word in a language."""

    lang: Lang = "en"

    def add_usage(self, usage: Any, actions: Any, groups: Any, prefix: str | None = None) -> None:
        super().add_usage(usage, actions, groups, tr(self.lang, "cli.usage") if prefix is None else prefix)


class _ChineseHelp(_Help):
    lang = "zh"


class Parser(argparse.ArgumentParser):
    """A parser that says nothing itself: what is wrong comes out as ArgumentError, or is seen afterwards."""

    def __init__(self, lang: Lang, *, said: bool = True, **how: Any) -> None:
        super().__init__(
            formatter_class=_ChineseHelp if lang == "zh" else _Help,
            add_help=False,
            allow_abbrev=False,
            exit_on_error=False,
            **how,
        )
        self.lang = lang
        self.said = said
        self._needed: list[argparse.Action] = []

    def take(self, args: tuple[Arg, ...], title: str) -> list[argparse.Action]:
        """Add arguments under one heading of the help."""
        group = self.add_argument_group(tr(self.lang, title)) if self.said else self
        made = [_added(group, one, tr(self.lang, one.words) if self.said else "") for one in args]
        self._needed += [one for one in made if one.required]
        return made

    @contextmanager
    def lenient(self) -> Iterator[None]:
        """Read without asking for what is needed."""
        for one in self._needed:
            one.required = False
        try:
            yield
        finally:
            for one in self._needed:
                one.required = True

    def error(self, message: str) -> NoReturn:
        """What argparse would print becomes an error like the others."""
        raise argparse.ArgumentError(None, message)


def _added(group: Any, one: Arg, words: str) -> argparse.Action:
    how: dict[str, Any] = {"help": words.replace("%", "%%"), "default": one.default}
    names = ("-h", one.name) if one.name == "--help" else (one.name,)
    if one.on:
        how |= {"action": "store_true", "default": False}
    else:
        how["metavar"] = one.shown
    if one.name.startswith("-"):
        how |= {"dest": one.dest, "required": one.needed}
    elif not one.needed:
        how["nargs"] = "?"
    if one.many:
        how |= {"action": "append", "default": []}
    added: argparse.Action = group.add_argument(*names, **how)
    return added


def parser_of(command: Command, lang: Lang, *, said: bool = True) -> Parser:
    """The parser of one command, and with it its help; without the words of the help when it is only to read a line,
    so that no start of the program reads them."""
    prog = " ".join(filter(None, ("rmdesk", command.name)))
    usage = f"{prog} {_line(command)}"
    parser = Parser(lang, said=said, prog=prog, usage=usage, description=about(command.name, lang) if said else "")
    parser.take(tuple(one for one in command.args if not one.name.startswith("-")), "cli.arguments")
    parser.take(tuple(one for one in command.args if one.name.startswith("-")), "cli.switches")
    parser.take((*VERSION, *EVERYWHERE) if not command.name else EVERYWHERE, "cli.everywhere")
    return parser


def _line(command: Command) -> str:
    """What must stand on the line and in which order; the switches that may stand there are listed below it."""
    words = [one for one in command.args if not one.name.startswith("-")]
    said = [one.called if one.needed else f"[{one.called}]" for one in words]
    said += [f"{one.name} {one.shown}" for one in command.args if one.needed and one not in words]
    return " ".join((*said, "[…]"))


def about(name: str, lang: Lang) -> str:
    """What a command or a group of them does."""
    return tr(lang, f"cli.about_{name.replace(' ', '_').replace('-', '_')}" if name else "cli.about")


def help_of_command(command: Command, lang: Lang) -> str:
    """How one command is used, with examples. Under a command that is also a first word stand those that follow it."""
    under = _table(listed(command.name), lang) if command.name else ""
    examples = "".join(f"  {one}\n" for one in command.examples)
    return f"{parser_of(command, lang).format_help()}{under}\n{tr(lang, 'cli.examples')}:\n{examples}"


def help_of_group(group: str, lang: Lang) -> str:
    """All commands, or those that begin with `group`; no module of a command is imported for it."""
    prog = " ".join(filter(None, ("rmdesk", group)))
    usage = f"{prog} {tr(lang, 'cli.command')} …"
    parser = Parser(lang, prog=prog, usage=usage, description=about(group, lang))
    parser.take((*VERSION, *EVERYWHERE) if not group else EVERYWHERE, "cli.everywhere")
    return f"{parser.format_help()}{_table(listed(group), lang)}\n{tr(lang, 'cli.codes')}\n"


def _table(names: tuple[str, ...], lang: Lang) -> str:
    if not names:
        return ""
    wide = max(len(name) for name in names)
    rows = "".join(f"  {name:<{wide}}  {about(name, lang)}\n" for name in names)
    return f"\n{tr(lang, 'cli.commands')}:\n{rows}"
