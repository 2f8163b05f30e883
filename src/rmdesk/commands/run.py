"""From the command line to the command."""

import argparse
from collections.abc import Callable, Sequence
from importlib import import_module
from itertools import pairwise

from rmdesk.commands.output import LockedError, Output, WrongUseError
from rmdesk.commands.usage import parse
from rmdesk.locale import Lang, choose_language

Command = Callable[[argparse.Namespace, Output], int]

_PEOPLE = ("add", "password", "reset", "suspend", "resume", "remove", "change", "train", "exam", "recovery")

# command → module of this package and function in it; imported when it is asked for
_COMMANDS = {
    "": ("desk", "open_desk"),
    "init": ("init", "init"),
    "demo": ("demo", "demo"),
    "plain intake": ("plain", "intake"),
    "plain assess": ("plain", "assess"),
    "forms check": ("forms", "check"),
    "forms score": ("forms", "score"),
    "clients": ("lists", "clients"),
    "products": ("lists", "products"),
    "match": ("match", "match"),
    "paper": ("paper", "paper"),
    "verify": ("verify", "verify"),
    "backup": ("backups", "backup"),
    "restore": ("backups", "restore"),
    "people list": ("people", "listed"),
    "people hand-over": ("people", "hand_over"),
    **{f"people {name}": ("people", name) for name in _PEOPLE},
    "deadlines": ("deadlines", "deadlines"),
    "complaints": ("complaints", "complaints"),
    "complaint new": ("complaints", "new"),
    "complaint show": ("complaints", "show"),
    "complaint hand-over": ("complaint_hand_over", "hand_over"),
    "evidence": ("trust", "evidence"),
    "export client": ("trust", "client"),
    "journal export": ("trust", "journal"),
    "retention due": ("trust", "due"),
}


def run(argv: Sequence[str]) -> int:
    """Run the command and give its exit code."""
    lang = _language(argv)
    try:
        args = parse(argv, lang)
    except SystemExit as end:  # argparse has said what there is to say: help, or what is wrong
        return end.code if isinstance(end.code, int) else 2
    out = Output(lang, as_json=args.json)
    if args.version:
        from rmdesk import __version__

        if out.as_json:
            out.json({"version": __version__})
        else:
            out.line(f"rmdesk {__version__}")
        return 0
    command = " ".join(filter(None, (args.command, getattr(args, "part", ""))))
    try:
        return _command(command)(args, out)
    except WrongUseError as wrong:
        out.say(f"rmdesk: {wrong}")
        return 2
    except LockedError as locked:
        return out.refused(locked.refused)


def unwritten(argv: Sequence[str], error: OSError) -> int:
    """Say that the result could not be written to where stdout goes: a full disk, a drive that was pulled out."""
    out = Output(_language(argv), as_json=False)
    out.say(f"rmdesk: {out.tr('cli.unwritten', why=out.why(error))}")
    return 1


def _language(argv: Sequence[str]) -> Lang:
    """The language to answer in. It must be known before the line is read: wrong use is told in it too."""
    for word, following in pairwise((*argv, "")):
        given = following if word == "--lang" else word.removeprefix("--lang=")
        if word.startswith("--lang") and given in ("zh", "en"):
            return choose_language(given)
    return choose_language()


def _command(name: str) -> Command:
    module, function = _COMMANDS[name]
    found: Command = getattr(import_module(f"rmdesk.commands.{module}"), function)
    return found
