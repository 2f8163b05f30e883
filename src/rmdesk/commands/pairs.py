"""Answers on the command's line, as FIELD=TEXT: read in one way by every command that takes them."""

from collections.abc import Iterable

from rmdesk.commands.output import Output, WrongUseError


def pairs(given: Iterable[str] | None, out: Output) -> dict[str, str]:
    """Field → text as it was typed; the last one counts where a field is named twice. WrongUseError."""
    return dict(pair(one, out) for one in given or ())


def pair(given: str, out: Output, *, last: bool = False) -> tuple[str, str]:
    """What stands before the first "=" (the `last` one where the left side may hold some), and the rest. WrongUseError
    when either sign or name is missing."""
    key, mark, text = given.rpartition("=") if last else given.partition("=")
    if not mark or not key.strip():
        raise WrongUseError(out.tr("cli.register_pair", given=given[:40]))
    return key.strip(), text
