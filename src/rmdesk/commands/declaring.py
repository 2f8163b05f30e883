"""A command is declared beside its handler: its name, what may stand behind it, and lines that show how it is used.

    @command("match", word("client", "CLIENT_NO", "cli.help.client"), examples=("rmdesk match K-0007 --json",))
    def match(args: argparse.Namespace, out: Output) -> int: ...

What it does stands in the catalogue as `cli.about_match`; `table.py` says which module to import for a name.
"""

import argparse
from collections.abc import Callable
from typing import NamedTuple

from rmdesk.commands.output import Output

Handler = Callable[[argparse.Namespace, Output], int]


class Arg(NamedTuple):
    """One argument: a word in its place ("client") or a switch ("--amount"). `words` is its text's key."""

    name: str
    words: str
    metavar: str = ""
    needed: bool = False
    many: bool = False
    on: bool = False
    choices: tuple[str, ...] = ()
    default: str | None = None
    field: str = ""

    @property
    def dest(self) -> str:
        """The name that its value has for the handler."""
        return self.field or self.name.lstrip("-").replace("-", "_")

    @property
    def shown(self) -> str:
        """What stands for its value in the help."""
        return f"{{{','.join(self.choices)}}}" if self.choices else self.metavar

    @property
    def called(self) -> str:
        """How a message names it."""
        return self.name if self.name.startswith("-") else self.metavar or self.name.upper()


def word(name: str, metavar: str, words: str, *, needed: bool = True, choices: tuple[str, ...] = ()) -> Arg:
    """A word in its place."""
    return Arg(name, words, metavar, needed=needed, choices=choices)


def switch(
    name: str,
    metavar: str,
    words: str,
    *,
    needed: bool = False,
    many: bool = False,
    choices: tuple[str, ...] = (),
    default: str | None = None,
    field: str = "",
) -> Arg:
    """A switch with a value; `many`: it may be repeated, and its value is the list of what was given."""
    return Arg(name, words, metavar, needed, many, choices=choices, default=default, field=field)


def flag(name: str, words: str) -> Arg:
    """A switch that is given or not."""
    return Arg(name, words, on=True)


SECOND = switch("--second", "NAME", "cli.help.second")
"""The second person, for every command whose act may want one."""


class Command(NamedTuple):
    """One command, named as it is typed behind `rmdesk`; "" is the desk itself."""

    name: str
    handler: Handler
    args: tuple[Arg, ...]
    examples: tuple[str, ...]


DECLARED: dict[str, Command] = {}
"""The commands of every module that was imported, by name."""


def command(name: str, *args: Arg, examples: tuple[str, ...]) -> Callable[[Handler], Handler]:
    """Declare a command; words stand in the order in which they are typed."""

    def declare(handler: Handler) -> Handler:
        DECLARED[name] = Command(name, handler, args, examples)
        return handler

    return declare
