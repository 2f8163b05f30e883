"""`rmdesk register print`: a paper of an entry, on demand and after the acts that print one."""

import argparse
from collections.abc import Iterable
from pathlib import Path

from rmdesk.commands.declaring import command, flag, switch, word
from rmdesk.commands.output import Output
from rmdesk.commands.session import session
from rmdesk.desk.archive.leftovers import PAPERS
from rmdesk.desk.desk import Desk
from rmdesk.desk.registers import printing
from rmdesk.desk.registers.printing import Printed
from rmdesk.domain.refusal import Refused


@command(
    "register print",
    word("entry", "ENTRY_NO", "cli.register_entry"),
    word("paper", "PAPER", "cli.register_paper"),
    switch("--to", "FILE", "cli.register_to", default=""),
    flag("--large", "cli.help.large"),
    examples=("rmdesk register print ENTRY_NO PAPER --to FILE.pdf",),
)
def print_(args: argparse.Namespace, out: Output) -> int:
    """Print a paper of an entry, into the desk's folder of papers or where it is wanted."""
    with session(args, out, reading=False) as desk:
        to = Path(args.to) if args.to else desk.folder / PAPERS
        printed = printing.print_entry(desk, args.entry, args.paper, to, out.lang, args.large or None)
        return out.refused(printed, desk.pack) if isinstance(printed, Refused) else _told(printed, desk, out)


def print_after(desk: Desk, wanted: Iterable[tuple[str, str]], out: Output) -> int:
    """The papers that an act has printed: (entry id, paper). What cannot be printed is told; the act is done."""
    code = 0
    for entry_id, paper in wanted:
        printed = printing.print_entry(desk, entry_id, paper, desk.folder / PAPERS, out.lang)
        if isinstance(printed, Refused):
            code = out.refused(printed, desk.pack)
        elif not out.as_json:
            _told(printed, desk, out)
    return code


def _told(printed: Printed, desk: Desk, out: Output) -> int:
    if out.as_json:
        out.json({"number": printed.number, "paper": printed.paper, "no": printed.no, "path": str(printed.path)})
    else:
        title = printed.title.of(out.lang)
        out.line(out.tr("cli.register_printed", number=printed.number, title=title, path=printed.path))
        out.warned(printed.warnings, desk.pack)
    return 0
