"""`rmdesk people record` and `rmdesk retention record`: the papers of a hand-over and of a destruction."""

import argparse
from datetime import date
from pathlib import Path

from rmdesk.commands.declaring import command, switch, word
from rmdesk.commands.output import Output, WrongUseError
from rmdesk.commands.session import session
from rmdesk.desk import act_papers
from rmdesk.desk.desk import Desk
from rmdesk.desk.printing import Sheet
from rmdesk.domain.fields import read_date
from rmdesk.domain.refusal import Refused


@command(
    "people record",
    word("giver", "LOGIN", "people.help.gave"),
    word("receiver", "LOGIN", "people.help.received"),
    switch("--on", "DATE", "cli.help.on"),
    switch("--out", "DIR", "cli.help.out", needed=True),
    examples=("rmdesk people record lin he --out DIR",),
)
def handed_over(args: argparse.Namespace, out: Output) -> int:
    """Print the record of the clients who were handed over on a day, today when none is named."""
    with session(args, out, reading=False) as desk:
        on, folder = _day(desk, args, out), Path(args.out)
        return _told(act_papers.print_hand_over(desk, args.giver, args.receiver, on, folder, out.lang), desk, out)


@command(
    "retention record",
    switch("--on", "DATE", "cli.help.on"),
    switch("--out", "DIR", "cli.help.out", needed=True),
    examples=("rmdesk retention record --out DIR", "rmdesk retention record --on 2031-01-04 --out DIR"),
)
def destroyed(args: argparse.Namespace, out: Output) -> int:
    """Print the record of what was destroyed on a day, today when none is named."""
    with session(args, out, reading=False) as desk:
        on = _day(desk, args, out)
        return _told(act_papers.print_destruction(desk, on, Path(args.out), out.lang), desk, out)


def _day(desk: Desk, args: argparse.Namespace, out: Output) -> date:
    if not args.on:
        return desk.today()
    on = read_date(args.on)
    if on is None:
        raise WrongUseError(out.tr("cli.wrong.date", given=args.on))
    return on


def _told(printed: Sheet | Refused, desk: Desk, out: Output) -> int:
    if isinstance(printed, Refused):
        return out.refused(printed, desk.pack)
    out.warned(printed.warnings, desk.pack)
    if out.as_json:
        out.json({"kind": printed.kind, "number": printed.number, "file": str(printed.path)})
    else:
        out.line(str(printed.path))
    return 0
