"""`rmdesk printer`: how the desk prints, and a page that proves it."""

import argparse

from rmdesk.commands.declaring import command, flag, switch
from rmdesk.commands.output import Output
from rmdesk.commands.session import session
from rmdesk.desk import printers
from rmdesk.desk.desk import Desk
from rmdesk.domain.printer import Printer
from rmdesk.domain.refusal import Refused


@command("printer", examples=("rmdesk printer --json",))
def printer(args: argparse.Namespace, out: Output) -> int:
    """Show how the desk prints, and when a test page was last sent."""
    with session(args, out, reading=True) as desk:
        return _shown(desk, out, printers.printer_of(desk))


@command(
    "printer set",
    switch("--name", "PRINTER", "cli.help.printer_name", default=""),
    switch("--command", "LINE", "cli.help.printer_command", default=""),
    flag("--one-sided", "cli.help.one_sided"),
    examples=(
        "rmdesk printer set --name Counter-2",
        'rmdesk printer set --command "lpr -P {printer} {file}" --one-sided',
    ),
)
def change(args: argparse.Namespace, out: Output) -> int:
    """Say how the desk prints; what is not given goes back to the system's own way."""
    wanted = Printer(command=args.command, name=args.name, duplex=not args.one_sided)
    with session(args, out, reading=False) as desk:
        kept = printers.set_printer(desk, wanted)
        return out.refused(kept, desk.pack) if isinstance(kept, Refused) else _shown(desk, out, kept)


@command("printer test", examples=("rmdesk printer test",))
def test(args: argparse.Namespace, out: Output) -> int:
    """Send a test page."""
    with session(args, out, reading=False) as desk:
        sent = printers.test(desk, out.lang)
        if isinstance(sent, Refused):
            return out.refused(sent, desk.pack)
        return _shown(desk, out, printers.printer_of(desk))


def _shown(desk: Desk, out: Output, now: Printer) -> int:
    last = printers.tested(desk)
    at = "" if last is None else f"{desk.local(last.at):%Y-%m-%d %H:%M}"
    if out.as_json:
        out.json(
            {
                "command": now.command,
                "name": now.name,
                "duplex": now.duplex,
                "tested_at": at or None,
                "tested_by": None if last is None else last.by,
                "tested_printer": None if last is None else last.printer,
            }
        )
        return 0
    out.line(out.tr("settings.printer_is", **printers.words(now, out.lang)))
    by = "" if last is None else last.by
    out.line(out.tr("settings.printer_tested", at=at, by=by) if last else out.tr("settings.printer_untested"))
    return 0
