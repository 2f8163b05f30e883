"""Reading the command line: which command, and what was given to it. Wrong use is told in the user's language."""

import argparse
from collections.abc import Sequence
from importlib import import_module
from typing import NamedTuple

from rmdesk.commands.declaring import DECLARED, Arg, Command
from rmdesk.commands.output import WrongUseError
from rmdesk.commands.table import MODULES, first_words, parts
from rmdesk.commands.usage import EVERYWHERE, VERSION, Parser, parser_of
from rmdesk.garbage import sought_seldom
from rmdesk.locale import Lang, tr

_VALUED = {one.name for one in EVERYWHERE if not one.on}
_HELP = {"-h", "--help"}


class Named(NamedTuple):
    """The name that a line begins with, the rest of the line, and the first word that is no part of the name."""

    name: str
    rest: tuple[str, ...]
    strange: str = ""


def named(argv: Sequence[str]) -> Named:
    """Find the command's name; what every command takes may stand before it and inside."""
    words: list[str] = []
    places: list[int] = []
    strange, skip = "", False
    for at, one in enumerate(argv):
        if skip or (one.startswith("-") and one != "--"):
            skip = not skip and one in _VALUED
            continue
        longer = " ".join((*words, one))
        if one == "--" or not (longer in MODULES or parts(longer)):
            strange = one
            break
        words.append(one)
        places.append(at)
        if not parts(longer):
            break
    return Named(" ".join(words), tuple(one for at, one in enumerate(argv) if at not in places), strange)


def wants_help(argv: Sequence[str]) -> bool:
    """Whether the line asks for help, whatever else is wrong with it."""
    before = argv[: argv.index("--")] if "--" in argv else argv
    return bool(_HELP.intersection(before))


def find(line: Named, lang: Lang) -> Command:
    """The command that was named. WrongUseError when it is none, with the one that it looks like."""
    if line.name not in MODULES or (not line.name and line.strange):
        if not line.strange:
            raise WrongUseError(tr(lang, "cli.wrong.required", what="|".join(parts(line.name))))
        known = parts(line.name) if line.name else first_words()
        said = tr(lang, "cli.wrong.unknown", given=line.strange) + _alike(line.strange, known, lang)
        raise WrongUseError(said)
    return declared(line.name)


def declared(name: str) -> Command:
    """The command of this name; its module is imported."""
    with sought_seldom():
        import_module(f"rmdesk.commands.{MODULES[name]}")
    return DECLARED[name]


def help_of(name: str) -> str:
    """The line that shows how to use a command."""
    return " ".join(filter(None, ("rmdesk", name, "--help")))


def read(command: Command, rest: Sequence[str], lang: Lang) -> argparse.Namespace:
    """What was given to a command. WrongUseError for what it does not take."""
    parser = parser_of(command, lang, said=False)
    known = (*EVERYWHERE, *(VERSION if not command.name else ()), *command.args)
    try:
        args, left = _parsed(parser, rest)
    except argparse.ArgumentError as error:
        raise WrongUseError(_unread(error, known, lang)) from error
    wrong = _left(left, known, lang) or _missing(args, known, lang) or _unchosen(args, known, lang)
    if wrong:
        raise WrongUseError(wrong)
    return args


def _parsed(parser: Parser, rest: Sequence[str]) -> tuple[argparse.Namespace, list[str]]:
    """What was read, and what nobody asked for. What is missing is looked at afterwards: argparse would say it."""
    with parser.lenient():
        return parser.parse_known_args(list(rest))


def _unread(error: argparse.ArgumentError, known: Sequence[Arg], lang: Lang) -> str:
    """A switch without its value, or one that takes none with a value: `--json=yes`."""
    name = (error.argument_name or "").rpartition("/")[2]
    takes_none = any(one.on and one.name == name for one in known)
    return tr(lang, f"cli.wrong.{'takes_none' if takes_none else 'expected'}", what=name)


def _left(left: Sequence[str], known: Sequence[Arg], lang: Lang) -> str:
    if not left:
        return ""
    strange = next((one for one in left if one.startswith("-")), left[0])
    switches = [one.name for one in known if one.name.startswith("-")] if strange.startswith("-") else []
    return tr(lang, "cli.wrong.unrecognized", what=strange) + _alike(strange.partition("=")[0], switches, lang)


def _missing(args: argparse.Namespace, known: Sequence[Arg], lang: Lang) -> str:
    missing = [one.called for one in known if one.needed and getattr(args, one.dest) is None]
    return tr(lang, "cli.wrong.required", what=", ".join(missing)) if missing else ""


def _unchosen(args: argparse.Namespace, known: Sequence[Arg], lang: Lang) -> str:
    for one in known:
        given = getattr(args, one.dest)
        if one.choices and given is not None and given not in one.choices:
            said = tr(lang, "cli.wrong.choice", what=one.called, given=given, allowed=", ".join(one.choices))
            return said + _alike(given, one.choices, lang)
    return ""


def _alike(given: str, known: Sequence[str], lang: Lang) -> str:
    """The one that was probably meant."""
    from difflib import get_close_matches  # only whoever mistyped waits for it

    near = get_close_matches(given, known, 1)
    return tr(lang, "cli.wrong.alike", near=near[0]) if near else ""
