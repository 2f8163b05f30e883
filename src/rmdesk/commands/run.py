"""From the command line to the command."""

from collections.abc import Sequence
from itertools import pairwise

from rmdesk.commands.line import find, help_of, named, read, wants_help
from rmdesk.commands.output import LockedError, Output, WrongUseError
from rmdesk.commands.table import MODULES
from rmdesk.commands.usage import help_of_command, help_of_group
from rmdesk.locale import Lang, choose_language


def run(argv: Sequence[str]) -> int:
    """Run the command and give its exit code."""
    lang = _language(argv)
    out = Output(lang, as_json="--json" in argv)
    try:
        return _run(argv, lang, out)
    except WrongUseError as wrong:
        return out.wrong(wrong, help_of(named(argv).name))
    except LockedError as locked:
        return out.refused(locked.refused)
    except ValueError as error:  # a pack of the desk that another version of the program wrote
        from rmdesk.formpack.fault import PackFaults

        if not isinstance(error, PackFaults):
            raise
        return out.faults(error.faults)


def _run(argv: Sequence[str], lang: Lang, out: Output) -> int:
    line = named(argv)
    if wants_help(argv) and (not line.name or line.name not in MODULES) and not line.strange:
        out.line(help_of_group(line.name, lang).rstrip())
        return 0
    command = find(line, lang)
    if wants_help(argv):
        out.line(help_of_command(command, lang).rstrip())
        return 0
    args = read(command, line.rest, lang)
    if getattr(args, "version", False):
        return _version(out)
    return command.handler(args, out)


def _version(out: Output) -> int:
    from rmdesk import __version__

    if out.as_json:
        out.json({"version": __version__})
    else:
        out.line(f"rmdesk {__version__}")
    return 0


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
